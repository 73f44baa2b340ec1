//! Members: list, read, shut out, let in, change roles, remove, leave.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        grants,
        members::{self, Filter, Member, SORTS},
        organizations,
        permissions::Permission,
    },
    ids::OrganizationId,
    platform::{
        audit,
        paging::{self, Page},
    },
    transaction::TenantTx,
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, Within, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{MemberIn, MemberPatch, MemberRef, MemberRolesIn, OrganizationMember},
};

/// Which members, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MembersQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`, `name` or `email`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|name|email)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name or the address.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only those who hold this role.
    role: Option<String>,
    /// Only those who may come in (`active`), or may not (`deactivated`).
    #[param(pattern = "^(active|deactivated)$")]
    status: Option<String>,
}

/// Lists the members of the organization.
#[utoipa::path(get, path = "/v1/organizations/{id}/members", security(("bearer" = ["members.read"])), tag = "organizations", operation_id = "list_members",
    params(("id" = Uuid, Path), MembersQuery), responses((status = 200, body = List<OrganizationMember>)))]
pub async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<OrganizationId>,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    tx.require(Permission::MembersRead)?;
    let query: MembersQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter {
        q: paging::parse_q(query.q)?,
        role: query.role,
        is_active: query.status.as_deref().map(is_active).transpose()?,
    };
    let found = members::list(&tx, &filter, &page).await?;
    // Names and addresses of people: reading them is logged, once for the whole page.
    audit::record_read(&tx, "member", None, found.rows.len()).await?;
    let sees_all = tx.may(Permission::MembersWrite);
    let data = found.rows.into_iter().map(|member| OrganizationMember::of(member, sees_all)).collect();
    tx.commit().await?;
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Reads one member; `me` is the signed-in person.
#[utoipa::path(get, path = "/v1/organizations/{id}/members/{user_id}", security(("bearer" = ["members.read"])), tag = "organizations",
    operation_id = "get_member", params(("id" = Uuid, Path), ("user_id" = String, Path)),
    responses((status = 200, body = OrganizationMember)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, who): Within<OrganizationId, MemberRef>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    let member = members::get(&tx, who.user(&caller)).await?;
    if caller.is_in_person(member.user) {
        return reply(&tx, member);
    }
    tx.require(Permission::MembersRead)?;
    audit::record_read(&tx, "member", Some(member.user.0), 1).await?;
    let reply = reply(&tx, member)?;
    tx.commit().await?;
    Ok(reply)
}

/// Shuts a member out, or lets them in again. From the next request on their sessions there are over.
#[utoipa::path(patch, path = "/v1/organizations/{id}/members/{user_id}", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "update_member", params(("id" = Uuid, Path), ("user_id" = String, Path)),
    request_body = MemberPatch,
    responses((status = 200, body = OrganizationMember),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`last_owner`")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, who): Within<OrganizationId, MemberRef>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    let member = members::lock(&tx, who.user(&caller)).await?;
    tx.require(Permission::MembersWrite)?;
    let input: MemberIn = input.merge_into(&MemberIn { is_active: member.is_active })?;
    member.ensure_version(if_version)?;
    members::set_active(&tx, &member, input.is_active).await?;
    let reply = reply(&tx, members::get(&tx, member.user).await?)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Replaces the roles of a member. Takes a fresh factor.
///
/// Nobody gives or takes a role that allows more than their own; ownership is given and taken by owners.
#[utoipa::path(put, path = "/v1/organizations/{id}/members/{user_id}/roles", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "replace_member_roles", params(("id" = Uuid, Path), ("user_id" = String, Path)),
    request_body = MemberRolesIn,
    responses((status = 200, body = OrganizationMember),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`last_owner`")))]
pub async fn replace_roles(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, who): Within<OrganizationId, MemberRef>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    let member = members::lock(&tx, who.user(&caller)).await?;
    tx.require(Permission::MembersWrite)?;
    tx.require_fresh_factor()?;
    let input: MemberRolesIn = input.read()?;
    member.ensure_version(if_version)?;
    grants::replace(&tx, &member, &input.roles).await?;
    let reply = reply(&tx, members::get(&tx, member.user).await?)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Removes a member; `me`, and oneself by id, is leaving, which takes no permission. What they made stays.
#[utoipa::path(delete, path = "/v1/organizations/{id}/members/{user_id}", security(("bearer" = ["members.write"])), tag = "organizations",
    operation_id = "remove_member", params(("id" = Uuid, Path), ("user_id" = String, Path)),
    responses((status = 204, description = "Gone"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`last_owner`")))]
pub async fn remove(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, who): Within<OrganizationId, MemberRef>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    organizations::ensure_present(&tx, id)?;
    let member = members::lock(&tx, who.user(&caller)).await?;
    if !caller.is_in_person(member.user) {
        tx.require(Permission::MembersWrite)?;
    }
    member.ensure_version(if_version)?;
    members::remove(&tx, &member).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

fn is_active(status: &str) -> domain::Result<bool> {
    match status {
        "active" => Ok(true),
        "deactivated" => Ok(false),
        _ => Err(Error::invalid("?status", "invalid_value", "active or deactivated")),
    }
}

fn reply(tx: &TenantTx, member: Member) -> Result {
    let version = member.version;
    let sees_all = tx.may(Permission::MembersWrite) || tx.user()? == member.user;
    Ok(Reply::ok(&OrganizationMember::of(member, sees_all))?.version(version))
}
