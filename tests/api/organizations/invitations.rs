//! Invitations: mailed, accepted once by whom they are for, and worth what their inviter may give.

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{accept, arrived, invite, logged, path};
use crate::{
    api::auth::{
        address, login, mailed_token, register,
        second_factor::{code, enrol},
        words,
    },
    harness::{
        TestApp,
        app::{Organization, PASSWORD, User, mailbox},
    },
};

const NEW: &str = "kettles sing at noon";

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

/// What somebody without an account gives.
fn newcomer() -> Value {
    json!({ "password": NEW, "first_name": "Grace", "last_name": "Hopper" })
}

async fn count_people(t: &TestApp, email: &str) -> i64 {
    let sql = "select count(*) from accounts.users where lower(email) = lower($1)";
    t.database.superuser().await.query_one(sql, &[&email]).await.unwrap().get(0)
}

#[tokio::test]
async fn an_unknown_address_becomes_a_member_with_an_account_of_its_own() {
    let (t, acme) = acme().await;
    let (owner, email) = (&acme.founder, address(&t));
    let token = invite(owner, &email, &["editor", "editor"]).await;
    let mail = &mailbox(&email).await[0];
    assert!(mail["text"].as_str().unwrap().contains("Test acme invites you to work in acme"), "{mail}");
    assert!(mail["html"].as_str().unwrap().contains("Accept the invitation"));

    let session = accept(&t.anonymous(), &token, newcomer()).await.expect(200).json();

    let grace = arrived(&t.anonymous(), &session);
    assert_eq!((grace.organization, &session["organization"]["roles"]), (acme.id, &json!(["editor"])));
    assert_eq!(
        (&session["user"]["email_verified"], &session["user"]["first_name"]),
        (&json!(true), &json!("Grace"))
    );
    grace.project("Apollo").await;
    login(&t.anonymous(), &email.to_uppercase(), NEW).await.expect(200);
    let listed = owner.get(&path(owner, "/invitations?status=accepted")).await.expect(200).json();
    assert_eq!(listed["data"][0]["accepted_by"], json!(grace.id));
    assert_eq!(
        (logged(&t, "invitation", "created").await, logged(&t, "invitation", "accepted").await),
        (1, 1)
    );
    let sql = "select count(*) from platform.audit_logs a where a::text like '%' || $1 || '%'";
    let told: i64 = t.database.superuser().await.query_one(sql, &[&email]).await.unwrap().get(0);
    assert_eq!(told, 0, "the log has no addresses");
}

#[tokio::test]
async fn a_newcomer_names_what_is_missing_and_the_token_still_works() {
    let (t, acme) = acme().await;
    let email = address(&t);
    let token = invite(&acme.founder, &email, &["viewer"]).await;
    for (more, pointer) in [
        (json!({}), "/password"),
        (json!({ "password": "" }), "/password"),
        (json!({ "password": "short", "first_name": "G", "last_name": "H" }), "/password"),
        (json!({ "password": "Password1234!", "first_name": "G", "last_name": "H" }), "/password"),
        (json!({ "password": email, "first_name": "G", "last_name": "H" }), "/password"),
        (json!({ "password": NEW, "last_name": "H" }), "/first_name"),
        (json!({ "password": NEW, "first_name": "G", "last_name": " " }), "/last_name"),
        (json!({ "password": NEW, "first_name": "x".repeat(101), "last_name": "H" }), "/first_name"),
        (json!({ "roles": ["owner"] }), "/roles"),
    ] {
        assert_eq!(
            accept(&t.anonymous(), &token, more.clone()).await.expect(422).pointers(),
            [pointer],
            "{more}"
        );
    }
    assert_eq!(count_people(&t, &email).await, 0);
    t.advance(SignedDuration::from_mins(1));
    accept(&t.anonymous(), &token, newcomer()).await.expect(200);
}

#[tokio::test]
async fn whoever_has_an_account_proves_it_and_keeps_it() {
    let (t, acme) = acme().await;
    let bob = t.organization("other").await.user("bob", "viewer").await;
    let token = invite(&acme.founder, &bob.email, &["viewer"]).await;

    assert_eq!(accept(&t.anonymous(), &token, json!({})).await.expect(422).pointers(), ["/password"]);
    let wrong = accept(&t.anonymous(), &token, newcomer()).await.expect(401);
    assert_eq!(wrong.json()["code"], "invalid_credentials");
    // Somebody else's session proves nothing.
    accept(&acme.founder, &token, json!({})).await.expect(422);

    let session = accept(&bob, &token, json!({ "first_name": "Eve" })).await.expect(200).json();
    assert_eq!(
        (&session["user"]["first_name"], &session["organization"]["id"]),
        (&json!("bob"), &json!(acme.id))
    );
    login(&t.anonymous(), &bob.email, PASSWORD).await.expect(200);
    login(&t.anonymous(), &bob.email, NEW).await.expect(401);

    let cyd = t.organization("third").await.user("cyd", "viewer").await;
    let token = invite(&acme.founder, &cyd.email, &["viewer"]).await;
    accept(&t.anonymous(), &token, json!({ "password": PASSWORD })).await.expect(200);
}

