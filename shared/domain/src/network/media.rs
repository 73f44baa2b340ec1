//! Media: images and attachments. A row first, then the bytes, then what the bytes turn out to be.
//!
//! An item is seen by its uploader, by whoever sees every project, by everybody in the organization where it is in the
//! library or somebody's avatar, and otherwise by whoever sees a thing that it hangs on. Its objects live under
//! `org/{organization}/media/{id}/`: `original` as it was sent, and once it was looked at `verified`, a copy that no
//! upload form reaches.

use std::{collections::HashMap, str::FromStr};

use jiff::Timestamp;
use serde_json::{Value, json};
use sql::queries::network::{media, media::MediaRow};
use uuid::Uuid;

use super::visibility::visible;
use crate::{
    Error, Result,
    accounts::{
        access::{Resource, ResourceType},
        permissions::Permission,
        plans::Quota,
        quotas,
    },
    ids::{MediaId, OrganizationId, UserId},
    platform::{
        audit,
        outbox::{self, Effect},
        paging::{Page, Paged, Sort},
        tags,
    },
    transaction::TenantTx,
};

/// How lists of media may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "m.created_at", sql_type: "timestamptz" },
    Sort { name: "file_name", expression: "lower(m.file_name)", sql_type: "text" },
    Sort { name: "size_bytes", expression: "m.size_bytes", sql_type: "bigint" },
];

/// What `status` can be.
pub const STATUSES: &[&str] = &["PENDING", "PROCESSING", "READY", "FAILED"];
/// What `media_type` can be.
pub const MEDIA_TYPES: &[&str] = &["image", "video", "audio", "document"];

/// The last part of the key under which an item is uploaded.
pub const ORIGINAL: &str = "original";
/// The last part of the key under which it is kept.
pub const VERIFIED: &str = "verified";

/// An image or an attachment.
#[derive(Debug, Clone)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// What people may change.
    pub fields: MediaFields,
    /// The key of the object that holds its bytes.
    pub file_path: String,
    /// As the client declared it.
    pub declared_content_type: String,
    /// What its bytes are, once READY.
    pub content_type: Option<String>,
    /// One of [`MEDIA_TYPES`], once READY.
    pub media_type: Option<String>,
    /// Whether everybody in the organization sees it, whatever it hangs on.
    pub in_library: bool,
    /// Whether it is the face of a member.
    pub is_avatar: bool,
    /// One of [`STATUSES`].
    pub status: String,
    /// Why it FAILED: a code, and a sentence for people.
    pub failure: Option<(String, String)>,
    /// Its size as declared; what was stored is compared with it.
    pub size_bytes: i64,
    /// SHA-256 of its bytes, once READY.
    pub sha256: Option<Vec<u8>>,
    /// Width and height in pixels, where it is an image with such.
    pub dimensions: Option<(i32, i32)>,
    /// An older item with the same bytes.
    pub duplicate_of: Option<MediaId>,
    /// Raised by every change.
    pub version: i64,
    /// When its row was written.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When its bytes had come.
    pub uploaded_at: Option<Timestamp>,
    /// When it became READY or FAILED.
    pub processed_at: Option<Timestamp>,
    /// Who uploaded it.
    pub created_by: UserId,
}

/// What people may change about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaFields {
    /// Under which name it is saved.
    pub file_name: String,
    /// What people call it.
    pub title: String,
    /// What it shows, for whoever does not see it.
    pub alt_text: String,
    /// Whatever there is to say.
    pub description: String,
}

/// An item to be.
#[derive(Debug)]
pub struct NewMedia {
    /// Its id, chosen before the row so that its objects' keys are known.
    pub id: MediaId,
    /// What people may change later.
    pub fields: MediaFields,
    /// As the client declares it.
    pub content_type: String,
    /// As the client declares it.
    pub size_bytes: u64,
    /// As the client declares it.
    pub sha256: Option<[u8; 32]>,
    /// Whether everybody in the organization will see it.
    pub in_library: bool,
}

/// Which items a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose title or file name contains this, whatever the case.
    pub q: Option<String>,
    /// Those of this kind.
    pub media_type: Option<String>,
    /// Those in this status.
    pub status: Option<String>,
    /// Those that hang on this thing, which the caller has been shown to see.
    pub resource: Option<Resource>,
    /// Those that carry this tag.
    pub tag: Option<Uuid>,
}

/// What every object of an item's begins with.
pub fn prefix(organization: OrganizationId, media: MediaId) -> String {
    format!("org/{organization}/media/{media}/")
}

/// The key of one of an item's objects: [`ORIGINAL`] or [`VERIFIED`].
pub fn key(organization: OrganizationId, media: MediaId, name: &str) -> String {
    format!("{}{name}", prefix(organization, media))
}

