//! Event source mappings: messages of a queue become invocations of a function, as Lambda's pollers do it.
//!
//! A message is received only when an instance is free to take it, so its visibility timeout does not run while it
//! waits. What succeeded is deleted; what failed stays and comes back when the queue's visibility timeout ends, until
//! the queue moves it to its dead-letter queue.

mod event;
mod outcome;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use aws_sdk_sqs::types::{DeleteMessageBatchRequestEntry, Message, MessageSystemAttributeName};
use serde::Serialize;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::config::REGION;
use crate::functions::Workers;
use crate::output::Output;
use crate::stand_in::Aws;
use crate::stop::Stop;
use crate::template::{EventSource, Queue};

/// Most messages that SQS gives or deletes in one call.
const SQS_BATCH: usize = 10;
/// How long one receive waits for a message, in seconds.
const LONG_POLL: i32 = 5;
/// Pause after SQS failed.
const PAUSE: Duration = Duration::from_secs(1);

/// What an event source has done since the start.
#[derive(Debug, Default)]
pub struct Counters {
    in_flight: AtomicU64,
    succeeded: AtomicU64,
    failed: AtomicU64,
}

/// [`Counters`] as they are now, in messages.
#[derive(Debug, Serialize)]
pub struct Counts {
    in_flight: u64,
    succeeded: u64,
    failed: u64,
}

/// One mapping at work.
#[derive(Clone)]
pub struct Pump {
    source: EventSource,
    queue: Queue,
    aws: Aws,
    workers: Workers,
    counters: Arc<Counters>,
    output: Output,
}

impl Pump {
    /// A pump from the queue of the mapping to its function.
    pub fn new(source: &EventSource, queue: &Queue, aws: &Aws, workers: &Workers, output: Output) -> Self {
        Self {
            source: source.clone(),
            queue: queue.clone(),
            aws: aws.clone(),
            workers: workers.clone(),
            counters: Arc::default(),
            output,
        }
    }

    /// Name of the queue it empties.
    pub fn queue(&self) -> &str {
        &self.queue.name
    }

    /// What it has done.
    pub fn counts(&self) -> Counts {
        let now = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let Counters { in_flight, succeeded, failed } = &*self.counters;
        Counts { in_flight: now(in_flight), succeeded: now(succeeded), failed: now(failed) }
    }

    /// Works until the stack stops. Batches that are being processed then are abandoned, as by a machine that dies:
    /// their messages were not deleted.
    pub async fn run(self, stop: Stop) {
        let limit = self.source.maximum_concurrency.min(self.workers.concurrency(&self.source.function));
        let slots = Arc::new(Semaphore::new(limit));
        let mut batches = JoinSet::new();
        let work = async {
            while let Ok(slot) = Arc::clone(&slots).acquire_owned().await {
                while batches.try_join_next().is_some() {}
                match self.receive().await {
                    Ok(messages) if messages.is_empty() => {}
                    Ok(messages) => {
                        let pump = self.clone();
                        batches.spawn(async move {
                            pump.process(messages).await;
                            drop(slot);
                        });
                    }
                    Err(error) => {
                        self.output.line(&self.source.function, &format!("cannot receive: {error:#}"));
                        tokio::time::sleep(PAUSE).await;
                    }
                }
            }
        };
        tokio::select! {
            () = work => {}
            () = stop.requested() => {}
        }
    }

    /// Gathers a batch: up to its size, or as long as the window is open.
    async fn receive(&self) -> Result<Vec<Message>> {
        let mut messages = self.receive_up_to(self.source.batch_size, LONG_POLL).await?;
        let closes = Instant::now() + self.source.window;
        while !messages.is_empty() && messages.len() < self.source.batch_size {
            let left = closes.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let wait = i32::try_from(left.as_secs().clamp(1, 5))?;
            // What arrived already must not be lost to a failure to receive more.
            let Ok(more) = self.receive_up_to(self.source.batch_size - messages.len(), wait).await else {
                break;
            };
            messages.extend(more);
        }
        Ok(messages)
    }

    async fn receive_up_to(&self, count: usize, wait: i32) -> Result<Vec<Message>> {
        let request = self.aws.sqs.receive_message().queue_url(&self.queue.url);
        let received = request
            .max_number_of_messages(i32::try_from(count.min(SQS_BATCH))?)
            .wait_time_seconds(wait)
            .message_system_attribute_names(MessageSystemAttributeName::All)
            .message_attribute_names("All")
            .send()
            .await
            .with_context(|| format!("queue {}", self.queue.name))?;
        Ok(received.messages.unwrap_or_default())
    }

    async fn process(&self, messages: Vec<Message>) {
        let Counters { in_flight, succeeded, failed } = &*self.counters;
        let count = messages.len() as u64;
        in_flight.fetch_add(count, Ordering::Relaxed);
        let event = event::from_messages(&messages, &self.queue.arn, REGION);
        let answer = self.workers.invoke(&self.source.function, &event).await;
        let done = match &answer {
            Ok(answer) => outcome::succeeded(&messages, answer, self.source.partial_failures),
            Err(error) => {
                self.output.line(&self.source.function, &format!("a batch of {count} failed: {error}"));
                Vec::new()
            }
        };
        in_flight.fetch_sub(count, Ordering::Relaxed);
        succeeded.fetch_add(done.len() as u64, Ordering::Relaxed);
        failed.fetch_add(count - done.len() as u64, Ordering::Relaxed);
        if let Err(error) = self.delete(&done).await {
            self.output.line(&self.source.function, &format!("cannot delete messages: {error:#}"));
        }
    }

    async fn delete(&self, messages: &[&Message]) -> Result<()> {
        for chunk in messages.chunks(SQS_BATCH) {
            let mut request = self.aws.sqs.delete_message_batch().queue_url(&self.queue.url);
            for (number, message) in chunk.iter().enumerate() {
                let handle = message.receipt_handle.clone().unwrap_or_default();
                let entry =
                    DeleteMessageBatchRequestEntry::builder().id(number.to_string()).receipt_handle(handle);
                request = request.entries(entry.build()?);
            }
            request.send().await?;
        }
        Ok(())
    }
}
