//! One question is one row: computed once, answered to everybody who may ask.

use futures_util::future::join_all;
use http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    analyses::{compute, get, id, message, queued, request},
    app::User,
    files::{self, bucket, upload},
    http::Answer,
};

const DATA: &[u8] = b"a,b,c,d\n1,0.1,p,u\n2,0.3,q,v\n4,0.2,p,v\n7,0.7,q,v\n";

async fn count(t: &TestApp, what: &str) -> i64 {
    t.database.superuser().await.query_one(&format!("select count(*) from {what}"), &[]).await.unwrap().get(0)
}

/// As text, because the order of keys matters here.
async fn ask(user: &User, project: Uuid, body: String) -> Answer {
    let path = format!("/v1/projects/{project}/analyses");
    user.with("content-type", "application/json").send(Method::POST, &path, body).await
}

#[tokio::test]
async fn the_same_question_in_other_words_is_answered_at_once() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "data.csv", DATA).await;
    let first = compute(&t, &alice, project, &file, "CORRELATION", json!({ "columns": ["a", "b"] })).await;
    assert_eq!((&first["cached"], &first["parameters"]["method"]), (&json!(false), &json!("pearson")));

    let file_id = file["id"].as_str().unwrap();
    for body in [
        format!(
            r#"{{"calculation_type":"CORRELATION","file_id":"{file_id}","parameters":{{"columns":["a","b"]}}}}"#
        ),
        format!(
            r#"{{"parameters":{{"method":"pearson","columns":["a","b"]}},"file_id":"{file_id}","calculation_type":"CORRELATION"}}"#
        ),
        format!(
            r#"{{"parameters":{{"columns":["a","b"],"method":"pearson"}},"file_id":"{file_id}","calculation_type":"CORRELATION"}}"#
        ),
    ] {
        let again = ask(&alice, project, body).await.expect(200);
        assert_eq!(again.header("location"), format!("/v1/analyses/{}", id(&first)));
        let again = again.json();
        assert_eq!(again["cached"], true);
        // Every digit of every number.
        assert_eq!((&again["id"], &again["result_data"]), (&first["id"], &first["result_data"]));
    }
    // Another question is another row.
    let other = json!({ "columns": ["b", "a"] });
    let other = request(&alice, project, &file, "CORRELATION", other).await.expect(202).json();
    assert_ne!(other["id"], first["id"]);
    assert_eq!(count(&t, "intelligence.analysis_results").await, 2);
}

#[tokio::test]
async fn the_same_bytes_are_the_same_input_within_a_project_only() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let mallory = t.organization("other").await.founder;
    let (apollo, gemini) = (alice.project("Apollo").await, alice.project("Gemini").await);
    let theirs = mallory.project("Apollo").await;
    let parameters = json!({ "columns": ["a"] });

    let file = upload(&t, &alice, apollo, "data.csv", DATA).await;
    let first = compute(&t, &alice, apollo, &file, "MEAN", parameters.clone()).await;
    let copy = upload(&t, &alice, apollo, "copy.csv", DATA).await;
    let again = request(&alice, apollo, &copy, "MEAN", parameters.clone()).await.expect(200).json();
    assert_eq!((&again["id"], &again["cached"]), (&first["id"], &json!(true)));

    for (user, project) in [(&alice, gemini), (&mallory, theirs)] {
        let file = upload(&t, user, project, "data.csv", DATA).await;
        let own = request(user, project, &file, "MEAN", parameters.clone()).await.expect(202).json();
        assert_ne!(own["id"], first["id"]);
        // Nothing of it tells whose else the bytes are, but for the hash of one's own.
        assert_eq!((&own["cached"], &own["result_data"]), (&json!(false), &Value::Null));
    }
    // One byte more is another input.
    let longer = [DATA, b"9,0.9,q,u\n"].concat();
    let longer = upload(&t, &alice, apollo, "longer.csv", &longer).await;
    let other = request(&alice, apollo, &longer, "MEAN", parameters).await.expect(202).json();
    assert_ne!(other["input_hash"], first["input_hash"]);
}

#[tokio::test]
async fn the_same_bytes_read_otherwise_are_another_input() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let bytes = b"x\n1\nNA\n3\n";
    let plain = upload(&t, &alice, project, "x.csv", bytes).await;
    let body =
        json!({ "file_name": "x.csv", "size_bytes": bytes.len(), "options": { "null_values": ["NA"] } });
    let created = alice.post(&format!("/v1/projects/{project}/files"), body).await.expect(201).json();
    files::post(&created["upload"], bytes).await;
    let file = created["file"]["id"].as_str().unwrap().parse().unwrap();
    let event = files::event(&alice, file).await;
    on_file_uploaded::handle(&t.reader, &event).await.unwrap();
    let without_na = files::get(&alice, file).await;
    assert_eq!(plain["sha256"], without_na["sha256"]);

    let parameters = json!({ "column": "x" });
    let one = compute(&t, &alice, project, &plain, "FREQUENCY", parameters.clone()).await;
    let other = compute(&t, &alice, project, &without_na, "FREQUENCY", parameters).await;
    assert_ne!(one["input_hash"], other["input_hash"]);
    assert_eq!((&one["result_data"]["n"], &other["result_data"]["n"]), (&json!(3), &json!(2)));
}

