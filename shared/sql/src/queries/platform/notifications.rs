// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct RecipientsParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub recent_since: jiff::Timestamp,
    pub notification_type: T1,
    pub organization_id: uuid::Uuid,
    pub user_ids: T2,
}
#[derive(Debug)]
pub struct TakeKeysParams<T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>> {
    pub organization_id: uuid::Uuid,
    pub dedupe_key: T1,
    pub expires_at: jiff::Timestamp,
    pub user_ids: T2,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::JsonSql,
    T8: crate::ArraySql<Item = uuid::Uuid>,
    T9: crate::ArraySql<Item = uuid::Uuid>,
> {
    pub organization_id: uuid::Uuid,
    pub notification_type: T1,
    pub title: T2,
    pub message: T3,
    pub priority: T4,
    pub action_url: Option<T5>,
    pub resource_type: Option<T6>,
    pub resource_id: Option<uuid::Uuid>,
    pub data: T7,
    pub expires_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub ids: T8,
    pub user_ids: T9,
}
#[derive(Clone, Copy, Debug)]
pub struct FindParams {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct LockParams {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct CountUnreadParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct MarkParams {
    pub is_read: bool,
    pub read_at: Option<jiff::Timestamp>,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct MarkAllParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct RecipientRow {
    pub id: uuid::Uuid,
    pub email: String,
    pub first_name: String,
    pub email_verified: bool,
    pub timezone: String,
    pub organization_name: String,
    pub channels: Option<serde_json::Value>,
    pub quiet_from_minute: Option<i16>,
    pub quiet_until_minute: Option<i16>,
    pub digest: Option<String>,
    pub digest_hour: Option<i16>,
    pub unsubscribe_key: Option<Vec<u8>>,
    pub last_mail_at: Option<jiff::Timestamp>,
    pub recent: i64,
}
pub struct RecipientRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a str,
    pub first_name: &'a str,
    pub email_verified: bool,
    pub timezone: &'a str,
    pub organization_name: &'a str,
    pub channels: Option<postgres_types::Json<&'a serde_json::value::RawValue>>,
    pub quiet_from_minute: Option<i16>,
    pub quiet_until_minute: Option<i16>,
    pub digest: Option<&'a str>,
    pub digest_hour: Option<i16>,
    pub unsubscribe_key: Option<&'a [u8]>,
    pub last_mail_at: Option<jiff::Timestamp>,
    pub recent: i64,
}
impl<'a> From<RecipientRowBorrowed<'a>> for RecipientRow {
    fn from(
        RecipientRowBorrowed {
            id,
            email,
            first_name,
            email_verified,
            timezone,
            organization_name,
            channels,
            quiet_from_minute,
            quiet_until_minute,
            digest,
            digest_hour,
            unsubscribe_key,
            last_mail_at,
            recent,
        }: RecipientRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            email: email.into(),
            first_name: first_name.into(),
            email_verified,
            timezone: timezone.into(),
            organization_name: organization_name.into(),
            channels: channels.map(|v| serde_json::from_str(v.0.get()).unwrap()),
            quiet_from_minute,
            quiet_until_minute,
            digest: digest.map(|v| v.into()),
            digest_hour,
            unsubscribe_key: unsubscribe_key.map(|v| v.into()),
            last_mail_at,
            recent,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct NotificationRow {
    pub id: uuid::Uuid,
    pub notification_type: String,
    pub title: String,
    pub message: String,
    pub priority: String,
    pub action_url: Option<String>,
    pub resource_type: Option<String>,
    pub resource_id: Option<uuid::Uuid>,
    pub data: serde_json::Value,
    pub is_read: bool,
    pub read_at: Option<jiff::Timestamp>,
    pub expires_at: jiff::Timestamp,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
pub struct NotificationRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub notification_type: &'a str,
    pub title: &'a str,
    pub message: &'a str,
    pub priority: &'a str,
    pub action_url: Option<&'a str>,
    pub resource_type: Option<&'a str>,
    pub resource_id: Option<uuid::Uuid>,
    pub data: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub is_read: bool,
    pub read_at: Option<jiff::Timestamp>,
    pub expires_at: jiff::Timestamp,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<NotificationRowBorrowed<'a>> for NotificationRow {
    fn from(
        NotificationRowBorrowed {
            id,
            notification_type,
            title,
            message,
            priority,
            action_url,
            resource_type,
            resource_id,
            data,
            is_read,
            read_at,
            expires_at,
            version,
            created_at,
            updated_at,
        }: NotificationRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            notification_type: notification_type.into(),
            title: title.into(),
            message: message.into(),
            priority: priority.into(),
            action_url: action_url.map(|v| v.into()),
            resource_type: resource_type.map(|v| v.into()),
            resource_id,
            data: serde_json::from_str(data.0.get()).unwrap(),
            is_read,
            read_at,
            expires_at,
            version,
            created_at,
            updated_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct RecipientRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<RecipientRowBorrowed, tokio_postgres::Error>,
    mapper: fn(RecipientRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> RecipientRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(RecipientRowBorrowed) -> R) -> RecipientRowQuery<'c, 'a, 's, C, R, N> {
        RecipientRowQuery {
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
pub struct NotificationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<NotificationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(NotificationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> NotificationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(NotificationRowBorrowed) -> R,
    ) -> NotificationRowQuery<'c, 'a, 's, C, R, N> {
        NotificationRowQuery {
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
pub struct RecipientsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn recipients() -> RecipientsStmt {
    RecipientsStmt(
        "select u.id, u.email, u.first_name, u.email_verified, u.timezone, o.name as organization_name, p.channels, p.quiet_from_minute, p.quiet_until_minute, p.digest, p.digest_hour, p.unsubscribe_key, (select max(d.sent_at) from platform.notification_deliveries d where d.organization_id = m.organization_id and d.user_id = m.user_id and d.sent_at is not null) as last_mail_at, (select count(*) from platform.notification_deliveries d where d.organization_id = m.organization_id and d.user_id = m.user_id and d.created_at > $1 and d.notification_type = $2 and d.channel = 'in_app') as recent from accounts.memberships m join accounts.organizations o on o.id = m.organization_id and o.deleted_at is null join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null left join platform.notification_preferences p on p.organization_id = m.organization_id and p.user_id = m.user_id where m.organization_id = $3 and m.user_id = any($4) order by u.id",
        None,
    )
}
impl RecipientsStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        recent_since: &'a jiff::Timestamp,
        notification_type: &'a T1,
        organization_id: &'a uuid::Uuid,
        user_ids: &'a T2,
    ) -> RecipientRowQuery<'c, 'a, 's, C, RecipientRow, 4> {
        RecipientRowQuery {
            client,
            params: [recent_since, notification_type, organization_id, user_ids],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<RecipientRowBorrowed, tokio_postgres::Error> {
                Ok(RecipientRowBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    first_name: row.try_get(2)?,
                    email_verified: row.try_get(3)?,
                    timezone: row.try_get(4)?,
                    organization_name: row.try_get(5)?,
                    channels: row.try_get(6)?,
                    quiet_from_minute: row.try_get(7)?,
                    quiet_until_minute: row.try_get(8)?,
                    digest: row.try_get(9)?,
                    digest_hour: row.try_get(10)?,
                    unsubscribe_key: row.try_get(11)?,
                    last_mail_at: row.try_get(12)?,
                    recent: row.try_get(13)?,
                })
            },
            mapper: |it| RecipientRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RecipientsParams<T1, T2>,
        RecipientRowQuery<'c, 'a, 's, C, RecipientRow, 4>,
        C,
    > for RecipientsStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RecipientsParams<T1, T2>,
    ) -> RecipientRowQuery<'c, 'a, 's, C, RecipientRow, 4> {
        self.bind(
            client,
            &params.recent_since,
            &params.notification_type,
            &params.organization_id,
            &params.user_ids,
        )
    }
}
pub struct TakeKeysStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take_keys() -> TakeKeysStmt {
    TakeKeysStmt(
        "insert into platform.notification_keys as k (organization_id, user_id, dedupe_key, expires_at) select $1, user_id, $2, $3 from unnest($4::uuid[]) as user_id order by user_id on conflict on constraint notification_keys_key do update set expires_at = excluded.expires_at where k.expires_at <= $5 returning user_id",
        None,
    )
}
impl TakeKeysStmt {
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
        T2: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        dedupe_key: &'a T1,
        expires_at: &'a jiff::Timestamp,
        user_ids: &'a T2,
        now: &'a jiff::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        UuidUuidQuery {
            client,
            params: [organization_id, dedupe_key, expires_at, user_ids, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = uuid::Uuid>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        TakeKeysParams<T1, T2>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5>,
        C,
    > for TakeKeysStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a TakeKeysParams<T1, T2>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 5> {
        self.bind(
            client,
            &params.organization_id,
            &params.dedupe_key,
            &params.expires_at,
            &params.user_ids,
            &params.now,
        )
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into platform.notifications (id, organization_id, user_id, notification_type, title, message, priority, action_url, resource_type, resource_id, data, expires_at, created_at, updated_at) select new.id, $1, new.user_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11 from unnest($12::uuid[], $13::uuid[]) as new (id, user_id)",
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
        T7: crate::JsonSql,
        T8: crate::ArraySql<Item = uuid::Uuid>,
        T9: crate::ArraySql<Item = uuid::Uuid>,
    >(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        notification_type: &'a T1,
        title: &'a T2,
        message: &'a T3,
        priority: &'a T4,
        action_url: &'a Option<T5>,
        resource_type: &'a Option<T6>,
        resource_id: &'a Option<uuid::Uuid>,
        data: &'a T7,
        expires_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        ids: &'a T8,
        user_ids: &'a T9,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    organization_id,
                    notification_type,
                    title,
                    message,
                    priority,
                    action_url,
                    resource_type,
                    resource_id,
                    data,
                    expires_at,
                    now,
                    ids,
                    user_ids,
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
    T7: crate::JsonSql,
    T8: crate::ArraySql<Item = uuid::Uuid>,
    T9: crate::ArraySql<Item = uuid::Uuid>,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6, T7, T8, T9>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.organization_id,
            &params.notification_type,
            &params.title,
            &params.message,
            &params.priority,
            &params.action_url,
            &params.resource_type,
            &params.resource_id,
            &params.data,
            &params.expires_at,
            &params.now,
            &params.ids,
            &params.user_ids,
        ))
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, notification_type, title, message, priority, action_url, resource_type, resource_id, data, is_read, read_at, expires_at, version, created_at, updated_at from platform.notifications where id = $1 and organization_id = $2 and user_id = $3 and expires_at > $4",
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
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 4> {
        NotificationRowQuery {
            client,
            params: [id, organization_id, user_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NotificationRowBorrowed, tokio_postgres::Error> {
                Ok(NotificationRowBorrowed {
                    id: row.try_get(0)?,
                    notification_type: row.try_get(1)?,
                    title: row.try_get(2)?,
                    message: row.try_get(3)?,
                    priority: row.try_get(4)?,
                    action_url: row.try_get(5)?,
                    resource_type: row.try_get(6)?,
                    resource_id: row.try_get(7)?,
                    data: row.try_get(8)?,
                    is_read: row.try_get(9)?,
                    read_at: row.try_get(10)?,
                    expires_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                    created_at: row.try_get(13)?,
                    updated_at: row.try_get(14)?,
                })
            },
            mapper: |it| NotificationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindParams,
        NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 4>,
        C,
    > for FindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindParams,
    ) -> NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 4> {
        self.bind(client, &params.id, &params.organization_id, &params.user_id, &params.now)
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, notification_type, title, message, priority, action_url, resource_type, resource_id, data, is_read, read_at, expires_at, version, created_at, updated_at from platform.notifications where id = $1 and organization_id = $2 and user_id = $3 and expires_at > $4 for update",
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
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 4> {
        NotificationRowQuery {
            client,
            params: [id, organization_id, user_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NotificationRowBorrowed, tokio_postgres::Error> {
                Ok(NotificationRowBorrowed {
                    id: row.try_get(0)?,
                    notification_type: row.try_get(1)?,
                    title: row.try_get(2)?,
                    message: row.try_get(3)?,
                    priority: row.try_get(4)?,
                    action_url: row.try_get(5)?,
                    resource_type: row.try_get(6)?,
                    resource_id: row.try_get(7)?,
                    data: row.try_get(8)?,
                    is_read: row.try_get(9)?,
                    read_at: row.try_get(10)?,
                    expires_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                    created_at: row.try_get(13)?,
                    updated_at: row.try_get(14)?,
                })
            },
            mapper: |it| NotificationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockParams,
        NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 4>,
        C,
    > for LockStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockParams,
    ) -> NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 4> {
        self.bind(client, &params.id, &params.organization_id, &params.user_id, &params.now)
    }
}
pub struct CountUnreadStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn count_unread() -> CountUnreadStmt {
    CountUnreadStmt(
        "select count(*) from platform.notifications where organization_id = $1 and user_id = $2 and not is_read and expires_at > $3",
        None,
    )
}
impl CountUnreadStmt {
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
    crate::client::async_::Params<'c, 'a, 's, CountUnreadParams, I64Query<'c, 'a, 's, C, i64, 3>, C>
    for CountUnreadStmt
{
    fn params(&'s self, client: &'c C, params: &'a CountUnreadParams) -> I64Query<'c, 'a, 's, C, i64, 3> {
        self.bind(client, &params.organization_id, &params.user_id, &params.now)
    }
}
pub struct MarkStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn mark() -> MarkStmt {
    MarkStmt(
        "update platform.notifications set is_read = $1, read_at = $2, updated_at = $3 where id = $4 and ($5::bigint is null or version = $5) returning id, notification_type, title, message, priority, action_url, resource_type, resource_id, data, is_read, read_at, expires_at, version, created_at, updated_at",
        None,
    )
}
impl MarkStmt {
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
        is_read: &'a bool,
        read_at: &'a Option<jiff::Timestamp>,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 5> {
        NotificationRowQuery {
            client,
            params: [is_read, read_at, now, id, if_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<NotificationRowBorrowed, tokio_postgres::Error> {
                Ok(NotificationRowBorrowed {
                    id: row.try_get(0)?,
                    notification_type: row.try_get(1)?,
                    title: row.try_get(2)?,
                    message: row.try_get(3)?,
                    priority: row.try_get(4)?,
                    action_url: row.try_get(5)?,
                    resource_type: row.try_get(6)?,
                    resource_id: row.try_get(7)?,
                    data: row.try_get(8)?,
                    is_read: row.try_get(9)?,
                    read_at: row.try_get(10)?,
                    expires_at: row.try_get(11)?,
                    version: row.try_get(12)?,
                    created_at: row.try_get(13)?,
                    updated_at: row.try_get(14)?,
                })
            },
            mapper: |it| NotificationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        MarkParams,
        NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 5>,
        C,
    > for MarkStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a MarkParams,
    ) -> NotificationRowQuery<'c, 'a, 's, C, NotificationRow, 5> {
        self.bind(client, &params.is_read, &params.read_at, &params.now, &params.id, &params.if_version)
    }
}
pub struct MarkAllStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn mark_all() -> MarkAllStmt {
    MarkAllStmt(
        "with unread as materialized ( select id from platform.notifications where organization_id = $1 and user_id = $2 and not is_read and expires_at > $3 order by id for update ) update platform.notifications n set is_read = true, read_at = $3, updated_at = $3 from unread where n.id = unread.id and not n.is_read",
        None,
    )
}
impl MarkAllStmt {
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
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, user_id, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        MarkAllParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for MarkAllStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a MarkAllParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.user_id, &params.now))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "delete from platform.notifications where id = $1 and ($2::bigint is null or version = $2)",
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
