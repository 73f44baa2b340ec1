// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct FindParams {
    pub id: uuid::Uuid,
    pub sees_all: bool,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct FindOpenParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub requested_by: uuid::Uuid,
    pub scope: T1,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct WidenParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct IsMemberParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct IsOwnerParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct OwnsAloneParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ClaimParams {
    pub owner: uuid::Uuid,
    pub lease_until: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct NoteBeginParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub scope: T1,
    pub organization_ids: T2,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RenewParams {
    pub lease_until: jiff::Timestamp,
    pub progress_rows: i64,
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
#[derive(Clone, Copy, Debug)]
pub struct SucceedParams {
    pub rows: i64,
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
pub struct ErasureRow {
    pub id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub requested_by: uuid::Uuid,
    pub scope: String,
    pub status: String,
    pub failure_code: Option<String>,
    pub failure_message: Option<String>,
    pub progress_rows: i64,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
}
pub struct ErasureRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub requested_by: uuid::Uuid,
    pub scope: &'a str,
    pub status: &'a str,
    pub failure_code: Option<&'a str>,
    pub failure_message: Option<&'a str>,
    pub progress_rows: i64,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
}
impl<'a> From<ErasureRowBorrowed<'a>> for ErasureRow {
    fn from(
        ErasureRowBorrowed {
            id,
            user_id,
            requested_by,
            scope,
            status,
            failure_code,
            failure_message,
            progress_rows,
            version,
            created_at,
            updated_at,
            completed_at,
        }: ErasureRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            user_id,
            requested_by,
            scope: scope.into(),
            status: status.into(),
            failure_code: failure_code.map(|v| v.into()),
            failure_message: failure_message.map(|v| v.into()),
            progress_rows,
            version,
            created_at,
            updated_at,
            completed_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub user_id: uuid::Uuid,
    pub scope: String,
    pub organization_ids: Option<Vec<uuid::Uuid>>,
    pub progress_rows: i64,
    pub attempts: i32,
    pub fence: i64,
}
pub struct ClaimBorrowed<'a> {
    pub user_id: uuid::Uuid,
    pub scope: &'a str,
    pub organization_ids: Option<crate::ArrayIterator<'a, uuid::Uuid>>,
    pub progress_rows: i64,
    pub attempts: i32,
    pub fence: i64,
}
impl<'a> From<ClaimBorrowed<'a>> for Claim {
    fn from(
        ClaimBorrowed { user_id, scope, organization_ids, progress_rows, attempts, fence }: ClaimBorrowed<'a>,
    ) -> Self {
        Self {
            user_id,
            scope: scope.into(),
            organization_ids: organization_ids.map(|v| v.map(|v| v).collect()),
            progress_rows,
            attempts,
            fence,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ErasureRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ErasureRowBorrowed, tokio_postgres::Error>,
    mapper: fn(ErasureRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ErasureRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ErasureRowBorrowed) -> R) -> ErasureRowQuery<'c, 'a, 's, C, R, N> {
        ErasureRowQuery {
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
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at, updated_at, completed_at from platform.erasures where id = $1 and ($2::boolean or user_id = $3::uuid)",
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
        sees_all: &'a bool,
        user_id: &'a uuid::Uuid,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 3> {
        ErasureRowQuery {
            client,
            params: [id, sees_all, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ErasureRowBorrowed, tokio_postgres::Error> {
                Ok(ErasureRowBorrowed {
                    id: row.try_get(0)?,
                    user_id: row.try_get(1)?,
                    requested_by: row.try_get(2)?,
                    scope: row.try_get(3)?,
                    status: row.try_get(4)?,
                    failure_code: row.try_get(5)?,
                    failure_message: row.try_get(6)?,
                    progress_rows: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    completed_at: row.try_get(11)?,
                })
            },
            mapper: |it| ErasureRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FindParams, ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 3>, C>
    for FindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindParams,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 3> {
        self.bind(client, &params.id, &params.sees_all, &params.user_id)
    }
}
pub struct FindOpenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_open() -> FindOpenStmt {
    FindOpenStmt(
        "select id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at, updated_at, completed_at from platform.erasures where organization_id = $1 and user_id = $2 and status in ('QUEUED', 'RUNNING')",
        None,
    )
}
impl FindOpenStmt {
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
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2> {
        ErasureRowQuery {
            client,
            params: [organization_id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ErasureRowBorrowed, tokio_postgres::Error> {
                Ok(ErasureRowBorrowed {
                    id: row.try_get(0)?,
                    user_id: row.try_get(1)?,
                    requested_by: row.try_get(2)?,
                    scope: row.try_get(3)?,
                    status: row.try_get(4)?,
                    failure_code: row.try_get(5)?,
                    failure_message: row.try_get(6)?,
                    progress_rows: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    completed_at: row.try_get(11)?,
                })
            },
            mapper: |it| ErasureRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindOpenParams,
        ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2>,
        C,
    > for FindOpenStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindOpenParams,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into platform.erasures (id, organization_id, user_id, requested_by, scope, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict (organization_id, user_id) where status in ('QUEUED', 'RUNNING') do nothing returning id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at, updated_at, completed_at",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        requested_by: &'a uuid::Uuid,
        scope: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 6> {
        ErasureRowQuery {
            client,
            params: [id, organization_id, user_id, requested_by, scope, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ErasureRowBorrowed, tokio_postgres::Error> {
                Ok(ErasureRowBorrowed {
                    id: row.try_get(0)?,
                    user_id: row.try_get(1)?,
                    requested_by: row.try_get(2)?,
                    scope: row.try_get(3)?,
                    status: row.try_get(4)?,
                    failure_code: row.try_get(5)?,
                    failure_message: row.try_get(6)?,
                    progress_rows: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    completed_at: row.try_get(11)?,
                })
            },
            mapper: |it| ErasureRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertParams<T1>,
        ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 6>,
        C,
    > for InsertStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertParams<T1>,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 6> {
        self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.user_id,
            &params.requested_by,
            &params.scope,
            &params.now,
        )
    }
}
pub struct WidenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn widen() -> WidenStmt {
    WidenStmt(
        "update platform.erasures set scope = 'account', updated_at = $1 where id = $2 returning id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at, updated_at, completed_at",
        None,
    )
}
impl WidenStmt {
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
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2> {
        ErasureRowQuery {
            client,
            params: [now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ErasureRowBorrowed, tokio_postgres::Error> {
                Ok(ErasureRowBorrowed {
                    id: row.try_get(0)?,
                    user_id: row.try_get(1)?,
                    requested_by: row.try_get(2)?,
                    scope: row.try_get(3)?,
                    status: row.try_get(4)?,
                    failure_code: row.try_get(5)?,
                    failure_message: row.try_get(6)?,
                    progress_rows: row.try_get(7)?,
                    version: row.try_get(8)?,
                    created_at: row.try_get(9)?,
                    updated_at: row.try_get(10)?,
                    completed_at: row.try_get(11)?,
                })
            },
            mapper: |it| ErasureRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, WidenParams, ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2>, C>
    for WidenStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a WidenParams,
    ) -> ErasureRowQuery<'c, 'a, 's, C, ErasureRow, 2> {
        self.bind(client, &params.now, &params.id)
    }
}
pub struct IsMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_member() -> IsMemberStmt {
    IsMemberStmt(
        "select exists ( select from accounts.memberships where organization_id = $1 and user_id = $2) as found",
        None,
    )
}
impl IsMemberStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [organization_id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, IsMemberParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for IsMemberStmt
{
    fn params(&'s self, client: &'c C, params: &'a IsMemberParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct IsOwnerStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_owner() -> IsOwnerStmt {
    IsOwnerStmt(
        "select exists ( select from accounts.memberships m join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id join accounts.roles r on r.id = mr.role_id and r.name = 'owner' where m.organization_id = $1 and m.user_id = $2) as found",
        None,
    )
}
impl IsOwnerStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [organization_id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, IsOwnerParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for IsOwnerStmt
{
    fn params(&'s self, client: &'c C, params: &'a IsOwnerParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select pg_advisory_xact_lock(hashtextextended('platform.erasures/' || $1::uuid, 0)) is not null as locked",
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
        organization_id: &'a uuid::Uuid,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 1> {
        BoolQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct OwnsAloneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn owns_alone() -> OwnsAloneStmt {
    OwnsAloneStmt(
        "select exists ( select from accounts.memberships m join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id join accounts.roles r on r.id = mr.role_id and r.name = 'owner' where m.organization_id = $1 and m.user_id = $2 and not exists ( select from accounts.memberships other join accounts.membership_roles omr on omr.organization_id = other.organization_id and omr.membership_id = other.id and omr.role_id = mr.role_id join accounts.users u on u.id = other.user_id and u.is_active and u.deleted_at is null where other.organization_id = m.organization_id and other.user_id <> m.user_id and not exists (select from platform.erasures e where e.organization_id = other.organization_id and e.user_id = other.user_id and e.status in ('QUEUED', 'RUNNING')))) as alone",
        None,
    )
}
impl OwnsAloneStmt {
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
    ) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        BoolQuery {
            client,
            params: [organization_id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, OwnsAloneParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for OwnsAloneStmt
{
    fn params(&'s self, client: &'c C, params: &'a OwnsAloneParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct OrganizationsOfStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn organizations_of() -> OrganizationsOfStmt {
    OrganizationsOfStmt(
        "select organization_id from accounts.memberships where user_id = $1 order by organization_id",
        None,
    )
}
impl OrganizationsOfStmt {
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
        user_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct OrganizationsThatKnowStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn organizations_that_know() -> OrganizationsThatKnowStmt {
    OrganizationsThatKnowStmt(
        "select distinct organization_id from platform.audit_logs where actor_id = $1 and origin_salt is not null order by organization_id",
        None,
    )
}
impl OrganizationsThatKnowStmt {
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
        user_id: &'a uuid::Uuid,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
pub struct ClaimStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim() -> ClaimStmt {
    ClaimStmt(
        "update platform.erasures set status = 'RUNNING', attempts = attempts + 1, lease_owner = $1, lease_until = $2, fence = fence + 1, updated_at = $3 where id = $4 and (status = 'QUEUED' or (status = 'RUNNING' and lease_until <= $3)) returning user_id, scope, organization_ids, progress_rows, attempts, fence",
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
                    user_id: row.try_get(0)?,
                    scope: row.try_get(1)?,
                    organization_ids: row.try_get(2)?,
                    progress_rows: row.try_get(3)?,
                    attempts: row.try_get(4)?,
                    fence: row.try_get(5)?,
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
    ExistsStmt("select true as found from platform.erasures where id = $1", None)
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
pub struct NoteBeginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_begin() -> NoteBeginStmt {
    NoteBeginStmt(
        "update platform.erasures set scope = $1, organization_ids = $2, updated_at = $3 where id = $4 and fence = $5 and status = 'RUNNING'",
        None,
    )
}
impl NoteBeginStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        scope: &'a T1,
        organization_ids: &'a T2,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[scope, organization_ids, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteBeginParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteBeginStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteBeginParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.scope,
            &params.organization_ids,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct RenewStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn renew() -> RenewStmt {
    RenewStmt(
        "update platform.erasures set lease_until = $1, progress_rows = $2, updated_at = $3 where id = $4 and fence = $5 and status = 'RUNNING'",
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
        progress_rows: &'a i64,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[lease_until, progress_rows, now, id, fence]).await
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
            &params.progress_rows,
            &params.now,
            &params.id,
            &params.fence,
        ))
    }
}
pub struct ReleaseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release() -> ReleaseStmt {
    ReleaseStmt(
        "update platform.erasures set lease_until = $1, attempts = attempts - $2::integer, updated_at = $1 where id = $3 and fence = $4 and status = 'RUNNING'",
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
        "update platform.erasures set status = 'SUCCEEDED', progress_rows = $1, lease_owner = null, lease_until = null, completed_at = $2, updated_at = $2 where id = $3 and fence = $4 and status = 'RUNNING'",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        rows: &'a i64,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[rows, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SucceedParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SucceedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SucceedParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.rows, &params.now, &params.id, &params.fence))
    }
}
pub struct FailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fail() -> FailStmt {
    FailStmt(
        "update platform.erasures set status = 'FAILED', failure_code = $1, failure_message = $2, lease_owner = null, lease_until = null, completed_at = $3, updated_at = $3 where id = $4 and fence = $5 and status = 'RUNNING'",
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
