// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct OfResourceParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct OfMediaParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub media_ids: T1,
}
#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub media_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
    pub caption: T2,
    pub position: i32,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Debug)]
pub struct PlaceParams<T1: crate::StringSql> {
    pub caption: T1,
    pub position: i32,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct CloseGapParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
    pub position: i32,
}
#[derive(Debug)]
pub struct RemoveParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub resource_type: T1,
    pub resource_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct LinkRow {
    pub id: uuid::Uuid,
    pub media_id: uuid::Uuid,
    pub resource_type: String,
    pub resource_id: uuid::Uuid,
    pub caption: String,
    pub position: i32,
    pub created_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
pub struct LinkRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub media_id: uuid::Uuid,
    pub resource_type: &'a str,
    pub resource_id: uuid::Uuid,
    pub caption: &'a str,
    pub position: i32,
    pub created_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
impl<'a> From<LinkRowBorrowed<'a>> for LinkRow {
    fn from(
        LinkRowBorrowed {
            id,
            media_id,
            resource_type,
            resource_id,
            caption,
            position,
            created_at,
            created_by,
        }: LinkRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            media_id,
            resource_type: resource_type.into(),
            resource_id,
            caption: caption.into(),
            position,
            created_at,
            created_by,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct BoolQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<bool, tokio_postgres::Error>,
    mapper: fn(bool) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> BoolQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(bool) -> R) -> BoolQuery<'c, 'a, 's, C, R, N> {
        BoolQuery {
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
pub struct LinkRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LinkRowBorrowed, tokio_postgres::Error>,
    mapper: fn(LinkRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LinkRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LinkRowBorrowed) -> R) -> LinkRowQuery<'c, 'a, 's, C, R, N> {
        LinkRowQuery {
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
pub struct LockSetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_set() -> LockSetStmt {
    LockSetStmt(
        "select pg_advisory_xact_lock(hashtextextended('network.media_links' || $1::uuid::text, 0)) is not null as locked",
        None,
    )
}
impl LockSetStmt {
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
        resource_id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [resource_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct OfResourceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_resource() -> OfResourceStmt {
    OfResourceStmt(
        "select id, media_id, resource_type, resource_id, caption, position, created_at, created_by from network.media_links where organization_id = $1 and resource_type = $2 and resource_id = $3 order by position, id",
        None,
    )
}
impl OfResourceStmt {
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
    ) -> LinkRowQuery<'c, 'a, 's, C, LinkRow, 3> {
        LinkRowQuery {
            client,
            params: [organization_id, resource_type, resource_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LinkRowBorrowed, tokio_postgres::Error> {
                Ok(LinkRowBorrowed {
                    id: row.try_get(0)?,
                    media_id: row.try_get(1)?,
                    resource_type: row.try_get(2)?,
                    resource_id: row.try_get(3)?,
                    caption: row.try_get(4)?,
                    position: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    created_by: row.try_get(7)?,
                })
            },
            mapper: |it| LinkRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        OfResourceParams<T1>,
        LinkRowQuery<'c, 'a, 's, C, LinkRow, 3>,
        C,
    > for OfResourceStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfResourceParams<T1>,
    ) -> LinkRowQuery<'c, 'a, 's, C, LinkRow, 3> {
        self.bind(client, &params.organization_id, &params.resource_type, &params.resource_id)
    }
}
pub struct OfMediaStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn of_media() -> OfMediaStmt {
    OfMediaStmt(
        "select id, media_id, resource_type, resource_id, caption, position, created_at, created_by from network.media_links where organization_id = $1 and media_id = any($2) order by media_id, id",
        None,
    )
}
impl OfMediaStmt {
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
        media_ids: &'a T1,
    ) -> LinkRowQuery<'c, 'a, 's, C, LinkRow, 2> {
        LinkRowQuery {
            client,
            params: [organization_id, media_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LinkRowBorrowed, tokio_postgres::Error> {
                Ok(LinkRowBorrowed {
                    id: row.try_get(0)?,
                    media_id: row.try_get(1)?,
                    resource_type: row.try_get(2)?,
                    resource_id: row.try_get(3)?,
                    caption: row.try_get(4)?,
                    position: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    created_by: row.try_get(7)?,
                })
            },
            mapper: |it| LinkRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<'c, 'a, 's, OfMediaParams<T1>, LinkRowQuery<'c, 'a, 's, C, LinkRow, 2>, C>
    for OfMediaStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OfMediaParams<T1>,
    ) -> LinkRowQuery<'c, 'a, 's, C, LinkRow, 2> {
        self.bind(client, &params.organization_id, &params.media_ids)
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, media_id, resource_type, resource_id, caption, position, created_at, created_by from network.media_links where id = $1",
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
    ) -> LinkRowQuery<'c, 'a, 's, C, LinkRow, 1> {
        LinkRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LinkRowBorrowed, tokio_postgres::Error> {
                Ok(LinkRowBorrowed {
                    id: row.try_get(0)?,
                    media_id: row.try_get(1)?,
                    resource_type: row.try_get(2)?,
                    resource_id: row.try_get(3)?,
                    caption: row.try_get(4)?,
                    position: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    created_by: row.try_get(7)?,
                })
            },
            mapper: |it| LinkRow::from(it),
        }
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into network.media_links (id, organization_id, media_id, resource_type, resource_id, caption, position, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
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
        media_id: &'a uuid::Uuid,
        resource_type: &'a T1,
        resource_id: &'a uuid::Uuid,
        caption: &'a T2,
        position: &'a i32,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    organization_id,
                    media_id,
                    resource_type,
                    resource_id,
                    caption,
                    position,
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
            &params.media_id,
            &params.resource_type,
            &params.resource_id,
            &params.caption,
            &params.position,
            &params.now,
            &params.created_by,
        ))
    }
}
pub struct PlaceStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn place() -> PlaceStmt {
    PlaceStmt("update network.media_links set caption = $1, position = $2 where id = $3", None)
}
impl PlaceStmt {
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
        caption: &'a T1,
        position: &'a i32,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[caption, position, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PlaceParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PlaceStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PlaceParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.caption, &params.position, &params.id))
    }
}
pub struct CloseGapStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn close_gap() -> CloseGapStmt {
    CloseGapStmt(
        "update network.media_links set position = position - 1 where organization_id = $1 and resource_type = $2 and resource_id = $3 and position > $4",
        None,
    )
}
impl CloseGapStmt {
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
        position: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, resource_type, resource_id, position]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CloseGapParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for CloseGapStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CloseGapParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.resource_type,
            &params.resource_id,
            &params.position,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from network.media_links where id = any($1)", None)
}
impl DeleteStmt {
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
        ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[ids]).await
    }
}
pub struct RemoveStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove() -> RemoveStmt {
    RemoveStmt(
        "delete from network.media_links where organization_id = $1 and resource_type = $2 and resource_id = $3",
        None,
    )
}
impl RemoveStmt {
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
        RemoveParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.resource_type, &params.resource_id))
    }
}