#[tokio::test]
async fn ten_at_once_are_one_row_and_one_message() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "data.csv", DATA).await;
    let parameters = json!({ "rows": "c", "columns": "d" });

    let asked = (0..10).map(|_| request(&alice, project, &file, "CROSSTAB", parameters.clone()));
    let answers = join_all(asked).await;

    let ids: Vec<_> = answers.into_iter().map(|answer| id(&answer.expect(202).json())).collect();
    assert!(ids.iter().all(|other| *other == ids[0]), "{ids:?}");
    assert_eq!(count(&t, "intelligence.analysis_results").await, 1);
    assert_eq!(count(&t, "platform.audit_logs where action = 'requested'").await, 1);
    assert_eq!(queued(ids[0]).await.len(), 1);
    assert_eq!(count(&t, "platform.outbox").await, 0);
}

#[tokio::test]
async fn a_repeated_request_gets_its_first_answer() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "data.csv", DATA).await;
    let alice_once = alice.with("idempotency-key", "k");
    let body =
        json!({ "calculation_type": "MEAN", "file_id": file["id"], "parameters": { "columns": ["a"] } });
    let path = format!("/v1/projects/{project}/analyses");
    let first = alice_once.post(&path, body.clone()).await.expect(202);
    run_analysis::handle(&t.computer, &message(alice.organization, id(&first.json()))).await.unwrap();
    let again = alice_once.post(&path, body.clone()).await.expect(202);
    assert_eq!((again.json(), again.header("location")), (first.json(), first.header("location")));
    alice.post(&path, body).await.expect(200);
}

#[tokio::test]
async fn a_failed_analysis_begins_anew_when_asked_again() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "data.csv", DATA).await;
    let parameters = json!({ "columns": ["a"] });
    let key = format!("org/{}/files/{}/twin.parquet", alice.organization, file["id"].as_str().unwrap());
    let bucket = bucket().await;
    let size = bucket.head(&key).await.unwrap().unwrap().size;
    let twin = bucket.read_range(&key, 0, size).await.unwrap().to_vec();
    bucket.write(&key, "application/octet-stream", b"no twin at all".to_vec()).await.unwrap();

    let failed = compute(&t, &alice, project, &file, "MEAN", parameters.clone()).await;
    assert_eq!(
        (&failed["status"], &failed["failure"]["code"]),
        (&json!("FAILED"), &json!("table_unreadable"))
    );
    bucket.write(&key, "application/octet-stream", twin).await.unwrap();

    let asked = (0..5).map(|_| request(&alice, project, &file, "MEAN", parameters.clone()));
    for answer in join_all(asked).await {
        let again = answer.expect(202).json();
        assert_eq!((&again["id"], &again["status"]), (&failed["id"], &json!("QUEUED")));
        assert_eq!((&again["failure"], &again["completed_at"]), (&Value::Null, &Value::Null));
    }
    // The first time, and once for the five.
    assert_eq!(queued(id(&failed)).await.len(), 2);
    run_analysis::handle(&t.computer, &message(alice.organization, id(&failed))).await.unwrap();
    assert_eq!(get(&alice, id(&failed)).await["status"], "SUCCEEDED");
}

#[tokio::test]
async fn an_answer_outlives_the_file_that_was_asked_about_while_another_has_its_bytes() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let first = upload(&t, &alice, project, "data.csv", DATA).await;
    let second = upload(&t, &alice, project, "copy.csv", DATA).await;
    let answer = compute(&t, &alice, project, &first, "DESCRIPTIVE", json!({ "columns": ["a"] })).await;
    let path = |file: &Value| format!("/v1/files/{}", file["id"].as_str().unwrap());

    alice.delete(&path(&first)).await.expect(204);
    let kept = alice.get(&format!("/v1/analyses/{}", id(&answer))).await.expect(200).json();
    assert_eq!((&kept["file_id"], &kept["result_data"]), (&second["id"], &answer["result_data"]));

    alice.delete(&path(&second)).await.expect(204);
    alice.get(&format!("/v1/analyses/{}", id(&answer))).await.expect(404);
}
