// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct FindParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct BeginParams<T1: crate::BytesSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub unsubscribe_key: T1,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct SetParams<T1: crate::JsonSql, T2: crate::StringSql> {
    pub channels: T1,
    pub quiet_from_minute: Option<i16>,
    pub quiet_until_minute: Option<i16>,
    pub digest: T2,
    pub digest_hour: i16,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct PreferencesRow {
    pub id: uuid::Uuid,
    pub channels: serde_json::Value,
    pub quiet_from_minute: Option<i16>,
    pub quiet_until_minute: Option<i16>,
    pub digest: String,
    pub digest_hour: i16,
    pub unsubscribe_key: Vec<u8>,
    pub version: i64,
}
pub struct PreferencesRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub channels: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub quiet_from_minute: Option<i16>,
    pub quiet_until_minute: Option<i16>,
    pub digest: &'a str,
    pub digest_hour: i16,
    pub unsubscribe_key: &'a [u8],
    pub version: i64,
}
impl<'a> From<PreferencesRowBorrowed<'a>> for PreferencesRow {
    fn from(
        PreferencesRowBorrowed {
            id,
            channels,
            quiet_from_minute,
            quiet_until_minute,
            digest,
            digest_hour,
            unsubscribe_key,
            version,
        }: PreferencesRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            channels: serde_json::from_str(channels.0.get()).unwrap(),
            quiet_from_minute,
            quiet_until_minute,
            digest: digest.into(),
            digest_hour,
            unsubscribe_key: unsubscribe_key.into(),
            version,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct PreferencesRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<PreferencesRowBorrowed, tokio_postgres::Error>,
    mapper: fn(PreferencesRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> PreferencesRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(PreferencesRowBorrowed) -> R) -> PreferencesRowQuery<'c, 'a, 's, C, R, N> {
        PreferencesRowQuery {
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
pub struct StringQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<&str, tokio_postgres::Error>,
    mapper: fn(&str) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> StringQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(&str) -> R) -> StringQuery<'c, 'a, 's, C, R, N> {
        StringQuery {
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
        "select id, channels, quiet_from_minute, quiet_until_minute, digest, digest_hour, unsubscribe_key, version from platform.notification_preferences where organization_id = $1 and user_id = $2",
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
        user_id: &'a uuid::Uuid,
    ) -> PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 2> {
        PreferencesRowQuery {
            client,
            params: [organization_id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PreferencesRowBorrowed, tokio_postgres::Error> {
                Ok(PreferencesRowBorrowed {
                    id: row.try_get(0)?,
                    channels: row.try_get(1)?,
                    quiet_from_minute: row.try_get(2)?,
                    quiet_until_minute: row.try_get(3)?,
                    digest: row.try_get(4)?,
                    digest_hour: row.try_get(5)?,
                    unsubscribe_key: row.try_get(6)?,
                    version: row.try_get(7)?,
                })
            },
            mapper: |it| PreferencesRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindParams,
        PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 2>,
        C,
    > for FindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindParams,
    ) -> PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, channels, quiet_from_minute, quiet_until_minute, digest, digest_hour, unsubscribe_key, version from platform.notification_preferences where organization_id = $1 and user_id = $2 for update",
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
        user_id: &'a uuid::Uuid,
    ) -> PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 2> {
        PreferencesRowQuery {
            client,
            params: [organization_id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PreferencesRowBorrowed, tokio_postgres::Error> {
                Ok(PreferencesRowBorrowed {
                    id: row.try_get(0)?,
                    channels: row.try_get(1)?,
                    quiet_from_minute: row.try_get(2)?,
                    quiet_until_minute: row.try_get(3)?,
                    digest: row.try_get(4)?,
                    digest_hour: row.try_get(5)?,
                    unsubscribe_key: row.try_get(6)?,
                    version: row.try_get(7)?,
                })
            },
            mapper: |it| PreferencesRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        LockParams,
        PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 2>,
        C,
    > for LockStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockParams,
    ) -> PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct BeginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn begin() -> BeginStmt {
    BeginStmt(
        "insert into platform.notification_preferences (id, organization_id, user_id, unsubscribe_key, created_at, updated_at) values ($1, $2, $3, $4, $5, $5) on conflict on constraint notification_preferences_user_key do nothing",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        unsubscribe_key: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, organization_id, user_id, unsubscribe_key, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
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
            &params.user_id,
            &params.unsubscribe_key,
            &params.now,
        ))
    }
}
pub struct SetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set() -> SetStmt {
    SetStmt(
        "update platform.notification_preferences set channels = $1, quiet_from_minute = $2, quiet_until_minute = $3, digest = $4, digest_hour = $5, updated_at = $6 where id = $7 returning id, channels, quiet_from_minute, quiet_until_minute, digest, digest_hour, unsubscribe_key, version",
        None,
    )
}
impl SetStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        channels: &'a T1,
        quiet_from_minute: &'a Option<i16>,
        quiet_until_minute: &'a Option<i16>,
        digest: &'a T2,
        digest_hour: &'a i16,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 7> {
        PreferencesRowQuery {
            client,
            params: [channels, quiet_from_minute, quiet_until_minute, digest, digest_hour, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<PreferencesRowBorrowed, tokio_postgres::Error> {
                Ok(PreferencesRowBorrowed {
                    id: row.try_get(0)?,
                    channels: row.try_get(1)?,
                    quiet_from_minute: row.try_get(2)?,
                    quiet_until_minute: row.try_get(3)?,
                    digest: row.try_get(4)?,
                    digest_hour: row.try_get(5)?,
                    unsubscribe_key: row.try_get(6)?,
                    version: row.try_get(7)?,
                })
            },
            mapper: |it| PreferencesRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::JsonSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        SetParams<T1, T2>,
        PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 7>,
        C,
    > for SetStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a SetParams<T1, T2>,
    ) -> PreferencesRowQuery<'c, 'a, 's, C, PreferencesRow, 7> {
        self.bind(
            client,
            &params.channels,
            &params.quiet_from_minute,
            &params.quiet_until_minute,
            &params.digest,
            &params.digest_hour,
            &params.now,
            &params.id,
        )
    }
}
pub struct TimeZoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn time_zone() -> TimeZoneStmt {
    TimeZoneStmt("select timezone from accounts.users where id = $1", None)
}
impl TimeZoneStmt {
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
    ) -> StringQuery<'c, 'a, 's, C, String, 1> {
        StringQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
