//! `/v1/auth/confirm-email`: the page behind the link to a changed address, and what its button does.

use axum::{extract::State, response::Response};
use domain::{
    Error,
    accounts::{credentials, tokens::Token},
};
use runtime::http::{Input, Query, Reply, Result, Sender};

use crate::{App, pages, verify_email::VerificationIn};

/// Makes an address the person's, with the token that was mailed to it.
#[utoipa::path(post, path = "/v1/auth/confirm-email", tag = "auth", security(), request_body = VerificationIn,
    responses((status = 204, description = "It is the person's address now"),
        (status = 401, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The token is wrong, used or expired"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "Somebody else has the address")))]
pub async fn confirm_email(
    State(app): State<App>,
    Sender(origin): Sender,
    query: Query,
    input: Input,
) -> Result {
    query.read_nothing()?;
    let input: VerificationIn = input.read()?;
    let token = Token::parse(&input.token).ok_or(Error::Unauthenticated("invalid_token"))?;
    let tx = app.database.identity().await?;
    credentials::confirm_email(&tx, &token, &origin).await?;
    tx.commit().await?;
    Ok(Reply::no_content())
}

/// The page behind the mailed link. It asks for a click, because programs that scan mail follow links too.
#[utoipa::path(get, path = "/v1/auth/confirm-email", tag = "auth", operation_id = "confirm_page", security(),
    params(VerificationIn), responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page(query: Query) -> Result<Response> {
    let _: VerificationIn = query.read()?;
    Ok(pages::answer(include_str!("pages/confirm_email.html")))
}
