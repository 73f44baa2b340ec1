//! Tags: the organization's own words, put on things of any kind.
//!
//! Everybody in the organization sees its tags; which things carry one, only who sees the thing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::queries::platform::tags::{self, TagRow};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    Error, Result,
    accounts::access::Resource,
    error::OnConstraint as _,
    ids::{TagId, UserId},
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// The most tags on one thing.
pub const MAX_TAGS: usize = 50;

/// How lists of tags may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "t.created_at", sql_type: "timestamptz" },
    Sort { name: "name", expression: "lower(t.name)", sql_type: "text" },
];

/// A tag.
#[derive(Debug, Clone)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// What people may change.
    pub fields: TagFields,
    /// On how many things it is.
    pub usage_count: i64,
    /// Raised by every change.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: UserId,
}

/// What people may change about a tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagFields {
    /// Unique in the organization, whatever the case of its letters.
    pub name: String,
    /// What it means.
    pub description: String,
    /// As `#rrggbb`.
    pub color: String,
    /// Groups tags in lists.
    pub category: String,
}

/// Which tags a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name contains this, whatever the case.
    pub q: Option<String>,
    /// Those of this category.
    pub category: Option<String>,
}

impl From<TagRow> for Tag {
    fn from(row: TagRow) -> Self {
        Self {
            id: TagId(row.id),
            fields: TagFields {
                name: row.name,
                description: row.description,
                color: row.color,
                category: row.category,
            },
            usage_count: row.usage_count,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            created_by: UserId(row.created_by),
        }
    }
}

