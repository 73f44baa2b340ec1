//! Webhooks: every event arrives at least once, and each attempt has one effect here, however often a message comes
//! and wherever a worker dies.

use domain::platform::webhooks::sending::LOST_AFTER;
use futures_util::future::join_all;
use jiff::SignedDuration;
use runtime::{aws::queues::Queue, fetch::Rules};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    jobs::Jobs,
    webhooks::{Post, Receiver, TIME, deliveries, due, get, id, message, subscribe},
};

struct Scene {
    t: TestApp,
    alice: User,
    receiver: Receiver,
    post: Post,
    webhook: Value,
    delivery: Uuid,
}

impl Scene {
    async fn new() -> Self {
        let t = TestApp::start().await;
        let alice = t.organization("acme").await.founder;
        let (receiver, post) = (Receiver::start().await, Post::new(&t).await);
        let webhook = subscribe(&alice, &receiver, json!({})).await;
        alice.project("Apollo").await;
        let delivery = id(&deliveries(&alice, &webhook).await[0]);
        Self { t, alice, receiver, post, webhook, delivery }
    }

    async fn get(&self) -> Value {
        get(&self.alice, self.delivery).await
    }

    async fn sign(&self) -> Vec<Value> {
        self.post.sign(&self.alice, self.delivery).await
    }

    /// The minute's run; the messages it puts on the queue.
    async fn sweep(&self) -> Vec<Value> {
        let jobs = Jobs::new(&self.t).await;
        jobs.relay_all().await;
        jobs.webhooks.take().await
    }
}

#[tokio::test]
async fn every_message_may_come_five_times() {
    let s = Scene::new().await;
    let due = due(s.alice.organization, s.delivery);
    for signed in join_all((0..5).map(|_| dispatch_webhook::handle(&s.post.dispatcher, &due))).await {
        signed.unwrap();
    }
    let signed = s.post.deliveries.take().await;
    assert_eq!(signed.len(), 1, "five messages are one attempt");

    let mut results = Vec::new();
    for _ in 0..5 {
        results.extend(s.post.send(&signed[0]).await);
    }
    // Whoever sends remembers nothing: the receiver knows the repetition by its id.
    let received = s.receiver.received();
    assert_eq!((received.len(), results.len()), (5, 5));
    assert!(
        received
            .iter()
            .all(|request| request.id() == received[0].id() && request.headers == received[0].headers)
    );

    for result in results.iter().chain(&results) {
        s.post.record(result).await;
    }
    let done = s.get().await;
    assert_eq!((&done["status"], &done["attempt_count"]), (&json!("SUCCEEDED"), &json!(1)));
    dispatch_webhook::handle(&s.post.dispatcher, &due).await.unwrap();
    assert_eq!((s.post.deliveries.take().await.len(), s.get().await), (0, done));
}

#[tokio::test]
async fn a_worker_killed_between_sending_and_recording_costs_a_repetition_and_no_event() {
    let s = Scene::new().await;
    let signed = s.sign().await;
    let lost = s.post.send(&signed[0]).await;
    // Its result is gone, for now. Nothing is due before the attempt counts as lost.
    assert_eq!(s.receiver.received().len(), 1);
    s.t.advance(SignedDuration::from_mins(2));
    assert_eq!(s.sweep().await.len(), 1, "the outbox still had the first message");
    assert_eq!(s.sign().await.len(), 0, "which finds the attempt in hand");
    s.t.advance(LOST_AFTER);
    let swept = s.sweep().await;
    assert_eq!(swept[0]["payload"]["delivery_id"], json!(s.delivery));
    dispatch_webhook::handle(&s.post.dispatcher, &message(&swept[0])).await.unwrap();
    let again = s.post.deliveries.take().await;
    assert_eq!((again.len(), &again[0]["attempt"]), (1, &json!(2)));

    // The zombie's result comes late: it is written nowhere.
    let before = get_as_owner(&s).await;
    s.post.record(&lost[0]).await;
    assert_eq!(get_as_owner(&s).await, before);
    assert_eq!((&before["status"], &before["attempts"][1]["error"]), (&json!("SENDING"), &json!("unknown")));

    for result in s.post.send(&again[0]).await {
        s.post.record(&result).await;
    }
    let done = get_as_owner(&s).await;
    assert_eq!((&done["status"], &done["attempt_count"]), (&json!("SUCCEEDED"), &json!(2)));
    let received = s.receiver.received();
    assert_eq!((received.len(), received[0].id()), (2, received[1].id()));
}

async fn get_as_owner(s: &Scene) -> Value {
    get(&s.t.sign_in(&s.alice.email).await, s.delivery).await
}

#[tokio::test]
async fn a_signed_request_that_waited_too_long_is_not_sent() {
    let s = Scene::new().await;
    let signed = s.sign().await;
    s.t.advance(LOST_AFTER);
    assert_eq!(s.post.send(&signed[0]).await, Vec::<Value>::new());
    assert_eq!(s.receiver.received().len(), 0);
    // Another attempt is made instead.
    assert_eq!(s.post.carry().await, 1);
    assert_eq!(s.receiver.received().len(), 1);
}

