//! Whether a chain is what was sealed: walks it from its checkpoint to its end, recomputes every hash, and compares
//! with the anchors that stand outside the database.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sql::queries::platform::audit_seals::{self, SealedRow, Seals as SealRow};
use uuid::Uuid;

use super::{
    chain::{self, BEGINNING, Hash, Kind, Sealable, Statement},
    sealing::hash,
};
use crate::{Error, Result, transaction::TenantTx};

/// Entries per batch.
const BATCH: i64 = 2_000;

/// What is wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The entry, its seal or the end of the chain says something else than was sealed.
    Altered,
    /// The entry or its seal is gone.
    Removed,
    /// Entries have changed places.
    Reordered,
    /// An entry stands behind this place that was never sealed, where all are.
    Inserted,
    /// The chain goes no further, though it did.
    Truncated,
    /// The chain is consistent, but not the one that was anchored: the first place that may differ.
    Rewritten,
    /// Nobody with the key vouches for the checkpoint from which the chain starts.
    Forged,
    /// An address or agent is gone, and nothing tells that its person was erased.
    OriginRemoved,
}

impl Reason {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Removed => "removed",
            Self::Reordered => "reordered",
            Self::Inserted => "inserted",
            Self::Truncated => "truncated",
            Self::Rewritten => "rewritten",
            Self::Forged => "forged_checkpoint",
            Self::OriginRemoved => "origin_removed",
        }
    }
}

/// The first place where something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bad {
    /// The place.
    pub sequence: i64,
    /// What is wrong.
    pub reason: Reason,
}

/// A checkpoint with who signed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// What is said.
    pub statement: Statement,
    /// The key.
    pub key_id: String,
    /// The signature.
    pub signature: Vec<u8>,
}

/// Where a chain starts and ends.
#[derive(Debug, Clone)]
pub struct Chain {
    /// From where it is verified.
    pub checkpoint: Option<Checkpoint>,
    /// The last sealed place; 0 where nothing is sealed.
    pub sealed_through: i64,
    /// Entries that wait for the sealer.
    pub unsealed: i64,
    end: Option<End>,
}

#[derive(Debug, Clone)]
struct End {
    hash: Hash,
    xid: String,
    entry: Uuid,
}

impl Chain {
    /// The place before the first that is in the database.
    pub fn start(&self) -> i64 {
        self.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.statement.sequence)
    }

    fn start_hash(&self) -> Hash {
        self.checkpoint.as_ref().map_or(BEGINNING, |checkpoint| checkpoint.statement.hash)
    }
}

/// Reads where the organization's chain starts and ends.
pub async fn chain(tx: &TenantTx) -> Result<Chain> {
    let (client, organization) = (tx.client(), tx.organization().0);
    let head = audit_seals::head().bind(client, &organization).opt().await?;
    let (after_xid, after_id) =
        head.as_ref().map_or(("0", Uuid::nil()), |head| (head.xid.as_str(), head.audit_log_id));
    let unsealed =
        audit_seals::count_unsealed().bind(client, &organization, &after_xid, &after_id).one().await?;
    let end = head
        .as_ref()
        .map(|head| {
            Ok::<_, Error>(End { hash: hash(&head.hash)?, xid: head.xid.clone(), entry: head.audit_log_id })
        })
        .transpose()?;
    Ok(Chain {
        checkpoint: checkpoint(tx).await?,
        sealed_through: head.map_or(0, |head| head.sequence),
        unsealed,
        end,
    })
}

async fn checkpoint(tx: &TenantTx) -> Result<Option<Checkpoint>> {
    let organization = tx.organization().0;
    let row = audit_seals::checkpoint().bind(tx.client(), &organization).opt().await?;
    row.map(|row| {
        let statement = Statement {
            kind: Kind::Checkpoint,
            organization,
            sequence: row.sequence,
            hash: hash(&row.hash)?,
            at: row.logged_through,
        };
        Ok(Checkpoint { statement, key_id: row.key_id, signature: row.signature })
    })
    .transpose()
}

/// Whether retention has cut the chain since it was read: what was found missing may be in the archive.
pub async fn was_cut(tx: &TenantTx, chain: &Chain) -> Result<bool> {
    Ok(checkpoint(tx).await? != chain.checkpoint)
}

/// A sealed entry with its place.
#[derive(Debug)]
pub struct Sealed {
    /// Its place.
    pub sequence: i64,
    /// The hash before it.
    pub previous: Hash,
    /// Its own.
    pub hash: Hash,
    /// The entry.
    pub row: SealedRow,
}

