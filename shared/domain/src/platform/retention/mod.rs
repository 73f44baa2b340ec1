//! What goes when its time is over, in batches that are small, repeatable and each their own transaction. What is left
//! to do is always what the tables still hold: a run that ends half-way needs no memory.
//!
//! - [`activity`]: the activity log, by each organization's `data_retention_days`, archived first
//! - [`expired`]: sessions, tokens, keys
//! - [`projects`]: deleted projects past their grace, with files and analyses
//! - [`uploads`]: files whose bytes never came
//! - [`inventory`]: whether bucket and table hold the same files

use sql::queries::platform::retention;

use crate::{Result, transaction::SystemTx};

pub mod activity;
pub mod expired;
pub mod inventory;
pub mod projects;
pub mod uploads;

/// How retention names itself in the activity log.
const CHORE: &str = "retention";

/// Waits until no other run is inside a batch. Every batch that deletes begins with it.
async fn take_turn(tx: &SystemTx) -> Result<()> {
    retention::lock().bind(tx.client()).one().await?;
    Ok(())
}
