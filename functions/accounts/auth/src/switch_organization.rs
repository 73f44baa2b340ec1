//! `POST /v1/auth/switch-organization`.

use axum::extract::State;
use domain::{
    accounts::{organizations, sessions, users},
    ids::OrganizationId,
};
use garde::Validate;
use runtime::http::{Input, Query, Result, SignedIn};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    App,
    session::{self, Delivery, Session},
};

/// Where to go.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchIn {
    /// Another organization of the person's.
    #[garde(skip)]
    organization_id: Uuid,
}

/// How the session is given out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SwitchQuery {
    #[serde(default)]
    cookie: Option<bool>,
    #[serde(default, rename = "dry_run")]
    _dry_run: Option<bool>,
}

/// Opens a session in another organization of the person's, without a new sign-in.
///
/// The session that asks stays. The factor is as fresh as it was.
#[utoipa::path(post, path = "/v1/auth/switch-organization", security(("bearer" = [])), tag = "auth", params(Delivery), request_body = SwitchIn,
    responses((status = 200, body = Session),
        runtime::http::openapi::NamedNotFound))]
pub async fn switch_organization(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    query: Query,
    input: Input,
) -> Result {
    let tx = app.database.identity().await?;
    let standing = users::standing(&tx, &caller).await?;
    let query: SwitchQuery = query.read()?;
    let input: SwitchIn = input.read()?;
    let id = OrganizationId(input.organization_id);
    let membership = organizations::membership(&tx, caller.user, id).await?;
    let factor_at = standing.factor_at;
    let opened = sessions::open_in(&tx, caller.user, membership, factor_at, &caller.origin).await?;
    let delivery = Delivery { cookie: query.cookie };
    if caller.dry_run {
        let reply = session::describe(&app, &tx, opened, delivery).await?;
        return Ok(reply.into_dry_run(&tx.roll_back()));
    }
    Ok(session::answer(&app, tx, opened, delivery).await?)
}
