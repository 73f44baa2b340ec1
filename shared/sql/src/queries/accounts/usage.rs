// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct BeginParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub organization_id: uuid::Uuid,
    pub quotas: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct TakenParams {
    pub organization_id: uuid::Uuid,
    pub period_start: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct OrganizationsParams {
    pub after: uuid::Uuid,
    pub batch: i64,
}
#[derive(Debug)]
pub struct RepairParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub quota: T1,
    pub taken: i64,
}
#[derive(Debug)]
pub struct ClearBlocksParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub quota: T1,
}
#[derive(Debug)]
pub struct FillBlockParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub quota: T1,
    pub used: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    pub quota: String,
    pub taken: i64,
    pub reserved: i64,
}
pub struct TakenBorrowed<'a> {
    pub quota: &'a str,
    pub taken: i64,
    pub reserved: i64,
}
impl<'a> From<TakenBorrowed<'a>> for Taken {
    fn from(TakenBorrowed { quota, taken, reserved }: TakenBorrowed<'a>) -> Self {
        Self { quota: quota.into(), taken, reserved }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct HoldCounters {
    pub quota: String,
    pub taken: i64,
}
pub struct HoldCountersBorrowed<'a> {
    pub quota: &'a str,
    pub taken: i64,
}
impl<'a> From<HoldCountersBorrowed<'a>> for HoldCounters {
    fn from(HoldCountersBorrowed { quota, taken }: HoldCountersBorrowed<'a>) -> Self {
        Self { quota: quota.into(), taken }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct HoldBlocks {
    pub quota: String,
    pub used: i64,
}
pub struct HoldBlocksBorrowed<'a> {
    pub quota: &'a str,
    pub used: i64,
}
impl<'a> From<HoldBlocksBorrowed<'a>> for HoldBlocks {
    fn from(HoldBlocksBorrowed { quota, used }: HoldBlocksBorrowed<'a>) -> Self {
        Self { quota: quota.into(), used }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Count {
    pub seats: i64,
    pub projects: i64,
    pub stored_bytes: i64,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TakenQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakenBorrowed, tokio_postgres::Error>,
    mapper: fn(TakenBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakenQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TakenBorrowed) -> R) -> TakenQuery<'c, 'a, 's, C, R, N> {
        TakenQuery {
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
pub struct HoldCountersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HoldCountersBorrowed, tokio_postgres::Error>,
    mapper: fn(HoldCountersBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HoldCountersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HoldCountersBorrowed) -> R) -> HoldCountersQuery<'c, 'a, 's, C, R, N> {
        HoldCountersQuery {
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
pub struct HoldBlocksQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<HoldBlocksBorrowed, tokio_postgres::Error>,
    mapper: fn(HoldBlocksBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> HoldBlocksQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(HoldBlocksBorrowed) -> R) -> HoldBlocksQuery<'c, 'a, 's, C, R, N> {
        HoldBlocksQuery {
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
pub struct CountQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Count, tokio_postgres::Error>,
    mapper: fn(Count) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CountQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Count) -> R) -> CountQuery<'c, 'a, 's, C, R, N> {
        CountQuery {
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
pub struct BeginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin() -> BeginStmt {
    BeginStmt(
        "insert into accounts.usage_counters (organization_id, quota, period_start, taken, limited_to) select $1, quota, 'epoch', 0, 0 from unnest($2::text[]) as quota on conflict do nothing",
        None,
    )
}
impl BeginStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        quotas: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, quotas]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for BeginStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.quotas))
    }
}
pub struct TakenStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn taken() -> TakenStmt {
    TakenStmt(
        "select c.quota, coalesce(( select sum(b.used)::bigint from accounts.usage_blocks b where b.organization_id = c.organization_id and b.quota = c.quota and b.period_start = c.period_start ), c.taken) as taken, case when c.quota = 'stored_bytes' then ( select coalesce(sum(coalesce(f.stored_bytes, f.size_bytes)), 0)::bigint from ingestion.files f where f.organization_id = c.organization_id and f.upload_status in ('PENDING', 'PROCESSING') ) + ( select coalesce(sum(m.size_bytes), 0)::bigint from network.media m where m.organization_id = c.organization_id and m.status in ('PENDING', 'PROCESSING') ) else 0 end as reserved from accounts.usage_counters c where c.organization_id = $1 and c.period_start in ('epoch', $2)",
        None,
    )
}
impl TakenStmt {
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
        period_start: &'a jiff::Timestamp,
    ) -> TakenQuery<'c, 'a, 's, C, Taken, 2> {
        TakenQuery {
            client,
            params: [organization_id, period_start],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakenBorrowed, tokio_postgres::Error> {
                Ok(TakenBorrowed {
                    quota: row.try_get(0)?,
                    taken: row.try_get(1)?,
                    reserved: row.try_get(2)?,
                })
            },
            mapper: |it| Taken::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, TakenParams, TakenQuery<'c, 'a, 's, C, Taken, 2>, C>
    for TakenStmt
{
    fn params(&'s self, client: &'c C, params: &'a TakenParams) -> TakenQuery<'c, 'a, 's, C, Taken, 2> {
        self.bind(client, &params.organization_id, &params.period_start)
    }
}
pub struct OrganizationsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn organizations() -> OrganizationsStmt {
    OrganizationsStmt("select id from accounts.organizations where id > $1 order by id limit $2", None)
}
impl OrganizationsStmt {
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
        after: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [after, batch],
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
        OrganizationsParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for OrganizationsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a OrganizationsParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.after, &params.batch)
    }
}
pub struct HoldCountersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn hold_counters() -> HoldCountersStmt {
    HoldCountersStmt(
        "select quota, taken from accounts.usage_counters where organization_id = $1 and period_start = 'epoch' order by quota for update",
        None,
    )
}
impl HoldCountersStmt {
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
    ) -> HoldCountersQuery<'c, 'a, 's, C, HoldCounters, 1> {
        HoldCountersQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HoldCountersBorrowed, tokio_postgres::Error> {
                Ok(HoldCountersBorrowed { quota: row.try_get(0)?, taken: row.try_get(1)? })
            },
            mapper: |it| HoldCounters::from(it),
        }
    }
}
pub struct HoldBlocksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn hold_blocks() -> HoldBlocksStmt {
    HoldBlocksStmt(
        "select quota, used from accounts.usage_blocks where organization_id = $1 and period_start = 'epoch' order by quota, block for update",
        None,
    )
}
impl HoldBlocksStmt {
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
    ) -> HoldBlocksQuery<'c, 'a, 's, C, HoldBlocks, 1> {
        HoldBlocksQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<HoldBlocksBorrowed, tokio_postgres::Error> {
                Ok(HoldBlocksBorrowed { quota: row.try_get(0)?, used: row.try_get(1)? })
            },
            mapper: |it| HoldBlocks::from(it),
        }
    }
}
pub struct CountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count() -> CountStmt {
    CountStmt(
        "select (select count(*) from accounts.memberships m where m.organization_id = $1) as seats, (select count(*) from ingestion.projects p where p.organization_id = $1 and p.deleted_at is null) as projects, (select coalesce(sum(coalesce(f.stored_bytes, f.size_bytes)), 0)::bigint from ingestion.files f where f.organization_id = $1) + (select coalesce(sum(m.size_bytes), 0)::bigint from network.media m where m.organization_id = $1 and m.status <> 'FAILED') as stored_bytes",
        None,
    )
}
impl CountStmt {
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
    ) -> CountQuery<'c, 'a, 's, C, Count, 1> {
        CountQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Count, tokio_postgres::Error> {
                Ok(Count { seats: row.try_get(0)?, projects: row.try_get(1)?, stored_bytes: row.try_get(2)? })
            },
            mapper: |it| Count::from(it),
        }
    }
}
pub struct RepairStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn repair() -> RepairStmt {
    RepairStmt(
        "insert into accounts.usage_counters (organization_id, quota, period_start, taken, limited_to) values ($1, $2, 'epoch', $3, 0) on conflict (organization_id, quota, period_start) do update set taken = excluded.taken, limited_to = 0",
        None,
    )
}
impl RepairStmt {
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
        quota: &'a T1,
        taken: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, quota, taken]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RepairParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RepairStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RepairParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.quota, &params.taken))
    }
}
pub struct ClearBlocksStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn clear_blocks() -> ClearBlocksStmt {
    ClearBlocksStmt(
        "update accounts.usage_blocks set used = 0, granted = 0, limited_to = 0 where organization_id = $1 and quota = $2 and period_start = 'epoch'",
        None,
    )
}
impl ClearBlocksStmt {
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
        quota: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, quota]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ClearBlocksParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ClearBlocksStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ClearBlocksParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.quota))
    }
}
pub struct FillBlockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn fill_block() -> FillBlockStmt {
    FillBlockStmt(
        "insert into accounts.usage_blocks (organization_id, quota, period_start, block, granted, used, limited_to) values ($1, $2, 'epoch', 0, $3, $3, 0) on conflict (organization_id, quota, period_start, block) do update set granted = excluded.granted, used = excluded.used, limited_to = 0",
        None,
    )
}
impl FillBlockStmt {
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
        quota: &'a T1,
        used: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, quota, used]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        FillBlockParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for FillBlockStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a FillBlockParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.quota, &params.used))
    }
}
