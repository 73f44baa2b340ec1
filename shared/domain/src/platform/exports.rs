//! Exports: data that somebody takes with them. Asked for here, written by `run-export` as a file that its person can
//! download until it expires. Only they see it: it holds what they were allowed to see.
//!
//! What can be exported is the [`registry`]'s; [`rows`] reads it, [`runs`] keeps the work to exactly one result.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use sql::queries::platform::exports::{self, ExportRow};
use tokio_postgres::Row;

use crate::{
    Error, Result,
    error::OnConstraint as _,
    ids::{ExportId, OrganizationId, ProjectId},
    platform::{
        audit,
        outbox::{self, Effect, PersonalDataJob},
        paging::{Page, Paged, Sort},
        settings,
    },
    transaction::TenantTx,
};

pub mod registry;
pub mod rows;
pub mod runs;

/// The kind of export that holds everything about its person, whatever they may do.
pub const PERSON: &str = "person";
/// How many exports of one person may wait or run at once.
pub const MAX_OPEN: i64 = 5;
/// What `status` can be.
pub const STATUSES: &[&str] = &["QUEUED", "RUNNING", "SUCCEEDED", "FAILED"];

/// How lists of exports may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "e.created_at", sql_type: "timestamptz" }];

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, UTF-8, with a line of names.
    Csv,
    /// A JSON object per line.
    Ndjson,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Ndjson, Self::Xlsx];

    /// Its word, which is the file's extension.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Xlsx => "xlsx",
        }
    }

    /// By its word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What the object is stored as.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// An export.
#[derive(Debug, Clone)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// What is exported: a word of the registry, or [`PERSON`].
    pub resource_type: String,
    /// `csv`, `ndjson` or `xlsx`.
    pub format: String,
    /// Whether a CSV begins with a byte order mark.
    pub bom: bool,
    /// The project that it is confined to.
    pub project: Option<ProjectId>,
    /// What else it is confined to.
    pub filters: Value,
    /// One of [`STATUSES`].
    pub status: String,
    /// Why it FAILED: a code, and a sentence for people.
    pub failure: Option<(String, String)>,
    /// How many rows there are, once that is known.
    pub total_rows: Option<i64>,
    /// Rows written.
    pub rows: i64,
    /// Bytes written.
    pub bytes: i64,
    /// Where the file is, once it SUCCEEDED.
    pub object_key: Option<String>,
    /// Raised by every change.
    pub version: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it SUCCEEDED or FAILED.
    pub completed_at: Option<Timestamp>,
    /// When it is gone.
    pub expires_at: Timestamp,
}

impl Export {
    /// How far it is, from 0 to 100; unknown before the rows are counted.
    pub fn percent(&self) -> Option<i64> {
        match (self.status.as_str(), self.total_rows) {
            ("SUCCEEDED", _) => Some(100),
            // Not done before it is.
            (_, Some(total)) => Some((100 * self.rows / total.max(1)).min(99)),
            _ => None,
        }
    }

    /// What the downloaded file is called.
    pub fn file_name(&self) -> String {
        let day = self.created_at.strftime("%Y-%m-%d");
        format!("{}-{day}.{}", self.resource_type, self.format)
    }
}

impl From<ExportRow> for Export {
    fn from(row: ExportRow) -> Self {
        Self {
            id: ExportId(row.id),
            resource_type: row.resource_type,
            format: row.format,
            bom: row.bom,
            project: row.project_id.map(ProjectId),
            filters: row.filters,
            status: row.status,
            failure: row.failure_code.zip(row.failure_message),
            total_rows: row.total_rows,
            rows: row.progress_rows,
            bytes: row.progress_bytes,
            object_key: row.object_key,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            completed_at: row.completed_at,
            expires_at: row.expires_at,
        }
    }
}

/// What is asked for.
#[derive(Debug)]
pub struct Request {
    /// A word of the registry, or [`PERSON`].
    pub resource_type: String,
    /// The form of the file.
    pub format: Format,
    /// Whether a CSV begins with a byte order mark, for programs that would not believe in UTF-8 otherwise.
    pub bom: bool,
    /// Only what is in this project, which the caller has been shown to see.
    pub project: Option<ProjectId>,
    /// Only what matches these, by the registry's names.
    pub filters: Map<String, Value>,
}

/// Where the objects of an export are.
pub fn prefix(organization: OrganizationId, id: ExportId) -> String {
    format!("org/{organization}/exports/{id}/")
}

/// The message that gets an export done.
pub fn effect(organization_id: OrganizationId, export_id: ExportId, resource_type: &str) -> Effect {
    if resource_type == PERSON {
        return Effect::HandlePersonalData { organization_id, job: PersonalDataJob::Collect(export_id) };
    }
    Effect::RunExport { organization_id, export_id }
}

