//! The work on an erasure: claimed once, counted before it begins, leased, fenced. It may be broken off anywhere and
//! begun again: what is erased stays erased.

use jiff::SignedDuration;
use serde_json::{Value, json};
use sql::queries::platform::erasures;
use uuid::Uuid;

use super::Scope;
use crate::{
    Error, Result,
    ids::{ErasureId, OrganizationId, UserId},
    platform::audit,
    transaction::{SystemTx, TenantTx},
};

/// How long a worker may be silent before its work is given to another.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often an erasure may end the process that does it: each attempt gets further than the one before.
pub const MAX_ATTEMPTS: i32 = 20;

/// The right to work on an erasure.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The erasure.
    pub erasure: ErasureId,
    /// Who is forgotten.
    pub user: UserId,
    /// How far it goes.
    pub scope: Scope,
    /// Where the person belonged when the work began, if it has begun.
    pub organizations: Option<Vec<Uuid>>,
    /// Rows erased or changed by earlier attempts.
    pub rows: i64,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Proof of the right: raised by every claim.
    fence: i64,
}

/// What a message about an erasure means.
#[derive(Debug)]
pub enum Arrival {
    /// Work on it.
    Claimed(Claim),
    /// Another worker does, or did: the message is a repetition.
    InHand,
    /// There is no such erasure.
    Gone,
}

/// Claims the erasure.
pub async fn claim(tx: &TenantTx, erasure: ErasureId, owner: Uuid) -> Result<Arrival> {
    let now = tx.now();
    let row = erasures::claim().bind(tx.client(), &owner, &(now + LEASE), &now, &erasure.0).opt().await?;
    if let Some(row) = row {
        return Ok(Arrival::Claimed(Claim {
            erasure,
            user: UserId(row.user_id),
            scope: Scope::parse(&row.scope).ok_or_else(|| Error::internal("an unknown scope"))?,
            organizations: row.organization_ids,
            rows: row.progress_rows,
            attempt: row.attempts,
            fence: row.fence,
        }));
    }
    let exists = erasures::exists().bind(tx.client(), &erasure.0).opt().await?.is_some();
    Ok(if exists { Arrival::InHand } else { Arrival::Gone })
}

/// Where the person belongs, in every organization.
pub async fn organizations_of(tx: &SystemTx, user: UserId) -> Result<Vec<OrganizationId>> {
    let ids = erasures::organizations_of().bind(tx.client(), &user.0).all().await?;
    Ok(ids.into_iter().map(OrganizationId).collect())
}

/// Whose logs know where the person came from, left organizations included.
pub async fn organizations_that_know(tx: &SystemTx, user: UserId) -> Result<Vec<OrganizationId>> {
    let ids = erasures::organizations_that_know().bind(tx.client(), &user.0).all().await?;
    Ok(ids.into_iter().map(OrganizationId).collect())
}

/// Writes down what the work is about, before it removes what tells it. False where the right is lost.
pub async fn note_begin(tx: &TenantTx, claim: &Claim, organizations: &[Uuid]) -> Result<bool> {
    let updated = erasures::note_begin()
        .bind(tx.client(), &claim.scope.name(), &organizations, &tx.now(), &claim.erasure.0, &claim.fence)
        .await?;
    Ok(updated == 1)
}

/// Renews the lease and tells how far the work is. False where the right is lost.
pub async fn renew(tx: &TenantTx, claim: &Claim, rows: i64) -> Result<bool> {
    let now = tx.now();
    let updated = erasures::renew()
        .bind(tx.client(), &(now + LEASE), &rows, &now, &claim.erasure.0, &claim.fence)
        .await?;
    Ok(updated == 1)
}

/// Gives the work back. Where something else was at fault, the attempt does not count. False where the right is lost.
pub async fn release(tx: &TenantTx, claim: &Claim, counts: bool) -> Result<bool> {
    let uncounted = i32::from(!counts);
    let updated =
        erasures::release().bind(tx.client(), &tx.now(), &uncounted, &claim.erasure.0, &claim.fence).await?;
    Ok(updated == 1)
}

/// Ends the work well. False where the right is lost.
pub async fn succeed(tx: &TenantTx, claim: &Claim, rows: i64) -> Result<bool> {
    let updated =
        erasures::succeed().bind(tx.client(), &rows, &tx.now(), &claim.erasure.0, &claim.fence).await?;
    log(tx, claim, updated, json!({ "status": "SUCCEEDED", "rows": rows })).await
}

/// Ends the work with a reason that a person can act on. False where the right is lost.
pub async fn fail(tx: &TenantTx, claim: &Claim, code: &str, message: &str) -> Result<bool> {
    let updated = erasures::fail()
        .bind(tx.client(), &code, &message, &tx.now(), &claim.erasure.0, &claim.fence)
        .await?;
    log(tx, claim, updated, json!({ "status": "FAILED", "failure_code": code })).await
}

async fn log(tx: &TenantTx, claim: &Claim, updated: u64, values: Value) -> Result<bool> {
    if updated == 1 {
        let entry = audit::Entry {
            action: "erased",
            resource_type: "erasure",
            resource_id: Some(claim.erasure.0),
            new_values: Some(values),
            ..Default::default()
        };
        audit::record(tx, entry).await?;
    }
    Ok(updated == 1)
}
