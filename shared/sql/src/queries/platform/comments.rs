// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
    pub parent_comment_id: Option<uuid::Uuid>,
    pub comment_text: T2,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Debug)]
pub struct UpdateParams<T1: crate::StringSql> {
    pub comment_text: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub now: jiff::Timestamp,
    pub deleted_by: uuid::Uuid,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct ResolveParams {
    pub resolved_by: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ReopenParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct VersionsParams {
    pub organization_id: uuid::Uuid,
    pub comment_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountVersionsParams {
    pub organization_id: uuid::Uuid,
    pub comment_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetVersionsParams {
    pub organization_id: uuid::Uuid,
    pub comment_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct AddMentionsParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub comment_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub user_ids: T1,
}
#[derive(Debug)]
pub struct RemoveMentionsExceptParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub comment_id: uuid::Uuid,
    pub user_ids: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ParticipantsParams {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct CountRepliesParams {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct CountsParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct ForgetParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ForgetAnalysesParams {
    pub organization_id: uuid::Uuid,
    pub file_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CommentRow {
    pub id: uuid::Uuid,
    pub resource_type: String,
    pub resource_id: uuid::Uuid,
    pub parent_comment_id: Option<uuid::Uuid>,
    pub comment_text: String,
    pub is_resolved: bool,
    pub resolved_by: Option<uuid::Uuid>,
    pub resolved_at: Option<jiff::Timestamp>,
    pub edited_at: Option<jiff::Timestamp>,
    pub deleted_at: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
    pub mentions: Vec<uuid::Uuid>,
    pub reply_count: i64,
    pub last_reply_at: Option<jiff::Timestamp>,
}
pub struct CommentRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub resource_type: &'a str,
    pub resource_id: uuid::Uuid,
    pub parent_comment_id: Option<uuid::Uuid>,
    pub comment_text: &'a str,
    pub is_resolved: bool,
    pub resolved_by: Option<uuid::Uuid>,
    pub resolved_at: Option<jiff::Timestamp>,
    pub edited_at: Option<jiff::Timestamp>,
    pub deleted_at: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
    pub mentions: crate::ArrayIterator<'a, uuid::Uuid>,
    pub reply_count: i64,
    pub last_reply_at: Option<jiff::Timestamp>,
}
impl<'a> From<CommentRowBorrowed<'a>> for CommentRow {
    fn from(
        CommentRowBorrowed {
            id,
            resource_type,
            resource_id,
            parent_comment_id,
            comment_text,
            is_resolved,
            resolved_by,
            resolved_at,
            edited_at,
            deleted_at,
            version,
            created_at,
            updated_at,
            created_by,
            mentions,
            reply_count,
            last_reply_at,
        }: CommentRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            resource_type: resource_type.into(),
            resource_id,
            parent_comment_id,
            comment_text: comment_text.into(),
            is_resolved,
            resolved_by,
            resolved_at,
            edited_at,
            deleted_at,
            version,
            created_at,
            updated_at,
            created_by,
            mentions: mentions.map(|v| v).collect(),
            reply_count,
            last_reply_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Versions {
    pub number: i32,
    pub comment_text: String,
    pub written_at: jiff::Timestamp,
}
pub struct VersionsBorrowed<'a> {
    pub number: i32,
    pub comment_text: &'a str,
    pub written_at: jiff::Timestamp,
}
impl<'a> From<VersionsBorrowed<'a>> for Versions {
    fn from(VersionsBorrowed { number, comment_text, written_at }: VersionsBorrowed<'a>) -> Self {
        Self { number, comment_text: comment_text.into(), written_at }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Counts {
    pub comments: i64,
    pub threads: i64,
    pub unresolved: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Author {
    pub first_name: String,
    pub last_name: String,
}
pub struct AuthorBorrowed<'a> {
    pub first_name: &'a str,
    pub last_name: &'a str,
}
impl<'a> From<AuthorBorrowed<'a>> for Author {
    fn from(AuthorBorrowed { first_name, last_name }: AuthorBorrowed<'a>) -> Self {
        Self { first_name: first_name.into(), last_name: last_name.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CommentRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CommentRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CommentRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CommentRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CommentRowBorrowed) -> R) -> CommentRowQuery<'c, 'a, 's, C, R, N> {
        CommentRowQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct UuidUuidQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<uuid::Uuid, tokio_postgres::Error>,
    mapper: fn(uuid::Uuid) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UuidUuidQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(uuid::Uuid) -> R) -> UuidUuidQuery<'c, 'a, 's, C, R, N> {
        UuidUuidQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct VersionsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<VersionsBorrowed, tokio_postgres::Error>,
    mapper: fn(VersionsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> VersionsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(VersionsBorrowed) -> R) -> VersionsQuery<'c, 'a, 's, C, R, N> {
        VersionsQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct I64Query<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<i64, tokio_postgres::Error>,
    mapper: fn(i64) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> I64Query<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(i64) -> R) -> I64Query<'c, 'a, 's, C, R, N> {
        I64Query {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct CountsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Counts, tokio_postgres::Error>,
    mapper: fn(Counts) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Counts) -> R) -> CountsQuery<'c, 'a, 's, C, R, N> {
        CountsQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct AuthorQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AuthorBorrowed, tokio_postgres::Error>,
    mapper: fn(AuthorBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AuthorQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AuthorBorrowed) -> R) -> AuthorQuery<'c, 'a, 's, C, R, N> {
        AuthorQuery {
            client: self.client,
            params: self.params,
            query: self.query,
            cached: self.cached,
            extractor: self.extractor,
            mapper,
        }
    }
    pub async fn one(self) -> Result<T, tokio_postgres::Error> {
        let row = crate::client::async_::one(self.client, self.query, &self.params, self.cached).await?;
        Ok((self.mapper)((self.extractor)(&row)?))
    }
    pub async fn all(self) -> Result<Vec<T>, tokio_postgres::Error> {
        self.iter().await?.try_collect().await
    }
    pub async fn opt(self) -> Result<Option<T>, tokio_postgres::Error> {
        let opt_row = crate::client::async_::opt(self.client, self.query, &self.params, self.cached).await?;
        Ok(opt_row
            .map(|row| {
                let extracted = (self.extractor)(&row)?;
                Ok((self.mapper)(extracted))
            })
            .transpose()?)
    }
    pub async fn iter(
        self,
    ) -> Result<impl futures::Stream<Item = Result<T, tokio_postgres::Error>> + 'c, tokio_postgres::Error>
    {
        let stream =
            crate::client::async_::raw(self.client, self.query, crate::slice_iter(&self.params), self.cached)
                .await?;
        let mapped = stream
            .map(move |res| {
                res.and_then(|row| {
                    let extracted = (self.extractor)(&row)?;
                    Ok((self.mapper)(extracted))
                })
            })
            .into_stream();
        Ok(mapped)
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select c.id, c.resource_type, c.resource_id, c.parent_comment_id, c.comment_text, c.is_resolved, c.resolved_by, c.resolved_at, c.edited_at, c.deleted_at, c.version, c.created_at, c.updated_at, c.created_by, array(select m.user_id from platform.comment_mentions m where m.organization_id = c.organization_id and m.comment_id = c.id order by m.user_id) as mentions, (select count(*) from platform.comments r where r.organization_id = c.organization_id and r.parent_comment_id = c.id and r.deleted_at is null) as reply_count, (select max(r.created_at) from platform.comments r where r.organization_id = c.organization_id and r.parent_comment_id = c.id and r.deleted_at is null) as last_reply_at from platform.comments c where c.id = $1",
        None,
    )
}
impl FindStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> CommentRowQuery<'c, 'a, 's, C, CommentRow, 1> {
        CommentRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CommentRowBorrowed, tokio_postgres::Error> {
                Ok(CommentRowBorrowed {
                    id: row.try_get(0)?,
                    resource_type: row.try_get(1)?,
                    resource_id: row.try_get(2)?,
                    parent_comment_id: row.try_get(3)?,
                    comment_text: row.try_get(4)?,
                    is_resolved: row.try_get(5)?,
                    resolved_by: row.try_get(6)?,
                    resolved_at: row.try_get(7)?,
                    edited_at: row.try_get(8)?,
                    deleted_at: row.try_get(9)?,
                    version: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    updated_at: row.try_get(12)?,
                    created_by: row.try_get(13)?,
                    mentions: row.try_get(14)?,
                    reply_count: row.try_get(15)?,
                    last_reply_at: row.try_get(16)?,
                })
            },
            mapper: |it| CommentRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select id from platform.comments where id = $1 for update", None)
}
impl LockStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into platform.comments (id, organization_id, resource_type, resource_id, parent_comment_id, comment_text, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        None,
    )
}
impl InsertStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
        parent_comment_id: &'a Option<uuid::Uuid>,
        comment_text: &'a T2,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    organization_id,
                    resource_type,
                    resource_id,
                    parent_comment_id,
                    comment_text,
                    now,
                    created_by,
                ],
            )
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.resource_type,
            &params.resource_id,
            &params.parent_comment_id,
            &params.comment_text,
            &params.now,
            &params.created_by,
        ))
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update platform.comments set comment_text = $1, edited_at = $2, updated_at = $2 where id = $3 and deleted_at is null and ($4::bigint is null or version = $4)",
        None,
    )
}
impl UpdateStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        comment_text: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[comment_text, now, id, if_version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.comment_text, &params.now, &params.id, &params.if_version))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "update platform.comments set comment_text = '', deleted_at = $1, deleted_by = $2, updated_at = $1 where id = $3 and deleted_at is null and ($4::bigint is null or version = $4)",
        None,
    )
}
impl DeleteStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        deleted_by: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, deleted_by, id, if_version]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.deleted_by, &params.id, &params.if_version))
    }
}
pub struct ResolveStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn resolve() -> ResolveStmt {
    ResolveStmt(
        "update platform.comments set is_resolved = true, resolved_by = $1, resolved_at = $2, updated_at = $2 where id = $3 and not is_resolved",
        None,
    )
}
impl ResolveStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        resolved_by: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[resolved_by, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ResolveParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ResolveStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ResolveParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.resolved_by, &params.now, &params.id))
    }
}
pub struct ReopenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn reopen() -> ReopenStmt {
    ReopenStmt(
        "update platform.comments set is_resolved = false, resolved_by = null, resolved_at = null, updated_at = $1 where id = $2 and is_resolved",
        None,
    )
}
impl ReopenStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReopenParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReopenStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReopenParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id))
    }
}
pub struct KeepVersionStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn keep_version() -> KeepVersionStmt {
    KeepVersionStmt(
        "insert into platform.comment_versions (organization_id, comment_id, number, comment_text, written_at) select c.organization_id, c.id, 1 + (select count(*) from platform.comment_versions v where v.organization_id = c.organization_id and v.comment_id = c.id), c.comment_text, coalesce(c.edited_at, c.created_at) from platform.comments c where c.id = $1",
        None,
    )
}
impl KeepVersionStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id]).await
    }
}
pub struct VersionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn versions() -> VersionsStmt {
    VersionsStmt(
        "select number, comment_text, written_at from platform.comment_versions where organization_id = $1 and comment_id = $2 order by number",
        None,
    )
}
impl VersionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        comment_id: &'a uuid::Uuid,
    ) -> VersionsQuery<'c, 'a, 's, C, Versions, 2> {
        VersionsQuery {
            client,
            params: [organization_id, comment_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<VersionsBorrowed, tokio_postgres::Error> {
                Ok(VersionsBorrowed {
                    number: row.try_get(0)?,
                    comment_text: row.try_get(1)?,
                    written_at: row.try_get(2)?,
                })
            },
            mapper: |it| Versions::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, VersionsParams, VersionsQuery<'c, 'a, 's, C, Versions, 2>, C>
    for VersionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a VersionsParams,
    ) -> VersionsQuery<'c, 'a, 's, C, Versions, 2> {
        self.bind(client, &params.organization_id, &params.comment_id)
    }
}
pub struct CountVersionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_versions() -> CountVersionsStmt {
    CountVersionsStmt(
        "select count(*) from platform.comment_versions where organization_id = $1 and comment_id = $2",
        None,
    )
}
impl CountVersionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        comment_id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [organization_id, comment_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountVersionsParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for CountVersionsStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountVersionsParams) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.organization_id, &params.comment_id)
    }
}
pub struct ForgetVersionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_versions() -> ForgetVersionsStmt {
    ForgetVersionsStmt(
        "delete from platform.comment_versions where organization_id = $1 and comment_id = $2",
        None,
    )
}
impl ForgetVersionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        comment_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, comment_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetVersionsParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetVersionsStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetVersionsParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.comment_id))
    }
}
pub struct AddMentionsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn add_mentions() -> AddMentionsStmt {
    AddMentionsStmt(
        "insert into platform.comment_mentions (organization_id, comment_id, user_id, created_at) select $1, $2, user_id, $3 from unnest($4::uuid[]) as user_id on conflict do nothing returning user_id",
        None,
    )
}
impl AddMentionsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        comment_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        user_ids: &'a T1,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [organization_id, comment_id, now, user_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AddMentionsParams<T1>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for AddMentionsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AddMentionsParams<T1>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.organization_id, &params.comment_id, &params.now, &params.user_ids)
    }
}
pub struct RemoveMentionsExceptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_mentions_except() -> RemoveMentionsExceptStmt {
    RemoveMentionsExceptStmt(
        "delete from platform.comment_mentions where organization_id = $1 and comment_id = $2 and user_id <> all($3)",
        None,
    )
}
impl RemoveMentionsExceptStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        comment_id: &'a uuid::Uuid,
        user_ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, comment_id, user_ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveMentionsExceptParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveMentionsExceptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveMentionsExceptParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.comment_id, &params.user_ids))
    }
}
pub struct ParticipantsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn participants() -> ParticipantsStmt {
    ParticipantsStmt(
        "select distinct created_by from platform.comments where organization_id = $1 and (id = $2 or parent_comment_id = $2) and deleted_at is null order by created_by",
        None,
    )
}
impl ParticipantsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [organization_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ParticipantsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ParticipantsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ParticipantsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.organization_id, &params.id)
    }
}
pub struct CountRepliesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_replies() -> CountRepliesStmt {
    CountRepliesStmt(
        "select count(*) from platform.comments where organization_id = $1 and parent_comment_id = $2",
        None,
    )
}
impl CountRepliesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [organization_id, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountRepliesParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for CountRepliesStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountRepliesParams) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.organization_id, &params.id)
    }
}
pub struct CountsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn counts() -> CountsStmt {
    CountsStmt(
        "select count(*) filter (where c.deleted_at is null) as comments, count(*) filter (where c.parent_comment_id is null and (c.deleted_at is null or r.found is not null)) as threads, count(*) filter (where c.parent_comment_id is null and not c.is_resolved and (c.deleted_at is null or r.found is not null)) as unresolved from platform.comments c left join lateral ( select true as found from platform.comments r where c.parent_comment_id is null and c.deleted_at is not null and r.organization_id = c.organization_id and r.parent_comment_id = c.id and r.deleted_at is null limit 1 ) as r on true where c.organization_id = $1 and c.resource_type = $2 and c.resource_id = $3",
        None,
    )
}
impl CountsStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
    ) -> CountsQuery<'c, 'a, 's, C, Counts, 3> {
        CountsQuery {
            client,
            params: [organization_id, resource_type, resource_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Counts, tokio_postgres::Error> {
                Ok(Counts {
                    comments: row.try_get(0)?,
                    threads: row.try_get(1)?,
                    unresolved: row.try_get(2)?,
                })
            },
            mapper: |it| Counts::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, CountsParams<T1>, CountsQuery<'c, 'a, 's, C, Counts, 3>, C>
    for CountsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a CountsParams<T1>,
    ) -> CountsQuery<'c, 'a, 's, C, Counts, 3> {
        self.bind(client, &params.organization_id, &params.resource_type, &params.resource_id)
    }
}
pub struct ForgetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget() -> ForgetStmt {
    ForgetStmt(
        "delete from platform.comments where organization_id = $1 and resource_type = $2 and resource_id = $3",
        None,
    )
}
impl ForgetStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.resource_type, &params.resource_id))
    }
}
pub struct ForgetAnalysesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn forget_analyses() -> ForgetAnalysesStmt {
    ForgetAnalysesStmt(
        "delete from platform.comments where organization_id = $1 and resource_type = 'analysis' and resource_id in ( select id from intelligence.analysis_results where organization_id = $1 and file_id = $2)",
        None,
    )
}
impl ForgetAnalysesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        file_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, file_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ForgetAnalysesParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ForgetAnalysesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ForgetAnalysesParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.file_id))
    }
}
pub struct AuthorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn author() -> AuthorStmt {
    AuthorStmt("select first_name, last_name from accounts.users where id = $1", None)
}
impl AuthorStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
    ) -> AuthorQuery<'c, 'a, 's, C, Author, 1> {
        AuthorQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuthorBorrowed, tokio_postgres::Error> {
                Ok(AuthorBorrowed { first_name: row.try_get(0)?, last_name: row.try_get(1)? })
            },
            mapper: |it| Author::from(it),
        }
    }
}
