//! What a person with a second factor shows beside the password.

use domain::{
    Error, Result,
    accounts::{second_factor, sessions::Credentials, totp},
    transaction::IdentityTx,
};

use crate::App;

/// A code, of either kind.
#[derive(Debug, Default)]
pub struct Proof {
    /// Of the authenticator.
    pub totp_code: Option<String>,
    /// Of the list that came with it.
    pub recovery_code: Option<String>,
}

/// Checks the second factor and uses the code up. Comes after the right password, or from a standing session: nobody else
/// can spend a person's attempts.
///
/// # Errors
/// `Unauthenticated`, as `totp_required` where there is no code and `invalid_credentials` where it is wrong or used;
/// `TooMany`.
pub async fn prove(app: &App, tx: &IdentityTx, person: &Credentials, proof: &Proof) -> Result<()> {
    let Some(sealed) = &person.totp_secret else { return Ok(()) };
    if proof.totp_code.is_none() && proof.recovery_code.is_none() {
        return Err(Error::Unauthenticated("totp_required"));
    }
    app.limiter.take(&app.second_factor, &person.user.to_string()).await?;
    if let Some(code) = &proof.totp_code {
        let seed = app.envelope.open(&totp::place(person.user), sealed).await?;
        let step = totp::Seed::from_bytes(&seed).step_of(code.trim(), tx.now());
        let step = step.ok_or(Error::Unauthenticated("invalid_credentials"))?;
        return second_factor::spend_step(tx, person.user, step).await;
    }
    let code = proof.recovery_code.as_deref().unwrap_or_default();
    second_factor::spend_recovery_code(tx, person.user, code).await
}
