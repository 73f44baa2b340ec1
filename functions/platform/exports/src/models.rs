//! Exports as clients see them.

use domain::platform::exports::Export;
use garde::Validate;
use jiff::Timestamp;
use runtime::http::openapi::FailureOut;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is to be exported, and how.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportIn {
    /// One of `GET /v1/exports/types`.
    #[garde(skip)]
    #[schema(example = "projects")]
    pub resource_type: String,
    /// `csv`, `ndjson` or `xlsx`.
    #[garde(skip)]
    #[schema(pattern = "^(csv|ndjson|xlsx)$", example = "csv")]
    pub format: String,
    /// By the names that the type lists, each a string.
    #[garde(skip)]
    #[serde(default)]
    #[schema(value_type = Object)]
    pub filters: Map<String, Value>,
    /// Only what is in this project, where the type says so.
    #[garde(skip)]
    #[serde(default)]
    pub project_id: Option<Uuid>,
    /// Whether a CSV begins with a byte order mark.
    #[garde(skip)]
    #[serde(default)]
    pub bom: bool,
}

/// How far an export is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportProgress {
    /// Rows written.
    pub rows: i64,
    /// Bytes written, before compression.
    pub bytes: i64,
    /// From 0 to 100; null before the rows are counted.
    pub percent: Option<i64>,
}

/// An export.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportOut {
    /// Its id.
    pub id: Uuid,
    /// What is exported: one of the types, or `person` for everything about the caller.
    pub resource_type: String,
    /// csv, ndjson or xlsx.
    #[schema(pattern = "^(csv|ndjson|xlsx)$")]
    pub format: String,
    /// Whether a CSV begins with a byte order mark.
    pub bom: bool,
    /// The project that it is confined to.
    pub project_id: Option<Uuid>,
    /// What else it is confined to.
    #[schema(value_type = Object)]
    pub filters: Value,
    /// QUEUED, RUNNING, SUCCEEDED or FAILED.
    #[schema(pattern = "^(QUEUED|RUNNING|SUCCEEDED|FAILED)$")]
    pub status: String,
    /// How far it is.
    pub progress: ExportProgress,
    /// Why it FAILED.
    pub failure: Option<FailureOut>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When anything last changed.
    pub updated_at: Timestamp,
    /// When it ended.
    pub completed_at: Option<Timestamp>,
    /// When it is gone, with its file.
    pub expires_at: Timestamp,
}

impl From<Export> for ExportOut {
    fn from(export: Export) -> Self {
        let percent = export.percent();
        Self {
            id: export.id.0,
            resource_type: export.resource_type,
            format: export.format,
            bom: export.bom,
            project_id: export.project.map(|project| project.0),
            filters: export.filters,
            status: export.status,
            progress: ExportProgress { rows: export.rows, bytes: export.bytes, percent },
            failure: export.failure.map(|(code, message)| FailureOut { code, message }),
            created_at: export.created_at,
            updated_at: export.updated_at,
            completed_at: export.completed_at,
            expires_at: export.expires_at,
        }
    }
}

/// Where the file can be read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportDownload {
    /// Read it without `Authorization`.
    pub url: String,
    /// Until then.
    pub expires_at: Timestamp,
}

/// The catalogue of what can be exported.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportTypesOut {
    /// Every type.
    pub data: Vec<ExportTypeOut>,
}

/// A type of export.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportTypeOut {
    /// As exports name it.
    #[schema(example = "projects")]
    pub resource_type: String,
    /// What it is.
    pub description: String,
    /// The permission that it takes beside `exports.run`, if any.
    pub permission: Option<String>,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// By what it can be confined.
    pub filters: Vec<String>,
    /// Whether it can be confined to a project.
    pub takes_project: bool,
}
