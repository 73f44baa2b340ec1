//! `/v1/auth/restore`: the page behind the link that brings an account or an organization back, and what its button does.

use axum::{extract::State, response::Response};
use domain::{
    Error,
    accounts::{departures, tokens::Token},
};
use runtime::http::{Input, Query, Reply, Result, Sender};

use crate::{App, pages, verify_email::VerificationIn};

/// Brings an account or an organization back, with the token that was mailed when it went.
#[utoipa::path(post, path = "/v1/auth/restore", tag = "auth", security(), request_body = VerificationIn,
    responses((status = 204, description = "It is back: sign in"),
        (status = 401, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The token is wrong, used or expired")))]
pub async fn restore(State(app): State<App>, Sender(origin): Sender, query: Query, input: Input) -> Result {
    query.read_nothing()?;
    let input: VerificationIn = input.read()?;
    let token = Token::parse(&input.token).ok_or(Error::Unauthenticated("invalid_token"))?;
    let tx = app.database.identity().await?;
    departures::restore(&tx, &token, &origin).await?;
    tx.commit().await?;
    Ok(Reply::no_content())
}

/// The page behind the mailed link. It asks for a click, because programs that scan mail follow links too.
#[utoipa::path(get, path = "/v1/auth/restore", tag = "auth", operation_id = "restore_page", security(),
    params(VerificationIn), responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page(query: Query) -> Result<Response> {
    let _: VerificationIn = query.read()?;
    Ok(pages::answer(include_str!("pages/restore.html")))
}
