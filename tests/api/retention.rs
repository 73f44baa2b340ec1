//! `retention`: what goes when its time is over, what stays, and whether bucket and table agree.

use domain::platform::retention::inventory::Store;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    files::get,
    jobs::{Jobs, activity, archived, insert_activity, insert_analysis, insert_file, new_bucket, original},
    usage::settle,
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The beginning of the present day.
fn today(t: &TestApp) -> Timestamp {
    t.now().to_zoned(TimeZone::UTC).start_of_day().unwrap().timestamp()
}

async fn execute(t: &TestApp, sql: &str, params: &[&(dyn tokio_postgres::types::ToSql + Sync)]) -> u64 {
    t.database.superuser().await.execute(sql, params).await.unwrap()
}

async fn ids(t: &TestApp, table: &str) -> Vec<Uuid> {
    let rows = t.database.superuser().await.query(&format!("select id from {table} order by id"), &[]).await;
    rows.unwrap().iter().map(|row| row.get(0)).collect()
}

async fn count(t: &TestApp, table: &str) -> i64 {
    let row = t.database.superuser().await.query_one(&format!("select count(*) from {table}"), &[]).await;
    row.unwrap().get(0)
}

async fn keep_for(t: &TestApp, organization: Uuid, days: i32) {
    let sql = "update accounts.organizations set data_retention_days = $1 where id = $2";
    assert_eq!(execute(t, sql, &[&days, &organization]).await, 1);
}

async fn delete_project(t: &TestApp, project: Uuid, at: Timestamp) {
    let sql = "update ingestion.projects set deleted_at = $1 where id = $2 returning organization_id";
    let row = t.database.superuser().await.query_one(sql, &[&at, &project]).await.unwrap();
    settle(t, row.get(0)).await;
}

