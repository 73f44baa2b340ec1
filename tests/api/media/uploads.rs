//! From the announcement to READY, or to a reason.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    files::post,
    media::{announce, bucket, event, get, objects, png, send, upload},
};

#[tokio::test]
async fn an_image_becomes_ready_with_what_its_bytes_say() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let bytes = png(640, 480);

    let item = upload(
        &t,
        &alice,
        "Grüße.png",
        &bytes,
        json!({
            "title": " Greetings ", "alt_text": "A card", "description": "From Dresden", "content_type": "image/png",
        }),
    )
    .await;

    assert_eq!((&item["status"], &item["failure"]), (&json!("READY"), &Value::Null), "{item}");
    assert_eq!((&item["media_type"], &item["content_type"]), (&json!("image"), &json!("image/png")));
    assert_eq!((&item["width"], &item["height"], &item["inline"]), (&json!(640), &json!(480), &json!(true)));
    assert_eq!((&item["title"], &item["alt_text"]), (&json!("Greetings"), &json!("A card")));
    assert_eq!((&item["size_bytes"], &item["in_library"]), (&json!(bytes.len()), &json!(true)));
    assert_eq!(item["sha256"].as_str().unwrap().len(), 64);
    assert!(item["uploaded_at"].is_string() && item["processed_at"].is_string());
    // What is kept is the copy that no form reaches.
    let id = item["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(objects(&alice, id).await, ["verified"]);
}

#[tokio::test]
async fn a_wrong_announcement_is_corrected_within_its_sort_and_refused_beyond() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let jpeg = json!({ "content_type": "image/jpeg" });

    let corrected = upload(&t, &alice, "a.jpg", &png(1, 1), jpeg.clone()).await;
    assert_eq!((&corrected["status"], &corrected["content_type"]), (&json!("READY"), &json!("image/png")));

    let refused = upload(&t, &alice, "a.jpg", b"%PDF-1.7 and so on", jpeg).await;
    assert_eq!(
        (&refused["status"], &refused["failure"]["code"]),
        (&json!("FAILED"), &json!("type_mismatch"))
    );
    assert!(refused["failure"]["message"].as_str().unwrap().contains("PDF"), "{refused}");
}

#[tokio::test]
async fn what_cannot_be_kept_fails_with_a_reason_and_leaves_no_object() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    for (name, bytes, code) in [
        ("page.png", [b"\x89PNG\r\n\x1a\n<html><script>".as_slice()].concat(), "image_damaged"),
        ("page.txt", b"<!doctype html><script>alert(1)</script>".to_vec(), "type_not_taken"),
        ("bomb.png", png(100_000, 100_000), "image_too_large"),
        ("empty.png", png(0, 0), "image_damaged"),
        ("entities.svg", b"<!DOCTYPE svg [<!ENTITY a 'a'>]><svg>&a;</svg>".to_vec(), "svg_entities"),
        ("program.exe", b"MZ\x90\0\x03".to_vec(), "type_not_taken"),
    ] {
        let item = upload(&t, &alice, name, &bytes, json!({})).await;
        assert_eq!((&item["status"], &item["failure"]["code"]), (&json!("FAILED"), &json!(code)), "{item}");
        assert!(item["failure"]["message"].as_str().unwrap().len() > 20);
        let id = item["id"].as_str().unwrap();
        let refused = alice.get(&format!("/v1/media/{id}/download")).await.expect(409);
        assert_eq!(refused.json()["code"], "media_not_ready");
        assert_eq!(objects(&alice, id.parse().unwrap()).await, [""; 0], "{name}");
    }
    // Others are not hindered.
    assert_eq!(upload(&t, &alice, "a.png", &png(1, 1), json!({})).await["status"], "READY");
}

#[tokio::test]
async fn what_arrives_must_be_what_was_announced() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    // The object store of the tests takes any size, so the function must notice.
    for (sent, code) in [(png(1, 1), "size_mismatch"), (Vec::new(), "size_mismatch")] {
        let created = announce(&alice, "a.png", b"other", json!({})).await;
        post(&created["upload"], &sent).await;
        let id: Uuid = created["media"]["id"].as_str().unwrap().parse().unwrap();
        on_media_uploaded::handle(&t.looker, &event(&alice, id).await).await.unwrap();
        assert_eq!(get(&alice, id).await["failure"]["code"], code);
    }
    let item = upload(&t, &alice, "a.png", &png(1, 1), json!({ "sha256": "0".repeat(64) })).await;
    assert_eq!(item["failure"]["code"], "sha256_mismatch");
}

