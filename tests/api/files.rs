//! `/v1/files`, and the function that reads them.

use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    files::{announce, bucket, event, get, message, post, send, upload},
};

const CITIES: &[u8] = b"zip,city,people,share\n01067,Dresden,563011,0.12\n20095,Hamburg,1892122,0.41\n80331,\"M\xc3\xbcnchen\",1512491,\n";

fn column<'a>(file: &'a Value, name: &str) -> &'a Value {
    file["columns_metadata"].as_array().unwrap().iter().find(|column| column["name"] == name).unwrap()
}

#[tokio::test]
async fn a_file_becomes_a_profile_a_twin_and_rows() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;

    let file = upload(&t, &alice, project, "cities.csv", CITIES).await;

    assert_eq!(file["upload_status"], "SUCCESS", "{file}");
    assert_eq!(
        (&file["format"], &file["row_count"], &file["rejected_count"]),
        (&json!("csv"), &json!(3), &json!(0))
    );
    assert_eq!(file["progress"], Value::Null);
    // Leading zeros are digits that count: no integer.
    assert!(["text", "category"].contains(&column(&file, "zip")["type"].as_str().unwrap()));
    assert_eq!(column(&file, "people")["type"], "integer");
    assert_eq!(column(&file, "people")["max"], "1892122");
    assert_eq!(column(&file, "share")["null_count"], 1);

    let rows = alice
        .get(&format!("/v1/files/{}/rows?limit=2", file["id"].as_str().unwrap()))
        .await
        .expect(200)
        .json();
    assert_eq!(rows["columns"], json!(["zip", "city", "people", "share"]));
    assert_eq!(rows["data"][0], json!(["01067", "Dresden", 563011, 0.12]));
    let path = format!(
        "/v1/files/{}/rows?limit=2&cursor={}",
        file["id"].as_str().unwrap(),
        rows["next_cursor"].as_str().unwrap()
    );
    let rest = alice.get(&path).await.expect(200).json();
    assert_eq!(rest["data"], json!([["80331", "München", 1512491, null]]));
    assert_eq!(rest["next_cursor"], Value::Null);
}

#[tokio::test]
async fn rejected_rows_are_listed_page_by_page_and_downloadable() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let mut bytes = b"a,b,c\n".to_vec();
    for n in 0..100 {
        bytes.extend(format!("{n},x,y\n").bytes());
        if n % 10 == 3 {
            bytes.extend(format!("{n},too,many,fields\n").bytes());
        }
    }
    let file = upload(&t, &alice, project, "ragged.csv", &bytes).await;
    assert_eq!(
        (&file["row_count"], &file["rejected_count"], &file["records_processed"]),
        (&json!(100), &json!(10), &json!(110)),
        "{file}"
    );

    let id = file["id"].as_str().unwrap();
    let mut rows = Vec::new();
    let mut path = format!("/v1/files/{id}/rejects?limit=4");
    loop {
        let page = alice.get(&path).await.expect(200).json();
        rows.extend(page["data"].as_array().unwrap().iter().map(|reject| reject["row"].as_u64().unwrap()));
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("/v1/files/{id}/rejects?limit=4&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(rows, [5, 16, 27, 38, 49, 60, 71, 82, 93, 104]);

    let download = alice
        .with("accept", "application/json")
        .get(&format!("/v1/files/{id}/download?variant=rejects"))
        .await
        .expect(200)
        .json();
    let text = reqwest::get(download["url"].as_str().unwrap()).await.unwrap().text().await.unwrap();
    assert!(text.starts_with("row,column,value,code,message\n5,"), "{text}");
    let redirect = alice.get(&format!("/v1/files/{id}/download")).await.expect(303);
    let original = reqwest::get(redirect.header("location")).await.unwrap();
    assert_eq!(
        original.headers()["content-disposition"],
        "attachment; filename=\"ragged.csv\"; filename*=UTF-8''ragged.csv"
    );
    assert_eq!(original.bytes().await.unwrap(), bytes);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_why() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    for (name, bytes) in [
        ("empty.csv", b"".as_slice()),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06"),
        ("broken.json", b"[{\"a\": 1}, {\"a\": "),
    ] {
        let file = upload(&t, &alice, project, name, bytes).await;
        assert_eq!(file["upload_status"], "FAILED", "{file}");
        assert!(!file["failure"]["message"].as_str().unwrap().is_empty());
        let id = file["id"].as_str().unwrap();
        assert_eq!(alice.get(&format!("/v1/files/{id}/rows")).await.json()["code"], "file_not_ready");
    }
    // Others are not hindered.
    assert_eq!(upload(&t, &alice, project, "cities.csv", CITIES).await["upload_status"], "SUCCESS");
}

#[tokio::test]
async fn what_arrives_must_be_what_was_announced() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    // The object store of the tests takes any size, so the reading function must notice.
    let created = announce(&alice, project, "short.csv", 5).await.expect(201).json();
    post(&created["upload"], CITIES).await;
    let file = created["file"]["id"].as_str().unwrap().parse().unwrap();
    on_file_uploaded::handle(&t.reader, &event(&alice, file).await).await.unwrap();
    assert_eq!(get(&alice, file).await["failure"]["code"], "size_mismatch");

    let body = json!({ "file_name": "a.csv", "size_bytes": CITIES.len(), "sha256": "0".repeat(64) });
    let created = alice.post(&format!("/v1/projects/{project}/files"), body).await.expect(201).json();
    post(&created["upload"], CITIES).await;
    let file = created["file"]["id"].as_str().unwrap().parse().unwrap();
    on_file_uploaded::handle(&t.reader, &event(&alice, file).await).await.unwrap();
    assert_eq!(get(&alice, file).await["failure"]["code"], "sha256_mismatch");
}

