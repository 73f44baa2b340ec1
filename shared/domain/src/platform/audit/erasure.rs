//! A person's traces in the log: address and agent of what they did, and the salts by which digests of their data
//! could be recognised. The entries stay, and the chain over them stays whole.

use sql::queries::platform::audit_logs;

use super::{Entry, record_chore};
use crate::{
    Result,
    ids::{OrganizationId, UserId},
    transaction::SystemTx,
};

/// Entries per batch.
const BATCH: i64 = 5_000;

/// Erases a batch of a person's traces in an organization, under retention's role. The first batch logs it: an origin
/// that is missing without that is a finding of verification. Returns how many entries were changed; 0 where none is
/// left.
pub async fn erase(tx: &SystemTx, organization: OrganizationId, person: UserId, chore: &str) -> Result<u64> {
    let client = tx.client();
    let salts = audit_logs::delete_salts().bind(client, &organization.0, &person.0).await?;
    let origins = audit_logs::erase_origins().bind(client, &organization.0, &person.0, &BATCH).await?;
    if salts + origins > 0 {
        let entry = Entry {
            action: "erased",
            resource_type: "user",
            resource_id: Some(person.0),
            ..Entry::default()
        };
        record_chore(tx, organization, chore, entry).await?;
    }
    Ok(origins)
}