#[tokio::test]
async fn each_wrong_field_is_named() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    for (change, pointer) in [
        (json!({ "file_name": "a/b.png" }), "/file_name"),
        (json!({ "file_name": "" }), "/file_name"),
        (json!({ "size_bytes": 0 }), "/size_bytes"),
        (json!({ "size_bytes": 104_857_601 }), "/size_bytes"),
        (json!({ "size_bytes": u64::MAX }), "/size_bytes"),
        (json!({ "size_bytes": -1 }), "/size_bytes"),
        (json!({ "content_type": "text/html" }), "/content_type"),
        (json!({ "content_type": "image" }), "/content_type"),
        (json!({ "sha256": "00" }), "/sha256"),
        (json!({ "title": "x".repeat(201) }), "/title"),
        (json!({ "alt_text": "x".repeat(1001) }), "/alt_text"),
        (json!({ "description": "x".repeat(5001) }), "/description"),
        (json!({ "caption": "x" }), "/caption"),
        (json!({ "resource_type": "project" }), "/resource_id"),
        (json!({ "resource_id": project }), "/resource_type"),
        (json!({ "resource_type": "planet", "resource_id": project }), "/resource_type"),
        (json!({ "resource_type": "media", "resource_id": project }), "/resource_type"),
        (json!({ "resource_type": "file", "resource_id": project }), "/resource_id"),
        (json!({ "colour": "blue" }), "/colour"),
    ] {
        let mut body = json!({ "file_name": "a.png", "size_bytes": 1 });
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = alice.post("/v1/media", body).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{change}");
    }
    alice.put("/v1/settings/max_media_size_mb", json!({ "setting_value": 1 })).await.expect(200);
    let body = json!({ "file_name": "a.png", "size_bytes": 1_048_577 });
    assert_eq!(alice.post("/v1/media", body).await.expect(422).pointers(), ["/size_bytes"]);
    assert_eq!(alice.get("/v1/media").await.json()["data"], json!([]));
}

#[tokio::test]
async fn the_form_takes_one_key_one_size_one_type_for_five_minutes() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let created = announce(&alice, "a.png", b"12345", json!({ "content_type": "image/png" })).await;
    let upload = &created["upload"];
    assert_eq!(upload["method"], "POST");
    let key =
        format!("org/{}/media/{}/original", alice.organization, created["media"]["id"].as_str().unwrap());
    assert_eq!(upload["fields"]["key"], key);
    let policy = base64::Engine::decode(
        &base64::prelude::BASE64_STANDARD,
        upload["fields"]["policy"].as_str().unwrap(),
    );
    let policy: Value = serde_json::from_slice(&policy.unwrap()).unwrap();
    let conditions = policy["conditions"].as_array().unwrap();
    for condition in
        [json!(["content-length-range", 5, 5]), json!({ "key": key }), json!({ "Content-Type": "image/png" })]
    {
        assert!(conditions.contains(&condition), "{policy}");
    }
}

#[tokio::test]
async fn the_same_key_gets_the_same_item_and_a_form_signed_anew() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let keyed = alice.with("idempotency-key", "k");
    let body = json!({ "file_name": "a.png", "size_bytes": 5 });
    let first = keyed.post("/v1/media", body.clone()).await.expect(201).json();
    t.advance(jiff::SignedDuration::from_mins(6));
    let again = keyed.post("/v1/media", body).await.expect(201).json();
    assert_eq!(first["media"]["id"], again["media"]["id"]);
    assert_ne!(first["upload"]["fields"]["policy"], again["upload"]["fields"]["policy"]);
    let body = json!({ "file_name": "dry.png", "size_bytes": 5 });
    assert_eq!(alice.post("/v1/media?dry_run=true", body).await.expect(200).json()["status"], 201);
    assert_eq!(alice.get("/v1/media?q=dry").await.json()["data"], json!([]));
}

