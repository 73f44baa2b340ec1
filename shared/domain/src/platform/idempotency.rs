//! A POST with an `Idempotency-Key` happens once: its answer is kept in the transaction that did the work.

use deadpool_postgres::Object;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sql::queries::platform::idempotency_keys;

use crate::{Error, Result, accounts::caller::Caller};

/// How long an answer is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(48);

/// The status under which an answer with a secret is remembered: that it was given, not what it said.
const WITHHELD: i16 = 409;

/// The key of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// As the client sent it, 1 to 255 characters.
    pub key: String,
    /// Method and path.
    pub route: String,
    /// SHA-256 of the body.
    pub request_hash: [u8; 32],
}

/// An answer as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The headers that belong to the answer itself (`ETag`, `Location`, …).
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Answer {
    /// What is kept in place of an answer that holds a secret. A repeated request is told `already_created`.
    pub fn withheld() -> Self {
        Self { status: WITHHELD.unsigned_abs(), headers: Vec::new(), body: String::new() }
    }
}

/// A transaction's promise to keep its answer.
pub struct Recording {
    caller: Caller,
    key: IdempotencyKey,
}

/// Looks the key up before any work.
///
/// # Errors
/// `AlreadyAnswered` with the first answer; `Conflict` while another request with the key is under way, or where the
/// first answer held a secret; `Invalid` where the key was used for another body.
pub(crate) async fn start(
    client: &Object,
    now: Timestamp,
    caller: &Caller,
    key: &IdempotencyKey,
) -> Result<Recording> {
    // The lock is the transaction's: it ends with it, however it ends.
    let name = format!("{}/{}/{}/{}", caller.organization, caller.user, key.route, key.key);
    if !idempotency_keys::lock().bind(client, &name).one().await? {
        return Err(Error::conflict("idempotency_key_in_use", "a request with this key is being answered"));
    }
    let found = idempotency_keys::find()
        .bind(client, &caller.organization.0, &caller.user.0, &key.route, &key.key, &now)
        .opt()
        .await?;
    let Some(found) = found else {
        return Ok(Recording { caller: caller.clone(), key: key.clone() });
    };
    if found.request_hash != key.request_hash {
        return Err(Error::invalid(
            "",
            "idempotency_key_reused",
            "this Idempotency-Key was used with another body",
        ));
    }
    if found.status == WITHHELD {
        let detail = "this request was answered, with a secret that is shown once: it is not kept";
        return Err(Error::conflict("already_created", detail));
    }
    let headers = serde_json::from_value(found.headers).map_err(Error::internal)?;
    let status = u16::try_from(found.status).map_err(Error::internal)?;
    Err(Error::AlreadyAnswered(Box::new(Answer { status, headers, body: found.body })))
}

/// Keeps the answer.
pub(crate) async fn record(
    client: &Object,
    now: Timestamp,
    recording: &Recording,
    answer: &Answer,
) -> Result<()> {
    let Recording { caller, key } = recording;
    let (organization, user) = (caller.organization.0, caller.user.0);
    idempotency_keys::delete_expired().bind(client, &organization, &user, &key.route, &key.key, &now).await?;
    let status = i16::try_from(answer.status).map_err(Error::internal)?;
    idempotency_keys::insert()
        .bind(
            client,
            &organization,
            &user,
            &key.route,
            &key.key,
            &key.request_hash.as_slice(),
            &status,
            &json!(answer.headers),
            &answer.body,
            &now,
            &(now + KEPT),
        )
        .await?;
    Ok(())
}

/// The hash by which a repeated body is recognised.
pub fn hash(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}
