//! Messages to SQS.

use aws_sdk_sqs::{Client, types::QueueAttributeName};
use domain::Result;

use super::unavailable;
use crate::config::{self, InitError};

/// A queue that the function may send to.
#[derive(Clone)]
pub struct Queue {
    client: Client,
    url: String,
}

impl Queue {
    /// Reads the queue's URL from the variable.
    ///
    /// # Errors
    /// Names the variable.
    pub async fn from_env(variable: &str) -> std::result::Result<Self, InitError> {
        Ok(Self::at(&config::require(variable)?).await)
    }

    /// The queue with that URL.
    pub async fn at(url: &str) -> Self {
        Self { client: Client::new(super::config().await), url: url.to_owned() }
    }

    /// Sends a message.
    pub async fn send(&self, body: &str) -> Result<()> {
        self.client
            .send_message()
            .queue_url(&self.url)
            .message_body(body)
            .send()
            .await
            .map_err(unavailable)?;
        Ok(())
    }

    /// Whether the queue answers.
    pub async fn ping(&self) -> Result<()> {
        self.client
            .get_queue_attributes()
            .queue_url(&self.url)
            .attribute_names(QueueAttributeName::QueueArn)
            .send()
            .await
            .map_err(unavailable)?;
        Ok(())
    }
}
