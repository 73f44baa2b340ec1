//! Tags: list, create, read, change, merge, delete.

use axum::extract::State;
use domain::{
    accounts::permissions::Permission,
    ids::TagId,
    platform::{
        paging::{self, Page},
        tags::{self, Filter, SORTS},
    },
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{MergeIn, TagIn, TagOut, TagPatch},
};

/// Which tags, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `name`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only tags of this category.
    category: Option<String>,
}

/// Lists the organization's tags.
#[utoipa::path(get, path = "/v1/tags", tag = "tags", security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = List<TagOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { q: paging::parse_q(query.q)?, category: query.category };
    let found = tags::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(TagOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Creates a tag.
#[utoipa::path(post, path = "/v1/tags", tag = "tags",
    security(("bearer" = ["tags.write"])), request_body = TagIn,
    responses((status = 201, body = TagOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::TagsWrite)?;
    let input: TagIn = input.read()?;
    let tag = tags::insert(&tx, &input.into()).await?;
    let (version, location) = (tag.version, format!("/v1/tags/{}", tag.id));
    let reply = Reply::created(&TagOut::from(tag), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a tag.
#[utoipa::path(get, path = "/v1/tags/{id}", tag = "tags",
    security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = 200, body = TagOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<TagId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let tag = tags::get(&tx, id).await?;
    let version = tag.version;
    Ok(Reply::ok(&TagOut::from(tag))?.version(version))
}

/// Changes a tag.
#[utoipa::path(patch, path = "/v1/tags/{id}", tag = "tags",
    security(("bearer" = ["tags.write"])), params(("id" = Uuid, Path)), request_body = TagPatch,
    responses((status = 200, body = TagOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The name is taken")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<TagId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = tags::lock(&tx, id).await?;
    tx.require(Permission::TagsWrite)?;
    let input: TagIn = input.merge_into(&TagIn::from(before.fields.clone()))?;
    let tag = tags::update(&tx, &before, &input.into(), if_version).await?;
    let version = tag.version;
    let reply = Reply::ok(&TagOut::from(tag))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes a tag and takes it off everything that carries it.
#[utoipa::path(delete, path = "/v1/tags/{id}", tag = "tags",
    security(("bearer" = ["tags.write"])), params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<TagId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let tag = tags::lock(&tx, id).await?;
    tx.require(Permission::TagsWrite)?;
    tags::delete(&tx, &tag, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

/// Merges a tag into another: what carried it carries the other afterwards, and the merged tag is gone.
#[utoipa::path(post, path = "/v1/tags/{id}/merge", tag = "tags",
    security(("bearer" = ["tags.write"])), params(("id" = Uuid, Path)),
    request_body = MergeIn, responses((status = 200, body = TagOut, description = "The tag that stayed")))]
pub async fn merge(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<TagId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let from = tags::get(&tx, id).await?;
    tx.require(Permission::TagsWrite)?;
    let input: MergeIn = input.read()?;
    let tag = tags::merge(&tx, from.id, TagId(input.into)).await?;
    let version = tag.version;
    let reply = Reply::ok(&TagOut::from(tag))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}
