//! Asking: what is refused and how, who may, what lists show.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    analyses::{compute, get, id, queued, request},
    files::{announce, upload},
};

const PEOPLE: &[u8] = b"age,city,joined,score\n31,Rome,2024-01-05,1.5\n40,Oslo,2024-02-06,2.5\n,Rome,2024-03-07,x\n\
    55,Bern,2024-03-08,3\n56,Bern,2024-03-09,4\n57,Bern,2024-03-10,5\n58,Bern,2024-03-11,6\n59,Bern,2024-03-12,7\n\
    60,Bern,2024-03-13,8\n61,Bern,2024-03-14,9\n62,Bern,2024-03-15,10\n63,Bern,2024-03-16,11\n";

#[tokio::test]
async fn an_analysis_is_queued_and_then_computed() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "people.csv", PEOPLE).await;

    let answer =
        request(&alice, project, &file, "CROSSTAB", json!({ "rows": "city", "columns": "joined" })).await;
    let queued_analysis = answer.clone().expect(202).json();
    let id = id(&queued_analysis);

    assert_eq!(answer.header("location"), format!("/v1/analyses/{id}"));
    assert_eq!(answer.header("etag"), "\"1\"");
    assert_eq!((&queued_analysis["status"], &queued_analysis["cached"]), (&json!("QUEUED"), &json!(false)));
    assert_eq!(
        (&queued_analysis["result_data"], &queued_analysis["completed_at"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(queued_analysis["input_hash"].as_str().unwrap().len(), 64);
    assert!(!queued_analysis["engine_version"].as_str().unwrap().is_empty());
    assert_eq!(get(&alice, id).await, queued_analysis);

    // What the queue delivers is what the function takes.
    let messages = queued(id).await;
    assert_eq!(messages.len(), 1);
    run_analysis::handle(&t.computer, &messages[0]).await.unwrap();

    let done = get(&alice, id).await;
    assert_eq!(done["status"], "SUCCEEDED", "{done}");
    let tag = alice.get(&format!("/v1/analyses/{id}")).await.header("etag").to_owned();
    alice.with("if-none-match", &tag).get(&format!("/v1/analyses/{id}")).await.expect(304);
    alice.with("if-none-match", "\"1\"").get(&format!("/v1/analyses/{id}")).await.expect(200);
}

#[tokio::test]
async fn every_mistake_names_its_place() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "people.csv", PEOPLE).await;
    let path = format!("/v1/projects/{project}/analyses");
    let file = file["id"].as_str().unwrap();
    for (body, pointers, code) in [
        (json!({}), vec!["/calculation_type"], "required"),
        (
            json!({ "calculation_type": "MODE", "file_id": file, "parameters": {} }),
            vec!["/calculation_type"],
            "unknown_type",
        ),
        (json!({ "calculation_type": "MEAN", "file_id": file }), vec!["/parameters"], "required"),
        (
            json!({ "calculation_type": "MEAN", "file_id": file, "parameters": 3 }),
            vec!["/parameters"],
            "not_an_object",
        ),
        (
            json!({ "calculation_type": "MEAN", "file_id": file, "parameters": {} }),
            vec!["/parameters/columns"],
            "required",
        ),
        (
            json!({ "calculation_type": "MEAN", "file_id": "x", "parameters": {} }),
            vec!["/file_id"],
            "invalid_type",
        ),
        (
            json!({ "calculation_type": "MEAN", "survey_id": file, "parameters": { "columns": ["age"] } }),
            vec!["/survey_id"],
            "unknown_field",
        ),
        (
            json!({ "calculation_type": "MEAN", "file_id": file, "parameters": { "columns": ["age"], "x": 1 } }),
            vec!["/parameters/x"],
            "unknown_field",
        ),
        (
            json!({ "calculation_type": "MEAN", "file_id": file, "parameters": { "columns": ["age", "Age"] } }),
            vec!["/parameters/columns/1"],
            "unknown_column",
        ),
        (
            json!({ "calculation_type": "MEAN", "file_id": file, "parameters": { "columns": ["city", "joined"] } }),
            vec!["/parameters/columns/0", "/parameters/columns/1"],
            "not_numeric",
        ),
        (
            json!({ "calculation_type": "CROSSTAB", "file_id": file, "parameters": { "rows": "city", "columns": "a/b" } }),
            vec!["/parameters/columns"],
            "unknown_column",
        ),
        (
            json!({ "calculation_type": "CORRELATION", "file_id": file,
                "parameters": { "columns": ["age", "score"], "method": "tau" } }),
            vec!["/parameters/method"],
            "invalid_choice",
        ),
    ] {
        let answer = alice.post(&path, body.clone()).await.expect(422);
        assert_eq!(answer.pointers(), pointers, "{body}");
        assert_eq!(answer.json()["errors"][0]["code"], code, "{body}");
    }
    // Almost numeric: the message says what is in the way.
    let body = json!({ "calculation_type": "MEAN", "file_id": file, "parameters": { "columns": ["score"] } });
    let message = alice.post(&path, body).await.expect(422).json()["errors"][0]["message"].clone();
    assert!(message.as_str().unwrap().contains("1 value is no"), "{message}");
    let admin = t.database.superuser().await;
    let rows: i64 =
        admin.query_one("select count(*) from intelligence.analysis_results", &[]).await.unwrap().get(0);
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn a_file_must_be_the_projects_own() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let mallory = t.organization("other").await.founder;
    let (apollo, gemini) = (alice.project("Apollo").await, alice.project("Gemini").await);
    let theirs = mallory.project("Apollo").await;
    let file = upload(&t, &alice, gemini, "people.csv", PEOPLE).await;
    let foreign = upload(&t, &mallory, theirs, "people.csv", PEOPLE).await;
    let parameters = json!({ "columns": ["age"] });

    let mut answers = Vec::new();
    for file in [file, foreign, json!({ "id": Uuid::nil() })] {
        let mut answer = request(&alice, apollo, &file, "MEAN", parameters.clone()).await.expect(422).json();
        answer.as_object_mut().unwrap().remove("request_id");
        assert_eq!(
            (&answer["errors"][0]["pointer"], &answer["errors"][0]["code"]),
            (&json!("/file_id"), &json!("not_found"))
        );
        answers.push(answer);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
}

#[tokio::test]
async fn a_file_that_is_not_ready_is_a_conflict() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let pending = announce(&alice, project, "a.csv", 3).await.expect(201).json()["file"].clone();
    let failed = upload(&t, &alice, project, "empty.csv", b"").await;
    assert_eq!(failed["upload_status"], "FAILED");
    let processing = announce(&alice, project, "b.csv", 3).await.expect(201).json()["file"].clone();
    let admin = t.database.superuser().await;
    let changed = admin
        .execute("update ingestion.files set upload_status = 'PROCESSING' where file_name = 'b.csv'", &[])
        .await
        .unwrap();
    assert_eq!(changed, 1);
    for (file, part) in [(pending, "upload it"), (processing, "being read"), (failed, "could not be read")] {
        let answer =
            request(&alice, project, &file, "MEAN", json!({ "columns": ["x"] })).await.expect(409).json();
        assert_eq!(answer["code"], "file_not_ready");
        assert!(answer["detail"].as_str().unwrap().contains(part), "{answer}");
    }
}

