//! `/v1/comments`: threads on things of any kind.

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User, mailbox},
    files::{announce, upload},
    http::Answer,
    notifications::deliver,
};

async fn acme() -> (TestApp, Organization, Uuid) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let project = acme.founder.project("Apollo").await;
    (t, acme, project)
}

async fn say(user: &User, project: Uuid, text: &str) -> Answer {
    let body = json!({ "resource_type": "project", "resource_id": project, "comment_text": text });
    user.post("/v1/comments", body).await
}

async fn answer(user: &User, to: &Value, text: &str) -> Answer {
    let body = json!({
        "resource_type": to["resource_type"], "resource_id": to["resource_id"], "parent_comment_id": to["id"],
        "comment_text": text,
    });
    user.post("/v1/comments", body).await
}

fn path(comment: &Value) -> String {
    format!("/v1/comments/{}", comment["id"].as_str().unwrap())
}

async fn list(user: &User, project: Uuid, more: &str) -> Vec<Value> {
    let path = format!("/v1/comments?resource_type=project&resource_id={project}&sort=created_at{more}");
    user.get(&path).await.expect(200).json()["data"].as_array().unwrap().clone()
}

async fn told(user: &User) -> Vec<(String, String)> {
    let list = user.get("/v1/notifications").await.expect(200).json();
    let text = |it: &Value, name: &str| it[name].as_str().unwrap().to_owned();
    let comments = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|it| it["notification_type"].as_str().unwrap().starts_with("comment."));
    comments.map(|it| (text(it, "notification_type"), text(it, "message"))).collect()
}

async fn join_project(owner: &User, project: Uuid, users: &[&User]) {
    let ids: Vec<Uuid> = users.iter().map(|user| user.id).collect();
    owner.put(&format!("/v1/projects/{project}/members"), json!({ "user_ids": ids })).await.expect(200);
}

#[tokio::test]
async fn a_thread_is_a_comment_with_its_replies() {
    let (_, acme, project) = acme().await;
    let alice = &acme.founder;
    let first = say(alice, project, "**First** \u{202e}<b>").await.expect(201);
    assert_eq!(first.header("etag"), "\"1\"");
    assert_eq!(alice.get(first.header("location")).await.expect(200).json(), first.json());
    let first = first.json();
    assert_eq!(first["comment_text"], "**First** \u{202e}<b>", "text is kept as it is typed");
    say(alice, project, "Second").await.expect(201);

    let reply = answer(alice, &first, "Reply").await.expect(201).json();
    let deeper = answer(alice, &reply, "Reply to the reply").await.expect(201).json();

    assert_eq!((&reply["parent_comment_id"], &deeper["parent_comment_id"]), (&first["id"], &first["id"]));
    let threads = list(alice, project, "").await;
    assert_eq!((threads.len(), &threads[0]["reply_count"]), (2, &json!(2)));
    assert_eq!(threads[0]["last_reply_at"], deeper["created_at"]);
    let replies =
        list(alice, project, &format!("&parent_comment_id={}", first["id"].as_str().unwrap())).await;
    assert_eq!(replies, [reply, deeper]);
    let counts = format!("/v1/comments/counts?resource_type=project&resource_id={project}");
    let counts = alice.get(&counts).await.expect(200).json();
    assert_eq!(counts, json!({ "comments": 4, "threads": 2, "unresolved": 2 }));
    let page = format!("/v1/comments?resource_type=project&resource_id={project}&limit=1");
    let page = alice.get(&page).await.expect(200).json();
    assert_eq!(page["data"][0]["comment_text"], "Second");
    assert!(page["next_cursor"].is_string());
}

