//! `/v1/bookmarks`.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestApp, files::announce};

fn bookmark(kind: &str, id: Uuid, name: &str) -> Value {
    json!({ "resource_type": kind, "resource_id": id, "bookmark_name": name, "tags": ["mine"] })
}

#[tokio::test]
async fn a_bookmark_is_its_persons_own() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "admin").await);
    let project = alice.project("Apollo").await;

    let created = alice.post("/v1/bookmarks", bookmark("project", project, " Moon ")).await.expect(201);

    let path = created.header("location");
    let found = created.json();
    assert_eq!((&found["bookmark_name"], &found["available"]), (&json!("Moon"), &json!(true)));
    assert_eq!(alice.get(path).await.expect(200).json(), found);
    let again = alice.post("/v1/bookmarks", bookmark("project", project, "x")).await.expect(409);
    assert_eq!(again.json()["code"], "already_bookmarked");
    bob.get(path).await.expect(404);
    bob.patch(path, json!({ "bookmark_name": "x" })).await.expect(404);
    bob.delete(path).await.expect(404);
    assert_eq!(bob.get("/v1/bookmarks").await.expect(200).json()["data"], json!([]));
    bob.post("/v1/bookmarks", bookmark("project", project, "Bob's")).await.expect(201);
    let patched = alice.patch(path, json!({ "tags": ["a", "b"] })).await.expect(200);
    assert_eq!((patched.header("etag"), &patched.json()["tags"]), ("\"2\"", &json!(["a", "b"])));
    alice.with("if-match", "\"1\"").patch(path, json!({})).await.expect(412);
    alice.with("if-match", "\"1\"").delete(path).await.expect(412);
    alice.delete(path).await.expect(204);
    assert_eq!(alice.get("/v1/bookmarks").await.expect(200).json()["data"], json!([]));
}

#[tokio::test]
async fn bookmarks_are_found_by_name_kind_and_word() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let file = announce(&alice, project, "a.csv", 1).await.expect(201).json()["file"]["id"].clone();
    let file: Uuid = file.as_str().unwrap().parse().unwrap();
    alice.post("/v1/bookmarks", bookmark("project", project, "Moon")).await.expect(201);
    let mut other = bookmark("file", file, "Cities");
    other["tags"] = json!(["geo"]);
    alice.post("/v1/bookmarks", other).await.expect(201);
    for (query, names) in [
        ("", vec!["Cities", "Moon"]),
        ("?sort=bookmark_name&limit=1", vec!["Cities"]),
        ("?q=oo", vec!["Moon"]),
        ("?resource_type=file", vec!["Cities"]),
        ("?tag=mine", vec!["Moon"]),
        ("?tag=geo&q=moon", vec![]),
    ] {
        let found = alice.get(&format!("/v1/bookmarks{query}")).await.expect(200).json();
        let found: Vec<_> = found["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["bookmark_name"].as_str().unwrap())
            .collect();
        assert_eq!(found, names, "{query}");
    }
}

#[tokio::test]
async fn what_one_can_no_longer_see_is_listed_without_its_name() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let (kept, hidden, deleted) =
        (alice.project("Kept").await, alice.project("Hidden").await, alice.project("Deleted").await);
    for project in [kept, hidden, deleted] {
        let members = format!("/v1/projects/{project}/members");
        alice.put(&members, json!({ "user_ids": [bob.id] })).await.expect(200);
        bob.post("/v1/bookmarks", bookmark("project", project, "A telling name")).await.expect(201);
    }
    alice.put(&format!("/v1/projects/{hidden}/members"), json!({ "user_ids": [] })).await.expect(200);
    alice.delete(&format!("/v1/projects/{deleted}")).await.expect(204);

    let list = bob.get("/v1/bookmarks").await.expect(200).json();

    for row in list["data"].as_array().unwrap() {
        let is_kept = row["resource_id"] == json!(kept);
        assert_eq!(row["available"], json!(is_kept));
        assert_eq!(row["bookmark_name"].is_null(), !is_kept);
        assert_eq!(row["tags"], if is_kept { json!(["mine"]) } else { json!([]) });
        let one = bob.get(&format!("/v1/bookmarks/{}", row["id"].as_str().unwrap())).await.expect(200);
        assert_eq!(&one.json(), row);
    }
    assert_eq!(list["data"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn only_what_one_can_see_can_be_marked() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let outsider = acme.user("outsider", "editor").await;
    let project = acme.founder.project("Apollo").await;
    let absent = outsider.post("/v1/bookmarks", bookmark("project", t.context.id(), "x")).await.expect(422);
    let hidden = outsider.post("/v1/bookmarks", bookmark("project", project, "x")).await.expect(422);
    assert_eq!(hidden.pointers(), ["/resource_id"]);
    assert_eq!(absent.json()["errors"], hidden.json()["errors"]);
    for (input, pointer) in [
        (json!({}), "/resource_type"),
        (bookmark("planet", project, "x"), "/resource_type"),
        (bookmark("project", project, " "), "/bookmark_name"),
        (bookmark("project", project, &"x".repeat(256)), "/bookmark_name"),
        (
            json!({ "resource_type": "project", "resource_id": project, "bookmark_name": "x", "tags": ["a", ""] }),
            "/tags/1",
        ),
    ] {
        let answer = acme.founder.post("/v1/bookmarks", input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
    }
}