/// The prefixes that the outbox is to delete.
async fn prefixes(t: &TestApp) -> Vec<String> {
    let rows = t
        .database
        .superuser()
        .await
        .query("select payload from platform.outbox where kind = 'objects.delete' order by id", &[])
        .await
        .unwrap();
    rows.iter().map(|row| row.get::<_, Value>(0)["prefix"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_has_expired_goes_and_what_lives_stays() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let jobs = Jobs::new(&t).await;
    let register = json!({
        "email": format!("bob-{}@acme.example", acme.id.simple()), "password": "a password for tests",
        "first_name": "Bob", "last_name": "B", "organization_name": "Bob's",
    });
    t.anonymous().post("/v1/auth/register", register).await.expect(202);
    alice.with("idempotency-key", "one").post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    let tables = [
        "accounts.sessions",
        "accounts.refresh_tokens",
        "accounts.email_verifications",
        "platform.idempotency_keys",
        "accounts.signing_keys",
    ];
    for table in tables {
        assert!(count(&t, table).await > 0, "{table}");
    }
    let before = jobs.retain().await;
    assert_eq!((before.expired.len(), before.finished), (0, true), "{before:?}");

    // A new session, while the old one's end passes.
    t.advance(DAY * 15);
    let fresh = acme.user("carol", "viewer").await;
    let report = jobs.retain().await;

    for table in &tables[..2] {
        assert_eq!(count(&t, table).await, 1, "{table}");
    }
    for table in &tables[2..4] {
        assert_eq!(count(&t, table).await, 0, "{table}");
    }
    fresh.get("/v1/projects").await.expect(200);
    assert!(count(&t, "accounts.signing_keys").await > 0, "the keys of living tokens stay");
    assert_eq!(report.expired.values().sum::<u64>(), 4);

    t.advance(DAY * 400);
    assert!(jobs.retain().await.finished);
    for table in tables {
        assert_eq!(count(&t, table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn activity_is_in_the_archive_value_by_value_before_it_goes() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await.id;
    let jobs = Jobs::new(&t).await;
    keep_for(&t, acme, 30).await;
    let limit = today(&t) - DAY * 30;
    let microsecond = SignedDuration::from_micros(1);
    let old: Vec<_> = (1..=40).map(|n| limit - microsecond - HOUR * n).collect();
    insert_activity(&t, acme, &old).await;
    insert_activity(&t, acme, &[limit - microsecond, limit, t.now()]).await;
    let mut going = activity(&t, acme).await;
    let staying = going.split_off(41);

    let report = jobs.retain().await;

    assert_eq!(activity(&t, acme).await, staying);
    let archive = archived(&jobs.archive, acme).await;
    assert_eq!(archive.len(), 2, "one object a day");
    let mut found: Vec<_> = archive.iter().flat_map(|(_, entries)| entries.clone()).collect();
    found.sort_by_key(|entry| (entry[11].clone().unwrap().parse::<i64>().unwrap(), entry[0].clone()));
    assert!(found == going, "the archive differs from what went");
    assert!(going[0].iter().any(Option::is_none) || going[1].iter().any(Option::is_none));
    assert!(
        found.iter().any(|entry| entry[6].as_ref().is_some_and(|v| v.contains("1234567890123456789012")))
    );
    for (key, entries) in &archive {
        let first: i64 = entries[0][11].as_ref().unwrap().parse().unwrap();
        let day = Timestamp::from_microsecond(first).unwrap().to_zoned(TimeZone::UTC).strftime("%Y/%m/%d-");
        assert!(key.starts_with(&format!("org/{acme}/audit-logs/{day}")), "{key}");
    }
    let counts = report.organizations.values().next().unwrap();
    assert_eq!((counts.activity_archived, counts.archive_objects, report.finished), (41, 2, true));
}

#[tokio::test]
async fn one_organizations_days_are_not_anothers() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await.id;
    let globex = t.organization("globex").await.id;
    let jobs = Jobs::new(&t).await;
    keep_for(&t, acme, 7).await;
    keep_for(&t, globex, 3650).await;
    for organization in [acme, globex] {
        insert_activity(&t, organization, &[t.now() - DAY * 100, t.now() - DAY * 3]).await;
    }
    let before = activity(&t, globex).await;

    jobs.retain().await;

    assert_eq!(activity(&t, globex).await, before);
    assert_eq!(archived(&jobs.archive, globex).await, []);
    assert_eq!(archived(&jobs.archive, acme).await.len(), 1);
}

#[tokio::test]
async fn without_an_archive_no_activity_goes_and_the_rest_is_done() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let project = acme.founder.project("Apollo").await;
    delete_project(&t, project, t.now() - DAY * 31).await;
    insert_activity(&t, acme.id, &[t.now() - DAY * 1000]).await;
    let before = activity(&t, acme.id).await.len();
    jobs.seal().await;
    let nowhere = runtime::aws::objects::Objects::named("no-such-bucket").await;

    let report = retention::run(&jobs.retention_to(&nowhere), t.now() + HOUR).await;

    assert_eq!((report.failures, report.finished), (1, false), "the fault did not fire");
    assert_eq!(count(&t, "ingestion.projects").await, 0);
    // One more: that the project was purged.
    assert_eq!(activity(&t, acme.id).await.len(), before + 1);
    assert!(jobs.retain().await.finished);
    assert_eq!(activity(&t, acme.id).await.len(), before);
}

#[tokio::test]
async fn a_deleted_project_goes_after_its_grace_with_all_that_is_in_it() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let jobs = Jobs::new(&t).await;
    let (gone, graced, living) =
        (alice.project("Gone").await, alice.project("Graced").await, alice.project("Living").await);
    let mut files = Vec::new();
    for project in [gone, graced, living] {
        let file = insert_file(&t, alice, project, "SUCCESS", t.now()).await;
        insert_analysis(&t, alice, project, file, "SUCCEEDED", t.now()).await;
        files.push(file);
    }
    // A file that repeats one that goes.
    execute(&t, "update ingestion.files set duplicate_of = $1 where id = $2", &[&files[0], &files[2]]).await;
    delete_project(&t, gone, t.now() - DAY * 30 - HOUR).await;
    delete_project(&t, graced, t.now() - DAY * 30 + HOUR).await;

    let report = jobs.retain().await;

    assert_eq!(ids(&t, "ingestion.projects").await, [graced, living]);
    assert_eq!(ids(&t, "ingestion.files").await, files[1..]);
    assert_eq!(count(&t, "intelligence.analysis_results").await, 2);
    assert_eq!(prefixes(&t).await, [format!("org/{}/files/{}/", acme.id, files[0])]);
    let counts = report.organizations.values().next().unwrap();
    assert_eq!((counts.projects, counts.files, counts.analyses), (1, 1, 1));
    let sql = "select count(*) from platform.audit_logs where action = 'purged' and resource_id = $1";
    let logged: i64 = t.database.superuser().await.query_one(sql, &[&gone]).await.unwrap().get(0);
    assert_eq!(logged, 1);
}

#[tokio::test]
async fn an_organization_says_how_long_what_it_deleted_is_kept() {
    let t = TestApp::start().await;
    let jobs = Jobs::new(&t).await;
    let (hasty, careful) = (t.organization("hasty").await.founder, t.organization("careful").await.founder);
    let key = "/v1/settings/deleted_retention_days";
    hasty.put(key, json!({ "setting_value": 1 })).await.expect(200);
    careful.put(key, json!({ "setting_value": 60 })).await.expect(200);
    for user in [&hasty, &careful] {
        let project = user.project("Apollo").await;
        delete_project(&t, project, t.now() - DAY * 31).await;
    }
    let kept = hasty.project("Kept").await;
    delete_project(&t, kept, t.now() - DAY + HOUR).await;

    assert!(jobs.retain().await.finished);

    let left = "select organization_id from ingestion.projects order by created_at";
    let rows = t.database.superuser().await.query(left, &[]).await.unwrap();
    let left: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(left, [careful.organization, hasty.organization]);
}

#[tokio::test]
async fn an_upload_that_never_came_ends_with_a_reason() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    let abandoned = insert_file(&t, &alice, project, "PENDING", t.now() - HOUR * 49).await;
    let young = insert_file(&t, &alice, project, "PENDING", t.now() - HOUR * 47).await;
    // Its bytes came, but not their event: `relay-outbox` takes it up.
    let arrived = insert_file(&t, &alice, project, "PENDING", t.now() - HOUR * 49).await;
    jobs.files.write(&original(&alice, arrived), "text/csv", b"a".to_vec()).await.unwrap();

    let report = jobs.retain().await;

    let file = get(&alice, abandoned).await;
    assert_eq!(
        (&file["upload_status"], &file["failure"]["code"]),
        (&json!("FAILED"), &json!("upload_expired"))
    );
    for waiting in [young, arrived] {
        assert_eq!(get(&alice, waiting).await["upload_status"], "PENDING");
    }
    assert_eq!(report.organizations.values().next().unwrap().uploads_expired, 1);
    assert_eq!(prefixes(&t).await, [format!("org/{}/files/{abandoned}/", alice.organization)]);
}

#[tokio::test]
async fn a_run_out_of_time_stops_cleanly_and_the_next_goes_on() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let project = acme.founder.project("Apollo").await;
    delete_project(&t, project, t.now() - DAY * 31).await;
    insert_activity(&t, acme.id, &[t.now() - DAY * 1000]).await;

    let report = retention::run(&jobs.retention(), t.now()).await;

    assert_eq!((report.finished, report.failures, report.organizations.len()), (false, 0, 0));
    assert_eq!(count(&t, "ingestion.projects").await, 1);
    assert!(jobs.retain().await.finished);
    assert_eq!(count(&t, "ingestion.projects").await, 0);
}

