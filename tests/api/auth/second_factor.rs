//! The second factor: enrolment, sign-in, replay, loss.

use domain::accounts::totp;
use jiff::SignedDuration;
use runtime::aws::envelope::Envelope;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use super::{login, refresh};
use crate::harness::{
    TestApp,
    app::{PASSWORD, User},
    http::Answer,
};

/// The code of an authenticator, `steps` away from now.
pub(in crate::api) fn code(t: &TestApp, secret: &str, steps: i64) -> String {
    let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build_noncompliant();
    let now = u64::try_from(t.now().as_second() + 30 * steps).unwrap();
    totp.generate(now).to_string()
}

/// Enrols a person: the secret and the recovery codes.
pub(in crate::api) async fn enrol(t: &TestApp, user: &User) -> (String, Vec<String>) {
    let offered = user.post("/v1/me/totp", json!({})).await.expect(200).json();
    let secret = offered["secret"].as_str().unwrap().to_owned();
    let url = offered["otpauth_url"].as_str().unwrap();
    assert!(url.starts_with("otpauth://totp/PlugZero:") && url.contains(&secret), "{url}");
    let input = json!({ "code": code(t, &secret, 0) });
    let confirmed = user.post("/v1/me/totp/confirm", input).await.expect(200).json();
    let codes: Vec<String> = serde_json::from_value(confirmed["recovery_codes"].clone()).unwrap();
    assert_eq!(codes.len(), 10);
    // The code that confirmed is used: the next sign-in takes the next.
    t.advance(SignedDuration::from_secs(60));
    (secret, codes)
}

pub(in crate::api) async fn sign_in(t: &TestApp, user: &User, more: Value) -> Answer {
    let mut input = json!({ "email": user.email, "password": PASSWORD });
    input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    t.anonymous().post("/v1/auth/login?cookie=false", input).await
}

async fn person() -> (TestApp, User) {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    (t, alice)
}

#[tokio::test]
async fn signing_in_takes_the_code_after_the_right_password_only() {
    let (t, alice) = person().await;
    let (secret, _) = enrol(&t, &alice).await;

    let asked = login(&t.anonymous(), &alice.email, PASSWORD).await.expect(401);
    assert_eq!(asked.json()["code"], "totp_required");
    let wrong = login(&t.anonymous(), &alice.email, "not the password").await.expect(401);
    assert_eq!(wrong.json()["code"], "invalid_credentials");
    let wrong = sign_in(&t, &alice, json!({ "totp_code": "000000x" })).await.expect(401);
    assert_eq!(wrong.json()["code"], "invalid_credentials");

    sign_in(&t, &alice, json!({ "totp_code": code(&t, &secret, 0) })).await.expect(200);
}

#[tokio::test]
async fn a_code_works_once_and_within_one_step() {
    let (t, alice) = person().await;
    let (secret, _) = enrol(&t, &alice).await;

    let now = code(&t, &secret, 0);
    sign_in(&t, &alice, json!({ "totp_code": now })).await.expect(200);
    sign_in(&t, &alice, json!({ "totp_code": now })).await.expect(401);
    sign_in(&t, &alice, json!({ "totp_code": code(&t, &secret, -1) })).await.expect(401);
    t.advance(SignedDuration::from_secs(300));
    sign_in(&t, &alice, json!({ "totp_code": code(&t, &secret, -2) })).await.expect(401);
    sign_in(&t, &alice, json!({ "totp_code": code(&t, &secret, 2) })).await.expect(401);
    sign_in(&t, &alice, json!({ "totp_code": code(&t, &secret, 1) })).await.expect(200);
}

#[tokio::test]
async fn of_two_uses_of_a_code_at_once_one_wins() {
    let (t, alice) = person().await;
    let (secret, recovery) = enrol(&t, &alice).await;
    for proof in [json!({ "totp_code": code(&t, &secret, 0) }), json!({ "recovery_code": recovery[0] })] {
        t.advance(SignedDuration::from_secs(61));
        let proof = match proof.get("totp_code") {
            Some(_) => json!({ "totp_code": code(&t, &secret, 0) }),
            None => proof,
        };
        let tries = (0..4).map(|_| sign_in(&t, &alice, proof.clone()));
        let answers = futures_util::future::join_all(tries).await;
        assert_eq!(answers.iter().filter(|answer| answer.status() == 200).count(), 1, "{proof}");
    }
}

