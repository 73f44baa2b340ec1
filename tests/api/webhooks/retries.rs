//! Receivers that fail in every way, and what is done about it.

use domain::platform::webhooks::sending::{DISABLE_AFTER, WAITS};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User, mailbox},
    notifications,
    webhooks::{ATTEMPTS, Post, Reaction, Receiver, deliveries, get, id, subscribe},
};

struct Scene {
    t: TestApp,
    acme: Organization,
    receiver: Receiver,
    post: Post,
    webhook: Value,
}

impl Scene {
    async fn new() -> Self {
        let t = TestApp::start().await;
        let acme = t.organization("acme").await;
        let (receiver, post) = (Receiver::start().await, Post::new(&t).await);
        let webhook = subscribe(&acme.founder, &receiver, json!({})).await;
        Self { t, acme, receiver, post, webhook }
    }

    fn alice(&self) -> &User {
        &self.acme.founder
    }

    /// Something happens; its delivery.
    async fn happen(&self) -> Uuid {
        self.alice().project(&self.t.context.id().to_string()).await;
        id(deliveries(self.alice(), &self.webhook).await.last().unwrap())
    }

    /// Lets go of what waits for its next attempt.
    async fn forget(&self) {
        let sql = "update platform.webhook_deliveries set status = 'CANCELED', due_at = null where status = 'PENDING'";
        self.t.database.superuser().await.execute(sql, &[]).await.unwrap();
    }

    async fn webhook(&self) -> Value {
        self.alice().get(&format!("/v1/webhooks/{}", id(&self.webhook))).await.expect(200).json()
    }

    /// A token lives for fifteen minutes.
    async fn later(&mut self, by: SignedDuration) {
        self.t.advance(by);
        self.acme.founder = self.t.sign_in(&self.acme.founder.email).await;
    }
}

#[tokio::test]
async fn every_way_to_fail_is_logged_and_tried_again() {
    let s = Scene::new().await;
    let big = "x".repeat(5000);
    for (reaction, status, error) in [
        (Reaction::Answer(500, "", "out of \u{0} order".to_owned()), json!(500), Value::Null),
        (Reaction::Answer(404, "", big), json!(404), Value::Null),
        (Reaction::Answer(302, "location: http://127.0.0.1:1/\r\n", String::new()), json!(302), Value::Null),
        (Reaction::Answer(307, "location: https://example.org/\r\n", String::new()), json!(307), Value::Null),
        (Reaction::Silence, Value::Null, json!("timed_out")),
        (Reaction::DrippingHead, Value::Null, json!("timed_out")),
        (Reaction::Noise, Value::Null, json!("no_http_answer")),
        (Reaction::HangUp, Value::Null, json!("no_http_answer")),
    ] {
        s.receiver.react([reaction.clone()]);
        let delivery = s.happen().await;
        let before = s.receiver.received().len();
        assert_eq!(s.post.carry().await, 1);
        let delivery = get(s.alice(), delivery).await;
        let last = &delivery["last_attempt"];
        assert_eq!((&last["status_code"], &last["error"]), (&status, &error), "{reaction:?}");
        assert_eq!(delivery["status"], "PENDING", "{reaction:?}");
        assert!(delivery["next_attempt_at"].is_string() && last["duration_ms"].is_number());
        assert!(last["response_excerpt"].as_str().is_none_or(|excerpt| excerpt.len() <= 1000));
        assert_eq!(s.receiver.received().len(), before + 1, "redirects are not followed");
        s.forget().await;
    }
    // Whatever comes after a status of 200 cannot undo it, nor hold us.
    for reaction in [Reaction::Huge(50_000_000), Reaction::DrippingBody, Reaction::status(204)] {
        s.receiver.react([reaction.clone()]);
        let delivery = s.happen().await;
        s.post.carry().await;
        let delivery = get(s.alice(), delivery).await;
        assert_eq!(delivery["status"], "SUCCEEDED", "{reaction:?}");
        assert!(
            delivery["last_attempt"]["response_excerpt"].as_str().is_none_or(|excerpt| excerpt.len() <= 1000)
        );
    }
}

#[tokio::test]
async fn a_retry_has_the_same_id_and_a_signature_of_its_own_time() {
    let s = Scene::new().await;
    s.receiver.react([Reaction::status(503)]);
    let delivery = s.happen().await;
    s.post.carry().await;
    assert_eq!(s.post.carry().await, 0, "it is not due yet");
    s.post.wait_for(s.alice(), delivery).await;
    assert_eq!(s.post.carry().await, 1);

    let received = s.receiver.received();
    assert_eq!(
        (received.len(), received[0].id(), &received[0].body),
        (2, received[1].id(), &received[1].body)
    );
    assert_ne!(received[0].headers["webhook-timestamp"], received[1].headers["webhook-timestamp"]);
    let secret = s.webhook["secret"].as_str().unwrap();
    assert!(received.iter().all(|request| request.is_signed_with(secret)));
    let delivery = get(s.alice(), delivery).await;
    assert_eq!((&delivery["status"], &delivery["attempt_count"]), (&json!("SUCCEEDED"), &json!(2)));
    let attempts = delivery["attempts"].as_array().unwrap();
    let codes: Vec<_> = attempts.iter().map(|attempt| attempt["status_code"].clone()).collect();
    assert_eq!(codes, [200, 503]);
}

