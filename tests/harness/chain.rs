//! The activity log's chain: written as functions write it, and tampered with as only a superuser can.

use domain::{
    ids::OrganizationId,
    platform::audit::{
        self, Entry,
        chain::{BEGINNING, Hash, Sealable},
    },
};
use serde_json::{Value, json};
use tokio_postgres::Client;
use uuid::Uuid;

use super::{TestApp, app::User};

/// What `GET /v1/audit-logs/verify` says.
pub async fn verify(user: &User) -> Value {
    user.get("/v1/audit-logs/verify").await.expect(200).json()
}

/// The first bad place and its reason, where there is one.
pub async fn first_bad(user: &User) -> Option<(i64, String)> {
    let answer = verify(user).await;
    assert_eq!(answer["valid"], answer["first_bad"].is_null(), "{answer}");
    let bad = answer["first_bad"].as_object()?;
    Some((bad["sequence"].as_i64().unwrap(), bad["reason"].as_str().unwrap().to_owned()))
}

/// Writes entries, each in a transaction of its own.
pub async fn write(t: &TestApp, organization: Uuid, count: usize) {
    let database = t.database.role("plugzero_app", &t.context);
    for number in 0..count {
        let tx = database.job(OrganizationId(organization), "test").await.unwrap();
        let values = Some(json!({ "number": number, "text": "zwölf \"Zoll\"" }));
        let entry = Entry {
            action: "counted",
            resource_type: "test",
            resource_id: Some(t.context.id()),
            old_values: values.clone(),
            new_values: values,
        };
        audit::record(&tx, entry).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// A superuser whom no trigger stops.
pub async fn tamperer(t: &TestApp) -> Client {
    let admin = t.database.superuser().await;
    admin.batch_execute("set session_replication_role = replica").await.unwrap();
    admin
}

const TABLES: [&str; 4] = ["audit_logs", "audit_seals", "audit_heads", "audit_checkpoints"];

/// Keeps the log and its chain as they are.
pub async fn keep(admin: &Client) {
    for table in TABLES {
        let sql = format!("create table public.kept_{table} as select * from platform.{table}");
        admin.batch_execute(&sql).await.unwrap();
    }
}

/// Puts back what was kept.
pub async fn put_back(admin: &Client) {
    for table in TABLES {
        let sql = format!(
            "truncate platform.{table}; insert into platform.{table} select * from public.kept_{table}"
        );
        admin.batch_execute(&sql).await.unwrap();
    }
}

/// Makes the chain consistent with what the log says now, as somebody would who knows the format.
pub async fn rechain(admin: &Client, organization: Uuid) {
    let rows = admin
        .query(
            "select a.id, a.xid::text, a.created_at, a.actor_id, a.action, a.resource_type, a.resource_id, \
             a.old_values::text, a.new_values::text, a.request_id, a.origin_digest from platform.audit_logs a \
             where organization_id = $1 and exists (select from platform.audit_seals s \
               where s.organization_id = $1 and s.audit_log_id = a.id) order by a.xid, a.id",
            &[&organization],
        )
        .await
        .unwrap();
    admin
        .execute("delete from platform.audit_seals where organization_id = $1", &[&organization])
        .await
        .unwrap();
    let mut previous: Hash = BEGINNING;
    for (sequence, row) in (1_i64..).zip(&rows) {
        let digest: Option<Vec<u8>> = row.get(10);
        let entry = Sealable {
            organization,
            id: row.get(0),
            xid: row.get(1),
            created_at: row.get(2),
            actor: row.get(3),
            action: row.get(4),
            resource_type: row.get(5),
            resource: row.get(6),
            old_values: row.get(7),
            new_values: row.get(8),
            request_id: row.get(9),
            origin_digest: digest.as_deref(),
        };
        previous = entry.hash(sequence, &previous);
        admin
            .execute(
                "insert into platform.audit_seals values ($1, $2, $3, $4, $5)",
                &[&organization, &sequence, &entry.id, &entry.created_at, &previous.as_slice()],
            )
            .await
            .unwrap();
        admin
            .execute(
                "update platform.audit_heads set sequence = $2, hash = $3, xid = $4::text::xid8, audit_log_id = $5, \
                 anchored_sequence = 0 where organization_id = $1",
                &[&organization, &sequence, &previous.as_slice(), &entry.xid, &entry.id],
            )
            .await
            .unwrap();
    }
}
