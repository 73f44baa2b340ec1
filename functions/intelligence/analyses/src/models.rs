//! Analyses as clients see them.

use domain::intelligence::analyses::Analysis;
use garde::Validate;
use jiff::Timestamp;
use runtime::http::openapi::FailureOut;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A question about a file.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnalysisIn {
    /// One of `GET /v1/analyses/types`.
    #[garde(skip)]
    #[schema(example = "CROSSTAB")]
    pub calculation_type: String,
    /// A file of the project.
    #[garde(skip)]
    pub file_id: Uuid,
    /// As the type defines them.
    #[garde(skip)]
    #[schema(value_type = Object, example = json!({ "rows": "city", "columns": "plan" }))]
    pub parameters: Value,
}

/// An analysis.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnalysisOut {
    /// Its id.
    pub id: Uuid,
    /// Its project.
    pub project_id: Uuid,
    /// The file that it reads. Another file of the project with the same content shares the analysis.
    pub file_id: Uuid,
    /// The type; an alias is answered as what it stands for.
    pub calculation_type: String,
    /// With the defaults filled in.
    #[schema(value_type = Object)]
    pub parameters: Value,
    /// QUEUED, RUNNING, SUCCEEDED or FAILED.
    #[schema(pattern = "^(QUEUED|RUNNING|SUCCEEDED|FAILED)$")]
    pub status: String,
    /// Why it FAILED. Asking the same again tries again.
    pub failure: Option<FailureOut>,
    /// The result, as the type defines it, once SUCCEEDED. Null in lists: read the analysis.
    #[schema(value_type = Option<Object>)]
    pub result_data: Option<Value>,
    /// SHA-256, in hexadecimal digits, over the file's content and how it was read.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub input_hash: String,
    /// The version of the calculations.
    pub engine_version: String,
    /// Whether this answer to a request is a result that was there before.
    pub cached: bool,
    /// When it was first asked for.
    pub created_at: Timestamp,
    /// When it ended.
    pub completed_at: Option<Timestamp>,
    /// Who asked first.
    pub created_by: Uuid,
}

impl From<Analysis> for AnalysisOut {
    fn from(analysis: Analysis) -> Self {
        Self {
            id: analysis.id.0,
            project_id: analysis.project.0,
            file_id: analysis.file.0,
            calculation_type: analysis.calculation_type,
            parameters: analysis.parameters,
            status: analysis.status,
            failure: analysis.failure.map(|(code, message)| FailureOut { code, message }),
            result_data: analysis.result_data,
            input_hash: analysis.input_hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            engine_version: analysis.engine_version,
            cached: false,
            created_at: analysis.created_at,
            completed_at: analysis.completed_at,
            created_by: analysis.created_by.0,
        }
    }
}

/// The catalogue of calculations.
#[derive(Debug, Serialize, ToSchema)]
pub struct TypesOut {
    /// Every type.
    pub data: Vec<TypeOut>,
}

/// A type of calculation.
#[derive(Debug, Serialize, ToSchema)]
pub struct TypeOut {
    /// As analyses name it.
    #[schema(example = "DESCRIPTIVE")]
    pub calculation_type: String,
    /// Other words that requests may use for it.
    pub aliases: Vec<String>,
    /// What it computes, in a sentence.
    pub description: String,
    /// JSON Schema (2020-12) of `parameters`.
    #[schema(value_type = Object)]
    pub parameters: Value,
    /// JSON Schema (2020-12) of `result_data`.
    #[schema(value_type = Object)]
    pub result: Value,
}
