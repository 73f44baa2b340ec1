//! Trying a webhook, changing its secret, sending again, catching up.

use domain::platform::webhooks::ROTATION_OVERLAP;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    jobs::Jobs,
    webhooks::{Post, Reaction, Receiver, deliveries, get, id, subscribe},
};

#[tokio::test]
async fn a_test_is_sent_once_even_to_a_paused_webhook_and_counts_for_nothing() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (receiver, post) = (Receiver::start().await, Post::new(&t).await);
    let webhook =
        subscribe(&alice, &receiver, json!({ "is_active": false, "event_types": ["tag.created"] })).await;
    let path = format!("/v1/webhooks/{}", id(&webhook));
    receiver.react([Reaction::status(410)]);

    let failed = alice.post(&format!("{path}/test"), json!({})).await.expect(202).json();
    assert_eq!((&failed["status"], &failed["event"]["type"]), (&json!("PENDING"), &json!("webhook.test")));
    post.carry().await;

    let failed = get(&alice, id(&failed)).await;
    assert_eq!((&failed["status"], &failed["failure_code"]), (&json!("FAILED"), &json!("test_failed")));
    assert_eq!(alice.get(&path).await.json()["failing_since"], Value::Null);
    let passed = alice.post(&format!("{path}/test"), json!({})).await.expect(202).json();
    post.carry().await;
    assert_eq!(get(&alice, id(&passed)).await["status"], "SUCCEEDED");
    let received = receiver.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[1].json()["data"], json!({ "webhook_id": webhook["id"] }));
    assert!(received[1].is_signed_with(webhook["secret"].as_str().unwrap()));
}

#[tokio::test]
async fn a_receiver_can_change_over_to_another_secret_without_losing_an_event() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    let (receiver, post) = (Receiver::start().await, Post::new(&t).await);
    let webhook = subscribe(alice, &receiver, json!({})).await;
    let rotate = format!("/v1/webhooks/{}/rotate-secret", id(&webhook));

    let rotated = alice.post(&rotate, json!({})).await.expect(200).json();

    let [old, new] = [&webhook, &rotated].map(|webhook| webhook["secret"].as_str().unwrap().to_owned());
    assert!(old != new && rotated["public_key"] != webhook["public_key"]);
    assert!(rotated["previous_secret_until"].is_string());
    alice.project("Apollo").await;
    post.carry().await;
    let during = receiver.received().pop().unwrap();
    assert!(during.is_signed_with(&old) && during.is_signed_with(&new));
    for key in [&webhook["public_key"], &rotated["public_key"]] {
        assert!(during.is_signed_for(key.as_str().unwrap()));
    }

    t.advance(ROTATION_OVERLAP);
    let alice = t.sign_in(&alice.email).await;
    alice.project("Gemini").await;
    post.carry().await;
    let after = receiver.received().pop().unwrap();
    assert!(!after.is_signed_with(&old) && after.is_signed_with(&new));
    assert!(!after.is_signed_for(webhook["public_key"].as_str().unwrap()));
    // A second rotation within the day ends the first secret at once.
    let third = alice.post(&rotate, json!({})).await.expect(200).json();
    alice.post(&rotate, json!({})).await.expect(200);
    alice.project("Mercury").await;
    post.carry().await;
    let last = receiver.received().pop().unwrap();
    assert!(!last.is_signed_with(&new) && last.is_signed_with(third["secret"].as_str().unwrap()));
}

