//! What one was told: list, count, read, put away. Everybody has their own.
//!
//! A notification outlives the right to see what it is about. Then, and once its time is over, it says nothing any more.

use std::collections::{HashMap, HashSet};

use futures_util::future::try_join_all;
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::queries::platform::notifications::{self as queries, NotificationRow};
use tokio_postgres::Row;
use uuid::Uuid;

use super::kinds;
use crate::{
    Error, Result,
    accounts::access::{self, Resource, ResourceType},
    ids::NotificationId,
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// How lists may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "n.created_at", sql_type: "timestamptz" }];

/// Something that the caller was told.
#[derive(Debug, Clone)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// A key of the registry.
    pub notification_type: String,
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub message: String,
    /// `low`, `medium`, `high`, `critical`.
    pub priority: String,
    /// Where to go.
    pub action_url: Option<String>,
    /// What it is about.
    pub resource: Option<(String, Uuid)>,
    /// What programs may want to know.
    pub data: Value,
    /// When it was read.
    pub read_at: Option<Timestamp>,
    /// When it is not shown any more.
    pub expires_at: Timestamp,
    /// Raised by every change.
    pub version: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether the caller can still see what it is about; if not, all that is left is its type.
    pub available: bool,
}

/// Which notifications a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those that were not read, or those that were.
    pub unread: Option<bool>,
    /// Those of this type.
    pub notification_type: Option<String>,
}

impl From<NotificationRow> for Notification {
    fn from(row: NotificationRow) -> Self {
        Self {
            id: NotificationId(row.id),
            notification_type: row.notification_type,
            title: row.title,
            message: row.message,
            priority: row.priority,
            action_url: row.action_url,
            resource: row.resource_type.zip(row.resource_id),
            data: row.data,
            read_at: row.read_at,
            expires_at: row.expires_at,
            version: row.version,
            created_at: row.created_at,
            available: true,
        }
    }
}

/// A notification of the caller's own.
///
/// # Errors
/// `NotFound` for anybody else's, and once it has expired.
pub async fn get(tx: &TenantTx, id: NotificationId) -> Result<Notification> {
    let (organization, user) = (tx.organization().0, tx.user()?.0);
    let row = queries::find().bind(tx.client(), &id.0, &organization, &user, &tx.now()).opt().await?;
    look_up_one(tx, row).await
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: NotificationId) -> Result<Notification> {
    let (organization, user) = (tx.organization().0, tx.user()?.0);
    let row = queries::lock().bind(tx.client(), &id.0, &organization, &user, &tx.now()).opt().await?;
    look_up_one(tx, row).await
}

async fn look_up_one(tx: &TenantTx, row: Option<NotificationRow>) -> Result<Notification> {
    let notification = row.map(Notification::from).ok_or(Error::NotFound("notification"))?;
    look_up(tx, vec![notification]).await?.pop().ok_or(Error::NotFound("notification"))
}

/// Lists what the caller was told.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Notification>> {
    let found = page
        .fetch(
            tx,
            "n.id, n.notification_type, n.title, n.message, n.priority, n.action_url, n.resource_type, \
             n.resource_id, n.data, n.read_at, n.expires_at, n.version, n.created_at",
            "from platform.notifications n where n.organization_id = $1 and n.user_id = $2 and n.expires_at > $3 \
             and ($4::boolean is null or n.is_read <> $4) \
             and ($5::text is null or n.notification_type = $5)",
            "n.id",
            &[
                &tx.organization().0,
                &tx.user()?.0,
                &tx.now(),
                &filter.unread,
                &filter.notification_type,
            ],
            read,
        )
        .await?;
    Ok(Paged { rows: look_up(tx, found.rows).await?, next_cursor: found.next_cursor })
}

