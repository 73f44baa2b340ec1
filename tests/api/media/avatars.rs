//! `/v1/me/avatar`: a face for one organization, and for no other.

use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    media::{announce, png, upload},
};

#[tokio::test]
async fn a_face_is_shown_to_colleagues_and_to_nobody_else() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (acme.user("alice", "uploader").await, acme.user("bob", "viewer").await);
    let eve = t.organization("globex").await.founder;
    let item = upload(&t, &alice, "me.png", &png(64, 64), json!({ "in_library": false })).await;
    let id = item["id"].as_str().unwrap();
    let path = format!("/v1/media/{id}");
    alice.get("/v1/me/avatar").await.expect(404);
    assert_eq!(alice.get("/v1/me").await.json()["avatar_media_id"], Value::Null);
    bob.get(&path).await.expect(404);

    alice.put("/v1/me/avatar", json!({ "media_id": id })).await.expect(200);

    assert_eq!(alice.get("/v1/me").await.json()["avatar_media_id"], id);
    assert_eq!(alice.get("/v1/me/avatar").await.expect(200).json()["id"], id);
    bob.get(&path).await.expect(200);
    bob.get(&format!("{path}/download?disposition=inline")).await.expect(303);
    eve.get(&path).await.expect(404);

    alice.delete("/v1/me/avatar").await.expect(204);
    alice.delete("/v1/me/avatar").await.expect(204);
    bob.get(&path).await.expect(404);
    alice.get(&path).await.expect(200);

    // Deleting the image takes the face away.
    alice.put("/v1/me/avatar", json!({ "media_id": id })).await.expect(200);
    alice.delete(&path).await.expect(204);
    assert_eq!(alice.get("/v1/me").await.json()["avatar_media_id"], Value::Null);
    let admin = t.database.superuser().await;
    let changes =
        "select count(*) from platform.audit_logs where action = 'avatar_changed' and resource_id = $1";
    assert_eq!(admin.query_one(changes, &[&alice.id]).await.unwrap().get::<_, i64>(0), 3);
}

#[tokio::test]
async fn only_a_small_picture_of_ones_own_that_is_ready_is_a_face() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = acme.user("alice", "editor").await;
    let eve = t.organization("globex").await.founder;
    let others = upload(&t, &acme.founder, "a.png", &png(1, 1), json!({})).await;
    let foreign = upload(&t, &eve, "a.png", &png(2, 1), json!({})).await;
    let drawing = upload(&t, &alice, "a.svg", b"<svg/>", json!({})).await;
    let text = upload(&t, &alice, "a.txt", b"hello", json!({})).await;
    let mut heavy = png(3, 1);
    heavy.resize(5 * 1024 * 1024 + 1, 0);
    let heavy = upload(&t, &alice, "a.png", &heavy, json!({})).await;
    for (media_id, code) in [
        (others["id"].clone(), "not_found"),
        (foreign["id"].clone(), "not_found"),
        (json!(t.context.id()), "not_found"),
        (drawing["id"].clone(), "not_an_image"),
        (text["id"].clone(), "not_an_image"),
        (heavy["id"].clone(), "too_large"),
    ] {
        let refused = alice.put("/v1/me/avatar", json!({ "media_id": media_id })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["pointer"], "/media_id");
        assert_eq!(refused["errors"][0]["code"], code);
    }
    let pending = announce(&alice, "a.png", b"1", json!({})).await;
    let refused = alice.put("/v1/me/avatar", json!({ "media_id": pending["media"]["id"] })).await.expect(409);
    assert_eq!(refused.json()["code"], "media_not_ready");
    alice.get("/v1/me/avatar").await.expect(404);
}
