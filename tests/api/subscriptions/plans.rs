//! Which plan holds, and changing it.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    app::User,
    usage::{choose, usage},
};

fn path(user: &User) -> String {
    format!("/v1/organizations/{}/subscription", user.organization)
}

async fn subscription(user: &User) -> Value {
    user.get(&path(user)).await.expect(200).json()
}

#[tokio::test]
async fn a_new_organization_tries_a_good_plan_for_a_month() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;

    let trial = subscription(&alice).await;

    assert_eq!((&trial["plan"], &trial["status"]), (&json!("business"), &json!("trialing")));
    assert_eq!(trial["period_end"], trial["trial_end"]);
    assert_eq!(trial["limits"]["projects"], 1000);
    let usage = usage(&alice).await;
    assert_eq!(usage["seats"], json!({ "used": 1, "reserved": 0, "limit": 50, "percent": 2.0 }));
    assert_eq!(usage["projects"], json!({ "used": 0, "reserved": 0, "limit": 1000, "percent": 0.0 }));
    assert_eq!(usage["stored_bytes"]["used"], 0);
    assert_eq!(usage["monthly_responses"]["limit"], 50_000);
}

#[tokio::test]
async fn whoever_signs_up_has_a_subscription_too() {
    let t = TestApp::start().await;
    let email = format!("bob-{}@new.example", t.context.id().simple());
    let registration = json!({
        "email": email, "password": "a password for tests", "first_name": "Bob", "last_name": "B",
        "organization_name": "Bob's",
    });
    t.anonymous().post("/v1/auth/register", registration).await.expect(202);
    let counts = "select (select count(*) from accounts.subscriptions), \
                  (select taken from accounts.usage_counters where quota = 'seats')";
    let row = t.database.superuser().await.query_one(counts, &[]).await.unwrap();
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (1, 1));
}

#[tokio::test]
async fn a_trial_ends_by_its_date_and_nobody_needs_to_end_it() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let before = alice.get(&path(&alice)).await.expect(200);
    t.advance(SignedDuration::from_hours(30 * 24));
    let alice = t.sign_in(&alice.email).await;

    let ended = alice.with("if-none-match", before.header("etag")).get(&path(&alice)).await.expect(200);

    let body = ended.json();
    assert_eq!((&body["plan"], &body["status"]), (&json!("free"), &json!("ended")));
    assert_eq!((&body["period_start"], &body["period_end"]), (&before.json()["trial_end"], &Value::Null));
    assert_eq!(usage(&alice).await["projects"]["limit"], 5);

    let chosen = choose(&alice, "starter").await;
    assert_eq!((&chosen["plan"], &chosen["status"]), (&json!("starter"), &json!("active")));
    assert_eq!(chosen["trial_end"], before.json()["trial_end"]);
    t.advance(SignedDuration::from_hours(400 * 24));
    let alice = t.sign_in(&alice.email).await;
    assert_eq!(subscription(&alice).await["plan"], "starter");
}

#[tokio::test]
async fn choosing_the_plan_that_is_tried_ends_the_trial_and_choosing_it_again_changes_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let first = alice.patch(&path(&alice), json!({ "plan": "business" })).await.expect(200);
    assert_eq!((&first.json()["status"], &first.json()["period_end"]), (&json!("active"), &Value::Null));
    let second = alice.patch(&path(&alice), json!({ "plan": "business" })).await.expect(200);
    assert_eq!(first.header("etag"), second.header("etag"));
    let entries =
        "select old_values, new_values from platform.audit_logs where resource_type = 'subscription'";
    let rows = t.database.superuser().await.query(entries, &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].get::<_, Value>(0), json!({ "plan": "business", "status": "trialing" }));
    assert_eq!(rows[0].get::<_, Value>(1), json!({ "plan": "business", "status": "active" }));
}

#[tokio::test]
async fn a_change_is_refused_where_it_is_wrong_stale_or_not_ones_business() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let path = path(alice);
    for (body, pointer) in [
        (json!({}), "/plan"),
        (json!({ "plan": "gold" }), "/plan"),
        (json!({ "plan": null }), "/plan"),
        (json!({ "plan": "starter", "status": "active" }), "/status"),
    ] {
        assert_eq!(alice.patch(&path, body).await.expect(422).pointers(), [pointer]);
    }
    let etag = alice.get(&path).await.expect(200).header("etag").to_owned();
    alice.with("if-match", &etag).patch(&path, json!({ "plan": "starter" })).await.expect(200);
    alice.with("if-match", &etag).patch(&path, json!({ "plan": "free" })).await.expect(412);
    let bob = acme.user("bob", "editor").await;
    bob.get(&path).await.expect(200);
    bob.patch(&path, json!({ "plan": "enterprise" })).await.expect(403);
    assert_eq!(subscription(alice).await["plan"], "starter");
}

#[tokio::test]
async fn everybody_may_read_what_plans_there_are() {
    let t = TestApp::start().await;
    let plans = t.anonymous().get("/v1/plans").await.expect(200).json();
    let names: Vec<_> = plans["data"].as_array().unwrap().iter().map(|plan| plan["name"].clone()).collect();
    assert_eq!(names, ["free", "starter", "business", "enterprise"]);
    assert_eq!(plans["data"][3]["limits"]["seats"], Value::Null);
}