fn read(row: &Row) -> std::result::Result<Notification, tokio_postgres::Error> {
    let resource_type: Option<String> = row.try_get("resource_type")?;
    Ok(Notification {
        id: NotificationId(row.try_get("id")?),
        notification_type: row.try_get("notification_type")?,
        title: row.try_get("title")?,
        message: row.try_get("message")?,
        priority: row.try_get("priority")?,
        action_url: row.try_get("action_url")?,
        resource: resource_type.zip(row.try_get("resource_id")?),
        data: row.try_get("data")?,
        read_at: row.try_get("read_at")?,
        expires_at: row.try_get("expires_at")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        available: true,
    })
}

/// Takes away what the caller may not see any more. Each thing is asked for once.
async fn look_up(tx: &TenantTx, mut rows: Vec<Notification>) -> Result<Vec<Notification>> {
    let things: HashSet<(String, Uuid)> = rows.iter().filter_map(|row| row.resource.clone()).collect();
    // Side by side on one connection: the look-ups of a page travel together.
    let asked = things.into_iter().map(async |(kind, id)| {
        let is_visible = is_visible(tx, &kind, id).await?;
        Ok::<_, Error>(((kind, id), is_visible))
    });
    let visible: HashMap<_, _> = try_join_all(asked).await?.into_iter().collect();
    for row in &mut rows {
        let kind = kinds::find(&row.notification_type);
        let is_allowed = kind.and_then(|kind| kind.needs).is_none_or(|needs| tx.may(needs));
        let is_there = row.resource.as_ref().is_none_or(|resource| visible.get(resource) == Some(&true));
        if !(is_allowed && is_there) {
            row.available = false;
            row.title = kind.map_or("Not available", |kind| kind.title).to_owned();
            row.message = String::new();
            row.action_url = None;
            row.resource = None;
            row.data = json!({});
        }
    }
    Ok(rows)
}

async fn is_visible(tx: &TenantTx, kind: &str, id: Uuid) -> Result<bool> {
    let Some(kind) = ResourceType::parse(kind) else { return Ok(false) };
    match access::get(tx, Resource { kind, id }).await {
        Ok(access) => Ok(access.may(tx, kind.read())),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// How many the caller has not read.
pub async fn count_unread(tx: &TenantTx) -> Result<i64> {
    let (organization, user) = (tx.organization().0, tx.user()?.0);
    Ok(queries::count_unread().bind(tx.client(), &organization, &user, &tx.now()).one().await?)
}

/// Marks one as read, or as unread again. What is so already stays as it is.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn mark(
    tx: &TenantTx,
    before: Notification,
    is_read: bool,
    if_version: Option<i64>,
) -> Result<Notification> {
    if if_version.is_some_and(|version| version != before.version) {
        return Err(Error::PreconditionFailed);
    }
    if before.read_at.is_some() == is_read {
        return Ok(before);
    }
    let now = tx.now();
    let row = queries::mark()
        .bind(tx.client(), &is_read, &is_read.then_some(now), &now, &before.id.0, &if_version)
        .opt()
        .await?;
    let row = row.ok_or(Error::PreconditionFailed)?;
    log(tx, "updated", Some(before.id), Some(json!({ "is_read": is_read }))).await?;
    Ok(Notification { read_at: row.read_at, version: row.version, ..before })
}

/// Marks all as read. Returns how many were not.
pub async fn mark_all(tx: &TenantTx) -> Result<u64> {
    let (organization, user) = (tx.organization().0, tx.user()?.0);
    let marked = queries::mark_all().bind(tx.client(), &organization, &user, &tx.now()).await?;
    if marked > 0 {
        log(tx, "all_read", None, Some(json!({ "marked": marked }))).await?;
    }
    Ok(marked)
}

/// Deletes one.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, id: NotificationId, if_version: Option<i64>) -> Result<()> {
    if queries::delete().bind(tx.client(), &id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "deleted", Some(id), None).await
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: Option<NotificationId>,
    new_values: Option<Value>,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "notification",
        resource_id: id.map(|id| id.0),
        old_values: None,
        new_values,
    };
    audit::record(tx, entry).await
}