impl Sealed {
    /// The entry as the chain covers it.
    pub fn sealable(&self) -> Sealable<'_> {
        let row = &self.row;
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

    /// Whether address and agent are those whose digest is in the chain; nothing where they were erased. Entries from
    /// before there were digests have none, and the digest's absence is in the chain too.
    fn origin_holds(&self) -> Option<bool> {
        let row = &self.row;
        let Some(digest) = &row.origin_digest else { return Some(row.origin_salt.is_none()) };
        match &row.origin_salt {
            None if row.ip.is_none() && row.user_agent.is_none() => None,
            None => Some(false),
            Some(salt) => {
                let ip = row.ip.as_deref().map(chain::address);
                let found = chain::origin_digest(salt, ip.as_deref(), row.user_agent.as_deref());
                Some(found.as_slice() == digest.as_slice())
            }
        }
    }
}

/// A walk along a chain.
pub struct Walk<'a> {
    chain: &'a Chain,
    /// Anchors that the chain must pass through, by place.
    anchors: &'a [(i64, Hash)],
    position: i64,
    previous: Hash,
    last_place: Option<(u64, Uuid)>,
    /// The last place that an anchor, or the checkpoint, vouches for.
    vouched: i64,
    /// The first entry of each person whose origin was erased.
    erased: HashMap<Uuid, i64>,
}

impl<'a> Walk<'a> {
    /// From the chain's start; or from behind `after`, whose hash an earlier walk has found right.
    pub async fn start(
        tx: &TenantTx,
        chain: &'a Chain,
        anchors: &'a [(i64, Hash)],
        after: Option<i64>,
    ) -> Result<Self> {
        let start = chain.start();
        let mut walk = Self {
            chain,
            anchors,
            position: start,
            previous: chain.start_hash(),
            last_place: None,
            vouched: start,
            erased: HashMap::new(),
        };
        if let Some(after) = after.filter(|after| *after > start) {
            let found = audit_seals::hash_at().bind(tx.client(), &tx.organization().0, &after).opt().await?;
            let found = found.ok_or_else(|| {
                Error::invalid("?after", "no_such_sequence", "a sequence that is sealed and not archived")
            })?;
            (walk.position, walk.previous) = (after, hash(&found)?);
            walk.vouched = anchors.iter().rev().map(|(s, _)| *s).find(|s| *s <= after).unwrap_or(start);
        }
        Ok(walk)
    }

    /// The place that it has come to.
    pub fn position(&self) -> i64 {
        self.position
    }

    /// Whether it has come to the end.
    pub fn is_done(&self) -> bool {
        self.position >= self.chain.sealed_through
    }

    /// Entries whose origin was erased, by their persons.
    pub fn erased_people(&self) -> usize {
        self.erased.len()
    }

    /// Reads the next batch of the chain, as far as it is whole, and what stops it there.
    pub async fn read(&mut self, tx: &TenantTx) -> Result<(Vec<Sealed>, Option<Bad>)> {
        let organization = tx.organization().0;
        let seals = audit_seals::seals()
            .bind(tx.client(), &organization, &self.position, &self.chain.sealed_through, &BATCH)
            .all()
            .await?;
        let mut entries = entries(tx, &seals).await?;
        let (mut sealed, mut next, mut previous) = (Vec::new(), self.position + 1, self.previous);
        for seal in &seals {
            if seal.sequence != next {
                return Ok((sealed, bad(next, Reason::Removed)));
            }
            let Some(row) = entries.remove(&seal.audit_log_id) else {
                let moved = audit_seals::entry_is_elsewhere()
                    .bind(tx.client(), &organization, &seal.audit_log_id)
                    .one()
                    .await?;
                let reason = if moved { Reason::Altered } else { Reason::Removed };
                return Ok((sealed, bad(next, reason)));
            };
            let hash = hash(&seal.hash)?;
            sealed.push(Sealed { sequence: next, previous, hash, row });
            (next, previous) = (next + 1, hash);
        }
        if seals.is_empty() && !self.is_done() {
            return Ok((sealed, bad(next, Reason::Truncated)));
        }
        Ok((sealed, None))
    }

    /// Checks the next batch. Nothing where it is as it was sealed.
    pub async fn check(&mut self, tx: &TenantTx) -> Result<Option<Bad>> {
        let (sealed, stopped) = self.read(tx).await?;
        for (index, entry) in sealed.iter().enumerate() {
            if let Some(reason) = self.judge(entry, sealed.get(index + 1)) {
                let sequence = if reason == Reason::Rewritten { self.vouched + 1 } else { entry.sequence };
                return Ok(bad(sequence, reason));
            }
            self.accept(entry);
        }
        Ok(stopped)
    }

