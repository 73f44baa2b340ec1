//! What carries the moment of its own end.

use jiff::SignedDuration;
use sql::queries::platform::retention;

use super::take_turn;
use crate::{Result, platform::webhooks::EVENTS_KEPT, transaction::SystemTx};

/// Rows per batch.
const BATCH: i64 = 5_000;
/// How long a used recovery code is kept.
const USED_CODES_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long a revoked or expired API key is kept.
const ENDED_KEYS_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// How long an invitation is kept after its link ran out.
const OLD_INVITATIONS_KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A kind of row that expires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expiring {
    /// API keys that ended long ago.
    ApiKeys,
    /// Links that changed, or never changed, an address.
    EmailChanges,
    /// Links that proved, or never proved, an address.
    EmailVerifications,
    /// Kept answers to repeated requests.
    IdempotencyKeys,
    /// Invitations whose link ran out long ago, whatever became of them.
    Invitations,
    /// What people were told, or not, and why.
    NotificationDeliveries,
    /// Keys under which people may be told again.
    NotificationKeys,
    /// What people were told.
    Notifications,
    /// Links by which a password was, or was not, set.
    PasswordResets,
    /// Recovery codes that were used long ago.
    RecoveryCodes,
    /// Grants that were for a time.
    ResourcePermissions,
    /// Tokens that nobody used in time, and the retired ones that would have told a theft.
    RefreshTokens,
    /// Links that brought back, or never did, an account or an organization.
    Restorations,
    /// Sessions that were not refreshed in time.
    Sessions,
    /// Keys whose last token has expired.
    SigningKeys,
    /// What webhooks were told of, with how each was told.
    WebhookEvents,
}

impl Expiring {
    /// All kinds, in an order in which no batch deletes by cascade what the next would have counted.
    pub const ALL: [Self; 16] = [
        Self::ApiKeys,
        Self::RefreshTokens,
        Self::Sessions,
        Self::EmailVerifications,
        Self::PasswordResets,
        Self::EmailChanges,
        Self::RecoveryCodes,
        Self::Invitations,
        Self::Restorations,
        Self::ResourcePermissions,
        Self::SigningKeys,
        Self::IdempotencyKeys,
        Self::Notifications,
        Self::NotificationDeliveries,
        Self::NotificationKeys,
        Self::WebhookEvents,
    ];
}

/// Deletes a batch. Returns how many rows went; 0 where none is left.
pub async fn delete(tx: &SystemTx, kind: Expiring) -> Result<u64> {
    take_turn(tx).await?;
    let (client, now) = (tx.client(), tx.now());
    Ok(match kind {
        Expiring::ApiKeys => {
            retention::delete_api_keys().bind(client, &(now - ENDED_KEYS_KEPT), &BATCH).await?
        }
        Expiring::EmailChanges => retention::delete_email_changes().bind(client, &now, &BATCH).await?,
        Expiring::PasswordResets => retention::delete_password_resets().bind(client, &now, &BATCH).await?,
        Expiring::RecoveryCodes => {
            retention::delete_recovery_codes().bind(client, &(now - USED_CODES_KEPT), &BATCH).await?
        }
        Expiring::ResourcePermissions => {
            retention::delete_resource_permissions().bind(client, &now, &BATCH).await?
        }
        Expiring::EmailVerifications => {
            retention::delete_email_verifications().bind(client, &now, &BATCH).await?
        }
        Expiring::IdempotencyKeys => retention::delete_idempotency_keys().bind(client, &now, &BATCH).await?,
        Expiring::Invitations => {
            retention::delete_invitations().bind(client, &(now - OLD_INVITATIONS_KEPT), &BATCH).await?
        }
        Expiring::Restorations => retention::delete_restorations().bind(client, &now, &BATCH).await?,
        Expiring::NotificationDeliveries => {
            retention::delete_notification_deliveries().bind(client, &now, &BATCH).await?
        }
        Expiring::NotificationKeys => {
            retention::delete_notification_keys().bind(client, &now, &BATCH).await?
        }
        Expiring::Notifications => retention::delete_notifications().bind(client, &now, &BATCH).await?,
        Expiring::RefreshTokens => retention::delete_refresh_tokens().bind(client, &now, &BATCH).await?,
        Expiring::Sessions => retention::delete_sessions().bind(client, &now, &BATCH).await?,
        Expiring::SigningKeys => retention::delete_signing_keys().bind(client, &now, &BATCH).await?,
        Expiring::WebhookEvents => {
            retention::delete_webhook_events().bind(client, &(now - EVENTS_KEPT), &BATCH).await?
        }
    })
}
