//! Creating, reading, changing, deleting.

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{acme, count};

#[tokio::test]
async fn a_project_reads_back_as_it_was_created() {
    let (_, acme) = acme().await;
    let alice = acme.founder;

    let input = json!({
        "name": "  Apollo ", "description": "To the moon", "status": "active",
        "start_date": "2026-01-01", "end_date": "2026-01-01", "manager_id": alice.id,
    });
    let created = alice.post("/v1/projects", input).await.expect(201);

    let project = created.json();
    assert_eq!(created.header("location"), format!("/v1/projects/{}", project["id"].as_str().unwrap()));
    assert_eq!(created.header("etag"), "\"1\"");
    assert_eq!(project["name"], "Apollo");
    assert_eq!(project["description"], "To the moon");
    assert_eq!(project["status"], "active");
    assert_eq!(project["start_date"], "2026-01-01");
    assert_eq!(project["manager_id"], json!(alice.id));
    assert_eq!(project["created_by"], json!(alice.id));
    let read = alice.get(created.header("location")).await.expect(200);
    assert_eq!(read.json(), project);
    assert_eq!(read.header("etag"), "\"1\"");
    assert_eq!(
        alice.get("/v1/projects").await.expect(200).json(),
        json!({ "data": [project], "next_cursor": null })
    );
}

#[tokio::test]
async fn what_is_not_said_takes_its_default() {
    let (_, acme) = acme().await;
    let project = acme.founder.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201).json();
    assert_eq!(project["description"], "");
    assert_eq!(project["status"], "planning");
    for field in ["start_date", "end_date", "manager_id"] {
        assert_eq!(project[field], Value::Null, "{field}");
    }
}

#[tokio::test]
async fn every_wrong_field_is_named() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let stranger = t.organization("other").await.founder;
    for (input, pointer) in [
        (json!({}), "/name"),
        (json!({ "name": " \t" }), "/name"),
        (json!({ "name": "x".repeat(201) }), "/name"),
        (json!({ "name": 7 }), "/name"),
        (json!({ "name": null }), "/name"),
        (json!({ "name": "a\u{0}b" }), "/name"),
        (json!({ "name": "a", "description": "x".repeat(20_001) }), "/description"),
        (json!({ "name": "a", "status": "PLANNING" }), "/status"),
        (json!({ "name": "a", "start_date": "2026-02-30" }), "/start_date"),
        (json!({ "name": "a", "start_date": "yesterday" }), "/start_date"),
        (json!({ "name": "a", "start_date": "2026-01-02", "end_date": "2026-01-01" }), "/end_date"),
        (json!({ "name": "a", "manager_id": "me" }), "/manager_id"),
        (json!({ "name": "a", "manager_id": t.context.id() }), "/manager_id"),
        (json!({ "name": "a", "manager_id": stranger.id }), "/manager_id"),
        (json!({ "name": "a", "organization_id": stranger.organization }), "/organization_id"),
        (json!({ "name": "a", "id": t.context.id() }), "/id"),
        (json!({ "name": "a", "a/b": 1 }), "/a~1b"),
    ] {
        let answer = alice.post("/v1/projects", input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
        assert_eq!(answer.json()["code"], "invalid");
    }
    assert_eq!(count(&t, "ingestion.projects").await, 0);
}

#[tokio::test]
async fn a_name_is_taken_whatever_its_case() {
    let (_, acme) = acme().await;
    let alice = acme.founder;
    let apollo = alice.project("Apollo").await;
    let gemini = format!("/v1/projects/{}", alice.project("Gemini").await);

    let answer = alice.post("/v1/projects", json!({ "name": " apollo" })).await.expect(409);
    assert_eq!(answer.json()["code"], "name_taken");
    let answer = alice.patch(&gemini, json!({ "name": "APOLLO" })).await.expect(409);
    assert_eq!(answer.json()["code"], "name_taken");

    alice.patch(&format!("/v1/projects/{apollo}"), json!({ "name": "APOLLO" })).await.expect(200);
    let elsewhere = acme_twin().await;
    assert_eq!(elsewhere, 201, "another organization's names are its own");
}

async fn acme_twin() -> u16 {
    let (t, one) = acme().await;
    one.founder.project("Apollo").await;
    let two = t.organization("acme").await.founder;
    two.post("/v1/projects", json!({ "name": "Apollo" })).await.status()
}

