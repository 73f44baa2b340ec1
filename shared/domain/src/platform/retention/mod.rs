//! What goes when its time is over, in batches that are small, repeatable and each their own transaction. What is left
//! to do is always what the tables still hold: a run that ends half-way needs no memory.
//!
//! - [`activity`]: the activity log, by each organization's `data_retention_days`, archived first
//! - [`expired`]: sessions, tokens, keys
//! - [`exports`]: exports past their time, with their files
//! - [`people`]: deleted people past their grace
//! - [`projects`]: deleted projects past their grace, with files and analyses
//! - [`teams`]: deleted teams past their grace
//! - [`uploads`]: files whose bytes never came
//! - [`media`]: images and attachments whose bytes never came, or came to nothing
//! - [`usage`]: whether the counters of quotas say what is there
//! - [`inventory`]: whether buckets and tables hold the same things

use sql::queries::platform::retention;
use uuid::Uuid;

use crate::{Result, accounts::access::ResourceType, ids::OrganizationId, transaction::SystemTx};

pub mod activity;
pub mod expired;
pub mod exports;
pub mod inventory;
pub mod media;
pub mod people;
pub mod projects;
pub mod teams;
pub mod uploads;
pub mod usage;

/// How retention names itself in the activity log.
const CHORE: &str = "retention";

/// Waits until no other run is inside a batch. Every batch that deletes begins with it.
async fn take_turn(tx: &SystemTx) -> Result<()> {
    retention::lock().bind(tx.client()).one().await?;
    Ok(())
}

/// Takes what hung on things that are gone off them, and what was granted on them.
async fn forget(tx: &SystemTx, organization: OrganizationId, kind: ResourceType, ids: &[Uuid]) -> Result<()> {
    retention::forget_taggings().bind(tx.client(), &organization.0, &kind.name(), &ids).await?;
    retention::delete_comments().bind(tx.client(), &organization.0, &kind.name(), &ids).await?;
    retention::forget_media_links().bind(tx.client(), &organization.0, &kind.name(), &ids).await?;
    retention::forget_resource().bind(tx.client(), &organization.0, &kind.name(), &ids).await?;
    Ok(())
}