#[tokio::test]
async fn every_wrong_field_of_a_comment_is_named() {
    let (t, acme, project) = acme().await;
    let alice = &acme.founder;
    let other = alice.project("Gemini").await;
    let elsewhere = say(alice, other, "Elsewhere").await.expect(201).json();
    let stranger = t.organization("other").await.founder;
    let theirs = stranger.project("Theirs").await;
    let foreign = say(&stranger, theirs, "Foreign").await.expect(201).json();
    let with = |field: &str, value: Value| {
        let mut body = json!({ "resource_type": "project", "resource_id": project, "comment_text": "x" });
        body[field] = value;
        body
    };
    for (input, pointer) in [
        (json!({}), "/resource_type"),
        (with("resource_type", json!("planet")), "/resource_type"),
        (with("resource_id", json!("x")), "/resource_id"),
        (with("resource_id", json!(theirs)), "/resource_id"),
        (with("resource_id", json!(t.context.id())), "/resource_id"),
        (with("comment_text", json!("")), "/comment_text"),
        (with("comment_text", json!(" \n\u{200b}\u{3164}\u{202e}")), "/comment_text"),
        (with("comment_text", json!("a\u{0}b")), "/comment_text"),
        (with("comment_text", json!("ü".repeat(10_001))), "/comment_text"),
        (with("comment_text", json!(7)), "/comment_text"),
        (with("parent_comment_id", elsewhere["id"].clone()), "/parent_comment_id"),
        (with("parent_comment_id", foreign["id"].clone()), "/parent_comment_id"),
        (with("parent_comment_id", json!(t.context.id())), "/parent_comment_id"),
        (with("is_resolved", json!(true)), "/is_resolved"),
        (with("created_by", json!(alice.id)), "/created_by"),
    ] {
        assert_eq!(
            alice.post("/v1/comments", input.clone()).await.expect(422).pointers(),
            [pointer],
            "{input}"
        );
    }
    say(alice, project, &"ü".repeat(10_000)).await.expect(201);
    for (query, pointer) in [
        ("", "?resource_type"),
        ("?resource_type=planet&resource_id=00000000-0000-0000-0000-000000000000", "?resource_type"),
        ("?resource_type=project&resource_id=x", "?resource_id"),
    ] {
        assert_eq!(
            alice.get(&format!("/v1/comments{query}")).await.expect(422).pointers(),
            [pointer],
            "{query}"
        );
    }
    let hidden = format!("/v1/comments?resource_type=project&resource_id={theirs}");
    alice.get(&hidden).await.expect(404);
    let counts = format!("/v1/comments/counts?resource_type=project&resource_id={theirs}");
    alice.get(&counts).await.expect(404);
}

#[tokio::test]
async fn whoever_is_named_and_may_see_it_is_told_once() {
    let (t, acme, project) = acme().await;
    let alice = &acme.founder;
    let (bob, carol) = (acme.user("bob", "viewer").await, acme.user("carol", "uploader").await);
    let outsider = acme.user("outsider", "viewer").await;
    join_project(alice, project, &[alice, &bob, &carol]).await;
    let names = format!("@[{}] @[{}] @[{}] @[{}]", bob.id, carol.id, outsider.id, alice.id);

    let comment =
        say(alice, project, &format!("Look, {names} and @[{}]", Uuid::nil())).await.expect(201).json();

    // Carol's role reads no comments; the outsider does not see the project; Alice knows already.
    let mut named: Vec<Uuid> = vec![alice.id, bob.id];
    named.sort();
    assert_eq!(comment["mentions"], json!(named));
    assert_eq!(told(&bob).await, [("comment.mention".to_owned(), "Look, @… @… @… @… and @…".to_owned())]);
    for other in [alice, &carol, &outsider] {
        assert!(told(other).await.is_empty());
    }
    for text in [format!("@[{}] again", bob.id), "nobody".to_owned(), format!("@[{}] once more", bob.id)] {
        alice.patch(&path(&comment), json!({ "comment_text": text })).await.expect(200);
    }
    assert_eq!(told(&bob).await.len(), 1, "a comment tells each person once, however often it is edited");
    alice.patch(&path(&comment), json!({ "comment_text": "nobody" })).await.expect(200);
    assert_eq!(alice.get(&path(&comment)).await.expect(200).json()["mentions"], json!([]));
    deliver(&t).await;
    let mails = mailbox(&bob.email).await;
    assert!(mails.iter().any(|mail| mail["text"].as_str().unwrap().contains("named you in a comment")));
}

#[tokio::test]
async fn a_reply_tells_those_who_take_part_but_not_twice() {
    let (_, acme, project) = acme().await;
    let alice = &acme.founder;
    let (bob, eve) = (acme.user("bob", "editor").await, acme.user("eve", "editor").await);
    join_project(alice, project, &[alice, &bob, &eve]).await;
    let first = say(alice, project, "What now?").await.expect(201).json();
    answer(&bob, &first, "This").await.expect(201);
    assert_eq!(told(alice).await, [("comment.reply".to_owned(), "This".to_owned())]);
    assert!(told(&bob).await.is_empty());

    answer(&eve, &first, &format!("No, @[{}]!", bob.id)).await.expect(201);

    assert_eq!(told(&bob).await, [("comment.mention".to_owned(), "No, @…!".to_owned())]);
    assert_eq!(told(alice).await.len(), 2);
    assert!(told(&eve).await.is_empty());
    // Whoever may not see the project any more is not told.
    join_project(alice, project, &[alice, &eve]).await;
    answer(&eve, &first, "Still here").await.expect(201);
    let available = bob.get("/v1/notifications").await.expect(200).json();
    assert_eq!(available["data"].as_array().unwrap().iter().filter(|it| it["available"] == true).count(), 0);
    assert_eq!(told(alice).await.len(), 3);
}