#[tokio::test]
async fn a_receiver_that_asks_for_patience_gets_it() {
    let s = Scene::new().await;
    s.receiver.react([Reaction::Answer(429, "retry-after: 3600\r\n", String::new())]);
    let delivery = s.happen().await;
    s.post.carry().await;
    let next: Timestamp =
        get(s.alice(), delivery).await["next_attempt_at"].as_str().unwrap().parse().unwrap();
    let wait = next.duration_since(s.t.now());
    assert!(wait > SignedDuration::from_mins(59) && wait <= SignedDuration::from_mins(91), "{wait}");
}

#[tokio::test]
async fn after_the_last_retry_it_is_given_up_visibly_and_can_be_replayed() {
    let mut s = Scene::new().await;
    s.receiver.react((0..ATTEMPTS).map(|_| Reaction::status(500)));
    let begun = s.t.now();
    let delivery = s.happen().await;
    for attempt in 1..=ATTEMPTS {
        assert_eq!(s.post.carry().await, 1, "{attempt}");
        if attempt < ATTEMPTS {
            // However long the jitter made it: half of the wait at most.
            s.later(WAITS[attempt - 1] + WAITS[attempt - 1] / 2 + SignedDuration::from_secs(1)).await;
        }
    }
    assert!(s.t.now().duration_since(begun) >= SignedDuration::from_hours(24));
    let given_up = get(s.alice(), delivery).await;
    assert_eq!(
        (&given_up["status"], &given_up["failure_code"]),
        (&json!("FAILED"), &json!("retries_exhausted"))
    );
    assert_eq!(given_up["attempt_count"], json!(ATTEMPTS));
    let failed = format!("/v1/webhooks/{}/deliveries?status=FAILED", id(&s.webhook));
    assert_eq!(s.alice().get(&failed).await.json()["data"].as_array().unwrap().len(), 1);
    assert!(s.webhook().await["failing_since"].is_string());

    let replay = format!("/v1/webhook-deliveries/{delivery}/replay");
    let pending = s.alice().post(&replay, json!({})).await.expect(202).json();
    assert_eq!((&pending["status"], &pending["failure_code"]), (&json!("PENDING"), &Value::Null));
    assert_eq!(s.post.carry().await, 1);

    let replayed = get(s.alice(), delivery).await;
    assert_eq!(
        (&replayed["status"], &replayed["attempt_count"]),
        (&json!("SUCCEEDED"), &json!(ATTEMPTS + 1))
    );
    let ids: Vec<_> = s.receiver.received().iter().map(|request| request.id().to_owned()).collect();
    assert!(ids.len() == ATTEMPTS + 1 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert!(s.webhook().await["failing_since"].is_null());
}

#[tokio::test]
async fn a_webhook_that_fails_for_days_is_switched_off_and_its_owners_are_told() {
    let mut s = Scene::new().await;
    s.receiver.react((0..3).map(|_| Reaction::status(500)));
    s.happen().await;
    s.post.carry().await;
    s.later(DISABLE_AFTER - SignedDuration::from_mins(5)).await;
    // A success in between begins anew; there is none.
    s.happen().await;
    s.post.carry().await;
    assert_eq!(s.webhook().await["is_active"], true);

    s.later(SignedDuration::from_mins(10)).await;
    let last = s.happen().await;
    s.receiver.react((0..5).map(|_| Reaction::status(500)));
    s.post.carry().await;

    let webhook = s.webhook().await;
    assert_eq!((&webhook["is_active"], &webhook["disabled"]["reason"]), (&json!(false), &json!("failing")));
    let told = s.alice().get("/v1/notifications").await.expect(200).json();
    let told: Vec<_> = told["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|told| told["notification_type"] == "webhook.disabled")
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
    notifications::deliver(&s.t).await;
    let mails = mailbox(&s.alice().email).await;
    let is_about =
        |mail: &&Value| mail["subject"].as_str().unwrap().starts_with("A webhook has been switched off");
    assert_eq!(mails.iter().filter(is_about).count(), 1, "{mails:?}");
    let logged =
        "select count(*) from platform.audit_logs where action = 'disabled' and resource_type = 'webhook'";
    let logged: i64 = s.t.database.superuser().await.query_one(logged, &[]).await.unwrap().get(0);
    assert_eq!(logged, 1);
    // What was waiting for its next attempt ends, and recovers with the webhook.
    s.later(SignedDuration::from_hours(1)).await;
    s.post.carry().await;
    let canceled = get(s.alice(), last).await;
    assert_eq!(
        (&canceled["status"], &canceled["failure_code"]),
        (&json!("CANCELED"), &json!("webhook_inactive"))
    );
}

#[tokio::test]
async fn a_receiver_that_says_it_is_gone_is_believed() {
    let s = Scene::new().await;
    s.receiver.react([Reaction::status(410)]);
    let delivery = s.happen().await;
    s.post.carry().await;
    let ended = get(s.alice(), delivery).await;
    assert_eq!((&ended["status"], &ended["failure_code"]), (&json!("FAILED"), &json!("gone")));
    let webhook = s.webhook().await;
    assert_eq!((&webhook["is_active"], &webhook["disabled"]["reason"]), (&json!(false), &json!("gone")));
}

#[tokio::test]
async fn a_success_wipes_the_slate() {
    let mut s = Scene::new().await;
    s.receiver.react([Reaction::status(500)]);
    s.happen().await;
    s.post.carry().await;
    assert!(s.webhook().await["failing_since"].is_string());
    s.later(DISABLE_AFTER + SignedDuration::from_hours(1)).await;
    s.happen().await;
    s.post.carry().await;
    assert!(s.webhook().await["failing_since"].is_null());
    s.receiver.react([Reaction::status(500)]);
    s.happen().await;
    s.post.carry().await;
    assert_eq!(s.webhook().await["is_active"], true, "it failed once only");
}