/// A tag of the organization.
///
/// # Errors
/// `NotFound` for an absent or foreign tag.
pub async fn get(tx: &TenantTx, id: TagId) -> Result<Tag> {
    let row = tags::find().bind(tx.client(), &id.0).opt().await?;
    row.map(Tag::from).ok_or(Error::NotFound("tag"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: TagId) -> Result<Tag> {
    tags::lock().bind(tx.client(), &[id.0].as_slice()).all().await?;
    get(tx, id).await
}

/// Lists the organization's tags.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Tag>> {
    page.fetch(
        tx,
        "t.id, t.name, t.description, t.color, t.category, t.version, t.created_at, t.updated_at, t.created_by, \
         (select count(*) from platform.taggings g where g.organization_id = t.organization_id and g.tag_id = t.id) \
         as usage_count",
        "from platform.tags t where t.organization_id = $1 \
         and ($2::text is null or strpos(lower(t.name), lower($2)) > 0) \
         and ($3::text is null or t.category = $3)",
        "t.id",
        &[&tx.organization().0, &filter.q, &filter.category],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Tag, tokio_postgres::Error> {
    Ok(Tag {
        id: TagId(row.try_get("id")?),
        fields: TagFields {
            name: row.try_get("name")?,
            description: row.try_get("description")?,
            color: row.try_get("color")?,
            category: row.try_get("category")?,
        },
        usage_count: row.try_get("usage_count")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        created_by: UserId(row.try_get("created_by")?),
    })
}

/// Creates a tag.
///
/// # Errors
/// `Conflict` where the name is taken.
pub async fn insert(tx: &TenantTx, fields: &TagFields) -> Result<Tag> {
    let id = TagId(tx.id());
    let inserted = tags::insert()
        .bind(
            tx.client(),
            &id.0,
            &tx.organization().0,
            &fields.name,
            &fields.description,
            &fields.color,
            &fields.category,
            &tx.now(),
            &tx.user()?.0,
        )
        .await;
    explain(inserted)?;
    log(tx, "created", id, None, Some(fields)).await?;
    get(tx, id).await
}

/// Changes a tag.
///
/// # Errors
/// As [`insert`]; `PreconditionFailed` where `if_version` has passed.
pub async fn update(tx: &TenantTx, before: &Tag, fields: &TagFields, if_version: Option<i64>) -> Result<Tag> {
    let updated = tags::update()
        .bind(
            tx.client(),
            &fields.name,
            &fields.description,
            &fields.color,
            &fields.category,
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .await;
    if explain(updated)? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "updated", before.id, Some(&before.fields), Some(fields)).await?;
    get(tx, before.id).await
}

/// Deletes a tag and takes it off everything.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, tag: &Tag, if_version: Option<i64>) -> Result<()> {
    if tags::delete().bind(tx.client(), &tag.id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "deleted", tag.id, Some(&tag.fields), None).await
}

/// Makes one tag of two: what carries `from` carries `into` afterwards, and `from` is gone.
///
/// # Errors
/// `Invalid` where `into` is the same tag or none of the organization's.
pub async fn merge(tx: &TenantTx, from: TagId, into: TagId) -> Result<Tag> {
    let refuse = |message| Error::invalid("/into", "not_another_tag", message);
    if from == into {
        return Err(refuse("another tag than the one that is merged"));
    }
    // Both in the order of their ids, so that two merges of the same pair wait instead of blocking each other.
    let locked = tags::lock().bind(tx.client(), &[from.0, into.0].as_slice()).all().await?;
    if !locked.contains(&into.0) {
        return Err(refuse("a tag of the organization"));
    }
    let before = get(tx, from).await?;
    tags::move_taggings().bind(tx.client(), &into.0, &tx.now(), &tx.organization().0, &from.0).await?;
    tags::delete().bind(tx.client(), &from.0, &None).await?;
    let entry = audit::Entry {
        action: "merged",
        resource_type: "tag",
        resource_id: Some(from.0),
        old_values: Some(json!({ "name": before.fields.name })),
        new_values: Some(json!({ "into": into })),
    };
    audit::record(tx, entry).await?;
    get(tx, into).await
}

/// The tags on a thing, by name. The caller has been shown to see it.
pub async fn of(tx: &TenantTx, resource: Resource) -> Result<Vec<Tag>> {
    let rows = tags::of_resource()
        .bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id)
        .all()
        .await?;
    Ok(rows.into_iter().map(Tag::from).collect())
}

/// Replaces the set of tags on a thing that the caller may change.
///
/// # Errors
/// `Invalid` where one of them is no tag of the organization.
pub async fn replace(tx: &TenantTx, resource: Resource, ids: &[Uuid]) -> Result<Vec<Tag>> {
    let before = of(tx, resource).await?;
    let (organization, kind) = (tx.organization().0, resource.kind.name());
    tags::remove_taggings_except().bind(tx.client(), &organization, &kind, &resource.id, &ids).await?;
    tags::add_taggings()
        .bind(tx.client(), &organization, &kind, &resource.id, &tx.now(), &ids)
        .await
        .on_constraint("taggings_tag_id_fkey", || {
            Error::invalid("/tag_ids", "no_such_tag", "every id is a tag of the organization")
        })?;
    let after = of(tx, resource).await?;
    let names = |tags: &[Tag]| tags.iter().map(|tag| tag.fields.name.clone()).collect::<Vec<_>>();
    let entry = audit::Entry {
        action: "tagged",
        resource_type: kind,
        resource_id: Some(resource.id),
        old_values: Some(json!({ "tags": names(&before) })),
        new_values: Some(json!({ "tags": names(&after) })),
    };
    audit::record(tx, entry).await?;
    Ok(after)
}

/// Takes every tag off a thing that is deleted.
pub async fn forget(tx: &TenantTx, resource: Resource) -> Result<()> {
    tags::remove_taggings()
        .bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id)
        .await?;
    Ok(())
}

fn explain<T>(result: std::result::Result<T, tokio_postgres::Error>) -> Result<T> {
    result
        .on_constraint("tags_name_key", || Error::conflict("name_taken", "a tag of this name exists already"))
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: TagId,
    before: Option<&TagFields>,
    after: Option<&TagFields>,
) -> Result<()> {
    let json =
        |fields: Option<&TagFields>| fields.map(serde_json::to_value).transpose().map_err(Error::internal);
    let entry = audit::Entry {
        action,
        resource_type: "tag",
        resource_id: Some(id.0),
        old_values: json(before)?,
        new_values: json(after)?,
    };
    audit::record(tx, entry).await
}
