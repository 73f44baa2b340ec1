//! What a browser gets, and how it is told to take it.

use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    media::{png, upload},
};

fn path(item: &Value) -> String {
    format!("/v1/media/{}/download", item["id"].as_str().unwrap())
}

#[tokio::test]
async fn a_picture_is_saved_or_shown_under_its_true_type_and_name() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let bytes = png(7, 7);
    let item = upload(&t, &alice, "Grü\"ße;.jpg", &bytes, json!({ "content_type": "image/jpeg" })).await;

    let redirect = alice.get(&path(&item)).await.expect(303);
    let saved = reqwest::get(redirect.header("location")).await.unwrap();
    assert_eq!(saved.headers()["content-type"], "image/png");
    assert_eq!(
        saved.headers()["content-disposition"],
        "attachment; filename=\"Gr___e_.jpg\"; filename*=UTF-8''Gr%C3%BC%22%C3%9Fe%3B.jpg"
    );
    assert_eq!(saved.bytes().await.unwrap(), bytes);

    let json = alice.with("accept", "application/json");
    let shown = json.get(&format!("{}?disposition=inline", path(&item))).await.expect(200).json();
    assert!(shown["expires_at"].is_string());
    let shown = reqwest::get(shown["url"].as_str().unwrap()).await.unwrap();
    assert!(shown.headers()["content-disposition"].to_str().unwrap().starts_with("inline; "));
    for (query, pointer) in [("?disposition=new-tab", "?disposition"), ("?variant=small", "?variant")] {
        let answer = alice.get(&format!("{}{query}", path(&item))).await.expect(422);
        assert_eq!(answer.pointers(), [pointer]);
    }
}

#[tokio::test]
async fn what_may_hold_a_program_is_never_shown_in_place() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for (name, bytes) in [
        ("a.svg", script.as_slice()),
        ("a.pdf", b"%PDF-1.7 /OpenAction"),
        ("a.txt", b"hello <script>alert(1)</script>"),
        ("a.csv", b"a,=cmd|'/c calc'!A1\n"),
    ] {
        let item = upload(&t, &alice, name, bytes, json!({})).await;
        assert_eq!((&item["status"], &item["inline"]), (&json!("READY"), &json!(false)), "{item}");
        let redirect = alice.get(&format!("{}?disposition=inline", path(&item))).await.expect(303);
        let got = reqwest::get(redirect.header("location")).await.unwrap();
        let disposition = got.headers()["content-disposition"].to_str().unwrap();
        assert!(disposition.starts_with("attachment; "), "{name}: {disposition}");
        assert_eq!(got.headers()["content-type"], item["content_type"].as_str().unwrap());
    }
}

#[tokio::test]
async fn an_address_cannot_be_bent_to_another_type_or_disposition() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let item = upload(&t, &alice, "a.svg", b"<svg/>", json!({})).await;
    let redirect = alice.get(&path(&item)).await.expect(303);
    let location = redirect.header("location");
    // They are among what the signature covers: the address names them, and nothing else can be said beside it.
    for part in
        ["response-content-disposition=attachment", "response-content-type=image%2Fsvg", "X-Amz-Signature="]
    {
        assert!(location.contains(part), "{location}");
    }
}
