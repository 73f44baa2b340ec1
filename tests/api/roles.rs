//! `/v1/roles`: the organization's own roles, and what they allow.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    app::{Organization, User},
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

fn names(list: &Value) -> Vec<&str> {
    list["data"].as_array().unwrap().iter().map(|role| role["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_role_reads_back_beside_the_systems() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let input = json!({
        "name": " Auditor ", "description": "Looks", "permissions": ["files.read", "projects.read", "files.read"],
    });

    let created = alice.post("/v1/roles", input).await.expect(201);

    let role = created.json();
    assert_eq!(role["name"], "Auditor");
    assert_eq!(
        role["permissions"],
        json!(["projects.read", "files.read"]),
        "each once, as the registry has them"
    );
    assert_eq!((&role["is_system_role"], &role["is_active"]), (&json!(false), &json!(true)));
    let path = created.header("location");
    assert_eq!(alice.get(path).await.expect(200).json(), role);
    let all = alice.get("/v1/roles").await.expect(200).json();
    assert_eq!(names(&all).len(), 10);
    assert_eq!(names(&all)[0], "Auditor", "the newest first, the system's last");
    assert_eq!(names(&alice.get("/v1/roles?is_system_role=false").await.expect(200).json()), ["Auditor"]);
    assert_eq!(names(&alice.get("/v1/roles?q=AUD&sort=name").await.expect(200).json()), ["Auditor"]);
    for page in [1, 3, 9] {
        let mut seen = Vec::new();
        let mut next = format!("/v1/roles?limit={page}");
        loop {
            let list = alice.get(&next).await.expect(200).json();
            seen.extend(names(&list).iter().map(|name| (*name).to_owned()));
            let Some(cursor) = list["next_cursor"].as_str() else { break };
            next = format!("/v1/roles?limit={page}&cursor={cursor}");
        }
        assert_eq!(seen, names(&all));
    }
    let other = t.organization("other").await.founder;
    other.get(path).await.expect(404);
    other.post("/v1/roles", json!({ "name": "auditor" })).await.expect(201);
}

#[tokio::test]
async fn a_name_is_taken_whatever_its_case_and_those_of_the_system_always() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let path =
        alice.post("/v1/roles", json!({ "name": "Auditor" })).await.expect(201).header("location").to_owned();
    for name in ["AUDITOR", " auditor ", "Owner", "super_admin"] {
        let answer = alice.post("/v1/roles", json!({ "name": name })).await.expect(409);
        assert_eq!(answer.json()["code"], "name_taken", "{name}");
    }
    alice.post("/v1/roles", json!({ "name": "Other" })).await.expect(201);
    alice.patch(&path, json!({ "name": "other" })).await.expect(409);
    alice.patch(&path, json!({ "name": "Editor" })).await.expect(409);
    let renamed = alice.patch(&path, json!({ "name": "AUDITOR", "description": null })).await.expect(200);
    assert_eq!(renamed.header("etag"), "\"2\"");
    alice.with("if-match", "\"1\"").patch(&path, json!({})).await.expect(412);
    alice.with("if-match", "\"1\"").delete(&path).await.expect(412);
}

