//! Who sees an item: its uploader, everybody where it is in the library, and who sees a thing that it hangs on.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    media::{announce, png, upload},
};

fn id(created: &Value) -> Uuid {
    created["media"]["id"].as_str().unwrap().parse().unwrap()
}

async fn sees(user: &User, item: Uuid) -> bool {
    let status = user.get(&format!("/v1/media/{item}")).await.status();
    assert!([200, 404].contains(&status), "{status}");
    let listed = listed(user, "").await.contains(&item);
    assert_eq!(status == 200, listed, "lists and reads differ");
    listed
}

/// Every item of a list, over all its pages.
async fn listed(user: &User, query: &str) -> Vec<Uuid> {
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = user.get(&format!("/v1/media?limit=3{query}{cursor}")).await.expect(200).json();
        items.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["id"].as_str().unwrap().parse::<Uuid>().unwrap()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

#[tokio::test]
async fn an_attachment_is_seen_by_who_sees_the_thing_and_the_library_by_everybody() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let owner = acme.founder.clone();
    let (alice, bob) = (acme.user("alice", "editor").await, acme.user("bob", "editor").await);
    let eve = t.organization("globex").await.founder;
    let project = alice.project("Apollo").await;
    let on = json!({ "resource_type": "project", "resource_id": project });
    let library = id(&announce(&alice, "logo.png", b"1", json!({})).await);
    let attached = id(&announce(&alice, "plan.png", b"1", on).await);
    let own = id(&announce(&alice, "draft.png", b"1", json!({ "in_library": false })).await);

    for (user, expected) in [
        (&alice, [true, true, true]),
        (&bob, [true, false, false]),
        // Who sees every project sees what hangs on none as well: somebody must be able to tidy up.
        (&owner, [true, true, true]),
        (&eve, [false, false, false]),
    ] {
        for (item, expected) in [library, attached, own].into_iter().zip(expected) {
            assert_eq!(sees(user, item).await, expected, "{} {item}", user.email);
        }
    }

    // Membership shows it, and its end hides it again.
    let members = format!("/v1/projects/{project}/members");
    alice.put(&members, json!({ "user_ids": [alice.id, bob.id] })).await.expect(200);
    assert!(sees(&bob, attached).await && !sees(&bob, own).await);
    alice.put(&members, json!({ "user_ids": [alice.id] })).await.expect(200);
    assert!(!sees(&bob, attached).await);

    // Hanging it on a second thing shows it to those who see that one; a library item is hidden by none.
    let shared = alice.project("Shared").await;
    alice
        .put(&format!("/v1/projects/{shared}/members"), json!({ "user_ids": [alice.id, bob.id] }))
        .await
        .expect(200);
    for item in [attached, library] {
        let link = json!({ "media_id": item, "resource_type": "project", "resource_id": shared });
        alice.post("/v1/media-links", link).await.expect(201);
    }
    assert!(sees(&bob, attached).await);
    let link = json!({ "media_id": library, "resource_type": "project", "resource_id": project });
    alice.post("/v1/media-links", link).await.expect(201);
    assert!(sees(&bob, library).await);

    // A deleted project hides what hangs on it alone; nothing becomes more visible than it was.
    alice.with("if-match", "*").delete(&format!("/v1/projects/{shared}")).await.expect(403);
    owner.delete(&format!("/v1/projects/{shared}")).await.expect(204);
    assert!(!sees(&bob, attached).await && sees(&bob, library).await);
}

#[tokio::test]
async fn what_hangs_on_a_file_goes_into_hiding_with_it() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = acme.user("alice", "editor").await;
    let bob = acme.user("bob", "editor").await;
    let project = alice.project("Apollo").await;
    let members = json!({ "user_ids": [alice.id, bob.id] });
    alice.put(&format!("/v1/projects/{project}/members"), members).await.expect(200);
    let file = json!({ "file_name": "a.csv", "size_bytes": 1 });
    let file = alice.post(&format!("/v1/projects/{project}/files"), file).await.expect(201).json();
    let file = file["file"]["id"].clone();
    let on = json!({ "resource_type": "file", "resource_id": file });
    let item = id(&announce(&alice, "a.png", b"1", on).await);
    assert!(sees(&bob, item).await);

    alice.delete(&format!("/v1/files/{}", file.as_str().unwrap())).await.expect(204);

    assert!(!sees(&bob, item).await && sees(&alice, item).await);
}

