//! Who is calling, as proven by a verified access token or said by an API key.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::{
    Error, Result,
    ids::{OrganizationId, SessionId, UserId},
    platform::idempotency::IdempotencyKey,
};

/// A person, by themselves or by a program with a key of theirs. Whether the session or the key still stands is known
/// once a transaction begins.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub user: UserId,
    /// The organization that the token or the key is for.
    pub organization: OrganizationId,
    /// By what they call.
    pub credential: Credential,
    /// Where the request came from.
    pub origin: Origin,
    /// The request's idempotency key, where it has one.
    pub idempotency: Option<IdempotencyKey>,
    /// Whether to say what would happen instead of doing it.
    pub dry_run: bool,
}

/// By what somebody calls.
#[derive(Debug, Clone)]
pub enum Credential {
    /// The sign-in that a verified access token belongs to.
    Session(SessionId),
    /// An API key. Until a transaction has begun with it, it is anybody's word.
    ApiKey(PresentedKey),
}

/// An API key as a request shows it.
#[derive(Debug, Clone)]
pub struct PresentedKey {
    hash: [u8; 32],
    is_proven: Arc<AtomicBool>,
}

impl PresentedKey {
    pub(crate) fn new(hash: [u8; 32]) -> Self {
        Self { hash, is_proven: Arc::default() }
    }

    /// The SHA-256 of its text, as it is stored.
    pub fn hash(&self) -> [u8; 32] {
        self.hash
    }

    /// Whether a transaction of this request has begun with it.
    pub fn is_proven(&self) -> bool {
        self.is_proven.load(Ordering::Relaxed)
    }

    pub(crate) fn prove(&self) {
        self.is_proven.store(true, Ordering::Relaxed);
    }
}

impl Caller {
    /// The sign-in that the caller's access token belongs to.
    ///
    /// # Errors
    /// `Unauthenticated` where they call with an API key, which has none.
    pub fn session(&self) -> Result<SessionId> {
        match self.credential {
            Credential::Session(session) => Ok(session),
            Credential::ApiKey(_) => Err(Error::Unauthenticated("api_key_not_accepted")),
        }
    }

    /// Whether they are this person and have signed in: what everybody may about themselves, a key may by its scopes only.
    pub fn is_in_person(&self, user: UserId) -> bool {
        self.user == user && self.api_key().is_none()
    }

    /// The API key that they call with.
    pub fn api_key(&self) -> Option<&PresentedKey> {
        match &self.credential {
            Credential::Session(_) => None,
            Credential::ApiKey(key) => Some(key),
        }
    }
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
