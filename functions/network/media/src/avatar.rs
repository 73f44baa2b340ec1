//! The image that shows the signed-in person to the members of their organization.

use axum::extract::State;
use domain::{Error, ids::MediaId, network::avatars};
use runtime::http::{Input, Reply, Result, SignedIn};

use crate::{
    App,
    models::{AvatarIn, MediaOut},
};

/// Reads one's avatar in the organization that one is signed in to.
#[utoipa::path(get, path = "/v1/me/avatar", security(("bearer" = [])), tag = "avatar",
    responses((status = 200, body = MediaOut),
        runtime::http::openapi::NamedNotFound))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let item = avatars::find(&tx).await?.ok_or(Error::NotFound("avatar"))?;
    Ok(Reply::ok(&MediaOut::from(item))?)
}

/// Shows an image of one's own to everybody in the organization that one is signed in to. Others see nothing of it.
#[utoipa::path(put, path = "/v1/me/avatar", security(("bearer" = [])), tag = "avatar", request_body = AvatarIn,
    responses((status = 200, body = MediaOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`media_not_ready`")))]
pub async fn set(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let input: AvatarIn = input.read()?;
    let item = avatars::set(&tx, MediaId(input.media_id)).await?;
    let reply = Reply::ok(&MediaOut::from(item))?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Shows none any more. The image stays.
#[utoipa::path(delete, path = "/v1/me/avatar", security(("bearer" = [])), tag = "avatar",
    responses((status = 204, description = "None is shown")))]
pub async fn remove(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    avatars::remove(&tx).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
