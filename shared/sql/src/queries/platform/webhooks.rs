// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::BytesSql,
    T7: crate::BytesSql,
> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub url: T1,
    pub description: T2,
    pub event_types: T4,
    pub project_id: Option<uuid::Uuid>,
    pub is_active: bool,
    pub disabled_reason: Option<T5>,
    pub disabled_at: Option<jiff::Timestamp>,
    pub secret: T6,
    pub public_key: T7,
    pub now: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
#[derive(Debug)]
pub struct UpdateParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
> {
    pub url: T1,
    pub description: T2,
    pub event_types: T4,
    pub project_id: Option<uuid::Uuid>,
    pub is_active: bool,
    pub disabled_reason: Option<T5>,
    pub disabled_at: Option<jiff::Timestamp>,
    pub failing_since: Option<jiff::Timestamp>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Debug)]
pub struct RotateParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub previous_secret_until: jiff::Timestamp,
    pub secret: T1,
    pub public_key: T2,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Debug)]
pub struct SubscribersParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub disabled_after: jiff::Timestamp,
    pub event_type: T1,
}
#[derive(Debug)]
pub struct SubscribersUnlockedParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub disabled_after: jiff::Timestamp,
    pub event_type: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct ProjectOfFileParams {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ProjectOfAnalysisParams {
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct InsertEventParams<T1: crate::StringSql, T2: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub event_type: T1,
    pub project_id: Option<uuid::Uuid>,
    pub data: T2,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertDeliveriesParams<
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub organization_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub ids: T1,
    pub webhook_ids: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct EventsToRecoverParams {
    pub webhook_id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub since: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug)]
pub struct PutOnTheirWayParams<T1: crate::ArraySql<Item = uuid::Uuid>, T2: crate::ArraySql<Item = uuid::Uuid>>
{
    pub organization_id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub swept_at: Option<jiff::Timestamp>,
    pub ids: T1,
    pub event_ids: T2,
}
#[derive(Clone, Copy, Debug)]
pub struct AttemptsParams {
    pub organization_id: uuid::Uuid,
    pub delivery_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ClaimParams {
    pub lost_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct InsertAttemptParams {
    pub organization_id: uuid::Uuid,
    pub delivery_id: uuid::Uuid,
    pub number: i32,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct ReleaseParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct CancelParams<T1: crate::StringSql> {
    pub failure_code: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct LockSendingParams {
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct EndAttemptParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub now: jiff::Timestamp,
    pub status_code: Option<i16>,
    pub error: Option<T1>,
    pub duration_ms: i32,
    pub response_excerpt: Option<T2>,
    pub organization_id: uuid::Uuid,
    pub delivery_id: uuid::Uuid,
    pub number: i32,
}
#[derive(Clone, Copy, Debug)]
pub struct SucceedParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct RetryParams {
    pub due_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Debug)]
pub struct GiveUpParams<T1: crate::StringSql> {
    pub failure_code: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub fence: i64,
}
#[derive(Clone, Copy, Debug)]
pub struct NoteSuccessParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct NoteFailureParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub before: jiff::Timestamp,
}
#[derive(Debug)]
pub struct DisableParams<T1: crate::StringSql> {
    pub reason: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub failing_before: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct TakeDueParams {
    pub now: jiff::Timestamp,
    pub batch: i64,
}
#[derive(Debug, Clone, PartialEq)]
pub struct WebhookRow {
    pub id: uuid::Uuid,
    pub url: String,
    pub description: String,
    pub event_types: Vec<String>,
    pub project_id: Option<uuid::Uuid>,
    pub is_active: bool,
    pub disabled_reason: Option<String>,
    pub disabled_at: Option<jiff::Timestamp>,
    pub public_key: Vec<u8>,
    pub previous_secret_until: Option<jiff::Timestamp>,
    pub last_success_at: Option<jiff::Timestamp>,
    pub last_failure_at: Option<jiff::Timestamp>,
    pub failing_since: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
pub struct WebhookRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub url: &'a str,
    pub description: &'a str,
    pub event_types: crate::ArrayIterator<'a, &'a str>,
    pub project_id: Option<uuid::Uuid>,
    pub is_active: bool,
    pub disabled_reason: Option<&'a str>,
    pub disabled_at: Option<jiff::Timestamp>,
    pub public_key: &'a [u8],
    pub previous_secret_until: Option<jiff::Timestamp>,
    pub last_success_at: Option<jiff::Timestamp>,
    pub last_failure_at: Option<jiff::Timestamp>,
    pub failing_since: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub created_by: uuid::Uuid,
}
impl<'a> From<WebhookRowBorrowed<'a>> for WebhookRow {
    fn from(
        WebhookRowBorrowed {
            id,
            url,
            description,
            event_types,
            project_id,
            is_active,
            disabled_reason,
            disabled_at,
            public_key,
            previous_secret_until,
            last_success_at,
            last_failure_at,
            failing_since,
            version,
            created_at,
            updated_at,
            created_by,
        }: WebhookRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            url: url.into(),
            description: description.into(),
            event_types: event_types.map(|v| v.into()).collect(),
            project_id,
            is_active,
            disabled_reason: disabled_reason.map(|v| v.into()),
            disabled_at,
            public_key: public_key.into(),
            previous_secret_until,
            last_success_at,
            last_failure_at,
            failing_since,
            version,
            created_at,
            updated_at,
            created_by,
        }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct Subscribers {
    pub id: uuid::Uuid,
    pub project_id: Option<uuid::Uuid>,
    pub is_active: bool,
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct SubscribersUnlocked {
    pub id: uuid::Uuid,
    pub project_id: Option<uuid::Uuid>,
    pub is_active: bool,
}
#[derive(Debug, Clone, PartialEq)]
pub struct DeliveryRow {
    pub id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub event_type: String,
    pub project_id: Option<uuid::Uuid>,
    pub data: serde_json::Value,
    pub event_at: jiff::Timestamp,
    pub status: String,
    pub attempts: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub failure_code: Option<String>,
    pub created_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
    pub attempted_at: Option<jiff::Timestamp>,
    pub ended_at: Option<jiff::Timestamp>,
    pub status_code: Option<i16>,
    pub error: Option<String>,
    pub duration_ms: Option<i32>,
    pub response_excerpt: Option<String>,
}
pub struct DeliveryRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub event_type: &'a str,
    pub project_id: Option<uuid::Uuid>,
    pub data: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub event_at: jiff::Timestamp,
    pub status: &'a str,
    pub attempts: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub failure_code: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub completed_at: Option<jiff::Timestamp>,
    pub attempted_at: Option<jiff::Timestamp>,
    pub ended_at: Option<jiff::Timestamp>,
    pub status_code: Option<i16>,
    pub error: Option<&'a str>,
    pub duration_ms: Option<i32>,
    pub response_excerpt: Option<&'a str>,
}
impl<'a> From<DeliveryRowBorrowed<'a>> for DeliveryRow {
    fn from(
        DeliveryRowBorrowed {
            id,
            webhook_id,
            event_id,
            event_type,
            project_id,
            data,
            event_at,
            status,
            attempts,
            due_at,
            failure_code,
            created_at,
            completed_at,
            attempted_at,
            ended_at,
            status_code,
            error,
            duration_ms,
            response_excerpt,
        }: DeliveryRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            webhook_id,
            event_id,
            event_type: event_type.into(),
            project_id,
            data: serde_json::from_str(data.0.get()).unwrap(),
            event_at,
            status: status.into(),
            attempts,
            due_at,
            failure_code: failure_code.map(|v| v.into()),
            created_at,
            completed_at,
            attempted_at,
            ended_at,
            status_code,
            error: error.map(|v| v.into()),
            duration_ms,
            response_excerpt: response_excerpt.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Attempts {
    pub number: i32,
    pub started_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
    pub status_code: Option<i16>,
    pub error: Option<String>,
    pub duration_ms: Option<i32>,
    pub response_excerpt: Option<String>,
}
pub struct AttemptsBorrowed<'a> {
    pub number: i32,
    pub started_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
    pub status_code: Option<i16>,
    pub error: Option<&'a str>,
    pub duration_ms: Option<i32>,
    pub response_excerpt: Option<&'a str>,
}
impl<'a> From<AttemptsBorrowed<'a>> for Attempts {
    fn from(
        AttemptsBorrowed {
            number,
            started_at,
            ended_at,
            status_code,
            error,
            duration_ms,
            response_excerpt,
        }: AttemptsBorrowed<'a>,
    ) -> Self {
        Self {
            number,
            started_at,
            ended_at,
            status_code,
            error: error.map(|v| v.into()),
            duration_ms,
            response_excerpt: response_excerpt.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub attempts: i32,
    pub tries: i32,
    pub fence: i64,
    pub url: String,
    pub is_active: bool,
    pub secret: Vec<u8>,
    pub previous_secret: Option<Vec<u8>>,
    pub previous_secret_until: Option<jiff::Timestamp>,
    pub event_type: String,
    pub project_id: Option<uuid::Uuid>,
    pub data: serde_json::Value,
    pub event_at: jiff::Timestamp,
}
pub struct ClaimBorrowed<'a> {
    pub webhook_id: uuid::Uuid,
    pub event_id: uuid::Uuid,
    pub attempts: i32,
    pub tries: i32,
    pub fence: i64,
    pub url: &'a str,
    pub is_active: bool,
    pub secret: &'a [u8],
    pub previous_secret: Option<&'a [u8]>,
    pub previous_secret_until: Option<jiff::Timestamp>,
    pub event_type: &'a str,
    pub project_id: Option<uuid::Uuid>,
    pub data: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub event_at: jiff::Timestamp,
}
impl<'a> From<ClaimBorrowed<'a>> for Claim {
    fn from(
        ClaimBorrowed {
            webhook_id,
            event_id,
            attempts,
            tries,
            fence,
            url,
            is_active,
            secret,
            previous_secret,
            previous_secret_until,
            event_type,
            project_id,
            data,
            event_at,
        }: ClaimBorrowed<'a>,
    ) -> Self {
        Self {
            webhook_id,
            event_id,
            attempts,
            tries,
            fence,
            url: url.into(),
            is_active,
            secret: secret.into(),
            previous_secret: previous_secret.map(|v| v.into()),
            previous_secret_until,
            event_type: event_type.into(),
            project_id,
            data: serde_json::from_str(data.0.get()).unwrap(),
            event_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockSending {
    pub webhook_id: uuid::Uuid,
    pub tries: i32,
    pub event_id: uuid::Uuid,
    pub event_type: String,
}
pub struct LockSendingBorrowed<'a> {
    pub webhook_id: uuid::Uuid,
    pub tries: i32,
    pub event_id: uuid::Uuid,
    pub event_type: &'a str,
}
impl<'a> From<LockSendingBorrowed<'a>> for LockSending {
    fn from(
        LockSendingBorrowed { webhook_id, tries, event_id, event_type }: LockSendingBorrowed<'a>,
    ) -> Self {
        Self { webhook_id, tries, event_id, event_type: event_type.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct Disable {
    pub url: String,
    pub description: String,
}
pub struct DisableBorrowed<'a> {
    pub url: &'a str,
    pub description: &'a str,
}
impl<'a> From<DisableBorrowed<'a>> for Disable {
    fn from(DisableBorrowed { url, description }: DisableBorrowed<'a>) -> Self {
        Self { url: url.into(), description: description.into() }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct TakeDue {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct WebhookRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<WebhookRowBorrowed, tokio_postgres::Error>,
    mapper: fn(WebhookRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> WebhookRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(WebhookRowBorrowed) -> R) -> WebhookRowQuery<'c, 'a, 's, C, R, N> {
        WebhookRowQuery {
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
pub struct SubscribersQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<Subscribers, tokio_postgres::Error>,
    mapper: fn(Subscribers) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SubscribersQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(Subscribers) -> R) -> SubscribersQuery<'c, 'a, 's, C, R, N> {
        SubscribersQuery {
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
pub struct SubscribersUnlockedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SubscribersUnlocked, tokio_postgres::Error>,
    mapper: fn(SubscribersUnlocked) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SubscribersUnlockedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(SubscribersUnlocked) -> R,
    ) -> SubscribersUnlockedQuery<'c, 'a, 's, C, R, N> {
        SubscribersUnlockedQuery {
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
pub struct DeliveryRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DeliveryRowBorrowed, tokio_postgres::Error>,
    mapper: fn(DeliveryRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DeliveryRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DeliveryRowBorrowed) -> R) -> DeliveryRowQuery<'c, 'a, 's, C, R, N> {
        DeliveryRowQuery {
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
pub struct AttemptsQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AttemptsBorrowed, tokio_postgres::Error>,
    mapper: fn(AttemptsBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AttemptsQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AttemptsBorrowed) -> R) -> AttemptsQuery<'c, 'a, 's, C, R, N> {
        AttemptsQuery {
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
pub struct LockSendingQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockSendingBorrowed, tokio_postgres::Error>,
    mapper: fn(LockSendingBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockSendingQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockSendingBorrowed) -> R) -> LockSendingQuery<'c, 'a, 's, C, R, N> {
        LockSendingQuery {
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
pub struct DisableQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<DisableBorrowed, tokio_postgres::Error>,
    mapper: fn(DisableBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> DisableQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(DisableBorrowed) -> R) -> DisableQuery<'c, 'a, 's, C, R, N> {
        DisableQuery {
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
pub struct TakeDueQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeDue, tokio_postgres::Error>,
    mapper: fn(TakeDue) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeDueQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TakeDue) -> R) -> TakeDueQuery<'c, 'a, 's, C, R, N> {
        TakeDueQuery {
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
        "select id, url, description, event_types, project_id, is_active, disabled_reason, disabled_at, public_key, previous_secret_until, last_success_at, last_failure_at, failing_since, version, created_at, updated_at, created_by from platform.webhooks where id = $1",
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
    ) -> WebhookRowQuery<'c, 'a, 's, C, WebhookRow, 1> {
        WebhookRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<WebhookRowBorrowed, tokio_postgres::Error> {
                Ok(WebhookRowBorrowed {
                    id: row.try_get(0)?,
                    url: row.try_get(1)?,
                    description: row.try_get(2)?,
                    event_types: row.try_get(3)?,
                    project_id: row.try_get(4)?,
                    is_active: row.try_get(5)?,
                    disabled_reason: row.try_get(6)?,
                    disabled_at: row.try_get(7)?,
                    public_key: row.try_get(8)?,
                    previous_secret_until: row.try_get(9)?,
                    last_success_at: row.try_get(10)?,
                    last_failure_at: row.try_get(11)?,
                    failing_since: row.try_get(12)?,
                    version: row.try_get(13)?,
                    created_at: row.try_get(14)?,
                    updated_at: row.try_get(15)?,
                    created_by: row.try_get(16)?,
                })
            },
            mapper: |it| WebhookRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt("select true as found from platform.webhooks where id = $1 for update", None)
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
pub struct LockCountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_count() -> LockCountStmt {
    LockCountStmt(
        "select pg_advisory_xact_lock(hashtextextended('platform.webhooks/' || $1::uuid, 0)) is not null as locked",
        None,
    )
}
impl LockCountStmt {
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
pub struct CountStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count() -> CountStmt {
    CountStmt("select count(*) from platform.webhooks where organization_id = $1", None)
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
    ) -> I64Query<'c, 'a, 's, C, i64, 1> {
        I64Query {
            client,
            params: [organization_id],
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
        "insert into platform.webhooks (id, organization_id, url, description, event_types, project_id, is_active, disabled_reason, disabled_at, secret, public_key, created_at, updated_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)",
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
        T6: crate::BytesSql,
        T7: crate::BytesSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        url: &'a T1,
        description: &'a T2,
        event_types: &'a T4,
        project_id: &'a Option<uuid::Uuid>,
        is_active: &'a bool,
        disabled_reason: &'a Option<T5>,
        disabled_at: &'a Option<jiff::Timestamp>,
        secret: &'a T6,
        public_key: &'a T7,
        now: &'a jiff::Timestamp,
        created_by: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    organization_id,
                    url,
                    description,
                    event_types,
                    project_id,
                    is_active,
                    disabled_reason,
                    disabled_at,
                    secret,
                    public_key,
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
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
    T6: crate::BytesSql,
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
            &params.url,
            &params.description,
            &params.event_types,
            &params.project_id,
            &params.is_active,
            &params.disabled_reason,
            &params.disabled_at,
            &params.secret,
            &params.public_key,
            &params.now,
            &params.created_by,
        ))
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update platform.webhooks set url = $1, description = $2, event_types = $3, project_id = $4, is_active = $5, disabled_reason = $6, disabled_at = $7, failing_since = $8, updated_at = $9 where id = $10 and ($11::bigint is null or version = $11)",
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
        T4: crate::ArraySql<Item = T3>,
        T5: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        url: &'a T1,
        description: &'a T2,
        event_types: &'a T4,
        project_id: &'a Option<uuid::Uuid>,
        is_active: &'a bool,
        disabled_reason: &'a Option<T5>,
        disabled_at: &'a Option<jiff::Timestamp>,
        failing_since: &'a Option<jiff::Timestamp>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    url,
                    description,
                    event_types,
                    project_id,
                    is_active,
                    disabled_reason,
                    disabled_at,
                    failing_since,
                    now,
                    id,
                    if_version,
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
    T4: crate::ArraySql<Item = T3>,
    T5: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpdateParams<T1, T2, T3, T4, T5>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpdateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpdateParams<T1, T2, T3, T4, T5>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.url,
            &params.description,
            &params.event_types,
            &params.project_id,
            &params.is_active,
            &params.disabled_reason,
            &params.disabled_at,
            &params.failing_since,
            &params.now,
            &params.id,
            &params.if_version,
        ))
    }
}
pub struct RotateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn rotate() -> RotateStmt {
    RotateStmt(
        "update platform.webhooks set previous_secret = secret, previous_secret_until = $1, secret = $2, public_key = $3, updated_at = $4 where id = $5",
        None,
    )
}
impl RotateStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        previous_secret_until: &'a jiff::Timestamp,
        secret: &'a T1,
        public_key: &'a T2,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[previous_secret_until, secret, public_key, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RotateParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RotateStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RotateParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.previous_secret_until,
            &params.secret,
            &params.public_key,
            &params.now,
            &params.id,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt("delete from platform.webhooks where id = $1 and ($2::bigint is null or version = $2)", None)
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
pub struct SubscribersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn subscribers() -> SubscribersStmt {
    SubscribersStmt(
        "select id, project_id, is_active from platform.webhooks where organization_id = $1 and (is_active or disabled_at > $2) and (cardinality(event_types) = 0 or $3 = any(event_types)) order by id for key share",
        None,
    )
}
impl SubscribersStmt {
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
        disabled_after: &'a jiff::Timestamp,
        event_type: &'a T1,
    ) -> SubscribersQuery<'c, 'a, 's, C, Subscribers, 3> {
        SubscribersQuery {
            client,
            params: [organization_id, disabled_after, event_type],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<Subscribers, tokio_postgres::Error> {
                Ok(Subscribers {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    is_active: row.try_get(2)?,
                })
            },
            mapper: |it| Subscribers::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SubscribersParams<T1>,
        SubscribersQuery<'c, 'a, 's, C, Subscribers, 3>,
        C,
    > for SubscribersStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SubscribersParams<T1>,
    ) -> SubscribersQuery<'c, 'a, 's, C, Subscribers, 3> {
        self.bind(client, &params.organization_id, &params.disabled_after, &params.event_type)
    }
}
pub struct SubscribersUnlockedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn subscribers_unlocked() -> SubscribersUnlockedStmt {
    SubscribersUnlockedStmt(
        "select id, project_id, is_active from platform.webhooks where organization_id = $1 and (is_active or disabled_at > $2) and (cardinality(event_types) = 0 or $3 = any(event_types)) order by id",
        None,
    )
}
impl SubscribersUnlockedStmt {
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
        disabled_after: &'a jiff::Timestamp,
        event_type: &'a T1,
    ) -> SubscribersUnlockedQuery<'c, 'a, 's, C, SubscribersUnlocked, 3> {
        SubscribersUnlockedQuery {
            client,
            params: [organization_id, disabled_after, event_type],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SubscribersUnlocked, tokio_postgres::Error> {
                Ok(SubscribersUnlocked {
                    id: row.try_get(0)?,
                    project_id: row.try_get(1)?,
                    is_active: row.try_get(2)?,
                })
            },
            mapper: |it| SubscribersUnlocked::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SubscribersUnlockedParams<T1>,
        SubscribersUnlockedQuery<'c, 'a, 's, C, SubscribersUnlocked, 3>,
        C,
    > for SubscribersUnlockedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SubscribersUnlockedParams<T1>,
    ) -> SubscribersUnlockedQuery<'c, 'a, 's, C, SubscribersUnlocked, 3> {
        self.bind(client, &params.organization_id, &params.disabled_after, &params.event_type)
    }
}
pub struct ProjectOfFileStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn project_of_file() -> ProjectOfFileStmt {
    ProjectOfFileStmt("select project_id from ingestion.files where organization_id = $1 and id = $2", None)
}
impl ProjectOfFileStmt {
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
        ProjectOfFileParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ProjectOfFileStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ProjectOfFileParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.organization_id, &params.id)
    }
}
pub struct ProjectOfAnalysisStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn project_of_analysis() -> ProjectOfAnalysisStmt {
    ProjectOfAnalysisStmt(
        "select project_id from intelligence.analysis_results where organization_id = $1 and id = $2",
        None,
    )
}
impl ProjectOfAnalysisStmt {
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
        ProjectOfAnalysisParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for ProjectOfAnalysisStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ProjectOfAnalysisParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.organization_id, &params.id)
    }
}
pub struct InsertEventStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_event() -> InsertEventStmt {
    InsertEventStmt(
        "insert into platform.webhook_events (id, organization_id, event_type, project_id, data, created_at) values ($1, $2, $3, $4, $5, $6)",
        None,
    )
}
impl InsertEventStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        event_type: &'a T1,
        project_id: &'a Option<uuid::Uuid>,
        data: &'a T2,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, organization_id, event_type, project_id, data, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertEventParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertEventStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertEventParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.event_type,
            &params.project_id,
            &params.data,
            &params.now,
        ))
    }
}
pub struct InsertDeliveriesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_deliveries() -> InsertDeliveriesStmt {
    InsertDeliveriesStmt(
        "insert into platform.webhook_deliveries (id, organization_id, webhook_id, event_id, due_at, swept_at, created_at, updated_at) select d.id, $1, d.webhook_id, $2, $3, $3, $3, $3 from unnest($4::uuid[], $5::uuid[]) as d (id, webhook_id)",
        None,
    )
}
impl InsertDeliveriesStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        event_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        ids: &'a T1,
        webhook_ids: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, event_id, now, ids, webhook_ids]).await
    }
}
impl<
    'a,
    C: GenericClient + Send + Sync,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertDeliveriesParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertDeliveriesStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertDeliveriesParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.event_id,
            &params.now,
            &params.ids,
            &params.webhook_ids,
        ))
    }
}
pub struct EventsToRecoverStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn events_to_recover() -> EventsToRecoverStmt {
    EventsToRecoverStmt(
        "select e.id from platform.webhook_events e join platform.webhooks w on w.organization_id = e.organization_id and w.id = $1 where e.organization_id = $2 and e.created_at >= $3 and e.event_type <> 'webhook.test' and (cardinality(w.event_types) = 0 or e.event_type = any(w.event_types)) and (w.project_id is null or w.project_id = e.project_id) and not exists ( select from platform.webhook_deliveries d where d.organization_id = e.organization_id and d.webhook_id = w.id and d.event_id = e.id and d.status in ('PENDING', 'SENDING', 'SUCCEEDED')) order by e.created_at, e.id limit $4",
        None,
    )
}
impl EventsToRecoverStmt {
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
        webhook_id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        since: &'a jiff::Timestamp,
        batch: &'a i64,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        UuidUuidQuery {
            client,
            params: [webhook_id, organization_id, since, batch],
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
        EventsToRecoverParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4>,
        C,
    > for EventsToRecoverStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a EventsToRecoverParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 4> {
        self.bind(client, &params.webhook_id, &params.organization_id, &params.since, &params.batch)
    }
}
pub struct PutOnTheirWayStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn put_on_their_way() -> PutOnTheirWayStmt {
    PutOnTheirWayStmt(
        "insert into platform.webhook_deliveries as d (id, organization_id, webhook_id, event_id, due_at, swept_at, created_at, updated_at) select r.id, $1, $2, r.event_id, $3, $4, $3, $3 from unnest($5::uuid[], $6::uuid[]) as r (id, event_id) on conflict on constraint webhook_deliveries_event_key do update set status = 'PENDING', tries = 0, due_at = excluded.due_at, swept_at = excluded.swept_at, failure_code = null, completed_at = null, updated_at = excluded.updated_at where d.status <> 'SENDING' returning d.id",
        None,
    )
}
impl PutOnTheirWayStmt {
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
        T1: crate::ArraySql<Item = uuid::Uuid>,
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        webhook_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        swept_at: &'a Option<jiff::Timestamp>,
        ids: &'a T1,
        event_ids: &'a T2,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        UuidUuidQuery {
            client,
            params: [organization_id, webhook_id, now, swept_at, ids, event_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<
    'c,
    'a,
    's,
    C: GenericClient,
    T1: crate::ArraySql<Item = uuid::Uuid>,
    T2: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        PutOnTheirWayParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6>,
        C,
    > for PutOnTheirWayStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a PutOnTheirWayParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        self.bind(
            client,
            &params.organization_id,
            &params.webhook_id,
            &params.now,
            &params.swept_at,
            &params.ids,
            &params.event_ids,
        )
    }
}
pub struct FindDeliveryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_delivery() -> FindDeliveryStmt {
    FindDeliveryStmt(
        "select d.id, d.webhook_id, d.event_id, e.event_type, e.project_id, e.data, e.created_at as event_at, d.status, d.attempts, d.due_at, d.failure_code, d.created_at, d.completed_at, a.started_at as attempted_at, a.ended_at, a.status_code, a.error, a.duration_ms, a.response_excerpt from platform.webhook_deliveries d join platform.webhook_events e on e.organization_id = d.organization_id and e.id = d.event_id left join platform.webhook_attempts a on a.organization_id = d.organization_id and a.delivery_id = d.id and a.number = d.attempts where d.id = $1",
        None,
    )
}
impl FindDeliveryStmt {
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
    ) -> DeliveryRowQuery<'c, 'a, 's, C, DeliveryRow, 1> {
        DeliveryRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DeliveryRowBorrowed, tokio_postgres::Error> {
                Ok(DeliveryRowBorrowed {
                    id: row.try_get(0)?,
                    webhook_id: row.try_get(1)?,
                    event_id: row.try_get(2)?,
                    event_type: row.try_get(3)?,
                    project_id: row.try_get(4)?,
                    data: row.try_get(5)?,
                    event_at: row.try_get(6)?,
                    status: row.try_get(7)?,
                    attempts: row.try_get(8)?,
                    due_at: row.try_get(9)?,
                    failure_code: row.try_get(10)?,
                    created_at: row.try_get(11)?,
                    completed_at: row.try_get(12)?,
                    attempted_at: row.try_get(13)?,
                    ended_at: row.try_get(14)?,
                    status_code: row.try_get(15)?,
                    error: row.try_get(16)?,
                    duration_ms: row.try_get(17)?,
                    response_excerpt: row.try_get(18)?,
                })
            },
            mapper: |it| DeliveryRow::from(it),
        }
    }
}
pub struct AttemptsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn attempts() -> AttemptsStmt {
    AttemptsStmt(
        "select number, started_at, ended_at, status_code, error, duration_ms, response_excerpt from platform.webhook_attempts where organization_id = $1 and delivery_id = $2 order by number desc limit 100",
        None,
    )
}
impl AttemptsStmt {
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
        delivery_id: &'a uuid::Uuid,
    ) -> AttemptsQuery<'c, 'a, 's, C, Attempts, 2> {
        AttemptsQuery {
            client,
            params: [organization_id, delivery_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AttemptsBorrowed, tokio_postgres::Error> {
                Ok(AttemptsBorrowed {
                    number: row.try_get(0)?,
                    started_at: row.try_get(1)?,
                    ended_at: row.try_get(2)?,
                    status_code: row.try_get(3)?,
                    error: row.try_get(4)?,
                    duration_ms: row.try_get(5)?,
                    response_excerpt: row.try_get(6)?,
                })
            },
            mapper: |it| Attempts::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, AttemptsParams, AttemptsQuery<'c, 'a, 's, C, Attempts, 2>, C>
    for AttemptsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AttemptsParams,
    ) -> AttemptsQuery<'c, 'a, 's, C, Attempts, 2> {
        self.bind(client, &params.organization_id, &params.delivery_id)
    }
}
pub struct ClaimStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn claim() -> ClaimStmt {
    ClaimStmt(
        "update platform.webhook_deliveries d set status = 'SENDING', attempts = d.attempts + 1, tries = d.tries + 1, fence = d.fence + 1, due_at = $1, updated_at = $2 from platform.webhooks w, platform.webhook_events e where d.id = $3 and d.status in ('PENDING', 'SENDING') and (d.due_at <= $2 or (d.status = 'PENDING' and d.tries = 0)) and w.organization_id = d.organization_id and w.id = d.webhook_id and e.organization_id = d.organization_id and e.id = d.event_id returning d.webhook_id, d.event_id, d.attempts, d.tries, d.fence, w.url, w.is_active, w.secret, w.previous_secret, w.previous_secret_until, e.event_type, e.project_id, e.data, e.created_at as event_at",
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
        lost_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> ClaimQuery<'c, 'a, 's, C, Claim, 3> {
        ClaimQuery {
            client,
            params: [lost_at, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ClaimBorrowed, tokio_postgres::Error> {
                Ok(ClaimBorrowed {
                    webhook_id: row.try_get(0)?,
                    event_id: row.try_get(1)?,
                    attempts: row.try_get(2)?,
                    tries: row.try_get(3)?,
                    fence: row.try_get(4)?,
                    url: row.try_get(5)?,
                    is_active: row.try_get(6)?,
                    secret: row.try_get(7)?,
                    previous_secret: row.try_get(8)?,
                    previous_secret_until: row.try_get(9)?,
                    event_type: row.try_get(10)?,
                    project_id: row.try_get(11)?,
                    data: row.try_get(12)?,
                    event_at: row.try_get(13)?,
                })
            },
            mapper: |it| Claim::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ClaimParams, ClaimQuery<'c, 'a, 's, C, Claim, 3>, C>
    for ClaimStmt
{
    fn params(&'s self, client: &'c C, params: &'a ClaimParams) -> ClaimQuery<'c, 'a, 's, C, Claim, 3> {
        self.bind(client, &params.lost_at, &params.now, &params.id)
    }
}
pub struct InsertAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_attempt() -> InsertAttemptStmt {
    InsertAttemptStmt(
        "insert into platform.webhook_attempts (organization_id, delivery_id, number, started_at) values ($1, $2, $3, $4)",
        None,
    )
}
impl InsertAttemptStmt {
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
        delivery_id: &'a uuid::Uuid,
        number: &'a i32,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, delivery_id, number, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertAttemptParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertAttemptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertAttemptParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.delivery_id, &params.number, &params.now))
    }
}
pub struct ReleaseStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn release() -> ReleaseStmt {
    ReleaseStmt(
        "update platform.webhook_deliveries set status = 'PENDING', tries = tries - 1, due_at = $1, updated_at = $1 where id = $2 and fence = $3 and status = 'SENDING'",
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
pub struct CancelStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn cancel() -> CancelStmt {
    CancelStmt(
        "update platform.webhook_deliveries set status = 'CANCELED', failure_code = $1, due_at = null, completed_at = $2, updated_at = $2 where id = $3 and fence = $4 and status = 'SENDING'",
        None,
    )
}
impl CancelStmt {
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
        failure_code: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[failure_code, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        CancelParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for CancelStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a CancelParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.failure_code, &params.now, &params.id, &params.fence))
    }
}
pub struct LockSendingStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_sending() -> LockSendingStmt {
    LockSendingStmt(
        "select d.webhook_id, d.tries, d.event_id, e.event_type from platform.webhook_deliveries d join platform.webhook_events e on e.organization_id = d.organization_id and e.id = d.event_id where d.id = $1 and d.fence = $2 and d.status = 'SENDING' for update of d",
        None,
    )
}
impl LockSendingStmt {
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
        fence: &'a i64,
    ) -> LockSendingQuery<'c, 'a, 's, C, LockSending, 2> {
        LockSendingQuery {
            client,
            params: [id, fence],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockSendingBorrowed, tokio_postgres::Error> {
                Ok(LockSendingBorrowed {
                    webhook_id: row.try_get(0)?,
                    tries: row.try_get(1)?,
                    event_id: row.try_get(2)?,
                    event_type: row.try_get(3)?,
                })
            },
            mapper: |it| LockSending::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockSendingParams,
        LockSendingQuery<'c, 'a, 's, C, LockSending, 2>,
        C,
    > for LockSendingStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockSendingParams,
    ) -> LockSendingQuery<'c, 'a, 's, C, LockSending, 2> {
        self.bind(client, &params.id, &params.fence)
    }
}
pub struct EndAttemptStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn end_attempt() -> EndAttemptStmt {
    EndAttemptStmt(
        "update platform.webhook_attempts set ended_at = $1, status_code = $2, error = $3, duration_ms = $4, response_excerpt = $5 where organization_id = $6 and delivery_id = $7 and number = $8 and ended_at is null",
        None,
    )
}
impl EndAttemptStmt {
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
        now: &'a jiff::Timestamp,
        status_code: &'a Option<i16>,
        error: &'a Option<T1>,
        duration_ms: &'a i32,
        response_excerpt: &'a Option<T2>,
        organization_id: &'a uuid::Uuid,
        delivery_id: &'a uuid::Uuid,
        number: &'a i32,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    now,
                    status_code,
                    error,
                    duration_ms,
                    response_excerpt,
                    organization_id,
                    delivery_id,
                    number,
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
        EndAttemptParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for EndAttemptStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a EndAttemptParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.now,
            &params.status_code,
            &params.error,
            &params.duration_ms,
            &params.response_excerpt,
            &params.organization_id,
            &params.delivery_id,
            &params.number,
        ))
    }
}
pub struct SucceedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn succeed() -> SucceedStmt {
    SucceedStmt(
        "update platform.webhook_deliveries set status = 'SUCCEEDED', due_at = null, failure_code = null, completed_at = $1, updated_at = $1 where id = $2 and fence = $3 and status = 'SENDING'",
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
        Box::pin(self.bind(client, &params.now, &params.id, &params.fence))
    }
}
pub struct RetryStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn retry() -> RetryStmt {
    RetryStmt(
        "update platform.webhook_deliveries set status = 'PENDING', due_at = $1, updated_at = $2 where id = $3 and fence = $4 and status = 'SENDING'",
        None,
    )
}
impl RetryStmt {
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
        due_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[due_at, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RetryParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RetryStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RetryParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.due_at, &params.now, &params.id, &params.fence))
    }
}
pub struct GiveUpStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn give_up() -> GiveUpStmt {
    GiveUpStmt(
        "update platform.webhook_deliveries set status = 'FAILED', failure_code = $1, due_at = null, completed_at = $2, updated_at = $2 where id = $3 and fence = $4 and status = 'SENDING'",
        None,
    )
}
impl GiveUpStmt {
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
        failure_code: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        fence: &'a i64,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[failure_code, now, id, fence]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        GiveUpParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for GiveUpStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a GiveUpParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.failure_code, &params.now, &params.id, &params.fence))
    }
}
pub struct NoteSuccessStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_success() -> NoteSuccessStmt {
    NoteSuccessStmt(
        "update platform.webhooks set last_success_at = $1, failing_since = null where id = $2 and (failing_since is not null or last_success_at is null or last_success_at < $3)",
        None,
    )
}
impl NoteSuccessStmt {
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
        before: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id, before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteSuccessParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteSuccessStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteSuccessParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id, &params.before))
    }
}
pub struct NoteFailureStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_failure() -> NoteFailureStmt {
    NoteFailureStmt(
        "update platform.webhooks set last_failure_at = $1, failing_since = coalesce(failing_since, $1) where id = $2 and (failing_since is null or last_failure_at is null or last_failure_at < $3)",
        None,
    )
}
impl NoteFailureStmt {
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
        before: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id, before]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteFailureParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteFailureStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteFailureParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id, &params.before))
    }
}
pub struct DisableStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn disable() -> DisableStmt {
    DisableStmt(
        "update platform.webhooks set is_active = false, disabled_reason = $1, disabled_at = $2, updated_at = $2 where id = $3 and is_active and ($1 = 'gone' or failing_since <= $4) returning url, description",
        None,
    )
}
impl DisableStmt {
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
        reason: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        failing_before: &'a jiff::Timestamp,
    ) -> DisableQuery<'c, 'a, 's, C, Disable, 4> {
        DisableQuery {
            client,
            params: [reason, now, id, failing_before],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<DisableBorrowed, tokio_postgres::Error> {
                Ok(DisableBorrowed { url: row.try_get(0)?, description: row.try_get(1)? })
            },
            mapper: |it| Disable::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<'c, 'a, 's, DisableParams<T1>, DisableQuery<'c, 'a, 's, C, Disable, 4>, C>
    for DisableStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DisableParams<T1>,
    ) -> DisableQuery<'c, 'a, 's, C, Disable, 4> {
        self.bind(client, &params.reason, &params.now, &params.id, &params.failing_before)
    }
}
pub struct TakeDueStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_due() -> TakeDueStmt {
    TakeDueStmt(
        "with due as materialized ( select id from platform.webhook_deliveries where due_at <= $1 and (swept_at is null or swept_at < due_at or swept_at + least(greatest(swept_at - due_at, interval '5 minutes'), interval '1 hour') <= $1) order by due_at, id limit $2 for update skip locked ) update platform.webhook_deliveries d set swept_at = $1 from due where d.id = due.id returning d.id, d.organization_id",
        None,
    )
}
impl TakeDueStmt {
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
        batch: &'a i64,
    ) -> TakeDueQuery<'c, 'a, 's, C, TakeDue, 2> {
        TakeDueQuery {
            client,
            params: [now, batch],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakeDue, tokio_postgres::Error> {
                Ok(TakeDue { id: row.try_get(0)?, organization_id: row.try_get(1)? })
            },
            mapper: |it| TakeDue::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, TakeDueParams, TakeDueQuery<'c, 'a, 's, C, TakeDue, 2>, C>
    for TakeDueStmt
{
    fn params(&'s self, client: &'c C, params: &'a TakeDueParams) -> TakeDueQuery<'c, 'a, 's, C, TakeDue, 2> {
        self.bind(client, &params.now, &params.batch)
    }
}
pub struct OwnersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn owners() -> OwnersStmt {
    OwnersStmt(
        "select distinct u.id from accounts.memberships m join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id join accounts.roles r on r.id = mr.role_id and r.name = 'owner' join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null where m.organization_id = $1 order by u.id",
        None,
    )
}
impl OwnersStmt {
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
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 1> {
        UuidUuidQuery {
            client,
            params: [organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
