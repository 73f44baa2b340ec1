//! Every route, asked with keys: those that are dead or forged, those that are too narrow, those of somebody else.

use std::collections::BTreeSet;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use domain::accounts::permissions::Permission;
use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{
    routes::{ask, told},
    table::{Door, Holder, Open, routes},
    things::{Things, about},
};
use crate::harness::{
    TestApp,
    app::{Client, User},
};

/// A key of the user's with these scopes.
async fn key(user: &User, scopes: impl IntoIterator<Item = Permission>) -> Client {
    let scopes: Vec<&str> = scopes.into_iter().map(Permission::name).collect();
    let made =
        user.post("/v1/api-keys", json!({ "name": "Sweep", "scopes": scopes })).await.expect(201).json();
    user.bearing(made["key"].as_str().unwrap())
}

fn all() -> impl Iterator<Item = Permission> {
    Permission::ALL.iter().copied()
}

/// Whether a route is for people who have signed in: about themselves, or about the existence of organizations.
fn is_for_people(method: &Method, path: &str) -> bool {
    path.starts_with("/v1/auth/")
        || path == "/v1/me"
        || path.starts_with("/v1/me/")
        || ["/v1/organizations", "/v1/organizations/{id}/restore"].contains(&path)
        || (method == Method::DELETE && path == "/v1/organizations/{id}")
}

/// The routes that a key can be meant for.
fn routes_for_keys() -> Vec<(Method, &'static str, Door, Value)> {
    let mut routes = routes();
    routes.retain(|(method, path, door, _)| !matches!(door, Open) && !is_for_people(method, path));
    routes
}

/// A well-formed key that nobody was given.
fn forged(user: &User) -> String {
    let mut bytes = [user.organization.as_bytes().as_slice(), user.id.as_bytes(), &[7; 24]].concat();
    let digest = Sha256::new().chain_update("pz_").chain_update(&bytes).finalize();
    bytes.extend(&digest[..4]);
    format!("pz_{}", BASE64.encode(bytes))
}

