//! A session as clients see it, and where the refresh token travels.

use domain::{
    Error, Result,
    accounts::{sessions::Opened, signing_keys::TOKEN_LIFETIME, tokens::Token, users},
    transaction::IdentityTx,
};
use http::{HeaderMap, header};
use jiff::Timestamp;
use runtime::http::Reply;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::App;

const COOKIE: &str = "refresh_token";

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// Send it as `Authorization: Bearer …`.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// How long the access token is good for, in seconds.
    pub expires_in: i64,
    /// The refresh token, only for `?cookie=false`; otherwise it is a cookie.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub refresh_token: Option<String>,
    /// Who signed in.
    pub user: SessionUser,
    /// The organization that the session is in.
    pub organization: SessionOrganization,
}

/// The person of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionUser {
    /// Their id.
    pub id: Uuid,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Whether the address is proven.
    pub email_verified: bool,
}

/// The organization of a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionOrganization {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The roles held there.
    pub roles: Vec<String>,
    /// When the person must have a second factor, where the organization requires one and they have none: from then on
    /// they can do nothing there but enrol one.
    pub mfa_deadline: Option<Timestamp>,
}

/// How a session is given out.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Delivery {
    /// `false`: the refresh token comes in the body, for clients that are no browser.
    #[serde(default)]
    pub cookie: Option<bool>,
}

/// Commits the sign-in and answers with its session.
pub async fn answer(app: &App, tx: IdentityTx, opened: Opened, delivery: Delivery) -> Result<Reply> {
    let reply = describe(app, &tx, opened, delivery).await?;
    let messages = tx.commit().await?;
    app.relay.relay_identity(&app.database, &messages).await;
    Ok(reply)
}

/// The answer with a session that `tx` opened, before it is committed.
pub async fn describe(app: &App, tx: &IdentityTx, opened: Opened, delivery: Delivery) -> Result<Reply> {
    let user = users::get(tx, opened.user).await?;
    let access_token = app.signer.sign(tx, &opened).await?;
    let refresh_token = opened.refresh_token.reveal();
    let in_body = delivery.cookie == Some(false);
    let session = Session {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_in: TOKEN_LIFETIME.as_secs(),
        refresh_token: in_body.then(|| refresh_token.clone()),
        user: SessionUser {
            id: user.id.0,
            email: user.email,
            first_name: user.profile.first_name,
            last_name: user.profile.last_name,
            email_verified: user.email_verified,
        },
        organization: SessionOrganization {
            id: opened.organization.organization.0,
            name: opened.organization.name,
            roles: opened.organization.roles,
            mfa_deadline: opened.organization.mfa_deadline,
        },
    };
    let reply = Reply::ok(&session)?.header(header::CACHE_CONTROL, "no-store");
    Ok(if in_body {
        reply
    } else {
        reply.header(header::SET_COOKIE, &cookie(&refresh_token, 14 * 24 * 3600))
    })
}

/// The cookie that carries the refresh token; only `/v1/auth` ever sees it.
pub fn cookie(value: &str, max_age: u32) -> String {
    format!("{COOKIE}={value}; Path=/v1/auth; Max-Age={max_age}; HttpOnly; Secure; SameSite=Strict")
}

/// The refresh token of a request: from its body, else from its cookie.
pub fn presented(in_body: Option<&str>, headers: &HeaderMap) -> Result<Token> {
    let in_cookie = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .find_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='));
    in_body.or(in_cookie).and_then(Token::parse).ok_or(Error::Unauthenticated("invalid_token"))
}
