//! `/v1/api-keys`, and what a key opens.

mod life;
mod rotation;
mod uses;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::app::{Client, User};

/// A new key: the client that sends it, and its id.
pub async fn key(user: &User, scopes: &[&str]) -> (Client, Uuid) {
    let made =
        user.post("/v1/api-keys", json!({ "name": "Program", "scopes": scopes })).await.expect(201).json();
    (user.bearing(text(&made)), id(&made))
}

/// The text of a new key.
pub fn text(made: &Value) -> &str {
    made["key"].as_str().unwrap()
}

/// Its id.
pub fn id(made: &Value) -> Uuid {
    made["api_key"]["id"].as_str().unwrap().parse().unwrap()
}
