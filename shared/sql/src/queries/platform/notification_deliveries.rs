// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertSkippedParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
> {
    pub organization_id: uuid::Uuid,
    pub notification_type: T1,
    pub title: T2,
    pub priority: T3,
    pub resource_type: Option<T4>,
    pub resource_id: Option<uuid::Uuid>,
    pub expires_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub ids: T5,
    pub user_ids: T6,
    pub channels: T8,
    pub reasons: T10,
}
#[derive(Debug)]
pub struct InsertDeliveredParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
> {
    pub organization_id: uuid::Uuid,
    pub notification_type: T1,
    pub title: T2,
    pub priority: T3,
    pub resource_type: Option<T4>,
    pub resource_id: Option<uuid::Uuid>,
    pub expires_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub ids: T5,
    pub user_ids: T6,
    pub notification_ids: T7,
    pub reasons: T9,
}
#[derive(Debug)]
pub struct InsertWaitingParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::JsonSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::ArraySql<Item = uuid::Uuid>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::ArraySql<Item = jiff::Timestamp>,
> {
    pub organization_id: uuid::Uuid,
    pub notification_type: T1,
    pub title: T2,
    pub priority: T3,
    pub content: T4,
    pub resource_type: Option<T5>,
    pub resource_id: Option<uuid::Uuid>,
    pub expires_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub ids: T6,
    pub user_ids: T7,
    pub notification_ids: T8,
    pub reasons: T10,
    pub due_ats: T11,
}
#[derive(Clone, Copy, Debug)]
pub struct PeopleDueParams {
    pub now: jiff::Timestamp,
    pub after_organization: uuid::Uuid,
    pub after_user: uuid::Uuid,
    pub batch: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeTurnParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ClaimParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug)]
