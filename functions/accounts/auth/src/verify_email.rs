//! `/v1/auth/verify-email`: the page behind the mailed link, and what its button does.

use axum::{extract::State, response::Response};
use domain::{
    Error,
    accounts::{registration, sessions, tokens::Token},
};
use garde::Validate;
use runtime::http::{Input, Query, Result, Sender};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::{
    App, pages,
    session::{self, Delivery, Session},
};

/// The token of a mailed link.
#[derive(Debug, Deserialize, Validate, IntoParams, ToSchema)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VerificationIn {
    /// As it stands in the link.
    #[garde(skip)]
    pub token: String,
}

/// Proves an address with the token of a mailed link, and signs its person in.
#[utoipa::path(post, path = "/v1/auth/verify-email", tag = "auth", security(), params(Delivery),
    request_body = VerificationIn,
    responses((status = 200, body = Session),
        (status = 401, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The token is wrong, used or expired")))]
pub async fn verify_email(
    State(app): State<App>,
    Sender(origin): Sender,
    query: Query,
    input: Input,
) -> Result {
    let delivery: Delivery = query.read()?;
    let input: VerificationIn = input.read()?;
    let token = Token::parse(&input.token).ok_or(Error::Unauthenticated("invalid_token"))?;
    let tx = app.database.identity().await?;
    let user =
        registration::verify_email(&tx, &token).await?.ok_or(Error::Unauthenticated("invalid_token"))?;
    let opened = sessions::open(&tx, user, &origin).await?;
    Ok(session::answer(&app, tx, opened, delivery).await?)
}

/// The page behind the mailed link. It asks for a click, because programs that scan mail follow links too.
#[utoipa::path(get, path = "/v1/auth/verify-email", tag = "auth", security(), params(VerificationIn),
    responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page(query: Query) -> Result<Response> {
    let _: VerificationIn = query.read()?;
    Ok(pages::answer(include_str!("pages/verify_email.html")))
}
