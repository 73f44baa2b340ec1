//! API keys as clients see them.

use domain::accounts::api_keys::{ApiKey, NewApiKey};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A key to be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKeyIn {
    /// What it is for, for people.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// The permissions that it is for, by name: each one that the caller holds.
    #[garde(length(min = 1, max = 200))]
    #[schema(min_items = 1, max_items = 200)]
    pub scopes: Vec<String>,
    /// When it stops working; never, where this is missing.
    #[garde(skip)]
    pub expires_at: Option<Timestamp>,
}

impl From<ApiKeyIn> for NewApiKey {
    fn from(input: ApiKeyIn) -> Self {
        Self { name: input.name.trim().to_owned(), scopes: input.scopes, expires_at: input.expires_at }
    }
}

/// How a key is rotated.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RotateIn {
    /// Seconds for which the old key goes on working: at most 7 days; a day where this is missing.
    #[garde(range(min = 0, max = 604_800))]
    #[schema(minimum = 0, maximum = 604_800, default = 86_400)]
    pub overlap_seconds: Option<i64>,
}

/// A key.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApiKeyOut {
    /// Its id.
    pub id: Uuid,
    /// For whom it acts.
    pub user_id: Uuid,
    /// What it is for.
    pub name: String,
    /// The last four characters of its text.
    pub hint: String,
    /// The permissions that it is for. It allows those of them that its owner holds.
    pub scopes: Vec<String>,
    /// `active` or `expired`. A revoked key is gone.
    pub status: &'static str,
    /// When it stops working; null: never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<Timestamp>,
    /// The key that it was rotated from.
    pub replaces: Option<Uuid>,
    /// When it was rotated itself.
    pub replaced_at: Option<Timestamp>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed, its use apart.
    pub updated_at: Timestamp,
}

impl ApiKeyOut {
    /// As it stands at `now`.
    pub fn at(key: ApiKey, now: Timestamp) -> Self {
        let status = if key.is_expired(now) { "expired" } else { "active" };
        Self {
            id: key.id.0,
            user_id: key.user.0,
            name: key.name,
            hint: key.hint,
            scopes: key.scopes,
            status,
            expires_at: key.expires_at,
            last_used_at: key.last_used_at,
            replaces: key.replaces.map(|id| id.0),
            replaced_at: key.replaced_at,
            created_at: key.created_at,
            updated_at: key.updated_at,
        }
    }
}

/// A new key with its text.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewApiKeyOut {
    /// The key.
    pub api_key: ApiKeyOut,
    /// Its text, `pz_…`: shown this once. Send it as `Authorization: Bearer pz_…`. Null in a dry run.
    pub key: Option<String>,
}
