//! `/v1/tags` and `/v1/taggings`.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User},
    files::announce,
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

async fn tag(user: &User, name: &str) -> Uuid {
    let tag = user.post("/v1/tags", json!({ "name": name })).await.expect(201).json();
    tag["id"].as_str().unwrap().parse().unwrap()
}

fn taggings(kind: &str, id: Uuid) -> String {
    format!("/v1/taggings?resource_type={kind}&resource_id={id}")
}

fn names(answer: &Value) -> Vec<&str> {
    answer["data"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_tag_reads_back_and_its_name_is_taken_whatever_its_case() {
    let (t, acme) = acme().await;
    let alice = acme.founder;
    let input =
        json!({ "name": " Urgent ", "description": "Today", "color": "#ff0000", "category": "priority" });

    let created = alice.post("/v1/tags", input).await.expect(201);

    let tag = created.json();
    assert_eq!((&tag["name"], &tag["usage_count"]), (&json!("Urgent"), &json!(0)));
    let path = created.header("location");
    assert_eq!(alice.get(path).await.expect(200).json(), tag);
    assert_eq!(
        alice.post("/v1/tags", json!({ "name": "urgent" })).await.expect(409).json()["code"],
        "name_taken"
    );
    let plain = alice.post("/v1/tags", json!({ "name": "plain" })).await.expect(201).json();
    assert_eq!((&plain["color"], &plain["category"]), (&json!("#3B82F6"), &json!("")));
    let patched = alice.patch(path, json!({ "name": "URGENT", "color": null })).await.expect(200);
    assert_eq!((&patched.json()["name"], &patched.json()["color"]), (&json!("URGENT"), &json!("#3B82F6")));
    assert_eq!(patched.header("etag"), "\"2\"");
    alice.with("if-match", "\"1\"").patch(path, json!({})).await.expect(412);
    alice.with("if-match", "\"1\"").delete(path).await.expect(412);
    let list = alice.get("/v1/tags?q=URG&category=priority&sort=name").await.expect(200).json();
    assert_eq!(names(&list), ["URGENT"]);
    let other = t.organization("other").await.founder;
    other.post("/v1/tags", json!({ "name": "Urgent" })).await.expect(201);
    assert_eq!(names(&other.get("/v1/tags").await.expect(200).json()), ["Urgent"]);
}

#[tokio::test]
async fn every_wrong_field_of_a_tag_is_named() {
    let (_, acme) = acme().await;
    for (input, pointer) in [
        (json!({}), "/name"),
        (json!({ "name": " " }), "/name"),
        (json!({ "name": "x".repeat(51) }), "/name"),
        (json!({ "name": "a", "color": "red" }), "/color"),
        (json!({ "name": "a", "color": "#12345" }), "/color"),
        (json!({ "name": "a", "color": "#12345\u{e9}" }), "/color"),
        (json!({ "name": "a", "category": "x".repeat(51) }), "/category"),
        (json!({ "name": "a", "description": "x".repeat(2001) }), "/description"),
        (json!({ "name": "a", "usage_count": 1 }), "/usage_count"),
    ] {
        let answer = acme.founder.post("/v1/tags", input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
    }
}

#[tokio::test]
async fn things_carry_tags_and_are_found_by_them() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let (apollo, gemini) = (alice.project("Apollo").await, alice.project("Gemini").await);
    let file = announce(alice, apollo, "a.csv", 1).await.expect(201).json()["file"]["id"].clone();
    let file: Uuid = file.as_str().unwrap().parse().unwrap();
    let (red, blue) = (tag(alice, "red").await, tag(alice, "blue").await);

    let put =
        alice.put(&taggings("project", apollo), json!({ "tag_ids": [red, blue, red] })).await.expect(200);
    alice.put(&taggings("file", file), json!({ "tag_ids": [red] })).await.expect(200);

    assert_eq!(names(&put.json()), ["blue", "red"]);
    assert_eq!(alice.get(&taggings("project", apollo)).await.expect(200).json(), {
        let mut expected = put.json();
        expected["data"][1]["usage_count"] = json!(2);
        expected
    });
    let found = alice.get(&format!("/v1/projects?tag={blue}")).await.expect(200).json();
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    assert_eq!(found["data"][0]["id"], json!(apollo));
    let files = alice.get(&format!("/v1/projects/{apollo}/files?tag={red}")).await.expect(200).json();
    assert_eq!(files["data"][0]["id"], json!(file));
    let files = alice.get(&format!("/v1/projects/{apollo}/files?tag={blue}")).await.expect(200).json();
    assert_eq!(files["data"], json!([]));
    assert_eq!(alice.get("/v1/projects?tag=red").await.expect(422).pointers(), ["?tag"]);
    alice.delete(&format!("/v1/files/{file}")).await.expect(204);
    assert_eq!(alice.get(&format!("/v1/tags/{red}")).await.expect(200).json()["usage_count"], 1);
    alice.put(&taggings("project", apollo), json!({ "tag_ids": [] })).await.expect(200);
    assert_eq!(alice.get(&taggings("project", gemini)).await.expect(200).json(), json!({ "data": [] }));
}

#[tokio::test]
async fn merging_keeps_every_thing_tagged_once() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let (one, both) = (alice.project("One").await, alice.project("Both").await);
    let (urgent, asap) = (tag(alice, "urgent").await, tag(alice, "asap").await);
    alice.put(&taggings("project", one), json!({ "tag_ids": [asap] })).await.expect(200);
    alice.put(&taggings("project", both), json!({ "tag_ids": [asap, urgent] })).await.expect(200);
    let path = format!("/v1/tags/{asap}/merge");
    let stranger = tag(&t.organization("other").await.founder, "theirs").await;
    for into in [asap, stranger, t.context.id()] {
        assert_eq!(alice.post(&path, json!({ "into": into })).await.expect(422).pointers(), ["/into"]);
    }

    let stayed = alice.post(&path, json!({ "into": urgent })).await.expect(200).json();

    assert_eq!((&stayed["name"], &stayed["usage_count"]), (&json!("urgent"), &json!(2)));
    alice.get(&format!("/v1/tags/{asap}")).await.expect(404);
    assert_eq!(names(&alice.get(&taggings("project", one)).await.json()), ["urgent"]);
    alice.delete(&format!("/v1/tags/{urgent}")).await.expect(204);
    assert_eq!(names(&alice.get(&taggings("project", both)).await.json()), Vec::<&str>::new());
    let logged: i64 = t
        .database
        .superuser()
        .await
        .query_one("select count(*) from platform.audit_logs where action in ('merged', 'tagged')", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(logged, 3);
}

#[tokio::test]
async fn tagging_takes_sight_of_the_thing_and_the_right_to_change_it() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let (viewer, editor) = (acme.user("v", "viewer").await, acme.user("e", "editor").await);
    let project = alice.project("Apollo").await;
    let red = tag(alice, "red").await;
    let stranger = tag(&t.organization("other").await.founder, "theirs").await;
    let path = taggings("project", project);
    for (user, path) in [(&editor, path.clone()), (alice, taggings("project", t.context.id()))] {
        user.get(&path).await.expect(404);
        user.put(&path, json!({ "tag_ids": [] })).await.expect(404);
    }
    let members = json!({ "user_ids": [viewer.id, editor.id] });
    alice.put(&format!("/v1/projects/{project}/members"), members).await.expect(200);
    viewer.get(&path).await.expect(200);
    viewer.put(&path, json!({ "tag_ids": [red] })).await.expect(403);
    editor.put(&path, json!({ "tag_ids": [red] })).await.expect(200);
    for ids in [json!([stranger]), json!([red, t.context.id()])] {
        assert_eq!(editor.put(&path, json!({ "tag_ids": ids })).await.expect(422).pointers(), ["/tag_ids"]);
    }
    assert_eq!(names(&editor.get(&path).await.json()), ["red"], "a refused set changes nothing");
    for (query, pointer) in [
        ("", "?resource_type"),
        ("?resource_type=project", "?resource_id"),
        (&format!("?resource_type=planet&resource_id={project}"), "?resource_type"),
        ("?resource_type=project&resource_id=x", "?resource_id"),
    ] {
        let answer = alice.get(&format!("/v1/taggings{query}")).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{query}");
    }
}