pub struct MarkSentParams<T1: crate::ArraySql<Item = uuid::Uuid>> {
    pub now: jiff::Timestamp,
    pub email_id: uuid::Uuid,
    pub ids: T1,
}
#[derive(Debug)]
pub struct MarkSkippedParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
> {
    pub now: jiff::Timestamp,
    pub ids: T1,
    pub reasons: T3,
}
#[derive(Debug)]
pub struct PutOffParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub due_at: jiff::Timestamp,
    pub reason: T1,
    pub now: jiff::Timestamp,
    pub ids: T2,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct PeopleDue {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct DueRow {
    pub id: uuid::Uuid,
    pub notification_type: String,
    pub title: String,
    pub priority: String,
    pub content: Option<serde_json::Value>,
    pub resource_type: Option<String>,
    pub resource_id: Option<uuid::Uuid>,
    pub created_at: jiff::Timestamp,
}
pub struct DueRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub notification_type: &'a str,
    pub title: &'a str,
    pub priority: &'a str,
    pub content: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub resource_type: Option<&'a str>,
    pub resource_id: Option<uuid::Uuid>,
    pub created_at: jiff::Timestamp,
}
impl<'a> From<DueRowBorrowed<'a>> for DueRow {
    fn from(
        DueRowBorrowed {
            id,
            notification_type,
            title,
            priority,
            content,
            resource_type,
            resource_id,
            created_at,
        }: DueRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            notification_type: notification_type.into(),
            title: title.into(),
            priority: priority.into(),
            content: content.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            resource_type: resource_type.map(|v| v.into()),
            resource_id,
            created_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PeopleDueQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PeopleDue, tokio_postgres::Error>,
    mapper: fn(PeopleDue) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PeopleDueQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PeopleDue) -> R) -> PeopleDueQuery<'c, 'a, 's, C, R, N> {
        PeopleDueQuery {
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
pub struct DueRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DueRowBorrowed, tokio_postgres::Error>,
    mapper: fn(DueRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DueRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DueRowBorrowed) -> R) -> DueRowQuery<'c, 'a, 's, C, R, N> {
        DueRowQuery {
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
pub struct InsertSkippedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_skipped() -> InsertSkippedStmt {
    InsertSkippedStmt(
        "insert into platform.notification_deliveries (id, organization_id, user_id, notification_type, channel, status, reason, title, priority, resource_type, resource_id, expires_at, created_at, updated_at) select new.id, $1, new.user_id, $2, new.channel, 'skipped', new.reason, $3, $4, $5, $6, $7, $8, $8 from unnest($9::uuid[], $10::uuid[], $11::text[], $12::text[]) as new (id, user_id, channel, reason)",
        None,
    )
}
impl InsertSkippedStmt {
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
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::ArraySql<Item = uuid::Uuid>,
        T7: crate::StringSql,
        T8: crate::ArraySql<Item = T7>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = T9>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        notification_type: &'a T1,
        title: &'a T2,
        priority: &'a T3,
        resource_type: &'a Option<T4>,
        resource_id: &'a Option<uuid::Uuid>,
        expires_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        ids: &'a T5,
        user_ids: &'a T6,
        channels: &'a T8,
        reasons: &'a T10,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    organization_id,
                    notification_type,
                    title,
                    priority,
                    resource_type,
                    resource_id,
                    expires_at,
                    now,
                    ids,
                    user_ids,
                    channels,
                    reasons,
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
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::StringSql,
    T8: crate::ArraySql<Item = T7>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertSkippedParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertSkippedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertSkippedParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.notification_type,
            &params.title,
            &params.priority,
            &params.resource_type,
            &params.resource_id,
            &params.expires_at,
            &params.now,
            &params.ids,
            &params.user_ids,
            &params.channels,
            &params.reasons,
        ))
    }
}
pub struct InsertDeliveredStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_delivered() -> InsertDeliveredStmt {
    InsertDeliveredStmt(
        "insert into platform.notification_deliveries (id, organization_id, user_id, notification_id, notification_type, channel, status, reason, title, priority, resource_type, resource_id, expires_at, created_at, updated_at) select new.id, $1, new.user_id, new.notification_id, $2, 'in_app', 'delivered', new.reason, $3, $4, $5, $6, $7, $8, $8 from unnest($9::uuid[], $10::uuid[], $11::uuid[], $12::text[]) as new (id, user_id, notification_id, reason)",
        None,
    )
}
impl InsertDeliveredStmt {
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
        T5: crate::ArraySql<Item = uuid::Uuid>,
        T6: crate::ArraySql<Item = uuid::Uuid>,
        T7: crate::ArraySql<Item = uuid::Uuid>,
        T8: crate::StringSql,
        T9: crate::ArraySql<Item = T8>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        notification_type: &'a T1,
        title: &'a T2,
        priority: &'a T3,
        resource_type: &'a Option<T4>,
        resource_id: &'a Option<uuid::Uuid>,
        expires_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        ids: &'a T5,
        user_ids: &'a T6,
        notification_ids: &'a T7,
        reasons: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    organization_id,
                    notification_type,
                    title,
                    priority,
                    resource_type,
                    resource_id,
                    expires_at,
                    now,
                    ids,
                    user_ids,
                    notification_ids,
                    reasons,
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
    T5: crate::ArraySql<Item = uuid::Uuid>,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::StringSql,
    T9: crate::ArraySql<Item = T8>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertDeliveredParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertDeliveredStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertDeliveredParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.notification_type,
            &params.title,
            &params.priority,
            &params.resource_type,
            &params.resource_id,
            &params.expires_at,
            &params.now,
            &params.ids,
            &params.user_ids,
            &params.notification_ids,
            &params.reasons,
        ))
    }
}
pub struct InsertWaitingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_waiting() -> InsertWaitingStmt {
    InsertWaitingStmt(
        "insert into platform.notification_deliveries (id, organization_id, user_id, notification_id, notification_type, channel, status, reason, title, priority, content, resource_type, resource_id, due_at, expires_at, created_at, updated_at) select new.id, $1, new.user_id, nullif(new.notification_id, '00000000-0000-0000-0000-000000000000'::uuid), $2, 'email', 'waiting', new.reason, $3, $4, $5, $6, $7, new.due_at, greatest($8::timestamptz, new.due_at + interval '30 days'), $9, $9 from unnest($10::uuid[], $11::uuid[], $12::uuid[], $13::text[], $14::timestamptz[]) as new (id, user_id, notification_id, reason, due_at)",
        None,
    )
}
impl InsertWaitingStmt {
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
        T4: crate::JsonSql,
        T5: crate::StringSql,
        T6: crate::ArraySql<Item = uuid::Uuid>,
        T7: crate::ArraySql<Item = uuid::Uuid>,
        T8: crate::ArraySql<Item = uuid::Uuid>,
        T9: crate::StringSql,
        T10: crate::ArraySql<Item = T9>,
        T11: crate::ArraySql<Item = jiff::Timestamp>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        notification_type: &'a T1,
        title: &'a T2,
        priority: &'a T3,
        content: &'a T4,
        resource_type: &'a Option<T5>,
        resource_id: &'a Option<uuid::Uuid>,
        expires_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        ids: &'a T6,
        user_ids: &'a T7,
        notification_ids: &'a T8,
        reasons: &'a T10,
        due_ats: &'a T11,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    organization_id,
                    notification_type,
                    title,
                    priority,
                    content,
                    resource_type,
                    resource_id,
                    expires_at,
                    now,
                    ids,
                    user_ids,
                    notification_ids,
                    reasons,
                    due_ats,
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
    T4: crate::JsonSql,
    T5: crate::StringSql,
    T6: crate::ArraySql<Item = uuid::Uuid>,
    T7: crate::ArraySql<Item = uuid::Uuid>,
    T8: crate::ArraySql<Item = uuid::Uuid>,
    T9: crate::StringSql,
    T10: crate::ArraySql<Item = T9>,
    T11: crate::ArraySql<Item = jiff::Timestamp>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertWaitingParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertWaitingStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertWaitingParams<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.notification_type,
            &params.title,
            &params.priority,
            &params.content,
            &params.resource_type,
            &params.resource_id,
            &params.expires_at,
            &params.now,
            &params.ids,
            &params.user_ids,
            &params.notification_ids,
            &params.reasons,
            &params.due_ats,
        ))
    }
}
pub struct PeopleDueStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn people_due() -> PeopleDueStmt {
    PeopleDueStmt(
        "select organization_id, user_id from platform.notification_deliveries where status = 'waiting' and due_at <= $1 and (organization_id, user_id) > ($2::uuid, $3::uuid) group by organization_id, user_id order by organization_id, user_id limit $4",
        None,
    )
}
impl PeopleDueStmt {
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
        after_organization: &'a uuid::Uuid,
        after_user: &'a uuid::Uuid,
        batch: &'a i64,
    ) -> PeopleDueQuery<'c, 'a, 's, C, PeopleDue, 4> {
        PeopleDueQuery {
            client,
            params: [now, after_organization, after_user, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PeopleDue, tokio_postgres::Error> {
                Ok(PeopleDue { organization_id: row.try_get(0)?, user_id: row.try_get(1)? })
            },
            mapper: |it| PeopleDue::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, PeopleDueParams, PeopleDueQuery<'c, 'a, 's, C, PeopleDue, 4>, C>
    for PeopleDueStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PeopleDueParams,
    ) -> PeopleDueQuery<'c, 'a, 's, C, PeopleDue, 4> {
        self.bind(client, &params.now, &params.after_organization, &params.after_user, &params.batch)
    }
}
pub struct TakeTurnStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_turn() -> TakeTurnStmt {
    TakeTurnStmt(
        "select pg_try_advisory_xact_lock( hashtextextended('platform.notifications ' || $1::uuid || ' ' || $2::uuid, 0)) as taken",
        None,
    )
}
impl TakeTurnStmt {
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
    crate::client::async_::Params<'c, 'a, 's, TakeTurnParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for TakeTurnStmt
{
    fn params(&'s self, client: &'c C, params: &'a TakeTurnParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct ClaimStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim() -> ClaimStmt {
    ClaimStmt(
        "select id, notification_type, title, priority, content, resource_type, resource_id, created_at from platform.notification_deliveries where organization_id = $1 and user_id = $2 and status = 'waiting' and due_at <= $3 order by created_at, id limit $4 for update skip locked",
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
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> DueRowQuery<'c, 'a, 's, C, DueRow, 4> {
        DueRowQuery {
            client,
            params: [organization_id, user_id, now, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DueRowBorrowed, tokio_postgres::Error> {
                Ok(DueRowBorrowed {
                    id: row.try_get(0)?,
                    notification_type: row.try_get(1)?,
                    title: row.try_get(2)?,
                    priority: row.try_get(3)?,
                    content: row.try_get(4)?,
                    resource_type: row.try_get(5)?,
                    resource_id: row.try_get(6)?,
                    created_at: row.try_get(7)?,
                })
            },
            mapper: |it| DueRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ClaimParams, DueRowQuery<'c, 'a, 's, C, DueRow, 4>, C>
    for ClaimStmt
{
    fn params(&'s self, client: &'c C, params: &'a ClaimParams) -> DueRowQuery<'c, 'a, 's, C, DueRow, 4> {
        self.bind(client, &params.organization_id, &params.user_id, &params.now, &params.batch)
    }
}
pub struct MarkSentStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn mark_sent() -> MarkSentStmt {
    MarkSentStmt(
        "update platform.notification_deliveries set status = 'sent', sent_at = $1, email_id = $2, content = null, updated_at = $1 where id = any($3) and status = 'waiting'",
        None,
    )
}
impl MarkSentStmt {
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
        now: &'a jiff::Timestamp,
        email_id: &'a uuid::Uuid,
        ids: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, email_id, ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MarkSentParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MarkSentStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MarkSentParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.email_id, &params.ids))
    }
}
pub struct MarkSkippedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn mark_skipped() -> MarkSkippedStmt {
    MarkSkippedStmt(
        "update platform.notification_deliveries d set status = 'skipped', reason = gone.reason, content = null, updated_at = $1 from unnest($2::uuid[], $3::text[]) as gone (id, reason) where d.id = gone.id and d.status = 'waiting'",
        None,
    )
}
impl MarkSkippedStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::StringSql,
        T3: crate::ArraySql<Item = T2>,
    >(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        ids: &'a T1,
        reasons: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, ids, reasons]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::StringSql,
    T3: crate::ArraySql<Item = T2>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MarkSkippedParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MarkSkippedStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MarkSkippedParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.ids, &params.reasons))
    }
}
pub struct PutOffStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_off() -> PutOffStmt {
    PutOffStmt(
        "update platform.notification_deliveries set due_at = $1, reason = $2, updated_at = $3 where id = any($4) and status = 'waiting'",
        None,
    )
}
impl PutOffStmt {
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
        due_at: &'a jiff::Timestamp,
        reason: &'a T1,
        now: &'a jiff::Timestamp,
        ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[due_at, reason, now, ids]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        PutOffParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for PutOffStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a PutOffParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.due_at, &params.reason, &params.now, &params.ids))
    }
}