#[tokio::test]
async fn the_same_bytes_in_the_same_project_are_recognised() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (apollo, gemini) = (alice.project("Apollo").await, alice.project("Gemini").await);
    let first = upload(&t, &alice, apollo, "cities.csv", CITIES).await;
    let again = upload(&t, &alice, apollo, "copy.csv", CITIES).await;
    assert_eq!(again["duplicate_of"], first["id"]);

    let announced = json!({ "file_name": "c.csv", "size_bytes": CITIES.len(), "sha256": first["sha256"] });
    let known =
        alice.post(&format!("/v1/projects/{apollo}/files"), announced.clone()).await.expect(200).json();
    assert_eq!((&known["file"]["id"], &known["upload"]), (&first["id"], &Value::Null));
    alice.post(&format!("/v1/projects/{gemini}/files"), announced).await.expect(201);
}

#[tokio::test]
async fn an_event_that_comes_five_times_has_one_effect() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = send(&alice, project, "cities.csv", CITIES).await;
    let event = event(&alice, file).await;
    let deliveries = (0..5).map(|_| on_file_uploaded::handle(&t.reader, &event));
    for delivery in futures_util::future::join_all(deliveries).await {
        delivery.unwrap();
    }
    let after = get(&alice, file).await;
    assert_eq!(after["upload_status"], "SUCCESS");
    on_file_uploaded::handle(&t.reader, &event).await.unwrap();
    assert_eq!(get(&alice, file).await, after);
    let admin = t.database.superuser().await;
    let row = admin
        .query_one("select fence, attempts, (select count(*) from platform.audit_logs where action = 'processed') from ingestion.files", &[])
        .await
        .unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i32>(1), row.get::<_, i64>(2)), (1, 1, 1));
}

#[tokio::test]
async fn an_object_that_changes_after_it_was_read_is_not_taken() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "cities.csv", CITIES).await;
    let id = file["id"].as_str().unwrap();
    let key = format!("org/{}/files/{id}/original", alice.organization);
    on_file_uploaded::handle(&t.reader, &message(&key, 1, "another")).await.unwrap();
    assert_eq!(get(&alice, id.parse().unwrap()).await, file);
}

#[tokio::test]
async fn a_file_that_kills_its_reader_fails_for_good() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = send(&alice, project, "cities.csv", CITIES).await;
    let event = event(&alice, file).await;
    // Three workers claimed it and were never heard of again.
    let etag =
        serde_json::from_str::<Value>(&event.body).unwrap()["Records"][0]["s3"]["object"]["eTag"].clone();
    let admin = t.database.superuser().await;
    admin
        .execute(
            "update ingestion.files set upload_status = 'PROCESSING', attempts = 3, fence = 3, object_etag = $2, \
             lease_until = now() - interval '1 second' where id = $1",
            &[&file, &etag.as_str()],
        )
        .await
        .unwrap();
    on_file_uploaded::handle(&t.reader, &event).await.unwrap();
    assert_eq!(get(&alice, file).await["failure"]["code"], "parser_killed");
}

#[tokio::test]
async fn a_deleted_file_leaves_no_object() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = upload(&t, &alice, project, "cities.csv", CITIES).await;
    let id = file["id"].as_str().unwrap();
    let prefix = format!("org/{}/files/{id}/", alice.organization);
    assert_eq!(bucket().await.list(&prefix, None).await.unwrap().len(), 3);

    alice.delete(&format!("/v1/files/{id}")).await.expect(204);

    assert_eq!(bucket().await.list(&prefix, None).await.unwrap(), []);
    alice.get(&format!("/v1/files/{id}")).await.expect(404);
    let admin = t.database.superuser().await;
    let left: i64 = admin.query_one("select count(*) from platform.outbox", &[]).await.unwrap().get(0);
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_file_deleted_while_its_event_waits_leaves_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = send(&alice, project, "cities.csv", CITIES).await;
    let event = event(&alice, file).await;
    alice.delete(&format!("/v1/files/{file}")).await.expect(204);
    // The bytes came late.
    let key = format!("org/{}/files/{file}/original", alice.organization);
    bucket().await.write(&key, "text/csv", CITIES.to_vec()).await.unwrap();
    on_file_uploaded::handle(&t.reader, &event).await.unwrap();
    assert_eq!(bucket().await.list(&key, None).await.unwrap(), []);
}

