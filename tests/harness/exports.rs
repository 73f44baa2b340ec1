//! Exports and erasures on their way: requested, then done by the real functions.

use runtime::events::Message;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{TestApp, app::User, files::bucket, http::Answer};

/// Asks for an export.
pub async fn request(user: &User, body: Value) -> Answer {
    user.post("/v1/exports", body).await
}

/// The id in an answer.
pub fn id(answer: &Value) -> Uuid {
    answer["id"].as_str().unwrap().parse().unwrap()
}

/// The message about an export.
pub fn message(organization: Uuid, export: Uuid) -> Message {
    let payload = json!({ "organization_id": organization, "export_id": export });
    let body = json!({ "kind": "export.run", "payload": payload }).to_string();
    Message { message_id: Uuid::nil().to_string(), body }
}

/// The message about a person's data: `job` is `collect` or `erase`.
pub fn personal_data(organization: Uuid, job: &str, id: Uuid) -> Message {
    let payload = json!({ "organization_id": organization, "job": { job: id } });
    let body = json!({ "kind": "personal_data.handle", "payload": payload }).to_string();
    Message { message_id: Uuid::nil().to_string(), body }
}

/// Reads an export.
pub async fn get(user: &User, id: Uuid) -> Value {
    user.get(&format!("/v1/exports/{id}")).await.expect(200).json()
}

/// Asks for an export and writes it; what it is then.
pub async fn export(t: &TestApp, user: &User, body: Value) -> Value {
    let id = id(&request(user, body).await.expect(202).json());
    run_export::handle(&t.exporter, &message(user.organization, id)).await.unwrap();
    get(user, id).await
}

/// The file of an export, as its person downloads it.
pub async fn download(user: &User, export: &Value) -> Vec<u8> {
    let path = format!("/v1/exports/{}/download", export["id"].as_str().unwrap());
    let address = user.with("accept", "application/json").get(&path).await.expect(200).json();
    let answer = reqwest::get(address["url"].as_str().unwrap()).await.unwrap();
    assert!(answer.status().is_success());
    answer.bytes().await.unwrap().to_vec()
}

/// Asks for everything about oneself and collects it; its lines.
pub async fn collect(t: &TestApp, user: &User) -> Vec<Value> {
    let export = user.post("/v1/me/data-export", json!({})).await.expect(202).json();
    let message = personal_data(user.organization, "collect", id(&export));
    handle_personal_data::handle(&t.custodian, &message).await.unwrap();
    let export = get(user, id(&export)).await;
    assert_eq!(export["status"], "SUCCEEDED", "{export}");
    let text = String::from_utf8(download(user, &export).await).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The keys of an organization's exports.
pub async fn keys(organization: Uuid) -> Vec<String> {
    let stored = bucket().await.list(&format!("org/{organization}/exports/"), None).await.unwrap();
    stored.into_iter().map(|object| object.key).collect()
}
