//! `POST /v1/auth/step-up`.

use axum::extract::State;
use domain::{
    Error,
    accounts::{passwords::Verdict, sessions, users},
    transaction::FACTOR_IS_FRESH,
};
use garde::Validate;
use jiff::Timestamp;
use runtime::{
    http::{Input, Reply, Result, SignedIn},
    passwords,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    App,
    second_factor::{self, Proof},
};

/// A factor of the signed-in person.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepUpIn {
    /// The password, of somebody without a second factor.
    #[garde(length(chars, max = 256))]
    #[schema(format = Password, max_length = 256)]
    password: Option<String>,
    /// The authenticator's code, of somebody with one.
    #[garde(length(chars, max = 16))]
    #[schema(max_length = 16)]
    totp_code: Option<String>,
}

/// A session whose factor is fresh.
#[derive(Debug, Serialize, ToSchema)]
pub struct SteppedUp {
    /// Until when what takes a fresh factor may be done.
    fresh_until: Timestamp,
}

/// Proves a factor anew: with the password, or with a code where the person has a second factor.
///
/// What is sensitive (grants of roles, exports, API keys…) takes a factor that was proven within ten minutes, at sign-in
/// or here.
#[utoipa::path(post, path = "/v1/auth/step-up", tag = "auth",
    security(("bearer" = [])), request_body = StepUpIn,
    responses((status = 200, body = SteppedUp)))]
pub async fn step_up(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.database.identity().await?;
    let (person, _) = users::get_credentials(&tx, &caller).await?;
    drop(tx);
    let input: StepUpIn = input.read()?;
    // Per session: only who holds it can use up its attempts.
    app.limiter.take(&app.sign_in, &format!("step-up/{}", caller.session()?)).await?;
    if person.totp_secret.is_none() {
        let password = input.password.ok_or_else(|| Error::invalid("/password", "required", "is missing"))?;
        let hash = Some(person.password_hash.clone());
        let (verdict, _) = passwords::verify(app.database.context(), password, hash).await?;
        if verdict == Verdict::Wrong {
            return Err(Error::Unauthenticated("invalid_credentials").into());
        }
    }
    let tx = app.database.identity().await?;
    let proof = Proof { totp_code: input.totp_code, recovery_code: None };
    second_factor::prove(&app, &tx, &person, &proof).await?;
    sessions::prove_factor(&tx, &caller).await?;
    let fresh_until = tx.now() + FACTOR_IS_FRESH;
    let reply = Reply::ok(&SteppedUp { fresh_until })?;
    if caller.dry_run {
        return Ok(reply.into_dry_run(&[]));
    }
    tx.commit().await?;
    Ok(reply)
}
