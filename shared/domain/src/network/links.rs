//! What hangs on which thing, in order. Whoever sees the thing sees what hangs on it; whoever may change the thing
//! decides what does.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::json;
use sql::queries::network::media_links::{self, LinkRow};
use uuid::Uuid;

use super::media;
use crate::{
    Error, Result,
    accounts::access::{Resource, ResourceType},
    error::OnConstraint as _,
    ids::{MediaId, MediaLinkId, UserId},
    platform::audit,
    transaction::TenantTx,
};

/// The most items on one thing.
pub const MAX_LINKS: usize = 100;

/// An item's place on a thing.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its id.
    pub id: MediaLinkId,
    /// The item.
    pub media: MediaId,
    /// A word of the registry of resource types.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// What is said about it there.
    pub caption: String,
    /// From 0.
    pub position: i32,
    /// When it was put there.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: UserId,
}

/// An item to hang on a thing.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// The item.
    pub media: MediaId,
    /// What to say about it there.
    pub caption: String,
}

impl From<LinkRow> for Link {
    fn from(row: LinkRow) -> Self {
        Self {
            id: MediaLinkId(row.id),
            media: MediaId(row.media_id),
            resource_type: row.resource_type,
            resource_id: row.resource_id,
            caption: row.caption,
            position: row.position,
            created_at: row.created_at,
            created_by: UserId(row.created_by),
        }
    }
}

/// The items on a thing, in order. The caller has been shown to see the thing.
pub async fn of(tx: &TenantTx, resource: Resource) -> Result<Vec<Link>> {
    let rows = media_links::of_resource()
        .bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id)
        .all()
        .await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

/// What these items hang on, whether or not the caller sees it.
pub(crate) async fn of_media(tx: &TenantTx, ids: &[Uuid]) -> Result<Vec<Link>> {
    let rows = media_links::of_media().bind(tx.client(), &tx.organization().0, &ids).all().await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

/// A link, whether or not the caller sees its thing.
///
/// # Errors
/// `NotFound` for an absent or foreign link.
pub async fn get(tx: &TenantTx, id: MediaLinkId) -> Result<Link> {
    let row = media_links::find().bind(tx.client(), &id.0).opt().await?;
    row.map(Link::from).ok_or(Error::NotFound("media link"))
}

impl Link {
    /// The thing.
    ///
    /// # Errors
    /// `NotFound` where this version knows no such kind of thing.
    pub fn resource(&self) -> Result<Resource> {
        let kind = ResourceType::parse(&self.resource_type).ok_or(Error::NotFound("media link"))?;
        Ok(Resource { kind, id: self.resource_id })
    }
}

/// Whether anything can hang on a thing of this kind: on everything but media.
///
/// # Errors
/// `Invalid` at the pointer where nothing can.
pub fn require_attachable(kind: ResourceType, pointer: &str) -> Result<()> {
    if kind == ResourceType::Media {
        return Err(Error::invalid(pointer, "invalid_value", "media hang on things, not on other media"));
    }
    Ok(())
}

/// Hangs an item on a thing that the caller may change, behind what hangs there or at a position.
///
/// # Errors
/// `Invalid` where the caller sees no such item, `Conflict` where it hangs there already or nothing more has place.
pub async fn insert(
    tx: &TenantTx,
    resource: Resource,
    new: &NewLink,
    position: Option<usize>,
) -> Result<Link> {
    lock_set(tx, resource).await?;
    require_visible(tx, new.media, "/media_id").await?;
    let set = of(tx, resource).await?;
    if set.len() >= MAX_LINKS {
        return Err(Error::conflict(
            "too_many_links",
            format!("at most {MAX_LINKS} items hang on one thing"),
        ));
    }
    let position = position.unwrap_or(set.len()).min(set.len());
    for (n, link) in set.iter().enumerate().skip(position) {
        media_links::place().bind(tx.client(), &link.caption, &place(n + 1)?, &link.id.0).await?;
    }
    let id = add(tx, resource, new, position).await?;
    record(tx, "media_attached", resource, None, Some(&[new.media])).await?;
    get(tx, id).await
}

/// Replaces the items on a thing that the caller may change. What stays keeps its id.
///
/// # Errors
/// `Invalid` where the caller does not see one that is new, or one is named twice.
pub async fn replace(tx: &TenantTx, resource: Resource, new: &[NewLink]) -> Result<Vec<Link>> {
    lock_set(tx, resource).await?;
    let before = of(tx, resource).await?;
    let mut named = HashSet::new();
    for (n, link) in new.iter().enumerate() {
        let pointer = format!("/links/{n}/media_id");
        if !named.insert(link.media) {
            return Err(Error::invalid(pointer, "repeated", "every item is named once"));
        }
        if before.iter().all(|old| old.media != link.media) {
            require_visible(tx, link.media, &pointer).await?;
        }
    }
    let gone: Vec<Uuid> =
        before.iter().filter(|old| !named.contains(&old.media)).map(|old| old.id.0).collect();
    media_links::delete().bind(tx.client(), &gone).await?;
    for (n, link) in new.iter().enumerate() {
        match before.iter().find(|old| old.media == link.media) {
            Some(old) => {
                media_links::place().bind(tx.client(), &link.caption, &place(n)?, &old.id.0).await?;
            }
            None => {
                add(tx, resource, link, n).await?;
            }
        }
    }
    let old: Vec<MediaId> = before.iter().map(|link| link.media).collect();
    let now: Vec<MediaId> = new.iter().map(|link| link.media).collect();
    record(tx, "media_replaced", resource, Some(&old), Some(&now)).await?;
    of(tx, resource).await
}

/// Takes an item off a thing that the caller may change.
pub async fn delete(tx: &TenantTx, link: &Link, resource: Resource) -> Result<()> {
    lock_set(tx, resource).await?;
    // Read again: somebody may have been faster.
    let link = get(tx, link.id).await?;
    media_links::delete().bind(tx.client(), &[link.id.0].as_slice()).await?;
    media_links::close_gap()
        .bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id, &link.position)
        .await?;
    record(tx, "media_detached", resource, Some(&[link.media]), None).await
}

