//! The activity log past an organization's `data_retention_days`: read, archived by the caller, then deleted.
//!
//! Days are whole days of UTC, and a batch never spans two of them: what a batch holds depends on its first entry
//! only, so that a repeated batch is the same batch, whenever it is repeated.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sql::queries::platform::retention::{self, ActivityRow};
use uuid::Uuid;

use super::take_turn;
use crate::{Error, Result, ids::OrganizationId, transaction::SystemTx};

/// The most entries in a batch.
const ROWS: i64 = 10_000;
/// About how many characters of values a batch holds at most; its last entry may go beyond.
const CHARACTERS: i64 = 16 * 1024 * 1024;
/// Organizations per page.
const ORGANIZATIONS: i64 = 500;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// An entry of the log. The values are JSON as PostgreSQL writes it, so that no digit is lost.
pub type Entry = ActivityRow;

/// An organization with entries that have to go.
#[derive(Debug, Clone, Copy)]
pub struct Due {
    /// The organization.
    pub organization: OrganizationId,
    /// Everything before goes. The beginning of a day.
    pub before: Timestamp,
}

/// Organizations with entries that have to go, by id, after `after`.
pub async fn due(tx: &SystemTx, after: OrganizationId) -> Result<Vec<Due>> {
    let today = day_of(tx.now())?;
    let rows = retention::organizations_with_old_activity()
        .bind(tx.client(), &after.0, &today, &ORGANIZATIONS)
        .all()
        .await?;
    let due = |organization: Uuid, days: i32| Due {
        organization: OrganizationId(organization),
        before: today - DAY * days,
    };
    Ok(rows.into_iter().map(|row| due(row.id, row.data_retention_days)).collect())
}

/// The oldest entries that have to go: of one day, in order, at least one unless none is left.
pub async fn read(tx: &SystemTx, due: &Due) -> Result<Vec<Entry>> {
    let (client, organization) = (tx.client(), due.organization.0);
    let oldest = retention::oldest_activity().bind(client, &organization, &due.before).opt().await?;
    let Some(oldest) = oldest else { return Ok(Vec::new()) };
    let next_day = day_of(oldest)? + DAY;
    let entries = retention::read_activity()
        .bind(client, &organization, &oldest, &next_day.min(due.before), &ROWS, &CHARACTERS)
        .all()
        .await?;
    Ok(entries)
}

/// Deletes exactly these entries, which [`read`] returned. Returns how many were still there.
pub async fn delete(tx: &SystemTx, organization: OrganizationId, entries: &[Entry]) -> Result<u64> {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(0) };
    take_turn(tx).await?;
    let ids: Vec<Uuid> = entries.iter().map(|entry| entry.id).collect();
    let deleted = retention::delete_activity()
        .bind(tx.client(), &organization.0, &first.created_at, &last.created_at, &ids)
        .await?;
    Ok(deleted)
}

/// The beginning of the day, in UTC.
fn day_of(instant: Timestamp) -> Result<Timestamp> {
    let day = instant.to_zoned(TimeZone::UTC).start_of_day().map_err(Error::internal)?;
    Ok(day.timestamp())
}