#[tokio::test]
async fn a_patch_changes_what_it_names() {
    let (_, acme) = acme().await;
    let alice = acme.founder;
    let input =
        json!({ "name": "Apollo", "description": "d", "status": "active", "start_date": "2026-01-01" });
    let before = alice.post("/v1/projects", input).await.expect(201).json();
    let path = format!("/v1/projects/{}", before["id"].as_str().unwrap());

    let answer =
        alice.patch(&path, json!({ "end_date": "2026-02-01", "start_date": null })).await.expect(200);

    assert_eq!(answer.header("etag"), "\"2\"");
    let mut expected = before.clone();
    expected["end_date"] = json!("2026-02-01");
    expected["start_date"] = Value::Null;
    expected["updated_at"] = answer.json()["updated_at"].clone();
    assert_eq!(answer.json(), expected);
    assert!(answer.json()["updated_at"].as_str() > before["updated_at"].as_str());
    let reset = alice.patch(&path, json!({ "description": null, "status": null })).await.expect(200).json();
    assert_eq!((&reset["description"], &reset["status"]), (&json!(""), &json!("planning")));
    for (patch, pointer) in [
        (json!({ "name": null }), "/name"),
        (json!({ "nam": null }), "/nam"),
        (json!({ "version": 1 }), "/version"),
        (json!({ "start_date": "2026-02-02" }), "/end_date"),
        (json!({ "name": { "nested": "x" } }), "/name"),
        (json!([]), ""),
        (json!("x"), ""),
        (json!(null), ""),
    ] {
        assert_eq!(alice.patch(&path, patch.clone()).await.expect(422).pointers(), [pointer], "{patch}");
    }
    assert_eq!(alice.get(&path).await.expect(200).header("etag"), "\"3\"");
}

#[tokio::test]
async fn two_patches_at_once_do_not_undo_each_other() {
    let (_, acme) = acme().await;
    let alice = acme.founder;
    let path = format!("/v1/projects/{}", alice.project("Apollo").await);
    for round in 0..5 {
        let day = format!("2026-01-0{}", round + 1);
        let text = format!("round {round}");
        let (one, two) = tokio::join!(
            alice.patch(&path, json!({ "description": text })),
            alice.patch(&path, json!({ "start_date": day })),
        );
        one.expect(200);
        two.expect(200);
        let project = alice.get(&path).await.json();
        assert_eq!((&project["description"], &project["start_date"]), (&json!(text), &json!(day)));
    }
}

#[tokio::test]
async fn if_match_lets_one_of_two_editors_win() {
    let (_, acme) = acme().await;
    let alice = acme.founder;
    let path = format!("/v1/projects/{}", alice.project("Apollo").await);
    let editor = alice.with("if-match", "\"1\"");

    let answers = join_all((0..4).map(|n| {
        let (editor, path) = (editor.clone(), path.clone());
        async move { editor.patch(&path, json!({ "description": format!("{n}") })).await.status() }
    }))
    .await;

    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 412).count(), 3, "{answers:?}");
    for stale in ["\"1\"", "\"3\"", "2", "W/\"2\"", "\"x\"", ""] {
        let stale = alice.with("if-match", stale);
        assert_eq!(stale.patch(&path, json!({})).await.expect(412).json()["code"], "precondition_failed");
        stale.delete(&path).await.expect(412);
        stale.put(&format!("{path}/members"), json!({ "user_ids": [] })).await.expect(412);
    }
    alice.with("if-match", "*").patch(&path, json!({})).await.expect(200);
    alice.with("if-match", "\"3\"").delete(&path).await.expect(204);
}

#[tokio::test]
async fn an_unchanged_project_is_not_sent_again() {
    let (_, acme) = acme().await;
    let alice = acme.founder;
    let path = format!("/v1/projects/{}", alice.project("Apollo").await);

    for tags in ["\"1\"", "W/\"1\"", "\"0\", \"1\"", "*"] {
        let answer = alice.with("if-none-match", tags).get(&path).await.expect(304);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("etag"), "\"1\"");
    }
    alice.patch(&path, json!({ "status": "active" })).await.expect(200);
    alice.with("if-none-match", "\"1\"").get(&path).await.expect(200);
}

#[tokio::test]
async fn a_deleted_project_is_gone_and_its_name_is_free() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let id = alice.project("Apollo").await;
    let path = format!("/v1/projects/{id}");

    let answer = alice.delete(&path).await.expect(204);
    assert!(answer.body.is_empty());

    alice.get(&path).await.expect(404);
    alice.patch(&path, json!({ "name": "x" })).await.expect(404);
    alice.delete(&path).await.expect(404);
    alice.get(&format!("{path}/members")).await.expect(404);
    alice.put(&format!("{path}/members"), json!({ "user_ids": [] })).await.expect(404);
    assert_eq!(alice.get("/v1/projects").await.json()["data"], json!([]));
    alice.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    assert_eq!(count(&t, "ingestion.projects").await, 2, "the data goes later, by retention");
}