#[tokio::test]
async fn a_dead_or_forged_key_opens_nothing_and_is_told_nothing() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let things = Things::of(&t, acme.founder.clone()).await;
    let owner = &things.owner;
    let revoked = key(owner, all()).await;
    let revoke = "update accounts.api_keys set revoked_at = now() where name = 'Sweep'";
    t.database.superuser().await.execute(revoke, &[]).await.unwrap();
    let expires_at = t.now() + SignedDuration::from_secs(1);
    let expired = json!({ "name": "Expired", "scopes": ["projects.read"], "expires_at": expires_at });
    let expired = owner.post("/v1/api-keys", expired).await.expect(201).json();
    t.advance(SignedDuration::from_secs(2));
    let forged = forged(owner);
    let mut mistyped = forged.clone();
    mistyped.replace_range(60..61, if &forged[60..61] == "x" { "y" } else { "x" });
    let keys = [
        revoked,
        owner.bearing(expired["key"].as_str().unwrap()),
        owner.bearing(&forged),
        owner.bearing(&mistyped),
        owner.bearing("pz_"),
    ];
    let mut first = None;
    let mut asked = 0;
    for (method, path, _, body) in routes_for_keys() {
        // Unproven keys count for the address they come from.
        if asked > 400 {
            t.advance(SignedDuration::from_secs(60));
            asked = 0;
        }
        for client in &keys {
            for path in [things.path(path), about(t.context.id(), path)] {
                let answer = ask(client, &method, &path, &body).await;
                assert_eq!(answer.status(), 401, "{method} {path}");
                asked += 1;
                assert_eq!(answer.json()["code"], "invalid_api_key", "{method} {path}");
                assert_eq!(told(&answer), *first.get_or_insert_with(|| told(&answer)), "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn where_people_sign_in_no_key_is_taken() {
    let t = TestApp::start().await;
    let things = Things::of(&t, t.organization("acme").await.founder).await;
    let client = key(&things.owner, all()).await;
    let mut refused = 0;
    for (method, path, door, body) in routes() {
        if matches!(door, Open) || !is_for_people(&method, path) {
            continue;
        }
        let answer = ask(&client, &method, &things.path(path), &body).await;
        assert_eq!(answer.status(), 401, "{method} {path}");
        assert_eq!(answer.json()["code"], "api_key_not_accepted", "{method} {path}");
        refused += 1;
    }
    assert!(refused > 10, "{refused}");
}

#[tokio::test]
async fn a_key_without_the_scope_is_told_so_though_its_owner_holds_the_permission() {
    let t = TestApp::start().await;
    let things = Things::of(&t, t.organization("acme").await.founder).await;
    let needed: BTreeSet<Permission> = routes_for_keys()
        .iter()
        .filter_map(|(_, _, door, _)| if let Holder(permission) = door { Some(*permission) } else { None })
        .collect();
    let mut wrong = Vec::new();
    for permission in needed {
        let client = key(&things.owner, all().filter(|other| *other != permission)).await;
        for (method, path, door, body) in routes_for_keys() {
            if !matches!(door, Holder(needed) if needed == permission) {
                continue;
            }
            let answer = ask(&client, &method, &things.path(path), &body).await;
            let is_told = answer.status() == 403
                && answer.json()["detail"].as_str().is_some_and(|detail| detail.ends_with(permission.name()));
            if !is_told {
                wrong.push(format!("{method} {path}"));
            }
        }
    }
    // One's own comments and media are one's own with a key, too.
    let own = [
        "DELETE /v1/comments/{id}",
        "GET /v1/media/{id}",
        "GET /v1/media/{id}/download",
        "DELETE /v1/media/{id}",
    ];
    assert_eq!(wrong, own);
}

#[tokio::test]
async fn a_key_with_every_scope_gets_through_every_door() {
    let t = TestApp::start().await;
    let things = Things::of(&t, t.organization("acme").await.founder).await;
    let client = key(&things.owner, all()).await;
    for (method, path, _, body) in
        routes_for_keys().into_iter().filter(|(method, ..)| *method != Method::DELETE)
    {
        let answer = ask(&client, &method, &things.path(path), &body).await;
        let code = answer.json()["code"].clone();
        // What takes a fresh factor takes a person.
        let through = ![401, 403].contains(&answer.status()) || code == "step_up_required";
        assert!(through, "{method} {path}: {} {code}", answer.status());
    }
}

#[tokio::test]
async fn somebody_elses_key_is_told_what_is_foreign_as_what_is_absent() {
    let t = TestApp::start().await;
    let things = Things::of(&t, t.organization("acme").await.founder).await;
    let eve = key(&t.organization("evil").await.founder, all()).await;
    for (method, path, _, body) in routes_for_keys() {
        if !path.contains("{id}") {
            continue;
        }
        let absent = about(t.context.id(), path);
        let absent = told(&ask(&eve, &method, &absent, &body).await.expect(404));
        let foreign = ask(&eve, &method, &things.path(path), &body).await;
        assert_eq!(told(&foreign), absent, "{method} {path}");
    }
}

#[tokio::test]
async fn a_key_opens_its_own_organization_whatever_it_says() {
    let t = TestApp::start().await;
    let (alice, eve) = (t.organization("acme").await.founder, t.organization("evil").await.founder);
    key(&eve, all()).await;
    // Eve's secret under Alice's name: the checksum is right, and the row is where it is not looked for.
    let mut stolen = eve.clone();
    stolen.organization = alice.organization;
    eve.bearing(&forged(&stolen)).get("/v1/projects").await.expect(401);
    let move_in = "update accounts.api_keys set key_hash = $1";
    let hash: [u8; 32] = Sha256::digest(forged(&stolen)).into();
    t.database.superuser().await.execute(move_in, &[&hash.as_slice()]).await.unwrap();
    eve.bearing(&forged(&stolen)).get("/v1/projects").await.expect(401);
}
