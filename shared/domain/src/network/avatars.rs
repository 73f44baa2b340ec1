//! The face that a person shows in an organization. It belongs to the membership: people are members of several
//! organizations, an image is one organization's, and the others see nothing of it.

use serde_json::json;
use sql::queries::accounts::memberships;

use super::{
    kinds,
    media::{self, Media},
};
use crate::{
    Error, Result,
    accounts::caller::Caller,
    ids::MediaId,
    platform::audit,
    transaction::{IdentityTx, TenantTx},
};

/// The largest avatar in bytes.
pub const MAX_SIZE: i64 = 5 * 1024 * 1024;

/// The caller's avatar in this organization.
pub async fn find(tx: &TenantTx) -> Result<Option<Media>> {
    let avatar = memberships::avatar().bind(tx.client(), &tx.organization().0, &tx.user()?.0).opt().await?;
    match avatar.flatten() {
        Some(id) => media::get(tx, MediaId(id)).await.map(Some),
        None => Ok(None),
    }
}

/// The id of the caller's avatar in the organization of their session.
pub async fn of_caller(tx: &IdentityTx, caller: &Caller) -> Result<Option<MediaId>> {
    let avatar =
        memberships::avatar().bind(tx.client(), &caller.organization.0, &caller.user.0).opt().await?;
    Ok(avatar.flatten().map(MediaId))
}

/// Shows an image of the caller's own to everybody in this organization.
///
/// # Errors
/// `Invalid` where it is not one of theirs, no picture, or too large; `Conflict` where it is not READY.
pub async fn set(tx: &TenantTx, id: MediaId) -> Result<Media> {
    let user = tx.user()?;
    let refuse = |code, message: &str| Err(Error::invalid("/media_id", code, message));
    // Held, so that it is not deleted meanwhile.
    let item = match media::lock(tx, id).await {
        Ok(item) if item.created_by == user => item,
        Ok(_) | Err(Error::NotFound(_)) => return refuse("not_found", "you have uploaded no such image"),
        Err(error) => return Err(error),
    };
    item.require_ready()?;
    let kind = item.content_type.as_deref().and_then(kinds::find);
    if !kind.is_some_and(|kind| kind.media_type == "image" && kind.inline) {
        return refuse("not_an_image", "an avatar is a JPEG, PNG, GIF, WebP or AVIF image");
    }
    if item.size_bytes > MAX_SIZE {
        return refuse("too_large", "an avatar has at most 5 MiB");
    }
    write(tx, Some(id)).await?;
    media::get(tx, id).await
}

/// Shows none any more. The image stays.
pub async fn remove(tx: &TenantTx) -> Result<()> {
    write(tx, None).await
}

async fn write(tx: &TenantTx, id: Option<MediaId>) -> Result<()> {
    let (organization, user) = (tx.organization(), tx.user()?);
    let before = memberships::avatar().bind(tx.client(), &organization.0, &user.0).opt().await?.flatten();
    if before == id.map(|id| id.0) {
        return Ok(());
    }
    memberships::set_avatar()
        .bind(tx.client(), &id.map(|id| id.0), &tx.now(), &organization.0, &user.0)
        .await?;
    let entry = audit::Entry {
        action: "avatar_changed",
        resource_type: "user",
        resource_id: Some(user.0),
        old_values: Some(json!({ "avatar_media_id": before })),
        new_values: Some(json!({ "avatar_media_id": id })),
    };
    audit::record(tx, entry).await
}
