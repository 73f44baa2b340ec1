//! `/v1/exports`: what one may see, as a file.

use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User},
    exports::{download, export, get, id, keys, message, request},
    files::upload,
    jobs::Jobs,
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn ids(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_export_is_requested_written_downloaded_and_deleted() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    alice.post("/v1/tags", json!({ "name": "=1+1", "description": "a, \"b\"\r\nc" })).await.expect(201);
    let asked = json!({ "resource_type": "tags", "format": "csv", "bom": true });

    let requested = request(&alice, asked).await.expect(202);

    let queued = requested.json();
    assert_eq!((&queued["status"], &queued["progress"]["percent"]), (&json!("QUEUED"), &Value::Null));
    let path = requested.header("location").to_owned();
    assert_eq!(alice.get(&path).await.expect(200).json(), queued);
    assert_eq!(alice.get(&format!("{path}/download")).await.expect(409).json()["code"], "export_not_ready");
    let list = alice.get("/v1/exports?status=QUEUED").await.expect(200).json();
    assert_eq!(list["data"], json!([queued]));
    run_export::handle(&t.exporter, &message(alice.organization, id(&queued))).await.unwrap();
    let done = get(&alice, id(&queued)).await;
    assert_eq!((&done["status"], &done["failure"]), (&json!("SUCCEEDED"), &Value::Null), "{done}");
    assert_eq!((&done["progress"]["rows"], &done["progress"]["percent"]), (&json!(1), &json!(100)));
    let file = download(&alice, &done).await;
    assert_eq!(done["progress"]["bytes"], json!(file.len()));
    let text = String::from_utf8(file).unwrap();
    let head = "\u{feff}id,name,description,color,category,usage_count,created_at\r\n";
    let rest = text.strip_prefix(head).unwrap();
    assert!(rest.contains(",'=1+1,\"a, \"\"b\"\"\r\nc\",#3B82F6,,0,"), "{rest}");
    let redirect = alice.get(&format!("{path}/download")).await.expect(303);
    assert!(redirect.header("location").contains("tags-"), "{}", redirect.header("location"));

    alice.with("if-match", "\"1\"").delete(&path).await.expect(412);
    alice.delete(&path).await.expect(204);

    alice.get(&path).await.expect(404);
    assert_eq!(keys(alice.organization).await, Vec::<String>::new());
    let logged = "select array_agg(action order by created_at, id) from platform.audit_logs where resource_type = 'export'";
    let logged: Vec<String> = t.database.superuser().await.query_one(logged, &[]).await.unwrap().get(0);
    assert_eq!(logged, ["requested", "exported", "downloaded", "downloaded", "deleted"]);
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let stranger = t.organization("other").await.founder;
    let foreign = stranger.project("Theirs").await;
    for (input, pointer) in [
        (json!({ "format": "csv" }), "/resource_type"),
        (json!({ "resource_type": "secrets", "format": "csv" }), "/resource_type"),
        (json!({ "resource_type": "person", "format": "ndjson" }), "/resource_type"),
        (json!({ "resource_type": "tags" }), "/format"),
        (json!({ "resource_type": "tags", "format": "pdf" }), "/format"),
        (json!({ "resource_type": "tags", "format": "xlsx", "bom": true }), "/bom"),
        (json!({ "resource_type": "tags", "format": "csv", "x": 1 }), "/x"),
        (json!({ "resource_type": "tags", "format": "csv", "filters": [] }), "/filters"),
        (json!({ "resource_type": "tags", "format": "csv", "filters": { "x": "y" } }), "/filters/x"),
        (
            json!({ "resource_type": "projects", "format": "csv", "filters": { "status": "x" } }),
            "/filters/status",
        ),
        (json!({ "resource_type": "tags", "format": "csv", "project_id": foreign }), "/project_id"),
        (json!({ "resource_type": "files", "format": "csv", "project_id": foreign }), "/project_id"),
        (json!({ "resource_type": "files", "format": "csv", "project_id": Uuid::nil() }), "/project_id"),
    ] {
        let answer = request(&alice, input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
    }
    assert_eq!(alice.get("/v1/exports?status=x").await.expect(422).pointers(), ["?status"]);
}

#[tokio::test]
async fn an_export_takes_the_permission_and_a_fresh_factor() {
    let (t, acme) = acme().await;
    let viewer = acme.user("v", "viewer").await;
    let asked = json!({ "resource_type": "tags", "format": "csv" });
    request(&viewer, asked.clone()).await.expect(403);
    // What is theirs is theirs.
    viewer.post("/v1/me/data-export", json!({})).await.expect(202);
    let alice = acme.founder;
    let members = alice.get("/v1/exports/types").await.expect(200).json();
    assert!(members["data"].as_array().unwrap().iter().any(|kind| kind["permission"] == "members.read"));
    t.advance(SignedDuration::from_mins(11));
    for path in ["/v1/exports", "/v1/me/data-export"] {
        let body = if path == "/v1/exports" { asked.clone() } else { json!({}) };
        assert_eq!(alice.post(path, body).await.expect(403).json()["code"], "step_up_required");
    }
}

#[tokio::test]
async fn an_export_holds_exactly_the_rows_that_its_person_sees() {
    let (t, acme) = acme().await;
    let alice = acme.founder.clone();
    let editor = acme.user("e", "editor").await;
    let (hidden, shared) = (alice.project("Hidden").await, alice.project("Shared").await);
    let members = json!({ "user_ids": [editor.id] });
    alice.put(&format!("/v1/projects/{shared}/members"), members).await.expect(200);
    for project in [hidden, shared] {
        upload(&t, &alice, project, "a.csv", b"a\n1\n").await;
    }
    let stranger = t.organization("other").await.founder;
    stranger.project("Theirs").await;
    for user in [&alice, &editor] {
        let list = user.get("/v1/projects?sort=created_at").await.expect(200).json();
        let asked = json!({ "resource_type": "projects", "format": "ndjson" });
        let done = export(&t, user, asked).await;
        let rows = lines(&download(user, &done).await);
        assert_eq!(ids(&rows), ids(list["data"].as_array().unwrap()));
        let asked = json!({ "resource_type": "files", "format": "ndjson" });
        let files = lines(&download(user, &export(&t, user, asked).await).await);
        assert_eq!(files.len(), rows.len());
        assert_eq!((&files[0]["row_count"], &files[0]["upload_status"]), (&json!(1), &json!("SUCCESS")));
    }
    let confined = json!({ "resource_type": "files", "format": "ndjson", "project_id": shared });
    let files = lines(&download(&alice, &export(&t, &alice, confined).await).await);
    assert_eq!(files.len(), 1);
    assert_eq!(files[0]["project_id"], json!(shared));
    let filtered =
        json!({ "resource_type": "projects", "format": "ndjson", "filters": { "status": "active" } });
    assert_eq!(download(&alice, &export(&t, &alice, filtered).await).await, b"");
    // An export of nothing has its line of names all the same.
    let filtered = json!({ "resource_type": "projects", "format": "csv", "filters": { "status": "active" } });
    assert!(download(&alice, &export(&t, &alice, filtered).await).await.starts_with(b"id,name,"));
}

#[tokio::test]
async fn every_kind_comes_in_every_form() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let project = alice.project("Apollo").await;
    let bookmark = json!({ "resource_type": "project", "resource_id": project, "bookmark_name": "Mine" });
    alice.post("/v1/bookmarks", bookmark).await.expect(201);
    let kinds = alice.get("/v1/exports/types").await.expect(200).json();
    for kind in kinds["data"].as_array().unwrap() {
        for format in ["csv", "ndjson", "xlsx"] {
            let asked = json!({ "resource_type": kind["resource_type"], "format": format });
            let done = export(&t, &alice, asked).await;
            assert_eq!(done["status"], "SUCCEEDED", "{done}");
            let file = download(&alice, &done).await;
            match format {
                "csv" => assert!(file.starts_with(kind["columns"][0].as_str().unwrap().as_bytes())),
                "xlsx" => assert!(file.starts_with(b"PK")),
                _ => assert!(lines(&file).iter().all(Value::is_object)),
            }
            alice.delete(&format!("/v1/exports/{}", done["id"].as_str().unwrap())).await.expect(204);
        }
    }
}