#[tokio::test]
async fn every_change_is_logged_with_the_values_before_and_after() {
    let (t, acme) = acme().await;
    let alice = acme.founder.client.with("user-agent", "a script");
    let created = alice.with("x-request-id", "c").post("/v1/projects", json!({ "name": "Apollo" })).await;
    let path = created.expect(201).header("location").to_owned();
    alice.with("x-request-id", "u").patch(&path, json!({ "name": "Gemini" })).await.expect(200);
    let members = format!("{path}/members");
    alice.with("x-request-id", "m").put(&members, json!({ "user_ids": [] })).await.expect(200);
    alice.with("x-request-id", "d").delete(&path).await.expect(204);

    let rows = t
        .database
        .superuser()
        .await
        .query(
            "select action, request_id, actor_id, resource_id, old_values ->> 'name', new_values ->> 'name', \
             user_agent, organization_id from platform.audit_logs where resource_type = 'project' \
             order by created_at, id",
            &[],
        )
        .await
        .unwrap();

    let seen: Vec<(String, String, Option<String>, Option<String>)> =
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(4), row.get(5))).collect();
    let (apollo, gemini) = (Some("Apollo".to_owned()), Some("Gemini".to_owned()));
    assert_eq!(
        seen,
        [
            ("created".to_owned(), "c".to_owned(), None, apollo.clone()),
            ("updated".to_owned(), "u".to_owned(), apollo, gemini.clone()),
            ("members_replaced".to_owned(), "m".to_owned(), None, None),
            ("deleted".to_owned(), "d".to_owned(), gemini, None),
        ]
    );
    for row in rows {
        assert_eq!(row.get::<_, Uuid>(2), acme.founder.id);
        assert!(path.ends_with(&row.get::<_, Uuid>(3).to_string()));
        assert_eq!(row.get::<_, &str>(6), "a script");
        assert_eq!(row.get::<_, Uuid>(7), acme.id);
    }
}

#[tokio::test]
async fn a_dry_run_tells_what_would_happen_and_does_nothing() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let logged = count(&t, "platform.audit_logs").await;

    let answer = alice
        .with("idempotency-key", "k")
        .post("/v1/projects?dry_run=true", json!({ "name": "Apollo" }))
        .await
        .expect(200)
        .json();

    assert_eq!((&answer["dry_run"], &answer["status"]), (&json!(true), &json!(201)));
    assert_eq!(answer["body"]["name"], "Apollo");
    assert_eq!(answer["effects"], json!([]));
    for table in ["ingestion.projects", "ingestion.project_members", "platform.idempotency_keys"] {
        assert_eq!(count(&t, table).await, 0, "{table}");
    }
    assert_eq!(count(&t, "platform.audit_logs").await, logged);

    let path = format!("/v1/projects/{}", alice.project("Apollo").await);
    alice.post("/v1/projects?dry_run=true", json!({ "name": "Apollo" })).await.expect(409);
    alice.post("/v1/projects?dry_run=true", json!({ "name": "" })).await.expect(422);
    let patched = alice.patch(&format!("{path}?dry_run=true"), json!({ "name": "Gemini" })).await.expect(200);
    assert_eq!((&patched.json()["status"], &patched.json()["body"]["name"]), (&json!(200), &json!("Gemini")));
    assert!(!patched.headers.contains_key("etag"), "it would not be the project's");
    let deleted = alice.delete(&format!("{path}?dry_run=true")).await.expect(200).json();
    assert_eq!((&deleted["status"], &deleted["body"]), (&json!(204), &Value::Null));
    let emptied = format!("{path}/members?dry_run=true");
    alice.put(&emptied, json!({ "user_ids": [] })).await.expect(200);
    let after = alice.get(&path).await.expect(200);
    assert_eq!((after.json()["name"].as_str(), after.header("etag")), (Some("Apollo"), "\"1\""));
    assert_eq!(count(&t, "ingestion.project_members").await, 1);
}

#[tokio::test]
async fn a_dry_run_that_cannot_be_read_is_not_taken_for_a_real_one() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    for wish in ["1", "yes", "TRUE", "", "true&dry_run=false"] {
        let path = format!("/v1/projects?dry_run={wish}");
        let answer = alice.post(&path, json!({ "name": "Apollo" })).await.expect(422);
        assert_eq!(answer.pointers(), ["?dry_run"], "{wish}");
    }
    assert_eq!(count(&t, "ingestion.projects").await, 0);
    alice.post("/v1/projects?dry_run=false", json!({ "name": "Apollo" })).await.expect(201);
    alice.post("/v1/projects?dry%5Frun=true", json!({ "name": "Gemini" })).await.expect(200);
    assert_eq!(count(&t, "ingestion.projects").await, 1);
}