#[tokio::test]
async fn analyses_are_for_those_who_see_the_project() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, alice, project, "people.csv", PEOPLE).await;
    let parameters = json!({ "columns": ["age"] });
    let analysis = compute(&t, alice, project, &file, "MEAN", parameters.clone()).await;
    let (one, all) = (format!("/v1/analyses/{}", id(&analysis)), format!("/v1/projects/{project}/analyses"));

    let viewer = acme.user("vera", "viewer").await;
    let uploader = acme.user("ulf", "uploader").await;
    let stranger = t.organization("other").await.founder;
    for who in [&viewer, &stranger] {
        let hidden = who.get(&one).await.expect(404).json();
        let absent = who.get(&format!("/v1/analyses/{}", Uuid::nil())).await.expect(404).json();
        assert_eq!((&hidden["code"], &hidden["detail"]), (&absent["code"], &absent["detail"]));
        who.get(&all).await.expect(404);
        request(who, project, &file, "MEAN", parameters.clone()).await.expect(404);
    }
    alice
        .put(&format!("/v1/projects/{project}/members"), json!({ "user_ids": [viewer.id, uploader.id] }))
        .await
        .expect(200);
    viewer.get(&one).await.expect(200);
    viewer.get(&all).await.expect(200);
    // Even with a body that could not be read: 403 comes before 422.
    viewer.post(&all, json!({ "x": 1 })).await.expect(403);
    uploader.get(&one).await.expect(403);
    uploader.get(&all).await.expect(403);
    t.anonymous().get(&one).await.expect(401);
    alice.get("/v1/analyses/x").await.expect(404);
    alice.delete(&one).await.expect(405);

    alice.delete(&format!("/v1/projects/{project}")).await.expect(204);
    alice.get(&one).await.expect(404);
}

