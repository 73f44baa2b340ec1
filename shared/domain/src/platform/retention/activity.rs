//! The activity log past an organization's `data_retention_days`: read, archived by the caller, then deleted, with a
//! signed checkpoint in its place.
//!
//! What goes is the beginning of the organization's chain, and only as far as the chain holds: every hash is computed
//! again before anything is signed for. Days are whole days of UTC, and a batch never spans two of them: what a batch
//! holds depends on its first entry only, so that a repeated batch is the same batch, whenever it is repeated.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use sql::queries::platform::{
    audit_seals,
    retention::{self, ActivityRow},
};
use uuid::Uuid;

use super::take_turn;
use crate::{
    Error, Result,
    ids::OrganizationId,
    platform::audit::{
        chain::{BEGINNING, Hash, Kind, Sealable, Statement},
        sealing::hash,
    },
    transaction::SystemTx,
};

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

/// Entries that go together.
#[derive(Debug)]
pub struct Batch {
    /// In the chain's order; at least one.
    pub entries: Vec<Entry>,
    /// The hash before the first.
    pub previous: Hash,
    /// The end of the batch, for the checkpoint.
    pub end: Statement,
}

/// The first entries of the chain that have to go, of one day, in order; nothing where none is left.
///
/// # Errors
/// `Internal` where the chain does not hold there: nothing is archived, let alone signed for, that was tampered with.
pub async fn read(tx: &SystemTx, due: &Due) -> Result<Option<Batch>> {
    // No other run deletes what is read here.
    take_turn(tx).await?;
    let (client, organization) = (tx.client(), due.organization.0);
    let first = retention::first_seal().bind(client, &organization).opt().await?;
    let Some(first) = first.filter(|first| first.logged_at < due.before) else { return Ok(None) };
    let checkpoint = audit_seals::checkpoint().bind(client, &organization).opt().await?;
    let (archived, start) = match checkpoint {
        Some(checkpoint) => (checkpoint.sequence, hash(&checkpoint.hash)?),
        None => (0, BEGINNING),
    };
    let broken =
        |sequence: i64| Error::internal(format!("the chain of {organization} is broken at {sequence}"));
    if first.sequence != archived + 1 {
        return Err(broken(archived + 1));
    }
    let day = day_of(first.logged_at)?;
    let mut entries = retention::read_activity()
        .bind(client, &organization, &first.sequence, &ROWS, &day, &(day + DAY), &CHARACTERS)
        .all()
        .await?;
    // The next day's first entry ends the batch, even where some of this day's come behind it.
    let whole =
        (first.sequence..).zip(&entries).take_while(|(place, entry)| *place == entry.sequence).count();
    entries.truncate(whole);
    let mut previous = start;
    for entry in &entries {
        let found = sealable(entry).hash(entry.sequence, &previous);
        if found.as_slice() != entry.hash.as_slice() {
            return Err(broken(entry.sequence));
        }
        previous = found;
    }
    let last = entries.last().ok_or_else(|| broken(first.sequence))?;
    let end = Statement {
        kind: Kind::Checkpoint,
        organization,
        sequence: last.sequence,
        hash: previous,
        at: last.created_at,
    };
    Ok(Some(Batch { entries, previous: start, end }))
}

fn sealable(row: &ActivityRow) -> Sealable<'_> {
    Sealable {
        organization: row.organization_id,
        id: row.id,
        xid: &row.xid,
        created_at: row.created_at,
        actor: row.actor_id,
        action: &row.action,
        resource_type: &row.resource_type,
        resource: row.resource_id,
        old_values: row.old_values.as_deref(),
        new_values: row.new_values.as_deref(),
        request_id: row.request_id.as_deref(),
        origin_digest: row.origin_digest.as_deref(),
    }
}

/// Puts the signed checkpoint in the place of exactly these entries, which [`read`] returned. Returns how many were
/// still there.
pub async fn delete(tx: &SystemTx, batch: &Batch, key_id: &str, signature: &[u8]) -> Result<u64> {
    let (Some(first), Some(last)) = (batch.entries.first(), batch.entries.last()) else { return Ok(0) };
    take_turn(tx).await?;
    let (client, end) = (tx.client(), &batch.end);
    let organization = end.organization;
    audit_seals::insert_checkpoint()
        .bind(client, &organization, &end.sequence, &end.hash.as_slice(), &end.at, &key_id, &signature)
        .await?;
    let ids: Vec<Uuid> = batch.entries.iter().map(|entry| entry.id).collect();
    // A day's entries stand in the chain's order, not in that of their instants.
    let day = day_of(first.created_at)?;
    let deleted = retention::delete_activity().bind(client, &organization, &day, &(day + DAY), &ids).await?;
    audit_seals::delete_seals().bind(client, &organization, &first.sequence, &last.sequence).await?;
    Ok(deleted)
}

/// The beginning of the day, in UTC.
fn day_of(instant: Timestamp) -> Result<Timestamp> {
    let day = instant.to_zoned(TimeZone::UTC).start_of_day().map_err(Error::internal)?;
    Ok(day.timestamp())
}
