//! `/v1/me/totp` and `/v1/me/recovery-codes`: the second factor.

use axum::extract::State;
use domain::{
    Error,
    accounts::{second_factor, totp, users},
};
use garde::Validate;
use http::header;
use runtime::http::{Input, Reply, Result, SignedIn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;

/// Nothing.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NothingIn {}

/// A secret for an authenticator. It is shown here and never again.
#[derive(Debug, Serialize, ToSchema)]
pub struct TotpOut {
    /// For a QR code.
    otpauth_url: String,
    /// For typing, in base32.
    secret: String,
}

/// The first code of a new secret.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeIn {
    /// Six digits.
    #[garde(length(chars, max = 16))]
    #[schema(max_length = 16)]
    code: String,
}

/// Codes for when the authenticator is lost, each good for one sign-in. They are shown here and never again.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// Ten of them.
    recovery_codes: Vec<String>,
}

/// Offers a secret for one-time codes. Takes a fresh factor; in force with its first code at `/v1/me/totp/confirm`.
#[utoipa::path(post, path = "/v1/me/totp", tag = "me", operation_id = "offer_totp",
    security(("bearer" = [])), request_body = NothingIn,
    responses((status = 200, body = TotpOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`totp_enrolled`")))]
pub async fn offer(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.database.identity().await?;
    let (person, standing) = users::get_credentials(&tx, &caller).await?;
    standing.require_fresh_factor(tx.now())?;
    let _: NothingIn = input.read()?;
    let seed = totp::Seed::new(tx.context());
    let sealed = app.envelope.seal(tx.context(), &totp::place(caller.user), seed.as_bytes()).await?;
    second_factor::offer(&tx, caller.user, &sealed).await?;
    let out = TotpOut { otpauth_url: seed.otpauth_url(&person.email), secret: seed.to_base32() };
    let reply = Reply::ok(&out)?.header(header::CACHE_CONTROL, "no-store");
    Ok(app.commit(tx, &caller, reply).await?)
}

/// Puts the offered secret into force with its first code. The person's other sessions end.
#[utoipa::path(post, path = "/v1/me/totp/confirm", tag = "me", operation_id = "confirm_totp",
    security(("bearer" = [])), request_body = CodeIn,
    responses((status = 200, body = RecoveryCodes),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`totp_enrolled` or `totp_not_offered`")))]
pub async fn confirm(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.database.identity().await?;
    users::standing(&tx, &caller).await?;
    let input: CodeIn = input.read()?;
    app.limiter.take(&app.attempts, &caller.session()?.to_string()).await?;
    let sealed = second_factor::lock_offer(&tx, caller.user).await?;
    let seed = totp::Seed::from_bytes(&app.envelope.open(&totp::place(caller.user), &sealed).await?);
    let step = seed
        .step_of(input.code.trim(), tx.now())
        .ok_or_else(|| Error::invalid("/code", "wrong_code", "this is not the code of now"))?;
    let recovery_codes = second_factor::enrol(&tx, &caller, step).await?;
    let reply = Reply::ok(&RecoveryCodes { recovery_codes })?.header(header::CACHE_CONTROL, "no-store");
    Ok(app.commit(tx, &caller, reply).await?)
}

/// Takes the second factor away. Takes a fresh factor; the person's other sessions end.
#[utoipa::path(delete, path = "/v1/me/totp", tag = "me", operation_id = "remove_totp",
    security(("bearer" = [])),
    responses((status = 204, description = "Gone"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`totp_not_enrolled`")))]
pub async fn remove(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.database.identity().await?;
    users::authorize(&tx, &caller).await?.require_fresh_factor(tx.now())?;
    second_factor::remove(&tx, &caller).await?;
    Ok(app.commit(tx, &caller, Reply::no_content()).await?)
}

/// Makes new recovery codes; the old ones are worth nothing any more. Takes a fresh factor.
#[utoipa::path(post, path = "/v1/me/recovery-codes", tag = "me", operation_id = "renew_recovery_codes",
    security(("bearer" = [])),
    request_body = NothingIn,
    responses((status = 200, body = RecoveryCodes),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`totp_not_enrolled`")))]
pub async fn renew_recovery_codes(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    input: Input,
) -> Result {
    let tx = app.database.identity().await?;
    users::authorize(&tx, &caller).await?.require_fresh_factor(tx.now())?;
    let _: NothingIn = input.read()?;
    let recovery_codes = second_factor::renew_recovery_codes(&tx, &caller).await?;
    let reply = Reply::ok(&RecoveryCodes { recovery_codes })?.header(header::CACHE_CONTROL, "no-store");
    Ok(app.commit(tx, &caller, reply).await?)
}
