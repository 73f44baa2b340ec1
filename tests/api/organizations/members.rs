//! Members: who is listed, who is shut out, who goes, and what that does to their sessions.

use serde_json::{Value, json};

use super::{logged, path};
use crate::{
    api::auth::refresh,
    harness::{
        TestApp,
        app::{Organization, PASSWORD, User},
    },
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

fn member(owner: &User, user: &User) -> String {
    path(owner, &format!("/members/{}", user.id))
}

fn names(answer: &Value) -> Vec<&str> {
    answer["data"].as_array().unwrap().iter().map(|m| m["first_name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn members_are_listed_filtered_and_paged() {
    let (_, acme) = acme().await;
    let owner = &acme.founder;
    for (name, role) in [("ada", "editor"), ("bob", "viewer"), ("cyd", "viewer")] {
        acme.user(name, role).await;
    }
    let list =
        async |query: &str| owner.get(&path(owner, &format!("/members{query}"))).await.expect(200).json();

    assert_eq!(names(&list("?sort=name").await), ["ada", "bob", "cyd", "Test"]);
    assert_eq!(names(&list("?q=BO").await), ["bob"]);
    assert_eq!(names(&list("?role=viewer&sort=-name").await), ["cyd", "bob"]);
    let first = list("?limit=3&sort=email").await;
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = list(&format!("?limit=3&sort=email&cursor={cursor}")).await;
    assert_eq!((first["data"].as_array().unwrap().len(), rest["data"].as_array().unwrap().len()), (3, 1));
    assert_eq!(rest["next_cursor"], Value::Null);
    for (query, pointer) in
        [("?status=gone", "?status"), ("?limit=0", "?limit"), ("?sort=age", "?sort"), ("?team=1", "?team")]
    {
        let refused = owner.get(&path(owner, &format!("/members{query}"))).await.expect(422);
        assert_eq!(refused.pointers(), [pointer]);
    }
}

#[tokio::test]
async fn a_colleague_sees_less_than_who_runs_the_organization() {
    let (_, acme) = acme().await;
    let (ada, bob) = (acme.user("ada", "viewer").await, acme.user("bob", "viewer").await);
    ada.patch("/v1/me", json!({ "department": "Mills", "position": "Analyst" })).await.expect(200);

    let seen = bob.get(&member(&bob, &ada)).await.expect(200).json();
    let known = acme.founder.get(&member(&acme.founder, &ada)).await.expect(200).json();
    let own = ada.get(&path(&ada, "/members/me")).await.expect(200).json();

    assert_eq!((&seen["department"], &seen["position"]), (&json!("Mills"), &json!("Analyst")));
    assert_eq!(
        (&seen["is_admin"], &seen["is_active"], &seen["roles"]),
        (&json!(false), &json!(true), &json!(["viewer"]))
    );
    assert_eq!((&seen["is_2fa_enabled"], &seen["last_login_at"]), (&Value::Null, &Value::Null));
    assert_eq!(known["is_2fa_enabled"], false);
    assert!(known["last_login_at"].is_string());
    assert_eq!(own, known);
    bob.get(&path(&bob, &format!("/members/{}", acme.id))).await.expect(404);
}

#[tokio::test]
async fn who_is_shut_out_is_refused_at_the_next_request_and_comes_back_by_signing_in() {
    let (t, acme) = acme().await;
    let (owner, ada) = (&acme.founder, acme.user("ada", "editor").await);
    let its = member(owner, &ada);
    let tag = owner.get(&its).await.header("etag").to_owned();

    let shut =
        owner.with("if-match", &tag).patch(&its, json!({ "is_active": false })).await.expect(200).json();
    assert_eq!(shut["is_active"], false);
    assert_eq!(names(&owner.get(&path(owner, "/members?status=deactivated")).await.json()), ["ada"]);

    for answer in [ada.get("/v1/projects").await, ada.get("/v1/me").await] {
        assert_eq!(answer.expect(401).json()["code"], "session_ended");
    }
    refresh(&t.anonymous(), &ada.refresh_token).await.expect(401);
    let login = json!({ "email": ada.email, "password": PASSWORD });
    let refused = t.anonymous().post("/v1/auth/login", login).await.expect(401);
    assert_eq!(refused.json()["code"], "no_organization");
    owner.with("if-match", &tag).patch(&its, json!({ "is_active": true })).await.expect(412);

    owner.patch(&its, json!({ "is_active": true })).await.expect(200);
    ada.get("/v1/projects").await.expect(401);
    t.sign_in(&ada.email).await.get("/v1/projects").await.expect(200);
    assert_eq!(
        (logged(&t, "member", "deactivated").await, logged(&t, "member", "reactivated").await),
        (1, 1)
    );
    for (body, pointer) in [(json!({ "is_active": 1 }), "/is_active"), (json!({ "roles": [] }), "/roles")] {
        assert_eq!(owner.patch(&its, body).await.expect(422).pointers(), [pointer]);
    }
}

#[tokio::test]
async fn who_is_removed_is_gone_here_and_stays_elsewhere() {
    let (t, acme) = acme().await;
    let (owner, ada) = (&acme.founder, acme.user("ada", "editor").await);
    let other = t.organization("other").await;
    other.admit(&ada, "viewer").await;
    let elsewhere = super::switched(&ada, other.id).await;
    let project = ada.project("Apollo").await;
    let its = format!("/v1/projects/{project}");
    owner.patch(&its, json!({ "manager_id": ada.id })).await.expect(200);

    owner.delete(&member(owner, &ada)).await.expect(204);

    assert_eq!(ada.get("/v1/projects").await.expect(401).json()["code"], "session_ended");
    elsewhere.get("/v1/projects").await.expect(200);
    owner.get(&member(owner, &ada)).await.expect(404);
    owner.delete(&member(owner, &ada)).await.expect(404);
    let kept = owner.get(&its).await.expect(200).json();
    assert_eq!((&kept["manager_id"], &kept["created_by"]), (&Value::Null, &json!(ada.id)));
    assert_eq!(owner.get(&format!("{its}/members")).await.json()["data"], json!([]));
    assert_eq!(logged(&t, "member", "removed").await, 1);
}

#[tokio::test]
async fn whoever_wants_to_leave_may() {
    let (t, acme) = acme().await;
    let (ada, bob) = (acme.user("ada", "viewer").await, acme.user("bob", "viewer").await);
    ada.delete(&path(&ada, "/members/me")).await.expect(204);
    bob.delete(&member(&bob, &bob)).await.expect(204);
    ada.get("/v1/me").await.expect(401);
    bob.get("/v1/me").await.expect(401);
    assert_eq!(logged(&t, "member", "left").await, 2);
}

#[tokio::test]
async fn nobody_gives_or_takes_more_than_their_own() {
    let (_, acme) = acme().await;
    let owner = &acme.founder;
    let (admin, ada) = (acme.user("admin", "admin").await, acme.user("ada", "viewer").await);
    let roles = async |who: &User, whom: &User, roles: &[&str]| {
        who.put(&format!("{}/roles", member(who, whom)), json!({ "roles": roles })).await
    };

    assert_eq!(
        roles(&admin, &ada, &["editor", "viewer", "editor"]).await.expect(200).json()["roles"],
        json!(["editor", "viewer"])
    );
    for (who, whom, given) in [
        (&admin, &ada, "owner"),
        (&admin, &admin, "owner"),
        (owner, &ada, "super_admin"),
        (&admin, owner, "viewer"),
    ] {
        let refused = roles(who, whom, &[given]).await.expect(403);
        assert_eq!(refused.json()["code"], "not_grantable", "{given}");
    }
    admin.delete(&member(&admin, owner)).await.expect(403);
    admin.patch(&member(&admin, owner), json!({ "is_active": false })).await.expect(403);
    assert_eq!(roles(&ada, &ada, &["admin"]).await.expect(403).json()["code"], "forbidden");
    for wrong in [json!([]), json!(["nothing"]), json!([""]), json!("viewer"), json!(vec!["viewer"; 21])] {
        let body = json!({ "roles": wrong });
        let refused = owner.put(&format!("{}/roles", member(owner, &ada)), body).await.expect(422);
        assert!(refused.pointers()[0].starts_with("/roles"), "{wrong}");
    }
    roles(owner, &ada, &["owner"]).await.expect(200);
    // What was given holds from the next request on.
    ada.patch(&path(&ada, ""), json!({ "name": "Ada's" })).await.expect(200);
}

#[tokio::test]
async fn giving_roles_takes_a_fresh_factor() {
    let (t, acme) = acme().await;
    let (owner, ada) = (&acme.founder, acme.user("ada", "viewer").await);
    t.advance(jiff::SignedDuration::from_mins(11));
    let its = format!("{}/roles", member(owner, &ada));
    let refused = owner.put(&its, json!({ "roles": ["editor"] })).await.expect(403);
    assert_eq!(refused.json()["code"], "step_up_required");
    owner.post("/v1/auth/step-up", json!({ "password": PASSWORD })).await.expect(200);
    owner.put(&its, json!({ "roles": ["editor"] })).await.expect(200);
    assert_eq!(logged(&t, "member", "roles_replaced").await, 1);
}