#[tokio::test]
async fn what_could_not_be_handed_over_is_due_again_at_once() {
    let s = Scene::new().await;
    let nowhere = Queue::at("http://127.0.0.1:1/000000000000/nowhere").await;
    let database = s.t.database.role("plugzero_app", &s.t.context);
    let broken = dispatch_webhook::App::new(database, nowhere).await.unwrap();
    let due = due(s.alice.organization, s.delivery);
    dispatch_webhook::handle(&broken, &due).await.unwrap_err();
    let waiting = s.get().await;
    assert_eq!(
        (&waiting["status"], &waiting["last_attempt"]["error"]),
        (&json!("PENDING"), &json!("not_handed_over"))
    );
    assert_eq!(s.post.carry().await, 1);
    assert_eq!(s.get().await["status"], "SUCCEEDED");
}

#[tokio::test]
async fn a_result_that_cannot_be_reported_comes_again() {
    let s = Scene::new().await;
    let signed = s.sign().await;
    let nowhere = Queue::at("http://127.0.0.1:1/000000000000/nowhere").await;
    let broken = deliver_webhook::App::new(&s.t.context, Rules::LOOPBACK, nowhere, TIME).unwrap();
    deliver_webhook::handle(&broken, &message(&signed[0])).await.unwrap_err();
    assert_eq!(s.receiver.received().len(), 1, "it was sent");
    for result in s.post.send(&signed[0]).await {
        s.post.record(&result).await;
    }
    assert_eq!((s.receiver.received().len(), &s.get().await["status"]), (2, &json!("SUCCEEDED")));
}

#[tokio::test]
async fn an_attempt_that_keeps_getting_lost_is_given_up() {
    let s = Scene::new().await;
    for attempt in 1..=crate::harness::webhooks::ATTEMPTS {
        assert_eq!(s.sign().await.len(), 1, "{attempt}");
        s.t.advance(LOST_AFTER);
    }
    assert_eq!(s.sign().await.len(), 0);
    let ended = get_as_owner(&s).await;
    assert_eq!((&ended["status"], &ended["failure_code"]), (&json!("FAILED"), &json!("attempts_lost")));
}

#[tokio::test]
async fn a_webhook_that_goes_while_it_is_told_ends_quietly() {
    let s = Scene::new().await;
    let signed = s.sign().await;
    s.alice.delete(&format!("/v1/webhooks/{}", id(&s.webhook))).await.expect(204);
    for result in s.post.send(&signed[0]).await {
        s.post.record(&result).await;
    }
    assert_eq!(s.sign().await.len(), 0);
}

#[tokio::test]
async fn a_deletion_and_an_event_at_once_do_not_fail_each_other() {
    let s = Scene::new().await;
    let path = format!("/v1/webhooks/{}", id(&s.webhook));
    let projects =
        (0..10).map(async |n| s.alice.post("/v1/projects", json!({ "name": format!("p{n}") })).await);
    let (projects, deleted) = futures_util::join!(join_all(projects), s.alice.delete(&path));
    deleted.expect(204);
    assert!(projects.iter().all(|answer| answer.status() == 201));
}

#[tokio::test]
async fn what_is_no_message_goes_to_the_dead_letters() {
    let s = Scene::new().await;
    let stranger = s.t.organization("other").await.founder;
    for body in [json!({}), json!({ "kind": "objects.delete", "payload": { "prefix": "org/" } }), json!([])] {
        dispatch_webhook::handle(&s.post.dispatcher, &message(&body)).await.unwrap_err();
        deliver_webhook::handle(&s.post.deliverer, &message(&body)).await.unwrap_err();
        record_webhook_delivery::handle(&s.post.recorder, &message(&body)).await.unwrap_err();
    }
    // Another organization's word about this delivery is about nothing.
    assert_eq!(s.post.sign(&stranger, s.delivery).await.len(), 0);
    let mut forged = s.post.send(&s.sign().await[0]).await.remove(0);
    forged["organization_id"] = json!(stranger.organization);
    s.post.record(&forged).await;
    assert_eq!(s.get().await["status"], "SENDING");
}

#[tokio::test]
async fn without_leave_this_machine_is_not_reached() {
    let s = Scene::new().await;
    let results = Queue::at(&s.post.results.url).await;
    let strict = deliver_webhook::App::new(&s.t.context, Rules::default(), results, TIME).unwrap();
    let message_to = |url: &str| {
        message(&json!({
            "organization_id": s.alice.organization, "delivery_id": s.delivery, "fence": 1, "attempt": 1,
            "send_before": s.t.now() + SignedDuration::from_mins(1), "url": url, "headers": [], "body": "{}",
        }))
    };
    let localhost = s.receiver.url.replace("http:", "https:").replace("127.0.0.1", "localhost");
    for (url, error) in [
        (s.receiver.url.as_str(), "not_https"),
        (localhost.as_str(), "address_not_allowed"),
        ("https://[::1]/", "address_not_allowed"),
    ] {
        deliver_webhook::handle(&strict, &message_to(url)).await.unwrap();
        let result = s.post.results.take().await.remove(0);
        assert_eq!(result["outcome"]["error"], error, "{url}");
    }
    assert_eq!(s.receiver.received().len(), 0);
    // With leave it is reached, so that this proves something.
    deliver_webhook::handle(&s.post.deliverer, &message_to(&s.receiver.url)).await.unwrap();
    assert_eq!(s.receiver.received().len(), 1);
}
