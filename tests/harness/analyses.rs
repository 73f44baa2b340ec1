//! Analyses on their way: requested, put on the queue, computed by the real function.

use std::collections::HashMap;

use runtime::events::Message;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{TestApp, app::User, http::Answer};

/// Asks for an analysis of a file.
pub async fn request(user: &User, project: Uuid, file: &Value, kind: &str, parameters: Value) -> Answer {
    let body = json!({ "calculation_type": kind, "file_id": file["id"], "parameters": parameters });
    user.post(&format!("/v1/projects/{project}/analyses"), body).await
}

/// Asks for an analysis and computes it; what came out.
pub async fn compute(
    t: &TestApp,
    user: &User,
    project: Uuid,
    file: &Value,
    kind: &str,
    parameters: Value,
) -> Value {
    let queued = request(user, project, file, kind, parameters).await.expect(202).json();
    let id = id(&queued);
    run_analysis::handle(&t.computer, &message(user.organization, id)).await.unwrap();
    get(user, id).await
}

/// The analysis' id.
pub fn id(analysis: &Value) -> Uuid {
    analysis["id"].as_str().unwrap().parse().unwrap()
}

/// Reads an analysis.
pub async fn get(user: &User, id: Uuid) -> Value {
    user.get(&format!("/v1/analyses/{id}")).await.expect(200).json()
}

/// The message about an analysis.
pub fn message(organization: Uuid, analysis: Uuid) -> Message {
    let payload = json!({ "organization_id": organization, "analysis_id": analysis });
    let body = json!({ "kind": "analysis.run", "payload": payload }).to_string();
    Message { message_id: Uuid::nil().to_string(), body }
}

/// The messages that the queue holds about an analysis. All tests share the queue, so whoever looks takes the others'
/// messages along and keeps them for them.
pub async fn queued(analysis: Uuid) -> Vec<Message> {
    static TAKEN: Mutex<Option<HashMap<String, Vec<Message>>>> = Mutex::const_new(None);
    let mut taken = TAKEN.lock().await;
    let taken = taken.get_or_insert_default();
    let queue = aws_sdk_sqs::Client::new(runtime::aws::config().await);
    let url = std::env::var("ANALYSIS_QUEUE_URL").unwrap();
    loop {
        let batch = queue.receive_message().queue_url(&url).max_number_of_messages(10).send().await.unwrap();
        if batch.messages().is_empty() {
            break;
        }
        for message in batch.messages() {
            queue
                .delete_message()
                .queue_url(&url)
                .receipt_handle(message.receipt_handle().unwrap())
                .send()
                .await
                .unwrap();
            let body = message.body().unwrap().to_owned();
            let content: Value = serde_json::from_str(&body).unwrap();
            let about = content["payload"]["analysis_id"].as_str().unwrap().to_owned();
            let message = Message { message_id: message.message_id().unwrap().to_owned(), body };
            taken.entry(about).or_default().push(message);
        }
    }
    taken.get(&analysis.to_string()).cloned().unwrap_or_default()
}
