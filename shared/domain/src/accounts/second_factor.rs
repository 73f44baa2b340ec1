//! A person's second factor: one-time codes by the clock, and recovery codes for when the device is lost.

use serde_json::json;
use sha2::{Digest as _, Sha256};
use sql::queries::accounts::{recovery_codes, users};

use super::{caller::Caller, sessions};
use crate::{Error, Result, ids::UserId, platform::audit, transaction::IdentityTx};

/// How many recovery codes a person gets.
pub const RECOVERY_CODES: usize = 10;

/// Keeps a new sealed seed that is not in force before its first code was shown. The one before is forgotten.
///
/// # Errors
/// `Conflict` where one is in force.
pub async fn offer(tx: &IdentityTx, user: UserId, sealed: &[u8]) -> Result<()> {
    if users::offer_totp().bind(tx.client(), &sealed, &tx.now(), &user.0).await? == 0 {
        return Err(enrolled());
    }
    Ok(())
}

/// The sealed seed that was offered, held until the transaction ends.
///
/// # Errors
/// `Conflict` where one is in force already, or none was offered.
pub async fn lock_offer(tx: &IdentityTx, user: UserId) -> Result<Vec<u8>> {
    let row = users::lock_totp().bind(tx.client(), &user.0).opt().await?;
    let row = row.ok_or(Error::NotFound("user"))?;
    if row.confirmed_at.is_some() {
        return Err(enrolled());
    }
    row.secret
        .ok_or_else(|| Error::conflict("totp_not_offered", "ask for a secret at POST /v1/me/totp first"))
}

/// Puts the offered seed into force; `step` is that of the code that was shown. What comes back are the recovery codes.
///
/// # Errors
/// As [`offer`].
pub async fn enrol(tx: &IdentityTx, caller: &Caller, step: i64) -> Result<Vec<String>> {
    if users::confirm_totp().bind(tx.client(), &tx.now(), &step, &caller.user.0).await? == 0 {
        return Err(enrolled());
    }
    sessions::revoke_others(tx, caller.user, Some(caller.session()?), "second_factor_enrolled").await?;
    log(tx, caller, "second_factor_enrolled").await?;
    replace_recovery_codes(tx, caller.user).await
}

/// Takes the second factor away, with its recovery codes; ends the person's other sessions.
///
/// # Errors
/// `Conflict` where there is none.
pub async fn remove(tx: &IdentityTx, caller: &Caller) -> Result<()> {
    if users::remove_totp().bind(tx.client(), &tx.now(), &caller.user.0).await? == 0 {
        return Err(not_enrolled());
    }
    recovery_codes::delete_of_user().bind(tx.client(), &caller.user.0).await?;
    sessions::revoke_others(tx, caller.user, Some(caller.session()?), "second_factor_removed").await?;
    log(tx, caller, "second_factor_removed").await
}

/// Uses the step of a right code up.
///
/// # Errors
/// `Unauthenticated` where it, or a later one, was used before.
pub async fn spend_step(tx: &IdentityTx, user: UserId, step: i64) -> Result<()> {
    match users::spend_totp_step().bind(tx.client(), &step, &user.0).await? {
        0 => Err(Error::Unauthenticated("invalid_credentials")),
        _ => Ok(()),
    }
}

/// Uses a recovery code up.
///
/// # Errors
/// `Unauthenticated` where it is wrong or used.
pub async fn spend_recovery_code(tx: &IdentityTx, user: UserId, code: &str) -> Result<()> {
    let hash = hash(user, code);
    match recovery_codes::spend().bind(tx.client(), &tx.now(), &user.0, &hash.as_slice()).await? {
        0 => Err(Error::Unauthenticated("invalid_credentials")),
        _ => Ok(()),
    }
}

/// Makes new recovery codes for somebody who has a second factor; the old ones are worth nothing any more.
///
/// # Errors
/// `Conflict` where they have none.
pub async fn renew_recovery_codes(tx: &IdentityTx, caller: &Caller) -> Result<Vec<String>> {
    let row = users::lock_totp().bind(tx.client(), &caller.user.0).opt().await?;
    if row.is_none_or(|row| row.confirmed_at.is_none()) {
        return Err(not_enrolled());
    }
    log(tx, caller, "recovery_codes_renewed").await?;
    replace_recovery_codes(tx, caller.user).await
}

async fn replace_recovery_codes(tx: &IdentityTx, user: UserId) -> Result<Vec<String>> {
    recovery_codes::delete_of_user().bind(tx.client(), &user.0).await?;
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(tx.context().bytes())).collect();
    let hashes: Vec<Vec<u8>> = codes.iter().map(|code| hash(user, code).to_vec()).collect();
    recovery_codes::insert().bind(tx.client(), &user.0, &tx.now(), &hashes).await?;
    Ok(codes)
}

/// 96 random bits in four groups: too many to be guessed, few enough to be written down.
fn recovery_code(bytes: [u8; 12]) -> String {
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567890";
    let code: Vec<char> = bytes
        .iter()
        .flat_map(|byte| [byte & 31, byte >> 5])
        .map(|i| char::from(LETTERS[usize::from(i)]))
        .collect();
    code.chunks(6).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Bound to its person, and equal however it is typed.
fn hash(user: UserId, code: &str) -> [u8; 32] {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    Sha256::new().chain_update(user.0).chain_update(code.to_ascii_lowercase()).finalize().into()
}

fn enrolled() -> Error {
    Error::conflict("totp_enrolled", "there is a second factor already: remove it first")
}

fn not_enrolled() -> Error {
    Error::conflict("totp_not_enrolled", "there is no second factor")
}

async fn log(tx: &IdentityTx, caller: &Caller, action: &str) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "user",
        resource_id: Some(caller.user.0),
        new_values: Some(json!({})),
        ..Default::default()
    };
    audit::record_identity(tx, caller.organization, caller.user, &caller.origin, entry).await
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn recovery_codes_are_legible_and_read_as_typed() {
        let code = recovery_code([255; 12]);
        assert_eq!(code.len(), 27);
        let user = UserId(Uuid::from_u128(1));
        assert_eq!(hash(user, &code), hash(user, &code.to_uppercase().replace('-', " ")));
        assert_ne!(hash(user, &code), hash(UserId(Uuid::from_u128(2)), &code));
        assert_ne!(recovery_code([1; 12]), recovery_code([33; 12]));
    }
}
