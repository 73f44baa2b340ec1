// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<T1: crate::StringSql> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct UpdateParams<T1: crate::StringSql> {
    pub name: T1,
    pub data_retention_days: i32,
    pub mfa_required_since: Option<jiff::Timestamp>,
    pub mfa_grace_days: i32,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct DeleteParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub if_version: Option<i64>,
}
#[derive(Clone, Copy, Debug)]
pub struct RestoreParams {
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
    pub deleted_after: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct DeletedWithParams {
    pub user_id: uuid::Uuid,
    pub deleted_at: jiff::Timestamp,
}
#[derive(Clone, Copy, Debug)]
pub struct IsOwnedByParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Clone, Copy, Debug)]
pub struct ListDeletedParams {
    pub deleted_after: jiff::Timestamp,
    pub user_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct RenameParams<T1: crate::StringSql> {
    pub name: T1,
    pub now: jiff::Timestamp,
    pub id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct OrganizationRow {
    pub id: uuid::Uuid,
    pub name: String,
    pub data_retention_days: i32,
    pub mfa_required_since: Option<jiff::Timestamp>,
    pub mfa_grace_days: i32,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
pub struct OrganizationRowBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub data_retention_days: i32,
    pub mfa_required_since: Option<jiff::Timestamp>,
    pub mfa_grace_days: i32,
    pub version: i64,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
}
impl<'a> From<OrganizationRowBorrowed<'a>> for OrganizationRow {
    fn from(
        OrganizationRowBorrowed {
            id,
            name,
            data_retention_days,
            mfa_required_since,
            mfa_grace_days,
            version,
            created_at,
            updated_at,
        }: OrganizationRowBorrowed<'a>,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            data_retention_days,
            mfa_required_since,
            mfa_grace_days,
            version,
            created_at,
            updated_at,
        }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct LockOwned {
    pub id: uuid::Uuid,
    pub name: String,
}
pub struct LockOwnedBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
}
impl<'a> From<LockOwnedBorrowed<'a>> for LockOwned {
    fn from(LockOwnedBorrowed { id, name }: LockOwnedBorrowed<'a>) -> Self {
        Self { id, name: name.into() }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListOfUser {
    pub id: uuid::Uuid,
    pub name: String,
    pub membership_id: uuid::Uuid,
    pub roles: Vec<String>,
    pub mfa_deadline: Option<jiff::Timestamp>,
}
pub struct ListOfUserBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub membership_id: uuid::Uuid,
    pub roles: crate::ArrayIterator<'a, &'a str>,
    pub mfa_deadline: Option<jiff::Timestamp>,
}
impl<'a> From<ListOfUserBorrowed<'a>> for ListOfUser {
    fn from(
        ListOfUserBorrowed { id, name, membership_id, roles, mfa_deadline }: ListOfUserBorrowed<'a>,
    ) -> Self {
        Self { id, name: name.into(), membership_id, roles: roles.map(|v| v.into()).collect(), mfa_deadline }
    }
}
#[derive(Debug, Clone, PartialEq)]
pub struct ListDeleted {
    pub id: uuid::Uuid,
    pub name: String,
    pub joined_at: jiff::Timestamp,
    pub deleted_at: jiff::Timestamp,
    pub roles: Vec<String>,
}
pub struct ListDeletedBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub joined_at: jiff::Timestamp,
    pub deleted_at: jiff::Timestamp,
    pub roles: crate::ArrayIterator<'a, &'a str>,
}
impl<'a> From<ListDeletedBorrowed<'a>> for ListDeleted {
    fn from(ListDeletedBorrowed { id, name, joined_at, deleted_at, roles }: ListDeletedBorrowed<'a>) -> Self {
        Self { id, name: name.into(), joined_at, deleted_at, roles: roles.map(|v| v.into()).collect() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct OrganizationRowQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<OrganizationRowBorrowed, tokio_postgres::Error>,
    mapper: fn(OrganizationRowBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> OrganizationRowQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(
        self,
        mapper: fn(OrganizationRowBorrowed) -> R,
    ) -> OrganizationRowQuery<'c, 'a, 's, C, R, N> {
        OrganizationRowQuery {
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
pub struct LockOwnedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<LockOwnedBorrowed, tokio_postgres::Error>,
    mapper: fn(LockOwnedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> LockOwnedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(LockOwnedBorrowed) -> R) -> LockOwnedQuery<'c, 'a, 's, C, R, N> {
        LockOwnedQuery {
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
pub struct ListOfUserQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListOfUserBorrowed, tokio_postgres::Error>,
    mapper: fn(ListOfUserBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListOfUserQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListOfUserBorrowed) -> R) -> ListOfUserQuery<'c, 'a, 's, C, R, N> {
        ListOfUserQuery {
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
pub struct ListDeletedQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ListDeletedBorrowed, tokio_postgres::Error>,
    mapper: fn(ListDeletedBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ListDeletedQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ListDeletedBorrowed) -> R) -> ListDeletedQuery<'c, 'a, 's, C, R, N> {
        ListDeletedQuery {
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
        "insert into accounts.organizations (id, name, created_at, updated_at) values ($1, $2, $3, $3)",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        name: &'a T1,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, name, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.id, &params.name, &params.now))
    }
}
pub struct FindStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn find() -> FindStmt {
    FindStmt(
        "select id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at from accounts.organizations where id = $1 and deleted_at is null",
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
    ) -> OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 1> {
        OrganizationRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrganizationRowBorrowed, tokio_postgres::Error> {
                Ok(OrganizationRowBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    data_retention_days: row.try_get(2)?,
                    mfa_required_since: row.try_get(3)?,
                    mfa_grace_days: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| OrganizationRow::from(it),
        }
    }
}
pub struct LockStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock() -> LockStmt {
    LockStmt(
        "select id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at from accounts.organizations where id = $1 and deleted_at is null for no key update",
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
    ) -> OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 1> {
        OrganizationRowQuery {
            client,
            params: [id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrganizationRowBorrowed, tokio_postgres::Error> {
                Ok(OrganizationRowBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    data_retention_days: row.try_get(2)?,
                    mfa_required_since: row.try_get(3)?,
                    mfa_grace_days: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| OrganizationRow::from(it),
        }
    }
}
pub struct LockOwnedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn lock_owned() -> LockOwnedStmt {
    LockOwnedStmt(
        "select o.id, o.name from accounts.organizations o where o.deleted_at is null and exists ( select from accounts.memberships m join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner' where m.organization_id = o.id and m.user_id = $1 and m.is_active) order by o.id for no key update",
        None,
    )
}
impl LockOwnedStmt {
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
    ) -> LockOwnedQuery<'c, 'a, 's, C, LockOwned, 1> {
        LockOwnedQuery {
            client,
            params: [user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<LockOwnedBorrowed, tokio_postgres::Error> {
                Ok(LockOwnedBorrowed { id: row.try_get(0)?, name: row.try_get(1)? })
            },
            mapper: |it| LockOwned::from(it),
        }
    }
}
pub struct UpdateStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn update() -> UpdateStmt {
    UpdateStmt(
        "update accounts.organizations set name = $1, data_retention_days = $2, mfa_required_since = $3, mfa_grace_days = $4, updated_at = $5 where id = $6 and deleted_at is null and ($7::bigint is null or version = $7) returning id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at",
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
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        name: &'a T1,
        data_retention_days: &'a i32,
        mfa_required_since: &'a Option<jiff::Timestamp>,
        mfa_grace_days: &'a i32,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 7> {
        OrganizationRowQuery {
            client,
            params: [name, data_retention_days, mfa_required_since, mfa_grace_days, now, id, if_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrganizationRowBorrowed, tokio_postgres::Error> {
                Ok(OrganizationRowBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    data_retention_days: row.try_get(2)?,
                    mfa_required_since: row.try_get(3)?,
                    mfa_grace_days: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| OrganizationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        UpdateParams<T1>,
        OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 7>,
        C,
    > for UpdateStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a UpdateParams<T1>,
    ) -> OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 7> {
        self.bind(
            client,
            &params.name,
            &params.data_retention_days,
            &params.mfa_required_since,
            &params.mfa_grace_days,
            &params.now,
            &params.id,
            &params.if_version,
        )
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "update accounts.organizations set deleted_at = $1, updated_at = $1 where id = $2 and deleted_at is null and ($3::bigint is null or version = $3) returning name",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        if_version: &'a Option<i64>,
    ) -> StringQuery<'c, 'a, 's, C, String, 3> {
        StringQuery {
            client,
            params: [now, id, if_version],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row| Ok(row.try_get(0)?),
            mapper: |it| it.into(),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, DeleteParams, StringQuery<'c, 'a, 's, C, String, 3>, C>
    for DeleteStmt
{
    fn params(&'s self, client: &'c C, params: &'a DeleteParams) -> StringQuery<'c, 'a, 's, C, String, 3> {
        self.bind(client, &params.now, &params.id, &params.if_version)
    }
}
pub struct RestoreStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn restore() -> RestoreStmt {
    RestoreStmt(
        "update accounts.organizations set deleted_at = null, updated_at = $1 where id = $2 and deleted_at > $3 returning id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at",
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
    pub fn bind<'c, 'a, 's, C: GenericClient>(
        &'s self,
        client: &'c C,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
        deleted_after: &'a jiff::Timestamp,
    ) -> OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 3> {
        OrganizationRowQuery {
            client,
            params: [now, id, deleted_after],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<OrganizationRowBorrowed, tokio_postgres::Error> {
                Ok(OrganizationRowBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    data_retention_days: row.try_get(2)?,
                    mfa_required_since: row.try_get(3)?,
                    mfa_grace_days: row.try_get(4)?,
                    version: row.try_get(5)?,
                    created_at: row.try_get(6)?,
                    updated_at: row.try_get(7)?,
                })
            },
            mapper: |it| OrganizationRow::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        RestoreParams,
        OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 3>,
        C,
    > for RestoreStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a RestoreParams,
    ) -> OrganizationRowQuery<'c, 'a, 's, C, OrganizationRow, 3> {
        self.bind(client, &params.now, &params.id, &params.deleted_after)
    }
}
pub struct DeletedWithStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn deleted_with() -> DeletedWithStmt {
    DeletedWithStmt(
        "select o.id from accounts.organizations o join accounts.memberships m on m.organization_id = o.id where m.user_id = $1 and o.deleted_at = $2 order by o.id",
        None,
    )
}
impl DeletedWithStmt {
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
        deleted_at: &'a jiff::Timestamp,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        UuidUuidQuery {
            client,
            params: [user_id, deleted_at],
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
        DeletedWithParams,
        UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2>,
        C,
    > for DeletedWithStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a DeletedWithParams,
    ) -> UuidUuidQuery<'c, 'a, 's, C, uuid::Uuid, 2> {
        self.bind(client, &params.user_id, &params.deleted_at)
    }
}
pub struct IsOwnedByStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn is_owned_by() -> IsOwnedByStmt {
    IsOwnedByStmt(
        "select exists ( select from accounts.memberships m join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner' where m.organization_id = $1 and m.user_id = $2 and m.is_active) as owned",
        None,
    )
}
impl IsOwnedByStmt {
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
    crate::client::async_::Params<'c, 'a, 's, IsOwnedByParams, BoolQuery<'c, 'a, 's, C, bool, 2>, C>
    for IsOwnedByStmt
{
    fn params(&'s self, client: &'c C, params: &'a IsOwnedByParams) -> BoolQuery<'c, 'a, 's, C, bool, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct ListOfUserStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_of_user() -> ListOfUserStmt {
    ListOfUserStmt(
        "select o.id, o.name, m.id as membership_id, array( select r.name from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id where mr.organization_id = m.organization_id and mr.membership_id = m.id union all select c.name from accounts.membership_custom_roles mc join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active where mc.organization_id = m.organization_id and mc.membership_id = m.id order by 1 ) as roles, case when o.mfa_required_since is not null and u.totp_confirmed_at is null then greatest(o.mfa_required_since, m.created_at) + o.mfa_grace_days * interval '24 hours' end as mfa_deadline from accounts.memberships m join accounts.organizations o on o.id = m.organization_id and o.deleted_at is null join accounts.users u on u.id = m.user_id where m.user_id = $1 and m.is_active order by m.created_at, m.id",
        None,
    )
}
impl ListOfUserStmt {
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
    ) -> ListOfUserQuery<'c, 'a, 's, C, ListOfUser, 1> {
        ListOfUserQuery {
            client,
            params: [user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListOfUserBorrowed, tokio_postgres::Error> {
                Ok(ListOfUserBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    membership_id: row.try_get(2)?,
                    roles: row.try_get(3)?,
                    mfa_deadline: row.try_get(4)?,
                })
            },
            mapper: |it| ListOfUser::from(it),
        }
    }
}
pub struct ListDeletedStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn list_deleted() -> ListDeletedStmt {
    ListDeletedStmt(
        "select o.id, o.name, m.created_at as joined_at, o.deleted_at, array( select r.name from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id where mr.organization_id = m.organization_id and mr.membership_id = m.id order by r.name ) as roles from accounts.memberships m join accounts.organizations o on o.id = m.organization_id and o.deleted_at > $1 where m.user_id = $2 and m.is_active and exists ( select from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner' where mr.organization_id = m.organization_id and mr.membership_id = m.id) order by m.created_at, m.id",
        None,
    )
}
impl ListDeletedStmt {
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
        deleted_after: &'a jiff::Timestamp,
        user_id: &'a uuid::Uuid,
    ) -> ListDeletedQuery<'c, 'a, 's, C, ListDeleted, 2> {
        ListDeletedQuery {
            client,
            params: [deleted_after, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ListDeletedBorrowed, tokio_postgres::Error> {
                Ok(ListDeletedBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    joined_at: row.try_get(2)?,
                    deleted_at: row.try_get(3)?,
                    roles: row.try_get(4)?,
                })
            },
            mapper: |it| ListDeleted::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ListDeletedParams,
        ListDeletedQuery<'c, 'a, 's, C, ListDeleted, 2>,
        C,
    > for ListDeletedStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ListDeletedParams,
    ) -> ListDeletedQuery<'c, 'a, 's, C, ListDeleted, 2> {
        self.bind(client, &params.deleted_after, &params.user_id)
    }
}
pub struct RenameStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn rename() -> RenameStmt {
    RenameStmt("update accounts.organizations set name = $1, updated_at = $2 where id = $3", None)
}
impl RenameStmt {
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
        name: &'a T1,
        now: &'a jiff::Timestamp,
        id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[name, now, id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        RenameParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for RenameStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a RenameParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.name, &params.now, &params.id))
    }
}
