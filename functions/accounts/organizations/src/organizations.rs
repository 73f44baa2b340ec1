//! Organizations: mine, found, read, change, delete, bring back.

use axum::extract::State;
use domain::{
    Error,
    accounts::{organizations, permissions::Permission, sessions, users},
    ids::OrganizationId,
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};

use crate::{
    App,
    models::{FoundingIn, MyOrganization, OrganizationDetail, OrganizationIn, OrganizationPatch},
};

/// Lists the organizations that the signed-in person belongs to, oldest membership first, and behind them the deleted
/// ones that they may still bring back. It is a whole set, without pages.
#[utoipa::path(get, path = "/v1/organizations", security(("bearer" = [])), tag = "organizations",
    responses((status = 200, body = List<MyOrganization>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.identity.identity().await?;
    users::authorize(&tx, &caller).await?;
    query.read_nothing()?;
    let standing = sessions::memberships(&tx, caller.user).await?.into_iter();
    let deleted = organizations::deleted(&tx, caller.user).await?.into_iter();
    let data = standing
        .map(|membership| MyOrganization::of(membership, caller.organization))
        .chain(deleted.map(MyOrganization::from))
        .collect();
    Ok(Reply::ok(&List { data, next_cursor: None })?)
}

/// Founds an organization. The signed-in person is its owner; `POST /v1/auth/switch-organization` leads into it.
#[utoipa::path(post, path = "/v1/organizations", security(("bearer" = [])), tag = "organizations", request_body = FoundingIn,
    responses((status = 201, body = OrganizationDetail)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let mut tx = app.identity.identity().await?;
    users::authorize(&tx, &caller).await?;
    tx.recall(&caller).await?;
    let input: FoundingIn = input.read()?;
    let id = OrganizationId(tx.context().id());
    let organization = organizations::found(&tx, caller.user, id, input.name.trim(), &caller.origin).await?;
    let (version, location) = (organization.version, format!("/v1/organizations/{id}"));
    let reply = Reply::created(&OrganizationDetail::from(organization), &location)?.version(version);
    Ok(app.commit_identity(tx, &caller, reply).await?)
}

/// Reads the organization that the token is for. Every other is absent, one's own others included.
#[utoipa::path(get, path = "/v1/organizations/{id}", security(("bearer" = [])), tag = "organizations", params(("id" = Uuid, Path)),
    responses((status = 200, body = OrganizationDetail)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let organization = organizations::get(&tx, id).await?;
    let version = organization.version;
    Ok(Reply::ok(&OrganizationDetail::from(organization))?.version(version))
}

/// Changes the organization. Its rule for second factors takes a fresh factor, and owners who hold one.
#[utoipa::path(patch, path = "/v1/organizations/{id}", security(("bearer" = ["organization.write"])), tag = "organizations", params(("id" = Uuid, Path)),
    request_body = OrganizationPatch,
    responses((status = 200, body = OrganizationDetail),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`owners_need_second_factor`")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = organizations::lock(&tx, id).await?;
    tx.require(Permission::OrganizationWrite)?;
    let input: OrganizationIn = input.merge_into(&OrganizationIn::from(before.fields.clone()))?;
    let organization = organizations::update(&tx, &before, &input.into(), if_version).await?;
    let version = organization.version;
    let reply = Reply::ok(&OrganizationDetail::from(organization))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes the organization. Takes a fresh factor.
///
/// Nobody gets in from the next request on. Its owners are mailed a link that brings it back within thirty days.
#[utoipa::path(delete, path = "/v1/organizations/{id}", security(("bearer" = ["organization.delete"])), tag = "organizations", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.identity.identity().await?;
    let standing = users::authorize(&tx, &caller).await?;
    if id != caller.organization {
        return Err(Error::NotFound("organization").into());
    }
    standing.require(Permission::OrganizationDelete)?;
    standing.require_fresh_factor(tx.now())?;
    organizations::delete(&tx, &caller, if_version, &app.public_url).await?;
    Ok(app.commit_identity(tx, &caller, Reply::no_content()).await?)
}

/// Brings a deleted organization back, within thirty days, for its owner. One that stands stays as it is.
///
/// A session in any organization will do, or one in the deleted organization that has not run out.
#[utoipa::path(post, path = "/v1/organizations/{id}/restore", security(("bearer" = [])), tag = "organizations", params(("id" = Uuid, Path)),
    responses((status = 200, body = OrganizationDetail)))]
pub async fn restore(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
) -> Result {
    let mut tx = app.identity.identity().await?;
    users::authorize_anywhere(&tx, &caller).await?;
    tx.recall(&caller).await?;
    let organization = organizations::restore(&tx, id, caller.user, &caller.origin).await?;
    let version = organization.version;
    let reply = Reply::ok(&OrganizationDetail::from(organization))?.version(version);
    Ok(app.commit_identity(tx, &caller, reply).await?)
}
