//! The keys behind access tokens change without anybody noticing.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use jiff::SignedDuration;
use runtime::aws::{key_wrapping::KeyWrapping, state_table::StateTable};
use serde_json::Value;

use super::{login, text};
use crate::harness::{
    TestApp,
    app::{PASSWORD, User},
};

const THIRTY_DAYS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The key that signed a token.
fn kid(token: &str) -> String {
    let header = BASE64.decode(token.split('.').next().unwrap()).unwrap();
    let header: Value = serde_json::from_slice(&header).unwrap();
    header["kid"].as_str().unwrap().to_owned()
}

async fn keys(t: &TestApp) -> Vec<String> {
    let admin = t.database.superuser().await;
    let rows = admin.query("select id from accounts.signing_keys order by signs_from", &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn alice() -> (TestApp, User) {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    (t, alice)
}

async fn new_token(t: &TestApp, user: &User) -> String {
    text(&login(&t.anonymous(), &user.email, PASSWORD).await.expect(200), "access_token")
}

#[tokio::test]
async fn a_new_key_is_published_before_it_signs() {
    let (t, alice) = alice().await;
    let first = kid(alice.token.as_deref().unwrap());
    assert_eq!(keys(&t).await, [first.as_str()]);

    t.advance(THIRTY_DAYS);
    let before = new_token(&t, &alice).await;

    assert_eq!(kid(&before), first, "the old key signs on");
    let made = keys(&t).await;
    assert_eq!(made.len(), 2);
    let table = StateTable::from_env().await.unwrap();
    let published = table.signing_keys(t.now().as_second()).await.unwrap();
    assert!(published.iter().any(|(id, _)| *id == made[1]), "the new one is there to be seen");

    t.advance(SignedDuration::from_mins(14));
    let last = new_token(&t, &alice).await;
    assert_eq!(kid(&last), first);
    t.advance(SignedDuration::from_mins(1));
    let next = new_token(&t, &alice).await;
    assert_eq!(kid(&next), made[1], "a token's lifetime later it takes over");
    for token in [last, next] {
        for path in ["/v1/me", "/v1/projects"] {
            alice.bearing(&token).get(path).await.expect(200);
        }
    }
    assert_eq!(keys(&t).await.len(), 2);
}

#[tokio::test]
async fn many_sign_ins_at_once_make_one_new_key() {
    let (t, alice) = alice().await;
    t.advance(THIRTY_DAYS);

    futures_util::future::join_all((0..4).map(|_| new_token(&t, &alice))).await;

    assert_eq!(keys(&t).await.len(), 2);
}

#[tokio::test]
async fn sign_in_works_after_a_long_silence() {
    let (t, alice) = alice().await;
    let first = kid(alice.token.as_deref().unwrap());

    t.advance(THIRTY_DAYS * 3);
    let token = new_token(&t, &alice).await;

    assert_ne!(kid(&token), first, "the old key has run out");
    alice.bearing(&token).get("/v1/projects").await.expect(200);
}

#[tokio::test]
async fn private_keys_are_wrapped_each_for_its_own_row() {
    let (t, _) = alice().await;
    let admin = t.database.superuser().await;
    let row =
        admin.query_one("select id, wrapped_private_key from accounts.signing_keys", &[]).await.unwrap();
    let (id, wrapped): (String, Vec<u8>) = (row.get(0), row.get(1));
    let wrapping = KeyWrapping::from_env().await.unwrap();

    let key = wrapping.unwrap(&id, &wrapped).await.unwrap();

    assert!(!wrapped.windows(32).any(|bytes| *bytes == key[16..]), "the key does not lie there bare");
    assert!(wrapping.unwrap("another-row", &wrapped).await.is_err());
}

#[tokio::test]
async fn no_token_fails_while_keys_change() {
    let (t, alice) = alice().await;
    t.advance(THIRTY_DAYS - SignedDuration::from_mins(30));
    let mut tokens = vec![(t.now(), new_token(&t, &alice).await)];
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..12 {
        t.advance(SignedDuration::from_mins(5));
        tokens.push((t.now(), new_token(&t, &alice).await));
        // The functions keep the set that they read first; each token of the last quarter of an hour must pass.
        tokens.retain(|(made, _)| t.now().duration_since(*made) < SignedDuration::from_mins(15));
        let jwks = t.anonymous().get("/v1/auth/jwks.json").await.expect(200).json();
        for (_, token) in &tokens {
            for path in ["/v1/me", "/v1/projects"] {
                alice.bearing(token).get(path).await.expect(200);
            }
            let kid = kid(token);
            assert!(jwks["keys"].as_array().unwrap().iter().any(|key| key["kid"] == kid.as_str()), "{kid}");
            seen.insert(kid);
        }
    }
    assert_eq!(seen.len(), 2, "a key was changed meanwhile");
}

#[tokio::test]
async fn the_public_keys_are_published_for_everybody() {
    let (t, alice) = alice().await;
    let answer = t.anonymous().get("/v1/auth/jwks.json").await.expect(200);
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    let key = &answer.json()["keys"][0];
    assert_eq!(key["kid"], kid(alice.token.as_deref().unwrap()).as_str());
    assert_eq!((&key["kty"], &key["crv"], &key["alg"]), (&"OKP".into(), &"Ed25519".into(), &"EdDSA".into()));
    assert_eq!(BASE64.decode(key["x"].as_str().unwrap()).unwrap().len(), 32);
    assert!(key.get("d").is_none());
}
