//! Analyses: one row per question, however often and by however many it is asked.
//!
//! The key of a question is (organization, project, input's hash, engine version, calculation type, parameters). A
//! row that SUCCEEDED is the cached answer to it; one that FAILED begins anew when somebody asks again. An analysis
//! is visible to whoever sees its project, and to whom it was granted.

use futures_util::future::try_join;
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use sql::queries::intelligence::analysis_results::{self, AnalysisRow};
use tokio_postgres::Row;
use uuid::Uuid;

use super::inputs::Input;
use crate::{
    Error, Result,
    accounts::access::{self, Access},
    error::OnConstraint as _,
    ids::{AnalysisId, FileId, ProjectId, UserId},
    ingestion::projects::Project,
    platform::{
        audit,
        outbox::{self, Effect},
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// What `status` can be.
pub const STATUSES: &[&str] = &["QUEUED", "RUNNING", "SUCCEEDED", "FAILED"];

/// How lists of analyses may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "a.created_at", sql_type: "timestamptz" }];

/// An analysis.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Its id.
    pub id: AnalysisId,
    /// Its project.
    pub project: ProjectId,
    /// The file that it reads.
    pub file: FileId,
    /// As the engine spells it.
    pub calculation_type: String,
    /// In their canonical form.
    pub parameters: Value,
    /// One of [`STATUSES`].
    pub status: String,
    /// Why it FAILED: a code, and a sentence for people.
    pub failure: Option<(String, String)>,
    /// What was computed. Lists leave it out.
    pub result_data: Option<Value>,
    /// [`Input::hash`].
    pub input_hash: Vec<u8>,
    /// The version of the calculations.
    pub engine_version: String,
    /// Raised by every change.
    pub version: i64,
    /// When it was first asked for.
    pub created_at: Timestamp,
    /// When it SUCCEEDED or FAILED.
    pub completed_at: Option<Timestamp>,
    /// Who asked first.
    pub created_by: UserId,
    /// What the caller may do with it; nothing in lists.
    pub access: Access,
}

/// What somebody wants to know about a table.
#[derive(Debug, Clone)]
pub struct Question {
    /// As the engine spells it.
    pub calculation_type: &'static str,
    /// The parameters as canonical JSON: one text for one question.
    pub parameters: String,
    /// The version of the calculations.
    pub engine_version: &'static str,
}

/// Which analyses a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those in this status.
    pub status: Option<String>,
    /// Those of this type.
    pub calculation_type: Option<&'static str>,
    /// Those that read this file.
    pub file: Option<Uuid>,
}

impl From<AnalysisRow> for Analysis {
    fn from(row: AnalysisRow) -> Self {
        Self {
            id: AnalysisId(row.id),
            project: ProjectId(row.project_id),
            file: FileId(row.file_id),
            calculation_type: row.calculation_type,
            parameters: row.parameters,
            status: row.status,
            failure: row.failure_code.zip(row.failure_message),
            result_data: row.result_data,
            input_hash: row.input_hash,
            engine_version: row.engine_version,
            version: row.version,
            created_at: row.created_at,
            completed_at: row.completed_at,
            created_by: UserId(row.created_by),
            access: Access::default(),
        }
    }
}

/// An analysis that the caller may see.
///
/// # Errors
/// `NotFound` for an absent, foreign or hidden analysis.
pub async fn get(tx: &TenantTx, id: AnalysisId) -> Result<Analysis> {
    // Both travel together.
    let (access, row) = try_join(access::of_analysis(tx, id), async {
        Ok(analysis_results::find().bind(tx.client(), &id.0).opt().await?)
    })
    .await?;
    let analysis = row.map(Analysis::from).ok_or(Error::NotFound("analysis"))?;
    Ok(Analysis { access, ..analysis })
}

