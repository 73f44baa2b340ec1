//! The tags on a thing of any kind.

use axum::extract::State;
use domain::{
    accounts::{
        access::{self, Resource, ResourceType},
        permissions::Permission,
    },
    platform::tags::{self, Tag},
};
use runtime::http::{Input, Query, Reply, Result, SignedIn};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{TagOut, TaggingsIn, TaggingsOut},
};

/// Which thing.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ResourceQuery {
    /// Its kind: `organization`, `team`, `project`, `file`, `analysis`, `media`.
    resource_type: String,
    /// Its id.
    resource_id: Uuid,
}

impl ResourceQuery {
    fn resource(&self) -> domain::Result<Resource> {
        let kind = ResourceType::read_at("?resource_type", &self.resource_type)?;
        Ok(Resource { kind, id: self.resource_id })
    }
}

/// Lists the tags on a thing.
#[utoipa::path(get, path = "/v1/taggings", tag = "taggings", security(("bearer" = [])), params(ResourceQuery),
    responses((status = 200, body = TaggingsOut),
        runtime::http::openapi::NamedNotFound))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let resource = query.read::<ResourceQuery>()?.resource()?;
    access::get(&tx, resource).await?.require(&tx, resource.kind.read())?;
    reply(tags::of(&tx, resource).await?)
}

/// Replaces the set of tags on a thing. Takes the right to change the thing as well as `tags.write`.
#[utoipa::path(put, path = "/v1/taggings", tag = "taggings",
    security(("bearer" = [])), params(ResourceQuery), request_body = TaggingsIn,
    responses((status = 200, body = TaggingsOut),
        runtime::http::openapi::NamedNotFound))]
pub async fn replace(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    query: Query,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let resource = query.read::<ResourceQuery>()?.resource()?;
    let access = access::get(&tx, resource).await?;
    access.require(&tx, resource.kind.write())?;
    access.require(&tx, Permission::TagsWrite)?;
    let input: TaggingsIn = input.read()?;
    let reply = reply(tags::replace(&tx, resource, &input.tag_ids).await?)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

fn reply(tags: Vec<Tag>) -> Result {
    Ok(Reply::ok(&TaggingsOut { data: tags.into_iter().map(TagOut::from).collect() })?)
}
