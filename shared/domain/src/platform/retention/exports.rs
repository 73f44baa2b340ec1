//! Exports past their time: the row, and the file through the outbox.

use sql::queries::platform::retention;

use super::take_turn;
use crate::{
    Result,
    ids::{ExportId, OrganizationId},
    platform::{
        exports,
        outbox::{self, Effect},
    },
    transaction::SystemTx,
};

/// Exports per batch: each writes an outbox row.
const BATCH: i64 = 200;

/// Deletes a batch. Returns the organization of each that went; none where none is left.
pub async fn delete_expired(tx: &SystemTx) -> Result<Vec<OrganizationId>> {
    take_turn(tx).await?;
    let gone = retention::delete_exports().bind(tx.client(), &tx.now(), &BATCH).all().await?;
    let mut organizations = Vec::with_capacity(gone.len());
    for row in gone {
        let organization = OrganizationId(row.organization_id);
        let prefix = exports::prefix(organization, ExportId(row.id));
        outbox::publish_system(tx, organization, Effect::DeleteObjects { prefix }).await?;
        organizations.push(organization);
    }
    Ok(organizations)
}
