// This file was generated with `cornucopia`. Do not modify.

#[derive(Debug)]
pub struct InsertParams<
    T1: crate::StringSql,
    T2: crate::StringSql,
    T3: crate::JsonSql,
    T4: crate::JsonSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
> {
    pub id: uuid::Uuid,
    pub organization_id: uuid::Uuid,
    pub actor_id: Option<uuid::Uuid>,
    pub action: T1,
    pub resource_type: T2,
    pub resource_id: Option<uuid::Uuid>,
    pub old_values: Option<T3>,
    pub new_values: Option<T4>,
    pub ip: Option<T5>,
    pub user_agent: Option<T6>,
    pub request_id: Option<T7>,
    pub now: jiff::Timestamp,
}
use crate::client::async_::GenericClient;
use futures::{self, StreamExt, TryStreamExt};
pub struct InsertStmt(&'static str, Option<tokio_postgres::Statement>);
pub fn insert() -> InsertStmt {
    InsertStmt(
        "insert into platform.audit_logs (id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent, request_id, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, ($9::text)::inet, $10, $11, $12)",
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
        T3: crate::JsonSql,
        T4: crate::JsonSql,
        T5: crate::StringSql,
        T6: crate::StringSql,
        T7: crate::StringSql,
    >(
        &'s self,
        client: &'c C,
        id: &'a uuid::Uuid,
        organization_id: &'a uuid::Uuid,
        actor_id: &'a Option<uuid::Uuid>,
        action: &'a T1,
        resource_type: &'a T2,
        resource_id: &'a Option<uuid::Uuid>,
        old_values: &'a Option<T3>,
        new_values: &'a Option<T4>,
        ip: &'a Option<T5>,
        user_agent: &'a Option<T6>,
        request_id: &'a Option<T7>,
        now: &'a jiff::Timestamp,
    ) -> Result<u64, tokio_postgres::Error> {
        client
            .execute(
                self.0,
                &[
                    id,
                    organization_id,
                    actor_id,
                    action,
                    resource_type,
                    resource_id,
                    old_values,
                    new_values,
                    ip,
                    user_agent,
                    request_id,
                    now,
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
    T3: crate::JsonSql,
    T4: crate::JsonSql,
    T5: crate::StringSql,
    T6: crate::StringSql,
    T7: crate::StringSql,
>
    crate::client::async_::Params<
        'a,
        'a,
        'a,
        InsertParams<T1, T2, T3, T4, T5, T6, T7>,
        std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>,
        C,
    > for InsertStmt
{
    fn params(
        &'a self,
        client: &'a C,
        params: &'a InsertParams<T1, T2, T3, T4, T5, T6, T7>,
    ) -> std::pin::Pin<Box<dyn futures::Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>
    {
        Box::pin(self.bind(
            client,
            &params.id,
            &params.organization_id,
            &params.actor_id,
            &params.action,
            &params.resource_type,
            &params.resource_id,
            &params.old_values,
            &params.new_values,
            &params.ip,
            &params.user_agent,
            &params.request_id,
            &params.now,
        ))
    }
}
