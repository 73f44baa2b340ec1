//! One batch after the other: claim, send, forget or put off.

use std::time::Duration;

use domain::{
    Error, Result,
    platform::outbox::{self, Message},
};
use futures_util::future::join_all;
use runtime::http::problem;
use uuid::Uuid;

use crate::{App, Report};

/// Messages per batch. They are sent side by side, so that a batch is done long before [`outbox::HOLD`] has passed
/// and another relay would take it.
const BATCH: i64 = 20;
/// How long one message may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Carries a batch. False where nothing was due.
pub async fn carry_batch(app: &App, report: &mut Report) -> Result<bool> {
    let tx = app.database.system().await?;
    let claimed = outbox::claim(&tx, BATCH).await?;
    tx.commit().await?;
    report.unreadable += claimed.unreadable;
    if claimed.messages.is_empty() {
        return Ok(claimed.unreadable > 0);
    }
    let outcomes = join_all(claimed.messages.iter().map(|message| send(app, message))).await;
    let tx = app.database.system().await?;
    let mut sent: Vec<Uuid> = Vec::new();
    for (message, outcome) in claimed.messages.iter().zip(outcomes) {
        match outcome {
            Ok(()) => sent.push(message.id),
            Err(error) => {
                tracing::warn!(message_id = %message.id, attempts = message.attempts, error, "put off");
                outbox::postpone(&tx, message, &error).await?;
                report.postponed += 1;
            }
        }
    }
    outbox::delete_system(&tx, &sent).await?;
    tx.commit().await?;
    report.sent += sent.len();
    Ok(true)
}

/// Sends one message, or says why not.
async fn send(app: &App, message: &Message) -> Result<(), String> {
    match tokio::time::timeout(PATIENCE, app.relay.send(message)).await {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => Err("no service for this kind of message".to_owned()),
        Ok(Err(error)) => Err(problem::chain(&error)),
        Err(_) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
    }
}

/// How many messages wait.
pub async fn count_waiting(app: &App) -> Result<i64, Error> {
    let tx = app.database.system().await?;
    let waiting = outbox::count_waiting(&tx).await?;
    tx.commit().await?;
    Ok(waiting)
}
