//! What people are told: in the platform, and by mail.

mod inbox;
mod mails;
mod occasions;
mod preferences;
mod unsubscribe;

use serde_json::Value;
use uuid::Uuid;

use crate::harness::app::User;

/// The caller's notifications, newest first.
async fn inbox(user: &User) -> Vec<Value> {
    let list = user.get("/v1/notifications").await.expect(200).json();
    list["data"].as_array().unwrap().clone()
}

async fn unread(user: &User) -> i64 {
    let count = user.get("/v1/notifications/unread-count").await.expect(200).json();
    count["unread_count"].as_i64().unwrap()
}

fn path(id: Uuid) -> String {
    format!("/v1/notifications/{id}")
}
