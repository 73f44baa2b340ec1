//! `/v1/organizations` and what belongs to it: invitations, switching, second factors, departures.

mod departures;
mod enforcement;
mod founding;
mod invitations;
mod last_owner;
mod members;
mod restoration;

use serde_json::{Value, json};
use uuid::Uuid;

use super::auth::mailed_token;
use crate::harness::{
    TestApp,
    app::{Client, User},
    http::Answer,
};

/// A path below the organization of a person's session.
fn path(user: &User, rest: &str) -> String {
    format!("/v1/organizations/{}{rest}", user.organization)
}

async fn switch(client: &Client, organization: Uuid) -> Answer {
    client.post("/v1/auth/switch-organization?cookie=false", json!({ "organization_id": organization })).await
}

/// The person in another organization of theirs.
async fn switched(user: &User, organization: Uuid) -> User {
    let session = switch(user, organization).await.expect(200).json();
    arrived(user, &session)
}

/// Somebody with the session that an answer gave.
fn arrived(client: &Client, session: &Value) -> User {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    User {
        id: text(&session["user"]["id"]).parse().unwrap(),
        email: text(&session["user"]["email"]),
        organization: text(&session["organization"]["id"]).parse().unwrap(),
        refresh_token: text(&session["refresh_token"]),
        client: client.bearing(&text(&session["access_token"])),
    }
}

/// Invites an address; the token that was mailed to it.
async fn invite(inviter: &User, email: &str, roles: &[&str]) -> String {
    let input = json!({ "email": email, "roles": roles });
    inviter.post(&path(inviter, "/invitations"), input).await.expect(201);
    mailed_token(email).await
}

async fn accept(client: &Client, token: &str, more: Value) -> Answer {
    let mut input = json!({ "token": token });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.post("/v1/auth/accept-invitation?cookie=false", input).await
}

/// How often an action was logged.
async fn logged(t: &TestApp, resource_type: &str, action: &str) -> i64 {
    let sql = "select count(*) from platform.audit_logs where resource_type = $1 and action = $2";
    t.database.superuser().await.query_one(sql, &[&resource_type, &action]).await.unwrap().get(0)
}
