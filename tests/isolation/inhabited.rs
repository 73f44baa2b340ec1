//! Two organizations with a row in every tenant's table.

use serde_json::json;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::harness::{TestApp, app::User};

/// A tenant's table.
pub struct Table {
    /// With its schema.
    pub name: String,
    /// The column that says whose a row is.
    pub column: &'static str,
}

/// Two organizations, each with a row in every tenant's table, as `every_tenant_table_is_inhabited` proves.
pub struct Inhabited {
    pub t: TestApp,
    pub one: User,
    pub two: User,
}

impl Inhabited {
    pub async fn new() -> Self {
        let t = TestApp::start().await;
        let one = t.organization("one").await.founder;
        let two = t.organization("two").await.founder;
        for user in [&one, &two] {
            fill(&t, user).await;
        }
        Self { t, one, two }
    }
}

pub async fn fill(t: &TestApp, user: &User) {
    let keyed = user.with("idempotency-key", "k");
    let project = keyed.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201).json();
    let project: Uuid = project["id"].as_str().unwrap().parse().unwrap();
    let input = json!({ "file_name": "a.csv", "size_bytes": 1 });
    let file = user.post(&format!("/v1/projects/{project}/files"), input).await.expect(201).json();
    let file: Uuid = file["file"]["id"].as_str().unwrap().parse().unwrap();
    let key = json!({ "name": "Program", "scopes": ["projects.read"] });
    user.post("/v1/api-keys", key).await.expect(201);
    super::inhabited_shelf::fill_shelf(t, user, project).await;
    super::inhabited_webhooks::fill_webhooks(t, user).await;
    super::inhabited_access::fill_access(t, user, project).await;
    super::inhabited_exports::fill_exports(t, user).await;
    let admin = t.database.superuser().await;
    super::inhabited_chain::fill_chain(&admin, user).await;
    admin
        .execute(
            "insert into intelligence.analysis_results (id, organization_id, project_id, file_id, calculation_type, \
             parameters, parameters_hash, input_hash, engine_version, created_at, updated_at, created_by) \
             values (uuidv7(), $1, $2, $3, 'DESCRIPTIVE', '{}', sha256('p'), sha256('i'), 1, now(), now(), $4)",
            &[&user.organization, &project, &file, &user.id],
        )
        .await
        .unwrap();
    admin
        .execute(
            "insert into platform.outbox (id, organization_id, kind, payload, available_at, created_at) \
             values (uuidv7(), $1, 'objects.delete', '{\"prefix\": \"org/\"}', now() + interval '1 day', now())",
            &[&user.organization],
        )
        .await
        .unwrap();
}

/// Every table with a restrictive policy: those of tenants, as the catalog test makes sure.
pub async fn tenant_tables(admin: &Client) -> Vec<Table> {
    let rows = admin
        .query(
            "select n.nspname || '.' || c.relname from pg_policy p join pg_class c on c.oid = p.polrelid \
             join pg_namespace n on n.oid = c.relnamespace where not p.polpermissive order by 1",
            &[],
        )
        .await
        .unwrap();
    rows.iter()
        .map(|row| {
            let name: String = row.get(0);
            let column = if name == "accounts.organizations" { "id" } else { "organization_id" };
            Table { name, column }
        })
        .collect()
}

#[tokio::test]
async fn every_tenant_table_is_inhabited() {
    let Inhabited { t, one, two } = Inhabited::new().await;
    let admin = t.database.superuser().await;
    let tables = tenant_tables(&admin).await;
    assert!(tables.len() >= 11);
    for Table { name, column } in tables {
        for user in [&one, &two] {
            let sql = format!("select count(*) from {name} where {column} = $1");
            let count: i64 = admin.query_one(&sql, &[&user.organization]).await.unwrap().get(0);
            assert!(
                count > 0,
                "{name} is empty, so no test of its policies means anything: fill it in `fill`"
            );
        }
    }
}
