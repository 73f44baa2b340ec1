//! Who is calling, as proven by a verified access token.

use crate::{
    ids::{OrganizationId, SessionId, UserId},
    platform::idempotency::IdempotencyKey,
};

/// A person with a verified access token. Whether the session still stands is known once a transaction begins.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub user: UserId,
    /// The organization that the token is for.
    pub organization: OrganizationId,
    /// The sign-in that the token belongs to.
    pub session: SessionId,
    /// Where the request came from.
    pub origin: Origin,
    /// The request's idempotency key, where it has one.
    pub idempotency: Option<IdempotencyKey>,
    /// Whether to say what would happen instead of doing it.
    pub dry_run: bool,
}

/// Where a request came from: for the activity log and for session lists.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The client's address as the gateway saw it.
    pub ip: Option<std::net::IpAddr>,
    /// The `User-Agent` header, at most 512 characters.
    pub user_agent: Option<String>,
    /// The request's id, in every log line and answer.
    pub request_id: String,
}
