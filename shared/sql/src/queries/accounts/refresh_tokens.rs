// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub token_hash: T1,
    pub organization_id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub successor_salt: T2,
    pub now: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct RetireParams<T1: crate::BytesSql, T2: crate::BytesSql> {
    pub now: jiff::Timestamp,
    pub client_hash: T1,
    pub token_hash: T2,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Lock {
    pub organization_id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub successor_salt: Vec<u8>,
    pub expires_at: jiff::Timestamp,
    pub retired_at: Option<jiff::Timestamp>,
    pub retired_by_client: Option<Vec<u8>>,
    pub user_id: uuid::Uuid,
    pub session_revoked_at: Option<jiff::Timestamp>,
    pub session_expires_at: jiff::Timestamp,
}
pub struct LockBorrowed<'a> {
    pub organization_id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub successor_salt: &'a [u8],
    pub expires_at: jiff::Timestamp,
    pub retired_at: Option<jiff::Timestamp>,
    pub retired_by_client: Option<&'a [u8]>,
    pub user_id: uuid::Uuid,
    pub session_revoked_at: Option<jiff::Timestamp>,
    pub session_expires_at: jiff::Timestamp,
}
impl<'a> From<LockBorrowed<'a>> for Lock {
    fn from(
        LockBorrowed {
            organization_id,
            session_id,
            successor_salt,
            expires_at,
            retired_at,
            retired_by_client,
            user_id,
            session_revoked_at,
            session_expires_at,
        }: LockBorrowed<'a>,
    ) -> Self {
        Self {
            organization_id,
            session_id,
            successor_salt: successor_salt.into(),
            expires_at,
            retired_at,
            retired_by_client: retired_by_client.map(|v| v.into()),
            user_id,
            session_revoked_at,
            session_expires_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct LockQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockBorrowed, tokio_postgres::Error>,
    mapper: fn(LockBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockBorrowed) -> R) -> LockQuery<'c, 'a, 's, C, R, N> {
        LockQuery {
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
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into accounts.refresh_tokens (token_hash, organization_id, session_id, successor_salt, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::BytesSql>(
        &'s self,
        client: &'c C,
        token_hash: &'a T1,
        organization_id: &'a uuid::Uuid,
        session_id: &'a uuid::Uuid,
        successor_salt: &'a T2,
        now: &'a jiff::Timestamp,
        expires_at: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[token_hash, organization_id, session_id, successor_salt, now, expires_at])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.token_hash,
            &params.organization_id,
            &params.session_id,
            &params.successor_salt,
            &params.now,
            &params.expires_at,
        ))
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select t.organization_id, t.session_id, t.successor_salt, t.expires_at, t.retired_at, t.retired_by_client, s.user_id, s.revoked_at as session_revoked_at, least(s.expires_at, ( select coalesce(s.refreshed_at, s.created_at) + (o.setting_value #>> '{}')::integer * interval '1 minute' from platform.system_settings o where o.organization_id = s.organization_id and o.setting_key = 'session_timeout_minutes' )) as session_expires_at from accounts.refresh_tokens t join accounts.sessions s on s.id = t.session_id and s.organization_id = t.organization_id join accounts.users u on u.id = s.user_id and u.is_active and u.deleted_at is null where t.token_hash = $1 for update of t",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>(
        &'s self,
        client: &'c C,
        token_hash: &'a T1,
    ) -> LockQuery<'c, 'a, 's, C, Lock, 1> {
        LockQuery {
            client,
            params: [token_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockBorrowed, tokio_postgres::Error> {
                Ok(LockBorrowed {
                    organization_id: row.try_get(0)?,
                    session_id: row.try_get(1)?,
                    successor_salt: row.try_get(2)?,
                    expires_at: row.try_get(3)?,
                    retired_at: row.try_get(4)?,
                    retired_by_client: row.try_get(5)?,
                    user_id: row.try_get(6)?,
                    session_revoked_at: row.try_get(7)?,
                    session_expires_at: row.try_get(8)?,
                })
            },
            mapper: |it| Lock::from(it),
        }
    }
}
pub struct RetireStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn retire() -> RetireStmt {
    RetireStmt(
        "update accounts.refresh_tokens set retired_at = $1, retired_by_client = $2 where token_hash = $3 and retired_at is null",
        None,
    )
}
impl RetireStmt {
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
        now: &'a jiff::Timestamp,
        client_hash: &'a T1,
        token_hash: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, client_hash, token_hash]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RetireParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RetireStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RetireParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.client_hash, &params.token_hash))
    }
}
