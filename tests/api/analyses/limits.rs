//! What is too much ends FAILED with advice.

use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    analyses::{compute, get, id, message, request},
    app::User,
    files::upload,
};

#[track_caller]
fn assert_failed(analysis: &Value, code: &str, advice: &str) {
    assert_eq!(analysis["status"], "FAILED", "{analysis}");
    assert_eq!(analysis["failure"]["code"], code);
    assert!(analysis["failure"]["message"].as_str().unwrap().contains(advice), "{analysis}");
    assert_eq!(analysis["result_data"], Value::Null);
    assert!(analysis["completed_at"].is_string());
}

async fn wide(t: &TestApp, rows: u32) -> (User, uuid::Uuid, Value) {
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let mut bytes = b"n,name,other\n".to_vec();
    for n in 0..rows {
        bytes.extend(format!("{n},person number {n},{}\n", n * 7 % rows).bytes());
    }
    let file = upload(t, &alice, project, "data.csv", &bytes).await;
    assert_eq!(file["upload_status"], "SUCCESS", "{file}");
    (alice, project, file)
}

#[tokio::test]
async fn a_result_that_nobody_could_read() {
    let t = TestApp::start().await;
    let (alice, project, file) = wide(&t, 50_000).await;
    let frequency = compute(&t, &alice, project, &file, "FREQUENCY", json!({ "column": "name" })).await;
    assert_failed(&frequency, "result_too_large", "fewer distinct values");
    let crosstab = json!({ "rows": "name", "columns": "other" });
    let crosstab = compute(&t, &alice, project, &file, "CROSSTAB", crosstab).await;
    assert_failed(&crosstab, "too_many_cells", "fewer distinct values");
}

#[tokio::test]
async fn a_table_that_memory_could_not_hold() {
    let t = TestApp::start().await;
    let (alice, project, file) = wide(&t, 50_000).await;
    let database = t.database.role("plugzero_app", &t.context);
    // One MB more than the program itself is said to need.
    let small = run_analysis::App::new(database, 257).await.unwrap();
    let queued =
        request(&alice, project, &file, "MEAN", json!({ "columns": ["n"] })).await.expect(202).json();
    let message = message(alice.organization, id(&queued));

    run_analysis::handle(&small, &message).await.unwrap();

    assert_failed(&get(&alice, id(&queued)).await, "too_many_rows", "over 50000 rows");
}
