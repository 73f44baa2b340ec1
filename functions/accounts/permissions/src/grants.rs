//! Grants on single things: list, create, read, change, revoke.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        access::{self, Resource, ResourceType},
        permissions::Permission,
        resource_permissions::{self, Filter, PRINCIPAL_TYPES, Principal, SORTS},
    },
    ids::ResourcePermissionId,
    platform::paging::Page,
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List, problem::Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{GrantIn, NewGrantIn, ResourcePermissionOut, ResourcePermissionPatch},
};

/// Which grants, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`; with a leading `-` for descending.
    #[param(pattern = "^-?created_at$", default = "-created_at")]
    sort: Option<String>,
    /// Only grants on a thing of this kind; with `resource_id`.
    resource_type: Option<String>,
    /// Only grants on this thing; with `resource_type`.
    resource_id: Option<Uuid>,
    /// Only grants to a `user`, a `role` or a `team`.
    #[param(pattern = "^(user|role|team)$")]
    principal_type: Option<String>,
    /// Only grants to this person, role or team.
    principal_id: Option<Uuid>,
}

impl ListQuery {
    fn resource(&self) -> domain::Result<Option<Resource>> {
        match (&self.resource_type, self.resource_id) {
            (None, None) => Ok(None),
            (Some(kind), Some(id)) => {
                Ok(Some(Resource { kind: ResourceType::read_at("?resource_type", kind)?, id }))
            }
            (None, Some(_)) => Err(Error::invalid("?resource_type", "required", "with resource_id")),
            (Some(_), None) => Err(Error::invalid("?resource_id", "required", "with resource_type")),
        }
    }
}

/// Lists grants: of a thing for whoever may read who may what with it, of all things for whoever may in the whole
/// organization.
#[utoipa::path(get, path = "/v1/resource-permissions", tag = "resource-permissions",
    security(("bearer" = ["permissions.read"])), params(ListQuery),
    responses((status = 200, body = List<ResourcePermissionOut>),
        runtime::http::openapi::NamedNotFound))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    access::require_any(&tx, Permission::PermissionsRead).await?;
    let query: ListQuery = query.read()?;
    let resource = query.resource()?;
    match resource {
        Some(resource) => access::get(&tx, resource).await?.require(&tx, Permission::PermissionsRead)?,
        None => tx.require(Permission::PermissionsRead)?,
    }
    if query.principal_type.as_deref().is_some_and(|kind| !PRINCIPAL_TYPES.contains(&kind)) {
        let message = format!("one of {}", PRINCIPAL_TYPES.join(", "));
        return Err(Error::invalid("?principal_type", "invalid_value", message).into());
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { resource, principal_type: query.principal_type, principal_id: query.principal_id };
    let found = resource_permissions::list(&tx, &filter, &page).await?;
    let now = tx.now();
    let data = found.rows.into_iter().map(|grant| ResourcePermissionOut::new(grant, now)).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Grants something on a thing and what hangs on it. Takes `permissions.write` for the thing, everything that is granted,
/// and a fresh factor.
#[utoipa::path(post, path = "/v1/resource-permissions", tag = "resource-permissions",
    security(("bearer" = ["permissions.write"])), request_body = NewGrantIn,
    responses((status = 201, body = ResourcePermissionOut),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`already_granted`")))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    access::require_any(&tx, Permission::PermissionsWrite).await?;
    let input: NewGrantIn = input.read()?;
    let kind = ResourceType::read_at("/resource_type", &input.resource_type)?;
    let resource = Resource { kind, id: input.resource_id };
    let principal = Principal { kind: input.principal_type, id: input.principal_id };
    let fields = GrantIn { permission_type: input.permission_type, expires_at: input.expires_at }.fields()?;
    let grant = resource_permissions::insert(&tx, resource, &principal, &fields).await?;
    let (version, location) = (grant.version, format!("/v1/resource-permissions/{}", grant.id));
    let reply = Reply::created(&ResourcePermissionOut::new(grant, tx.now()), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a grant.
#[utoipa::path(get, path = "/v1/resource-permissions/{id}", tag = "resource-permissions",
    security(("bearer" = ["permissions.read"])), params(("id" = Uuid, Path)),
    responses((status = 200, body = ResourcePermissionOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ResourcePermissionId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let (grant, access) = resource_permissions::get(&tx, id).await?;
    access.require(&tx, Permission::PermissionsRead)?;
    let version = grant.version;
    Ok(Reply::ok(&ResourcePermissionOut::new(grant, tx.now()))?.version(version))
}

/// Changes how far a grant reaches and how long. Takes what granting it takes.
#[utoipa::path(patch, path = "/v1/resource-permissions/{id}", tag = "resource-permissions",
    security(("bearer" = ["permissions.write"])), params(("id" = Uuid, Path)),
    request_body = ResourcePermissionPatch, responses((status = 200, body = ResourcePermissionOut)))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ResourcePermissionId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let (before, access) = resource_permissions::lock(&tx, id).await?;
    access.require(&tx, Permission::PermissionsWrite)?;
    let input: GrantIn = input.merge_into(&GrantIn::from(before.fields))?;
    let grant = resource_permissions::update(&tx, &before, &access, &input.fields()?, if_version).await?;
    let version = grant.version;
    let reply = Reply::ok(&ResourcePermissionOut::new(grant, tx.now()))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Revokes a grant, at once.
#[utoipa::path(delete, path = "/v1/resource-permissions/{id}", tag = "resource-permissions",
    security(("bearer" = ["permissions.write"])), params(("id" = Uuid, Path)),
    responses((status = 204, description = "Revoked")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ResourcePermissionId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let (grant, access) = resource_permissions::lock(&tx, id).await?;
    access.require(&tx, Permission::PermissionsWrite)?;
    resource_permissions::delete(&tx, &grant, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
