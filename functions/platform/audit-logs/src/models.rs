//! The activity log as clients see it.

use domain::platform::audit::{
    reading::{Filter, Logged},
    verification::Bad,
};
use jiff::Timestamp;
use runtime::aws::anchors::Signed;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// An entry of the activity log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditLogOut {
    /// Its id.
    pub id: Uuid,
    /// Who acted; null for what the platform does by itself.
    pub actor_id: Option<Uuid>,
    /// What happened: `created`, `updated`, `deleted`, `signed_in`, `read`…
    pub action: String,
    /// To which kind of thing.
    pub resource_type: String,
    /// To which.
    pub resource_id: Option<Uuid>,
    /// The values before. Secrets are `[secret]`, personal values `sha256:…`.
    #[schema(value_type = Option<Object>)]
    pub old_values: Option<Value>,
    /// The values after.
    #[schema(value_type = Option<Object>)]
    pub new_values: Option<Value>,
    /// From which address.
    pub ip: Option<String>,
    /// With which `User-Agent`.
    pub user_agent: Option<String>,
    /// The request's id.
    pub request_id: Option<String>,
    /// When.
    pub created_at: Timestamp,
    /// Its place in the organization's chain; null until it is sealed, within about a minute.
    pub sequence: Option<i64>,
}

impl From<Logged> for AuditLogOut {
    fn from(entry: Logged) -> Self {
        let Logged {
            id,
            actor,
            action,
            resource_type,
            resource,
            old_values,
            new_values,
            ip,
            user_agent,
            request_id,
            created_at,
            sequence,
        } = entry;
        Self {
            id,
            actor_id: actor,
            action,
            resource_type,
            resource_id: resource,
            old_values,
            new_values,
            ip,
            user_agent,
            request_id,
            created_at,
            sequence,
        }
    }
}

/// What verification found.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationOut {
    /// Whether nothing is wrong, as far as it was looked at.
    pub valid: bool,
    /// The last sealed place; 0 where nothing is.
    pub sealed_through: i64,
    /// Entries that wait for the sealer: nothing vouches for them yet.
    pub unsealed: i64,
    /// The first place where something is wrong.
    pub first_bad: Option<FirstBadOut>,
    /// The place behind which the walk began: the checkpoint, or `after`.
    pub verified_from: i64,
    /// The last place that was found right.
    pub verified_through: i64,
    /// Whether the walk came to the end. If not, go on with `?after=` and `verified_through`.
    pub complete: bool,
    /// The place up to which the chain is anchored outside the database.
    pub anchored_through: i64,
    /// The latest anchor, signed, for verification without us.
    pub anchor: Option<SignedOut>,
    /// People whose addresses and agents were erased.
    pub erased_people: usize,
}

/// A signed statement about a chain.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignedOut {
    /// `anchor` or `checkpoint`.
    kind: String,
    /// Of whose chain.
    organization_id: Uuid,
    /// The place in the chain.
    sequence: i64,
    /// The hash there, in hexadecimal digits.
    hash: String,
    /// When, in UTC with six decimals.
    time: String,
    /// The key.
    key_id: String,
    /// The Ed25519 public key in base64.
    public_key: String,
    /// The signature in base64.
    signature: String,
}

impl From<Signed> for SignedOut {
    fn from(signed: Signed) -> Self {
        let Signed { kind, organization_id, sequence, hash, time, key_id, public_key, signature } = signed;
        Self { kind, organization_id, sequence, hash, time, key_id, public_key, signature }
    }
}

/// A place where something is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct FirstBadOut {
    /// The place in the chain.
    pub sequence: i64,
    /// `altered`, `removed`, `reordered`, `inserted`, `truncated`, `rewritten`, `forged_checkpoint` or
    /// `origin_removed`.
    pub reason: &'static str,
}

impl From<Bad> for FirstBadOut {
    fn from(bad: Bad) -> Self {
        Self { sequence: bad.sequence, reason: bad.reason.name() }
    }
}

/// Reads an instant of a query or a body.
///
/// # Errors
/// `Invalid` with the pointer.
pub fn instant(pointer: &str, text: Option<String>) -> domain::Result<Option<Timestamp>> {
    text.map(|text| {
        text.parse().map_err(|_| {
            domain::Error::invalid(pointer, "invalid_value", "an instant such as 2026-01-31T00:00:00Z")
        })
    })
    .transpose()
}

/// The words of a filter as clients send them.
pub struct FilterWords {
    pub actor_id: Option<Uuid>,
    pub action: Option<String>,
    pub resource_type: Option<String>,
    pub resource_id: Option<Uuid>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub q: Option<String>,
}

impl FilterWords {
    /// The filter; `prefix` is `?` in a query and `/` in a body.
    ///
    /// # Errors
    /// `Invalid`, naming the field.
    pub fn read(self, prefix: &str) -> domain::Result<Filter> {
        let Self { actor_id, action, resource_type, resource_id, from, to, q } = self;
        for (name, word) in [("action", &action), ("resource_type", &resource_type), ("q", &q)] {
            if word.as_ref().is_some_and(|word| word.is_empty() || word.chars().count() > 100) {
                let message = "1 to 100 characters";
                return Err(domain::Error::invalid(format!("{prefix}{name}"), "out_of_range", message));
            }
        }
        let (from, to) = (instant(&format!("{prefix}from"), from)?, instant(&format!("{prefix}to"), to)?);
        if from.zip(to).is_some_and(|(from, to)| from >= to) {
            let message = "must come after `from`";
            return Err(domain::Error::invalid(format!("{prefix}to"), "out_of_range", message));
        }
        Ok(Filter { actor: actor_id, action, resource_type, resource: resource_id, from, to, q })
    }
}
