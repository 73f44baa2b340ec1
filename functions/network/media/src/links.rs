//! The images and attachments on a thing of any kind.

use axum::extract::State;
use domain::{
    Error, Result as DomainResult,
    accounts::{
        access::{self, Resource, ResourceType},
        permissions::Permission,
    },
    ids::{MediaId, MediaLinkId},
    network::links::{self, Link, NewLink},
};
use runtime::http::{Input, Path, Query, Reply, Result, SignedIn};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    create::require_change,
    models::{MediaLinkIn, MediaLinkOut, MediaLinksIn, MediaLinksOut},
};

/// Which thing.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ThingQuery {
    /// Its kind: `project`, `file`, `analysis`.
    resource_type: String,
    /// Its id.
    resource_id: Uuid,
}

impl ThingQuery {
    fn resource(&self) -> DomainResult<Resource> {
        Ok(Resource { kind: parse_kind(&self.resource_type, "?resource_type")?, id: self.resource_id })
    }
}

/// A kind of thing on which something can hang.
pub fn parse_kind(name: &str, pointer: &str) -> DomainResult<ResourceType> {
    let kind = ResourceType::parse(name).ok_or_else(|| {
        let names: Vec<_> = ResourceType::ALL.iter().map(|kind| kind.name()).collect();
        Error::invalid(pointer, "invalid_value", format!("one of {}", names.join(", ")))
    })?;
    links::require_attachable(kind, pointer)?;
    Ok(kind)
}

/// Lists what hangs on a thing, in order.
#[utoipa::path(get, path = "/v1/media-links", security(("bearer" = [])), tag = "media_links", params(ThingQuery),
    responses((status = 200, body = MediaLinksOut),
        runtime::http::openapi::NamedNotFound))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let resource = query.read::<ThingQuery>()?.resource()?;
    access::get(&tx, resource).await?.require(&tx, resource.kind.read())?;
    set(links::of(&tx, resource).await?)
}

/// Hangs an item on a thing. Takes the right to change the thing as well as `media.write`.
#[utoipa::path(post, path = "/v1/media-links", security(("bearer" = ["media.write"])), tag = "media_links", request_body = MediaLinkIn,
    responses((status = 201, body = MediaLinkOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`already_attached`, `too_many_links`")))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::MediaWrite)?;
    let input: MediaLinkIn = input.read()?;
    let kind = parse_kind(&input.resource_type, "/resource_type")?;
    let resource = Resource { kind, id: input.resource_id };
    require_change(&tx, resource, "/resource_id").await?;
    let position = input.position.map(|position| usize::try_from(position).unwrap_or(usize::MAX));
    let new = NewLink { media: MediaId(input.media_id), caption: input.caption };
    let link = links::insert(&tx, resource, &new, position).await?;
    let location = format!("/v1/media-links/{}", link.id);
    let reply = Reply::created(&MediaLinkOut::from(link), &location)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Replaces what hangs on a thing. Takes the right to change the thing as well as `media.write`.
#[utoipa::path(put, path = "/v1/media-links", security(("bearer" = [])), tag = "media_links", params(ThingQuery), request_body = MediaLinksIn,
    responses((status = 200, body = MediaLinksOut),
        runtime::http::openapi::NamedNotFound,
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`media_deleted`")))]
pub async fn replace(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    query: Query,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let resource = query.read::<ThingQuery>()?.resource()?;
    access::get(&tx, resource).await?.require(&tx, resource.kind.write())?;
    tx.require(Permission::MediaWrite)?;
    let input: MediaLinksIn = input.read()?;
    let new: Vec<NewLink> = input.links.into_iter().map(NewLink::from).collect();
    let reply = set(links::replace(&tx, resource, &new).await?)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Takes an item off a thing. Takes the right to change the thing as well as `media.write`.
#[utoipa::path(delete, path = "/v1/media-links/{id}", security(("bearer" = ["media.write"])), tag = "media_links", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Taken off")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<MediaLinkId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let link = links::get(&tx, id).await?;
    let resource = link.resource()?;
    let access = access::get(&tx, resource).await?;
    tx.require(Permission::MediaWrite)?;
    access.require(&tx, resource.kind.write())?;
    links::delete(&tx, &link, resource).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

fn set(links: Vec<Link>) -> Result {
    Ok(Reply::ok(&MediaLinksOut { data: links.into_iter().map(MediaLinkOut::from).collect() })?)
}
