//! Images and attachments on their way: announced, sent straight to the object store, looked at by the real function.

use runtime::{aws::objects::Objects, events::Message};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TestApp, app::User, files};

/// The bucket of the tests.
pub async fn bucket() -> Objects {
    Objects::from_env("MEDIA_BUCKET").await.unwrap()
}

/// The beginning of a PNG that claims to be so large. Nobody decodes it.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let header = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice();
    [header, &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x06\0\0\0rest"].concat()
}

/// Announces an item; `more` are further fields.
pub async fn announce(user: &User, name: &str, bytes: &[u8], more: Value) -> Value {
    let mut body = json!({ "file_name": name, "size_bytes": bytes.len() });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    user.post("/v1/media", body).await.expect(201).json()
}

/// Announces and sends an item; the event is yet to come.
pub async fn send(user: &User, name: &str, bytes: &[u8], more: Value) -> Uuid {
    let created = announce(user, name, bytes, more).await;
    let answer = files::post(&created["upload"], bytes).await;
    assert!(answer.status().is_success(), "{:?}", answer.text().await);
    created["media"]["id"].as_str().unwrap().parse().unwrap()
}

/// The key of an item's upload.
pub fn original(user: &User, item: Uuid) -> String {
    format!("org/{}/media/{item}/original", user.organization)
}

/// The event that S3 sends about an item's upload.
pub async fn event(user: &User, item: Uuid) -> Message {
    let key = original(user, item);
    let head = bucket().await.head(&key).await.unwrap().unwrap();
    files::message(&key, head.size, &head.etag)
}

/// Announces, sends and looks at an item; what it turned out to be.
pub async fn upload(t: &TestApp, user: &User, name: &str, bytes: &[u8], more: Value) -> Value {
    let item = send(user, name, bytes, more).await;
    on_media_uploaded::handle(&t.looker, &event(user, item).await).await.unwrap();
    get(user, item).await
}

/// Reads an item's row.
pub async fn get(user: &User, item: Uuid) -> Value {
    user.get(&format!("/v1/media/{item}")).await.expect(200).json()
}

/// The names of an item's objects.
pub async fn objects(user: &User, item: Uuid) -> Vec<String> {
    let prefix = format!("org/{}/media/{item}/", user.organization);
    let stored = bucket().await.list(&prefix, None).await.unwrap();
    stored.into_iter().map(|object| object.key[prefix.len()..].to_owned()).collect()
}