#[tokio::test]
async fn an_edit_keeps_what_was_said_and_only_its_writer_makes_one() {
    let (_, acme, project) = acme().await;
    let alice = &acme.founder;
    let bob = acme.user("bob", "admin").await;
    let comment = say(alice, project, "one").await.expect(201).json();
    let it = path(&comment);
    assert_eq!(
        bob.patch(&it, json!({ "comment_text": "mine" })).await.expect(403).json()["code"],
        "not_yours"
    );

    let edited =
        alice.with("if-match", "\"1\"").patch(&it, json!({ "comment_text": "two" })).await.expect(200);
    alice.with("if-match", "\"1\"").patch(&it, json!({ "comment_text": "three" })).await.expect(412);
    alice.patch(&it, json!({ "comment_text": "three" })).await.expect(200);
    let same = alice.patch(&it, json!({})).await.expect(200);

    assert_eq!((edited.header("etag"), same.header("etag")), ("\"2\"", "\"3\""));
    let history = bob.get(&format!("{it}/history")).await.expect(200).json();
    let words: Vec<_> =
        history["data"].as_array().unwrap().iter().map(|it| it["comment_text"].clone()).collect();
    assert_eq!(words, ["one", "two", "three"]);
    assert_eq!(history["data"][0]["written_at"], comment["created_at"]);
    assert_eq!(history["data"][2]["number"], 3);
    assert!(same.json()["edited_at"].is_string());
    for (input, pointer) in [
        (json!({ "comment_text": " " }), "/comment_text"),
        (json!({ "comment_text": null }), "/comment_text"),
        (json!({ "is_resolved": true }), "/is_resolved"),
    ] {
        assert_eq!(alice.patch(&it, input).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test]
async fn a_deleted_comment_leaves_its_place_and_nothing_of_its_words() {
    let (t, acme, project) = acme().await;
    let alice = &acme.founder;
    let (bob, eve) = (acme.user("bob", "editor").await, acme.user("eve", "editor").await);
    join_project(alice, project, &[alice, &bob, &eve]).await;
    let first = say(&bob, project, "a secret canary").await.expect(201).json();
    bob.patch(&path(&first), json!({ "comment_text": "an edited canary" })).await.expect(200);
    let reply = answer(&eve, &first, "Reply").await.expect(201).json();
    assert!(
        eve.delete(&path(&first)).await.expect(403).json()["detail"]
            .as_str()
            .unwrap()
            .contains("comments.delete")
    );

    bob.with("if-match", "\"1\"").delete(&path(&first)).await.expect(412);
    bob.delete(&path(&first)).await.expect(204);

    let placeholder = eve.get(&path(&first)).await.expect(200).json();
    assert_eq!((&placeholder["is_deleted"], &placeholder["comment_text"]), (&json!(true), &json!("")));
    assert_eq!(list(&eve, project, "").await[0]["is_deleted"], true);
    assert_eq!(eve.get(&format!("{}/history", path(&first))).await.expect(200).json()["data"], json!([]));
    for answered in
        [bob.delete(&path(&first)).await, bob.patch(&path(&first), json!({ "comment_text": "back" })).await]
    {
        assert_eq!(answered.expect(409).json()["code"], "comment_deleted");
    }
    assert_eq!(answer(&eve, &first, "To nobody").await.expect(422).pointers(), ["/parent_comment_id"]);
    answer(&bob, &reply, "The thread goes on").await.expect(201);
    for table in ["comments", "comment_versions", "audit_logs"] {
        let sql = format!("select count(*) from platform.{table} t where t::text like '%canary%'");
        let found: i64 = t.database.superuser().await.query_one(&sql, &[]).await.unwrap().get(0);
        assert_eq!(found, 0, "{table}");
    }
    // With the last reply the thread goes from the list; whoever may delete others' comments does.
    for reply in list(alice, project, &format!("&parent_comment_id={}", first["id"].as_str().unwrap())).await
    {
        alice.delete(&path(&reply)).await.expect(204);
    }
    assert!(list(alice, project, "").await.is_empty());
    let counts = format!("/v1/comments/counts?resource_type=project&resource_id={project}");
    let counts = alice.get(&counts).await.expect(200).json();
    assert_eq!(counts, json!({ "comments": 0, "threads": 0, "unresolved": 0 }));
}

#[tokio::test]
async fn a_thread_is_resolved_and_opened_again_as_a_whole() {
    let (_, acme, project) = acme().await;
    let alice = &acme.founder;
    let bob = acme.user("bob", "viewer").await;
    join_project(alice, project, &[alice, &bob]).await;
    let (first, second) =
        (say(alice, project, "1").await.expect(201).json(), say(alice, project, "2").await.json());
    let reply = answer(alice, &first, "r").await.expect(201).json();
    assert_eq!(
        bob.post(&format!("{}/resolve", path(&reply)), Value::Null).await.expect(409).json()["code"],
        "not_a_thread"
    );

    let resolved = bob.post(&format!("{}/resolve", path(&first)), Value::Null).await.expect(200).json();
    let again = alice.post(&format!("{}/resolve", path(&first)), Value::Null).await.expect(200).json();

    assert_eq!((&resolved["is_resolved"], &resolved["resolved_by"]), (&json!(true), &json!(bob.id)));
    assert_eq!(again, resolved);
    let ids = async |more: &str| -> Vec<Value> {
        list(alice, project, more).await.iter().map(|it| it["id"].clone()).collect()
    };
    assert_eq!(ids("&resolved=true").await, [first["id"].clone()]);
    assert_eq!(ids("&resolved=false").await, [second["id"].clone()]);
    assert_eq!(ids(&format!("&created_by={}", bob.id)).await, Vec::<Value>::new());
    let open = alice.post(&format!("{}/reopen", path(&first)), Value::Null).await.expect(200).json();
    assert_eq!(
        (&open["is_resolved"], &open["resolved_by"], &open["resolved_at"]),
        (&json!(false), &Value::Null, &Value::Null)
    );
    assert_eq!(ids("&resolved=true").await, Vec::<Value>::new());
}

#[tokio::test]
async fn comments_go_with_what_they_are_about() {
    let (t, acme, project) = acme().await;
    let alice = &acme.founder;
    let jobs = crate::harness::jobs::Jobs::new(&t).await;
    let file = announce(alice, project, "a.csv", 1).await.expect(201).json()["file"]["id"].clone();
    let read = upload(&t, alice, project, "b.csv", b"a,b\n1,2\n3,4\n").await;
    let analysis = crate::harness::analyses::compute(
        &t,
        alice,
        project,
        &read,
        "DESCRIPTIVE",
        json!({ "columns": ["a"] }),
    )
    .await;
    let on = async |kind: &str, id: &Value| {
        let body = json!({ "resource_type": kind, "resource_id": id, "comment_text": "Hi" });
        alice.post("/v1/comments", body).await.expect(201)
    };
    on("file", &file).await;
    on("file", &read["id"]).await;
    on("analysis", &analysis["id"]).await;
    say(alice, project, "Stays").await.expect(201);
    let count = async || -> i64 {
        let sql = "select count(*) from platform.comments";
        t.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0)
    };
    assert_eq!(count().await, 4);

    alice.delete(&format!("/v1/files/{}", file.as_str().unwrap())).await.expect(204);
    assert_eq!(count().await, 3);
    alice.delete(&format!("/v1/files/{}", read["id"].as_str().unwrap())).await.expect(204);
    assert_eq!(count().await, 1, "an analysis goes with its file, and what was said about it");
    let last = announce(alice, project, "c.csv", 1).await.expect(201).json()["file"]["id"].clone();
    on("file", &last).await;
    alice.delete(&format!("/v1/projects/{project}")).await.expect(204);
    let hidden = format!("/v1/comments?resource_type=project&resource_id={project}");
    alice.get(&hidden).await.expect(404);
    t.advance(jiff::SignedDuration::from_hours(31 * 24));
    assert!(jobs.retain().await.finished);
    assert_eq!(count().await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_make_one_thread_and_one_answer_to_a_repeated_request() {
    let (_, acme, project) = acme().await;
    let alice = &acme.founder;
    let first = say(alice, project, "Go").await.expect(201).json();
    let replies = join_all((0..10).map(|n| {
        let (alice, first) = (alice, &first);
        async move { answer(alice, first, &format!("{n}")).await.expect(201) }
    }));
    replies.await;
    assert_eq!(alice.get(&path(&first)).await.expect(200).json()["reply_count"], 10);
    let keyed = User { client: alice.with("idempotency-key", "k"), ..alice.clone() };
    let one = answer(&keyed, &first, "once").await.expect(201).json();
    assert_eq!(answer(&keyed, &first, "once").await.expect(201).json(), one);
    assert_eq!(alice.get(&path(&first)).await.expect(200).json()["reply_count"], 11);
    let dry = format!("{}?dry_run=true", path(&first));
    alice.delete(&dry).await.expect(200);
    assert_eq!(alice.get(&path(&first)).await.expect(200).json()["is_deleted"], false);
}