/// Reads the key of an original back; any other key is none.
pub fn parse_key(key: &str) -> Option<(OrganizationId, MediaId)> {
    let mut parts = key.split('/');
    let ("org", organization, "media", media, ORIGINAL, None) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next()?, parts.next())
    else {
        return None;
    };
    Some((OrganizationId::from_str(organization).ok()?, MediaId::from_str(media).ok()?))
}

impl From<MediaRow> for Media {
    fn from(row: MediaRow) -> Self {
        Self {
            id: MediaId(row.id),
            fields: MediaFields {
                file_name: row.file_name,
                title: row.title,
                alt_text: row.alt_text,
                description: row.description,
            },
            file_path: row.file_path,
            declared_content_type: row.declared_content_type,
            content_type: row.content_type,
            media_type: row.media_type,
            in_library: row.in_library,
            is_avatar: row.is_avatar,
            status: row.status,
            failure: row.failure_code.zip(row.failure_message),
            size_bytes: row.size_bytes,
            sha256: row.sha256,
            dimensions: row.width.zip(row.height),
            duplicate_of: row.duplicate_of.map(MediaId),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            uploaded_at: row.uploaded_at,
            processed_at: row.processed_at,
            created_by: UserId(row.created_by),
        }
    }
}

impl Media {
    pub(super) fn is_own(&self, tx: &TenantTx) -> bool {
        tx.user().is_ok_and(|user| user == self.created_by)
    }

    /// Requires the right to read an item that the caller sees. Uploaders need none for their own.
    ///
    /// # Errors
    /// `Forbidden` without `media.read`.
    pub fn require_read(&self, tx: &TenantTx) -> Result<()> {
        if self.is_own(tx) { Ok(()) } else { tx.require(Permission::MediaRead) }
    }

    /// # Errors
    /// `Conflict` where its bytes have not been looked at, or came to nothing.
    pub fn require_ready(&self) -> Result<()> {
        match self.status.as_str() {
            "READY" => Ok(()),
            status => Err(Error::conflict("media_not_ready", format!("the item is {status}, not READY"))),
        }
    }

    /// Requires the right to delete it. For one's own, that of uploading is enough.
    ///
    /// # Errors
    /// `Forbidden` without `media.delete`.
    pub fn require_delete(&self, tx: &TenantTx) -> Result<()> {
        if self.is_own(tx) && tx.may(Permission::MediaWrite) {
            return Ok(());
        }
        tx.require(Permission::MediaDelete)
    }
}

/// An item that the caller may see.
///
/// # Errors
/// `NotFound` for an absent, foreign or hidden item.
pub async fn get(tx: &TenantTx, id: MediaId) -> Result<Media> {
    let row = media::find().bind(tx.client(), &id.0).opt().await?;
    let item = row.map(Media::from).ok_or(Error::NotFound("media"))?;
    match visible(tx, vec![item]).await?.pop() {
        Some(item) => Ok(item),
        None => Err(Error::NotFound("media")),
    }
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: MediaId) -> Result<Media> {
    media::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

/// Lists the items that the caller may see. What hangs on a thing decides row by row, so that a page may be shorter
/// than asked for and still not the last.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Media>> {
    let sees_all = tx.may(Permission::ProjectsReadAll);
    let (kind, thing) = (filter.resource.map(|r| r.kind.name()), filter.resource.map(|r| r.id));
    let found = page
        .fetch(
            tx,
            "m.id",
            "from network.media m where m.organization_id = $1 \
             and ($2::boolean or m.created_by = $3::uuid or m.in_library \
               or exists (select from accounts.memberships a \
                  where a.organization_id = m.organization_id and a.avatar_media_id = m.id) \
               or exists (select from network.media_links l \
                  where l.organization_id = m.organization_id and l.media_id = m.id)) \
             and ($4::text is null or strpos(lower(m.title), lower($4)) > 0 \
               or strpos(lower(m.file_name), lower($4)) > 0) \
             and ($5::text is null or m.media_type = $5) \
             and ($6::text is null or m.status = $6) \
             and ($7::text is null or exists (select from network.media_links l \
                  where l.organization_id = m.organization_id and l.media_id = m.id \
                  and l.resource_type = $7 and l.resource_id = $8::uuid)) \
             and ($9::uuid is null or exists (select from platform.taggings g \
                  where g.organization_id = m.organization_id and g.tag_id = $9 and g.resource_type = 'media' \
                  and g.resource_id = m.id))",
            "m.id",
            &[
                &tx.organization().0,
                &sees_all,
                &tx.user()?.0,
                &filter.q,
                &filter.media_type,
                &filter.status,
                &kind,
                &thing,
                &filter.tag,
            ],
            |row| row.try_get::<_, Uuid>("id"),
        )
        .await?;
    let (next_cursor, ids) = (found.next_cursor, found.rows);
    let mut by_id: HashMap<Uuid, Media> = media::find_many()
        .bind(tx.client(), &ids)
        .all()
        .await?
        .into_iter()
        .map(|row| (row.id, Media::from(row)))
        .collect();
    let items = ids.iter().filter_map(|id| by_id.remove(id)).collect();
    // Who sees the thing sees what hangs on it.
    let rows = if filter.resource.is_some() { items } else { visible(tx, items).await? };
    Ok(Paged { rows, next_cursor })
}

