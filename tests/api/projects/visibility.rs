//! Who sees a project, and who may do what with it.

use serde_json::{Value, json};

use super::{acme, share};
use crate::harness::app::User;

async fn names(user: &User) -> Vec<Value> {
    let list = user.get("/v1/projects?sort=name").await.expect(200).json();
    list["data"].as_array().unwrap().iter().map(|project| project["name"].clone()).collect()
}

#[tokio::test]
async fn a_project_is_seen_by_members_its_manager_and_those_who_read_all() {
    let (_, acme) = acme().await;
    let owner = &acme.founder;
    let admin = acme.user("admin", "admin").await;
    let member = acme.user("member", "viewer").await;
    let manager = acme.user("manager", "editor").await;
    let stranger = acme.user("stranger", "editor").await;
    let apollo = owner.project("Apollo").await;
    let path = format!("/v1/projects/{apollo}");
    share(owner, apollo, &[&member]).await;
    owner.patch(&path, json!({ "manager_id": manager.id })).await.expect(200);

    for user in [owner, &admin, &member, &manager] {
        assert_eq!(names(user).await, ["Apollo"]);
        user.get(&path).await.expect(200);
        user.get(&format!("{path}/members")).await.expect(200);
    }
    assert!(names(&stranger).await.is_empty());
    stranger.get(&path).await.expect(404);
    stranger.get(&format!("{path}/members")).await.expect(404);
    stranger.patch(&path, json!({ "name": "Mine" })).await.expect(404);
    stranger.put(&format!("{path}/members"), json!({ "user_ids": [stranger.id] })).await.expect(404);
    stranger.delete(&path).await.expect(404);

    share(owner, apollo, &[]).await;
    owner.patch(&path, json!({ "manager_id": null })).await.expect(200);
    for user in [&member, &manager] {
        user.get(&path).await.expect(404);
        assert!(names(user).await.is_empty());
    }
}

#[tokio::test]
async fn the_creator_is_the_first_member() {
    let (_, acme) = acme().await;
    let editor = acme.user("editor", "editor").await;
    let path = format!("/v1/projects/{}", editor.project("Apollo").await);

    let members = editor.get(&format!("{path}/members")).await.expect(200);

    assert_eq!(members.header("etag"), "\"1\"");
    assert_eq!(
        members.json(),
        json!({ "data": [
            { "id": editor.id, "email": editor.email, "first_name": "editor", "last_name": "Test" },
        ] })
    );
    assert_eq!(names(&editor).await, ["Apollo"]);
}

#[tokio::test]
async fn members_are_replaced_as_a_set() {
    let (t, acme) = acme().await;
    let owner = &acme.founder;
    let (ann, bob) = (acme.user("ann", "viewer").await, acme.user("bob", "viewer").await);
    let foreign = t.organization("other").await.founder;
    let path = format!("/v1/projects/{}/members", owner.project("Apollo").await);

    let answer = owner.put(&path, json!({ "user_ids": [bob.id, ann.id, bob.id] })).await.expect(200);

    let ids = |answer: &Value| -> Vec<Value> {
        answer["data"].as_array().unwrap().iter().map(|member| member["id"].clone()).collect()
    };
    assert_eq!(ids(&answer.json()), [json!(ann.id), json!(bob.id)], "by name, each once");
    assert_eq!(answer.header("etag"), "\"2\"", "members are part of the project's version");
    for wrong in [foreign.id, t.context.id()] {
        let answer = owner.put(&path, json!({ "user_ids": [ann.id, wrong] })).await.expect(422);
        assert_eq!(answer.pointers(), ["/user_ids"]);
    }
    let many: Vec<_> = (0..1001).map(|_| t.context.id()).collect();
    assert_eq!(owner.put(&path, json!({ "user_ids": many })).await.expect(422).pointers(), ["/user_ids"]);
    let answer = owner.put(&path, json!({ "user_ids": ["x"] })).await.expect(422);
    assert_eq!(answer.pointers(), ["/user_ids/0"]);
    let answer =
        owner.with("if-match", "\"2\"").put(&path, json!({ "user_ids": [ann.id] })).await.expect(200);
    assert_eq!(ids(&answer.json()), [json!(ann.id)]);
    assert_eq!(ids(&owner.get(&path).await.json()), [json!(ann.id)]);
}

