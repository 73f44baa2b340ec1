//! The work on an analysis: claimed once, counted before it begins, leased, fenced, finished once.
//!
//! However often the message arrives and wherever a worker dies, an analysis ends exactly once: a worker writes only
//! while its fence is the row's, and a lease that is not renewed is somebody else's after [`LEASE`].

use jiff::SignedDuration;
use postgres_types::Json;
use serde::Serialize;
use serde_json::{Value, json};
use sql::queries::intelligence::analysis_results;
use uuid::Uuid;

use crate::{
    Error, Result,
    accounts::access::{Resource, ResourceType},
    ids::{AnalysisId, FileId, ProjectId, UserId},
    platform::{
        audit,
        notifications::{
            self, Notice,
            kinds::{ANALYSIS_FAILED, ANALYSIS_SUCCEEDED},
        },
    },
    transaction::TenantTx,
};

/// How long a worker may be silent before its work is given to another.
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often an analysis may end the process that computes it before it is FAILED for good.
pub const MAX_ATTEMPTS: i32 = 3;

/// The right to work on an analysis.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The analysis.
    pub analysis: AnalysisId,
    /// Its project.
    pub project: ProjectId,
    /// The file that it reads.
    pub file: FileId,
    /// As the engine spells it.
    pub calculation_type: String,
    /// In their canonical form.
    pub parameters: Value,
    /// The version of the calculations that the result is promised to be of.
    pub engine_version: String,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Who asked first, and is told how it ended.
    pub asker: UserId,
    /// Proof of the right: raised by every claim.
    fence: i64,
}

/// What a message about an analysis means.
#[derive(Debug)]
pub enum Arrival {
    /// Work on it.
    Claimed(Claim),
    /// Another worker does, or did: the message is a repetition.
    InHand,
    /// There is no such analysis (any more).
    Gone,
}

/// Claims the analysis.
pub async fn claim(tx: &TenantTx, analysis: AnalysisId, owner: Uuid) -> Result<Arrival> {
    let now = tx.now();
    let row =
        analysis_results::claim().bind(tx.client(), &owner, &(now + LEASE), &now, &analysis.0).opt().await?;
    if let Some(row) = row {
        return Ok(Arrival::Claimed(Claim {
            analysis,
            project: ProjectId(row.project_id),
            file: FileId(row.file_id),
            calculation_type: row.calculation_type,
            parameters: row.parameters,
            engine_version: row.engine_version,
            attempt: row.attempts,
            asker: UserId(row.created_by),
            fence: row.fence,
        }));
    }
    let exists = analysis_results::exists().bind(tx.client(), &analysis.0).opt().await?.is_some();
    Ok(if exists { Arrival::InHand } else { Arrival::Gone })
}

/// Renews the lease. False where the right is lost.
pub async fn renew(tx: &TenantTx, claim: &Claim) -> Result<bool> {
    let now = tx.now();
    let updated = analysis_results::renew()
        .bind(tx.client(), &(now + LEASE), &now, &claim.analysis.0, &claim.fence)
        .await?;
    Ok(updated == 1)
}

/// Gives the work back. Where something else than the analysis was at fault, the attempt does not count. False where
/// the right is lost.
pub async fn release(tx: &TenantTx, claim: &Claim, counts: bool) -> Result<bool> {
    let uncounted = i32::from(!counts);
    let updated = analysis_results::release()
        .bind(tx.client(), &tx.now(), &uncounted, &claim.analysis.0, &claim.fence)
        .await?;
    Ok(updated == 1)
}

/// Ends the work well, with the `result_data`. False where the right is lost.
pub async fn succeed<T>(tx: &TenantTx, claim: &Claim, result: &T) -> Result<bool>
where
    T: Serialize + std::fmt::Debug + Send + Sync,
{
    let updated = analysis_results::succeed()
        .bind(tx.client(), &Json(result), &tx.now(), &claim.analysis.0, &claim.fence)
        .await
        .map_err(Error::from)?;
    let notice = Notice::new(&ANALYSIS_SUCCEEDED, format!("{} is computed", claim.calculation_type));
    end(tx, claim, updated, json!({ "status": "SUCCEEDED" }), notice).await
}

/// Ends the work with a reason that a person can act on. False where the right is lost.
pub async fn fail(tx: &TenantTx, claim: &Claim, code: &str, message: &str) -> Result<bool> {
    let updated = analysis_results::fail()
        .bind(tx.client(), &code, &message, &tx.now(), &claim.analysis.0, &claim.fence)
        .await?;
    let title = format!("{} could not be computed", claim.calculation_type);
    let notice = Notice::new(&ANALYSIS_FAILED, title).message(message);
    end(tx, claim, updated, json!({ "status": "FAILED", "failure_code": code }), notice).await
}

/// Logs the end and tells who asked, where the right to end it was there.
async fn end(tx: &TenantTx, claim: &Claim, updated: u64, values: Value, notice: Notice) -> Result<bool> {
    if updated == 1 {
        let mut data = values.clone();
        data["project_id"] = json!(claim.project);
        data["file_id"] = json!(claim.file);
        data["calculation_type"] = json!(claim.calculation_type);
        let entry = audit::Entry {
            action: "computed",
            resource_type: "analysis",
            resource_id: Some(claim.analysis.0),
            new_values: Some(values),
            ..Default::default()
        };
        audit::record(tx, entry).await?;
        let analysis = Resource { kind: ResourceType::Analysis, id: claim.analysis.0 };
        let notice = notice.about(analysis).action(format!("/v1/analyses/{}", claim.analysis)).data(data);
        notifications::notify(tx, &[claim.asker], notice).await?;
    }
    Ok(updated == 1)
}