#[tokio::test]
async fn every_wrong_field_of_a_role_is_named() {
    let (_, acme) = acme().await;
    for (input, pointer) in [
        (json!({}), "/name"),
        (json!({ "name": " " }), "/name"),
        (json!({ "name": "x".repeat(101) }), "/name"),
        (json!({ "name": "a", "description": "x".repeat(2001) }), "/description"),
        (json!({ "name": "a", "permissions": "projects.read" }), "/permissions"),
        (json!({ "name": "a", "permissions": ["projects.read", "fly"] }), "/permissions/1"),
        (json!({ "name": "a", "is_active": 1 }), "/is_active"),
        (json!({ "name": "a", "is_system_role": true }), "/is_system_role"),
    ] {
        let answer = acme.founder.post("/v1/roles", input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
    }
    let answer = acme.founder.get("/v1/roles?is_system_role=x").await.expect(422);
    assert_eq!(answer.pointers(), ["?is_system_role"]);
}

#[tokio::test]
async fn what_a_role_allows_holds_from_the_next_request_on() {
    let (_, acme) = acme().await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let role = alice.created("/v1/roles", json!({ "name": "Tagger", "permissions": ["tags.write"] })).await;
    bob.post("/v1/tags", json!({ "name": "a" })).await.expect(403);

    acme.assign(&bob, role).await;

    bob.post("/v1/tags", json!({ "name": "a" })).await.expect(201);
    let me = bob.get("/v1/me").await.expect(200).json();
    assert_eq!(me["organizations"][0]["roles"], json!(["Tagger", "viewer"]));
    let path = format!("/v1/roles/{role}");
    alice.patch(&path, json!({ "is_active": false })).await.expect(200);
    bob.post("/v1/tags", json!({ "name": "b" })).await.expect(403);
    alice.patch(&path, json!({ "is_active": true })).await.expect(200);
    bob.post("/v1/tags", json!({ "name": "b" })).await.expect(201);
    alice.patch(&path, json!({ "permissions": ["roles.read"] })).await.expect(200);
    bob.post("/v1/tags", json!({ "name": "c" })).await.expect(403);
    bob.get("/v1/roles").await.expect(200);
}

/// Somebody who may write roles, but not everything else.
async fn clerk(acme: &Organization) -> User {
    let permissions = json!(["roles.read", "roles.write", "projects.read"]);
    let role =
        acme.founder.created("/v1/roles", json!({ "name": "Clerk", "permissions": permissions })).await;
    let clerk = acme.user("clerk", "uploader").await;
    acme.assign(&clerk, role).await;
    clerk
}

#[tokio::test]
async fn nobody_puts_into_a_role_what_they_do_not_hold() {
    let (_, acme) = acme().await;
    let clerk = clerk(&acme).await;
    let mine = clerk.created("/v1/roles", json!({ "name": "Mine", "permissions": ["roles.write"] })).await;
    for permission in ["members.write", "projects.delete", "permissions.write"] {
        let input = json!({ "name": "More", "permissions": ["projects.read", permission] });
        let answer = clerk.post("/v1/roles", input).await.expect(403);
        assert!(answer.json()["detail"].as_str().unwrap().ends_with(permission));
        clerk.patch(&format!("/v1/roles/{mine}"), json!({ "permissions": [permission] })).await.expect(403);
    }
    // A role that allows more may be renamed, narrowed and switched off, but not widened or switched on.
    let strong = acme
        .founder
        .created("/v1/roles", json!({ "name": "Strong", "permissions": ["members.write", "roles.read"] }));
    let path = format!("/v1/roles/{}", strong.await);
    clerk.patch(&path, json!({ "description": "x" })).await.expect(200);
    clerk.patch(&path, json!({ "is_active": false })).await.expect(200);
    clerk.patch(&path, json!({ "is_active": true })).await.expect(403);
    clerk.patch(&path, json!({ "permissions": ["roles.read"], "is_active": true })).await.expect(200);
    clerk.patch(&path, json!({ "permissions": ["roles.read", "members.write"] })).await.expect(403);
}

#[tokio::test]
async fn what_was_granted_on_the_organization_for_a_time_makes_no_role_that_lasts() {
    let (_, acme) = acme().await;
    let clerk = clerk(&acme).await;
    acme.founder.granted(("organization", acme.id), ("user", clerk.id), "manage").await;
    clerk.post("/v1/tags", json!({ "name": "a" })).await.expect(201);
    let input = json!({ "name": "Forever", "permissions": ["tags.write"] });
    clerk.post("/v1/roles", input).await.expect(403);
}

#[tokio::test]
async fn to_widen_a_role_takes_a_fresh_factor() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let path = format!("/v1/roles/{}", alice.created("/v1/roles", json!({ "name": "Reader" })).await);
    t.advance(SignedDuration::from_mins(11));
    alice.patch(&path, json!({ "description": "x" })).await.expect(200);
    let answer = alice.patch(&path, json!({ "permissions": ["files.read"] })).await.expect(403);
    assert_eq!(answer.json()["code"], "step_up_required");
}

#[tokio::test]
async fn a_role_that_somebody_holds_goes_by_explicit_wish() {
    let (_, acme) = acme().await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let role = alice.created("/v1/roles", json!({ "name": "Tagger", "permissions": ["tags.write"] })).await;
    acme.assign(&bob, role).await;
    let project = alice.project("Apollo").await;
    alice.granted(("project", project), ("role", role), "view").await;
    bob.get(&format!("/v1/projects/{project}")).await.expect(200);
    let path = format!("/v1/roles/{role}");

    assert_eq!(alice.delete(&path).await.expect(409).json()["code"], "role_in_use");
    let told = alice.delete(&format!("{path}?detach=true&dry_run=true")).await.expect(200).json();
    assert_eq!(told["status"], 204);
    bob.post("/v1/tags", json!({ "name": "a" })).await.expect(201);
    alice.delete(&format!("{path}?detach=true")).await.expect(204);

    alice.get(&path).await.expect(404);
    bob.post("/v1/tags", json!({ "name": "b" })).await.expect(403);
    bob.get(&format!("/v1/projects/{project}")).await.expect(404);
    assert_eq!(alice.get("/v1/resource-permissions").await.expect(200).json()["data"], json!([]));
}

#[tokio::test]
async fn the_systems_roles_stay_as_they_are() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let list = alice.get("/v1/roles?is_system_role=true&q=viewer").await.expect(200).json();
    let path = format!("/v1/roles/{}", list["data"][0]["id"].as_str().unwrap());
    assert_eq!(
        alice.patch(&path, json!({ "description": "x" })).await.expect(409).json()["code"],
        "system_role"
    );
    assert_eq!(alice.delete(&format!("{path}?detach=true")).await.expect(409).json()["code"], "system_role");
    alice.get(&path).await.expect(200);
}

#[tokio::test]
async fn the_activity_log_tells_what_a_role_allowed_and_allows() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let role = alice.created("/v1/roles", json!({ "name": "Reader", "permissions": ["files.read"] })).await;
    alice.patch(&format!("/v1/roles/{role}"), json!({ "permissions": ["projects.read"] })).await.expect(200);
    alice.delete(&format!("/v1/roles/{role}")).await.expect(204);
    let admin = t.database.superuser().await;
    let sql = "select action, old_values->'permissions', new_values->'permissions' from platform.audit_logs \
               where resource_type = 'role' and resource_id = $1 order by created_at, id";
    let rows = admin.query(sql, &[&role]).await.unwrap();
    let told: Vec<(String, Option<Value>, Option<Value>)> =
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    let (files, projects) = (Some(json!(["files.read"])), Some(json!(["projects.read"])));
    assert_eq!(
        told,
        [
            ("created".to_owned(), None, files.clone()),
            ("updated".to_owned(), files, projects.clone()),
            ("deleted".to_owned(), projects, None),
        ]
    );
}
