// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct FindParams {
    pub id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct LockParams {
    pub id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub requested_by: uuid::Uuid,
    pub resource_type: T1,
    pub format: T2,
    pub bom: bool,
    pub project_id: Option<uuid::Uuid>,
    pub filters: T3,
    pub now: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct CountOpenParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct ClaimParams {
    pub owner: uuid::Uuid,
    pub lease_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RenewParams {
    pub lease_until: jiff::Timestamp,
    pub total_rows: Option<i64>,
    pub progress_rows: i64,
    pub progress_bytes: i64,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct ReleaseParams {
    pub now: jiff::Timestamp,
    pub uncounted: i32,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct SucceedParams<T1: crate::StringSql> {
    pub object_key: T1,
    pub rows: i64,
    pub bytes: i64,
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
pub struct ExportRow {
    pub id: uuid::Uuid,
    pub requested_by: uuid::Uuid,
    pub resource_type: String,
    pub format: String,
    pub bom: bool,
    pub project_id: Option<uuid::Uuid>,
    pub filters: serde_json::Value,
    pub status: String,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub total_rows: Option<i64>,
    pub progress_rows: i64,
    pub progress_bytes: i64,
    pub object_key: Option<String>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
    pub expires_at: jiff::Timestamp,
}
pub struct ExportRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub requested_by: uuid::Uuid,
    pub resource_type: &'a str,
    pub format: &'a str,
    pub bom: bool,
    pub project_id: Option<uuid::Uuid>,
    pub filters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub status: &'a str,
    pub failure_code: Option<&'a str>,
    pub failure_message: Option<&'a str>,
    pub total_rows: Option<i64>,
    pub progress_rows: i64,
    pub progress_bytes: i64,
    pub object_key: Option<&'a str>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
    pub expires_at: jiff::Timestamp,
}
impl<'a> From<ExportRowBorrowed<'a>> for ExportRow {
    fn from(
        ExportRowBorrowed {
            id,
            requested_by,
            resource_type,
            format,
            bom,
            project_id,
            filters,
            status,
            failure_code,
            failure_message,
            total_rows,
            progress_rows,
            progress_bytes,
            object_key,
            version,
            created_at,
            updated_at,
            completed_at,
            expires_at,
        }: ExportRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            requested_by,
            resource_type: resource_type.into(),
            format: format.into(),
            bom,
            project_id,
            filters: serde_json::from_str(filters.0.get()).unwrap(),
            status: status.into(),
            failure_code: failure_code.map(|v| v.into()),
            failure_message: failure_message.map(|v| v.into()),
            total_rows,
            progress_rows,
            progress_bytes,
            object_key: object_key.map(|v| v.into()),
            version,
            created_at,
            updated_at,
            completed_at,
            expires_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub requested_by: uuid::Uuid,
    pub resource_type: String,
    pub format: String,
    pub bom: bool,
    pub project_id: Option<uuid::Uuid>,
    pub filters: serde_json::Value,
    pub attempts: i32,
    pub fence: i64,
}
pub struct ClaimBorrowed<'a> {
    pub requested_by: uuid::Uuid,
    pub resource_type: &'a str,
    pub format: &'a str,
    pub bom: bool,
    pub project_id: Option<uuid::Uuid>,
    pub filters: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub attempts: i32,
    pub fence: i64,
}
impl<'a> From<ClaimBorrowed<'a>> for Claim {
    fn from(
        ClaimBorrowed {
            requested_by,
            resource_type,
            format,
            bom,
            project_id,
            filters,
            attempts,
            fence,
        }: ClaimBorrowed<'a>,
    ) -> Self {
        Self {
            requested_by,
            resource_type: resource_type.into(),
            format: format.into(),
            bom,
            project_id,
            filters: serde_json::from_str(filters.0.get()).unwrap(),
            attempts,
            fence,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ExportRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ExportRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ExportRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ExportRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ExportRowBorrowed) -> R) -> ExportRowQuery<'c, 'a, 's, C, R, N> {
        ExportRowQuery {
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
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, requested_by, resource_type, format, bom, project_id, filters, status, failure_code, failure_message, total_rows, progress_rows, progress_bytes, object_key, version, created_at, updated_at, completed_at, expires_at from platform.exports where id = $1 and requested_by = $2 and expires_at > $3",
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
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> ExportRowQuery<'c, 'a, 's, C, ExportRow, 3> {
        ExportRowQuery {
            client,
            params: [id, user_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExportRowBorrowed, tokio_postgres::Error> {
                Ok(ExportRowBorrowed {
                    id: row.try_get(0)?,
                    requested_by: row.try_get(1)?,
                    resource_type: row.try_get(2)?,
                    format: row.try_get(3)?,
                    bom: row.try_get(4)?,
                    project_id: row.try_get(5)?,
                    filters: row.try_get(6)?,
                    status: row.try_get(7)?,
                    failure_code: row.try_get(8)?,
                    failure_message: row.try_get(9)?,
                    total_rows: row.try_get(10)?,
                    progress_rows: row.try_get(11)?,
                    progress_bytes: row.try_get(12)?,
                    object_key: row.try_get(13)?,
                    version: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_at: row.try_get(16)?,
                    completed_at: row.try_get(17)?,
                    expires_at: row.try_get(18)?,
                })
            },
            mapper: |it| ExportRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FindParams, ExportRowQuery<'c, 'a, 's, C, ExportRow, 3>, C>
    for FindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindParams,
    ) -> ExportRowQuery<'c, 'a, 's, C, ExportRow, 3> {
        self.bind(client, &params.id, &params.user_id, &params.now)
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, requested_by, resource_type, format, bom, project_id, filters, status, failure_code, failure_message, total_rows, progress_rows, progress_bytes, object_key, version, created_at, updated_at, completed_at, expires_at from platform.exports where id = $1 and requested_by = $2 and expires_at > $3 for update",
        None,
    )
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
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> ExportRowQuery<'c, 'a, 's, C, ExportRow, 3> {
        ExportRowQuery {
            client,
            params: [id, user_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExportRowBorrowed, tokio_postgres::Error> {
                Ok(ExportRowBorrowed {
                    id: row.try_get(0)?,
                    requested_by: row.try_get(1)?,
                    resource_type: row.try_get(2)?,
                    format: row.try_get(3)?,
                    bom: row.try_get(4)?,
                    project_id: row.try_get(5)?,
                    filters: row.try_get(6)?,
                    status: row.try_get(7)?,
                    failure_code: row.try_get(8)?,
                    failure_message: row.try_get(9)?,
                    total_rows: row.try_get(10)?,
                    progress_rows: row.try_get(11)?,
                    progress_bytes: row.try_get(12)?,
                    object_key: row.try_get(13)?,
                    version: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_at: row.try_get(16)?,
                    completed_at: row.try_get(17)?,
                    expires_at: row.try_get(18)?,
                })
            },
            mapper: |it| ExportRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, LockParams, ExportRowQuery<'c, 'a, 's, C, ExportRow, 3>, C>
    for LockStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockParams,
    ) -> ExportRowQuery<'c, 'a, 's, C, ExportRow, 3> {
        self.bind(client, &params.id, &params.user_id, &params.now)
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into platform.exports (id, organization_id, requested_by, resource_type, format, bom, project_id, filters, created_at, updated_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10) returning id, requested_by, resource_type, format, bom, project_id, filters, status, failure_code, failure_message, total_rows, progress_rows, progress_bytes, object_key, version, created_at, updated_at, completed_at, expires_at",
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
    pub fn bind<
        'c,
        'a,
        's,
        C: GenericClient,
        T1: crate::StringSql,
        T2: crate::StringSql,
        T3: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        requested_by: &'a uuid::Uuid,
        resource_type: &'a T1,
        format: &'a T2,
        bom: &'a bool,
        project_id: &'a Option<uuid::Uuid>,
        filters: &'a T3,
        now: &'a jiff::Timestamp,
        expires_at: &'a jiff::Timestamp,
    ) -> ExportRowQuery<'c, 'a, 's, C, ExportRow, 10> {
        ExportRowQuery {
            client,
            params: [
                id,
                organization_id,
                requested_by,
                resource_type,
                format,
                bom,
                project_id,
                filters,
                now,
                expires_at,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ExportRowBorrowed, tokio_postgres::Error> {
                Ok(ExportRowBorrowed {
                    id: row.try_get(0)?,
                    requested_by: row.try_get(1)?,
                    resource_type: row.try_get(2)?,
                    format: row.try_get(3)?,
                    bom: row.try_get(4)?,
                    project_id: row.try_get(5)?,
                    filters: row.try_get(6)?,
                    status: row.try_get(7)?,
                    failure_code: row.try_get(8)?,
                    failure_message: row.try_get(9)?,
                    total_rows: row.try_get(10)?,
                    progress_rows: row.try_get(11)?,
                    progress_bytes: row.try_get(12)?,
                    object_key: row.try_get(13)?,
                    version: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_at: row.try_get(16)?,
                    completed_at: row.try_get(17)?,
                    expires_at: row.try_get(18)?,
                })
            },
            mapper: |it| ExportRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertParams<T1, T2, T3>,
        ExportRowQuery<'c, 'a, 's, C, ExportRow, 10>,
        C,
    > for InsertStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertParams<T1, T2, T3>,
    ) -> ExportRowQuery<'c, 'a, 's, C, ExportRow, 10> {
        self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.requested_by,
            &params.resource_type,
            &params.format,
            &params.bom,
            &params.project_id,
            &params.filters,
            &params.now,
            &params.expires_at,
        )
    }
}
pub struct CountOpenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_open() -> CountOpenStmt {
    CountOpenStmt(
        "select count(*) from platform.exports where organization_id = $1 and requested_by = $2 and status in ('QUEUED', 'RUNNING') and expires_at > $3",
        None,
    )
}
impl CountOpenStmt {
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
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> I64Query<'c, 'a, 's, C, i64, 3> {
        I64Query {
            client,
            params: [organization_id, user_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, CountOpenParams, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for CountOpenStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountOpenParams) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.organization_id, &params.user_id, &params.now)
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from platform.exports where id = $1 and ($2::bigint is null or version = $2)", None)
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
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, if_version]).await
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
        Box::pin(self.bind(client, &params.id, &params.if_version))
    }
}
pub struct ClaimStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim() -> ClaimStmt {
    ClaimStmt(
        "update platform.exports set status = 'RUNNING', attempts = attempts + 1, lease_owner = $1, lease_until = $2, fence = fence + 1, total_rows = null, progress_rows = 0, progress_bytes = 0, updated_at = $3 where id = $4 and expires_at > $3 and (status = 'QUEUED' or (status = 'RUNNING' and lease_until <= $3)) returning requested_by, resource_type, format, bom, project_id, filters, attempts, fence",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        owner: &'a uuid::Uuid,
        lease_until: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> ClaimQuery<'c, 'a, 's, C, Claim, 4> {
        ClaimQuery {
            client,
            params: [owner, lease_until, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClaimBorrowed, tokio_postgres::Error> {
                Ok(ClaimBorrowed {
                    requested_by: row.try_get(0)?,
                    resource_type: row.try_get(1)?,
                    format: row.try_get(2)?,
                    bom: row.try_get(3)?,
                    project_id: row.try_get(4)?,
                    filters: row.try_get(5)?,
                    attempts: row.try_get(6)?,
                    fence: row.try_get(7)?,
                })
            },
            mapper: |it| Claim::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ClaimParams, ClaimQuery<'c, 'a, 's, C, Claim, 4>, C>
    for ClaimStmt
{
    fn params(&'s self, client: &'c C, params: &'a ClaimParams) -> ClaimQuery<'c, 'a, 's, C, Claim, 4> {
        self.bind(client, &params.owner, &params.lease_until, &params.now, &params.id)
    }
}
pub struct ExistsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn exists() -> ExistsStmt {
    ExistsStmt("select true as found from platform.exports where id = $1", None)
}
impl ExistsStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct RenewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew() -> RenewStmt {
    RenewStmt(
        "update platform.exports set lease_until = $1, total_rows = $2, progress_rows = $3, progress_bytes = $4, updated_at = $5 where id = $6 and fence = $7 and status = 'RUNNING'",
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
        total_rows: &'a Option<i64>,
        progress_rows: &'a i64,
        progress_bytes: &'a i64,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[lease_until, total_rows, progress_rows, progress_bytes, now, id, fence])
            .await
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
        Box::pin(self.bind(
            client,
            &params.lease_until,
            &params.total_rows,
            &params.progress_rows,
            &params.progress_bytes,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct ReleaseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release() -> ReleaseStmt {
    ReleaseStmt(
        "update platform.exports set lease_until = $1, attempts = attempts - $2::integer, updated_at = $1 where id = $3 and fence = $4 and status = 'RUNNING'",
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
        uncounted: &'a i32,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, uncounted, id, fence]).await
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
        Box::pin(self.bind(client, &params.now, &params.uncounted, &params.id, &params.fence))
    }
}
pub struct SucceedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn succeed() -> SucceedStmt {
    SucceedStmt(
        "update platform.exports set status = 'SUCCEEDED', object_key = $1, total_rows = $2, progress_rows = $2, progress_bytes = $3, lease_owner = null, lease_until = null, completed_at = $4, updated_at = $4 where id = $5 and fence = $6 and status = 'RUNNING'",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        object_key: &'a T1,
        rows: &'a i64,
        bytes: &'a i64,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[object_key, rows, bytes, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SucceedParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SucceedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SucceedParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.object_key,
            &params.rows,
            &params.bytes,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update platform.exports set status = 'FAILED', failure_code = $1, failure_message = $2, lease_owner = null, lease_until = null, completed_at = $3, updated_at = $3 where id = $4 and fence = $5 and status = 'RUNNING'",
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
