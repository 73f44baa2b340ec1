//! `/v1/me/sessions`: where the person is signed in.

use axum::extract::State;
use domain::{
    accounts::{
        sessions::{self, Session},
        users,
    },
    ids::SessionId,
};
use jiff::Timestamp;
use runtime::http::{Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::App;

/// One sign-in that still stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionOut {
    /// Its id.
    id: Uuid,
    /// The organization that it is in.
    organization_id: Uuid,
    /// The address that it was opened from.
    ip: Option<String>,
    /// The program that it was opened with.
    user_agent: Option<String>,
    /// When it was opened.
    created_at: Timestamp,
    /// When it was last refreshed.
    last_used_at: Timestamp,
    /// When it ends if it is not refreshed.
    expires_at: Timestamp,
    /// Whether it is the one that asks.
    current: bool,
}

fn out(session: Session, current: SessionId) -> SessionOut {
    SessionOut {
        id: session.id.0,
        organization_id: session.organization.0,
        ip: session.ip,
        user_agent: session.user_agent,
        created_at: session.created_at,
        last_used_at: session.last_used_at,
        expires_at: session.expires_at,
        current: session.id == current,
    }
}

/// Lists the person's sessions, the latest first, at most 200.
#[utoipa::path(get, path = "/v1/me/sessions", tag = "me", operation_id = "list_sessions",
    security(("bearer" = [])),
    responses((status = 200, body = List<SessionOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.database.identity().await?;
    users::authorize(&tx, &caller).await?;
    query.read_nothing()?;
    let found = sessions::list(&tx, caller.user).await?;
    let own = caller.session()?;
    let data = found.into_iter().map(|session| out(session, own)).collect();
    Ok(Reply::ok(&List { data, next_cursor: None })?)
}

/// Ends every session of the person but the one that asks.
#[utoipa::path(delete, path = "/v1/me/sessions", tag = "me", operation_id = "revoke_sessions",
    security(("bearer" = [])),
    responses((status = 204, description = "Ended")))]
pub async fn revoke_others(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.database.identity().await?;
    users::authorize(&tx, &caller).await?;
    sessions::revoke_others(&tx, caller.user, Some(caller.session()?), "revoked").await?;
    sessions::log_revocation(&tx, &caller, None).await?;
    Ok(app.commit(tx, &caller, Reply::no_content()).await?)
}

/// Reads one session.
#[utoipa::path(get, path = "/v1/me/sessions/{id}", tag = "me", operation_id = "get_session",
    security(("bearer" = [])),
    params(("id" = Uuid, Path)), responses((status = 200, body = SessionOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<SessionId>) -> Result {
    let tx = app.database.identity().await?;
    users::authorize(&tx, &caller).await?;
    let session = sessions::get(&tx, caller.user, id).await?;
    Ok(Reply::ok(&out(session, caller.session()?))?)
}

/// Ends one session: its next request is refused.
#[utoipa::path(delete, path = "/v1/me/sessions/{id}", tag = "me", operation_id = "revoke_session",
    security(("bearer" = [])),
    params(("id" = Uuid, Path)), responses((status = 204, description = "Ended")))]
pub async fn revoke(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<SessionId>) -> Result {
    let tx = app.database.identity().await?;
    users::authorize(&tx, &caller).await?;
    sessions::get(&tx, caller.user, id).await?;
    sessions::revoke(&tx, id, "revoked").await?;
    sessions::log_revocation(&tx, &caller, Some(id)).await?;
    Ok(app.commit(tx, &caller, Reply::no_content()).await?)
}
