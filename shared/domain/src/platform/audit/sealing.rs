//! Sealing: entries of finished transactions join their organization's chain.
//!
//! The order of a chain is that of the writing transactions' ids, then of the entries' own. A batch takes only entries
//! of transactions below the snapshot's xmin: all of those have ended, so that nothing can appear before what is
//! sealed, and writers neither wait for the sealer nor for each other. One row, the cursor, is the lock of whoever
//! seals and says how far all chains have come.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sql::queries::platform::audit_seals::{self, SettledRow};
use uuid::Uuid;

use super::chain::{BEGINNING, Hash, Kind, Sealable, Statement};
use crate::{Error, Result, ids::OrganizationId, transaction::SystemTx};

/// The most entries in a batch.
pub const ROWS: i64 = 5_000;
/// About how many characters of values a batch holds at most; its last entry may go beyond.
const CHARACTERS: i64 = 16 * 1024 * 1024;
/// Chains per page.
const CHAINS: i64 = 200;

/// What a batch did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Batch {
    /// So many entries were sealed. Fewer than asked for: nothing more is settled now.
    Sealed(usize),
    /// Somebody else is sealing.
    Busy,
}

/// Where a chain ends, while a batch is added.
struct Head {
    sequence: i64,
    hash: Hash,
    xid: String,
    entry: Uuid,
}

/// What a batch adds to the chains, column by column.
#[derive(Default)]
struct Seals {
    organizations: Vec<Uuid>,
    sequences: Vec<i64>,
    entries: Vec<Uuid>,
    logged_at: Vec<Timestamp>,
    hashes: Vec<Hash>,
}

/// Seals the next batch, of at most `rows` entries of any organizations.
pub async fn seal(tx: &SystemTx, rows: i64) -> Result<Batch> {
    let client = tx.client();
    let Some(cursor) = audit_seals::lock_cursor().bind(client).opt().await? else { return Ok(Batch::Busy) };
    let entries = audit_seals::settled()
        .bind(client, &cursor.xid, &cursor.audit_log_id, &rows, &CHARACTERS)
        .all()
        .await?;
    let Some(last) = entries.last() else { return Ok(Batch::Sealed(0)) };
    let mut heads = heads(tx, &entries).await?;
    let mut seals = Seals::default();
    for entry in &entries {
        let head = heads.entry(entry.organization_id).or_insert_with(|| Head {
            sequence: 0,
            hash: BEGINNING,
            xid: String::new(),
            entry: Uuid::nil(),
        });
        head.sequence += 1;
        head.hash = sealable(entry).hash(head.sequence, &head.hash);
        (head.xid, head.entry) = (entry.xid.clone(), entry.id);
        seals.organizations.push(entry.organization_id);
        seals.sequences.push(head.sequence);
        seals.entries.push(entry.id);
        seals.logged_at.push(entry.created_at);
        seals.hashes.push(head.hash);
    }
    insert(tx, &seals).await?;
    set_heads(tx, &heads).await?;
    audit_seals::move_cursor().bind(client, &last.xid, &last.id).await?;
    Ok(Batch::Sealed(entries.len()))
}

fn sealable(row: &SettledRow) -> Sealable<'_> {
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

async fn heads(tx: &SystemTx, entries: &[SettledRow]) -> Result<BTreeMap<Uuid, Head>> {
    let mut organizations: Vec<Uuid> = entries.iter().map(|entry| entry.organization_id).collect();
    organizations.sort_unstable();
    organizations.dedup();
    let rows = audit_seals::heads().bind(tx.client(), &organizations).all().await?;
    rows.into_iter()
        .map(|row| {
            let hash = hash(&row.hash)?;
            Ok((
                row.organization_id,
                Head { sequence: row.sequence, hash, xid: String::new(), entry: Uuid::nil() },
            ))
        })
        .collect()
}

