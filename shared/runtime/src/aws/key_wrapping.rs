//! Wrapping of private signing keys by KMS. The key's id is bound in as context: a wrapped key copied to another row
//! does not unwrap.

use aws_sdk_kms::{Client, primitives::Blob};
use domain::{Error, Result};

use super::unavailable;
use crate::config::{self, InitError};

/// The KMS key that wraps.
#[derive(Clone)]
pub struct KeyWrapping {
    client: Client,
    arn: String,
}

impl KeyWrapping {
    /// Reads `SIGNING_KEY_ARN`.
    ///
    /// # Errors
    /// Names the variable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Ok(Self { client: Client::new(super::config().await), arn: config::require("SIGNING_KEY_ARN")? })
    }

    /// Wraps a private key.
    pub async fn wrap(&self, id: &str, private_key: &[u8]) -> Result<Vec<u8>> {
        let output = self
            .client
            .encrypt()
            .key_id(&self.arn)
            .encryption_context("signing_key", id)
            .plaintext(Blob::new(private_key))
            .send()
            .await
            .map_err(unavailable)?;
        output.ciphertext_blob.map(Blob::into_inner).ok_or_else(|| Error::internal("KMS gave no ciphertext"))
    }

    /// Unwraps a private key.
    pub async fn unwrap(&self, id: &str, wrapped: &[u8]) -> Result<Vec<u8>> {
        let output = self
            .client
            .decrypt()
            .key_id(&self.arn)
            .encryption_context("signing_key", id)
            .ciphertext_blob(Blob::new(wrapped))
            .send()
            .await
            .map_err(unavailable)?;
        output.plaintext.map(Blob::into_inner).ok_or_else(|| Error::internal("KMS gave no plaintext"))
    }
}
