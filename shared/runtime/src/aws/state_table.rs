//! The one DynamoDB table: what is keyed and expires. An expired item may stay readable for days, so every read
//! checks `expires_at` itself.

use aws_sdk_dynamodb::{
    Client,
    primitives::Blob,
    types::{AttributeValue, ReturnValue},
};
use domain::Result;

use super::unavailable;
use crate::config::{self, InitError};

/// The partition of the public signing keys.
const SIGNING_KEYS: &str = "signing-keys";

/// The table.
#[derive(Clone)]
pub struct StateTable {
    client: Client,
    name: String,
}

impl StateTable {
    /// Reads `STATE_TABLE`.
    ///
    /// # Errors
    /// Names the variable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Ok(Self { client: Client::new(super::config().await), name: config::require("STATE_TABLE")? })
    }

    /// Takes `block` of `quota` for `key` in a window: how many everybody has taken by now, or nothing where they are
    /// gone.
    pub async fn lease(
        &self,
        key: &str,
        window: i64,
        block: i64,
        quota: i64,
        expires_at: i64,
    ) -> Result<Option<i64>> {
        let result = self
            .client
            .update_item()
            .table_name(&self.name)
            .key("pk", AttributeValue::S(key.to_owned()))
            .key("sk", AttributeValue::S(window.to_string()))
            .update_expression("ADD taken :block SET expires_at = :expires_at")
            .condition_expression("attribute_not_exists(taken) OR taken <= :most")
            .expression_attribute_values(":block", AttributeValue::N(block.to_string()))
            .expression_attribute_values(":most", AttributeValue::N((quota - block).to_string()))
            .expression_attribute_values(":expires_at", AttributeValue::N(expires_at.to_string()))
            .return_values(ReturnValue::UpdatedNew)
            .send()
            .await;
        match result {
            Ok(output) => {
                let taken =
                    output.attributes.as_ref().and_then(|item| item.get("taken")?.as_n().ok()?.parse().ok());
                Ok(Some(taken.unwrap_or(quota)))
            }
            Err(error)
                if error.as_service_error().is_some_and(|e| e.is_conditional_check_failed_exception()) =>
            {
                Ok(None)
            }
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Publishes a public signing key until `expires_at` (seconds since 1970). Repeating it changes nothing.
    pub async fn publish_signing_key(&self, id: &str, public_key: &[u8], expires_at: i64) -> Result<()> {
        self.client
            .put_item()
            .table_name(&self.name)
            .item("pk", AttributeValue::S(SIGNING_KEYS.to_owned()))
            .item("sk", AttributeValue::S(id.to_owned()))
            .item("public_key", AttributeValue::B(Blob::new(public_key)))
            .item("expires_at", AttributeValue::N(expires_at.to_string()))
            .send()
            .await
            .map_err(unavailable)?;
        Ok(())
    }

    /// The public signing keys that have not expired, by id.
    pub async fn signing_keys(&self, now: i64) -> Result<Vec<(String, Vec<u8>)>> {
        let output = self
            .client
            .query()
            .table_name(&self.name)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(SIGNING_KEYS.to_owned()))
            .consistent_read(true)
            .send()
            .await
            .map_err(unavailable)?;
        let keys = output.items.unwrap_or_default().into_iter().filter_map(|mut item| {
            let expires_at: i64 = item.get("expires_at")?.as_n().ok()?.parse().ok()?;
            let AttributeValue::S(id) = item.remove("sk")? else { return None };
            let AttributeValue::B(public_key) = item.remove("public_key")? else { return None };
            (expires_at > now).then(|| (id, public_key.into_inner()))
        });
        Ok(keys.collect())
    }
}
