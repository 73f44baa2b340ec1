//! What one was told: list, count, read, mark, delete; one's own only.

use axum::extract::State;
use domain::{
    ids::NotificationId,
    platform::{
        notifications::inbox::{self, Filter, SORTS},
        paging::Page,
    },
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{NotificationIn, NotificationOut, NotificationPatch, ReadAllOut, UnreadCountOut},
};

/// Which notifications, in which order.
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
    /// Only those that were not read, or only those that were.
    unread: Option<bool>,
    /// Only those of this type.
    #[serde(rename = "type")]
    notification_type: Option<String>,
}

/// Lists what the caller was told. What is about something that is gone or hidden by now says so and nothing else.
#[utoipa::path(get, path = "/v1/notifications", security(("bearer" = [])), tag = "notifications", params(ListQuery),
    responses((status = 200, body = List<NotificationOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { unread: query.unread, notification_type: query.notification_type };
    let found = inbox::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(NotificationOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Counts what the caller has not read.
#[utoipa::path(get, path = "/v1/notifications/unread-count", tag = "notifications", security(("bearer" = [])),
    responses((status = 200, body = UnreadCountOut)))]
pub async fn count_unread(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    Ok(Reply::ok(&UnreadCountOut { unread_count: inbox::count_unread(&tx).await? })?)
}

/// Marks everything as read.
#[utoipa::path(post, path = "/v1/notifications/read-all", security(("bearer" = [])), tag = "notifications",
    responses((status = 200, body = ReadAllOut)))]
pub async fn read_all(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let reply = Reply::ok(&ReadAllOut { marked: inbox::mark_all(&tx).await? })?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a notification, which does not mark it as read.
#[utoipa::path(get, path = "/v1/notifications/{id}", security(("bearer" = [])), tag = "notifications", params(("id" = Uuid, Path)),
    responses((status = 200, body = NotificationOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<NotificationId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let notification = inbox::get(&tx, id).await?;
    // No ETag: whether its thing is available changes without it.
    Ok(Reply::ok(&NotificationOut::from(notification))?)
}

/// Marks a notification as read, or as unread again.
#[utoipa::path(patch, path = "/v1/notifications/{id}", security(("bearer" = [])), tag = "notifications", params(("id" = Uuid, Path)),
    request_body = NotificationPatch, responses((status = 200, body = NotificationOut)))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<NotificationId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = inbox::lock(&tx, id).await?;
    let current = NotificationIn { is_read: before.read_at.is_some() };
    let input: NotificationIn = input.merge_into(&current)?;
    let notification = inbox::mark(&tx, before, input.is_read, if_version).await?;
    let version = notification.version;
    let reply = Reply::ok(&NotificationOut::from(notification))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Marks a notification as read. Once more changes nothing.
#[utoipa::path(post, path = "/v1/notifications/{id}/read", security(("bearer" = [])), tag = "notifications", params(("id" = Uuid, Path)),
    responses((status = 200, body = NotificationOut)))]
pub async fn read(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<NotificationId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = inbox::lock(&tx, id).await?;
    let notification = inbox::mark(&tx, before, true, None).await?;
    let version = notification.version;
    let reply = Reply::ok(&NotificationOut::from(notification))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes a notification.
#[utoipa::path(delete, path = "/v1/notifications/{id}", security(("bearer" = [])), tag = "notifications", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<NotificationId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let notification = inbox::lock(&tx, id).await?;
    inbox::delete(&tx, notification.id, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
