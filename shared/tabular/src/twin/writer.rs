//! The twin's file: row groups of what the chunks gathered, and the metadata.
use std::io::{Chain, Cursor, Read, Write};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::writer::SerializedFileWriter;

use super::chunk::ChunkWriter;
use super::schema::{Stored, schema};
use super::{COLUMNS_KEY, ColumnInfo};

/// Encoded bytes that end a row group, over all columns.
const ROW_GROUP_BYTES: usize = 8 << 20;
/// Rows that end a row group.
const ROW_GROUP_ROWS: u64 = 1 << 20;

/// See the module.
pub(crate) struct TwinWriter {
    file: SerializedFileWriter<Box<dyn Write + Send>>,
    rows: u64,
}

impl TwinWriter {
    pub fn new(out: Box<dyn Write + Send>, names: &[String], stored: &[Stored]) -> Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("plugzero tabular ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let file = SerializedFileWriter::new(out, schema(names, stored)?, Arc::new(properties))?;
        Ok(Self { file, rows: 0 })
    }

    /// Notes `rows` more in every chunk; true where the row group is large enough.
    pub fn note(&mut self, rows: usize, bytes: usize) -> bool {
        self.rows += rows as u64;
        bytes >= ROW_GROUP_BYTES || self.rows >= ROW_GROUP_ROWS
    }

    /// Writes a row group.
    pub fn flush<'a>(&mut self, chunks: impl Iterator<Item = &'a mut ChunkWriter>) -> Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        self.rows = 0;
        let schema = self.file.schema_descr().clone();
        let mut group = self.file.next_row_group()?;
        for (i, chunk) in chunks.enumerate() {
            let (head, pages, close) = chunk.finish(schema.column(i))?;
            group.append_column(&Parts(head, pages), close)?;
        }
        group.close()?;
        Ok(())
    }

    /// Writes the metadata.
    pub fn close(mut self, columns: &[ColumnInfo]) -> Result<()> {
        let columns = serde_json::to_string(columns).map_err(|e| ParquetError::External(Box::new(e)))?;
        self.file.append_key_value_metadata(KeyValue::new(COLUMNS_KEY.to_owned(), columns));
        self.file.finish()?;
        self.file.inner_mut().flush()?;
        Ok(())
    }
}

/// Dictionary and pages, one behind the other.
struct Parts(Bytes, Bytes);

impl Length for Parts {
    fn len(&self) -> u64 {
        (self.0.len() + self.1.len()) as u64
    }
}

impl ChunkReader for Parts {
    type T = Chain<Cursor<Bytes>, Cursor<Bytes>>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        let start = start as usize;
        let head = self.0.slice(start.min(self.0.len())..);
        let pages = self.1.slice(start.saturating_sub(self.0.len())..);
        Ok(Cursor::new(head).chain(Cursor::new(pages)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let mut bytes = vec![0; length];
        self.get_read(start)?.read_exact(&mut bytes)?;
        Ok(bytes.into())
    }
}
