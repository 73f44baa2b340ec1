//! What a plan does not allow is refused, and everything else goes on.

use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    files::{announce, bucket, event, get, send, upload},
    http::Answer,
    jobs::{Jobs, original},
    media,
    usage::{choose, told, truth, usage},
};

const MIB: usize = 1024 * 1024;

fn refused(answer: &Answer) -> Value {
    let body = answer.json();
    assert_eq!((answer.status(), &body["code"]), (409, &json!("quota_exceeded")), "{body}");
    body["quota"].clone()
}

async fn projects(user: &User, count: usize) -> Vec<Uuid> {
    let mut made = Vec::new();
    for n in 0..count {
        made.push(user.project(&format!("Project {n}")).await);
    }
    made
}

#[tokio::test]
async fn a_smaller_plan_lets_everything_be_read_and_nothing_more_be_made() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let made = projects(&alice, 6).await;
    let path = format!("/v1/organizations/{}/subscription", alice.organization);
    let preview = alice.patch(&format!("{path}?dry_run=true"), json!({ "plan": "free" })).await.expect(200);
    assert_eq!(preview.json()["body"]["over_quota"], json!(["projects"]));
    assert_eq!(alice.get(&path).await.json()["plan"], "business", "a preview changes nothing");

    assert_eq!(choose(&alice, "free").await["over_quota"], json!(["projects"]));

    let one_more = alice.post("/v1/projects", json!({ "name": "One more" })).await;
    assert_eq!(refused(&one_more), json!({ "name": "projects", "limit": 5, "used": 6 }));
    let detail = one_more.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("5 projects") && detail.contains("delete a project"), "{detail}");
    refused(&alice.post("/v1/projects?dry_run=true", json!({ "name": "One more" })).await);
    assert_eq!(alice.get("/v1/projects").await.expect(200).json()["data"].as_array().unwrap().len(), 6);
    alice.patch(&format!("/v1/projects/{}", made[0]), json!({ "status": "active" })).await.expect(200);
    assert_eq!(
        usage(&alice).await["projects"],
        json!({ "used": 6, "reserved": 0, "limit": 5, "percent": 120.0 })
    );

    for project in &made[..2] {
        alice.delete(&format!("/v1/projects/{project}")).await.expect(204);
    }
    alice.post("/v1/projects?dry_run=true", json!({ "name": "One more" })).await.expect(200);
    alice.project("One more").await;
    refused(&alice.post("/v1/projects", json!({ "name": "Two more" })).await);
    choose(&alice, "starter").await;
    alice.project("Two more").await;
    assert_eq!(told(&alice).await, truth(&t, alice.organization).await);
}

#[tokio::test]
async fn an_ended_trial_is_a_smaller_plan() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = projects(&alice, 6).await[0];
    announce(&alice, project, "a.csv", 40 * MIB).await.expect(201);
    t.advance(SignedDuration::from_hours(30 * 24));
    let alice = t.sign_in(&alice.email).await;

    refused(&alice.post("/v1/projects", json!({ "name": "One more" })).await);
    // Blocks that were given out under the trial's limit are worth nothing under this one.
    let too_much = announce(&alice, project, "b.csv", 1000 * MIB).await;
    assert_eq!(refused(&too_much), json!({ "name": "stored_bytes", "limit": 1024 * MIB, "used": 40 * MIB }));
    announce(&alice, project, "b.csv", 60 * MIB).await.expect(201);
    assert_eq!(told(&alice).await, [1, 6, 100 * MIB as i64]);
}

