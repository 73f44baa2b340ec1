//! What an analysis reads: a file that has been read, named by a hash of everything that decides its table.

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::{Error, Result, ids::FileId, ingestion::files::File};

/// A file's table.
#[derive(Debug, Clone)]
pub struct Input {
    /// The file.
    pub file: FileId,
    /// Files with equal hashes have equal tables.
    pub hash: [u8; 32],
    /// Its columns, in order.
    pub columns: Vec<InputColumn>,
    /// Rows in the table.
    pub rows: u64,
    /// Bytes of the file that it was read from.
    pub bytes: u64,
}

/// What an analysis must know of a column: a part of its profile.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct InputColumn {
    /// Unique within the file.
    pub name: String,
    /// integer, decimal, boolean, date, datetime, category or text.
    #[serde(rename = "type")]
    pub column_type: String,
    /// What it almost is.
    pub inferred: Inferred,
    /// Distinct values without null.
    pub distinct_count: u64,
    /// Longest value in characters, for category and text.
    pub max_length: Option<u64>,
}

/// What a column's values almost are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Inferred {
    /// The type that most values have.
    #[serde(rename = "type")]
    pub column_type: String,
    /// Values that are not of that type.
    pub odd_count: u64,
}

impl Input {
    /// The table of a file.
    ///
    /// # Errors
    /// `Conflict` with the code `file_not_ready` and what to do, where the file has no table (yet).
    pub fn of(file: &File) -> Result<Self> {
        let not_ready = |detail: String| Err(Error::conflict("file_not_ready", detail));
        match (file.upload_status.as_str(), &file.failure) {
            ("SUCCESS", _) => {}
            ("FAILED", Some((_, message))) => {
                return not_ready(format!(
                    "the file could not be read, so there is nothing to analyse: {message}"
                ));
            }
            ("PROCESSING", _) => {
                return not_ready(
                    "the file is being read: wait until its upload_status is SUCCESS".to_owned(),
                );
            }
            _ => {
                let detail =
                    "the file has not arrived: upload it and wait until its upload_status is SUCCESS";
                return not_ready(detail.to_owned());
            }
        }
        let metadata = file.columns_metadata.clone().unwrap_or_default();
        let columns: Vec<InputColumn> = serde_json::from_value(metadata).map_err(Error::internal)?;
        Ok(Self {
            file: file.id,
            hash: hash(file, &columns)?,
            columns,
            rows: file.row_count.and_then(|rows| u64::try_from(rows).ok()).unwrap_or_default(),
            bytes: u64::try_from(file.size_bytes).unwrap_or_default(),
        })
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&InputColumn> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl InputColumn {
    /// Whether its values are numbers.
    pub fn is_numeric(&self) -> bool {
        is_numeric(&self.column_type)
    }

    /// Whether it would be numeric but for a few values.
    pub fn is_almost_numeric(&self) -> bool {
        !self.is_numeric() && is_numeric(&self.inferred.column_type)
    }
}

fn is_numeric(column_type: &str) -> bool {
    matches!(column_type, "integer" | "decimal")
}

/// SHA-256 over the bytes' own hash and all that turned them into a table: the options that the client gave, what was
/// detected in the bytes, and the columns that came out, which cover a parser that decides differently one day.
fn hash(file: &File, columns: &[InputColumn]) -> Result<[u8; 32]> {
    let sha256 = file.sha256.as_deref().ok_or_else(|| Error::internal("a file with a table has its hash"))?;
    let columns: Vec<_> = columns.iter().map(|column| (&column.name, &column.column_type)).collect();
    // JSON objects from PostgreSQL come in one order of keys.
    let reading = json!([file.options, file.format, file.encoding, file.dialect, columns]);
    Ok(Sha256::new().chain_update(sha256).chain_update(reading.to_string()).finalize().into())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::{
        accounts::access::Access,
        ids::{ProjectId, UserId},
    };

    fn file(upload_status: &str, options: Value) -> File {
        File {
            id: FileId(Uuid::nil()),
            project: ProjectId(Uuid::nil()),
            access: Access::default(),
            file_name: "a.csv".to_owned(),
            content_type: "text/csv".to_owned(),
            file_type: "TABULAR".to_owned(),
            format: Some("csv".to_owned()),
            upload_status: upload_status.to_owned(),
            failure: (upload_status == "FAILED").then(|| ("file_empty".to_owned(), "it is empty".to_owned())),
            size_bytes: 1,
            sha256: Some(vec![7; 32]),
            multipart_upload_id: None,
            part_size: None,
            options,
            progress: None,
            row_count: Some(1),
            rejected_count: Some(0),
            records_processed: Some(1),
            processing_time_ms: Some(1),
            columns_metadata: Some(json!([{
                "name": "a", "type": "text", "inferred": { "type": "integer", "odd_count": 1 }, "distinct_count": 2,
                "max_length": 3, "position": 0,
            }])),
            encoding: Some("UTF-8".to_owned()),
            dialect: None,
            duplicate_of: None,
            version: 1,
            created_at: Timestamp::UNIX_EPOCH,
            processed_at: None,
            created_by: UserId(Uuid::nil()),
        }
    }

    #[test]
    fn the_hash_knows_how_the_bytes_were_read() {
        let hash = |options| Input::of(&file("SUCCESS", options)).unwrap().hash;
        assert_eq!(hash(json!({})), hash(json!({})));
        assert_ne!(hash(json!({})), hash(json!({ "delimiter": ";" })));
    }

    #[test]
    fn a_file_without_a_table_says_what_to_do() {
        for (status, part) in [("PENDING", "upload it"), ("PROCESSING", "wait"), ("FAILED", "it is empty")] {
            match Input::of(&file(status, json!({}))).unwrap_err() {
                Error::Conflict { code: "file_not_ready", detail } => {
                    assert!(detail.contains(part), "{detail}")
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_column_with_odd_values_is_almost_numeric() {
        let input = Input::of(&file("SUCCESS", json!({}))).unwrap();
        let column = input.column("a").unwrap();
        assert!(!column.is_numeric() && column.is_almost_numeric());
        assert_eq!(input.column("b"), None);
    }
}