#[tokio::test]
async fn a_large_export_is_one_snapshot_with_every_row() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let admin = t.database.superuser().await;
    let sql = "insert into platform.tags (id, organization_id, name, description, created_at, updated_at, created_by) \
        select uuidv7(), $1, 'tag ' || n, repeat('x', 1000), now(), now(), $2 from generate_series(1, 12000) n";
    admin.execute(sql, &[&alice.organization, &alice.id]).await.unwrap();
    let done = export(&t, &alice, json!({ "resource_type": "tags", "format": "csv" })).await;
    assert_eq!((&done["status"], &done["progress"]["rows"]), (&json!("SUCCEEDED"), &json!(12000)));
    let file = download(&alice, &done).await;
    assert!(file.len() > 12_000_000, "{}", file.len());
    assert_eq!(file.windows(2).filter(|pair| pair == b"\r\n").count(), 12_001);
    let done = export(&t, &alice, json!({ "resource_type": "tags", "format": "xlsx" })).await;
    assert_eq!((&done["status"], &done["progress"]["rows"]), (&json!("SUCCEEDED"), &json!(12000)));
}

#[tokio::test]
async fn who_lost_access_meanwhile_gets_a_reason_instead() {
    let (t, acme) = acme().await;
    let alice = acme.founder.clone();
    let editor = acme.user("e", "editor").await;
    let project = alice.project("Apollo").await;
    let path = format!("/v1/projects/{project}/members");
    alice.put(&path, json!({ "user_ids": [editor.id] })).await.expect(200);
    let asked = json!({ "resource_type": "files", "format": "csv", "project_id": project });
    let confined = id(&request(&editor, asked).await.expect(202).json());
    let asked = json!({ "resource_type": "members", "format": "csv" });
    let members = id(&request(&editor, asked).await.expect(202).json());
    alice.put(&path, json!({ "user_ids": [] })).await.expect(200);
    run_export::handle(&t.exporter, &message(editor.organization, confined)).await.unwrap();
    let failed = get(&editor, confined).await;
    assert_eq!((&failed["status"], &failed["failure"]["code"]), (&json!("FAILED"), &json!("access_lost")));

    let admin = t.database.superuser().await;
    let viewer = "update accounts.membership_roles set role_id = (select id from accounts.roles where name = 'viewer') \
        where membership_id = (select id from accounts.memberships where user_id = $1)";
    admin.execute(viewer, &[&editor.id]).await.unwrap();
    run_export::handle(&t.exporter, &message(editor.organization, members)).await.unwrap();
    let failed = get(&editor, members).await;
    assert_eq!((&failed["status"], &failed["failure"]["code"]), (&json!("FAILED"), &json!("access_lost")));
    assert!(failed["failure"]["message"].as_str().unwrap().contains("exports.run"), "{failed}");
    assert_eq!(keys(alice.organization).await, Vec::<String>::new());
}