#[tokio::test]
async fn bytes_are_reserved_where_a_file_is_announced_used_where_it_is_read_and_back_where_it_goes() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let bytes = b"a,b\n1,2\n";
    let file = send(&alice, project, "a.csv", bytes).await;
    let stored = async || usage(&alice).await["stored_bytes"].clone();
    assert_eq!((&stored().await["used"], &stored().await["reserved"]), (&json!(0), &json!(8)));

    on_file_uploaded::handle(&t.reader, &event(&alice, file).await).await.unwrap();
    assert_eq!(get(&alice, file).await["upload_status"], "SUCCESS");
    assert_eq!((&stored().await["used"], &stored().await["reserved"]), (&json!(8), &json!(0)));
    // The event comes again.
    on_file_uploaded::handle(&t.reader, &event(&alice, file).await).await.unwrap();
    assert_eq!(told(&alice).await, truth(&t, alice.organization).await);

    // What cannot be read is stored all the same, and can be downloaded, until somebody deletes it.
    let failed = upload(&t, &alice, project, "b.csv", b"\x00\x01\x02").await;
    assert_eq!(failed["upload_status"], "FAILED");
    assert_eq!((&stored().await["used"], &stored().await["reserved"]), (&json!(11), &json!(0)));
    alice.delete(&format!("/v1/files/{}", failed["id"].as_str().unwrap())).await.expect(204);
    alice.delete(&format!("/v1/files/{file}")).await.expect(204);
    assert_eq!(told(&alice).await, [1, 1, 0]);
}

#[tokio::test]
async fn media_take_up_room_until_they_come_to_nothing_or_go() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let stored = async || {
        let stored = usage(&alice).await["stored_bytes"].clone();
        assert_eq!(told(&alice).await, truth(&t, alice.organization).await);
        [stored["used"].as_u64().unwrap(), stored["reserved"].as_u64().unwrap()]
    };
    let picture = media::png(4, 4);
    let size = picture.len() as u64;
    let item = media::send(&alice, "a.png", &picture, json!({})).await;
    assert_eq!(stored().await, [0, size]);
    // The event comes twice.
    let event = media::event(&alice, item).await;
    for _ in 0..2 {
        on_media_uploaded::handle(&t.looker, &event).await.unwrap();
    }
    assert_eq!(stored().await, [size, 0]);
    let failed = media::upload(&t, &alice, "b.png", &picture, json!({ "sha256": "0".repeat(64) })).await;
    assert_eq!((&failed["status"], stored().await), (&json!("FAILED"), [size, 0]));
    for id in [&json!(item), &failed["id"]] {
        alice.delete(&format!("/v1/media/{}", id.as_str().unwrap())).await.expect(204);
    }
    assert_eq!(stored().await, [0, 0]);

    choose(&alice, "free").await;
    let large = json!({ "file_name": "c.pdf", "size_bytes": 100 * MIB });
    for _ in 0..10 {
        alice.post("/v1/media", large.clone()).await.expect(201);
    }
    let refusal = alice.post("/v1/media", large).await;
    assert_eq!(refused(&refusal), json!({ "name": "stored_bytes", "limit": 1024 * MIB, "used": 1000 * MIB }));
    assert_eq!(told(&alice).await, truth(&t, alice.organization).await);
}

#[tokio::test]
async fn what_arrives_counts_not_what_was_announced() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    for (announced, arrived) in [(100_usize, 3_usize), (3, 100)] {
        let created = announce(&alice, project, "a.csv", announced).await.expect(201).json();
        let file: Uuid = created["file"]["id"].as_str().unwrap().parse().unwrap();
        // Past the form, which takes the announced size only.
        let key = original(&alice, file);
        bucket().await.write(&key, "text/csv", vec![b'x'; arrived]).await.unwrap();
        let before = told(&alice).await[2];
        on_file_uploaded::handle(&t.reader, &event(&alice, file).await).await.unwrap();
        assert_eq!(get(&alice, file).await["failure"]["code"], "size_mismatch");
        let after = told(&alice).await;
        assert_eq!(after[2] - before, i64::try_from(arrived).unwrap() - i64::try_from(announced).unwrap());
        assert_eq!(after, truth(&t, alice.organization).await);
    }
}

#[tokio::test]
async fn a_true_up_is_taken_even_where_it_is_not_there() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    choose(&alice, "free").await;
    announce(&alice, project, "full.csv", 1024 * MIB - 3).await.expect(201);
    let created = announce(&alice, project, "a.csv", 3).await.expect(201).json();
    let file: Uuid = created["file"]["id"].as_str().unwrap().parse().unwrap();
    bucket().await.write(&original(&alice, file), "text/csv", vec![b'x'; 50]).await.unwrap();
    on_file_uploaded::handle(&t.reader, &event(&alice, file).await).await.unwrap();
    assert_eq!(told(&alice).await[2], 1024 * MIB as i64 + 47);
    refused(&announce(&alice, project, "b.csv", 1).await);
    alice.delete(&format!("/v1/files/{file}")).await.expect(204);
    announce(&alice, project, "b.csv", 3).await.expect(201);
    refused(&announce(&alice, project, "c.csv", 1).await);
}

