//! Who sees an item: see `media`. What it hangs on decides through the one door to things of any kind.

use std::collections::HashMap;

use uuid::Uuid;

use super::{
    links::{self, Link},
    media::Media,
};
use crate::{
    Error, Result,
    accounts::{
        access::{self, Resource, ResourceType},
        permissions::Permission,
    },
    ids::MediaId,
    transaction::TenantTx,
};

/// Those of the items that the caller may see.
pub(super) async fn visible(tx: &TenantTx, items: Vec<Media>) -> Result<Vec<Media>> {
    let is_open = |item: &Media| item.in_library || item.is_avatar || item.is_own(tx);
    if tx.may(Permission::ProjectsReadAll) || items.iter().all(is_open) {
        return Ok(items);
    }
    let closed: Vec<Uuid> = items.iter().filter(|item| !is_open(item)).map(|item| item.id.0).collect();
    let mut by_item: HashMap<MediaId, Vec<Link>> = HashMap::new();
    for link in links::of_media(tx, &closed).await? {
        by_item.entry(link.media).or_default().push(link);
    }
    // A page's items mostly hang on the same few things: each is asked once.
    let mut seen: HashMap<(String, Uuid), bool> = HashMap::new();
    let mut kept = Vec::new();
    for item in items {
        let mut shown = is_open(&item);
        for link in by_item.remove(&item.id).unwrap_or_default() {
            if shown {
                break;
            }
            let thing = (link.resource_type, link.resource_id);
            shown = match seen.get(&thing) {
                Some(shown) => *shown,
                None => {
                    let shown = may_read(tx, &thing.0, thing.1).await?;
                    seen.insert(thing, shown);
                    shown
                }
            };
        }
        if shown {
            kept.push(item);
        }
    }
    Ok(kept)
}

/// Whether the caller may read a thing of any kind.
async fn may_read(tx: &TenantTx, resource_type: &str, id: Uuid) -> Result<bool> {
    let Some(kind) = ResourceType::parse(resource_type) else { return Ok(false) };
    // Boxed: media are things as well, though none hangs on another.
    match Box::pin(access::get(tx, Resource { kind, id })).await {
        Ok(access) => Ok(access.may(tx, kind.read())),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