#[tokio::test]
async fn what_was_missed_is_caught_up_with() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (receiver, post) = (Receiver::start().await, Post::new(&t).await);
    let webhook = subscribe(&alice, &receiver, json!({})).await;
    let path = format!("/v1/webhooks/{}", id(&webhook));
    alice.project("Arrived").await;
    post.carry().await;
    t.advance(SignedDuration::from_secs(10));
    let since = t.now();
    receiver.react([Reaction::status(410)]);
    alice.project("Failed").await;
    post.carry().await;
    alice.project("While it was off").await;
    assert_eq!(deliveries(&alice, &webhook).await.len(), 2);
    let recover = format!("{path}/recover");
    let refused = alice.post(&recover, json!({ "since": since })).await.expect(409);
    assert_eq!(refused.json()["code"], "webhook_inactive");
    alice.patch(&path, json!({ "is_active": true })).await.expect(200);

    let answer = alice.post(&recover, json!({ "since": since })).await.expect(202).json();

    assert_eq!(answer, json!({ "queued": 2, "complete": true }));
    // The sweep carries it to its queue.
    let jobs = Jobs::new(&t).await;
    let report = jobs.relay_all().await;
    assert_eq!(report.due_webhooks, 2);
    for due in jobs.webhooks.take().await {
        dispatch_webhook::handle(&post.dispatcher, &crate::harness::webhooks::message(&due)).await.unwrap();
    }
    post.carry().await;
    assert_eq!(receiver.received().len(), 4);
    let log = deliveries(&alice, &webhook).await;
    assert!(log.len() == 3 && log.iter().all(|delivery| delivery["status"] == "SUCCEEDED"), "{log:?}");
    // All is there: nothing is sent twice.
    let again = alice.post(&recover, json!({ "since": "2020-01-01T00:00:00Z" })).await.expect(202).json();
    assert_eq!(again["queued"], 0);
    // A webhook that is made today can ask for what happened before.
    let newcomer = subscribe(&alice, &receiver, json!({ "event_types": ["project.created"] })).await;
    let path = format!("/v1/webhooks/{}/recover", id(&newcomer));
    let answer = alice.post(&path, json!({ "since": "2020-01-01T00:00:00Z" })).await.expect(202).json();
    assert_eq!(answer["queued"], 3);
}

#[tokio::test]
async fn a_replay_waits_for_what_is_being_sent() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let (receiver, post) = (Receiver::start().await, Post::new(&t).await);
    let webhook = subscribe(&alice, &receiver, json!({})).await;
    alice.project("Apollo").await;
    let delivery = id(&deliveries(&alice, &webhook).await[0]);
    let signed = post.sign(&alice, delivery).await;
    let sending = get(&alice, delivery).await;
    assert_eq!(
        (&sending["status"], &sending["last_attempt"]["error"]),
        (&json!("SENDING"), &json!("unknown"))
    );
    let replay = format!("/v1/webhook-deliveries/{delivery}/replay");
    assert_eq!(alice.post(&replay, json!({})).await.expect(409).json()["code"], "delivery_under_way");
    for result in post.send(&signed[0]).await {
        post.record(&result).await;
    }
    let keyed = alice.with("idempotency-key", "again");
    let first = keyed.post(&replay, json!({})).await.expect(202).json();
    assert_eq!(keyed.post(&replay, json!({})).await.expect(202).json(), first);
    post.carry().await;
    assert_eq!(receiver.received().len(), 2);
}

#[tokio::test]
async fn a_deleted_webhook_takes_its_log_along() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let receiver = Receiver::start().await;
    let webhook = subscribe(&alice, &receiver, json!({})).await;
    alice.project("Apollo").await;
    let delivery = id(&deliveries(&alice, &webhook).await[0]);
    alice.delete(&format!("/v1/webhooks/{}", id(&webhook))).await.expect(204);
    alice.get(&format!("/v1/webhook-deliveries/{delivery}")).await.expect(404);
    alice.get(&format!("/v1/webhooks/{}/deliveries", id(&webhook))).await.expect(404);
}

#[tokio::test]
async fn events_go_when_their_time_is_over() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let receiver = Receiver::start().await;
    let webhook = subscribe(&alice, &receiver, json!({})).await;
    alice.project("Old").await;
    t.advance(SignedDuration::from_hours(24));
    let alice = t.sign_in(&alice.email).await;
    alice.project("Young").await;
    t.advance(domain::platform::webhooks::EVENTS_KEPT - SignedDuration::from_hours(12));
    Jobs::new(&t).await.retain().await;
    let alice = t.sign_in(&alice.email).await;
    let log = deliveries(&alice, &webhook).await;
    assert_eq!(log.len(), 1, "{log:?}");
}
