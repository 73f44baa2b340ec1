// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct UpsertSystemRoleParams<T1: crate::StringSql, T2: crate::StringSql, T3: crate::JsonSql> {
    pub id: uuid::Uuid,
    pub name: T1,
    pub description: T2,
    pub permissions: T3,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
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