#[tokio::test]
async fn what_is_given_back_above_the_limit_is_no_room() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let mut files = Vec::new();
    for n in 0..4 {
        let created = announce(&alice, project, &format!("{n}.csv"), 400 * MIB).await.expect(201).json();
        files.push(created["file"]["id"].as_str().unwrap().to_owned());
    }
    choose(&alice, "free").await;
    refused(&announce(&alice, project, "a.csv", 1).await);
    for (file, room) in files.iter().zip([0, 224, 624, 1024]) {
        alice.delete(&format!("/v1/files/{file}")).await.expect(204);
        refused(&announce(&alice, project, "a.csv", room * MIB + 1).await);
        if room > 0 {
            let path = format!("/v1/projects/{project}/files?dry_run=true");
            let fits = json!({ "file_name": "a.csv", "size_bytes": room * MIB });
            alice.post(&path, fits).await.expect(200);
        }
    }
    assert_eq!(told(&alice).await, truth(&t, alice.organization).await);
}

#[tokio::test]
async fn a_large_upload_is_refused_before_it_begins() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    choose(&alice, "free").await;
    let refusal = announce(&alice, project, "a.csv", 1024 * MIB + 1).await;
    assert_eq!(refused(&refusal), json!({ "name": "stored_bytes", "limit": 1024 * MIB, "used": 0 }));
    announce(&alice, project, "a.csv", 1024 * MIB).await.expect(201);
    refused(&announce(&alice, project, "b.csv", 1).await);
}

#[tokio::test]
async fn what_expires_and_what_is_purged_is_given_back() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let jobs = Jobs::new(&t).await;
    let [kept, going] = [alice.project("Kept").await, alice.project("Going").await];
    announce(&alice, kept, "never.csv", 1000).await.expect(201);
    announce(&alice, going, "a.csv", 500).await.expect(201);
    alice.delete(&format!("/v1/projects/{going}")).await.expect(204);
    assert_eq!(
        told(&alice).await,
        [1, 1, 1500],
        "the files of a deleted project are there until it is purged"
    );

    t.advance(SignedDuration::from_hours(49));
    let report = jobs.retain().await;
    assert_eq!((report.failures, report.finished), (0, true));
    let alice = t.sign_in(&alice.email).await;
    assert_eq!(told(&alice).await, [1, 1, 0]);
    t.advance(SignedDuration::from_hours(31 * 24));
    let report = jobs.retain().await;
    let counts = report.organizations.values().next().copied().unwrap();
    assert_eq!((counts.projects, counts.files, counts.usage_repaired), (1, 1, 0));
    let alice = t.sign_in(&alice.email).await;
    assert_eq!(told(&alice).await, truth(&t, alice.organization).await);
}

#[tokio::test]
async fn a_repeated_request_counts_once() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let keyed = alice.with("idempotency-key", "k");
    keyed.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
    for _ in 0..3 {
        let again = keyed.post("/v1/projects", json!({ "name": "Apollo" })).await.expect(201);
        assert_eq!(again.header("idempotency-replayed"), "true");
    }
    assert_eq!(told(&alice).await, [1, 1, 0]);
    // A refusal is not kept: the same request goes through once there is room.
    choose(&alice, "free").await;
    let others = projects(&alice, 4).await;
    let keyed = alice.with("idempotency-key", "full");
    refused(&keyed.post("/v1/projects", json!({ "name": "Gemini" })).await);
    alice.delete(&format!("/v1/projects/{}", others[0])).await.expect(204);
    keyed.post("/v1/projects", json!({ "name": "Gemini" })).await.expect(201);
    assert_eq!(told(&alice).await, [1, 5, 0]);
}