#[tokio::test]
async fn too_many_at_once_are_refused_and_a_key_asks_once() {
    let (_, acme) = acme().await;
    let alice = acme.founder;
    let asked = json!({ "resource_type": "tags", "format": "csv" });
    let keyed = alice.with("idempotency-key", "once");
    let first = request_with(&keyed, &asked).await;
    assert_eq!(request_with(&keyed, &asked).await, first);
    for _ in 0..4 {
        request(&alice, asked.clone()).await.expect(202);
    }
    assert_eq!(request(&alice, asked.clone()).await.expect(409).json()["code"], "too_many_exports");
    let dry = alice.delete(&format!("/v1/exports/{}?dry_run=true", first)).await.expect(200).json();
    assert_eq!(dry["effects"], json!(["objects.delete"]));
}

async fn request_with(client: &crate::harness::app::Client, body: &Value) -> Uuid {
    id(&client.post("/v1/exports", body.clone()).await.expect(202).json())
}

#[tokio::test]
async fn an_export_expires_when_the_organization_says_and_its_file_goes() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let jobs = Jobs::new(&t).await;
    let days = json!({ "setting_value": 2 });
    alice.put("/v1/settings/export_retention_days", days).await.expect(200);
    let short = export(&t, &alice, json!({ "resource_type": "tags", "format": "csv" })).await;
    alice.delete("/v1/settings/export_retention_days").await.expect(204);
    let long = export(&t, &alice, json!({ "resource_type": "tags", "format": "csv" })).await;

    t.advance(SignedDuration::from_hours(49));

    // Gone before anybody tidies up.
    let refreshed = t.sign_in(&alice.email).await;
    refreshed.get(&format!("/v1/exports/{}", short["id"].as_str().unwrap())).await.expect(404);
    let report = jobs.retain().await;
    assert!(report.finished);
    assert_eq!(report.organizations.values().map(|counts| counts.exports).sum::<u64>(), 1);
    get(&refreshed, id(&long)).await;
    let effects = "select payload ->> 'prefix' from platform.outbox where kind = 'objects.delete'";
    let prefix: String = t.database.superuser().await.query_one(effects, &[]).await.unwrap().get(0);
    assert!(prefix.ends_with(&format!("/exports/{}/", short["id"].as_str().unwrap())), "{prefix}");
}

#[tokio::test]
async fn one_sees_ones_own_exports_only() {
    let (_, acme) = acme().await;
    let colleague = acme.user("c", "admin").await;
    let asked = json!({ "resource_type": "tags", "format": "csv" });
    let mine = id(&request(&acme.founder, asked).await.expect(202).json());
    colleague.get(&format!("/v1/exports/{mine}")).await.expect(404);
    colleague.delete(&format!("/v1/exports/{mine}")).await.expect(404);
    let list: &User = &colleague;
    assert_eq!(list.get("/v1/exports").await.expect(200).json()["data"], json!([]));
}