#[tokio::test]
async fn retention_sees_what_it_needs_and_no_more() {
    let t = TestApp::start().await;
    for (role, sql) in [
        ("plugzero_retention", "select email from accounts.users"),
        ("plugzero_retention", "select wrapped_private_key from accounts.signing_keys"),
        ("plugzero_retention", "select body from platform.idempotency_keys"),
        ("plugzero_retention", "select payload from platform.outbox"),
        ("plugzero_retention", "select name from ingestion.projects"),
        ("plugzero_retention", "select columns_metadata from ingestion.files"),
        ("plugzero_retention", "select result_data from intelligence.analysis_results"),
        ("plugzero_retention", "update platform.audit_logs set action = 'x'"),
        ("plugzero_retention", "update ingestion.files set project_id = id"),
        ("plugzero_system", "select file_name from ingestion.files"),
        ("plugzero_system", "update ingestion.files set lease_until = now()"),
        ("plugzero_system", "select parameters from intelligence.analysis_results"),
        ("plugzero_system", "select action from platform.audit_logs"),
        ("plugzero_system", "delete from ingestion.files"),
    ] {
        let error = t.database.connect_as(role).await.execute(sql, &[]).await.unwrap_err();
        assert_eq!(error.code().unwrap().code(), "42501", "{role} may {sql}");
    }
}

/// A file that was read, with its objects.
async fn readable(t: &TestApp, jobs: &Jobs, user: &User, project: Uuid) -> Uuid {
    let file = insert_file(t, user, project, "SUCCESS", t.now()).await;
    put(jobs, &original(user, file)).await;
    put(jobs, &original(user, file).replace("original", "twin.parquet")).await;
    file
}

async fn put(jobs: &Jobs, key: &str) {
    jobs.files.write(key, "text/csv", b"a".to_vec()).await.unwrap();
}

async fn keys(jobs: &Jobs) -> Vec<String> {
    let mut keys = Vec::new();
    loop {
        let page = jobs.files.list("org/", keys.last().map(String::as_str)).await.unwrap();
        if page.is_empty() {
            return keys;
        }
        keys.extend(page.into_iter().map(|object| object.key));
    }
}

