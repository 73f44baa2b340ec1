//! What carries the moment of its own end.

use sql::queries::platform::retention;

use super::take_turn;
use crate::{Result, transaction::SystemTx};

/// Rows per batch.
const BATCH: i64 = 5_000;

/// A kind of row that expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expiring {
    /// Links that proved, or never proved, an address.
    EmailVerifications,
    /// Kept answers to repeated requests.
    IdempotencyKeys,
    /// Tokens that nobody used in time, and the retired ones that would have told a theft.
    RefreshTokens,
    /// Sessions that were not refreshed in time.
    Sessions,
    /// Keys whose last token has expired.
    SigningKeys,
}

impl Expiring {
    /// All kinds, in an order in which no batch deletes by cascade what the next would have counted.
    pub const ALL: [Self; 5] = [
        Self::RefreshTokens,
        Self::Sessions,
        Self::EmailVerifications,
        Self::SigningKeys,
        Self::IdempotencyKeys,
    ];
}

/// Deletes a batch. Returns how many rows went; 0 where none is left.
pub async fn delete(tx: &SystemTx, kind: Expiring) -> Result<u64> {
    take_turn(tx).await?;
    let (client, now) = (tx.client(), tx.now());
    Ok(match kind {
        Expiring::EmailVerifications => {
            retention::delete_email_verifications().bind(client, &now, &BATCH).await?
        }
        Expiring::IdempotencyKeys => retention::delete_idempotency_keys().bind(client, &now, &BATCH).await?,
        Expiring::RefreshTokens => retention::delete_refresh_tokens().bind(client, &now, &BATCH).await?,
        Expiring::Sessions => retention::delete_sessions().bind(client, &now, &BATCH).await?,
        Expiring::SigningKeys => retention::delete_signing_keys().bind(client, &now, &BATCH).await?,
    })
}
