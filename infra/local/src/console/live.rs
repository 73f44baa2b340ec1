//! What runs: functions, queues and schedules, and starting a function by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use aws_sdk_sqs::types::QueueAttributeName;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Json, Router, routing};
use futures_util::future::join_all;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use crate::event_source::{Counts, Pump};
use crate::functions::{self, Failure, Instance, Workers};
use crate::schedules::{self, Schedule};
use crate::stand_in::Aws;
use crate::template::Queue;

/// The running stack as the console sees it.
pub struct Live {
    /// Clients of the stand-in.
    pub aws: Aws,
    /// Instances by name of their function.
    pub instances: BTreeMap<String, Vec<Arc<Instance>>>,
    /// What empties queues.
    pub pumps: Vec<Pump>,
    /// All queues.
    pub queues: Vec<Queue>,
    /// All schedules.
    pub schedules: Vec<Arc<Schedule>>,
    /// What can be invoked.
    pub workers: Workers,
}

#[derive(Serialize)]
struct FunctionState {
    name: String,
    instances: Vec<InstanceState>,
}

#[derive(Serialize)]
struct InstanceState {
    name: String,
    #[serde(flatten)]
    state: functions::State,
}

#[derive(Serialize)]
struct QueueState {
    name: String,
    url: String,
    visible: u64,
    in_flight: u64,
    delayed: u64,
    /// Where messages go that were received too often.
    dead_letter_queue: Option<String>,
    /// What its event source mapping has done, if one empties it.
    processed: Option<Counts>,
}

/// Routes of the running stack.
pub fn router(live: Arc<Live>) -> Router {
    Router::new()
        .route("/functions", routing::get(functions))
        .route("/queues", routing::get(queues))
        .route("/schedules", routing::get(schedules))
        .route("/schedules/{name}/run", routing::post(run_schedule))
        .route("/2015-03-31/functions/{name}/invocations", routing::post(invoke))
        .with_state(live)
}

async fn functions(State(live): State<Arc<Live>>) -> Json<Vec<FunctionState>> {
    let instance = |instance: &Arc<Instance>| InstanceState {
        name: instance.name.clone(),
        state: *instance.watch().borrow(),
    };
    let function = |(name, instances): (&String, &Vec<Arc<Instance>>)| FunctionState {
        name: name.clone(),
        instances: instances.iter().map(instance).collect(),
    };
    Json(live.instances.iter().map(function).collect())
}

async fn queues(State(live): State<Arc<Live>>) -> Response {
    let states = join_all(live.queues.iter().map(|queue| queue_state(&live, queue))).await;
    match states.into_iter().collect::<Result<Vec<_>, _>>() {
        Ok(states) => Json(states).into_response(),
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:#}\n")).into_response(),
    }
}

async fn queue_state(live: &Live, queue: &Queue) -> anyhow::Result<QueueState> {
    let request = live.aws.sqs.get_queue_attributes().queue_url(&queue.url);
    let attributes = request.attribute_names(QueueAttributeName::All).send().await?;
    let count = |name: QueueAttributeName| {
        attributes.attributes().and_then(|all| all.get(&name)?.parse().ok()).unwrap_or_default()
    };
    let dead_letters =
        queue.dead_letters.as_ref().and_then(|arn| live.queues.iter().find(|other| other.arn == *arn));
    Ok(QueueState {
        name: queue.name.clone(),
        url: queue.url.clone(),
        visible: count(QueueAttributeName::ApproximateNumberOfMessages),
        in_flight: count(QueueAttributeName::ApproximateNumberOfMessagesNotVisible),
        delayed: count(QueueAttributeName::ApproximateNumberOfMessagesDelayed),
        dead_letter_queue: dead_letters.map(|queue| queue.name.clone()),
        processed: live.pumps.iter().find(|pump| pump.queue() == queue.name).map(Pump::counts),
    })
}

async fn schedules(State(live): State<Arc<Live>>) -> Json<Vec<schedules::State>> {
    Json(live.schedules.iter().map(|schedule| schedule.state()).collect())
}

async fn run_schedule(State(live): State<Arc<Live>>, Path(name): Path<String>) -> Response {
    let found = live.schedules.iter().find(|schedule| schedule.state().name == name);
    match found {
        Some(schedule) => answer(schedule.run(Timestamp::now()).await),
        None => (StatusCode::NOT_FOUND, "no such schedule\n").into_response(),
    }
}

async fn invoke(
    State(live): State<Arc<Live>>,
    Path(name): Path<String>,
    Json(payload): Json<Value>,
) -> Response {
    answer(live.workers.invoke(&name, &payload).await)
}

fn answer(result: Result<Value, Failure>) -> Response {
    match result {
        Ok(answer) => Json(answer).into_response(),
        Err(error @ Failure::Unknown) => (StatusCode::NOT_FOUND, format!("{error}\n")).into_response(),
        Err(error) => (StatusCode::BAD_GATEWAY, Json(json!({ "error": error.to_string() }))).into_response(),
    }
}