/// An export of the caller's own that has not expired.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn get(tx: &TenantTx, id: ExportId) -> Result<Export> {
    let row = exports::find().bind(tx.client(), &id.0, &tx.user()?.0, &tx.now()).opt().await?;
    row.map(Export::from).ok_or(Error::NotFound("export"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: ExportId) -> Result<Export> {
    let row = exports::lock().bind(tx.client(), &id.0, &tx.user()?.0, &tx.now()).opt().await?;
    row.map(Export::from).ok_or(Error::NotFound("export"))
}

/// Lists the caller's exports that have not expired.
pub async fn list(tx: &TenantTx, status: Option<&str>, page: &Page) -> Result<Paged<Export>> {
    page.fetch(
        tx,
        "e.id, e.resource_type, e.format, e.bom, e.project_id, e.filters, e.status, e.failure_code, \
         e.failure_message, e.total_rows, e.progress_rows, e.progress_bytes, e.object_key, e.version, e.created_at, \
         e.updated_at, e.completed_at, e.expires_at",
        "from platform.exports e where e.organization_id = $1 and e.requested_by = $2 and e.expires_at > $3 \
         and ($4::text is null or e.status = $4)",
        "e.id",
        &[&tx.organization().0, &tx.user()?.0, &tx.now(), &status],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Export, tokio_postgres::Error> {
    let failure_code: Option<String> = row.try_get("failure_code")?;
    Ok(Export {
        id: ExportId(row.try_get("id")?),
        resource_type: row.try_get("resource_type")?,
        format: row.try_get("format")?,
        bom: row.try_get("bom")?,
        project: row.try_get::<_, Option<_>>("project_id")?.map(ProjectId),
        filters: row.try_get("filters")?,
        status: row.try_get("status")?,
        failure: failure_code.zip(row.try_get("failure_message")?),
        total_rows: row.try_get("total_rows")?,
        rows: row.try_get("progress_rows")?,
        bytes: row.try_get("progress_bytes")?,
        object_key: row.try_get("object_key")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        completed_at: row.try_get("completed_at")?,
        expires_at: row.try_get("expires_at")?,
    })
}

/// Asks for an export.
///
/// # Errors
/// `Conflict` where too many of the person's wait already; `Invalid` where the project went meanwhile.
pub async fn request(tx: &TenantTx, request: &Request) -> Result<Export> {
    let (organization, user) = (tx.organization(), tx.user()?);
    let open = exports::count_open().bind(tx.client(), &organization.0, &user.0, &tx.now()).one().await?;
    if open >= MAX_OPEN {
        return Err(Error::conflict(
            "too_many_exports",
            format!("{open} exports of yours are under way: wait until one is done, or delete one"),
        ));
    }
    let days = settings::number(tx, &settings::EXPORT_RETENTION_DAYS).await?;
    let row = exports::insert()
        .bind(
            tx.client(),
            &tx.id(),
            &organization.0,
            &user.0,
            &request.resource_type,
            &request.format.name(),
            &request.bom,
            &request.project.map(|project| project.0),
            &json!(request.filters),
            &tx.now(),
            &(tx.now() + SignedDuration::from_hours(24 * days)),
        )
        .one()
        .await
        .on_constraint("exports_project_id_fkey", no_such_project)?;
    let export = Export::from(row);
    outbox::publish(tx, effect(organization, export.id, &export.resource_type)).await?;
    log(tx, "requested", &export).await?;
    Ok(export)
}

/// The error about a project that is absent, foreign or hidden.
pub fn no_such_project() -> Error {
    Error::invalid("/project_id", "not_found", "there is no such project that you can see")
}

/// Deletes an export with its file. One that is being written ends without a result.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, export: &Export, if_version: Option<i64>) -> Result<()> {
    if exports::delete().bind(tx.client(), &export.id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    let prefix = prefix(tx.organization(), export.id);
    outbox::publish(tx, Effect::DeleteObjects { prefix }).await?;
    log(tx, "deleted", export).await
}

/// Logs that the caller was given an address to download from.
pub async fn log_download(tx: &TenantTx, export: &Export) -> Result<()> {
    log(tx, "downloaded", export).await
}

/// What was exported, not by which words it was filtered: they may name people.
async fn log(tx: &TenantTx, action: &str, export: &Export) -> Result<()> {
    let filters: Vec<&String> = export.filters.as_object().into_iter().flat_map(Map::keys).collect();
    let entry = audit::Entry {
        action,
        resource_type: "export",
        resource_id: Some(export.id.0),
        new_values: Some(json!({
            "resource_type": export.resource_type, "format": export.format, "project_id": export.project,
            "filters": filters,
        })),
        ..Default::default()
    };
    audit::record(tx, entry).await
}
