//! Every route, asked by those who must not get an answer.

use std::collections::BTreeSet;

use domain::accounts::roles::SYSTEM_ROLES;
use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    table::{Holder, Open, SHARED, SignedIn, routes, routes_about_things},
    things::{Things, about},
};
use crate::{
    drift::documents,
    harness::{TestApp, app::Client, http::Answer},
};

/// What an answer tells: everything but the request's id, the time and the limits.
pub fn told(answer: &Answer) -> Value {
    let mut body = answer.json();
    if let Some(body) = body.as_object_mut() {
        body.remove("request_id");
    }
    let headers: Vec<_> = answer
        .headers
        .iter()
        .filter(|(name, _)| {
            !["x-request-id", "date", "ratelimit", "ratelimit-policy"].contains(&name.as_str())
        })
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    json!([answer.status(), headers, body])
}

pub async fn ask(client: &Client, method: &Method, path: &str, body: &Value) -> Answer {
    client.request(method.clone(), path, (!body.is_null()).then(|| body.clone())).await
}

#[tokio::test]
async fn the_table_has_every_route() {
    let tabled: BTreeSet<(String, String)> =
        routes().iter().map(|(method, path, ..)| (method.to_string(), (*path).to_owned())).collect();
    let mut documented = BTreeSet::new();
    for (_, document) in documents() {
        for (path, item) in json!(document)["paths"].as_object().unwrap() {
            for (method, _) in
                item.as_object().unwrap().iter().filter(|(_, value)| value["responses"].is_object())
            {
                documented.insert((method.to_uppercase(), path.clone()));
            }
        }
    }
    assert_eq!(tabled, documented);
}

/// Denied by default: a route says beside its handler who gets past its door, and the sweeps below see that the handler
/// keeps to it.
#[tokio::test]
async fn every_route_declares_what_it_takes() {
    for (_, document) in documents() {
        let document = json!(document);
        for (method, path, door, _) in routes() {
            let operation = &document["paths"][path][method.as_str().to_lowercase()];
            if !operation.is_object() {
                continue;
            }
            let declared = &operation["security"];
            assert!(
                declared.is_array(),
                "{method} {path} declares no permission: add security(…) to its #[utoipa::path], as docs/adding-a-function.md says"
            );
            let expected = match door {
                Open => json!([]),
                SignedIn => json!([{ "bearer": [] }]),
                Holder(permission) => json!([{ "bearer": [permission.name()] }]),
            };
            assert_eq!(*declared, expected, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn strangers_to_the_platform_are_told_to_sign_in() {
    let t = TestApp::start().await;
    let things = Things::of(&t, t.organization("acme").await.founder).await;
    let mut first = None;
    for (index, (method, path, door, body)) in routes().into_iter().enumerate() {
        if matches!(door, Open) {
            continue;
        }
        // So many requests are more than an address may send in a minute.
        if index % 50 == 49 {
            t.advance(SignedDuration::from_secs(60));
        }
        let absent = about(t.context.id(), path);
        for (path, body) in [
            (things.path(path), &body),
            (absent, &body),
            (about("x", path), &body),
            (things.path(path), &json!([])),
        ] {
            let answer = ask(&t.anonymous(), &method, &path, body).await.expect(401);
            assert_eq!(answer.json()["code"], "unauthenticated");
            assert_eq!(told(&answer), *first.get_or_insert_with(|| told(&answer)), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn what_is_foreign_is_told_as_what_is_absent() {
    let t = TestApp::start().await;
    let things = Things::of(&t, t.organization("acme").await.founder).await;
    // Eve may do everything, in an organization of her own; somebody else in Alice's may not see the project.
    let eve = t.organization("evil").await.founder;
    let hers = Things::of(&t, eve.clone()).await;
    for (index, (method, path, _, body)) in routes_about_things().enumerate() {
        // So many requests are more than a person may send in a minute.
        if index % 10 == 9 {
            t.advance(SignedDuration::from_secs(60));
        }
        for (query, headers) in [
            ("", None),
            ("?dry_run=true", None),
            ("", Some(("if-match", "\"1\""))),
            ("", Some(("if-none-match", "\"1\""))),
            ("", Some(("idempotency-key", "k"))),
        ] {
            let client = headers.map_or_else(|| eve.client.clone(), |(name, value)| eve.with(name, value));
            for body in [&body, &json!({ "wrong": 1 })] {
                let absent = about(t.context.id(), path) + query;
                let absent = told(&ask(&client, &method, &absent, body).await.expect(404));
                for foreign in [things.path(path), about("x", path), about(things.owner.id, path)] {
                    let foreign = ask(&client, &method, &(foreign + query), body).await;
                    assert_eq!(told(&foreign), absent, "{method} {path}{query} {headers:?}");
                }
            }
        }
    }
    // Nothing happened to either.
    for things in [&things, &hers] {
        let project = things.owner.get(&things.path("/v1/projects/{id}")).await.expect(200);
        assert_eq!((project.header("etag"), &project.json()["name"]), ("\"1\"", &json!("Apollo")));
        let file = things.owner.get(&things.path("/v1/files/{id}")).await.expect(200);
        assert_eq!(file.header("etag"), "\"1\"");
    }
}

#[tokio::test]
async fn what_one_may_not_see_in_ones_own_organization_is_absent_too() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let outsider = acme.user("outsider", "editor").await;
    let things = Things::of(&t, acme.founder.clone()).await;
    for (method, path, _, body) in routes_about_things() {
        if SHARED.contains(&path.split('/').nth(2).unwrap()) {
            continue;
        }
        let absent = about(t.context.id(), path);
        let absent = told(&ask(&outsider, &method, &absent, &body).await.expect(404));
        let hidden = ask(&outsider, &method, &things.path(path), &body).await;
        assert_eq!(told(&hidden), absent, "{method} {path}");
    }
}

#[tokio::test]
async fn who_lacks_the_permission_is_told_so_before_the_input_is_looked_at() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let things = Things::of(&t, acme.founder.clone()).await;
    let mut refused = 0;
    for role in SYSTEM_ROLES {
        let user = acme.user(role.name, role.name).await;
        let members: Vec<Uuid> = vec![user.id];
        let path = things.path("/v1/projects/{id}/members");
        acme.founder.put(&path, json!({ "user_ids": members })).await.expect(200);
        let viewer = json!({ "user_id": user.id, "role": "VIEWER" });
        acme.founder.post(&things.path("/v1/teams/{id}/members"), viewer).await.expect(201);
        for (method, path, door, body) in routes() {
            let Holder(permission) = door else { continue };
            if role.permissions.contains(&permission) {
                continue;
            }
            for body in [&body, &json!({ "wrong": 1 })] {
                let answer = ask(&user, &method, &things.path(path), body).await.expect(403);
                let detail = answer.json()["detail"].as_str().unwrap().to_owned();
                assert!(detail.ends_with(permission.name()), "{method} {path}: {detail}");
                refused += 1;
            }
        }
    }
    assert!(refused > 40, "{refused}");
}
