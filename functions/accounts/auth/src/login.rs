//! `POST /v1/auth/login`.

use axum::extract::State;
use domain::{
    Error,
    accounts::{passwords::Verdict, sessions},
};
use garde::Validate;
use runtime::{
    http::{Input, Query, Result, Sender},
    passwords,
};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App,
    second_factor::{self, Proof},
    session::{self, Delivery, Session},
};

/// What somebody types to sign in.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginIn {
    /// The registered address.
    #[garde(length(chars, max = 254))]
    #[schema(max_length = 254)]
    email: String,
    /// The password.
    #[garde(length(chars, max = 256))]
    #[schema(format = Password, max_length = 256)]
    password: String,
    /// The authenticator's code, where the person has a second factor.
    #[garde(length(chars, max = 16))]
    #[schema(max_length = 16)]
    totp_code: Option<String>,
    /// A recovery code, where the authenticator is lost.
    #[garde(length(chars, max = 64))]
    #[schema(max_length = 64)]
    recovery_code: Option<String>,
}

/// Signs in.
///
/// A wrong address and a wrong password are answered alike, after the same time. `email_unverified` and `totp_required`
/// are only told after the right password.
#[utoipa::path(post, path = "/v1/auth/login", tag = "auth", security(), params(Delivery), request_body = LoginIn,
    responses((status = 200, body = Session),
        (status = 401, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`invalid_credentials`, `email_unverified` or `totp_required`")))]
pub async fn login(State(app): State<App>, Sender(origin): Sender, query: Query, input: Input) -> Result {
    let delivery: Delivery = query.read()?;
    let input: LoginIn = input.read()?;
    let email = input.email.trim().to_lowercase();
    // One address at one account: a stranger's guesses do not lock the owner out.
    let key = format!("{}/{email}", origin.ip.map(|ip| ip.to_string()).unwrap_or_default());
    app.limiter.take(&app.sign_in, &key).await?;
    let tx = app.database.identity().await?;
    let credentials = sessions::find_credentials(&tx, &email).await?;
    drop(tx);
    let hash = credentials.as_ref().map(|credentials| credentials.password_hash.clone());
    let (verdict, rehashed) = passwords::verify(app.database.context(), input.password, hash).await?;
    let credentials = credentials
        .filter(|credentials| verdict != Verdict::Wrong && credentials.is_active)
        .ok_or(Error::Unauthenticated("invalid_credentials"))?;
    if !credentials.email_verified {
        return Err(Error::Unauthenticated("email_unverified").into());
    }
    let tx = app.database.identity().await?;
    if let Some(password_hash) = rehashed {
        sessions::rehash(&tx, &credentials, &password_hash).await?;
    }
    let proof = Proof { totp_code: input.totp_code, recovery_code: input.recovery_code };
    second_factor::prove(&app, &tx, &credentials, &proof).await?;
    let opened = sessions::open(&tx, credentials.user, &origin).await?;
    Ok(session::answer(&app, tx, opened, delivery).await?)
}
