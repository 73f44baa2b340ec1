//! Invitations: invite, list, read, mail again, revoke.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        invitations::{self, Filter, SORTS, STATUSES},
        organizations,
        permissions::Permission,
    },
    ids::{InvitationId, OrganizationId},
    platform::paging::{self, Page},
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, Within, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{InvitationIn, InvitationOut},
};

/// Which invitations, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvitationsQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `email`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|email)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the address.
    #[param(max_length = 200)]
    q: Option<String>,
    /// `open`, `accepted`, `revoked` or `expired`.
    #[param(pattern = "^(open|accepted|revoked|expired)$")]
    status: Option<String>,
}

/// Lists the organization's invitations.
#[utoipa::path(get, path = "/v1/organizations/{id}/invitations", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "list_invitations", params(("id" = Uuid, Path), InvitationsQuery),
    responses((status = 200, body = List<InvitationOut>)))]
pub async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    tx.require(Permission::MembersWrite)?;
    let query: InvitationsQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    if query.status.as_deref().is_some_and(|status| !STATUSES.contains(&status)) {
        let message = format!("one of {}", STATUSES.join(", "));
        return Err(Error::invalid("?status", "invalid_value", message).into());
    }
    let filter = Filter { q: paging::parse_q(query.q)?, status: query.status };
    let found = invitations::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(|found| InvitationOut::of(found, tx.now())).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Invites an address by mail. An open invitation of the same address is replaced.
///
/// Nobody invites to a role that allows more than their own; one with power over members takes a fresh factor.
#[utoipa::path(post, path = "/v1/organizations/{id}/invitations", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "invite", params(("id" = Uuid, Path)), request_body = InvitationIn,
    responses((status = 201, body = InvitationOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`already_member` or `too_many_invitations`")))]
pub async fn create(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    tx.require(Permission::MembersWrite)?;
    let input: InvitationIn = input.read()?;
    app.limiter.take(&app.invitations, &caller.organization.to_string()).await?;
    let invitation = invitations::create(&tx, input.email.trim(), &input.roles, &app.public_url).await?;
    let (version, its) = (invitation.version, invitation.id);
    let location = format!("/v1/organizations/{id}/invitations/{its}");
    let reply = Reply::created(&InvitationOut::of(invitation, tx.now()), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads an invitation.
#[utoipa::path(get, path = "/v1/organizations/{id}/invitations/{invitation_id}", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "get_invitation", params(("id" = Uuid, Path), ("invitation_id" = Uuid, Path)),
    responses((status = 200, body = InvitationOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, its): Within<OrganizationId, InvitationId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    let invitation = invitations::get(&tx, its).await?;
    tx.require(Permission::MembersWrite)?;
    let version = invitation.version;
    Ok(Reply::ok(&InvitationOut::of(invitation, tx.now()))?.version(version))
}

/// Withdraws an invitation: its link is worth nothing any more.
#[utoipa::path(delete, path = "/v1/organizations/{id}/invitations/{invitation_id}", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "revoke_invitation", params(("id" = Uuid, Path), ("invitation_id" = Uuid, Path)),
    responses((status = 204, description = "Revoked"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`invitation_closed`")))]
pub async fn revoke(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, its): Within<OrganizationId, InvitationId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    let invitation = invitations::lock(&tx, its).await?;
    tx.require(Permission::MembersWrite)?;
    invitations::revoke(&tx, &invitation, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

/// Mails an invitation again, with a new link that works for a week; the one before is worth nothing any more.
#[utoipa::path(post, path = "/v1/organizations/{id}/invitations/{invitation_id}/resend", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "resend_invitation", params(("id" = Uuid, Path), ("invitation_id" = Uuid, Path)),
    responses((status = 200, body = InvitationOut)))]
pub async fn resend(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, its): Within<OrganizationId, InvitationId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    let invitation = invitations::lock(&tx, its).await?;
    tx.require(Permission::MembersWrite)?;
    app.limiter.take(&app.invitations, &caller.organization.to_string()).await?;
    let invitation = invitations::resend(&tx, &invitation, &app.public_url).await?;
    let version = invitation.version;
    let reply = Reply::ok(&InvitationOut::of(invitation, tx.now()))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}
