//! What carries the moment of its own end.

use jiff::SignedDuration;
use sql::queries::platform::retention;

use super::take_turn;
use crate::{Result, transaction::SystemTx};

/// Rows per batch.
const BATCH: i64 = 5_000;
/// How long a used recovery code is kept.
const USED_CODES_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A kind of row that expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expiring {
    /// Links that changed, or never changed, an address.
    EmailChanges,
    /// Links that proved, or never proved, an address.
    EmailVerifications,
    /// Kept answers to repeated requests.
    IdempotencyKeys,
    /// Links by which a password was, or was not, set.
    PasswordResets,
    /// Recovery codes that were used long ago.
    RecoveryCodes,
    /// Tokens that nobody used in time, and the retired ones that would have told a theft.
    RefreshTokens,
    /// Sessions that were not refreshed in time.
    Sessions,
    /// Keys whose last token has expired.
    SigningKeys,
}

impl Expiring {
    /// All kinds, in an order in which no batch deletes by cascade what the next would have counted.
    pub const ALL: [Self; 8] = [
        Self::RefreshTokens,
        Self::Sessions,
        Self::EmailVerifications,
        Self::PasswordResets,
        Self::EmailChanges,
        Self::RecoveryCodes,
        Self::SigningKeys,
        Self::IdempotencyKeys,
    ];
}

/// Deletes a batch. Returns how many rows went; 0 where none is left.
pub async fn delete(tx: &SystemTx, kind: Expiring) -> Result<u64> {
    take_turn(tx).await?;
    let (client, now) = (tx.client(), tx.now());
    Ok(match kind {
        Expiring::EmailChanges => retention::delete_email_changes().bind(client, &now, &BATCH).await?,
        Expiring::PasswordResets => retention::delete_password_resets().bind(client, &now, &BATCH).await?,
        Expiring::RecoveryCodes => {
            retention::delete_recovery_codes().bind(client, &(now - USED_CODES_KEPT), &BATCH).await?
        }
        Expiring::EmailVerifications => {
            retention::delete_email_verifications().bind(client, &now, &BATCH).await?
        }
        Expiring::IdempotencyKeys => retention::delete_idempotency_keys().bind(client, &now, &BATCH).await?,
        Expiring::RefreshTokens => retention::delete_refresh_tokens().bind(client, &now, &BATCH).await?,
        Expiring::Sessions => retention::delete_sessions().bind(client, &now, &BATCH).await?,
        Expiring::SigningKeys => retention::delete_signing_keys().bind(client, &now, &BATCH).await?,
    })
}
