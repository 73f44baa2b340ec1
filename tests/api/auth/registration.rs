//! Signing up and proving an address.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::SignedDuration;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{address, login, mailed_token, register, registration, text, verify_email, words};
use crate::harness::{TestApp, app::mailbox};

const PASSWORD: &str = "a first good password";

#[tokio::test]
async fn a_registered_address_signs_in_once_it_is_proven() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());

    let answer = register(&anyone, &email, PASSWORD).await.expect(202);
    assert_eq!(answer.json(), json!({ "status": "verification_sent" }));
    let early = login(&anyone, &email, PASSWORD).await.expect(401);
    assert_eq!(early.json()["code"], "email_unverified");
    let wrong = login(&anyone, &email, "another good password").await.expect(401);
    assert_eq!(wrong.json()["code"], "invalid_credentials", "only the right password learns more");

    let session = verify_email(&anyone, &mailed_token(&email).await).await.expect(200).json();
    assert_eq!(session["token_type"], "Bearer");
    assert_eq!(session["expires_in"], 900);
    assert_eq!(session["user"]["email"], email);
    assert_eq!(session["user"]["email_verified"], true);
    assert_eq!(session["organization"]["name"], "Engines");
    assert_eq!(session["organization"]["roles"], json!(["owner"]));

    login(&anyone, &email, PASSWORD).await.expect(200);
    login(&anyone, &email.to_uppercase(), PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_known_address_is_answered_alike_and_its_owner_is_told() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());
    let first = register(&anyone, &email, PASSWORD).await.expect(202);
    verify_email(&anyone, &mailed_token(&email).await).await.expect(200);

    let second = register(&anyone, &email.to_uppercase(), "a stranger's password").await.expect(202);

    assert_eq!(second.json(), first.json());
    assert_eq!(second.headers.keys().len(), first.headers.keys().len());
    let mails = mailbox(&email).await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0]["subject"], "You already have an account");
    assert!(!mails[0].to_string().contains("token="), "{}", mails[0]);
    login(&anyone, &email, PASSWORD).await.expect(200);
    login(&anyone, &email, "a stranger's password").await.expect(401);
}

#[tokio::test]
async fn a_stranger_who_registered_the_address_first_gains_nothing() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());
    register(&anyone, &email, "a stranger's password").await.expect(202);
    let strangers_token = mailed_token(&email).await;
    register(&anyone, &email, PASSWORD).await.expect(202);
    let owners_token = mailed_token(&email).await;
    assert_ne!(strangers_token, owners_token);

    verify_email(&anyone, &owners_token).await.expect(200);

    login(&anyone, &email, PASSWORD).await.expect(200);
    login(&anyone, &email, "a stranger's password").await.expect(401);
    verify_email(&anyone, &strangers_token).await.expect(401);
    let organizations = t.database.superuser().await;
    let organizations = organizations.query("select name from accounts.organizations", &[]).await.unwrap();
    assert_eq!(organizations.len(), 1, "registering twice founds one organization");
}

#[tokio::test]
async fn registering_at_the_same_moment_makes_one_person() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());

    let answers = futures_util::future::join_all((0..4).map(|_| register(&anyone, &email, PASSWORD))).await;

    assert!(answers.iter().all(|answer| answer.status() == 202), "{answers:?}");
    verify_email(&anyone, &mailed_token(&email).await).await.expect(200);
    let admin = t.database.superuser().await;
    for table in ["users", "organizations", "memberships"] {
        let count: i64 =
            admin.query_one(&format!("select count(*) from accounts.{table}"), &[]).await.unwrap().get(0);
        assert_eq!(count, 1, "{table}");
    }
}

#[tokio::test]
async fn a_mailed_token_works_once() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());
    register(&anyone, &email, PASSWORD).await.expect(202);
    let token = mailed_token(&email).await;
    verify_email(&anyone, &token).await.expect(200);

    let again = verify_email(&anyone, &token).await.expect(401);
    let made_up = verify_email(&anyone, &"A".repeat(43)).await.expect(401);
    let malformed = verify_email(&anyone, "no token").await.expect(401);

    assert_eq!(again.json()["code"], "invalid_token");
    assert_eq!(words(&again), words(&made_up));
    assert_eq!(words(&again), words(&malformed));
}

