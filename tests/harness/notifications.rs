//! Notifications on their way: an occasion, the mails that are due, the mailbox.

use std::cmp::Reverse;

use domain::{
    ids::{OrganizationId, UserId},
    platform::notifications::{self, Notice, kinds::COMMENT_MENTION},
};
use jiff::SignedDuration;
use runtime::{aws::mail::Mail, config};
use serde_json::Value;
use uuid::Uuid;

use super::{TestApp, app::User};

/// Tells people, as a job of the platform.
pub async fn notify(t: &TestApp, organization: Uuid, users: &[Uuid], notice: Notice) -> usize {
    let database = t.database.role("plugzero_app", &t.context);
    let tx = database.job(OrganizationId(organization), "test").await.unwrap();
    let users: Vec<UserId> = users.iter().map(|user| UserId(*user)).collect();
    let told = notifications::notify(&tx, &users, notice).await.unwrap();
    tx.commit().await.unwrap();
    told
}

/// Tells somebody something, which is mailed unless they do not want it; the notification's id.
pub async fn tell(t: &TestApp, organization: Uuid, user: Uuid, title: &str) -> Uuid {
    assert_eq!(notify(t, organization, &[user], Notice::new(&COMMENT_MENTION, title)).await, 1);
    let sql =
        "select id from platform.notifications where user_id = $1 order by created_at desc, id desc limit 1";
    t.database.superuser().await.query_one(sql, &[&user]).await.unwrap().get(0)
}

/// The function that writes mails.
pub async fn deliverer(t: &TestApp) -> deliver_notifications::App {
    deliver_notifications::App::new(
        t.database.role("plugzero_app", &t.context),
        t.database.role("plugzero_system", &t.context),
        Mail::from_env().await.unwrap(),
        config::public_url().unwrap(),
    )
}

/// Lets it work until nothing is due.
pub async fn deliver(t: &TestApp) -> deliver_notifications::Report {
    let until = t.now() + SignedDuration::from_mins(1);
    deliver_notifications::run(&deliverer(t).await, until).await.unwrap()
}

/// The person's delivery log, newest first and then by channel: channel, status, reason.
pub async fn log(user: &User) -> Vec<[String; 3]> {
    let log = user.get("/v1/notification-deliveries").await.expect(200).json();
    let mut entries = log["data"].as_array().unwrap().clone();
    // What was decided at the same instant has no order of its own.
    let text = |entry: &Value, name: &str| entry[name].as_str().unwrap().to_owned();
    entries.sort_by_key(|entry| (Reverse(text(entry, "created_at")), text(entry, "channel")));
    entries.iter().map(|entry| ["channel", "status", "reason"].map(|name| text(entry, name))).collect()
}