    /// Goes on behind an entry.
    pub fn accept(&mut self, entry: &Sealed) {
        (self.position, self.previous) = (entry.sequence, entry.hash);
        self.last_place = Some(entry.sealable().place());
    }

    fn judge(&mut self, entry: &Sealed, next: Option<&Sealed>) -> Option<Reason> {
        let sealable = entry.sealable();
        let place = sealable.place();
        if self.last_place.is_some_and(|last| place <= last) {
            return Some(Reason::Reordered);
        }
        if sealable.hash(entry.sequence, &self.previous) != entry.hash {
            let comes_later = next.is_some_and(|next| next.sealable().place() <= place);
            return Some(if comes_later { Reason::Reordered } else { Reason::Altered });
        }
        match entry.origin_holds() {
            Some(true) => {}
            Some(false) => return Some(Reason::Altered),
            None => {
                let person = entry.row.actor_id.unwrap_or_default();
                self.erased.entry(person).or_insert(entry.sequence);
            }
        }
        if let Ok(index) = self.anchors.binary_search_by_key(&entry.sequence, |(sequence, _)| *sequence) {
            if self.anchors[index].1 != entry.hash {
                return Some(Reason::Rewritten);
            }
            self.vouched = entry.sequence;
        }
        None
    }

    /// What only the end of the walk can tell.
    pub async fn finish(&self, tx: &TenantTx) -> Result<Option<Bad>> {
        let (client, organization) = (tx.client(), tx.organization().0);
        let end_of_chain = self.chain.sealed_through;
        if let Some((anchored, _)) = self.anchors.last()
            && *anchored > end_of_chain
        {
            return Ok(bad(end_of_chain + 1, Reason::Truncated));
        }
        if self.chain.start() > end_of_chain {
            return Ok(bad(end_of_chain + 1, Reason::Truncated));
        }
        let is_last = audit_seals::is_last().bind(client, &organization, &end_of_chain).one().await?;
        if !is_last {
            // Either the chain has grown meanwhile, or its end was moved back.
            let head = audit_seals::head().bind(client, &organization).opt().await?;
            if head.is_none_or(|head| head.sequence <= end_of_chain) {
                return Ok(bad(end_of_chain.max(1), Reason::Altered));
            }
        }
        let Some(end) = &self.chain.end else { return Ok(None) };
        if self.position == end_of_chain && end.hash != self.previous {
            return Ok(bad(end_of_chain, Reason::Altered));
        }
        let erased = audit_seals::erased_people().bind(client, &organization).all().await?;
        let erased: HashSet<Uuid> = erased.into_iter().collect();
        let unexplained = self.erased.iter().filter(|(person, _)| !erased.contains(person));
        if let Some(sequence) = unexplained.map(|(_, sequence)| *sequence).min() {
            return Ok(bad(sequence, Reason::OriginRemoved));
        }
        let sealable =
            audit_seals::count_sealable().bind(client, &organization, &end.xid, &end.entry).one().await?;
        if sealable > end_of_chain - self.chain.start() {
            let first =
                audit_seals::first_inserted().bind(client, &organization, &end.xid, &end.entry).opt().await?;
            return Ok(bad(first.unwrap_or(end_of_chain).max(self.chain.start()), Reason::Inserted));
        }
        Ok(None)
    }
}

fn bad(sequence: i64, reason: Reason) -> Option<Bad> {
    Some(Bad { sequence, reason })
}

async fn entries(tx: &TenantTx, seals: &[SealRow]) -> Result<HashMap<Uuid, SealedRow>> {
    let since: Option<Timestamp> = seals.iter().map(|seal| seal.logged_at).min();
    let until: Option<Timestamp> = seals.iter().map(|seal| seal.logged_at).max();
    let (Some(since), Some(until)) = (since, until) else { return Ok(HashMap::new()) };
    let ids: Vec<Uuid> = seals.iter().map(|seal| seal.audit_log_id).collect();
    let rows =
        audit_seals::entries().bind(tx.client(), &tx.organization().0, &since, &until, &ids).all().await?;
    let logged_at: HashMap<Uuid, Timestamp> = seals.iter().map(|s| (s.audit_log_id, s.logged_at)).collect();
    // An entry whose time was changed within the batch's span is not the one that was sealed.
    let rows = rows.into_iter().filter(|row| logged_at.get(&row.id) == Some(&row.created_at));
    Ok(rows.map(|row| (row.id, row)).collect())
}
