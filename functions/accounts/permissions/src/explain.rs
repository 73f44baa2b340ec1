//! `GET /v1/permissions/explain`: who may do what with a thing, and why.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        access::{self, Resource, ResourceType},
        explain,
        permissions::Permission,
    },
    ids::UserId,
};
use runtime::http::{Query, Reply, Result, SignedIn};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{App, models::ExplanationOut};

/// About whom and what.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExplainQuery {
    /// The thing: its kind and its id, as in `project:0198b9f0-…`.
    #[param(pattern = "^(organization|team|project|file|analysis):[0-9a-fA-F-]{36}$")]
    resource: Option<String>,
    /// The thing's kind, instead of `resource`.
    resource_type: Option<String>,
    /// The thing's id, instead of `resource`.
    resource_id: Option<Uuid>,
    /// The person; you, where nobody is named.
    user: Option<Uuid>,
}

impl ExplainQuery {
    fn resource(&self) -> domain::Result<Resource> {
        match (&self.resource, &self.resource_type, self.resource_id) {
            (Some(resource), None, None) => {
                let (kind, id) = resource.split_once(':').unwrap_or((resource, ""));
                let kind = ResourceType::read_at("?resource", kind)?;
                let wrong = || Error::invalid("?resource", "invalid_value", "a kind, a colon and an id");
                Ok(Resource { kind, id: id.parse().map_err(|_| wrong())? })
            }
            (None, Some(kind), Some(id)) => {
                Ok(Resource { kind: ResourceType::read_at("?resource_type", kind)?, id })
            }
            (Some(_), _, _) => {
                let message = "either this or resource_type and resource_id";
                Err(Error::invalid("?resource", "ambiguous", message))
            }
            _ => Err(Error::invalid("?resource", "required", "say which thing: project:ID")),
        }
    }
}

/// Tells for each permission whether a person has it for a thing, and by which paths: their roles, their role in the
/// team, grants on the thing or on what it hangs on. What no path allows is denied. About yourself you may always ask;
/// about others takes `permissions.read` for the thing.
#[utoipa::path(get, path = "/v1/permissions/explain", tag = "permissions", security(("bearer" = [])),
    params(ExplainQuery), responses((status = 200, body = ExplanationOut),
        runtime::http::openapi::NamedNotFound))]
pub async fn explain(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ExplainQuery = query.read()?;
    let resource = query.resource()?;
    let access = access::get(&tx, resource).await?;
    let user = query.user.map_or(caller.user, UserId);
    if user != caller.user {
        access.require(&tx, Permission::PermissionsRead)?;
    }
    let explanation = explain::explain(&tx, resource, user).await?;
    Ok(Reply::ok(&ExplanationOut::new(resource, user, &explanation))?)
}
