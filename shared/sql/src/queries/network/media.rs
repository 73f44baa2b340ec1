// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct FindBySha256Params<T1: crate::BytesSql> {
    pub organization_id: uuid::Uuid,
    pub sha256: T1,
    pub user_id: uuid::Uuid,
    pub in_library: bool,
}
#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::BytesSql,
> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub file_name: T1,
    pub file_path: T2,
    pub declared_content_type: T3,
    pub title: T4,
    pub alt_text: T5,
    pub description: T6,
    pub in_library: bool,
    pub size_bytes: i64,
    pub declared_sha256: Option<T7>,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Debug)]
pub struct UpdateParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub file_name: T1,
    pub title: T2,
    pub alt_text: T3,
    pub description: T4,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Debug)]
pub struct ClaimParams<T1: crate::StringSql> {
    pub owner: uuid::Uuid,
    pub lease_until: jiff::Timestamp,
    pub object_etag: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RenewParams {
    pub lease_until: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ReleaseParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct ReadyParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql, T4: crate::BytesSql>
{
    pub file_path: T1,
    pub content_type: T2,
    pub media_type: T3,
    pub sha256: T4,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct FailParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub failure_code: T1,
    pub failure_message: T2,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct MediaRow {
    pub id: uuid::Uuid,
    pub file_name: String,
    pub file_path: String,
    pub declared_content_type: String,
    pub content_type: Option<String>,
    pub media_type: Option<String>,
    pub title: String,
    pub alt_text: String,
    pub description: String,
    pub in_library: bool,
    pub status: String,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub size_bytes: i64,
    pub sha256: Option<Vec<u8>>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub duplicate_of: Option<uuid::Uuid>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub uploaded_at: Option<jiff::Timestamp>,
    pub processed_at: Option<jiff::Timestamp>,
    pub created_by: uuid::Uuid,
    pub is_avatar: bool,
}
pub struct MediaRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub file_name: &'a str,
    pub file_path: &'a str,
    pub declared_content_type: &'a str,
    pub content_type: Option<&'a str>,
    pub media_type: Option<&'a str>,
    pub title: &'a str,
    pub alt_text: &'a str,
    pub description: &'a str,
    pub in_library: bool,
    pub status: &'a str,
    pub failure_code: Option<&'a str>,
    pub failure_message: Option<&'a str>,
    pub size_bytes: i64,
    pub sha256: Option<&'a [u8]>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub duplicate_of: Option<uuid::Uuid>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub uploaded_at: Option<jiff::Timestamp>,
    pub processed_at: Option<jiff::Timestamp>,
    pub created_by: uuid::Uuid,
    pub is_avatar: bool,
}
impl<'a> From<MediaRowBorrowed<'a>> for MediaRow {
    fn from(
        MediaRowBorrowed {
            id,
            file_name,
            file_path,
            declared_content_type,
            content_type,
            media_type,
            title,
            alt_text,
            description,
            in_library,
            status,
            failure_code,
            failure_message,
            size_bytes,
            sha256,
            width,
            height,
            duplicate_of,
            version,
            created_at,
            updated_at,
            uploaded_at,
            processed_at,
            created_by,
            is_avatar,
        }: MediaRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            file_name: file_name.into(),
            file_path: file_path.into(),
            declared_content_type: declared_content_type.into(),
            content_type: content_type.map(|v| v.into()),
            media_type: media_type.map(|v| v.into()),
            title: title.into(),
            alt_text: alt_text.into(),
            description: description.into(),
            in_library,
            status: status.into(),
            failure_code: failure_code.map(|v| v.into()),
            failure_message: failure_message.map(|v| v.into()),
            size_bytes,
            sha256: sha256.map(|v| v.into()),
            width,
            height,
            duplicate_of,
            version,
            created_at,
            updated_at,
            uploaded_at,
            processed_at,
            created_by,
            is_avatar,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub file_name: String,
    pub size_bytes: i64,
    pub declared_content_type: String,
    pub declared_sha256: Option<Vec<u8>>,
    pub attempts: i32,
    pub fence: i64,
}
pub struct ClaimBorrowed<'a> {
    pub file_name: &'a str,
    pub size_bytes: i64,
    pub declared_content_type: &'a str,
    pub declared_sha256: Option<&'a [u8]>,
    pub attempts: i32,
    pub fence: i64,
}
impl<'a> From<ClaimBorrowed<'a>> for Claim {
    fn from(
        ClaimBorrowed {
            file_name,
            size_bytes,
            declared_content_type,
            declared_sha256,
            attempts,
            fence,
        }: ClaimBorrowed<'a>,
    ) -> Self {
        Self {
            file_name: file_name.into(),
            size_bytes,
            declared_content_type: declared_content_type.into(),
            declared_sha256: declared_sha256.map(|v| v.into()),
            attempts,
            fence,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub status: String,
    pub object_etag: Option<String>,
}
pub struct StateBorrowed<'a> {
    pub status: &'a str,
    pub object_etag: Option<&'a str>,
}
impl<'a> From<StateBorrowed<'a>> for State {
    fn from(StateBorrowed { status, object_etag }: StateBorrowed<'a>) -> Self {
        Self { status: status.into(), object_etag: object_etag.map(|v| v.into()) }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct MediaRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<MediaRowBorrowed, tokio_postgres::Error>,
    mapper: fn(MediaRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> MediaRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(MediaRowBorrowed) -> R) -> MediaRowQuery<'c, 'a, 's, C, R, N> {
        MediaRowQuery {
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
pub struct ClaimQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ClaimBorrowed, tokio_postgres::Error>,
    mapper: fn(ClaimBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ClaimQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ClaimBorrowed) -> R) -> ClaimQuery<'c, 'a, 's, C, R, N> {
        ClaimQuery {
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
pub struct StateQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<StateBorrowed, tokio_postgres::Error>,
    mapper: fn(StateBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StateQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(StateBorrowed) -> R) -> StateQuery<'c, 'a, 's, C, R, N> {
        StateQuery {
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
        "select m.id, m.file_name, m.file_path, m.declared_content_type, m.content_type, m.media_type, m.title, m.alt_text, m.description, m.in_library, m.status, m.failure_code, m.failure_message, m.size_bytes, m.sha256, m.width, m.height, m.duplicate_of, m.version, m.created_at, m.updated_at, m.uploaded_at, m.processed_at, m.created_by, exists (select from accounts.memberships a where a.organization_id = m.organization_id and a.avatar_media_id = m.id) as is_avatar from network.media m where m.id = $1",
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
    ) -> MediaRowQuery<'c, 'a, 's, C, MediaRow, 1> {
        MediaRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MediaRowBorrowed, tokio_postgres::Error> {
                Ok(MediaRowBorrowed {
                    id: row.try_get(0)?,
                    file_name: row.try_get(1)?,
                    file_path: row.try_get(2)?,
                    declared_content_type: row.try_get(3)?,
                    content_type: row.try_get(4)?,
                    media_type: row.try_get(5)?,
                    title: row.try_get(6)?,
                    alt_text: row.try_get(7)?,
                    description: row.try_get(8)?,
                    in_library: row.try_get(9)?,
                    status: row.try_get(10)?,
                    failure_code: row.try_get(11)?,
                    failure_message: row.try_get(12)?,
                    size_bytes: row.try_get(13)?,
                    sha256: row.try_get(14)?,
                    width: row.try_get(15)?,
                    height: row.try_get(16)?,
                    duplicate_of: row.try_get(17)?,
                    version: row.try_get(18)?,
                    created_at: row.try_get(19)?,
                    updated_at: row.try_get(20)?,
                    uploaded_at: row.try_get(21)?,
                    processed_at: row.try_get(22)?,
                    created_by: row.try_get(23)?,
                    is_avatar: row.try_get(24)?,
                })
            },
            mapper: |it| MediaRow::from(it),
        }
    }
}
pub struct FindManyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_many() -> FindManyStmt {
    FindManyStmt(
        "select m.id, m.file_name, m.file_path, m.declared_content_type, m.content_type, m.media_type, m.title, m.alt_text, m.description, m.in_library, m.status, m.failure_code, m.failure_message, m.size_bytes, m.sha256, m.width, m.height, m.duplicate_of, m.version, m.created_at, m.updated_at, m.uploaded_at, m.processed_at, m.created_by, exists (select from accounts.memberships a where a.organization_id = m.organization_id and a.avatar_media_id = m.id) as is_avatar from network.media m where m.id = any($1)",
        None,
    )
}
impl FindManyStmt {
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
        ids: &'a T1,
    ) -> MediaRowQuery<'c, 'a, 's, C, MediaRow, 1> {
        MediaRowQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MediaRowBorrowed, tokio_postgres::Error> {
                Ok(MediaRowBorrowed {
                    id: row.try_get(0)?,
                    file_name: row.try_get(1)?,
                    file_path: row.try_get(2)?,
                    declared_content_type: row.try_get(3)?,
                    content_type: row.try_get(4)?,
                    media_type: row.try_get(5)?,
                    title: row.try_get(6)?,
                    alt_text: row.try_get(7)?,
                    description: row.try_get(8)?,
                    in_library: row.try_get(9)?,
                    status: row.try_get(10)?,
                    failure_code: row.try_get(11)?,
                    failure_message: row.try_get(12)?,
                    size_bytes: row.try_get(13)?,
                    sha256: row.try_get(14)?,
                    width: row.try_get(15)?,
                    height: row.try_get(16)?,
                    duplicate_of: row.try_get(17)?,
                    version: row.try_get(18)?,
                    created_at: row.try_get(19)?,
                    updated_at: row.try_get(20)?,
                    uploaded_at: row.try_get(21)?,
                    processed_at: row.try_get(22)?,
                    created_by: row.try_get(23)?,
                    is_avatar: row.try_get(24)?,
                })
            },
            mapper: |it| MediaRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select id from network.media where id = $1 for update", None)
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
pub struct FindBySha256Stmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_by_sha256() -> FindBySha256Stmt {
    FindBySha256Stmt(
        "select m.id, m.file_name, m.file_path, m.declared_content_type, m.content_type, m.media_type, m.title, m.alt_text, m.description, m.in_library, m.status, m.failure_code, m.failure_message, m.size_bytes, m.sha256, m.width, m.height, m.duplicate_of, m.version, m.created_at, m.updated_at, m.uploaded_at, m.processed_at, m.created_by, exists (select from accounts.memberships a where a.organization_id = m.organization_id and a.avatar_media_id = m.id) as is_avatar from network.media m where m.organization_id = $1 and m.sha256 = $2 and m.status = 'READY' and (m.in_library or (m.created_by = $3 and not $4)) order by m.created_at, m.id limit 1",
        None,
    )
}
impl FindBySha256Stmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        sha256: &'a T1,
        user_id: &'a uuid::Uuid,
        in_library: &'a bool,
    ) -> MediaRowQuery<'c, 'a, 's, C, MediaRow, 4> {
        MediaRowQuery {
            client,
            params: [organization_id, sha256, user_id, in_library],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<MediaRowBorrowed, tokio_postgres::Error> {
                Ok(MediaRowBorrowed {
                    id: row.try_get(0)?,
                    file_name: row.try_get(1)?,
                    file_path: row.try_get(2)?,
                    declared_content_type: row.try_get(3)?,
                    content_type: row.try_get(4)?,
                    media_type: row.try_get(5)?,
                    title: row.try_get(6)?,
                    alt_text: row.try_get(7)?,
                    description: row.try_get(8)?,
                    in_library: row.try_get(9)?,
                    status: row.try_get(10)?,
                    failure_code: row.try_get(11)?,
                    failure_message: row.try_get(12)?,
                    size_bytes: row.try_get(13)?,
                    sha256: row.try_get(14)?,
                    width: row.try_get(15)?,
                    height: row.try_get(16)?,
                    duplicate_of: row.try_get(17)?,
                    version: row.try_get(18)?,
                    created_at: row.try_get(19)?,
                    updated_at: row.try_get(20)?,
                    uploaded_at: row.try_get(21)?,
                    processed_at: row.try_get(22)?,
                    created_by: row.try_get(23)?,
                    is_avatar: row.try_get(24)?,
                })
            },
            mapper: |it| MediaRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindBySha256Params<T1>,
        MediaRowQuery<'c, 'a, 's, C, MediaRow, 4>,
        C,
    > for FindBySha256Stmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindBySha256Params<T1>,
    ) -> MediaRowQuery<'c, 'a, 's, C, MediaRow, 4> {
        self.bind(client, &params.organization_id, &params.sha256, &params.user_id, &params.in_library)
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into network.media (id, organization_id, file_name, file_path, declared_content_type, title, alt_text, description, in_library, size_bytes, declared_sha256, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)",
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
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        file_name: &'a T1,
        file_path: &'a T2,
        declared_content_type: &'a T3,
        title: &'a T4,
        alt_text: &'a T5,
        description: &'a T6,
        in_library: &'a bool,
        size_bytes: &'a i64,
        declared_sha256: &'a Option<T7>,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    organization_id,
                    file_name,
                    file_path,
                    declared_content_type,
                    title,
                    alt_text,
                    description,
                    in_library,
                    size_bytes,
                    declared_sha256,
                    now,
                    created_by,
                ],
            )
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::BytesSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.file_name,
            &params.file_path,
            &params.declared_content_type,
            &params.title,
            &params.alt_text,
            &params.description,
            &params.in_library,
            &params.size_bytes,
            &params.declared_sha256,
            &params.now,
            &params.created_by,
        ))
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update network.media set file_name = $1, title = $2, alt_text = $3, description = $4, updated_at = $5 where id = $6 and ($7::bigint is null or version = $7)",
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
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        file_name: &'a T1,
        title: &'a T2,
        alt_text: &'a T3,
        description: &'a T4,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[file_name, title, alt_text, description, now, id, if_version]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.file_name,
            &params.title,
            &params.alt_text,
            &params.description,
            &params.now,
            &params.id,
            &params.if_version,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "delete from network.media where id = $1 and ($2::bigint is null or version = $2) returning case when status = 'FAILED' then 0 else size_bytes end as stored_bytes",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> I64Query<'c, 'a, 's, C, i64, 2> {
        I64Query {
            client,
            params: [id, if_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, DeleteParams, I64Query<'c, 'a, 's, C, i64, 2>, C>
    for DeleteStmt
{
    fn params(&'s self, client: &'c C, params: &'a DeleteParams) -> I64Query<'c, 'a, 's, C, i64, 2> {
        self.bind(client, &params.id, &params.if_version)
    }
}
pub struct ClaimStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim() -> ClaimStmt {
    ClaimStmt(
        "update network.media set status = 'PROCESSING', attempts = attempts + 1, lease_owner = $1, lease_until = $2, fence = fence + 1, object_etag = $3, uploaded_at = coalesce(uploaded_at, $4), updated_at = $4 where id = $5 and (status = 'PENDING' or (status = 'PROCESSING' and lease_until <= $4 and object_etag = $3)) returning file_name, size_bytes, declared_content_type, declared_sha256, attempts, fence",
        None,
    )
}
impl ClaimStmt {
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
        owner: &'a uuid::Uuid,
        lease_until: &'a jiff::Timestamp,
        object_etag: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> ClaimQuery<'c, 'a, 's, C, Claim, 5> {
        ClaimQuery {
            client,
            params: [owner, lease_until, object_etag, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClaimBorrowed, tokio_postgres::Error> {
                Ok(ClaimBorrowed {
                    file_name: row.try_get(0)?,
                    size_bytes: row.try_get(1)?,
                    declared_content_type: row.try_get(2)?,
                    declared_sha256: row.try_get(3)?,
                    attempts: row.try_get(4)?,
                    fence: row.try_get(5)?,
                })
            },
            mapper: |it| Claim::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ClaimParams<T1>, ClaimQuery<'c, 'a, 's, C, Claim, 5>, C>
    for ClaimStmt
{
    fn params(&'s self, client: &'c C, params: &'a ClaimParams<T1>) -> ClaimQuery<'c, 'a, 's, C, Claim, 5> {
        self.bind(client, &params.owner, &params.lease_until, &params.object_etag, &params.now, &params.id)
    }
}
pub struct StateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn state() -> StateStmt {
    StateStmt("select status, object_etag from network.media where id = $1", None)
}
impl StateStmt {
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
    ) -> StateQuery<'c, 'a, 's, C, State, 1> {
        StateQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<StateBorrowed, tokio_postgres::Error> {
                Ok(StateBorrowed { status: row.try_get(0)?, object_etag: row.try_get(1)? })
            },
            mapper: |it| State::from(it),
        }
    }
}
pub struct RenewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew() -> RenewStmt {
    RenewStmt(
        "update network.media set lease_until = $1 where id = $2 and fence = $3 and status = 'PROCESSING'",
        None,
    )
}
impl RenewStmt {
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
        lease_until: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[lease_until, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RenewParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RenewStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RenewParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.lease_until, &params.id, &params.fence))
    }
}
pub struct ReleaseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release() -> ReleaseStmt {
    ReleaseStmt(
        "update network.media set lease_until = $1, attempts = attempts - 1, updated_at = $1 where id = $2 and fence = $3 and status = 'PROCESSING'",
        None,
    )
}
impl ReleaseStmt {
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
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReleaseParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReleaseStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReleaseParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id, &params.fence))
    }
}
pub struct ReadyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn ready() -> ReadyStmt {
    ReadyStmt(
        "update network.media m set status = 'READY', file_path = $1, content_type = $2, media_type = $3, sha256 = $4, width = $5, height = $6, duplicate_of = ( select d.id from network.media d where d.organization_id = m.organization_id and d.sha256 = $4 and d.status = 'READY' and d.id <> m.id and (d.in_library or d.created_by = m.created_by) order by d.created_at, d.id limit 1), lease_owner = null, lease_until = null, processed_at = $7, updated_at = $7 where m.id = $8 and m.fence = $9 and m.status = 'PROCESSING'",
        None,
    )
}
impl ReadyStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::StringSql,
        T4: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        file_path: &'a T1,
        content_type: &'a T2,
        media_type: &'a T3,
        sha256: &'a T4,
        width: &'a Option<i32>,
        height: &'a Option<i32>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[file_path, content_type, media_type, sha256, width, height, now, id, fence])
            .await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ReadyParams<T1, T2, T3, T4>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ReadyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ReadyParams<T1, T2, T3, T4>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.file_path,
            &params.content_type,
            &params.media_type,
            &params.sha256,
            &params.width,
            &params.height,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update network.media set status = 'FAILED', failure_code = $1, failure_message = $2, lease_owner = null, lease_until = null, processed_at = $3, updated_at = $3 where id = $4 and fence = $5 and status = 'PROCESSING'",
        None,
    )
}
impl FailStmt {
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
        failure_code: &'a T1,
        failure_message: &'a T2,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[failure_code, failure_message, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FailParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FailStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FailParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.failure_code,
            &params.failure_message,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
