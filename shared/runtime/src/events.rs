//! Functions that work on queues: each message stands for itself, and a batch reports which of them failed.

use domain::{Error, Result};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{LambdaEvent, service_fn};
use serde::{Deserialize, Serialize};

/// A batch as the event source mapping delivers it. Only what we use of it.
#[derive(Debug, Deserialize)]
pub struct Batch {
    /// The messages.
    #[serde(rename = "Records")]
    pub records: Vec<Message>,
}

/// A message of a queue.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Its id: the same at every delivery.
    pub message_id: String,
    /// What was sent.
    pub body: String,
}

/// Which messages of a batch must come again.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BatchAnswer {
    /// Those messages.
    pub batch_item_failures: Vec<ItemFailure>,
}

/// A message that must come again.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemFailure {
    /// Its id.
    pub item_identifier: String,
}

/// Works on a batch, message by message. The one mapping from the platform's error to what a queue sees: every error
/// makes the message come again, up to the queue's own limit, after which it is a dead letter that raises an alarm.
/// Work that failed for good has said so in its row and returns `Ok`.
pub async fn work(batch: Batch, handle: impl AsyncFn(&Message) -> Result<()>) -> BatchAnswer {
    let mut batch_item_failures = Vec::new();
    for message in &batch.records {
        // Boxed: what some messages set off nests deeper than the compiler looks.
        if let Err(error) = Box::pin(handle(message)).await {
            let cause = match &error {
                Error::Unavailable(cause) | Error::Internal(cause) => {
                    crate::http::problem::chain(cause.as_ref())
                }
                other => other.to_string(),
            };
            tracing::warn!(message_id = message.message_id, error = cause, "the message will come again");
            batch_item_failures.push(ItemFailure { item_identifier: message.message_id.clone() });
        }
    }
    BatchAnswer { batch_item_failures }
}

/// Serves a queue over the Lambda Runtime API.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(
    handle: impl AsyncFn(&Message) -> Result<()>,
) -> std::result::Result<(), lambda_runtime::Error> {
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Batch>| {
        Ok::<_, lambda_runtime::Error>(work(event.payload, &handle).await)
    }))
    .await
}

/// The instant by which an invocation has to stop, `reserve` before Lambda ends it.
pub fn deadline(context: &lambda_runtime::Context, reserve: SignedDuration) -> Timestamp {
    let end = i64::try_from(context.deadline).ok().and_then(|end| Timestamp::from_millisecond(end).ok());
    end.and_then(|end| end.checked_sub(reserve).ok()).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn exactly_the_failed_messages_come_again() {
        for failing in 0..=10 {
            let records =
                (0..10).map(|n| Message { message_id: n.to_string(), body: n.to_string() }).collect();
            let answer = work(Batch { records }, async |message: &Message| {
                let n: u32 = message.body.parse().unwrap();
                if n < failing { Err(Error::internal("no")) } else { Ok(()) }
            })
            .await;
            let failed: Vec<_> = answer.batch_item_failures.into_iter().map(|f| f.item_identifier).collect();
            let expected: Vec<_> = (0..failing).map(|n| n.to_string()).collect();
            assert_eq!(failed, expected);
        }
    }
}