async fn insert(tx: &SystemTx, seals: &Seals) -> Result<()> {
    let hashes: Vec<&[u8]> = seals.hashes.iter().map(Hash::as_slice).collect();
    audit_seals::insert_seals()
        .bind(tx.client(), &seals.organizations, &seals.sequences, &seals.entries, &seals.logged_at, &hashes)
        .await?;
    Ok(())
}

async fn set_heads(tx: &SystemTx, heads: &BTreeMap<Uuid, Head>) -> Result<()> {
    let organizations: Vec<Uuid> = heads.keys().copied().collect();
    let sequences: Vec<i64> = heads.values().map(|head| head.sequence).collect();
    let hashes: Vec<&[u8]> = heads.values().map(|head| head.hash.as_slice()).collect();
    let xids: Vec<&str> = heads.values().map(|head| head.xid.as_str()).collect();
    let entries: Vec<Uuid> = heads.values().map(|head| head.entry).collect();
    audit_seals::set_heads()
        .bind(tx.client(), &tx.now(), &organizations, &sequences, &hashes, &xids, &entries)
        .await?;
    Ok(())
}

/// A hash as a column has it.
pub(crate) fn hash(bytes: &[u8]) -> Result<Hash> {
    bytes.try_into().map_err(|_| Error::internal("a hash has another length"))
}

/// Chains that have grown behind their last anchor, by organization, after `after`.
pub async fn unanchored(tx: &SystemTx, after: OrganizationId) -> Result<Vec<Statement>> {
    let rows = audit_seals::unanchored().bind(tx.client(), &after.0, &CHAINS).all().await?;
    rows.into_iter()
        .map(|row| {
            Ok(Statement {
                kind: Kind::Anchor,
                organization: row.organization_id,
                sequence: row.sequence,
                hash: hash(&row.hash)?,
                at: row.sealed_at,
            })
        })
        .collect()
}

/// Whether the chain still says at `sequence` what an anchor said of it. What was archived says nothing any more.
pub async fn still_says(tx: &SystemTx, organization: Uuid, sequence: i64, expected: &Hash) -> Result<bool> {
    let checkpoint = audit_seals::checkpoint().bind(tx.client(), &organization).opt().await?;
    if checkpoint.is_some_and(|checkpoint| checkpoint.sequence >= sequence) {
        return Ok(true);
    }
    let found = audit_seals::hash_at().bind(tx.client(), &organization, &sequence).opt().await?;
    Ok(found.is_some_and(|found| found.as_slice() == expected))
}

/// Takes down that an anchor stands.
pub async fn mark_anchored(tx: &SystemTx, anchor: &Statement) -> Result<()> {
    audit_seals::mark_anchored().bind(tx.client(), &anchor.sequence, &anchor.organization).await?;
    Ok(())
}

/// A key that signs anchors and checkpoints.
#[derive(Debug, Clone)]
pub struct SealingKey {
    /// Its id.
    pub id: String,
    /// The Ed25519 public key, 32 bytes.
    pub public_key: Vec<u8>,
    /// The private key's seed, sealed for [`place_of_key`].
    pub sealed_private_key: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// The place that a private key is sealed for.
pub fn place_of_key(id: &str) -> String {
    format!("platform.audit_keys|private_key|{id}")
}

/// The latest key.
pub async fn latest_key(tx: &SystemTx) -> Result<Option<SealingKey>> {
    let row = audit_seals::latest_key().bind(tx.client()).opt().await?;
    Ok(row.map(|row| SealingKey {
        id: row.id,
        public_key: row.public_key,
        sealed_private_key: row.sealed_private_key,
        created_at: row.created_at,
    }))
}

/// Keeps a new key.
pub async fn insert_key(tx: &SystemTx, key: &SealingKey) -> Result<()> {
    audit_seals::insert_key()
        .bind(
            tx.client(),
            &key.id,
            &key.public_key.as_slice(),
            &key.sealed_private_key.as_slice(),
            &key.created_at,
        )
        .await?;
    Ok(())
}
