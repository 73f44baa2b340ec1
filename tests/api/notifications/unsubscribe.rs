//! `/v1/public/unsubscribe`: the end of mails by a link, without a sign-in.

use domain::platform::notifications::{
    Notice,
    kinds::{COMMENT_MENTION, COMMENT_REPLY},
};
use http::Method;
use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    app::{User, mailbox},
    notifications::{deliver, notify, tell},
};

/// The path of the link in the newest mail's header.
async fn link(user: &User) -> String {
    let mails = mailbox(&user.email).await;
    let header = mails[0]["headers"]["list-unsubscribe"].as_str().unwrap().to_owned();
    let link = header.trim_matches(['<', '>']);
    link[link.find("/v1/").unwrap()..].to_owned()
}

async fn mails_of(user: &User) -> Vec<(String, Value)> {
    let preferences = user.get("/v1/notification-preferences").await.expect(200).json();
    let types = preferences["types"].as_array().unwrap();
    types
        .iter()
        .map(|it| (it["notification_type"].as_str().unwrap().to_owned(), it["email"].clone()))
        .collect()
}

#[tokio::test]
async fn one_click_ends_mails_of_the_type_and_a_look_ends_nothing() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = &acme.founder;
    tell(&t, acme.id, alice.id, "Hello").await;
    deliver(&t).await;
    let link = link(alice).await;
    let before = mails_of(alice).await;

    let page = t.anonymous().get(&link).await.expect(200);

    assert!(page.header("content-type").starts_with("text/html"));
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let text = String::from_utf8(page.body.clone()).unwrap();
    assert!(
        text.contains("Somebody named you in a comment") && text.contains("<form method=\"post\">"),
        "{text}"
    );
    assert_eq!(mails_of(alice).await, before);
    // As RFC 8058 has it, twice, and without any body.
    let form = t.anonymous().with("content-type", "application/x-www-form-urlencoded");
    for body in ["List-Unsubscribe=One-Click", "List-Unsubscribe=One-Click", ""] {
        let done = form.send(Method::POST, &link, body).await.expect(200).json();
        assert_eq!(done["status"], "unsubscribed");
    }
    let done = form.with("accept", "text/html,*/*").send(Method::POST, &link, "").await.expect(200);
    assert!(String::from_utf8(done.body).unwrap().contains("Done"));
    for (key, email) in mails_of(alice).await {
        let was = before.iter().find(|(other, _)| *other == key).unwrap().1.clone();
        assert_eq!(email, if key == "comment.mention" { json!(false) } else { was }, "{key}");
    }
    let sql = "select count(*) from platform.audit_logs where resource_type = 'notification_preferences'";
    let logged: i64 = t.database.superuser().await.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(logged, 1, "what has ended stays so and is logged once");
    assert_eq!(notify(&t, acme.id, &[alice.id], Notice::new(&COMMENT_MENTION, "In the platform")).await, 1);
    t.advance(jiff::SignedDuration::from_mins(10));
    assert_eq!(deliver(&t).await.mails, 0);
}

#[tokio::test]
async fn the_link_of_a_mixed_mail_ends_every_mail_of_this_organization_only() {
    let t = TestApp::start().await;
    let (acme, other) = (t.organization("acme").await, t.organization("other").await);
    other.admit(&acme.founder, "viewer").await;
    let alice = &acme.founder;
    tell(&t, acme.id, alice.id, "One").await;
    notify(&t, acme.id, &[alice.id], Notice::new(&COMMENT_REPLY, "Two")).await;
    deliver(&t).await;

    t.anonymous().post(&link(alice).await, json!({})).await.expect(200);

    assert!(mails_of(alice).await.iter().all(|(_, email)| *email == json!(false)));
    notify(&t, other.id, &[alice.id], Notice::new(&COMMENT_MENTION, "Elsewhere")).await;
    assert_eq!(deliver(&t).await.mails, 1);
    // Whoever wants them back chooses so.
    let on = json!({ "types": [{ "notification_type": "comment.mention", "email": true }] });
    alice.put("/v1/notification-preferences", on).await.expect(200);
    assert!(mails_of(alice).await.contains(&("comment.mention".to_owned(), json!(true))));
}

#[tokio::test]
async fn a_token_that_was_not_signed_for_it_does_nothing() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let other = t.organization("other").await;
    for founder in [&acme.founder, &other.founder] {
        tell(&t, founder.organization, founder.id, "Hello").await;
    }
    deliver(&t).await;
    let good = link(&acme.founder).await;
    let (path, token) = good.split_once("?token=").unwrap();
    let flipped = |at: usize| {
        let mut token = token.to_owned().into_bytes();
        token[at] = if token[at] == b'A' { b'B' } else { b'A' };
        String::from_utf8(token).unwrap()
    };
    for token in [flipped(0), flipped(50), flipped(70), flipped(90), "x".to_owned(), token[1..].to_owned()] {
        for method in [Method::GET, Method::POST] {
            let answer = t.anonymous().send(method, &format!("{path}?token={token}"), "").await.expect(401);
            assert_eq!(answer.json()["code"], "invalid_token");
        }
    }
    for query in ["", "?token=", &format!("?token={token}&x=1")] {
        let answer = t.anonymous().send(Method::POST, &format!("{path}{query}"), "").await;
        assert!([401, 422].contains(&answer.status()), "{query}");
    }
    for user in [&acme.founder, &other.founder] {
        assert!(mails_of(user).await.contains(&("comment.mention".to_owned(), json!(true))));
    }
}
