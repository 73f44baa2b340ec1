//! Forged, expired and misused access tokens.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use jiff::SignedDuration;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use runtime::aws::key_wrapping::KeyWrapping;
use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    app::{Client, User},
};

async fn alice() -> (TestApp, User) {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.user("alice", "viewer").await;
    (t, alice)
}

/// A part of a token.
fn part(token: &str, index: usize) -> Value {
    serde_json::from_slice(&BASE64.decode(token.split('.').nth(index).unwrap()).unwrap()).unwrap()
}

fn unsigned(header: &Value, claims: &Value) -> String {
    format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()))
}

async fn assert_refused(client: &Client, token: &str) {
    for path in ["/v1/me", "/v1/projects"] {
        let answer = client.bearing(token).get(path).await.expect(401);
        assert_eq!(answer.json()["code"], "invalid_access_token", "{token}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

/// The platform's own key, for tokens that nobody outside could sign.
async fn signing_key(t: &TestApp) -> (Header, EncodingKey, Vec<u8>) {
    let row = t
        .database
        .superuser()
        .await
        .query_one("select id, wrapped_private_key, public_key from accounts.signing_keys", &[])
        .await
        .unwrap();
    let (id, wrapped): (String, Vec<u8>) = (row.get(0), row.get(1));
    let key = KeyWrapping::from_env().await.unwrap().unwrap(&id, &wrapped).await.unwrap();
    let header = Header { kid: Some(id), ..Header::new(Algorithm::EdDSA) };
    (header, EncodingKey::from_ed_der(&key), row.get(2))
}

#[tokio::test]
async fn a_token_says_no_more_than_it_must() {
    let (_, alice) = alice().await;
    let token = alice.token.as_deref().unwrap();

    let (header, claims) = (part(token, 0), part(token, 1));

    assert_eq!(header["alg"], "EdDSA");
    let mut names: Vec<_> = claims.as_object().unwrap().keys().cloned().collect();
    names.sort();
    assert_eq!(names, ["aud", "exp", "iat", "iss", "org", "sid", "sub"]);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 900);
}

#[tokio::test]
async fn unsigned_and_forged_tokens_are_refused() {
    let (t, alice) = alice().await;
    let token = alice.token.clone().unwrap();
    let (header, claims) = (part(&token, 0), part(&token, 1));
    let signature = token.rsplit('.').next().unwrap();
    let (_, _, public_key) = signing_key(&t).await;

    for algorithm in ["none", "None", "NONE", ""] {
        let mut header = header.clone();
        header["alg"] = json!(algorithm);
        let forged = unsigned(&header, &claims);
        assert_refused(&alice, &format!("{forged}.")).await;
        assert_refused(&alice, &format!("{forged}.{signature}")).await;
    }
    // The public key, in every form in which a careless verifier might take it for a shared secret.
    let pem =
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", BASE64.encode(&public_key));
    for secret in [public_key.clone(), BASE64.encode(&public_key).into_bytes(), pem.into_bytes()] {
        let header =
            Header { kid: header["kid"].as_str().map(str::to_owned), ..Header::new(Algorithm::HS256) };
        assert_refused(&alice, &encode(&header, &claims, &EncodingKey::from_secret(&secret)).unwrap()).await;
    }
    let mut promoted = claims.clone();
    promoted["sub"] = json!(t.context.id());
    assert_refused(&alice, &format!("{}.{signature}", unsigned(&header, &promoted))).await;
    for kid in [json!("unknown"), json!("../../etc/passwd"), json!(null), json!("")] {
        let mut header = header.clone();
        header["kid"] = kid;
        assert_refused(&alice, &format!("{}.{signature}", unsigned(&header, &claims))).await;
    }
    for garbage in
        ["x", "a.b.c", "..", &token[..token.len() - 2], &format!("{token}x"), &token.replace('.', "")]
    {
        assert_refused(&alice, garbage).await;
    }
}

#[tokio::test]
async fn a_key_of_ones_own_signs_nothing() {
    let (_, alice) = alice().await;
    let token = alice.token.as_deref().unwrap();
    let (header, claims) = (part(token, 0), part(token, 1));
    // RFC 8410: a PKCS #8 private key is these bytes and the seed.
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend([7; 32]);
    let mut forged =
        Header { kid: header["kid"].as_str().map(str::to_owned), ..Header::new(Algorithm::EdDSA) };
    assert_refused(&alice, &encode(&forged, &claims, &EncodingKey::from_ed_der(&der)).unwrap()).await;
    forged.jku = Some("http://127.0.0.1:1/keys".to_owned());
    assert_refused(&alice, &encode(&forged, &claims, &EncodingKey::from_ed_der(&der)).unwrap()).await;
}

#[tokio::test]
async fn tokens_for_others_are_refused_even_with_our_signature() {
    let (t, alice) = alice().await;
    let claims = part(alice.token.as_deref().unwrap(), 1);
    let (header, key, _) = signing_key(&t).await;
    let sign = |claims: &Value| encode(&header, claims, &key).unwrap();
    alice.bearing(&sign(&claims)).get("/v1/me").await.expect(200);

    for (claim, value) in [("aud", json!("another-api")), ("iss", json!("somebody")), ("sub", json!("x"))] {
        let mut other = claims.clone();
        other[claim] = value;
        assert_refused(&alice, &sign(&other)).await;
    }
    for claim in ["aud", "iss", "exp", "sub", "org", "sid"] {
        let mut without = claims.clone();
        without.as_object_mut().unwrap().remove(claim);
        assert_refused(&alice, &sign(&without)).await;
    }
}

#[tokio::test]
async fn a_session_is_good_for_its_own_person_and_organization_only() {
    let (t, alice) = alice().await;
    let eve = t.organization("evil").await.founder;
    let claims = part(eve.token.as_deref().unwrap(), 1);
    let (header, key, _) = signing_key(&t).await;
    for (claim, value) in [("org", json!(alice.organization)), ("sub", json!(alice.id))] {
        let mut mixed = claims.clone();
        mixed[claim] = value;
        let token = encode(&header, &mixed, &key).unwrap();
        for path in ["/v1/me", "/v1/projects"] {
            let answer = eve.bearing(&token).get(path).await.expect(401);
            assert_eq!(answer.json()["code"], "session_ended");
        }
    }
}

#[tokio::test]
async fn a_token_is_good_for_a_quarter_of_an_hour() {
    let (t, alice) = alice().await;
    t.advance(SignedDuration::from_secs(895));
    alice.get("/v1/me").await.expect(200);
    t.advance(SignedDuration::from_secs(5));
    for path in ["/v1/me", "/v1/projects"] {
        assert_eq!(alice.get(path).await.expect(401).json()["code"], "access_token_expired");
    }
}

#[tokio::test]
async fn other_schemes_are_no_sign_in() {
    let (t, alice) = alice().await;
    let token = alice.token.as_deref().unwrap();
    for value in ["Basic YTpi", "Bearer", "Bearer ", token, ""] {
        let answer = t.anonymous().with("authorization", value).get("/v1/me").await.expect(401);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{value}");
    }
    t.anonymous().with("authorization", &format!("bearer {token}")).get("/v1/me").await.expect(200);
}
