// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertUnverifiedParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub email: T1,
    pub password_hash: T2,
    pub first_name: T3,
    pub last_name: T4,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct VerifyParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql> {
    pub password_hash: T1,
    pub first_name: T2,
    pub last_name: T3,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct NoteLoginParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct RehashPasswordParams<T1: crate::StringSql, T2: crate::StringSql> {
    pub password_hash: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub old_password_hash: T2,
}
#[derive(Debug)]
pub struct UpdateParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
> {
    pub first_name: T1,
    pub last_name: T2,
    pub phone: Option<T3>,
    pub department: Option<T4>,
    pub position: Option<T5>,
    pub institution: Option<T6>,
    pub timezone: T7,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Debug)]
pub struct OfferTotpParams<T1: crate::BytesSql> {
    pub secret: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ConfirmTotpParams {
    pub now: jiff::Timestamp,
    pub step: i64,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct SpendTotpStepParams {
    pub step: i64,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RemoveTotpParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetPasswordParams<T1: crate::StringSql> {
    pub password_hash: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetEmailParams<T1: crate::StringSql> {
    pub email: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct RestParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct LockGoneParams {
    pub id: uuid::Uuid,
    pub deleted_after: jiff::Timestamp,
}
#[derive(Debug)]
pub struct FindGoneParams<T1: crate::StringSql> {
    pub email: T1,
    pub deleted_after: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct RestoreParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct CredentialsRow {
    pub id: uuid::Uuid,
    pub email: String,
    pub password_hash: String,
    pub first_name: String,
    pub last_name: String,
    pub email_verified: bool,
    pub is_active: bool,
    pub totp_secret: Option<Vec<u8>>,
}
pub struct CredentialsRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a str,
    pub password_hash: &'a str,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub email_verified: bool,
    pub is_active: bool,
    pub totp_secret: Option<&'a [u8]>,
}
impl<'a> From<CredentialsRowBorrowed<'a>> for CredentialsRow {
    fn from(
        CredentialsRowBorrowed {
            id,
            email,
            password_hash,
            first_name,
            last_name,
            email_verified,
            is_active,
            totp_secret,
        }: CredentialsRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            email: email.into(),
            password_hash: password_hash.into(),
            first_name: first_name.into(),
            last_name: last_name.into(),
            email_verified,
            is_active,
            totp_secret: totp_secret.map(|v| v.into()),
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct UserRow {
    pub id: uuid::Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub phone: Option<String>,
    pub department: Option<String>,
    pub position: Option<String>,
    pub institution: Option<String>,
    pub segment: String,
    pub timezone: String,
    pub email_verified: bool,
    pub is_active: bool,
    pub is_2fa_enabled: bool,
    pub last_login_at: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
pub struct UserRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a str,
    pub first_name: &'a str,
    pub last_name: &'a str,
    pub phone: Option<&'a str>,
    pub department: Option<&'a str>,
    pub position: Option<&'a str>,
    pub institution: Option<&'a str>,
    pub segment: &'a str,
    pub timezone: &'a str,
    pub email_verified: bool,
    pub is_active: bool,
    pub is_2fa_enabled: bool,
    pub last_login_at: Option<jiff::Timestamp>,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<UserRowBorrowed<'a>> for UserRow {
    fn from(
        UserRowBorrowed {
            id,
            email,
            first_name,
            last_name,
            phone,
            department,
            position,
            institution,
            segment,
            timezone,
            email_verified,
            is_active,
            is_2fa_enabled,
            last_login_at,
            version,
            created_at,
            updated_at,
        }: UserRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            email: email.into(),
            first_name: first_name.into(),
            last_name: last_name.into(),
            phone: phone.map(|v| v.into()),
            department: department.map(|v| v.into()),
            position: position.map(|v| v.into()),
            institution: institution.map(|v| v.into()),
            segment: segment.into(),
            timezone: timezone.into(),
            email_verified,
            is_active,
            is_2fa_enabled,
            last_login_at,
            version,
            created_at,
            updated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockTotp {
    pub secret: Option<Vec<u8>>,
    pub confirmed_at: Option<jiff::Timestamp>,
}
pub struct LockTotpBorrowed<'a> {
    pub secret: Option<&'a [u8]>,
    pub confirmed_at: Option<jiff::Timestamp>,
}
impl<'a> From<LockTotpBorrowed<'a>> for LockTotp {
    fn from(LockTotpBorrowed { secret, confirmed_at }: LockTotpBorrowed<'a>) -> Self {
        Self { secret: secret.map(|v| v.into()), confirmed_at }
    }
}
#[derive(Debug, Clone, PartialEq, Copy)]
pub struct LockGone {
    pub id: uuid::Uuid,
    pub deleted_at: Option<jiff::Timestamp>,
}
#[derive(Debug, Clone, PartialEq)]
pub struct FindGone {
    pub id: uuid::Uuid,
    pub email: String,
    pub first_name: String,
    pub deleted_at: Option<jiff::Timestamp>,
}
pub struct FindGoneBorrowed<'a> {
    pub id: uuid::Uuid,
    pub email: &'a str,
    pub first_name: &'a str,
    pub deleted_at: Option<jiff::Timestamp>,
}
impl<'a> From<FindGoneBorrowed<'a>> for FindGone {
    fn from(FindGoneBorrowed { id, email, first_name, deleted_at }: FindGoneBorrowed<'a>) -> Self {
        Self { id, email: email.into(), first_name: first_name.into(), deleted_at }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct CredentialsRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<CredentialsRowBorrowed, tokio_postgres::Error>,
    mapper: fn(CredentialsRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> CredentialsRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(CredentialsRowBorrowed) -> R) -> CredentialsRowQuery<'c, 'a, 's, C, R, N> {
        CredentialsRowQuery {
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
pub struct UserRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<UserRowBorrowed, tokio_postgres::Error>,
    mapper: fn(UserRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> UserRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(UserRowBorrowed) -> R) -> UserRowQuery<'c, 'a, 's, C, R, N> {
        UserRowQuery {
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
pub struct LockTotpQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockTotpBorrowed, tokio_postgres::Error>,
    mapper: fn(LockTotpBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockTotpQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockTotpBorrowed) -> R) -> LockTotpQuery<'c, 'a, 's, C, R, N> {
        LockTotpQuery {
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
pub struct LockGoneQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockGone, tokio_postgres::Error>,
    mapper: fn(LockGone) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockGoneQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockGone) -> R) -> LockGoneQuery<'c, 'a, 's, C, R, N> {
        LockGoneQuery {
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
pub struct FindGoneQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<FindGoneBorrowed, tokio_postgres::Error>,
    mapper: fn(FindGoneBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> FindGoneQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(FindGoneBorrowed) -> R) -> FindGoneQuery<'c, 'a, 's, C, R, N> {
        FindGoneQuery {
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
pub struct FindByEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_by_email() -> FindByEmailStmt {
    FindByEmailStmt(
        "select id, email, password_hash, first_name, last_name, email_verified, is_active, case when totp_confirmed_at is not null then totp_secret end as totp_secret from accounts.users where lower(email) = lower($1::text) and deleted_at is null",
        None,
    )
}
impl FindByEmailStmt {
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
        email: &'a T1,
    ) -> CredentialsRowQuery<'c, 'a, 's, C, CredentialsRow, 1> {
        CredentialsRowQuery {
            client,
            params: [email],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CredentialsRowBorrowed, tokio_postgres::Error> {
                Ok(CredentialsRowBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    password_hash: row.try_get(2)?,
                    first_name: row.try_get(3)?,
                    last_name: row.try_get(4)?,
                    email_verified: row.try_get(5)?,
                    is_active: row.try_get(6)?,
                    totp_secret: row.try_get(7)?,
                })
            },
            mapper: |it| CredentialsRow::from(it),
        }
    }
}
pub struct FindCredentialsStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_credentials() -> FindCredentialsStmt {
    FindCredentialsStmt(
        "select id, email, password_hash, first_name, last_name, email_verified, is_active, case when totp_confirmed_at is not null then totp_secret end as totp_secret from accounts.users where id = $1 and deleted_at is null",
        None,
    )
}
impl FindCredentialsStmt {
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
    ) -> CredentialsRowQuery<'c, 'a, 's, C, CredentialsRow, 1> {
        CredentialsRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<CredentialsRowBorrowed, tokio_postgres::Error> {
                Ok(CredentialsRowBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    password_hash: row.try_get(2)?,
                    first_name: row.try_get(3)?,
                    last_name: row.try_get(4)?,
                    email_verified: row.try_get(5)?,
                    is_active: row.try_get(6)?,
                    totp_secret: row.try_get(7)?,
                })
            },
            mapper: |it| CredentialsRow::from(it),
        }
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, email, first_name, last_name, phone, department, position, institution, segment, timezone, email_verified, is_active, totp_confirmed_at is not null as is_2fa_enabled, last_login_at, version, created_at, updated_at from accounts.users where id = $1 and deleted_at is null",
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
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 1> {
        UserRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UserRowBorrowed, tokio_postgres::Error> {
                Ok(UserRowBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    first_name: row.try_get(2)?,
                    last_name: row.try_get(3)?,
                    phone: row.try_get(4)?,
                    department: row.try_get(5)?,
                    position: row.try_get(6)?,
                    institution: row.try_get(7)?,
                    segment: row.try_get(8)?,
                    timezone: row.try_get(9)?,
                    email_verified: row.try_get(10)?,
                    is_active: row.try_get(11)?,
                    is_2fa_enabled: row.try_get(12)?,
                    last_login_at: row.try_get(13)?,
                    version: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_at: row.try_get(16)?,
                })
            },
            mapper: |it| UserRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, email, first_name, last_name, phone, department, position, institution, segment, timezone, email_verified, is_active, totp_confirmed_at is not null as is_2fa_enabled, last_login_at, version, created_at, updated_at from accounts.users where id = $1 and deleted_at is null for update",
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
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 1> {
        UserRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UserRowBorrowed, tokio_postgres::Error> {
                Ok(UserRowBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    first_name: row.try_get(2)?,
                    last_name: row.try_get(3)?,
                    phone: row.try_get(4)?,
                    department: row.try_get(5)?,
                    position: row.try_get(6)?,
                    institution: row.try_get(7)?,
                    segment: row.try_get(8)?,
                    timezone: row.try_get(9)?,
                    email_verified: row.try_get(10)?,
                    is_active: row.try_get(11)?,
                    is_2fa_enabled: row.try_get(12)?,
                    last_login_at: row.try_get(13)?,
                    version: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_at: row.try_get(16)?,
                })
            },
            mapper: |it| UserRow::from(it),
        }
    }
}
pub struct InsertUnverifiedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert_unverified() -> InsertUnverifiedStmt {
    InsertUnverifiedStmt(
        "insert into accounts.users (id, email, password_hash, first_name, last_name, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict (lower(email)) do nothing returning id",
        None,
    )
}
impl InsertUnverifiedStmt {
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
        T3: crate::StringSql,
        T4: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        email: &'a T1,
        password_hash: &'a T2,
        first_name: &'a T3,
        last_name: &'a T4,
        now: &'a jiff::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        UuidUuidQuery {
            client,
            params: [id, email, password_hash, first_name, last_name, now],
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
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::StringSql,
    T4: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        InsertUnverifiedParams<T1, T2, T3, T4>,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6>,
        C,
    > for InsertUnverifiedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a InsertUnverifiedParams<T1, T2, T3, T4>,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 6> {
        self.bind(
            client,
            &params.id,
            &params.email,
            &params.password_hash,
            &params.first_name,
            &params.last_name,
            &params.now,
        )
    }
}
pub struct VerifyStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn verify() -> VerifyStmt {
    VerifyStmt(
        "update accounts.users set email_verified = true, password_hash = $1, first_name = $2, last_name = $3, updated_at = $4 where id = $5 and not email_verified",
        None,
    )
}
impl VerifyStmt {
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
    >(
        &'s self,
        client: &'c C,
        password_hash: &'a T1,
        first_name: &'a T2,
        last_name: &'a T3,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[password_hash, first_name, last_name, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        VerifyParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for VerifyStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a VerifyParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.password_hash,
            &params.first_name,
            &params.last_name,
            &params.now,
            &params.id,
        ))
    }
}
pub struct NoteLoginStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn note_login() -> NoteLoginStmt {
    NoteLoginStmt("update accounts.users set last_login_at = $1 where id = $2", None)
}
impl NoteLoginStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        NoteLoginParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for NoteLoginStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a NoteLoginParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id))
    }
}
pub struct RehashPasswordStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn rehash_password() -> RehashPasswordStmt {
    RehashPasswordStmt(
        "update accounts.users set password_hash = $1, updated_at = $2 where id = $3 and password_hash = $4",
        None,
    )
}
impl RehashPasswordStmt {
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
        password_hash: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        old_password_hash: &'a T2,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[password_hash, now, id, old_password_hash]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RehashPasswordParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RehashPasswordStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RehashPasswordParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.password_hash, &params.now, &params.id, &params.old_password_hash))
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update accounts.users set first_name = $1, last_name = $2, phone = $3, department = $4, position = $5, institution = $6, timezone = $7, updated_at = $8 where id = $9 and deleted_at is null and ($10::bigint is null or version = $10) returning id, email, first_name, last_name, phone, department, position, institution, segment, timezone, email_verified, is_active, totp_confirmed_at is not null as is_2fa_enabled, last_login_at, version, created_at, updated_at",
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
    pub fn bind<
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
        T7: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        first_name: &'a T1,
        last_name: &'a T2,
        phone: &'a Option<T3>,
        department: &'a Option<T4>,
        position: &'a Option<T5>,
        institution: &'a Option<T6>,
        timezone: &'a T7,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 10> {
        UserRowQuery {
            client,
            params: [
                first_name,
                last_name,
                phone,
                department,
                position,
                institution,
                timezone,
                now,
                id,
                if_version,
            ],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<UserRowBorrowed, tokio_postgres::Error> {
                Ok(UserRowBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    first_name: row.try_get(2)?,
                    last_name: row.try_get(3)?,
                    phone: row.try_get(4)?,
                    department: row.try_get(5)?,
                    position: row.try_get(6)?,
                    institution: row.try_get(7)?,
                    segment: row.try_get(8)?,
                    timezone: row.try_get(9)?,
                    email_verified: row.try_get(10)?,
                    is_active: row.try_get(11)?,
                    is_2fa_enabled: row.try_get(12)?,
                    last_login_at: row.try_get(13)?,
                    version: row.try_get(14)?,
                    created_at: row.try_get(15)?,
                    updated_at: row.try_get(16)?,
                })
            },
            mapper: |it| UserRow::from(it),
        }
    }
}
impl<
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
    T7: crate::StringSql,
