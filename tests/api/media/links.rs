//! What hangs on a thing, in order.

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestApp, app::User, media::announce};

async fn item(user: &User, name: &str) -> Uuid {
    let created = announce(user, name, b"1", json!({})).await;
    created["media"]["id"].as_str().unwrap().parse().unwrap()
}

fn place(project: Uuid) -> String {
    format!("/v1/media-links?resource_type=project&resource_id={project}")
}

fn on(project: Uuid, item: Uuid) -> Value {
    json!({ "media_id": item, "resource_type": "project", "resource_id": project })
}

/// Item, caption and position of each link.
async fn set(user: &User, project: Uuid) -> Vec<(Uuid, String, u64)> {
    let answer = user.get(&place(project)).await.expect(200).json();
    let read = |link: &Value| {
        let text = |name: &str| link[name].as_str().unwrap().to_owned();
        (text("media_id").parse().unwrap(), text("caption"), link["position"].as_u64().unwrap())
    };
    answer["data"].as_array().unwrap().iter().map(read).collect()
}

#[tokio::test]
async fn items_hang_in_the_order_that_people_give_them() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let (a, b, c) = (item(&alice, "a.png").await, item(&alice, "b.png").await, item(&alice, "c.png").await);
    for id in [a, b] {
        alice.post("/v1/media-links", on(project, id)).await.expect(201);
    }
    let mut first = on(project, c);
    first
        .as_object_mut()
        .unwrap()
        .extend([("position".into(), json!(0)), ("caption".into(), json!("Cover"))]);

    let created = alice.post("/v1/media-links", first).await.expect(201);

    let none = String::new;
    assert_eq!(set(&alice, project).await, [(c, "Cover".to_owned(), 0), (a, none(), 1), (b, none(), 2)]);
    alice.delete(created.header("location")).await.expect(204);
    alice.delete(created.header("location")).await.expect(404);
    assert_eq!(set(&alice, project).await, [(a, none(), 0), (b, none(), 1)]);

    let before = alice.get(&place(project)).await.json();
    let links = json!({ "links": [{ "media_id": b, "caption": "New" }, { "media_id": c }] });
    alice.put(&place(project), links).await.expect(200);
    assert_eq!(set(&alice, project).await, [(b, "New".to_owned(), 0), (c, none(), 1)]);
    let after = alice.get(&place(project)).await.json();
    assert_eq!(after["data"][0]["id"], before["data"][1]["id"], "what stays keeps its id");
    // A deleted item is off everything.
    alice.delete(&format!("/v1/media/{b}")).await.expect(204);
    assert_eq!(set(&alice, project).await.len(), 1);
    alice.put(&place(project), json!({ "links": [] })).await.expect(200);
    assert_eq!(set(&alice, project).await, []);
}

#[tokio::test]
async fn what_cannot_hang_there_is_named() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, eve) = (acme.founder.clone(), t.organization("globex").await.founder);
    let project = alice.project("Apollo").await;
    let (own, foreign) = (item(&alice, "a.png").await, item(&eve, "e.png").await);
    let foreign_project = eve.project("Gemini").await;
    alice.post("/v1/media-links", on(project, own)).await.expect(201);

    let again = alice.post("/v1/media-links", on(project, own)).await.expect(409);
    assert_eq!(again.json()["code"], "already_attached");
    for id in [foreign, t.context.id()] {
        let refused = alice.post("/v1/media-links", on(project, id)).await.expect(422);
        assert_eq!(refused.pointers(), ["/media_id"]);
        let links = json!({ "links": [{ "media_id": own }, { "media_id": id }] });
        assert_eq!(alice.put(&place(project), links).await.expect(422).pointers(), ["/links/1/media_id"]);
    }
    for id in [foreign_project, t.context.id()] {
        assert_eq!(alice.post("/v1/media-links", on(id, own)).await.expect(422).pointers(), ["/resource_id"]);
        alice.put(&place(id), json!({ "links": [] })).await.expect(404);
        alice.get(&place(id)).await.expect(404);
    }
    let twice = json!({ "links": [{ "media_id": own }, { "media_id": own }] });
    assert_eq!(alice.put(&place(project), twice).await.expect(422).pointers(), ["/links/1/media_id"]);
    let on_media = json!({ "media_id": own, "resource_type": "media", "resource_id": own });
    assert_eq!(alice.post("/v1/media-links", on_media).await.expect(422).pointers(), ["/resource_type"]);
    let many: Vec<_> = (0..101).map(|_| json!({ "media_id": own })).collect();
    assert_eq!(alice.put(&place(project), json!({ "links": many })).await.expect(422).pointers(), ["/links"]);
    assert_eq!(set(&alice, project).await.len(), 1);
}

#[tokio::test]
async fn hanging_something_takes_the_right_to_change_the_thing() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = acme.founder.clone();
    let uploader = acme.user("uma", "uploader").await;
    let project = alice.project("Apollo").await;
    alice
        .put(&format!("/v1/projects/{project}/members"), json!({ "user_ids": [alice.id, uploader.id] }))
        .await
        .expect(200);
    let own = item(&uploader, "a.png").await;
    uploader.post("/v1/media-links", on(project, own)).await.expect(403);
    uploader.put(&place(project), json!({ "links": [] })).await.expect(403);
    let body = json!({
        "file_name": "a.png", "size_bytes": 1, "resource_type": "project", "resource_id": project,
    });
    uploader.post("/v1/media", body).await.expect(403);
    let link = alice.post("/v1/media-links", on(project, own)).await.expect(201);
    uploader.delete(link.header("location")).await.expect(403);
    assert_eq!(set(&uploader, project).await.len(), 1);
}

#[tokio::test]
async fn people_who_hang_things_at_once_leave_no_gap_and_no_doubles() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let mut items = Vec::new();
    for n in 0..8 {
        items.push(item(&alice, &format!("{n}.png")).await);
    }
    // Each twice, all at once.
    let requests = items.iter().chain(&items).map(|id| alice.post("/v1/media-links", on(project, *id)));
    let mut statuses: Vec<u16> = join_all(requests).await.iter().map(|answer| answer.status()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [[201; 8], [409; 8]].concat());
    let positions: Vec<u64> = set(&alice, project).await.iter().map(|(.., position)| *position).collect();
    assert_eq!(positions, (0..8).collect::<Vec<u64>>());
}
