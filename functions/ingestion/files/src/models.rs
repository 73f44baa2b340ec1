//! Files as clients see them.

use std::collections::BTreeMap;

use domain::ingestion::files::{File, MAX_SIZE, PART_SIZE};
use garde::Validate;
use jiff::Timestamp;
use runtime::{
    aws::objects::PostForm,
    http::{openapi::FailureOut, transfer},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file to be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileIn {
    /// Its name, without folders.
    #[garde(custom(transfer::is_file_name))]
    #[schema(min_length = 1, max_length = 255)]
    pub file_name: String,
    /// Its exact size in bytes.
    #[garde(range(max = MAX_SIZE))]
    #[schema(maximum = 17_179_869_184_u64)]
    pub size_bytes: u64,
    /// Its media type; what the file is, its bytes decide.
    #[garde(custom(transfer::is_content_type))]
    #[serde(default = "transfer::octet_stream")]
    #[schema(max_length = 255)]
    pub content_type: String,
    /// Its SHA-256 in hexadecimal. Bytes that the project already has are recognised before they are sent.
    #[garde(pattern("^[0-9a-fA-F]{64}$"))]
    #[schema(pattern = "^[0-9a-fA-F]{64}$")]
    pub sha256: Option<String>,
    /// How to read it, where its bytes should not decide.
    #[garde(skip)]
    #[serde(default)]
    #[schema(value_type = Option<OptionsIn>)]
    pub options: Option<tabular::Options>,
}

/// Overrides of what the bytes say.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents `tabular::Options`")]
pub struct OptionsIn {
    /// One ASCII character.
    delimiter: Option<String>,
    /// One ASCII character; empty: nothing is quoted.
    quote: Option<String>,
    /// A WHATWG label, such as `windows-1252`.
    encoding: Option<String>,
    /// Whether the first record names the columns.
    header: Option<bool>,
    /// Values that mean "missing" besides the empty one.
    #[schema(max_items = 64)]
    null_values: Vec<String>,
    /// `dmy` or `mdy`, for dates such as 03/04/2025.
    date_order: Option<String>,
    /// A file with more columns fails.
    max_columns: Option<u32>,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
pub struct FileOut {
    /// Its id.
    pub id: Uuid,
    /// The project that it feeds.
    pub project_id: Uuid,
    /// As the client called it.
    pub file_name: String,
    /// `TABULAR` or `UNSTRUCTURED`.
    pub file_type: String,
    /// `csv`, `tsv`, `json` or `ndjson`, once it has been read.
    pub format: Option<String>,
    /// The text encoding it was read in.
    pub encoding: Option<String>,
    /// The dialect of delimited text.
    #[schema(value_type = Option<Object>)]
    pub dialect: Option<Value>,
    /// `PENDING` until the bytes are there, `PROCESSING` while they are read, then `SUCCESS` or `FAILED`.
    pub upload_status: String,
    /// Why it `FAILED`.
    pub failure: Option<FailureOut>,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its bytes in hexadecimal, once it has been read.
    pub sha256: Option<String>,
    /// The older file of the project with the same bytes.
    pub duplicate_of: Option<Uuid>,
    /// Null: uploads follow no template yet.
    pub template_id: Option<Uuid>,
    /// How to read it, where the client said.
    #[schema(value_type = Object)]
    pub options: Value,
    /// Rows in the table.
    pub row_count: Option<i64>,
    /// Rows without a place in it.
    pub rejected_count: Option<i64>,
    /// Both together.
    pub records_processed: Option<i64>,
    /// From the beginning of the work to its end.
    pub processing_time_ms: Option<i64>,
    /// How far the work is, while `PROCESSING`.
    pub progress: Option<ProgressOut>,
    /// The profile of every column.
    #[schema(value_type = Option<Vec<Object>>)]
    pub columns_metadata: Option<Value>,
    /// When its row was written.
    pub created_at: Timestamp,
    /// When it was read.
    pub processed_at: Option<Timestamp>,
    /// Who uploaded it.
    pub created_by: Uuid,
}

/// How far the work on a file is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProgressOut {
    /// Rows read.
    pub rows: i64,
    /// Bytes read.
    pub bytes: i64,
}

impl From<File> for FileOut {
    fn from(file: File) -> Self {
        Self {
            id: file.id.0,
            project_id: file.project.0,
            file_name: file.file_name,
            file_type: file.file_type,
            format: file.format,
            encoding: file.encoding,
            dialect: file.dialect,
            upload_status: file.upload_status,
            failure: file.failure.map(|(code, message)| FailureOut { code, message }),
            size_bytes: file.size_bytes,
            sha256: file.sha256.as_deref().map(transfer::hex),
            duplicate_of: file.duplicate_of.map(|id| id.0),
            template_id: None,
            options: file.options,
            row_count: file.row_count,
            rejected_count: file.rejected_count,
            records_processed: file.records_processed,
            processing_time_ms: file.processing_time_ms,
            progress: file.progress.map(|(rows, bytes)| ProgressOut { rows, bytes }),
            columns_metadata: file.columns_metadata,
            created_at: file.created_at,
            processed_at: file.processed_at,
            created_by: file.created_by.0,
        }
    }
}

/// A file with the way its bytes go.
#[derive(Debug, Serialize, ToSchema)]
pub struct Created {
    /// The file, `PENDING`.
    pub file: FileOut,
    /// Where the bytes go; null where the project already has them.
    pub upload: Option<UploadOut>,
}

/// Where the bytes go.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "method")]
pub enum UploadOut {
    /// Post the fields and then `file`, as `multipart/form-data`.
    #[serde(rename = "POST")]
    Post {
        /// Where to.
        url: String,
        /// What to send before the file.
        fields: BTreeMap<String, String>,
    },
    /// Put parts of this size to the addresses that `/v1/files/{id}/parts` gives, then complete.
    #[serde(rename = "MULTIPART")]
    Multipart {
        /// The size of every part but the last, in bytes.
        part_size: u64,
    },
}

impl UploadOut {
    pub fn post(form: PostForm) -> Self {
        Self::Post { url: form.url, fields: form.fields }
    }

    pub fn multipart() -> Self {
        Self::Multipart { part_size: PART_SIZE }
    }
}

/// Which parts to sign.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartsIn {
    /// The first part's number, from 1.
    #[garde(range(min = 1, max = 10_000))]
    #[schema(minimum = 1, maximum = 10_000)]
    pub from: i32,
    /// How many.
    #[garde(range(min = 1, max = 100))]
    #[schema(minimum = 1, maximum = 100)]
    pub count: i32,
}

/// Where parts go.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartsOut {
    /// In order.
    pub parts: Vec<PartOut>,
}

/// Where a part goes.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartOut {
    /// Its number.
    pub number: i32,
    /// Put its bytes here within 15 minutes.
    pub url: String,
}
