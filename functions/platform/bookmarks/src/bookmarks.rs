//! Bookmarks: list, create, read, change, delete; one's own only.

use axum::extract::State;
use domain::{
    accounts::access::{Resource, ResourceType},
    ids::BookmarkId,
    platform::{
        bookmarks::{self, Filter, SORTS},
        paging::{self, Page},
    },
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{BookmarkIn, BookmarkOut, BookmarkPatch, NewBookmarkIn},
};

/// Which bookmarks, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `bookmark_name`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|bookmark_name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only bookmarks of things of this kind.
    resource_type: Option<String>,
    /// Only bookmarks with this word.
    tag: Option<String>,
}

/// Lists the caller's bookmarks. Those of things that are gone or hidden by now say so and nothing else.
#[utoipa::path(get, path = "/v1/bookmarks", tag = "bookmarks", security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = List<BookmarkOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { q: paging::parse_q(query.q)?, resource_type: query.resource_type, tag: query.tag };
    let found = bookmarks::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(BookmarkOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Marks a thing.
#[utoipa::path(post, path = "/v1/bookmarks", tag = "bookmarks",
    security(("bearer" = [])), request_body = NewBookmarkIn,
    responses((status = 201, body = BookmarkOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let input: NewBookmarkIn = input.read()?;
    let kind = ResourceType::read_at("/resource_type", &input.resource_type)?;
    let resource = Resource { kind, id: input.resource_id };
    let fields = BookmarkIn { bookmark_name: input.bookmark_name, tags: input.tags };
    let bookmark = bookmarks::insert(&tx, resource, &fields.into()).await?;
    let (version, location) = (bookmark.version, format!("/v1/bookmarks/{}", bookmark.id));
    let reply = Reply::created(&BookmarkOut::from(bookmark), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a bookmark.
#[utoipa::path(get, path = "/v1/bookmarks/{id}", tag = "bookmarks",
    security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = 200, body = BookmarkOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<BookmarkId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let bookmark = bookmarks::get(&tx, id).await?;
    // No ETag: whether its thing is available changes without it.
    Ok(Reply::ok(&BookmarkOut::from(bookmark))?)
}

/// Changes a bookmark.
#[utoipa::path(patch, path = "/v1/bookmarks/{id}", tag = "bookmarks",
    security(("bearer" = [])), params(("id" = Uuid, Path)),
    request_body = BookmarkPatch, responses((status = 200, body = BookmarkOut)))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<BookmarkId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = bookmarks::lock(&tx, id).await?;
    let input: BookmarkIn = input.merge_into(&BookmarkIn::from(before.fields.clone()))?;
    let bookmark = bookmarks::update(&tx, &before, &input.into(), if_version).await?;
    let version = bookmark.version;
    let reply = Reply::ok(&BookmarkOut::from(bookmark))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes a bookmark.
#[utoipa::path(delete, path = "/v1/bookmarks/{id}", tag = "bookmarks",
    security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<BookmarkId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let bookmark = bookmarks::lock(&tx, id).await?;
    bookmarks::delete(&tx, &bookmark, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