#[tokio::test]
async fn recovery_codes_work_once_and_can_be_renewed() {
    let (t, alice) = person().await;
    let (_, codes) = enrol(&t, &alice).await;

    let typed = codes[0].to_uppercase().replace('-', " ");
    sign_in(&t, &alice, json!({ "recovery_code": typed })).await.expect(200);
    sign_in(&t, &alice, json!({ "recovery_code": codes[0] })).await.expect(401);
    let renewed = alice.post("/v1/me/recovery-codes", json!({})).await.expect(200).json();
    sign_in(&t, &alice, json!({ "recovery_code": codes[1] })).await.expect(401);
    sign_in(&t, &alice, json!({ "recovery_code": renewed["recovery_codes"][1] })).await.expect(200);
}

#[tokio::test]
async fn guesses_of_codes_are_throttled_per_person() {
    let (t, alice) = person().await;
    let (secret, _) = enrol(&t, &alice).await;
    t.advance(SignedDuration::from_secs(60 - t.now().as_second().rem_euclid(60)));
    for guess in 0..5 {
        let address = format!("203.0.113.{guess}");
        let input = json!({ "email": alice.email, "password": PASSWORD, "totp_code": "12345x" });
        t.anonymous().from(&address).post("/v1/auth/login", input).await.expect(401);
    }
    sign_in(&t, &alice, json!({ "totp_code": code(&t, &secret, 0) })).await.expect(429);
}

#[tokio::test]
async fn stepping_up_takes_the_code_not_the_password() {
    let (t, alice) = person().await;
    let (secret, _) = enrol(&t, &alice).await;
    let step_up = async |input: Value| alice.post("/v1/auth/step-up", input).await;

    let refused = step_up(json!({ "password": PASSWORD })).await.expect(401);
    assert_eq!(refused.json()["code"], "totp_required");
    step_up(json!({ "totp_code": "12345x" })).await.expect(401);
    step_up(json!({ "totp_code": code(&t, &secret, 0) })).await.expect(200);
}

#[tokio::test]
async fn removing_it_takes_a_fresh_factor_and_ends_the_other_sessions() {
    let (t, alice) = person().await;
    let (secret, codes) = enrol(&t, &alice).await;
    let other = sign_in(&t, &alice, json!({ "recovery_code": codes[0] })).await.expect(200).json();
    t.advance(SignedDuration::from_mins(11));

    let refused = alice.delete("/v1/me/totp").await.expect(403);
    assert_eq!(refused.json()["code"], "step_up_required");
    let proof = json!({ "totp_code": code(&t, &secret, 0) });
    alice.post("/v1/auth/step-up", proof).await.expect(200);
    alice.delete("/v1/me/totp").await.expect(204);

    refresh(&t.anonymous(), other["refresh_token"].as_str().unwrap()).await.expect(401);
    alice.get("/v1/me").await.expect(200);
    login(&t.anonymous(), &alice.email, PASSWORD).await.expect(200);
    assert_eq!(alice.delete("/v1/me/totp").await.expect(409).json()["code"], "totp_not_enrolled");
}

#[tokio::test]
async fn an_offer_is_not_in_force_and_one_in_force_is_not_replaced() {
    let (t, alice) = person().await;
    let offered = alice.post("/v1/me/totp", json!({})).await.expect(200).json();
    login(&t.anonymous(), &alice.email, PASSWORD).await.expect(200);
    let wrong = alice.post("/v1/me/totp/confirm", json!({ "code": "12345x" })).await.expect(422);
    assert_eq!(wrong.pointers(), ["/code"]);

    let (secret, _) = enrol(&t, &alice).await;

    assert_ne!(offered["secret"], secret.as_str(), "an offer replaces the one before");
    assert_eq!(alice.post("/v1/me/totp", json!({})).await.expect(409).json()["code"], "totp_enrolled");
}

#[tokio::test]
async fn a_seed_lies_sealed_and_opens_in_its_own_row_only() {
    let (t, alice) = person().await;
    let (secret, _) = enrol(&t, &alice).await;
    let bob = t.organization("other").await.founder;
    let admin = t.database.superuser().await;
    let sql = "select totp_secret from accounts.users where id = $1";
    let sealed: Vec<u8> = admin.query_one(sql, &[&alice.id]).await.unwrap().get(0);
    let seed = Secret::try_from_base32(&secret).unwrap();
    assert!(!sealed.windows(20).any(|bytes| bytes == seed.as_bytes()));
    let place = totp::place(domain::ids::UserId(alice.id));
    let envelope = Envelope::from_env().await.unwrap();
    assert_eq!(envelope.open(&place, &sealed).await.unwrap(), seed.as_bytes());

    admin
        .execute(
            "update accounts.users set totp_secret = $1, totp_confirmed_at = now() where id = $2",
            &[&sealed, &bob.id],
        )
        .await
        .unwrap();

    sign_in(&t, &bob, json!({ "totp_code": code(&t, &secret, 0) })).await.expect(500);
}