#[tokio::test]
async fn an_account_with_a_second_factor_takes_it_too() {
    let (t, acme) = acme().await;
    let bob = t.organization("other").await.user("bob", "viewer").await;
    let (secret, _) = enrol(&t, &bob).await;
    let token = invite(&acme.founder, &bob.email, &["viewer"]).await;

    let asked = accept(&t.anonymous(), &token, json!({ "password": PASSWORD })).await.expect(401);
    assert_eq!(asked.json()["code"], "totp_required");
    let proof = json!({ "password": PASSWORD, "totp_code": code(&t, &secret, 0) });
    accept(&t.anonymous(), &token, proof).await.expect(200);
}

#[tokio::test]
async fn accepting_while_signed_in_makes_no_factor_fresh() {
    let (t, acme) = acme().await;
    let bob = t.organization("other").await.user("bob", "viewer").await;
    let token = invite(&acme.founder, &bob.email, &["viewer"]).await;
    t.advance(SignedDuration::from_mins(11));
    let session = accept(&bob, &token, json!({})).await.expect(200).json();
    let there = arrived(&bob, &session);
    there.put("/v1/me/email", json!({ "email": address(&t) })).await.expect(403);
}

#[tokio::test]
async fn a_stranger_who_registered_the_address_first_gains_nothing() {
    let (t, acme) = acme().await;
    let email = address(&t);
    register(&t.anonymous(), &email, "the strangers password").await.expect(202);
    let theirs = mailed_token(&email).await;
    let token = invite(&acme.founder, &email, &["viewer"]).await;

    accept(&t.anonymous(), &token, newcomer()).await.expect(200);

    login(&t.anonymous(), &email, "the strangers password").await.expect(401);
    let input = json!({ "token": theirs });
    t.anonymous().post("/v1/auth/verify-email", input).await.expect(401);
    login(&t.anonymous(), &email, NEW).await.expect(200);
}

