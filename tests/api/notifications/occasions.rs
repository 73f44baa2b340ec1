//! What gives the first notices: files, analyses, projects.

use serde_json::json;

use super::inbox;
use crate::harness::{
    TestApp,
    analyses::compute,
    files::{event, send, upload},
    notifications::log,
};

#[tokio::test]
async fn who_uploaded_a_file_learns_how_it_ended_once() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "admin").await);
    let project = alice.project("Apollo").await;

    let file = send(alice, project, "cities.csv", b"a,b\n1,2\n3,4,5\n").await;
    let event = event(alice, file).await;
    for _ in 0..3 {
        on_file_uploaded::handle(&t.reader, &event).await.unwrap();
    }
    let failed = upload(&t, alice, project, "empty.csv", b" ").await;

    assert_eq!(failed["upload_status"], "FAILED", "{failed}");
    let told = inbox(alice).await;
    let types: Vec<_> = told.iter().map(|it| it["notification_type"].as_str().unwrap()).collect();
    assert_eq!(types, ["file.failed", "file.processed"]);
    assert_eq!(told[1]["title"], "cities.csv was read");
    assert_eq!(told[1]["message"], "One row, 1 rejected");
    assert_eq!((&told[1]["resource_type"], &told[1]["resource_id"]), (&json!("file"), &json!(file)));
    assert_eq!(told[1]["action_url"], format!("/v1/files/{file}"));
    assert_eq!(told[0]["message"], failed["failure"]["message"]);
    assert_eq!(told[0]["data"]["failure_code"], failed["failure"]["code"]);
    assert!(inbox(&bob).await.is_empty());
}

#[tokio::test]
async fn who_asked_for_an_analysis_learns_how_it_ended() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let analyst = acme.user("ann", "analyst").await;
    let project = alice.project("Apollo").await;
    let members = json!({ "user_ids": [alice.id, analyst.id] });
    alice.put(&format!("/v1/projects/{project}/members"), members).await.expect(200);
    let file = upload(&t, alice, project, "data.csv", b"a,b\n1,2\n3,4\n").await;

    let analysis = compute(&t, &analyst, project, &file, "DESCRIPTIVE", json!({ "columns": ["a"] })).await;

    let told = inbox(&analyst).await;
    assert_eq!(told[0]["notification_type"], "analysis.succeeded");
    assert_eq!(told[0]["resource_id"], analysis["id"]);
    assert_eq!(told[0]["data"]["project_id"], json!(project));
    assert!(inbox(alice).await.iter().all(|it| it["notification_type"] != "analysis.succeeded"));
}

#[tokio::test]
async fn a_new_member_of_a_project_is_told_by_others_only() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let project = alice.project("Apollo").await;
    let members = format!("/v1/projects/{project}/members");
    alice.put(&members, json!({ "user_ids": [] })).await.expect(200);

    let dry =
        alice.put(&format!("{members}?dry_run=true"), json!({ "user_ids": [bob.id] })).await.expect(200);
    assert_eq!(dry.json()["dry_run"], true);
    assert!(inbox(&bob).await.is_empty());
    for _ in 0..2 {
        alice.put(&members, json!({ "user_ids": [alice.id, bob.id] })).await.expect(200);
    }

    let told = inbox(&bob).await;
    assert_eq!(told.len(), 1, "who is a member already is not told again");
    assert_eq!(told[0]["title"], "You are a member of the project Apollo");
    assert_eq!(log(&bob).await[0], ["email", "waiting", "at_once"].map(str::to_owned));
    assert!(inbox(alice).await.is_empty());
    assert_eq!(log(alice).await, [["all", "skipped", "own_action"].map(str::to_owned)]);
}
