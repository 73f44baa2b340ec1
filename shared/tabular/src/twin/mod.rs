//! The Parquet twin: the table with its types, written in the pass that profiles it, and read column by column.
//!
//! | column | stored as |
//! |---|---|
//! | integer | `INT64`; if a value does not fit, `DECIMAL(38, 0)`; beyond 38 digits, `STRING` |
//! | decimal | `DOUBLE` where every value has at most 15 significant digits, so that its shortest form gives them back; else `DECIMAL(38, s)`; beyond 38 digits or with wild exponents, `STRING` |
//! | boolean | `BOOLEAN` |
//! | date | `DATE` |
//! | datetime | `TIMESTAMP(MICROS)`: with offsets, instants adjusted to UTC; without, local times |
//! | category, text | `STRING`, with a dictionary where values repeat |
//!
//! Every column is optional; empty values and those that the options call null are null. The key `plugzero.columns` of
//! the file's metadata holds a JSON array of `{"name", "type"}` with the profile's types.
mod cells;
mod chunk;
mod encode;
mod reader;
mod schema;
mod values;
mod writer;

pub(crate) use chunk::ChunkWriter;
pub use reader::{RangeRead, Twin, TwinError};
pub(crate) use schema::Stored;
pub use values::{Categories, Numbers, TwinColumn};
pub(crate) use writer::TwinWriter;

/// Key of the file's metadata that holds the columns' names and types.
pub const COLUMNS_KEY: &str = "plugzero.columns";

/// A column as the twin's metadata tells it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ColumnInfo {
    /// As in the profile.
    pub name: String,
    /// As in the profile.
    #[serde(rename = "type")]
    pub column_type: crate::ColumnType,
}
