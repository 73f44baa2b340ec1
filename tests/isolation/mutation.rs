//! Each tenant policy carries its weight: with it nothing crosses, without it everything does.

use std::collections::BTreeSet;

use tokio_postgres::{Client, error::SqlState};
use uuid::Uuid;

use super::inhabited::{Inhabited, Table, tenant_tables};

/// What can cross the wall.
const WAYS: [&str; 5] = ["read", "insert", "move in", "update", "delete"];

/// Tries, as the app role inside `own`, to get at `other`'s rows in every way; returns the ways that are open. The
/// role may do everything with the table, so that the policy alone is in the way. Nothing of it stays.
async fn open_ways(
    admin: &Client,
    table: &Table,
    spoil: &str,
    own: Uuid,
    other: Uuid,
) -> BTreeSet<&'static str> {
    let Table { name, column } = table;
    let stranger: serde_json::Value = admin
        .query_one(&format!("select to_jsonb(t) from {name} t where {column} = $1 limit 1"), &[&other])
        .await
        .unwrap()
        .get(0);
    admin
        .batch_execute(&format!(
            "begin; {spoil}; grant select, insert, update, delete on {name} to plugzero_app; \
             set local role plugzero_app; select set_config('app.organization_id', '{own}', true); savepoint way"
        ))
        .await
        .unwrap();
    let rows: i64 = admin
        .query_one(&format!("select count(*) from {name} where {column} = $1"), &[&other])
        .await
        .unwrap()
        .get(0);
    let mut open = BTreeSet::new();
    if rows > 0 {
        open.insert(WAYS[0]);
    }
    let row = "jsonb_populate_record(null::NAME, $1::jsonb)".replace("NAME", name);
    let insert = format!("insert into {name} select ({row}).*");
    let tried = admin.execute(&insert, &[&stranger]).await;
    note(admin, &mut open, WAYS[1], tried).await;
    let tried =
        admin.execute(&format!("update {name} set {column} = $2 where {column} = $1"), &[&own, &other]).await;
    note(admin, &mut open, WAYS[2], tried).await;
    let tried =
        admin.execute(&format!("update {name} set {column} = {column} where {column} = $1"), &[&other]).await;
    note(admin, &mut open, WAYS[3], tried).await;
    let tried = admin.execute(&format!("delete from {name} where {column} = $1"), &[&other]).await;
    note(admin, &mut open, WAYS[4], tried).await;
    admin.batch_execute("rollback").await.unwrap();
    open
}

/// A way is closed where no row was touched, or where row-level security refused. Any other refusal (a duplicate key,
/// a missing parent) came from behind the wall.
async fn note(
    admin: &Client,
    open: &mut BTreeSet<&'static str>,
    way: &'static str,
    tried: Result<u64, tokio_postgres::Error>,
) {
    let is_open = match tried {
        Ok(rows) => rows > 0,
        Err(error) => error.code() != Some(&SqlState::INSUFFICIENT_PRIVILEGE),
    };
    if is_open {
        open.insert(way);
    }
    admin.batch_execute("rollback to way").await.unwrap();
}

#[tokio::test]
async fn each_policy_alone_keeps_tenants_apart() {
    let Inhabited { t, one, two } = Inhabited::new().await;
    let admin = t.database.superuser().await;
    for table in tenant_tables(&admin).await {
        let name = &table.name;
        let (own, other) = (one.organization, two.organization);
        for (own, other) in [(own, other), (other, own)] {
            let open = open_ways(&admin, &table, "select", own, other).await;
            assert!(open.is_empty(), "{name} is open to {open:?}");
        }
        let spoil = format!("drop policy tenant on {name}");
        let open = open_ways(&admin, &table, &spoil, own, other).await;
        assert_eq!(open, BTreeSet::from(WAYS), "without its policy {name} should be open in every way");
        // A permissive policy that somebody adds in good faith opens nothing.
        let spoil =
            format!("create policy generous on {name} to plugzero_app using (true) with check (true)");
        let open = open_ways(&admin, &table, &spoil, own, other).await;
        assert!(open.is_empty(), "{name} is open to {open:?}");
    }
}

#[tokio::test]
async fn the_app_role_sees_its_organization_only_and_nothing_outside_one() {
    let Inhabited { t, one, two } = Inhabited::new().await;
    let admin = t.database.superuser().await;
    let app = t.database.connect_as("plugzero_app").await;
    let mut seen = 0;
    for Table { name, column } in tenant_tables(&admin).await {
        let may: bool = admin
            .query_one("select has_table_privilege('plugzero_app', $1::text::regclass, 'select')", &[&name])
            .await
            .unwrap()
            .get(0);
        if !may {
            assert!(app.query(&format!("select from {name}"), &[]).await.is_err());
            continue;
        }
        let count = format!("select count(*), count(*) filter (where {column} = $1) from {name}");
        for enter in ["select set_config('app.organization_id', '', false)", "reset app.organization_id"] {
            app.batch_execute(enter).await.unwrap();
            let row = app.query_one(&count, &[&one.organization]).await.unwrap();
            assert_eq!(row.get::<_, i64>(0), 0, "{name} shows rows outside every organization");
        }
        for user in [&one, &two] {
            let enter =
                format!("begin; select set_config('app.organization_id', '{}', true)", user.organization);
            app.batch_execute(&enter).await.unwrap();
            let row = app.query_one(&count, &[&user.organization]).await.unwrap();
            let (all, own): (i64, i64) = (row.get(0), row.get(1));
            assert!(own > 0 && all == own, "{name}: {all} rows, {own} of them one's own");
            app.batch_execute("commit").await.unwrap();
            let row = app.query_one(&count, &[&user.organization]).await.unwrap();
            assert_eq!(row.get::<_, i64>(0), 0, "{name}: the organization outlived its transaction");
        }
        seen += 1;
    }
    assert!(seen >= 9, "{seen}");
}

#[tokio::test]
async fn people_are_visible_to_those_they_belong_with() {
    let Inhabited { t, one, two } = Inhabited::new().await;
    let app = t.database.connect_as("plugzero_app").await;
    let people = async |organization: &str| -> Vec<Uuid> {
        let enter = format!("begin; select set_config('app.organization_id', '{organization}', true)");
        app.batch_execute(&enter).await.unwrap();
        let rows = app.query("select id from accounts.users", &[]).await.unwrap();
        app.batch_execute("rollback").await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    };
    assert_eq!(people(&one.organization.to_string()).await, [one.id]);
    assert_eq!(people(&two.organization.to_string()).await, [two.id]);
    assert!(people("").await.is_empty());
    assert!(app.query("select password_hash from accounts.users", &[]).await.is_err());
    for table in ["accounts.email_verifications", "accounts.signing_keys", "accounts.refresh_tokens"] {
        assert!(app.query(&format!("select from {table}"), &[]).await.is_err(), "{table}");
    }
}

#[tokio::test]
async fn the_public_role_sees_nothing_yet() {
    let Inhabited { t, one, .. } = Inhabited::new().await;
    let admin = t.database.superuser().await;
    let public = t.database.connect_as("plugzero_public").await;
    let enter = format!("select set_config('app.organization_id', '{}', false)", one.organization);
    public.batch_execute(&enter).await.unwrap();
    for Table { name, .. } in tenant_tables(&admin).await {
        assert!(public.query(&format!("select from {name}"), &[]).await.is_err(), "{name}");
    }
}
