// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct AuthorizeParams<T1: crate::BytesSql> {
    pub now: jiff::Timestamp,
    pub organization_id: uuid::Uuid,
    pub session_id: Option<uuid::Uuid>,
    pub user_id: uuid::Uuid,
    pub key_hash: Option<T1>,
}
#[derive(Clone, Copy, Debug)]
pub struct StandsInDeletedParams {
    pub organization_id: uuid::Uuid,
    pub session_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub ip: Option<T1>,
    pub user_agent: Option<T2>,
    pub now: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub factor_at: Option<jiff::Timestamp>,
}
#[derive(Debug)]
pub struct RevokeOfMemberParams<T1: crate::StringSql> {
    pub now: jiff::Timestamp,
    pub reason: T1,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct RevokeParams<T1: crate::StringSql> {
    pub now: jiff::Timestamp,
    pub reason: T1,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ProveFactorParams {
    pub now: jiff::Timestamp,
    pub organization_id: uuid::Uuid,
    pub id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ExtendParams {
    pub expires_at: jiff::Timestamp,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ListParams {
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct FindParams {
    pub user_id: uuid::Uuid,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct RevokeOthersParams<T1: crate::StringSql> {
    pub now: jiff::Timestamp,
    pub reason: T1,
    pub user_id: uuid::Uuid,
    pub but: Option<uuid::Uuid>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Authorize {
    pub factor_at: Option<jiff::Timestamp>,
    pub api_key_id: Option<uuid::Uuid>,
    pub scopes: Option<Vec<String>>,
    pub last_used_at: Option<jiff::Timestamp>,
    pub mfa_deadline: Option<jiff::Timestamp>,
    pub roles: Vec<String>,
    pub permissions: Vec<String>,
    pub level: i32,
}
pub struct AuthorizeBorrowed<'a> {
    pub factor_at: Option<jiff::Timestamp>,
    pub api_key_id: Option<uuid::Uuid>,
    pub scopes: Option<crate::ArrayIterator<'a, &'a str>>,
    pub last_used_at: Option<jiff::Timestamp>,
    pub mfa_deadline: Option<jiff::Timestamp>,
    pub roles: crate::ArrayIterator<'a, &'a str>,
    pub permissions: crate::ArrayIterator<'a, &'a str>,
    pub level: i32,
}
impl<'a> From<AuthorizeBorrowed<'a>> for Authorize {
    fn from(
        AuthorizeBorrowed {
            factor_at,
            api_key_id,
            scopes,
            last_used_at,
            mfa_deadline,
            roles,
            permissions,
            level,
        }: AuthorizeBorrowed<'a>,
    ) -> Self {
        Self {
            factor_at,
            api_key_id,
            scopes: scopes.map(|v| v.map(|v| v.into()).collect()),
            last_used_at,
            mfa_deadline,
            roles: roles.map(|v| v.into()).collect(),
            permissions: permissions.map(|v| v.into()).collect(),
            level,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRow {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub created_at: jiff::Timestamp,
    pub last_used_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}
pub struct SessionRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub ip: Option<&'a str>,
    pub user_agent: Option<&'a str>,
    pub created_at: jiff::Timestamp,
    pub last_used_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}
impl<'a> From<SessionRowBorrowed<'a>> for SessionRow {
    fn from(
        SessionRowBorrowed {
            id,
            organization_id,
            ip,
            user_agent,
            created_at,
            last_used_at,
            expires_at,
        }: SessionRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            organization_id,
            ip: ip.map(|v| v.into()),
            user_agent: user_agent.map(|v| v.into()),
            created_at,
            last_used_at,
            expires_at,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AuthorizeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AuthorizeBorrowed, tokio_postgres::Error>,
    mapper: fn(AuthorizeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AuthorizeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AuthorizeBorrowed) -> R) -> AuthorizeQuery<'c, 'a, 's, C, R, N> {
        AuthorizeQuery {
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
pub struct SessionRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<SessionRowBorrowed, tokio_postgres::Error>,
    mapper: fn(SessionRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> SessionRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(SessionRowBorrowed) -> R) -> SessionRowQuery<'c, 'a, 's, C, R, N> {
        SessionRowQuery {
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
pub struct AuthorizeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn authorize() -> AuthorizeStmt {
    AuthorizeStmt(
        "select s.factor_at, s.api_key_id, s.scopes, s.last_used_at, case when o.mfa_required_since is not null and u.totp_confirmed_at is null then greatest(o.mfa_required_since, m.created_at) + o.mfa_grace_days * interval '24 hours' end as mfa_deadline, array( select r.name from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id where mr.organization_id = m.organization_id and mr.membership_id = m.id union all select c.name from accounts.membership_custom_roles mc join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active where mc.organization_id = m.organization_id and mc.membership_id = m.id order by 1 ) as roles, array( select p.name from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id, jsonb_array_elements_text(r.permissions) as p (name) where mr.organization_id = m.organization_id and mr.membership_id = m.id union select p.name from accounts.membership_custom_roles mc join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active, jsonb_array_elements_text(c.permissions) as p (name) where mc.organization_id = m.organization_id and mc.membership_id = m.id ) as permissions, coalesce(( select max(g.level) from accounts.grants_of(s.organization_id, s.user_id, $1) g where g.resource_type = 'organization' and g.resource_id = s.organization_id ), 0) as level from ( select organization_id, user_id, coalesce(factor_at, created_at) as factor_at, null::uuid as api_key_id, null::text[] as scopes, null::timestamptz as last_used_at from accounts.sessions where organization_id = $2 and id = $3::uuid and user_id = $4 and revoked_at is null and expires_at > $1 union all select organization_id, user_id, null, id, scopes, last_used_at from accounts.api_keys where organization_id = $2 and key_hash = $5::bytea and user_id = $4 and revoked_at is null and (expires_at is null or expires_at > $1) ) s join accounts.memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id and m.is_active join accounts.users u on u.id = s.user_id and u.is_active and u.deleted_at is null join accounts.organizations o on o.id = s.organization_id and o.deleted_at is null",
        None,
    )
}
impl AuthorizeStmt {
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
        now: &'a jiff::Timestamp,
        organization_id: &'a uuid::Uuid,
        session_id: &'a Option<uuid::Uuid>,
        user_id: &'a uuid::Uuid,
        key_hash: &'a Option<T1>,
    ) -> AuthorizeQuery<'c, 'a, 's, C, Authorize, 5> {
        AuthorizeQuery {
            client,
            params: [now, organization_id, session_id, user_id, key_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AuthorizeBorrowed, tokio_postgres::Error> {
                Ok(AuthorizeBorrowed {
                    factor_at: row.try_get(0)?,
                    api_key_id: row.try_get(1)?,
                    scopes: row.try_get(2)?,
                    last_used_at: row.try_get(3)?,
                    mfa_deadline: row.try_get(4)?,
                    roles: row.try_get(5)?,
                    permissions: row.try_get(6)?,
                    level: row.try_get(7)?,
                })
            },
            mapper: |it| Authorize::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        AuthorizeParams<T1>,
        AuthorizeQuery<'c, 'a, 's, C, Authorize, 5>,
        C,
    > for AuthorizeStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a AuthorizeParams<T1>,
    ) -> AuthorizeQuery<'c, 'a, 's, C, Authorize, 5> {
        self.bind(
            client,
            &params.now,
            &params.organization_id,
            &params.session_id,
            &params.user_id,
            &params.key_hash,
        )
    }
}
pub struct StandsInDeletedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn stands_in_deleted() -> StandsInDeletedStmt {
    StandsInDeletedStmt(
        "select exists ( select from accounts.sessions s join accounts.memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id and m.is_active join accounts.users u on u.id = s.user_id and u.is_active and u.deleted_at is null join accounts.organizations o on o.id = s.organization_id and o.deleted_at is not null where s.organization_id = $1 and s.id = $2 and s.user_id = $3 and s.revoked_at is null and s.expires_at > $4) as stands",
        None,
    )
}
impl StandsInDeletedStmt {
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
        session_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 4> {
        BoolQuery {
            client,
            params: [organization_id, session_id, user_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it,
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, StandsInDeletedParams, BoolQuery<'c, 'a, 's, C, bool, 4>, C>
    for StandsInDeletedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a StandsInDeletedParams,
    ) -> BoolQuery<'c, 'a, 's, C, bool, 4> {
        self.bind(client, &params.organization_id, &params.session_id, &params.user_id, &params.now)
    }
}
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into accounts.sessions (id, organization_id, user_id, ip, user_agent, created_at, expires_at, factor_at) values ($1, $2, $3, ($4::text)::inet, $5, $6, $7, $8)",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        ip: &'a Option<T1>,
        user_agent: &'a Option<T2>,
        now: &'a jiff::Timestamp,
        expires_at: &'a jiff::Timestamp,
        factor_at: &'a Option<jiff::Timestamp>,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(self.0, &[id, organization_id, user_id, ip, user_agent, now, expires_at, factor_at])
            .await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
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
            &params.id,
            &params.organization_id,
            &params.user_id,
            &params.ip,
            &params.user_agent,
            &params.now,
            &params.expires_at,
            &params.factor_at,
        ))
    }
}
pub struct RevokeOfMemberStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_of_member() -> RevokeOfMemberStmt {
    RevokeOfMemberStmt(
        "update accounts.sessions set revoked_at = $1, revoked_reason = $2 where organization_id = $3 and user_id = $4 and revoked_at is null",
        None,
    )
}
impl RevokeOfMemberStmt {
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
        now: &'a jiff::Timestamp,
        reason: &'a T1,
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, reason, organization_id, user_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokeOfMemberParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokeOfMemberStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokeOfMemberParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.reason, &params.organization_id, &params.user_id))
    }
}
pub struct RevokeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke() -> RevokeStmt {
    RevokeStmt(
        "update accounts.sessions set revoked_at = $1, revoked_reason = $2 where id = $3 and revoked_at is null",
        None,
    )
}
impl RevokeStmt {
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
        now: &'a jiff::Timestamp,
        reason: &'a T1,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, reason, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokeParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokeStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokeParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.reason, &params.id))
    }
}
pub struct ProveFactorStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn prove_factor() -> ProveFactorStmt {
    ProveFactorStmt(
        "update accounts.sessions set factor_at = $1 where organization_id = $2 and id = $3 and user_id = $4 and revoked_at is null and expires_at > $1",
        None,
    )
}
impl ProveFactorStmt {
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
        organization_id: &'a uuid::Uuid,
        id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, organization_id, id, user_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ProveFactorParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ProveFactorStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ProveFactorParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.organization_id, &params.id, &params.user_id))
    }
}
pub struct ExtendStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn extend() -> ExtendStmt {
    ExtendStmt("update accounts.sessions set expires_at = $1, refreshed_at = $2 where id = $3", None)
}
impl ExtendStmt {
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
        expires_at: &'a jiff::Timestamp,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[expires_at, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ExtendParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ExtendStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ExtendParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.expires_at, &params.now, &params.id))
    }
}
pub struct ListStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list() -> ListStmt {
    ListStmt(
        "select id, organization_id, host(ip) as ip, user_agent, created_at, coalesce(refreshed_at, created_at) as last_used_at, expires_at from accounts.sessions where user_id = $1 and revoked_at is null and expires_at > $2 order by created_at desc, id desc limit 200",
        None,
    )
}
impl ListStmt {
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
        now: &'a jiff::Timestamp,
    ) -> SessionRowQuery<'c, 'a, 's, C, SessionRow, 2> {
        SessionRowQuery {
            client,
            params: [user_id, now],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionRowBorrowed, tokio_postgres::Error> {
                Ok(SessionRowBorrowed {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    ip: row.try_get(2)?,
                    user_agent: row.try_get(3)?,
                    created_at: row.try_get(4)?,
                    last_used_at: row.try_get(5)?,
                    expires_at: row.try_get(6)?,
                })
            },
            mapper: |it| SessionRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, ListParams, SessionRowQuery<'c, 'a, 's, C, SessionRow, 2>, C>
    for ListStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListParams,
    ) -> SessionRowQuery<'c, 'a, 's, C, SessionRow, 2> {
        self.bind(client, &params.user_id, &params.now)
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, organization_id, host(ip) as ip, user_agent, created_at, coalesce(refreshed_at, created_at) as last_used_at, expires_at from accounts.sessions where user_id = $1 and revoked_at is null and expires_at > $2 and id = $3",
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
        user_id: &'a uuid::Uuid,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> SessionRowQuery<'c, 'a, 's, C, SessionRow, 3> {
        SessionRowQuery {
            client,
            params: [user_id, now, id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<SessionRowBorrowed, tokio_postgres::Error> {
                Ok(SessionRowBorrowed {
                    id: row.try_get(0)?,
                    organization_id: row.try_get(1)?,
                    ip: row.try_get(2)?,
                    user_agent: row.try_get(3)?,
                    created_at: row.try_get(4)?,
                    last_used_at: row.try_get(5)?,
                    expires_at: row.try_get(6)?,
                })
            },
            mapper: |it| SessionRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, FindParams, SessionRowQuery<'c, 'a, 's, C, SessionRow, 3>, C>
    for FindStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindParams,
    ) -> SessionRowQuery<'c, 'a, 's, C, SessionRow, 3> {
        self.bind(client, &params.user_id, &params.now, &params.id)
    }
}
pub struct RevokeOthersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn revoke_others() -> RevokeOthersStmt {
    RevokeOthersStmt(
        "update accounts.sessions set revoked_at = $1, revoked_reason = $2 where user_id = $3 and revoked_at is null and ($4::uuid is null or id <> $4)",
        None,
    )
}
impl RevokeOthersStmt {
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
        now: &'a jiff::Timestamp,
        reason: &'a T1,
        user_id: &'a uuid::Uuid,
        but: &'a Option<uuid::Uuid>,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, reason, user_id, but]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RevokeOthersParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RevokeOthersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RevokeOthersParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.reason, &params.user_id, &params.but))
    }
}