#[tokio::test]
async fn the_sweep_deletes_orphans_and_reports_what_is_missing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let eve = t.organization("globex").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    let whole = readable(&t, &jobs, &alice, project).await;
    let pending = insert_file(&t, &alice, project, "PENDING", t.now()).await;
    put(&jobs, &original(&alice, pending)).await;
    let missing = insert_file(&t, &alice, project, "SUCCESS", t.now()).await;
    put(&jobs, &original(&alice, missing).replace("original", "twin.parquet")).await;
    let orphan = original(&alice, t.context.id());
    put(&jobs, &orphan).await;
    // The file exists, but in another organization.
    put(&jobs, &original(&eve, whole)).await;
    put(&jobs, "org/notes.txt").await;
    // An export with its row, and one without.
    let export = json!({ "resource_type": "tags", "format": "csv" });
    let export = alice.post("/v1/exports", export).await.expect(202).json();
    let export_key = |id: &str| format!("org/{}/exports/{id}/1/tags.csv", alice.organization);
    put(&jobs, &export_key(export["id"].as_str().unwrap())).await;
    let lost = export_key(&t.context.id().to_string());
    put(&jobs, &lost).await;
    let all = keys(&jobs).await;

    let young = jobs.sweep().await;
    assert_eq!((young.orphans_deleted, keys(&jobs).await.len()), (0, all.len()), "they are too young");

    t.advance(HOUR * 2);
    let swept = jobs.sweep().await;

    assert_eq!((swept.orphans_deleted, swept.missing_objects, swept.unknown), (3, 1, 1));
    assert_eq!((swept.checked, swept.finished), (all.len(), true));
    let left: Vec<_> =
        all.into_iter().filter(|key| ![&orphan, &lost, &original(&eve, whole)].contains(&key)).collect();
    assert_eq!(keys(&jobs).await, left);
    // The row is left as it is: an operator can bring the object back.
    let status = "select upload_status from ingestion.files where id = $1";
    let row = t.database.superuser().await.query_one(status, &[&missing]).await.unwrap();
    assert_eq!(row.get::<_, String>(0), "SUCCESS");
    put(&jobs, &original(&alice, missing)).await;
    let again = jobs.sweep().await;
    assert_eq!((again.orphans_deleted, again.missing_objects), (0, 0));
}

#[tokio::test]
async fn a_sweep_goes_on_where_it_was_stopped() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    for _ in 0..3 {
        readable(&t, &jobs, &alice, project).await;
    }
    let early = keys(&jobs).await[0].clone();
    execute(&t, "update ingestion.files set upload_status = 'SUCCESS'", &[]).await;
    let app = jobs.retention();

    let stopped = retention::sweep(&app, Store::Files, Some(early.clone()), t.now()).await.unwrap();
    assert_eq!((stopped.finished, stopped.next.as_deref()), (false, Some(early.as_str())));

    let swept = retention::sweep(&app, Store::Files, stopped.next, t.now() + HOUR).await.unwrap();
    assert_eq!((swept.checked, swept.missing_objects, swept.finished), (5, 0, true));
}

#[tokio::test]
async fn pages_of_the_bucket_do_not_cut_files_apart() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    // More than one page, and a file across its border.
    for _ in 0..340 {
        let file = insert_file(&t, &alice, project, "SUCCESS", t.now()).await;
        for name in ["original", "rejects.csv", "twin.parquet"] {
            put(&jobs, &original(&alice, file).replace("original", name)).await;
        }
    }
    t.advance(HOUR * 2);

    let swept = jobs.sweep().await;

    assert_eq!((swept.checked, swept.orphans_deleted, swept.missing_objects), (1020, 0, 0));
}

#[tokio::test]
async fn a_sweep_against_the_wrong_table_deletes_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    for _ in 0..101 {
        put(&jobs, &original(&alice, t.context.id())).await;
    }
    t.advance(HOUR * 2);

    let swept = retention::sweep(&jobs.retention(), Store::Files, None, t.now() + HOUR).await;

    assert!(swept.is_err());
    assert_eq!(keys(&jobs).await.len(), 101);
    // An empty bucket beside a table full of files is reported, file by file.
    insert_file(&t, &alice, project, "SUCCESS", t.now()).await;
    let database = t.database.role("plugzero_retention", &t.context);
    let buckets = jobs.buckets(&new_bucket(&t).await, &jobs.archive);
    let empty = retention::App::new(database, buckets, jobs.notary.clone(), 30);
    let swept = retention::sweep(&empty, Store::Files, None, t.now() + HOUR).await.unwrap();
    assert_eq!((swept.checked, swept.missing_objects), (0, 1));
}
