// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<T1: crate::BytesSql, T2: crate::StringSql> {
    pub token_hash: T1,
    pub user_id: uuid::Uuid,
    pub email: T2,
    pub now: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}
#[derive(Debug)]
pub struct TakeParams<T1: crate::BytesSql> {
    pub now: jiff::Timestamp,
    pub token_hash: T1,
}
#[derive(Clone, Copy, Debug)]
pub struct SpendOthersParams {
    pub now: jiff::Timestamp,
    pub user_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct Take {
    pub user_id: uuid::Uuid,
    pub email: String,
}
pub struct TakeBorrowed<'a> {
    pub user_id: uuid::Uuid,
    pub email: &'a str,
}
impl<'a> From<TakeBorrowed<'a>> for Take {
    fn from(TakeBorrowed { user_id, email }: TakeBorrowed<'a>) -> Self {
        Self { user_id, email: email.into() }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct TakeQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<TakeBorrowed, tokio_postgres::Error>,
    mapper: fn(TakeBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> TakeQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(TakeBorrowed) -> R) -> TakeQuery<'c, 'a, 's, C, R, N> {
        TakeQuery {
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
        "insert into accounts.email_changes (token_hash, user_id, email, created_at, expires_at) values ($1, $2, $3, $4, $5)",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql, T2: crate::StringSql>(
        &'s self,
        client: &'c C,
        token_hash: &'a T1,
        user_id: &'a uuid::Uuid,
        email: &'a T2,
        now: &'a jiff::Timestamp,
        expires_at: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[token_hash, user_id, email, now, expires_at]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::BytesSql, T2: crate::StringSql>
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
            &params.user_id,
            &params.email,
            &params.now,
            &params.expires_at,
        ))
    }
}
pub struct TakeStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn take() -> TakeStmt {
    TakeStmt(
        "update accounts.email_changes set used_at = $1 where token_hash = $2 and used_at is null and expires_at > $1 returning user_id, email",
        None,
    )
}
impl TakeStmt {
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
        token_hash: &'a T1,
    ) -> TakeQuery<'c, 'a, 's, C, Take, 2> {
        TakeQuery {
            client,
            params: [now, token_hash],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<TakeBorrowed, tokio_postgres::Error> {
                Ok(TakeBorrowed { user_id: row.try_get(0)?, email: row.try_get(1)? })
            },
            mapper: |it| Take::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::BytesSql>
    crate::client::async_::Params<'c, 'a, 's, TakeParams<T1>, TakeQuery<'c, 'a, 's, C, Take, 2>, C>
    for TakeStmt
{
    fn params(&'s self, client: &'c C, params: &'a TakeParams<T1>) -> TakeQuery<'c, 'a, 's, C, Take, 2> {
        self.bind(client, &params.now, &params.token_hash)
    }
}
pub struct SpendOthersStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn spend_others() -> SpendOthersStmt {
    SpendOthersStmt(
        "update accounts.email_changes set used_at = $1 where user_id = $2 and used_at is null",
        None,
    )
}
impl SpendOthersStmt {
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
        user_id: &'a uuid::Uuid,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[now, user_id]).await
    }
}
impl<'a, C: GenericClient + Send + Sync>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SpendOthersParams,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SpendOthersStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SpendOthersParams,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.now, &params.user_id))
    }
}