#[tokio::test]
async fn events_that_come_twice_late_or_for_nothing_change_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let created = announce(&alice, "a.png", &png(2, 2), json!({})).await;
    post(&created["upload"], &png(2, 2)).await;
    let id: Uuid = created["media"]["id"].as_str().unwrap().parse().unwrap();
    let event = event(&alice, id).await;
    on_media_uploaded::handle(&t.looker, &event).await.unwrap();
    let ready = get(&alice, id).await;
    assert_eq!(ready["status"], "READY");

    on_media_uploaded::handle(&t.looker, &event).await.unwrap();
    assert_eq!(get(&alice, id).await, ready);

    // The form works once more within its minutes: what it brings is not taken, and nobody gets to read it.
    post(&created["upload"], &png(9, 9)).await;
    let second = crate::harness::media::event(&alice, id).await;
    on_media_uploaded::handle(&t.looker, &second).await.unwrap();
    assert_eq!(get(&alice, id).await, ready);
    assert_eq!(objects(&alice, id).await, ["verified"]);
    let key = format!("org/{}/media/{id}/verified", alice.organization);
    let stored = bucket().await.read_range(&key, 16, 8).await.unwrap();
    assert_eq!(stored.as_ref(), [0, 0, 0, 2, 0, 0, 0, 2]);

    // The event comes after the item was deleted.
    let gone = send(&alice, "b.png", &png(3, 3), json!({})).await;
    let late = crate::harness::media::event(&alice, gone).await;
    alice.delete(&format!("/v1/media/{gone}")).await.expect(204);
    on_media_uploaded::handle(&t.looker, &late).await.unwrap();
    assert_eq!(objects(&alice, gone).await, [""; 0]);
    alice.get(&format!("/v1/media/{gone}")).await.expect(404);
}

#[tokio::test]
async fn bytes_that_are_here_are_recognised() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (acme.founder.clone(), acme.user("bob", "editor").await);
    let eve = t.organization("globex").await.founder;
    let project = alice.project("Apollo").await;
    let bytes = png(5, 5);
    let first = upload(&t, &alice, "a.png", &bytes, json!({})).await;
    let again = upload(&t, &bob, "copy.png", &bytes, json!({})).await;
    assert_eq!(again["duplicate_of"], first["id"]);

    // Nothing needs to be sent, and it hangs where it was to hang; once.
    let body = json!({
        "file_name": "c.png", "size_bytes": bytes.len(), "sha256": first["sha256"],
        "resource_type": "project", "resource_id": project, "caption": "Here",
    });
    for _ in 0..2 {
        let known = alice.post("/v1/media", body.clone()).await.expect(200).json();
        assert_eq!((&known["media"]["id"], &known["upload"]), (&first["id"], &Value::Null));
    }
    let place = format!("/v1/media-links?resource_type=project&resource_id={project}");
    let links = alice.get(&place).await.expect(200).json();
    assert_eq!(links["data"].as_array().unwrap().len(), 1);
    assert_eq!(links["data"][0]["caption"], "Here");

    // Another organization learns nothing, and neither does a colleague of what is hidden from them.
    let plain = json!({ "file_name": "c.png", "size_bytes": bytes.len(), "sha256": first["sha256"] });
    assert!(eve.post("/v1/media", plain).await.expect(201).json()["upload"].is_object());
    let secret = png(6, 6);
    let hidden = upload(&t, &alice, "s.png", &secret, json!({ "in_library": false })).await;
    let probe = json!({ "file_name": "c.png", "size_bytes": secret.len(), "sha256": hidden["sha256"] });
    assert!(bob.post("/v1/media", probe).await.expect(201).json()["upload"].is_object());
    let same = upload(&t, &bob, "s.png", &secret, json!({})).await;
    assert_eq!(same["duplicate_of"], Value::Null);
}

#[tokio::test]
async fn what_is_said_about_an_item_changes_and_its_bytes_do_not() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let item = upload(&t, &alice, "a.png", &png(1, 1), json!({ "title": "A" })).await;
    let path = format!("/v1/media/{}", item["id"].as_str().unwrap());
    let etag = alice.get(&path).await.header("etag").to_owned();

    let patched = alice
        .with("if-match", &etag)
        .patch(&path, json!({ "title": "B", "description": "New", "alt_text": null }))
        .await
        .expect(200);

    let changed = patched.json();
    assert_eq!((&changed["title"], &changed["description"]), (&json!("B"), &json!("New")));
    assert_eq!((&changed["sha256"], &changed["file_name"]), (&item["sha256"], &json!("a.png")));
    alice.with("if-match", &etag).patch(&path, json!({ "title": "C" })).await.expect(412);
    alice.with("if-match", &etag).delete(&path).await.expect(412);
    for (patch, pointer) in [
        (json!({ "file_name": null }), "/file_name"),
        (json!({ "status": "READY" }), "/status"),
        (json!({ "in_library": false }), "/in_library"),
    ] {
        assert_eq!(alice.patch(&path, patch).await.expect(422).pointers(), [pointer]);
    }
    let id: Uuid = item["id"].as_str().unwrap().parse().unwrap();
    alice.delete(&path).await.expect(204);
    assert_eq!(objects(&alice, id).await, [""; 0]);
    alice.delete(&path).await.expect(404);
}