#[tokio::test]
async fn a_mailed_token_works_for_a_day() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());
    register(&anyone, &email, PASSWORD).await.expect(202);
    let token = mailed_token(&email).await;

    t.advance(SignedDuration::from_hours(24));

    verify_email(&anyone, &token).await.expect(401);
    register(&anyone, &email, PASSWORD).await.expect(202);
    verify_email(&anyone, &mailed_token(&email).await).await.expect(200);
}

#[tokio::test]
async fn a_registration_names_its_wrong_fields() {
    let t = TestApp::start().await;
    let anyone = t.anonymous();
    let valid = registration(&address(&t), PASSWORD);
    for (field, value) in [
        ("email", json!("no address")),
        ("email", json!(format!("{}@example.org", "a".repeat(250)))),
        ("email", json!(7)),
        ("password", json!("too short")),
        ("password", json!("x".repeat(257))),
        ("first_name", json!("  ")),
        ("last_name", json!("x".repeat(101))),
        ("organization_name", json!("")),
        ("organization_name", json!("a\u{0}b")),
        ("is_admin", json!(true)),
    ] {
        let mut input = valid.clone();
        input[field] = value;
        let mut pointers = anyone.post("/v1/auth/register", input).await.expect(422).pointers();
        pointers.dedup();
        assert_eq!(pointers, [format!("/{field}")]);
    }
    let mut missing = valid.clone();
    missing.as_object_mut().unwrap().remove("organization_name");
    let answer = anyone.post("/v1/auth/register", missing).await.expect(422);
    assert_eq!(answer.pointers(), ["/organization_name"]);
    let answer = anyone.post("/v1/auth/register?dry_run=true", valid).await.expect(422);
    assert_eq!(answer.pointers(), ["?dry_run"], "there is no dry run of a mail");
}

#[tokio::test]
async fn secrets_stay_out_of_the_database_and_its_logs() {
    let t = TestApp::start().await;
    let (email, anyone) = (address(&t), t.anonymous());
    register(&anyone, &email, PASSWORD).await.expect(202);
    let mailed = mailed_token(&email).await;
    let session = verify_email(&anyone, &mailed).await.expect(200);
    let signed_in = login(&anyone, &email, PASSWORD).await.expect(200);
    let secrets = [
        PASSWORD.to_owned(),
        mailed,
        text(&session, "refresh_token"),
        text(&session, "access_token"),
        text(&signed_in, "refresh_token"),
    ];

    let admin = t.database.superuser().await;
    let tables = admin
        .query(
            "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace \
             where c.relkind in ('r', 'p') and n.nspname in ('accounts', 'platform')",
            &[],
        )
        .await
        .unwrap();
    for table in tables {
        let table: String = table.get(0);
        let rows = admin.query(&format!("select r::text from {table} r"), &[]).await.unwrap();
        for row in rows {
            let row: String = row.get(0);
            for secret in &secrets {
                assert!(!row.contains(secret.as_str()), "{table} holds a secret: {row}");
            }
        }
    }
    let waiting: i64 = admin.query_one("select count(*) from platform.outbox", &[]).await.unwrap().get(0);
    assert_eq!(waiting, 0, "the mail went out, and its row with it");
    let hash: String = admin.query_one("select password_hash from accounts.users", &[]).await.unwrap().get(0);
    assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    let actions: Vec<String> = admin
        .query("select action from platform.audit_logs order by created_at, id", &[])
        .await
        .unwrap()
        .iter()
        .map(|row| row.get(0))
        .collect();
    // The organization, its first member, the two sessions.
    assert_eq!(actions, ["created", "created", "signed_in", "signed_in"]);
}

#[tokio::test]
async fn the_page_behind_the_link_may_run_its_own_script_only() {
    let t = TestApp::start().await;

    let answer = t.anonymous().get("/v1/auth/verify-email?token=abc").await.expect(200);

    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("referrer-policy"), "no-referrer", "the address holds a token");
    let page = String::from_utf8(answer.body.clone()).unwrap();
    let script = page.split("<script>").nth(1).unwrap().split("</script>").next().unwrap();
    let hash = BASE64_STANDARD.encode(Sha256::digest(script));
    assert!(answer.header("content-security-policy").contains(&format!("script-src 'sha256-{hash}'")));
    t.anonymous().get("/v1/auth/verify-email").await.expect(422);
}
