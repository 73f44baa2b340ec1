// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct BeginParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub plan: T1,
    pub now: jiff::Timestamp,
    pub trial_end: jiff::Timestamp,
}
#[derive(Debug)]
pub struct ChangeParams<T1: crate::StringSql> {
    pub plan: T1,
    pub now: jiff::Timestamp,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct SubscriptionRow {
    pub id: uuid::Uuid,
    pub plan: String,
    pub status: String,
    pub period_start: jiff::Timestamp,
    pub period_end: Option<jiff::Timestamp>,
    pub trial_end: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
pub struct SubscriptionRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub plan: &'a str,
    pub status: &'a str,
    pub period_start: jiff::Timestamp,
    pub period_end: Option<jiff::Timestamp>,
    pub trial_end: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<SubscriptionRowBorrowed<'a>> for SubscriptionRow {
    fn from(
        SubscriptionRowBorrowed {
            id,
            plan,
            status,
            period_start,
            period_end,
            trial_end,
            version,
            created_at,
            updated_at,
        }: SubscriptionRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            plan: plan.into(),
            status: status.into(),
            period_start,
            period_end,
            trial_end,
            version,
            created_at,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct SubscriptionRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SubscriptionRowBorrowed, tokio_postgres::Error>,
    mapper: fn(SubscriptionRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SubscriptionRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(SubscriptionRowBorrowed) -> R,
    ) -> SubscriptionRowQuery<'c, 'a, 's, C, R, N> {
        SubscriptionRowQuery {
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
        "select id, plan, status, period_start, period_end, trial_end, version, created_at, updated_at from accounts.subscriptions where organization_id = $1",
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
        organization_id: &'a uuid::Uuid,
    ) -> SubscriptionRowQuery<'c, 'a, 's, C, SubscriptionRow, 1> {
        SubscriptionRowQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SubscriptionRowBorrowed, tokio_postgres::Error> {
                Ok(SubscriptionRowBorrowed {
                    id: row.try_get(0)?,
                    plan: row.try_get(1)?,
                    status: row.try_get(2)?,
                    period_start: row.try_get(3)?,
                    period_end: row.try_get(4)?,
                    trial_end: row.try_get(5)?,
                    version: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    updated_at: row.try_get(8)?,
                })
            },
            mapper: |it| SubscriptionRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, plan, status, period_start, period_end, trial_end, version, created_at, updated_at from accounts.subscriptions where organization_id = $1 for update",
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
    ) -> SubscriptionRowQuery<'c, 'a, 's, C, SubscriptionRow, 1> {
        SubscriptionRowQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SubscriptionRowBorrowed, tokio_postgres::Error> {
                Ok(SubscriptionRowBorrowed {
                    id: row.try_get(0)?,
                    plan: row.try_get(1)?,
                    status: row.try_get(2)?,
                    period_start: row.try_get(3)?,
                    period_end: row.try_get(4)?,
                    trial_end: row.try_get(5)?,
                    version: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    updated_at: row.try_get(8)?,
                })
            },
            mapper: |it| SubscriptionRow::from(it),
        }
    }
}
pub struct BeginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin() -> BeginStmt {
    BeginStmt(
        "insert into accounts.subscriptions (id, organization_id, plan, status, period_start, period_end, trial_end, created_at, updated_at) values ($1, $2, $3, 'trialing', $4, $5, $5, $4, $4) on conflict on constraint subscriptions_organization_key do nothing",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        plan: &'a T1,
        now: &'a jiff::Timestamp,
        trial_end: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, organization_id, plan, now, trial_end]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        BeginParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for BeginStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a BeginParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.plan,
            &params.now,
            &params.trial_end,
        ))
    }
}
pub struct ChangeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn change() -> ChangeStmt {
    ChangeStmt(
        "update accounts.subscriptions set plan = $1, status = 'active', period_start = $2, period_end = null, updated_at = $2 where organization_id = $3 returning id, plan, status, period_start, period_end, trial_end, version, created_at, updated_at",
        None,
    )
}
impl ChangeStmt {
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
        plan: &'a T1,
        now: &'a jiff::Timestamp,
        organization_id: &'a uuid::Uuid,
    ) -> SubscriptionRowQuery<'c, 'a, 's, C, SubscriptionRow, 3> {
        SubscriptionRowQuery {
            client,
            params: [plan, now, organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SubscriptionRowBorrowed, tokio_postgres::Error> {
                Ok(SubscriptionRowBorrowed {
                    id: row.try_get(0)?,
                    plan: row.try_get(1)?,
                    status: row.try_get(2)?,
                    period_start: row.try_get(3)?,
                    period_end: row.try_get(4)?,
                    trial_end: row.try_get(5)?,
                    version: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                    updated_at: row.try_get(8)?,
                })
            },
            mapper: |it| SubscriptionRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ChangeParams<T1>,
        SubscriptionRowQuery<'c, 'a, 's, C, SubscriptionRow, 3>,
        C,
    > for ChangeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ChangeParams<T1>,
    ) -> SubscriptionRowQuery<'c, 'a, 's, C, SubscriptionRow, 3> {
        self.bind(client, &params.plan, &params.now, &params.organization_id)
    }
}
