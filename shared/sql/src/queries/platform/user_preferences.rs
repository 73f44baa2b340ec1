// This file was generated with `cornucopia`. Do not modify.

#[derive(Clone, Copy, Debug)]
pub struct AllParams {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
}
#[derive(Debug)]
pub struct SetParams<T1: crate::StringSql, T2: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub preference_key: T1,
    pub preference_value: T2,
    pub now: jiff::Timestamp,
}
#[derive(Debug)]
pub struct DeleteParams<T1: crate::StringSql> {
    pub organization_id: uuid::Uuid,
    pub user_id: uuid::Uuid,
    pub preference_key: T1,
}
#[derive(Debug, Clone, PartialEq)]
pub struct All {
    pub preference_key: String,
    pub preference_value: serde_json::Value,
}
pub struct AllBorrowed<'a> {
    pub preference_key: &'a str,
    pub preference_value: postgres_types::Json<&'a serde_json::value::RawValue>,
}
impl<'a> From<AllBorrowed<'a>> for All {
    fn from(AllBorrowed { preference_key, preference_value }: AllBorrowed<'a>) -> Self {
        Self {
            preference_key: preference_key.into(),
            preference_value: serde_json::from_str(preference_value.0.get()).unwrap(),
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct AllQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<AllBorrowed, tokio_postgres::Error>,
    mapper: fn(AllBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> AllQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(AllBorrowed) -> R) -> AllQuery<'c, 'a, 's, C, R, N> {
        AllQuery {
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
pub struct AllStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn all() -> AllStmt {
    AllStmt(
        "select preference_key, preference_value from platform.user_preferences where organization_id = $1 and user_id = $2",
        None,
    )
}
impl AllStmt {
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
    ) -> AllQuery<'c, 'a, 's, C, All, 2> {
        AllQuery {
            client,
            params: [organization_id, user_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<AllBorrowed, tokio_postgres::Error> {
                Ok(AllBorrowed { preference_key: row.try_get(0)?, preference_value: row.try_get(1)? })
            },
            mapper: |it| All::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient>
    crate::client::async_::Params<'c, 'a, 's, AllParams, AllQuery<'c, 'a, 's, C, All, 2>, C> for AllStmt
{
    fn params(&'s self, client: &'c C, params: &'a AllParams) -> AllQuery<'c, 'a, 's, C, All, 2> {
        self.bind(client, &params.organization_id, &params.user_id)
    }
}
pub struct SetStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn set() -> SetStmt {
    SetStmt(
        "insert into platform.user_preferences (id, organization_id, user_id, preference_key, preference_value, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6) on conflict (organization_id, user_id, preference_key) do update set preference_value = excluded.preference_value, updated_at = excluded.updated_at",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::JsonSql>(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        preference_key: &'a T1,
        preference_value: &'a T2,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, organization_id, user_id, preference_key, preference_value, now]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        SetParams<T1, T2>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for SetStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a SetParams<T1, T2>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.user_id,
            &params.preference_key,
            &params.preference_value,
            &params.now,
        ))
    }
}
pub struct DeleteStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn delete() -> DeleteStmt {
    DeleteStmt(
        "delete from platform.user_preferences where organization_id = $1 and user_id = $2 and preference_key = $3",
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
    pub async fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql>(
        &'s self,
        client: &'c C,
        organization_id: &'a uuid::Uuid,
        user_id: &'a uuid::Uuid,
        preference_key: &'a T1,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[organization_id, user_id, preference_key]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        DeleteParams<T1>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for DeleteStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a DeleteParams<T1>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.organization_id, &params.user_id, &params.preference_key))
    }
}