#[tokio::test]
async fn a_large_file_goes_in_parts() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let line = b"some,values,to,fill,a,large,file,0123456789\n";
    let mut bytes = b"a,b,c,d,e,f,g,h\n".to_vec();
    while bytes.len() <= 65 * 1024 * 1024 {
        bytes.extend_from_slice(line);
    }
    let created = announce(&alice, project, "large.csv", bytes.len()).await.expect(201).json();
    assert_eq!(created["upload"]["method"], "MULTIPART");
    let part_size = created["upload"]["part_size"].as_u64().unwrap() as usize;
    let id = created["file"]["id"].as_str().unwrap();
    let parts = alice
        .post(&format!("/v1/files/{id}/parts"), json!({ "from": 1, "count": 100 }))
        .await
        .expect(200)
        .json();
    let parts = parts["parts"].as_array().unwrap().clone();
    assert_eq!(parts.len(), bytes.len().div_ceil(part_size));
    let client = reqwest::Client::new();
    let put = async |n: usize| {
        let end = bytes.len().min((n + 1) * part_size);
        let body = bytes[n * part_size..end].to_vec();
        let answer = client.put(parts[n]["url"].as_str().unwrap()).body(body).send().await.unwrap();
        assert!(answer.status().is_success());
    };
    for n in 1..parts.len() {
        put(n).await;
    }
    let early = alice.post(&format!("/v1/files/{id}/complete"), json!(null)).await;
    assert_eq!((early.status(), early.json()["code"].clone()), (409, json!("part_missing")));
    put(0).await;
    alice.post(&format!("/v1/files/{id}/complete"), json!(null)).await.expect(200);
    // A repeated request finds the work done.
    alice.post(&format!("/v1/files/{id}/complete"), json!(null)).await.expect(200);
    let file = id.parse().unwrap();
    on_file_uploaded::handle(&t.reader, &event(&alice, file).await).await.unwrap();
    let file = get(&alice, file).await;
    assert_eq!(file["upload_status"], "SUCCESS", "{file}");
    assert_eq!(file["row_count"].as_u64().unwrap() as usize, (bytes.len() - 16) / line.len());
}

#[tokio::test]
async fn bad_announcements_name_their_field() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let path = format!("/v1/projects/{project}/files");
    for (body, pointer) in [
        (json!({ "file_name": "a/b.csv", "size_bytes": 1 }), "/file_name"),
        (json!({ "file_name": "a.csv", "size_bytes": -1 }), "/size_bytes"),
        (json!({ "file_name": "a.csv", "size_bytes": 17_179_869_185_u64 }), "/size_bytes"),
        (json!({ "file_name": "a.csv", "size_bytes": 1, "sha256": "xyz" }), "/sha256"),
        (json!({ "file_name": "a.csv", "size_bytes": 1, "content_type": "x" }), "/content_type"),
        (
            json!({ "file_name": "a.csv", "size_bytes": 1, "options": { "delimiter": "ab" } }),
            "/options/delimiter",
        ),
        (
            json!({ "file_name": "a.csv", "size_bytes": 1, "options": { "delimeter": ";" } }),
            "/options/delimeter",
        ),
        (json!({ "file_name": "a.csv", "size_bytes": 1, "survey_id": 1 }), "/survey_id"),
    ] {
        let answer = alice.post(&path, body.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{body}");
    }
}

#[tokio::test]
async fn a_repeated_announcement_is_the_same_file_with_a_fresh_form() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let path = format!("/v1/projects/{project}/files");
    let body = json!({ "file_name": "a.csv", "size_bytes": 10 });
    let first = alice.with("idempotency-key", "k").post(&path, body.clone()).await.expect(201).json();
    t.advance(jiff::SignedDuration::from_secs(30));
    let again = alice.with("idempotency-key", "k").post(&path, body).await.expect(201).json();
    assert_eq!(first["file"]["id"], again["file"]["id"]);
    assert_ne!(first["upload"]["fields"]["x-amz-date"], again["upload"]["fields"]["x-amz-date"]);
}

#[tokio::test]
async fn files_are_for_those_who_see_the_project() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let project = acme.founder.project("Apollo").await;
    let file = upload(&t, &acme.founder, project, "cities.csv", CITIES).await;
    let id = file["id"].as_str().unwrap();
    let viewer = acme.user("vera", "viewer").await;
    let stranger = t.organization("other").await.founder;
    for who in [&viewer, &stranger] {
        for path in ["", "/rows", "/rejects", "/download"] {
            who.get(&format!("/v1/files/{id}{path}")).await.expect(404);
        }
        who.delete(&format!("/v1/files/{id}")).await.expect(404);
        who.get(&format!("/v1/projects/{project}/files")).await.expect(404);
    }
    acme.founder
        .put(&format!("/v1/projects/{project}/members"), json!({ "user_ids": [viewer.id] }))
        .await
        .expect(200);
    viewer.get(&format!("/v1/files/{id}")).await.expect(200);
    viewer.delete(&format!("/v1/files/{id}")).await.expect(403);
    announce(&viewer, project, "a.csv", 1).await.expect(403);
}
