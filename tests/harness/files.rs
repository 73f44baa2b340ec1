//! Files on their way: announced, sent straight to the object store, read by the real function.

use reqwest::multipart::{Form, Part};
use runtime::{aws::objects::Objects, events::Message};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TestApp, app::User, http::Answer};

/// The bucket of the tests.
pub async fn bucket() -> Objects {
    Objects::from_env("FILES_BUCKET").await.unwrap()
}

/// Announces a file.
pub async fn announce(user: &User, project: Uuid, name: &str, size: usize) -> Answer {
    let body = json!({ "file_name": name, "size_bytes": size, "content_type": "text/csv" });
    user.post(&format!("/v1/projects/{project}/files"), body).await
}

/// Posts the bytes with the form, as a browser does.
pub async fn post(upload: &Value, bytes: &[u8]) -> reqwest::Response {
    assert_eq!(upload["method"], "POST");
    let mut form = Form::new();
    for (name, value) in upload["fields"].as_object().unwrap() {
        form = form.text(name.clone(), value.as_str().unwrap().to_owned());
    }
    form = form.part("file", Part::bytes(bytes.to_vec()).file_name("file"));
    let url = upload["url"].as_str().unwrap();
    reqwest::Client::new().post(url).multipart(form).send().await.unwrap()
}

/// The event that S3 sends about a file's original.
pub async fn event(user: &User, file: Uuid) -> Message {
    let key = format!("org/{}/files/{file}/original", user.organization);
    let head = bucket().await.head(&key).await.unwrap().unwrap();
    message(&key, head.size, &head.etag)
}

/// An event about any object.
pub fn message(key: &str, size: u64, etag: &str) -> Message {
    let body = json!({ "Records": [{
        "eventSource": "aws:s3", "eventName": "ObjectCreated:Post",
        "s3": { "bucket": { "name": "files" },
                "object": { "key": key, "size": size, "eTag": etag.trim_matches('"') } },
    }] });
    Message { message_id: Uuid::nil().to_string(), body: body.to_string() }
}

/// Announces and sends a file; the event is yet to come.
pub async fn send(user: &User, project: Uuid, name: &str, bytes: &[u8]) -> Uuid {
    let created = announce(user, project, name, bytes.len()).await.expect(201).json();
    let answer = post(&created["upload"], bytes).await;
    assert!(answer.status().is_success(), "{:?}", answer.text().await);
    created["file"]["id"].as_str().unwrap().parse().unwrap()
}

/// Announces, sends and reads a file; what it turned out to be.
pub async fn upload(t: &TestApp, user: &User, project: Uuid, name: &str, bytes: &[u8]) -> Value {
    let file = send(user, project, name, bytes).await;
    on_file_uploaded::handle(&t.reader, &event(user, file).await).await.unwrap();
    get(user, file).await
}

/// Reads a file's row.
pub async fn get(user: &User, file: Uuid) -> Value {
    user.get(&format!("/v1/files/{file}")).await.expect(200).json()
}