/// Takes everything off a thing that is deleted.
pub async fn forget(tx: &TenantTx, resource: Resource) -> Result<()> {
    media_links::remove()
        .bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id)
        .await?;
    Ok(())
}

async fn lock_set(tx: &TenantTx, resource: Resource) -> Result<()> {
    media_links::lock_set().bind(tx.client(), &resource.id).one().await?;
    Ok(())
}

async fn require_visible(tx: &TenantTx, id: MediaId, pointer: &str) -> Result<()> {
    match media::get(tx, id).await {
        Ok(item) => item.require_read(tx),
        Err(Error::NotFound(_)) => {
            Err(Error::invalid(pointer, "not_found", "there is no such item that you can see"))
        }
        Err(error) => Err(error),
    }
}

async fn add(tx: &TenantTx, resource: Resource, new: &NewLink, position: usize) -> Result<MediaLinkId> {
    let id = MediaLinkId(tx.id());
    media_links::insert()
        .bind(
            tx.client(),
            &id.0,
            &tx.organization().0,
            &new.media.0,
            &resource.kind.name(),
            &resource.id,
            &new.caption,
            &place(position)?,
            &tx.now(),
            &tx.user()?.0,
        )
        .await
        .on_constraint("media_links_media_key", || {
            Error::conflict("already_attached", "this item hangs on this thing already")
        })
        // Deleted since it was looked at.
        .on_constraint("media_links_media_id_fkey", || {
            Error::conflict("media_deleted", "this item has just been deleted")
        })?;
    Ok(id)
}

fn place(position: usize) -> Result<i32> {
    i32::try_from(position).map_err(Error::internal)
}

async fn record(
    tx: &TenantTx,
    action: &str,
    resource: Resource,
    before: Option<&[MediaId]>,
    after: Option<&[MediaId]>,
) -> Result<()> {
    let values = |media: &[MediaId]| json!({ "media_ids": media });
    let entry = audit::Entry {
        action,
        resource_type: resource.kind.name(),
        resource_id: Some(resource.id),
        old_values: before.map(values),
        new_values: after.map(values),
    };
    audit::record(tx, entry).await
}
