//! Roles: list, create, read, change, delete.

use axum::extract::State;
use domain::{
    accounts::{
        custom_roles::{self, Filter, SORTS},
        permissions::Permission,
    },
    ids::RoleId,
    platform::paging::{self, Page},
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List, problem::Problem};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{RoleIn, RoleOut, RolePatch},
};

/// Which roles, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `name`; with a leading `-` for descending. The system's roles count as the oldest.
    #[param(pattern = "^-?(created_at|name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only the system's roles, or only the organization's own.
    is_system_role: Option<bool>,
}

/// Lists the roles that the organization has: its own, and the system's.
#[utoipa::path(get, path = "/v1/roles", tag = "roles", security(("bearer" = ["roles.read"])), params(ListQuery),
    responses((status = 200, body = List<RoleOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::RolesRead)?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { q: paging::parse_q(query.q)?, is_system_role: query.is_system_role };
    let found = custom_roles::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(RoleOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Creates a role of the organization's own. It may allow what you hold yourself.
#[utoipa::path(post, path = "/v1/roles", tag = "roles",
    security(("bearer" = ["roles.write"])), request_body = RoleIn,
    responses((status = 201, body = RoleOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::RolesWrite)?;
    let input: RoleIn = input.read()?;
    let role = custom_roles::insert(&tx, &input.into()).await?;
    let (version, location) = (role.version, format!("/v1/roles/{}", role.id));
    let reply = Reply::created(&RoleOut::from(role), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a role.
#[utoipa::path(get, path = "/v1/roles/{id}", tag = "roles", security(("bearer" = ["roles.read"])),
    params(("id" = Uuid, Path)), responses((status = 200, body = RoleOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<RoleId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let role = custom_roles::get(&tx, id).await?;
    tx.require(Permission::RolesRead)?;
    let version = role.version;
    Ok(Reply::ok(&RoleOut::from(role))?.version(version))
}

/// Changes a role of the organization's own, for everybody who holds it, from their next request on. To widen it takes a
/// fresh factor, and that you hold yourself what is added.
#[utoipa::path(patch, path = "/v1/roles/{id}", tag = "roles", security(("bearer" = ["roles.write"])),
    params(("id" = Uuid, Path)), request_body = RolePatch,
    responses((status = 200, body = RoleOut),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`name_taken`, `system_role`")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<RoleId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = custom_roles::lock(&tx, id).await?;
    tx.require(Permission::RolesWrite)?;
    let input: RoleIn = input.merge_into(&RoleIn::from(before.fields.clone()))?;
    let role = custom_roles::update(&tx, &before, &input.into(), if_version).await?;
    let version = role.version;
    let reply = Reply::ok(&RoleOut::from(role))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Whether to take the role from those who hold it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeleteQuery {
    /// Take the role from everybody who holds it, instead of refusing.
    #[serde(default)]
    #[param(required = false)]
    detach: bool,
}

/// Deletes a role of the organization's own with what was granted to it.
#[utoipa::path(delete, path = "/v1/roles/{id}", tag = "roles", security(("bearer" = ["roles.write"])),
    params(("id" = Uuid, Path), DeleteQuery),
    responses((status = 204, description = "Deleted"),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`role_in_use`, `system_role`")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<RoleId>,
    IfMatch(if_version): IfMatch,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let role = custom_roles::lock(&tx, id).await?;
    tx.require(Permission::RolesWrite)?;
    let query: DeleteQuery = query.read()?;
    custom_roles::delete(&tx, &role, query.detach, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
