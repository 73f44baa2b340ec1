//! Bookmarks: what a person wants to find again. Nobody else sees them.

use futures_util::future::try_join_all;
use jiff::Timestamp;
use serde_json::json;
use sql::queries::platform::bookmarks::{self, BookmarkRow};
use tokio_postgres::Row;

use crate::{
    Error, Result,
    accounts::access::{self, Resource, ResourceType},
    error::OnConstraint as _,
    ids::BookmarkId,
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// How lists of bookmarks may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "b.created_at", sql_type: "timestamptz" },
    Sort { name: "bookmark_name", expression: "lower(b.bookmark_name)", sql_type: "text" },
];

/// A bookmark.
#[derive(Debug, Clone)]
pub struct Bookmark {
    /// Its id.
    pub id: BookmarkId,
    /// A word of the registry of resource types.
    pub resource_type: String,
    /// The thing.
    pub resource_id: uuid::Uuid,
    /// What people may change.
    pub fields: BookmarkFields,
    /// Whether its person can (still) see the thing.
    pub available: bool,
    /// Raised by every change.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What people may change about a bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookmarkFields {
    /// What its person calls it.
    pub bookmark_name: String,
    /// Its person's own words for it.
    pub tags: Vec<String>,
}

/// Which bookmarks a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name contains this, whatever the case.
    pub q: Option<String>,
    /// Those of things of this kind.
    pub resource_type: Option<String>,
    /// Those with this word.
    pub tag: Option<String>,
}

/// As it is stored; whether its thing can be seen is found out each time.
fn unavailable(row: BookmarkRow) -> Result<Bookmark> {
    Ok(Bookmark {
        id: BookmarkId(row.id),
        resource_type: row.resource_type,
        resource_id: row.resource_id,
        fields: BookmarkFields {
            bookmark_name: row.bookmark_name,
            tags: serde_json::from_value(row.tags).map_err(Error::internal)?,
        },
        available: false,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

async fn look_up(tx: &TenantTx, mut bookmark: Bookmark) -> Result<Bookmark> {
    if let Some(kind) = ResourceType::parse(&bookmark.resource_type) {
        bookmark.available = match access::get(tx, Resource { kind, id: bookmark.resource_id }).await {
            Ok(access) => access.may(tx, kind.read()),
            Err(Error::NotFound(_)) => false,
            Err(error) => return Err(error),
        };
    }
    Ok(bookmark)
}

/// A bookmark of the caller's own.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn get(tx: &TenantTx, id: BookmarkId) -> Result<Bookmark> {
    let row = bookmarks::find().bind(tx.client(), &id.0, &tx.user()?.0).opt().await?;
    look_up(tx, unavailable(row.ok_or(Error::NotFound("bookmark"))?)?).await
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: BookmarkId) -> Result<Bookmark> {
    let row = bookmarks::lock().bind(tx.client(), &id.0, &tx.user()?.0).opt().await?;
    look_up(tx, unavailable(row.ok_or(Error::NotFound("bookmark"))?)?).await
}

/// Lists the caller's own bookmarks.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Bookmark>> {
    let found = page
        .fetch(
            tx,
            "b.id, b.resource_type, b.resource_id, b.bookmark_name, b.tags, b.version, b.created_at, b.updated_at",
            "from platform.bookmarks b where b.organization_id = $1 and b.user_id = $2 \
             and ($3::text is null or strpos(lower(b.bookmark_name), lower($3)) > 0) \
             and ($4::text is null or b.resource_type = $4) \
             and ($5::text is null or b.tags ? $5)",
            "b.id",
            &[&tx.organization().0, &tx.user()?.0, &filter.q, &filter.resource_type, &filter.tag],
            read,
        )
        .await?;
    // Side by side on one connection: the look-ups of a page travel together.
    let rows = found.rows.into_iter().map(async |row| look_up(tx, unavailable(row)?).await);
    Ok(Paged { rows: try_join_all(rows).await?, next_cursor: found.next_cursor })
}

fn read(row: &Row) -> std::result::Result<BookmarkRow, tokio_postgres::Error> {
    Ok(BookmarkRow {
        id: row.try_get("id")?,
        resource_type: row.try_get("resource_type")?,
        resource_id: row.try_get("resource_id")?,
        bookmark_name: row.try_get("bookmark_name")?,
        tags: row.try_get("tags")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
    })
}

/// Marks a thing that the caller can see.
///
/// # Errors
/// `Invalid` where there is no such thing for the caller, `Conflict` where it is marked already.
pub async fn insert(tx: &TenantTx, resource: Resource, fields: &BookmarkFields) -> Result<Bookmark> {
    let row = bookmarks::insert()
        .bind(
            tx.client(),
            &tx.id(),
            &tx.organization().0,
            &tx.user()?.0,
            &resource.kind.name(),
            &resource.id,
            &fields.bookmark_name,
            &json!(fields.tags),
            &tx.now(),
        )
        .one()
        .await
        .on_constraint("bookmarks_resource_key", || {
            Error::conflict("already_bookmarked", "you have a bookmark of this already")
        })?;
    let bookmark = look_up(tx, unavailable(row)?).await?;
    if !bookmark.available {
        return Err(Error::invalid("/resource_id", "not_found", "there is no such thing that you can see"));
    }
    log(tx, "created", &bookmark, None, Some(fields)).await?;
    Ok(bookmark)
}

/// Changes a bookmark.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Bookmark,
    fields: &BookmarkFields,
    if_version: Option<i64>,
) -> Result<Bookmark> {
    let row = bookmarks::update()
        .bind(tx.client(), &fields.bookmark_name, &json!(fields.tags), &tx.now(), &before.id.0, &if_version)
        .opt()
        .await?;
    let after = unavailable(row.ok_or(Error::PreconditionFailed)?)?;
    log(tx, "updated", before, Some(&before.fields), Some(fields)).await?;
    Ok(Bookmark { available: before.available, ..after })
}

/// Deletes a bookmark.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, bookmark: &Bookmark, if_version: Option<i64>) -> Result<()> {
    if bookmarks::delete().bind(tx.client(), &bookmark.id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "deleted", bookmark, Some(&bookmark.fields), None).await
}

async fn log(
    tx: &TenantTx,
    action: &str,
    bookmark: &Bookmark,
    before: Option<&BookmarkFields>,
    after: Option<&BookmarkFields>,
) -> Result<()> {
    let json =
        |fields: &BookmarkFields| json!({ "bookmark_name": fields.bookmark_name, "tags": fields.tags });
    let entry = audit::Entry {
        action,
        resource_type: "bookmark",
        resource_id: Some(bookmark.id.0),
        old_values: before.map(json),
        new_values: after.map(json),
    };
    audit::record(tx, entry).await
}
