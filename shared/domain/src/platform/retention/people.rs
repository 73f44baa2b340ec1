//! People past their grace: what is known of them goes, their id stays, because much points at it.

use jiff::Timestamp;
use sql::queries::platform::retention;

use super::{CHORE, take_turn};
use crate::{
    Result,
    accounts::{plans::Quota, quotas},
    ids::{OrganizationId, UserId},
    platform::audit,
    transaction::SystemTx,
};

/// People per page.
const PEOPLE: i64 = 100;

/// People who were deleted at or before `before`, after `after`.
pub async fn gone(tx: &SystemTx, before: Timestamp, after: UserId) -> Result<Vec<UserId>> {
    let rows = retention::gone_people().bind(tx.client(), &before, &after.0, &PEOPLE).all().await?;
    Ok(rows.into_iter().map(UserId).collect())
}

/// Anonymises a person who was deleted at or before `before`. False where another run was faster, or they came back.
pub async fn anonymise(tx: &SystemTx, user: UserId, before: Timestamp) -> Result<bool> {
    take_turn(tx).await?;
    let client = tx.client();
    if retention::anonymise_person().bind(client, &tx.now(), &user.0, &before).await? == 0 {
        return Ok(false);
    }
    retention::delete_links_of().bind(client, &user.0).await?;
    for organization in retention::delete_memberships_of().bind(client, &user.0).all().await? {
        quotas::release_system(tx, OrganizationId(organization), Quota::Seats, 1);
        let entry = audit::Entry {
            action: "purged",
            resource_type: "user",
            resource_id: Some(user.0),
            ..Default::default()
        };
        audit::record_chore(tx, OrganizationId(organization), CHORE, entry).await?;
    }
    Ok(true)
}
