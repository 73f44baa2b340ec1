//! Every route, asked by those who must not get an answer. A route that is not in the table fails the test.

use std::collections::BTreeSet;

use domain::accounts::{permissions::Permission, roles::SYSTEM_ROLES};
use http::Method;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    drift::documents,
    harness::{
        TestApp,
        app::{Client, User},
        http::Answer,
    },
};

/// Who gets past a route's door.
#[derive(Clone, Copy)]
enum Door {
    /// Everybody.
    Open,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds the permission; where the path names a thing, whoever may see the thing.
    Holder(Permission),
}
use Door::{Holder, Open, SignedIn};

/// Every route with its door and a body that is right.
fn routes() -> Vec<(Method, &'static str, Door, Value)> {
    use Permission::*;
    let nothing = Value::Null;
    let project = json!({ "name": "Sweep" });
    let members = json!({ "user_ids": [] });
    let file = json!({ "file_name": "a.csv", "size_bytes": 1 });
    let parts = json!({ "from": 1, "count": 1 });
    let analysis = json!({
        "calculation_type": "DESCRIPTIVE", "file_id": Uuid::nil(), "parameters": { "columns": ["a"] },
    });
    let bookmark = json!({
        "resource_type": "project", "resource_id": Uuid::nil(), "bookmark_name": "Sweep",
    });
    vec![
        (Method::GET, "/docs", Open, nothing.clone()),
        (Method::GET, "/v1/openapi.json", Open, nothing.clone()),
        (Method::GET, "/v1/health", Open, nothing.clone()),
        (Method::GET, "/v1/health/ready", Open, nothing.clone()),
        (Method::POST, "/v1/auth/register", Open, nothing.clone()),
        (Method::GET, "/v1/auth/verify-email", Open, nothing.clone()),
        (Method::POST, "/v1/auth/verify-email", Open, nothing.clone()),
        (Method::POST, "/v1/auth/login", Open, nothing.clone()),
        (Method::POST, "/v1/auth/refresh", Open, nothing.clone()),
        (Method::POST, "/v1/auth/logout", Open, nothing.clone()),
        (Method::POST, "/v1/auth/step-up", SignedIn, json!({ "password": "x" })),
        (Method::POST, "/v1/auth/password/forgot", Open, nothing.clone()),
        (Method::GET, "/v1/auth/password/reset", Open, nothing.clone()),
        (Method::POST, "/v1/auth/password/reset", Open, nothing.clone()),
        (Method::GET, "/v1/auth/confirm-email", Open, nothing.clone()),
        (Method::POST, "/v1/auth/confirm-email", Open, nothing.clone()),
        (Method::GET, "/v1/auth/jwks.json", Open, nothing.clone()),
        (Method::PUT, "/v1/me/password", SignedIn, json!({ "current_password": "x", "password": "y" })),
        (Method::PUT, "/v1/me/email", SignedIn, json!({ "email": "x@example.org" })),
        (Method::GET, "/v1/me/sessions", SignedIn, nothing.clone()),
        (Method::DELETE, "/v1/me/sessions", SignedIn, nothing.clone()),
        (Method::GET, "/v1/me/sessions/{id}", SignedIn, nothing.clone()),
        (Method::DELETE, "/v1/me/sessions/{id}", SignedIn, nothing.clone()),
        (Method::POST, "/v1/me/totp", SignedIn, json!({})),
        (Method::DELETE, "/v1/me/totp", SignedIn, nothing.clone()),
        (Method::POST, "/v1/me/totp/confirm", SignedIn, json!({ "code": "000000" })),
        (Method::POST, "/v1/me/recovery-codes", SignedIn, json!({})),
        (Method::GET, "/v1/me", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/me", SignedIn, json!({ "phone": "1" })),
        (Method::GET, "/v1/projects", Holder(ProjectsRead), nothing.clone()),
        (Method::POST, "/v1/projects", Holder(ProjectsWrite), project.clone()),
        (Method::GET, "/v1/projects/{id}", Holder(ProjectsRead), nothing.clone()),
        (Method::PATCH, "/v1/projects/{id}", Holder(ProjectsWrite), project),
        (Method::DELETE, "/v1/projects/{id}", Holder(ProjectsDelete), nothing.clone()),
        (Method::GET, "/v1/projects/{id}/members", Holder(ProjectsRead), nothing.clone()),
        (Method::PUT, "/v1/projects/{id}/members", Holder(ProjectsWrite), members),
        (Method::GET, "/v1/projects/{id}/files", Holder(FilesRead), nothing.clone()),
        (Method::POST, "/v1/projects/{id}/files", Holder(FilesWrite), file),
        (Method::GET, "/v1/files/{id}", Holder(FilesRead), nothing.clone()),
        (Method::DELETE, "/v1/files/{id}", Holder(FilesDelete), nothing.clone()),
        (Method::GET, "/v1/files/{id}/rows", Holder(FilesRead), nothing.clone()),
        (Method::GET, "/v1/files/{id}/rejects", Holder(FilesRead), nothing.clone()),
        (Method::GET, "/v1/files/{id}/download", Holder(FilesRead), nothing.clone()),
        (Method::POST, "/v1/files/{id}/parts", Holder(FilesWrite), parts),
        (Method::POST, "/v1/files/{id}/complete", Holder(FilesWrite), nothing.clone()),
        (Method::GET, "/v1/projects/{id}/analyses", Holder(AnalysesRead), nothing.clone()),
        (Method::POST, "/v1/projects/{id}/analyses", Holder(AnalysesRun), analysis),
        (Method::GET, "/v1/analyses/types", SignedIn, nothing.clone()),
        (Method::GET, "/v1/analyses/{id}", Holder(AnalysesRead), nothing.clone()),
        (Method::GET, "/v1/tags", SignedIn, nothing.clone()),
        (Method::POST, "/v1/tags", Holder(TagsWrite), json!({ "name": "Sweep" })),
        (Method::GET, "/v1/tags/{id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/tags/{id}", Holder(TagsWrite), json!({ "name": "Sweep" })),
        (Method::DELETE, "/v1/tags/{id}", Holder(TagsWrite), nothing.clone()),
        (Method::POST, "/v1/tags/{id}/merge", Holder(TagsWrite), json!({ "into": Uuid::nil() })),
        (Method::GET, "/v1/taggings", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/taggings", SignedIn, json!({ "tag_ids": [] })),
        (Method::GET, "/v1/bookmarks", SignedIn, nothing.clone()),
        (Method::POST, "/v1/bookmarks", SignedIn, bookmark),
        (Method::GET, "/v1/bookmarks/{id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/bookmarks/{id}", SignedIn, json!({ "tags": [] })),
        (Method::DELETE, "/v1/bookmarks/{id}", SignedIn, nothing.clone()),
        (Method::GET, "/v1/settings", Open, nothing.clone()),
        (Method::GET, "/v1/settings/{key}", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/settings/{key}", Holder(SettingsWrite), json!({ "setting_value": 1 })),
        (Method::DELETE, "/v1/settings/{key}", Holder(SettingsWrite), nothing.clone()),
        (Method::GET, "/v1/preferences", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/preferences/{key}", SignedIn, json!({ "preference_value": "dark" })),
        (Method::DELETE, "/v1/preferences/{key}", SignedIn, nothing),
    ]
}

/// Things of one organization, by the words of paths.
struct Things {
    owner: User,
    session: Uuid,
    project: Uuid,
    file: Uuid,
    analysis: Uuid,
    tag: Uuid,
    bookmark: Uuid,
}

impl Things {
    async fn of(t: &TestApp, owner: User) -> Self {
        let project = owner.project("Apollo").await;
        let input = json!({ "file_name": "a.csv", "size_bytes": 1 });
        let file = owner.post(&format!("/v1/projects/{project}/files"), input).await.expect(201).json();
        let file: Uuid = file["file"]["id"].as_str().unwrap().parse().unwrap();
        let analysis = t.context.id();
        let admin = t.database.superuser().await;
        admin
            .execute(
                "insert into intelligence.analysis_results (id, organization_id, project_id, file_id, \
                 calculation_type, parameters, parameters_hash, input_hash, engine_version, created_at, updated_at, \
                 created_by) values ($1, $2, $3, $4, 'DESCRIPTIVE', '{}', sha256('p'), sha256('i'), 1, now(), now(), $5)",
                &[&analysis, &owner.organization, &project, &file, &owner.id],
            )
            .await
            .unwrap();
        let latest = "select id from accounts.sessions where user_id = $1 order by created_at desc limit 1";
        let session = admin.query_one(latest, &[&owner.id]).await.unwrap().get(0);
        let tag = created(&owner, "/v1/tags", json!({ "name": "urgent" })).await;
        let bookmark = json!({ "resource_type": "project", "resource_id": project, "bookmark_name": "Mine" });
        let bookmark = created(&owner, "/v1/bookmarks", bookmark).await;
        Self { owner, session, project, file, analysis, tag, bookmark }
    }

    /// The path with the id of what it is about.
    fn path(&self, path: &str) -> String {
        let id = match path.split('/').nth(2).unwrap_or_default() {
            "projects" => self.project,
            "me" => self.session,
            "files" => self.file,
            "analyses" => self.analysis,
            "tags" => self.tag,
            "bookmarks" => self.bookmark,
            other if path.contains("{id}") => panic!("what is the id of {other}?"),
            _ => Uuid::nil(),
        };
        let key = if path.starts_with("/v1/preferences") { "theme_preference" } else { "max_upload_size_mb" };
        path.replace("{id}", &id.to_string()).replace("{key}", key)
    }
}

/// The routes about one thing that belongs to somebody; keys are the same for everybody.
fn routes_about_things() -> impl Iterator<Item = (Method, &'static str, Door, Value)> {
    routes().into_iter().filter(|(_, path, ..)| path.contains("{id}"))
}

/// What everybody in an organization sees: nothing of it is hidden from a colleague.
const SHARED: &[&str] = &["tags"];

/// Creates a thing and returns its id.
async fn created(owner: &User, path: &str, body: Value) -> Uuid {
    let thing = owner.post(path, body).await.expect(201).json();
    thing["id"].as_str().unwrap().parse().unwrap()
}

/// What an answer tells: everything but the request's id, the time and the limits.
fn told(answer: &Answer) -> Value {
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

async fn ask(client: &Client, method: &Method, path: &str, body: &Value) -> Answer {
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

#[tokio::test]
async fn the_document_says_which_routes_are_open() {
    for (_, mut document) in documents() {
        runtime::http::openapi::complete(&mut document);
        let document = json!(document);
        for (method, path, door, _) in routes() {
            let operation = &document["paths"][path][method.as_str().to_lowercase()];
            if operation.is_object() {
                let is_open = operation["security"].as_array().is_some_and(Vec::is_empty);
                assert_eq!(is_open, matches!(door, Open), "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn strangers_to_the_platform_are_told_to_sign_in() {
    let t = TestApp::start().await;
    let things = Things::of(&t, t.organization("acme").await.founder).await;
    let mut first = None;
    for (method, path, door, body) in routes() {
        if matches!(door, Open) {
            continue;
        }
        let absent = path.replace("{id}", &t.context.id().to_string());
        for (path, body) in [
            (things.path(path), &body),
            (absent, &body),
            (path.replace("{id}", "x"), &body),
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
        if index % 20 == 19 {
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
                let absent = path.replace("{id}", &t.context.id().to_string()) + query;
                let absent = told(&ask(&client, &method, &absent, body).await.expect(404));
                for foreign in [
                    things.path(path),
                    path.replace("{id}", "x"),
                    path.replace("{id}", &things.owner.id.to_string()),
                ] {
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
        let absent = path.replace("{id}", &t.context.id().to_string());
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
