//! Threads: list, count, resolve, open again.

use axum::extract::State;
use domain::{
    accounts::{caller::Caller, permissions::Permission},
    ids::CommentId,
    platform::{
        comments::{
            self,
            threads::{self, Filter, SORTS},
        },
        paging::Page,
    },
};
use runtime::http::{Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{CommentCountsOut, CommentOut, resource},
};

/// Which comments on which thing, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// The kind of thing: `project`, `file`, `analysis`.
    resource_type: String,
    /// The thing.
    resource_id: Uuid,
    /// The replies of this thread, instead of the first comments of all threads.
    parent_comment_id: Option<Uuid>,
    /// Only threads that are resolved, or only those that are not.
    resolved: Option<bool>,
    /// Only comments by this person.
    created_by: Option<Uuid>,
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`; with a leading `-` for descending.
    #[param(pattern = "^-?created_at$", default = "-created_at")]
    sort: Option<String>,
}

/// Which thing.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CountsQuery {
    /// The kind of thing: `project`, `file`, `analysis`.
    resource_type: String,
    /// The thing.
    resource_id: Uuid,
}

/// Lists the threads on a thing, or the replies of one. A deleted comment is listed while a reply to it stands.
#[utoipa::path(get, path = "/v1/comments", security(("bearer" = ["comments.read"])), tag = "comments", params(ListQuery),
    responses((status = 200, body = List<CommentOut>),
        runtime::http::openapi::NamedNotFound))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::CommentsRead)?;
    let query: ListQuery = query.read()?;
    let resource = resource(&query.resource_type, query.resource_id, "?resource_type")?;
    comments::require_read(&tx, resource).await?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter =
        Filter { parent: query.parent_comment_id, resolved: query.resolved, created_by: query.created_by };
    let found = threads::list(&tx, resource, &filter, &page).await?;
    let data = found.rows.into_iter().map(CommentOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Counts what was said about a thing.
#[utoipa::path(get, path = "/v1/comments/counts", security(("bearer" = ["comments.read"])), tag = "comments", params(CountsQuery),
    responses((status = 200, body = CommentCountsOut),
        runtime::http::openapi::NamedNotFound))]
pub async fn counts(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::CommentsRead)?;
    let query: CountsQuery = query.read()?;
    let resource = resource(&query.resource_type, query.resource_id, "?resource_type")?;
    comments::require_read(&tx, resource).await?;
    Ok(Reply::ok(&CommentCountsOut::from(threads::counts(&tx, resource).await?))?)
}

/// Resolves a thread. Once more changes nothing.
#[utoipa::path(post, path = "/v1/comments/{id}/resolve", security(("bearer" = ["comments.write"])), tag = "comments", params(("id" = Uuid, Path)),
    responses((status = 200, body = CommentOut)))]
pub async fn resolve(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<CommentId>,
) -> Result {
    settle(app, &caller, id, true).await
}

/// Opens a resolved thread again. Once more changes nothing.
#[utoipa::path(post, path = "/v1/comments/{id}/reopen", security(("bearer" = ["comments.write"])), tag = "comments", params(("id" = Uuid, Path)),
    responses((status = 200, body = CommentOut)))]
pub async fn reopen(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<CommentId>) -> Result {
    settle(app, &caller, id, false).await
}

async fn settle(app: App, caller: &Caller, id: CommentId, is_resolved: bool) -> Result {
    let tx = app.tenants.begin(caller).await?;
    let thread = comments::lock(&tx, id).await?;
    tx.require(Permission::CommentsWrite)?;
    let thread = threads::settle(&tx, &thread, is_resolved).await?;
    let version = thread.version;
    let reply = Reply::ok(&CommentOut::from(thread))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}