>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateParams<T1, T2, T3, T4, T5, T6, T7>,
        UserRowQuery<'c, 'a, 's, C, UserRow, 10>,
        C,
    > for UpdateStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> UserRowQuery<'c, 'a, 's, C, UserRow, 10> {
        self.bind(
            client,
            &params.first_name,
            &params.last_name,
            &params.phone,
            &params.department,
            &params.position,
            &params.institution,
            &params.timezone,
            &params.now,
            &params.id,
            &params.if_version,
        )
    }
}
pub struct LockTotpStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_totp() -> LockTotpStmt {
    LockTotpStmt(
        "select totp_secret as secret, totp_confirmed_at as confirmed_at from accounts.users where id = $1 and deleted_at is null for update",
        None,
    )
}
impl LockTotpStmt {
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
    ) -> LockTotpQuery<'c, 'a, 's, C, LockTotp, 1> {
        LockTotpQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockTotpBorrowed, tokio_postgres::Error> {
                Ok(LockTotpBorrowed { secret: row.try_get(0)?, confirmed_at: row.try_get(1)? })
            },
            mapper: |it| LockTotp::from(it),
        }
    }
}
pub struct OfferTotpStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn offer_totp() -> OfferTotpStmt {
    OfferTotpStmt(
        "update accounts.users set totp_secret = $1, totp_last_step = null, updated_at = $2 where id = $3 and totp_confirmed_at is null",
        None,
    )
}
impl OfferTotpStmt {
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
        secret: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[secret, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        OfferTotpParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for OfferTotpStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a OfferTotpParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.secret, &params.now, &params.id))
    }
}
pub struct ConfirmTotpStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn confirm_totp() -> ConfirmTotpStmt {
    ConfirmTotpStmt(
        "update accounts.users set totp_confirmed_at = $1, totp_last_step = $2, updated_at = $1 where id = $3 and totp_confirmed_at is null",
        None,
    )
}
impl ConfirmTotpStmt {
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
        step: &'a i64,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, step, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        ConfirmTotpParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for ConfirmTotpStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a ConfirmTotpParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.step, &params.id))
    }
}
pub struct SpendTotpStepStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn spend_totp_step() -> SpendTotpStepStmt {
    SpendTotpStepStmt(
        "update accounts.users set totp_last_step = $1 where id = $2 and totp_confirmed_at is not null and (totp_last_step is null or totp_last_step < $1)",
        None,
    )
}
impl SpendTotpStepStmt {
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
        step: &'a i64,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[step, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SpendTotpStepParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SpendTotpStepStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SpendTotpStepParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.step, &params.id))
    }
}
pub struct RemoveTotpStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn remove_totp() -> RemoveTotpStmt {
    RemoveTotpStmt(
        "update accounts.users set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, updated_at = $1 where id = $2 and totp_confirmed_at is not null",
        None,
    )
}
impl RemoveTotpStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RemoveTotpParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RemoveTotpStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RemoveTotpParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id))
    }
}
pub struct SetPasswordStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_password() -> SetPasswordStmt {
    SetPasswordStmt("update accounts.users set password_hash = $1, updated_at = $2 where id = $3", None)
}
impl SetPasswordStmt {
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
        password_hash: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[password_hash, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetPasswordParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetPasswordStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetPasswordParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.password_hash, &params.now, &params.id))
    }
}
pub struct SetEmailStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set_email() -> SetEmailStmt {
    SetEmailStmt(
        "update accounts.users set email = $1, email_verified = true, updated_at = $2 where id = $3",
        None,
    )
}
impl SetEmailStmt {
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
        email: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[email, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetEmailParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetEmailStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetEmailParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.email, &params.now, &params.id))
    }
}
pub struct RestStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn rest() -> RestStmt {
    RestStmt(
        "update accounts.users set is_active = false, deactivated_at = $1, updated_at = $1 where id = $2 and deleted_at is null",
        None,
    )
}
impl RestStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RestParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RestStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RestParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "update accounts.users set deleted_at = $1, updated_at = $1 where id = $2 and deleted_at is null",
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
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id]).await
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
        Box::pin(self.bind(client, &params.now, &params.id))
    }
}
pub struct LockGoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_gone() -> LockGoneStmt {
    LockGoneStmt(
        "select id, deleted_at from accounts.users where id = $1 and anonymised_at is null and (deleted_at > $2 or deleted_at is null and not is_active and deactivated_at is not null) for update",
        None,
    )
}
impl LockGoneStmt {
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
        deleted_after: &'a jiff::Timestamp,
    ) -> LockGoneQuery<'c, 'a, 's, C, LockGone, 2> {
        LockGoneQuery {
            client,
            params: [id, deleted_after],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockGone, tokio_postgres::Error> {
                Ok(LockGone { id: row.try_get(0)?, deleted_at: row.try_get(1)? })
            },
            mapper: |it| LockGone::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, LockGoneParams, LockGoneQuery<'c, 'a, 's, C, LockGone, 2>, C>
    for LockGoneStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a LockGoneParams,
    ) -> LockGoneQuery<'c, 'a, 's, C, LockGone, 2> {
        self.bind(client, &params.id, &params.deleted_after)
    }
}
pub struct FindGoneStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find_gone() -> FindGoneStmt {
    FindGoneStmt(
        "select id, email, first_name, deleted_at from accounts.users where lower(email) = lower($1::text) and email_verified and anonymised_at is null and (deleted_at > $2 or deleted_at is null and not is_active and deactivated_at is not null)",
        None,
    )
}
impl FindGoneStmt {
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
        email: &'a T1,
        deleted_after: &'a jiff::Timestamp,
    ) -> FindGoneQuery<'c, 'a, 's, C, FindGone, 2> {
        FindGoneQuery {
            client,
            params: [email, deleted_after],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<FindGoneBorrowed, tokio_postgres::Error> {
                Ok(FindGoneBorrowed {
                    id: row.try_get(0)?,
                    email: row.try_get(1)?,
                    first_name: row.try_get(2)?,
                    deleted_at: row.try_get(3)?,
                })
            },
            mapper: |it| FindGone::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        FindGoneParams<T1>,
        FindGoneQuery<'c, 'a, 's, C, FindGone, 2>,
        C,
    > for FindGoneStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a FindGoneParams<T1>,
    ) -> FindGoneQuery<'c, 'a, 's, C, FindGone, 2> {
        self.bind(client, &params.email, &params.deleted_after)
    }
}
pub struct RestoreStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn restore() -> RestoreStmt {
    RestoreStmt(
        "update accounts.users set deleted_at = null, is_active = is_active or deactivated_at is not null, deactivated_at = null, updated_at = $1 where id = $2",
        None,
    )
}
impl RestoreStmt {
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
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RestoreParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RestoreStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RestoreParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.id))
    }
}
