//! Mail through SES.

use aws_sdk_sesv2::{
    Client,
    types::{Body, Content, Destination, EmailContent, Message, MessageHeader},
};
use domain::{Error, Result, platform::outbox::Email};

use super::unavailable;
use crate::config::{self, InitError};

/// The sender of every mail.
#[derive(Clone)]
pub struct Mail {
    client: Client,
    from: String,
}

impl Mail {
    /// Reads `MAIL_FROM`.
    ///
    /// # Errors
    /// Names the variable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Ok(Self { client: Client::new(super::config().await), from: config::require("MAIL_FROM")? })
    }

    /// Sends a mail.
    pub async fn send(&self, email: &Email) -> Result<()> {
        let content = |text: &str| Content::builder().data(text).charset("UTF-8").build();
        let body = Body::builder()
            .text(content(&email.text).map_err(Error::internal)?)
            .html(content(&email.html).map_err(Error::internal)?)
            .build();
        let mut message =
            Message::builder().subject(content(&email.subject).map_err(Error::internal)?).body(body);
        for (name, value) in &email.headers {
            let header = MessageHeader::builder().name(name).value(value).build();
            message = message.headers(header.map_err(Error::internal)?);
        }
        self.client
            .send_email()
            .from_email_address(&self.from)
            .destination(Destination::builder().to_addresses(&email.to).build())
            .content(EmailContent::builder().simple(message.build()).build())
            .send()
            .await
            .map_err(unavailable)?;
        Ok(())
    }
}