/// Lists the analyses of a project, which the caller has been shown to see, without their results.
pub async fn list(tx: &TenantTx, project: &Project, filter: &Filter, page: &Page) -> Result<Paged<Analysis>> {
    page.fetch(
        tx,
        "a.id, a.project_id, a.file_id, a.calculation_type, a.parameters, a.status, a.failure_code, \
         a.failure_message, a.input_hash, a.engine_version, a.version, a.created_at, a.completed_at, a.created_by",
        "from intelligence.analysis_results a where a.organization_id = $1 and a.project_id = $2 \
         and ($3::text is null or a.status = $3) \
         and ($4::text is null or a.calculation_type = $4) \
         and ($5::uuid is null or a.file_id = $5)",
        "a.id",
        &[&tx.organization().0, &project.id.0, &filter.status, &filter.calculation_type, &filter.file],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Analysis, tokio_postgres::Error> {
    let failure_code: Option<String> = row.try_get("failure_code")?;
    Ok(Analysis {
        id: AnalysisId(row.try_get("id")?),
        project: ProjectId(row.try_get("project_id")?),
        file: FileId(row.try_get("file_id")?),
        calculation_type: row.try_get("calculation_type")?,
        parameters: row.try_get("parameters")?,
        status: row.try_get("status")?,
        failure: failure_code.zip(row.try_get("failure_message")?),
        result_data: None,
        input_hash: row.try_get("input_hash")?,
        engine_version: row.try_get("engine_version")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        completed_at: row.try_get("completed_at")?,
        created_by: UserId(row.try_get("created_by")?),
        access: Access::default(),
    })
}

/// Asks a question: finds its row, or writes one and puts it on the queue. Whoever asks at the same moment gets the
/// same row, and one message goes out.
///
/// # Errors
/// `Invalid` where the file was deleted meanwhile.
pub async fn request(
    tx: &TenantTx,
    project: &Project,
    input: &Input,
    question: &Question,
) -> Result<Analysis> {
    // A row may fail, or go with its file, between two looks.
    for _ in 0..4 {
        let asked = match find(tx, project, input, question).await? {
            Some(found) if found.status != "FAILED" => return Ok(found),
            Some(failed) => ask_again(tx, input, failed.id).await?,
            None => insert(tx, project, input, question).await?,
        };
        if let Some(analysis) = asked {
            queue(tx, &analysis).await?;
            return Ok(analysis);
        }
    }
    Err(Error::unavailable("the analysis changed under every attempt to ask for it"))
}

async fn find(
    tx: &TenantTx,
    project: &Project,
    input: &Input,
    question: &Question,
) -> Result<Option<Analysis>> {
    let row = analysis_results::find_by_key()
        .bind(
            tx.client(),
            &tx.organization().0,
            &project.id.0,
            &input.hash.as_slice(),
            &question.engine_version,
            &question.calculation_type,
            &question.hash().as_slice(),
        )
        .opt()
        .await?;
    Ok(row.map(Analysis::from))
}

/// Nothing where another request wrote the row first.
async fn insert(
    tx: &TenantTx,
    project: &Project,
    input: &Input,
    question: &Question,
) -> Result<Option<Analysis>> {
    let parameters: Value = serde_json::from_str(&question.parameters).map_err(Error::internal)?;
    let row = analysis_results::insert()
        .bind(
            tx.client(),
            &tx.id(),
            &tx.organization().0,
            &project.id.0,
            &input.file.0,
            &question.calculation_type,
            &parameters,
            &question.hash().as_slice(),
            &input.hash.as_slice(),
            &question.engine_version,
            &tx.now(),
            &tx.user()?.0,
        )
        .opt()
        .await;
    let row = row.on_constraint("analysis_results_file_id_fkey", no_such_file)?;
    Ok(row.map(Analysis::from))
}

/// Nothing where another request did so first.
async fn ask_again(tx: &TenantTx, input: &Input, failed: AnalysisId) -> Result<Option<Analysis>> {
    let row = analysis_results::ask_again()
        .bind(tx.client(), &input.file.0, &tx.now(), &failed.0)
        .opt()
        .await
        .on_constraint("analysis_results_file_id_fkey", no_such_file)?;
    Ok(row.map(Analysis::from))
}

/// The error about a file that is absent, foreign, hidden or of another project.
pub fn no_such_file() -> Error {
    Error::invalid("/file_id", "not_found", "the project has no such file")
}

async fn queue(tx: &TenantTx, analysis: &Analysis) -> Result<()> {
    let effect = Effect::RunAnalysis { organization_id: tx.organization(), analysis_id: analysis.id };
    outbox::publish(tx, effect).await?;
    let entry = audit::Entry {
        action: "requested",
        resource_type: "analysis",
        resource_id: Some(analysis.id.0),
        new_values: Some(json!({
            "project_id": analysis.project, "file_id": analysis.file,
            "calculation_type": analysis.calculation_type, "parameters": analysis.parameters,
        })),
        ..Default::default()
    };
    audit::record(tx, entry).await
}

impl Question {
    /// SHA-256 of the canonical parameters.
    fn hash(&self) -> [u8; 32] {
        Sha256::digest(&self.parameters).into()
    }
}
