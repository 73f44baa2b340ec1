//! Images and attachments: list, read, change, delete.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        access::{self, Resource},
        permissions::Permission,
    },
    ids::MediaId,
    network::media::{self, Filter, MEDIA_TYPES, SORTS, STATUSES},
    platform::paging::{self, Page},
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    links::parse_kind,
    models::{MediaChange, MediaOut, MediaPatch},
};

/// Which items, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`, `file_name` or `size_bytes`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|file_name|size_bytes)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the title or the file name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only items of this kind.
    #[param(pattern = "^(image|video|audio|document)$")]
    media_type: Option<String>,
    /// Only items in this status.
    #[param(pattern = "^(PENDING|PROCESSING|READY|FAILED)$")]
    status: Option<String>,
    /// Only items that hang on this thing; goes with `resource_id`.
    resource_type: Option<String>,
    /// See `resource_type`.
    resource_id: Option<Uuid>,
    /// Only items that carry this tag.
    tag: Option<Uuid>,
}

impl ListQuery {
    fn resource(&self) -> domain::Result<Option<Resource>> {
        match (&self.resource_type, self.resource_id) {
            (None, None) => Ok(None),
            (Some(kind), Some(id)) => Ok(Some(Resource { kind: parse_kind(kind, "?resource_type")?, id })),
            (None, Some(_)) => Err(Error::invalid("?resource_type", "required", "the kind of the thing")),
            (Some(_), None) => Err(Error::invalid("?resource_id", "required", "the thing's id")),
        }
    }
}

fn one_of(value: Option<&str>, parameter: &str, words: &[&str]) -> domain::Result<()> {
    match value {
        Some(value) if !words.contains(&value) => {
            Err(Error::invalid(parameter, "invalid_value", format!("one of {}", words.join(", "))))
        }
        _ => Ok(()),
    }
}

/// Lists the images and attachments that the caller sees. A page may be shorter than asked for and not the last:
/// `next_cursor` tells.
#[utoipa::path(get, path = "/v1/media", security(("bearer" = ["media.read"])), tag = "media", params(ListQuery),
    responses((status = 200, body = List<MediaOut>),
        runtime::http::openapi::NamedNotFound))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::MediaRead)?;
    let query: ListQuery = query.read()?;
    one_of(query.media_type.as_deref(), "?media_type", MEDIA_TYPES)?;
    one_of(query.status.as_deref(), "?status", STATUSES)?;
    let resource = query.resource()?;
    if let Some(resource) = resource {
        access::get(&tx, resource).await?.require(&tx, resource.kind.read())?;
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter {
        q: paging::parse_q(query.q)?,
        media_type: query.media_type,
        status: query.status,
        resource,
        tag: query.tag,
    };
    let found = media::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(MediaOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Reads an item: its status, and what its bytes turned out to be.
#[utoipa::path(get, path = "/v1/media/{id}", security(("bearer" = ["media.read"])), tag = "media", params(("id" = Uuid, Path)),
    responses((status = 200, body = MediaOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<MediaId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let item = media::get(&tx, id).await?;
    item.require_read(&tx)?;
    let version = item.version;
    Ok(Reply::ok(&MediaOut::from(item))?.version(version))
}

/// Changes what is said about an item.
#[utoipa::path(patch, path = "/v1/media/{id}", security(("bearer" = ["media.write"])), tag = "media", params(("id" = Uuid, Path)),
    request_body = MediaPatch, responses((status = 200, body = MediaOut)))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<MediaId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = media::lock(&tx, id).await?;
    tx.require(Permission::MediaWrite)?;
    let input: MediaChange = input.merge_into(&MediaChange::from(before.fields.clone()))?;
    let item = media::update(&tx, &before, &input.into(), if_version).await?;
    let version = item.version;
    let reply = Reply::ok(&MediaOut::from(item))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes an item with its objects, and takes it off everything that it hangs on. One's own takes `media.write`, other
/// people's `media.delete`.
#[utoipa::path(delete, path = "/v1/media/{id}", security(("bearer" = ["media.delete"])), tag = "media", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<MediaId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let item = media::lock(&tx, id).await?;
    item.require_delete(&tx)?;
    media::delete(&tx, &item, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