#[tokio::test]
async fn lists_page_and_filter_and_leave_results_out() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "people.csv", PEOPLE).await;
    let other = upload(&t, &alice, project, "other.csv", b"age\n1\n2\n").await;
    compute(&t, &alice, project, &file, "MEAN", json!({ "columns": ["age"] })).await;
    compute(&t, &alice, project, &other, "MEAN", json!({ "columns": ["age"] })).await;
    for column in ["city", "joined", "score"] {
        request(&alice, project, &file, "FREQUENCY", json!({ "column": column })).await.expect(202);
    }
    let path = format!("/v1/projects/{project}/analyses");
    let count = async |query: &str| {
        let page = alice.get(&format!("{path}{query}")).await.expect(200).json();
        page["data"].as_array().unwrap().len()
    };
    let page = alice.get(&path).await.expect(200).json();
    assert_eq!(page["data"].as_array().unwrap().len(), 5);
    assert!(page["data"].as_array().unwrap().iter().all(|analysis| analysis["result_data"].is_null()));
    assert_eq!(count("?status=SUCCEEDED").await, 2);
    assert_eq!(count("?calculation_type=FREQUENCY").await, 3);
    assert_eq!(count("?calculation_type=MEAN").await, 2);
    assert_eq!(count(&format!("?file_id={}", other["id"].as_str().unwrap())).await, 1);
    assert_eq!(count(&format!("?file_id={}", Uuid::nil())).await, 0);

    let mut seen = Vec::new();
    let mut next = format!("{path}?limit=2&sort=created_at");
    loop {
        let page = alice.get(&next).await.expect(200).json();
        seen.extend(page["data"].as_array().unwrap().iter().map(id));
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("{path}?limit=2&sort=created_at&cursor={cursor}"),
            None => break,
        }
    }
    let mut newest_first: Vec<_> = page["data"].as_array().unwrap().iter().map(id).collect();
    newest_first.reverse();
    assert_eq!(seen, newest_first);

    for (query, pointer) in [
        ("?status=DONE", "?status"),
        ("?calculation_type=MODE", "?calculation_type"),
        ("?file_id=x", "?file_id"),
        ("?sort=status", "?sort"),
        ("?limit=201", "?limit"),
        ("?q=x", "?q"),
    ] {
        assert_eq!(alice.get(&format!("{path}{query}")).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test]
async fn a_dry_run_asks_for_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "people.csv", PEOPLE).await;
    let body =
        json!({ "calculation_type": "MEAN", "file_id": file["id"], "parameters": { "columns": ["age"] } });
    let path = format!("/v1/projects/{project}/analyses");
    let answer = alice.post(&format!("{path}?dry_run=true"), body).await.expect(200).json();
    assert_eq!((&answer["status"], &answer["effects"]), (&json!(202), &json!(["analysis.run"])));
    assert_eq!(alice.get(&path).await.expect(200).json()["data"], json!([]));
    assert_eq!(queued(id(&answer["body"])).await.len(), 0);
}
