//! Lambda's Runtime API for the functions that events invoke.
//!
//! cargo-lambda has one too, for the API's functions. For these it will not do: it tells every invocation a deadline in
//! 1970, answers idle functions with a timeout on which they panic, and does not tell which instance took an event.
//!
//! Protocol: AWS Lambda developer guide, "Using the Lambda runtime API for custom runtimes".

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Router, routing};
use serde_json::Value;
use tokio::net::TcpListener;

use super::Instance;
use crate::config::{ACCOUNT, REGION};

/// Lambda's limit for a synchronous answer, and a little for its envelope.
const LARGEST_ANSWER: usize = 7 << 20;

type Instances = Arc<BTreeMap<String, Arc<Instance>>>;

/// Serves the API for these instances, by their names in it, until the end of the program.
pub async fn serve(port: u16, instances: impl Iterator<Item = Arc<Instance>>) -> Result<()> {
    let instances: Instances = Arc::new(instances.map(|it| (it.registered.clone(), it)).collect());
    let router = Router::new()
        .route("/.rt/{instance}/2018-06-01/runtime/invocation/next", routing::get(next))
        .route("/.rt/{instance}/2018-06-01/runtime/invocation/{id}/response", routing::post(response))
        .route("/.rt/{instance}/2018-06-01/runtime/invocation/{id}/error", routing::post(error))
        .route("/.rt/{instance}/2018-06-01/runtime/init/error", routing::post(async || StatusCode::ACCEPTED))
        .layer(DefaultBodyLimit::max(LARGEST_ANSWER))
        .with_state(instances);
    let listener =
        TcpListener::bind(("127.0.0.1", port)).await.context("cannot open the runtime API's port")?;
    tokio::spawn(async move {
        // Never ends by itself: axum retries what fails on single connections.
        let _ = axum::serve(listener, router).await;
    });
    Ok(())
}

/// Gives the instance its next event, however long that takes.
async fn next(State(instances): State<Instances>, Path(instance): Path<String>) -> Response {
    let Some(instance) = instances.get(&instance) else { return StatusCode::NOT_FOUND.into_response() };
    let event = instance.next_event().await;
    let headers = [
        ("lambda-runtime-aws-request-id", event.id),
        ("lambda-runtime-deadline-ms", event.deadline.as_millisecond().to_string()),
        (
            "lambda-runtime-invoked-function-arn",
            format!("arn:aws:lambda:{REGION}:{ACCOUNT}:function:{}", instance.function_name()),
        ),
        (
            "lambda-runtime-trace-id",
            format!("Root=1-{:08x}-{:024x};Sampled=0", event.started.as_second(), event.trace),
        ),
        ("content-type", "application/json".to_owned()),
    ];
    (headers, event.payload.to_string()).into_response()
}

async fn response(
    State(instances): State<Instances>,
    Path((instance, id)): Path<(String, String)>,
    body: Bytes,
) -> StatusCode {
    finish(&instances, &instance, &id, Ok(parsed(&body)))
}

async fn error(
    State(instances): State<Instances>,
    Path((instance, id)): Path<(String, String)>,
    body: Bytes,
) -> StatusCode {
    finish(&instances, &instance, &id, Err(parsed(&body)))
}

fn finish(instances: &Instances, instance: &str, id: &str, answer: Result<Value, Value>) -> StatusCode {
    match instances.get(instance).map(|instance| instance.answered(id, answer)) {
        Some(true) => StatusCode::ACCEPTED,
        // Answered before, or given up.
        Some(false) => StatusCode::BAD_REQUEST,
        None => StatusCode::NOT_FOUND,
    }
}

/// A body that is no JSON is passed on as text: whoever invoked decides whether that will do.
fn parsed(body: &[u8]) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body).unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}
