// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct UpsertSystemRoleParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub description: T2,
    pub permissions: T3,
}
#[derive(Debug)]
pub struct ByNamesParams<T1: crate::StringSql, T2: crate::ArraySql<Item = T1>> {
    pub names: T2,
    pub organization_id: uuid::Uuid,
}
#[derive(Debug, Clone, PartialEq)]
pub struct ByNames {
    pub id: uuid::Uuid,
    pub name: String,
    pub permissions: serde_json::Value,
    pub is_system_role: bool,
}
pub struct ByNamesBorrowed<'a> {
    pub id: uuid::Uuid,
    pub name: &'a str,
    pub permissions: postgres_types::Json<&'a serde_json::value::RawValue>,
    pub is_system_role: bool,
}
impl<'a> From<ByNamesBorrowed<'a>> for ByNames {
    fn from(ByNamesBorrowed { id, name, permissions, is_system_role }: ByNamesBorrowed<'a>) -> Self {
        Self {
            id,
            name: name.into(),
            permissions: serde_json::from_str(permissions.0.get()).unwrap(),
            is_system_role,
        }
    }
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct ByNamesQuery<'c, 'a, 's, C: GenericClient, T, const N: usize> {
    client: &'c C,
    params: [&'a (dyn postgres_types::ToSql + Sync); N],
    query: &'static str,
    cached: Option<&'s tokio_postgres::Statement>,
    extractor: fn(&tokio_postgres::Row) -> Result<ByNamesBorrowed, tokio_postgres::Error>,
    mapper: fn(ByNamesBorrowed) -> T,
}
impl<'c, 'a, 's, C, T: 'c, const N: usize> ByNamesQuery<'c, 'a, 's, C, T, N>
where
    C: GenericClient,
{
    pub fn map<R>(self, mapper: fn(ByNamesBorrowed) -> R) -> ByNamesQuery<'c, 'a, 's, C, R, N> {
        ByNamesQuery {
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
pub struct UpsertSystemRoleStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn upsert_system_role() -> UpsertSystemRoleStmt {
    UpsertSystemRoleStmt(
        "insert into accounts.roles (id, name, description, permissions, is_system_role) values ($1, $2, $3, $4, true) on conflict on constraint roles_name_key do update set description = excluded.description, permissions = excluded.permissions where (roles.description, roles.permissions) is distinct from (excluded.description, excluded.permissions)",
        None,
    )
}
impl UpsertSystemRoleStmt {
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
        T3: crate::JsonSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        name: &'a T1,
        description: &'a T2,
        permissions: &'a T3,
    ) -> Result<u64, tokio_postgres::Error> {
        client.execute(self.0, &[id, name, description, permissions]).await
    }
}
impl<'a, C: GenericClient + Send + Sync, T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        UpsertSystemRoleParams<T1, T2, T3>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for UpsertSystemRoleStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a UpsertSystemRoleParams<T1, T2, T3>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(client, &params.id, &params.name, &params.description, &params.permissions))
    }
}
pub struct ByNamesStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn by_names() -> ByNamesStmt {
    ByNamesStmt(
        "select r.id, r.name, r.permissions, true as is_system_role from accounts.roles r where r.name = any($1::text[]) union all select c.id, c.name, c.permissions, false from accounts.custom_roles c where c.organization_id = $2 and c.is_active and c.name = any($1) order by name",
        None,
    )
}
impl ByNamesStmt {
    pub async fn prepare<'a, C: GenericClient>(
        mut self,
        client: &'a C,
    ) -> Result<Self, tokio_postgres::Error> {
        self.1 = Some(client.prepare(self.0).await?);
        Ok(self)
    }
    pub fn bind<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>(
        &'s self,
        client: &'c C,
        names: &'a T2,
        organization_id: &'a uuid::Uuid,
    ) -> ByNamesQuery<'c, 'a, 's, C, ByNames, 2> {
        ByNamesQuery {
            client,
            params: [names, organization_id],
            query: self.0,
            cached: self.1.as_ref(),
            extractor: |row: &tokio_postgres::Row| -> Result<ByNamesBorrowed, tokio_postgres::Error> {
                Ok(ByNamesBorrowed {
                    id: row.try_get(0)?,
                    name: row.try_get(1)?,
                    permissions: row.try_get(2)?,
                    is_system_role: row.try_get(3)?,
                })
            },
            mapper: |it| ByNames::from(it),
        }
    }
}
impl<'c, 'a, 's, C: GenericClient, T1: crate::StringSql, T2: crate::ArraySql<Item = T1>>
    crate::client::async_::Params<
        'c,
        'a,
        's,
        ByNamesParams<T1, T2>,
        ByNamesQuery<'c, 'a, 's, C, ByNames, 2>,
        C,
    > for ByNamesStmt
{
    fn params(
        &'s self,
        client: &'c C,
        params: &'a ByNamesParams<T1, T2>,
    ) -> ByNamesQuery<'c, 'a, 's, C, ByNames, 2> {
        self.bind(client, &params.names, &params.organization_id)
    }
}
