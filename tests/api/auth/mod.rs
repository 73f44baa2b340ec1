//! `/v1/auth`.

mod access_tokens;
mod credentials;
mod refresh;
mod registration;
pub(super) mod second_factor;
mod secrets;
mod sessions;
mod sign_in;
mod signing_keys;
mod step_up;

use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    app::{Client, mailbox},
    http::Answer,
};

/// An address that no other test uses.
pub(super) fn address(t: &TestApp) -> String {
    format!("person-{}@example.org", t.context.id().simple())
}

/// What somebody types to sign up.
fn registration(email: &str, password: &str) -> Value {
    json!({
        "email": email, "password": password, "first_name": "Ada", "last_name": "Lovelace",
        "organization_name": "Engines",
    })
}

pub(super) async fn register(client: &Client, email: &str, password: &str) -> Answer {
    client.post("/v1/auth/register", registration(email, password)).await
}

pub(super) async fn login(client: &Client, email: &str, password: &str) -> Answer {
    client.post("/v1/auth/login?cookie=false", json!({ "email": email, "password": password })).await
}

async fn verify_email(client: &Client, token: &str) -> Answer {
    client.post("/v1/auth/verify-email?cookie=false", json!({ "token": token })).await
}

pub(super) async fn refresh(client: &Client, token: &str) -> Answer {
    client.post("/v1/auth/refresh?cookie=false", json!({ "refresh_token": token })).await
}

/// The token in the newest mail to an address.
pub(super) async fn mailed_token(to: &str) -> String {
    let mails = mailbox(to).await;
    let text = mails[0]["text"].as_str().unwrap();
    let (_, link) = text.split_once("?token=").expect("the mail has a link");
    link.split_whitespace().next().unwrap().to_owned()
}

/// A field of an answer's JSON as text.
pub(super) fn text(answer: &Answer, field: &str) -> String {
    answer.json()[field].as_str().unwrap_or_else(|| panic!("{field} is no text in {answer:?}")).to_owned()
}

/// What an answer says, but for the request's id.
pub(super) fn words(answer: &Answer) -> (u16, Value) {
    let mut body = answer.json();
    body.as_object_mut().unwrap().remove("request_id");
    (answer.status(), body)
}