#[tokio::test]
async fn a_token_that_is_worth_nothing_tells_nothing() {
    let (t, acme) = acme().await;
    let (owner, other) = (&acme.founder, t.organization("other").await);
    let its = async |email: &str| {
        let listed = owner.get(&path(owner, &format!("/invitations?q={email}&status=open"))).await.json();
        path(owner, &format!("/invitations/{}", listed["data"][0]["id"].as_str().unwrap()))
    };
    let (known, revoked, replaced, late, gone) =
        (other.user("bob", "viewer").await.email, address(&t), address(&t), address(&t), address(&t));
    let used = invite(owner, &known, &["viewer"]).await;
    accept(&t.anonymous(), &used, json!({ "password": PASSWORD })).await.expect(200);
    let withdrawn = invite(owner, &revoked, &["viewer"]).await;
    let at = its(&revoked).await;
    owner.delete(&at).await.expect(204);
    owner.delete(&at).await.expect(204);
    let former = invite(owner, &replaced, &["viewer"]).await;
    let newer = invite(owner, &replaced.to_uppercase(), &["viewer"]).await;
    let renewed = invite(owner, &late, &["viewer"]).await;
    owner.post(&format!("{}/resend", its(&late).await), json!({})).await.expect(200);
    let unmade = invite(&other.founder, &gone, &["viewer"]).await;
    other.founder.delete(&path(&other.founder, "")).await.expect(204);

    let unknown = "A".repeat(43);
    let absent = words(&accept(&t.anonymous(), &unknown, newcomer()).await.expect(401));
    assert_eq!(absent.1["code"], "invalid_token");
    for token in [&used, &withdrawn, &former, &renewed, &unmade, &"short".to_owned()] {
        for client in [t.anonymous(), owner.client.clone()] {
            let told = accept(&client, token, newcomer()).await.expect(401);
            assert_eq!(words(&told), absent);
        }
    }
    t.advance(SignedDuration::from_hours(7 * 24));
    assert_eq!(words(&accept(&t.anonymous(), &newer, newcomer()).await.expect(401)), absent);
    let back = t.sign_in(&owner.email).await;
    let listed = back.get(&path(&back, "/invitations?status=expired")).await.json();
    assert_eq!(listed["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn of_many_who_accept_at_once_one_comes_in() {
    let (t, acme) = acme().await;
    let email = address(&t);
    let token = invite(&acme.founder, &email, &["viewer"]).await;
    let client = t.anonymous();

    let answers = join_all((0..4).map(|_| accept(&client, &token, newcomer()))).await;

    let statuses: Vec<_> = answers.iter().map(|answer| answer.status()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().all(|status| [200, 401, 409].contains(status)), "{statuses:?}");
    assert_eq!(count_people(&t, &email).await, 1);
    let sql = "select count(*) from accounts.memberships where organization_id = $1";
    let members: i64 = t.database.superuser().await.query_one(sql, &[&acme.id]).await.unwrap().get(0);
    assert_eq!(members, 2);
}

#[tokio::test]
async fn inviting_at_once_leaves_one_open_invitation() {
    let (t, acme) = acme().await;
    let (owner, email) = (&acme.founder, address(&t));
    let input = json!({ "email": email, "roles": ["viewer"] });
    let its = path(owner, "/invitations");
    let answers = join_all((0..4).map(|_| owner.post(&its, input.clone()))).await;
    assert!(answers.iter().all(|answer| answer.status() == 201));
    let open = owner.get(&path(owner, "/invitations?status=open")).await.json();
    assert_eq!(open["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn nobody_learns_by_inviting_who_has_an_account_elsewhere() {
    let (t, acme) = acme().await;
    let (owner, bob) = (&acme.founder, t.organization("other").await.founder);
    let told = async |email: &str| {
        let input = json!({ "email": email, "roles": ["viewer"] });
        let answer = owner.post(&path(owner, "/invitations"), input).await.expect(201);
        let mut body = answer.json();
        for field in ["id", "email", "sent_at", "expires_at", "created_at", "updated_at"] {
            body.as_object_mut().unwrap().remove(field).unwrap();
        }
        body
    };
    assert_eq!(told(&bob.email).await, told(&address(&t)).await);

    let member = acme.user("ada", "viewer").await;
    let input = json!({ "email": member.email.to_uppercase(), "roles": ["viewer"] });
    let refused = owner.post(&path(owner, "/invitations"), input).await.expect(409);
    assert_eq!(refused.json()["code"], "already_member");
}

#[tokio::test]
async fn an_invitation_gives_what_its_inviter_may_give_when_it_is_accepted() {
    let (t, acme) = acme().await;
    let (owner, admin) = (&acme.founder, acme.user("admin", "admin").await);
    let roles = async |who: &User, roles: &[&str]| {
        let input = json!({ "email": address(&t), "roles": roles });
        who.post(&path(who, "/invitations"), input).await
    };
    for given in ["owner", "super_admin"] {
        assert_eq!(roles(&admin, &[given]).await.expect(403).json()["code"], "not_grantable");
    }
    for wrong in [json!({ "email": "x", "roles": ["viewer"] }), json!({ "email": address(&t), "roles": [] })]
    {
        owner.post(&path(owner, "/invitations"), wrong).await.expect(422);
    }
    assert_eq!(roles(owner, &["nothing"]).await.expect(422).pointers(), ["/roles"]);

    // An owner invites an owner and is an admin by the time that it is accepted.
    let heir = acme.user("heir", "owner").await;
    let (email, void) = (address(&t), address(&t));
    let token = invite(&heir, &email, &["owner", "editor"]).await;
    let nothing = invite(&heir, &void, &["owner"]).await;
    let its = path(owner, &format!("/members/{}", heir.id));
    owner.put(&format!("{its}/roles"), json!({ "roles": ["admin"] })).await.expect(200);
    let session = accept(&t.anonymous(), &token, newcomer()).await.expect(200).json();
    assert_eq!(session["organization"]["roles"], json!(["editor"]));
    let refused = accept(&t.anonymous(), &nothing, newcomer()).await.expect(409);
    assert_eq!(refused.json()["code"], "invitation_void");
    assert_eq!(count_people(&t, &void).await, 0);

    // Whoever is gone invites nobody any more.
    let last = address(&t);
    let token = invite(&heir, &last, &["viewer"]).await;
    owner.delete(&its).await.expect(204);
    accept(&t.anonymous(), &token, newcomer()).await.expect(409);
}

#[tokio::test]
async fn inviting_to_power_takes_a_fresh_factor_and_a_dry_run_sends_nothing() {
    let (t, acme) = acme().await;
    let owner = &acme.founder;
    let its = path(owner, "/invitations");
    let email = address(&t);
    let dry = format!("{its}?dry_run=true");
    let told = owner.post(&dry, json!({ "email": email, "roles": ["viewer"] })).await.expect(200).json();
    assert_eq!((&told["status"], &told["effects"]), (&json!(201), &json!(["email.send"])));
    assert!(mailbox(&email).await.is_empty());
    t.advance(SignedDuration::from_mins(11));
    let refused = owner.post(&its, json!({ "email": email, "roles": ["admin"] })).await.expect(403);
    assert_eq!(refused.json()["code"], "step_up_required");
    owner.post(&its, json!({ "email": email, "roles": ["viewer"] })).await.expect(201);
}