#[tokio::test]
async fn who_leaves_the_organization_leaves_its_projects() {
    let (t, acme) = acme().await;
    let ann = acme.user("ann", "viewer").await;
    let apollo = acme.founder.project("Apollo").await;
    share(&acme.founder, apollo, &[&ann, &acme.founder]).await;
    let admin = t.database.superuser().await;

    admin.execute("delete from accounts.memberships where user_id = $1", &[&ann.id]).await.unwrap();

    assert_eq!(ann.get("/v1/projects").await.expect(401).json()["code"], "session_ended");
    let members = acme.founder.get(&format!("/v1/projects/{apollo}/members")).await.json();
    assert_eq!(members["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn each_role_may_do_what_the_registry_says() {
    let (_, acme) = acme().await;
    for (role, writes, deletes) in [
        ("owner", true, true),
        ("admin", true, true),
        ("editor", true, false),
        ("staff", true, false),
        ("analyst", false, false),
        ("viewer", false, false),
        ("uploader", false, false),
        ("user", false, false),
    ] {
        let user = acme.user(role, role).await;
        let name = format!("of {role}");
        let project = acme.founder.project(&format!("for {role}")).await;
        share(&acme.founder, project, &[&user]).await;
        let path = format!("/v1/projects/{project}");
        user.get(&path).await.expect(200);

        let (create, change) = if writes { (201, 200) } else { (403, 403) };
        user.post("/v1/projects", json!({ "name": name })).await.expect(create);
        user.post("/v1/projects?dry_run=true", json!({ "name": "x" })).await.expect(change);
        user.patch(&path, json!({ "description": "x" })).await.expect(change);
        user.put(&format!("{path}/members"), json!({ "user_ids": [user.id] })).await.expect(change);
        let answer = user.delete(&path).await.expect(if deletes { 204 } else { 403 });
        if !deletes {
            assert_eq!(answer.json()["code"], "forbidden");
            assert!(
                answer.json()["detail"].as_str().unwrap().contains("projects.delete"),
                "it names what is missing"
            );
        }
    }
}

#[tokio::test]
async fn signed_in_comes_before_visible_before_allowed_before_valid() {
    let (t, acme) = acme().await;
    let editor = acme.user("editor", "editor").await;
    let viewer = acme.user("viewer", "viewer").await;
    let stranger = acme.user("stranger", "viewer").await;
    let project = editor.project("Apollo").await;
    share(&editor, project, &[&editor, &viewer]).await;
    let path = format!("/v1/projects/{project}");
    let wrong = json!({ "name": 7, "user_ids": 7 });
    for (method, path) in [("PATCH", path.clone()), ("PUT", format!("{path}/members"))] {
        let method: http::Method = method.parse().unwrap();
        for (client, status) in
            [(&t.anonymous(), 401), (&stranger.client, 404), (&viewer.client, 403), (&editor.client, 422)]
        {
            client.request(method.clone(), &path, Some(wrong.clone())).await.expect(status);
        }
        for (client, status) in
            [(&t.anonymous(), 401), (&stranger.client, 404), (&viewer.client, 403), (&editor.client, 400)]
        {
            client
                .with("content-type", "application/json")
                .send(method.clone(), &path, "{")
                .await
                .expect(status);
        }
    }
    viewer.post("/v1/projects", wrong.clone()).await.expect(403);
    t.anonymous().post("/v1/projects", wrong).await.expect(401);
    t.anonymous().get("/v1/projects?limit=0").await.expect(401);
}
