//! `POST /v1/auth/refresh` and `POST /v1/auth/logout`.

use axum::extract::State;
use domain::{
    Error,
    accounts::sessions::{self, Refreshed},
};
use garde::Validate;
use http::{HeaderMap, header};
use runtime::http::{Input, Query, Reply, Result, Sender, SignedIn};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App,
    session::{self, Delivery, Session},
};

/// The refresh token of a client that keeps no cookies.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshIn {
    /// As the last session gave it.
    #[serde(default)]
    #[garde(skip)]
    refresh_token: Option<String>,
}

fn read(input: Input) -> domain::Result<RefreshIn> {
    if input.is_empty() { Ok(RefreshIn::default()) } else { input.read() }
}

/// Gives a new access token for a refresh token, and the refresh token's successor.
///
/// A refresh token works once. Used again within ten seconds by the same client it gives the same successor; used
/// again later it ends the session, because somebody else holds it.
#[utoipa::path(post, path = "/v1/auth/refresh", tag = "auth", security(), params(Delivery),
    request_body = Option<RefreshIn>,
    responses((status = 200, body = Session),
        (status = 401, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The token is wrong, used or expired")))]
pub async fn refresh(
    State(app): State<App>,
    Sender(origin): Sender,
    headers: HeaderMap,
    query: Query,
    input: Input,
) -> Result {
    let delivery: Delivery = query.read()?;
    let input = read(input)?;
    let token = session::presented(input.refresh_token.as_deref(), &headers)?;
    let tx = app.database.identity().await?;
    match sessions::refresh(&tx, &token, &origin).await? {
        Refreshed::Session(opened) => Ok(session::answer(&app, tx, opened, delivery).await?),
        Refreshed::Refused => Err(Error::Unauthenticated("invalid_token").into()),
        Refreshed::Reused => {
            tx.commit().await?;
            Err(Error::Unauthenticated("invalid_token").into())
        }
    }
}

/// Signs out: ends the session of the refresh token, or of the access token where there is no other.
#[utoipa::path(post, path = "/v1/auth/logout", tag = "auth", security(), request_body = Option<RefreshIn>,
    responses((status = 204, description = "Signed out")))]
pub async fn logout(
    State(app): State<App>,
    Sender(origin): Sender,
    caller: Option<SignedIn>,
    headers: HeaderMap,
    query: Query,
    input: Input,
) -> Result {
    query.read_nothing()?;
    let input = read(input)?;
    let tx = app.database.identity().await?;
    if let Ok(token) = session::presented(input.refresh_token.as_deref(), &headers) {
        sessions::close(&tx, &token, &origin).await?;
    }
    if let Some(SignedIn(caller)) = caller {
        sessions::close_by_id(&tx, caller.organization, caller.user, caller.session()?, &origin).await?;
    }
    tx.commit().await?;
    Ok(Reply::no_content().header(header::SET_COOKIE, &session::cookie("", 0)))
}
