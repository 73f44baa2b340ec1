// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct FindBySha256Params<T1: crate::BytesSql, T2: crate::JsonSql> {
    pub organization_id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub sha256: T1,
    pub options: T2,
}
#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::BytesSql,
    T5: crate::JsonSql,
    T6: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub file_name: T1,
    pub file_path: T2,
    pub content_type: T3,
    pub size_bytes: i64,
    pub declared_sha256: Option<T4>,
    pub options: T5,
    pub multipart_upload_id: Option<T6>,
    pub part_size: Option<i64>,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
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
    pub stored_bytes: i64,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ProgressParams {
    pub rows: i64,
    pub bytes: i64,
    pub lease_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
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
pub struct SucceedParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::JsonSql,
    T4: crate::BytesSql,
    T5: crate::JsonSql,
> {
    pub format: T1,
    pub encoding: T2,
    pub dialect: Option<T3>,
    pub sha256: T4,
    pub row_count: i64,
    pub rejected_count: i64,
    pub records_processed: i64,
    pub processing_time_ms: i64,
    pub columns_metadata: T5,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct FailParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub failure_code: T1,
    pub failure_message: T2,
    pub processing_time_ms: i64,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FileRow {
    pub id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub file_name: String,
    pub content_type: String,
    pub file_type: String,
    pub format: Option<String>,
    pub upload_status: String,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub size_bytes: i64,
    pub sha256: Option<Vec<u8>>,
    pub object_etag: Option<String>,
    pub multipart_upload_id: Option<String>,
    pub part_size: Option<i64>,
    pub options: serde_json::Value,
    pub progress_rows: Option<i64>,
    pub progress_bytes: Option<i64>,
    pub row_count: Option<i64>,
    pub rejected_count: Option<i64>,
    pub records_processed: Option<i64>,
    pub processing_time_ms: Option<i64>,
    pub columns_metadata: Option<serde_json::Value>,
    pub encoding: Option<String>,
    pub dialect: Option<serde_json::Value>,
    pub duplicate_of: Option<uuid::Uuid>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub processed_at: Option<jiff::Timestamp>,
    pub created_by: uuid::Uuid,
}
pub struct FileRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub project_id: uuid::Uuid,
    pub file_name: &'a str,
    pub content_type: &'a str,
    pub file_type: &'a str,
    pub format: Option<&'a str>,
    pub upload_status: &'a str,
    pub failure_code: Option<&'a str>,
    pub failure_message: Option<&'a str>,
    pub size_bytes: i64,
    pub sha256: Option<&'a [u8]>,
    pub object_etag: Option<&'a str>,
    pub multipart_upload_id: Option<&'a str>,
    pub part_size: Option<i64>,
    pub options: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub progress_rows: Option<i64>,
    pub progress_bytes: Option<i64>,
    pub row_count: Option<i64>,
    pub rejected_count: Option<i64>,
    pub records_processed: Option<i64>,
    pub processing_time_ms: Option<i64>,
    pub columns_metadata: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub encoding: Option<&'a str>,
    pub dialect: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub duplicate_of: Option<uuid::Uuid>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub processed_at: Option<jiff::Timestamp>,
    pub created_by: uuid::Uuid,
}
impl<'a> From<FileRowBorrowed<'a>> for FileRow {
    fn from(
        FileRowBorrowed {
            id,
            project_id,
            file_name,
            content_type,
            file_type,
            format,
            upload_status,
            failure_code,
            failure_message,
            size_bytes,
            sha256,
            object_etag,
            multipart_upload_id,
            part_size,
            options,
            progress_rows,
            progress_bytes,
            row_count,
            rejected_count,
            records_processed,
            processing_time_ms,
            columns_metadata,
            encoding,
            dialect,
            duplicate_of,
            version,
            created_at,
            updated_at,
            processed_at,
            created_by,
        }: FileRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            project_id,
            file_name: file_name.into(),
            content_type: content_type.into(),
            file_type: file_type.into(),
            format: format.map(|v| v.into()),
            upload_status: upload_status.into(),
            failure_code: failure_code.map(|v| v.into()),
            failure_message: failure_message.map(|v| v.into()),
            size_bytes,
            sha256: sha256.map(|v| v.into()),
            object_etag: object_etag.map(|v| v.into()),
            multipart_upload_id: multipart_upload_id.map(|v| v.into()),
            part_size,
            options: serde_json::from_str(options.0.get()).unwrap(),
            progress_rows,
            progress_bytes,
            row_count,
            rejected_count,
            records_processed,
            processing_time_ms,
            columns_metadata: columns_metadata.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            encoding: encoding.map(|v| v.into()),
            dialect: dialect.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            duplicate_of,
            version,
            created_at,
            updated_at,
            processed_at,
            created_by,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub project_id: uuid::Uuid,
    pub file_name: String,
    pub size_bytes: i64,
    pub declared_sha256: Option<Vec<u8>>,
    pub options: serde_json::Value,
    pub attempts: i32,
    pub fence: i64,
    pub created_by: uuid::Uuid,
    pub announced_bytes: i64,
}
pub struct ClaimBorrowed<'a> {
    pub project_id: uuid::Uuid,
    pub file_name: &'a str,
    pub size_bytes: i64,
    pub declared_sha256: Option<&'a [u8]>,
    pub options: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub attempts: i32,
    pub fence: i64,
    pub created_by: uuid::Uuid,
    pub announced_bytes: i64,
}
impl<'a> From<ClaimBorrowed<'a>> for Claim {
    fn from(
        ClaimBorrowed {
            project_id,
            file_name,
            size_bytes,
            declared_sha256,
            options,
            attempts,
            fence,
            created_by,
            announced_bytes,
        }: ClaimBorrowed<'a>,
    ) -> Self {
        Self {
            project_id,
            file_name: file_name.into(),
            size_bytes,
            declared_sha256: declared_sha256.map(|v| v.into()),
            options: serde_json::from_str(options.0.get()).unwrap(),
            attempts,
            fence,
            created_by,
            announced_bytes,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub upload_status: String,
    pub object_etag: Option<String>,
}
pub struct StateBorrowed<'a> {
    pub upload_status: &'a str,
    pub object_etag: Option<&'a str>,
}
impl<'a> From<StateBorrowed<'a>> for State {
    fn from(StateBorrowed { upload_status, object_etag }: StateBorrowed<'a>) -> Self {
        Self { upload_status: upload_status.into(), object_etag: object_etag.map(|v| v.into()) }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct FileRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FileRowBorrowed, tokio_postgres::Error>,
    mapper: fn(FileRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FileRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FileRowBorrowed) -> R) -> FileRowQuery<'c, 'a, 's, C, R, N> {
        FileRowQuery {
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
        "select f.id, f.project_id, f.file_name, f.content_type, f.file_type, f.format, f.upload_status, f.failure_code, f.failure_message, f.size_bytes, f.sha256, f.object_etag, f.multipart_upload_id, f.part_size, f.options, f.progress_rows, f.progress_bytes, f.row_count, f.rejected_count, f.records_processed, f.processing_time_ms, f.columns_metadata, f.encoding, f.dialect, f.duplicate_of, f.version, f.created_at, f.updated_at, f.processed_at, f.created_by from ingestion.files f join ingestion.projects p on p.organization_id = f.organization_id and p.id = f.project_id and p.deleted_at is null where f.id = $1",
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
    ) -> FileRowQuery<'c, 'a, 's, C, FileRow, 1> {
        FileRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FileRowBorrowed, tokio_postgres::Error> {
                Ok(FileRowBorrowed {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    file_name: row.try_get(2)?,
                    content_type: row.try_get(3)?,
                    file_type: row.try_get(4)?,
                    format: row.try_get(5)?,
                    upload_status: row.try_get(6)?,
                    failure_code: row.try_get(7)?,
                    failure_message: row.try_get(8)?,
                    size_bytes: row.try_get(9)?,
                    sha256: row.try_get(10)?,
                    object_etag: row.try_get(11)?,
                    multipart_upload_id: row.try_get(12)?,
                    part_size: row.try_get(13)?,
                    options: row.try_get(14)?,
                    progress_rows: row.try_get(15)?,
                    progress_bytes: row.try_get(16)?,
                    row_count: row.try_get(17)?,
                    rejected_count: row.try_get(18)?,
                    records_processed: row.try_get(19)?,
                    processing_time_ms: row.try_get(20)?,
                    columns_metadata: row.try_get(21)?,
                    encoding: row.try_get(22)?,
                    dialect: row.try_get(23)?,
                    duplicate_of: row.try_get(24)?,
                    version: row.try_get(25)?,
                    created_at: row.try_get(26)?,
                    updated_at: row.try_get(27)?,
                    processed_at: row.try_get(28)?,
                    created_by: row.try_get(29)?,
                })
            },
            mapper: |it| FileRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select id from ingestion.files where id = $1 for update", None)
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
        "select f.id, f.project_id, f.file_name, f.content_type, f.file_type, f.format, f.upload_status, f.failure_code, f.failure_message, f.size_bytes, f.sha256, f.object_etag, f.multipart_upload_id, f.part_size, f.options, f.progress_rows, f.progress_bytes, f.row_count, f.rejected_count, f.records_processed, f.processing_time_ms, f.columns_metadata, f.encoding, f.dialect, f.duplicate_of, f.version, f.created_at, f.updated_at, f.processed_at, f.created_by from ingestion.files f where f.organization_id = $1 and f.project_id = $2 and f.sha256 = $3 and f.upload_status = 'SUCCESS' and f.options = $4 order by f.created_at, f.id limit 1",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::JsonSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        project_id: &'a uuid::Uuid,
        sha256: &'a T1,
        options: &'a T2,
    ) -> FileRowQuery<'c, 'a, 's, C, FileRow, 4> {
        FileRowQuery {
            client,
            params: [organization_id, project_id, sha256, options],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FileRowBorrowed, tokio_postgres::Error> {
                Ok(FileRowBorrowed {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    file_name: row.try_get(2)?,
                    content_type: row.try_get(3)?,
                    file_type: row.try_get(4)?,
                    format: row.try_get(5)?,
                    upload_status: row.try_get(6)?,
                    failure_code: row.try_get(7)?,
                    failure_message: row.try_get(8)?,
                    size_bytes: row.try_get(9)?,
                    sha256: row.try_get(10)?,
                    object_etag: row.try_get(11)?,
                    multipart_upload_id: row.try_get(12)?,
                    part_size: row.try_get(13)?,
                    options: row.try_get(14)?,
                    progress_rows: row.try_get(15)?,
                    progress_bytes: row.try_get(16)?,
                    row_count: row.try_get(17)?,
                    rejected_count: row.try_get(18)?,
                    records_processed: row.try_get(19)?,
                    processing_time_ms: row.try_get(20)?,
                    columns_metadata: row.try_get(21)?,
                    encoding: row.try_get(22)?,
                    dialect: row.try_get(23)?,
                    duplicate_of: row.try_get(24)?,
                    version: row.try_get(25)?,
                    created_at: row.try_get(26)?,
                    updated_at: row.try_get(27)?,
                    processed_at: row.try_get(28)?,
                    created_by: row.try_get(29)?,
                })
            },
            mapper: |it| FileRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::JsonSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindBySha256Params<T1, T2>,
        FileRowQuery<'c, 'a, 's, C, FileRow, 4>,
        C,
    > for FindBySha256Stmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindBySha256Params<T1, T2>,
    ) -> FileRowQuery<'c, 'a, 's, C, FileRow, 4> {
        self.bind(client, &params.organization_id, &params.project_id, &params.sha256, &params.options)
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into ingestion.files (id, organization_id, project_id, file_name, file_path, content_type, size_bytes, stored_bytes, declared_sha256, options, multipart_upload_id, part_size, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11, $12, $12, $13)",
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
        T4: crate::BytesSql,
        T5: crate::JsonSql,
        T6: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        project_id: &'a uuid::Uuid,
        file_name: &'a T1,
        file_path: &'a T2,
        content_type: &'a T3,
        size_bytes: &'a i64,
        declared_sha256: &'a Option<T4>,
        options: &'a T5,
        multipart_upload_id: &'a Option<T6>,
        part_size: &'a Option<i64>,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    organization_id,
                    project_id,
                    file_name,
                    file_path,
                    content_type,
                    size_bytes,
                    declared_sha256,
                    options,
                    multipart_upload_id,
                    part_size,
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
    T4: crate::BytesSql,
    T5: crate::JsonSql,
    T6: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.project_id,
            &params.file_name,
            &params.file_path,
            &params.content_type,
            &params.size_bytes,
            &params.declared_sha256,
            &params.options,
            &params.multipart_upload_id,
            &params.part_size,
            &params.now,
            &params.created_by,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "delete from ingestion.files where id = $1 and ($2::bigint is null or version = $2) returning coalesce(stored_bytes, size_bytes) as stored_bytes",
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
        "update ingestion.files set upload_status = 'PROCESSING', attempts = attempts + 1, lease_owner = $1, lease_until = $2, fence = fence + 1, object_etag = $3, stored_bytes = $4, progress_rows = 0, progress_bytes = 0, updated_at = $5 where id = $6 and (upload_status = 'PENDING' or (upload_status = 'PROCESSING' and lease_until <= $5 and object_etag = $3)) returning project_id, file_name, size_bytes, declared_sha256, options, attempts, fence, created_by, coalesce(old.stored_bytes, size_bytes) as announced_bytes",
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
        stored_bytes: &'a i64,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> ClaimQuery<'c, 'a, 's, C, Claim, 6> {
        ClaimQuery {
            client,
            params: [owner, lease_until, object_etag, stored_bytes, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClaimBorrowed, tokio_postgres::Error> {
                Ok(ClaimBorrowed {
                    project_id: row.try_get(0)?,
                    file_name: row.try_get(1)?,
                    size_bytes: row.try_get(2)?,
                    declared_sha256: row.try_get(3)?,
                    options: row.try_get(4)?,
                    attempts: row.try_get(5)?,
                    fence: row.try_get(6)?,
                    created_by: row.try_get(7)?,
                    announced_bytes: row.try_get(8)?,
                })
            },
            mapper: |it| Claim::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, ClaimParams<T1>, ClaimQuery<'c, 'a, 's, C, Claim, 6>, C>
    for ClaimStmt
{
    fn params(&'s self, client: &'c C, params: &'a ClaimParams<T1>) -> ClaimQuery<'c, 'a, 's, C, Claim, 6> {
        self.bind(
            client,
            &params.owner,
            &params.lease_until,
            &params.object_etag,
            &params.stored_bytes,
            &params.now,
            &params.id,
        )
    }
}
pub struct StateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn state() -> StateStmt {
    StateStmt("select upload_status, object_etag from ingestion.files where id = $1", None)
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
                Ok(StateBorrowed { upload_status: row.try_get(0)?, object_etag: row.try_get(1)? })
            },
            mapper: |it| State::from(it),
        }
    }
}
pub struct ProgressStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn progress() -> ProgressStmt {
    ProgressStmt(
        "update ingestion.files set progress_rows = $1, progress_bytes = $2, lease_until = $3, updated_at = $4 where id = $5 and fence = $6 and upload_status = 'PROCESSING'",
        None,
    )
}
impl ProgressStmt {
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
        rows: &'a i64,
        bytes: &'a i64,
        lease_until: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[rows, bytes, lease_until, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ProgressParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ProgressStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ProgressParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.rows,
            &params.bytes,
            &params.lease_until,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct ReleaseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release() -> ReleaseStmt {
    ReleaseStmt(
        "update ingestion.files set lease_until = $1, attempts = attempts - 1, updated_at = $1 where id = $2 and fence = $3 and upload_status = 'PROCESSING'",
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
pub struct SucceedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn succeed() -> SucceedStmt {
    SucceedStmt(
        "update ingestion.files f set upload_status = 'SUCCESS', format = $1, encoding = $2, dialect = $3, sha256 = $4, row_count = $5, rejected_count = $6, records_processed = $7, processing_time_ms = $8, columns_metadata = $9, duplicate_of = ( select d.id from ingestion.files d where d.organization_id = f.organization_id and d.project_id = f.project_id and d.sha256 = $4 and d.upload_status = 'SUCCESS' and d.id <> f.id order by d.created_at, d.id limit 1), lease_owner = null, lease_until = null, progress_rows = null, progress_bytes = null, processed_at = $10, updated_at = $10 where f.id = $11 and f.fence = $12 and f.upload_status = 'PROCESSING'",
        None,
    )
}
impl SucceedStmt {
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
        T3: crate::JsonSql,
        T4: crate::BytesSql,
        T5: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        format: &'a T1,
        encoding: &'a T2,
        dialect: &'a Option<T3>,
        sha256: &'a T4,
        row_count: &'a i64,
        rejected_count: &'a i64,
        records_processed: &'a i64,
        processing_time_ms: &'a i64,
        columns_metadata: &'a T5,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    format,
                    encoding,
                    dialect,
                    sha256,
                    row_count,
                    rejected_count,
                    records_processed,
                    processing_time_ms,
                    columns_metadata,
                    now,
                    id,
                    fence,
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
    T3: crate::JsonSql,
    T4: crate::BytesSql,
    T5: crate::JsonSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SucceedParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SucceedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SucceedParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.format,
            &params.encoding,
            &params.dialect,
            &params.sha256,
            &params.row_count,
            &params.rejected_count,
            &params.records_processed,
            &params.processing_time_ms,
            &params.columns_metadata,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update ingestion.files set upload_status = 'FAILED', failure_code = $1, failure_message = $2, processing_time_ms = $3, lease_owner = null, lease_until = null, progress_rows = null, progress_bytes = null, processed_at = $4, updated_at = $4 where id = $5 and fence = $6 and upload_status = 'PROCESSING'",
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
        processing_time_ms: &'a i64,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[failure_code, failure_message, processing_time_ms, now, id, fence]).await
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
            &params.processing_time_ms,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct FindManyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_many() -> FindManyStmt {
    FindManyStmt(
        "select f.id, f.project_id, f.file_name, f.content_type, f.file_type, f.format, f.upload_status, f.failure_code, f.failure_message, f.size_bytes, f.sha256, f.object_etag, f.multipart_upload_id, f.part_size, f.options, f.progress_rows, f.progress_bytes, f.row_count, f.rejected_count, f.records_processed, f.processing_time_ms, f.columns_metadata, f.encoding, f.dialect, f.duplicate_of, f.version, f.created_at, f.updated_at, f.processed_at, f.created_by from ingestion.files f where f.id = any($1)",
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
    ) -> FileRowQuery<'c, 'a, 's, C, FileRow, 1> {
        FileRowQuery {
            client,
            params: [ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FileRowBorrowed, tokio_postgres::Error> {
                Ok(FileRowBorrowed {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    file_name: row.try_get(2)?,
                    content_type: row.try_get(3)?,
                    file_type: row.try_get(4)?,
                    format: row.try_get(5)?,
                    upload_status: row.try_get(6)?,
                    failure_code: row.try_get(7)?,
                    failure_message: row.try_get(8)?,
                    size_bytes: row.try_get(9)?,
                    sha256: row.try_get(10)?,
                    object_etag: row.try_get(11)?,
                    multipart_upload_id: row.try_get(12)?,
                    part_size: row.try_get(13)?,
                    options: row.try_get(14)?,
                    progress_rows: row.try_get(15)?,
                    progress_bytes: row.try_get(16)?,
                    row_count: row.try_get(17)?,
                    rejected_count: row.try_get(18)?,
                    records_processed: row.try_get(19)?,
                    processing_time_ms: row.try_get(20)?,
                    columns_metadata: row.try_get(21)?,
                    encoding: row.try_get(22)?,
                    dialect: row.try_get(23)?,
                    duplicate_of: row.try_get(24)?,
                    version: row.try_get(25)?,
                    created_at: row.try_get(26)?,
                    updated_at: row.try_get(27)?,
                    processed_at: row.try_get(28)?,
                    created_by: row.try_get(29)?,
                })
            },
            mapper: |it| FileRow::from(it),
        }
    }
}