/// The oldest READY item with these bytes that can stand in for a new one: in the library, or the caller's own where the
/// new one is not for the library.
pub async fn find_by_sha256(tx: &TenantTx, sha256: &[u8; 32], in_library: bool) -> Result<Option<Media>> {
    let row = media::find_by_sha256()
        .bind(tx.client(), &tx.organization().0, &sha256.as_slice(), &tx.user()?.0, &in_library)
        .opt()
        .await?;
    Ok(row.map(Media::from))
}

/// Writes the row of an item whose bytes are yet to come. The one place where an item begins to take up room.
pub async fn insert(tx: &TenantTx, new: &NewMedia) -> Result<Media> {
    let size = i64::try_from(new.size_bytes).map_err(Error::internal)?;
    media::insert()
        .bind(
            tx.client(),
            &new.id.0,
            &tx.organization().0,
            &new.fields.file_name,
            &key(tx.organization(), new.id, ORIGINAL),
            &new.content_type,
            &new.fields.title,
            &new.fields.alt_text,
            &new.fields.description,
            &new.in_library,
            &size,
            &new.sha256.as_ref().map(|hash| hash.as_slice()),
            &tx.now(),
            &tx.user()?.0,
        )
        .await?;
    quotas::reserve(tx, Quota::StoredBytes, size);
    let values = json!({
        "file_name": new.fields.file_name, "title": new.fields.title, "size_bytes": new.size_bytes,
        "in_library": new.in_library,
    });
    log(tx, "created", new.id, None, Some(values)).await?;
    get(tx, new.id).await
}

/// Changes what people say about an item.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Media,
    fields: &MediaFields,
    if_version: Option<i64>,
) -> Result<Media> {
    let updated = media::update()
        .bind(
            tx.client(),
            &fields.file_name,
            &fields.title,
            &fields.alt_text,
            &fields.description,
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .await?;
    if updated == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "updated", before.id, Some(values_of(&before.fields)), Some(values_of(fields))).await?;
    get(tx, before.id).await
}

/// Deletes an item and takes it off everything; its objects go through the outbox.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, item: &Media, if_version: Option<i64>) -> Result<()> {
    let deleted = media::delete().bind(tx.client(), &item.id.0, &if_version).opt().await?;
    quotas::release(tx, Quota::StoredBytes, deleted.ok_or(Error::PreconditionFailed)?);
    tags::forget(tx, Resource { kind: ResourceType::Media, id: item.id.0 }).await?;
    log(tx, "deleted", item.id, Some(values_of(&item.fields)), None).await?;
    delete_objects(tx, item.id).await
}

/// Deletes the objects of an item that has no row any more, or none that can be used.
pub async fn delete_objects(tx: &TenantTx, id: MediaId) -> Result<()> {
    outbox::publish(tx, Effect::DeleteObjects { prefix: prefix(tx.organization(), id) }).await
}

/// Names and titles, as they are shown in lists; descriptions stay out of the log.
fn values_of(fields: &MediaFields) -> Value {
    json!({ "file_name": fields.file_name, "title": fields.title })
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: MediaId,
    old_values: Option<Value>,
    new_values: Option<Value>,
) -> Result<()> {
    let entry =
        audit::Entry { action, resource_type: "media", resource_id: Some(id.0), old_values, new_values };
    audit::record(tx, entry).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_and_foreign_keys_do_not() {
        let (organization, media) = (OrganizationId(Uuid::from_u128(1)), MediaId(Uuid::from_u128(2)));
        assert_eq!(parse_key(&key(organization, media, ORIGINAL)), Some((organization, media)));
        assert_eq!(parse_key(&key(organization, media, VERIFIED)), None);
        for key in ["", "org", "org/x/media/y/original", "org/../media/../original/x"] {
            assert_eq!(parse_key(key), None, "{key}");
        }
        assert_eq!(parse_key(&key(organization, media, ORIGINAL).replace("media", "files")), None);
    }
}