#[tokio::test]
async fn lists_filter_sort_and_page() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = acme.user("alice", "editor").await;
    let bob = acme.user("bob", "editor").await;
    let project = alice.project("Apollo").await;
    let picture = upload(&t, &alice, "b.png", &png(1, 1), json!({ "title": "Sunset" })).await;
    let text = upload(&t, &alice, "a.txt", b"hello", json!({})).await;
    let on = json!({ "resource_type": "project", "resource_id": project });
    let mut attached = Vec::new();
    for n in 0..7 {
        attached.push(id(&announce(&alice, &format!("c{n}.png"), b"1", on.clone()).await));
    }
    let ids = |items: &[&Value]| -> Vec<Uuid> {
        items.iter().map(|item| item["id"].as_str().unwrap().parse().unwrap()).collect()
    };
    assert_eq!(listed(&alice, "&q=SUNSET").await, ids(&[&picture]));
    assert_eq!(listed(&alice, "&q=a.t").await, ids(&[&text]));
    assert_eq!(listed(&alice, "&media_type=document").await, ids(&[&text]));
    assert_eq!(listed(&alice, "&status=READY&sort=file_name").await, ids(&[&text, &picture]));
    let place = format!("&resource_type=project&resource_id={project}");
    assert_eq!(listed(&alice, &format!("{place}&sort=file_name")).await, attached);
    // Whole pages of what is hidden do not end the list.
    assert_eq!(listed(&bob, "").await, ids(&[&text, &picture]));
    assert_eq!(listed(&alice, "").await.len(), 9);
    bob.get(&format!("/v1/media?limit=1{place}")).await.expect(404);
    for (query, pointer) in [
        ("?media_type=film", "?media_type"),
        ("?status=DONE", "?status"),
        ("?resource_type=project", "?resource_id"),
        ("?resource_type=media&resource_id=00000000-0000-0000-0000-000000000000", "?resource_type"),
        ("?sort=width", "?sort"),
        ("?color=red", "?color"),
    ] {
        assert_eq!(alice.get(&format!("/v1/media{query}")).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test]
async fn deleting_others_items_takes_more_than_deleting_ones_own() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let uploader = acme.user("uma", "uploader").await;
    let viewer = acme.user("vic", "viewer").await;
    let own = id(&announce(&uploader, "a.png", b"1", json!({})).await);
    let others = id(&announce(&acme.founder, "b.png", b"1", json!({})).await);
    viewer.get(&format!("/v1/media/{own}")).await.expect(200);
    viewer.patch(&format!("/v1/media/{own}"), json!({ "title": "x" })).await.expect(403);
    viewer.delete(&format!("/v1/media/{own}")).await.expect(403);
    uploader.delete(&format!("/v1/media/{others}")).await.expect(403);
    uploader.delete(&format!("/v1/media/{own}")).await.expect(204);
    acme.user("ed", "editor").await.delete(&format!("/v1/media/{others}")).await.expect(204);
}

#[tokio::test]
async fn media_are_things_that_others_hang_on() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (acme.user("alice", "editor").await, acme.user("bob", "editor").await);
    let hidden = id(&announce(&alice, "a.png", b"1", json!({ "in_library": false })).await);
    let tag = alice.post("/v1/tags", json!({ "name": "urgent" })).await.expect(201).json();
    let taggings = format!("/v1/taggings?resource_type=media&resource_id={hidden}");
    alice.put(&taggings, json!({ "tag_ids": [tag["id"]] })).await.expect(200);
    bob.get(&taggings).await.expect(404);
    let tagged = format!("&tag={}", tag["id"].as_str().unwrap());
    assert_eq!(listed(&alice, &tagged).await, [hidden]);
    assert!(listed(&bob, &tagged).await.is_empty());
    alice.delete(&format!("/v1/media/{hidden}")).await.expect(204);
    let tag = alice.get(&format!("/v1/tags/{}", tag["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(tag["usage_count"], 0);
}
