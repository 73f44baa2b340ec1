//! `/v1/auth/password/forgot` and `/v1/auth/password/reset`.

use std::time::Duration;

use axum::{extract::State, response::Response};
use domain::{
    Error,
    accounts::{credentials, passwords, tokens::Token},
};
use garde::Validate;
use runtime::http::{Input, Query, Reply, Result, Sender};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{App, pages, verify_email::VerificationIn};

/// Every answer to a forgotten password takes as long, sent mail or not: longer than sending one may take.
const ANSWERED_AFTER: Duration = Duration::from_millis(500);

/// Whose password is forgotten.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgotIn {
    /// The registered address.
    #[garde(length(chars, max = 254))]
    #[schema(max_length = 254)]
    email: String,
}

/// A link is on its way, if the address is known.
#[derive(Debug, Serialize, ToSchema)]
pub struct Forgotten {
    /// `reset_sent`.
    status: String,
}

/// A new password with the token of a mailed link.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetIn {
    /// As it stands in the link.
    #[garde(skip)]
    token: String,
    /// 12 to 256 characters, not one that everybody knows.
    #[garde(skip)]
    #[schema(format = Password, min_length = 12, max_length = 256)]
    password: String,
}

/// Mails a link by which a new password can be set.
///
/// Neither the answer nor its time tells whether the address is known.
#[utoipa::path(post, path = "/v1/auth/password/forgot", tag = "auth", security(), request_body = ForgotIn,
    responses((status = 202, body = Forgotten)))]
pub async fn forgot(State(app): State<App>, Sender(origin): Sender, query: Query, input: Input) -> Result {
    query.read_nothing()?;
    let input: ForgotIn = input.read()?;
    let email = input.email.trim().to_lowercase();
    let key = format!("forgot/{}/{email}", origin.ip.map(|ip| ip.to_string()).unwrap_or_default());
    app.limiter.take(&app.sign_in, &key).await?;
    let answered_at = tokio::time::Instant::now() + ANSWERED_AFTER;
    let tx = app.database.identity().await?;
    credentials::forgot(&tx, &email, &app.public_url, &origin).await?;
    let messages = tx.commit().await?;
    app.relay.relay_identity(&app.database, &messages).await;
    tokio::time::sleep_until(answered_at).await;
    Ok(Reply::accepted(&Forgotten { status: "reset_sent".to_owned() })?)
}

/// Sets a new password with the token of a mailed link, and ends every session of the person.
#[utoipa::path(post, path = "/v1/auth/password/reset", tag = "auth", security(), request_body = ResetIn,
    responses((status = 204, description = "Set"),
        (status = 401, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The token is wrong, used or expired")))]
pub async fn reset(State(app): State<App>, Sender(origin): Sender, query: Query, input: Input) -> Result {
    query.read_nothing()?;
    let input: ResetIn = input.read()?;
    passwords::check("/password", &input.password).map_err(|field| Error::Invalid(vec![field]))?;
    let token = Token::parse(&input.token).ok_or(Error::Unauthenticated("invalid_token"))?;
    let hash = runtime::passwords::hash(app.database.context(), input.password.clone()).await?;
    let tx = app.database.identity().await?;
    credentials::reset(&tx, &token, &input.password, &hash, &origin).await?;
    let messages = tx.commit().await?;
    app.relay.relay_identity(&app.database, &messages).await;
    Ok(Reply::no_content())
}

/// The page behind the mailed link, where the new password is typed.
#[utoipa::path(get, path = "/v1/auth/password/reset", tag = "auth", operation_id = "reset_page", security(),
    params(VerificationIn), responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page(query: Query) -> Result<Response> {
    let _: VerificationIn = query.read()?;
    Ok(pages::answer(include_str!("pages/reset_password.html")))
}
