//! Reads a twin over ranges: the footer once, then only the chunks of the columns that are asked for, each in one read.
use std::io::{self, Cursor};
use std::sync::Arc;

use bytes::Bytes;
use parquet::column::reader::get_column_reader;
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use parquet::file::reader::{ChunkReader, Length};
use parquet::file::serialized_reader::SerializedPageReader;
use serde_json::Value;

use super::cells::{self, Cells, Known};
use super::{COLUMNS_KEY, Categories, ColumnInfo, Numbers, TwinColumn};
use crate::ColumnType;

/// Bytes read at the end of a file at first: nearly always the whole footer.
const FOOTER_GUESS: u64 = 64 << 10;
/// Rows decoded at a time.
const BATCH: usize = 8192;

/// Random access to a twin, such as range requests to an object store.
pub trait RangeRead {
    /// Length of the file in bytes.
    ///
    /// # Errors
    /// Passed through as [`TwinError::Io`].
    fn len(&self) -> io::Result<u64>;

    /// Exactly `length` bytes from `offset` on.
    ///
    /// # Errors
    /// Passed through as [`TwinError::Io`].
    fn read_range(&self, offset: u64, length: usize) -> io::Result<Bytes>;

    /// Whether there are no bytes.
    ///
    /// # Errors
    /// As [`RangeRead::len`].
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }
}

impl RangeRead for Bytes {
    fn len(&self) -> io::Result<u64> {
        Ok(self.as_ref().len() as u64)
    }

    fn read_range(&self, offset: u64, length: usize) -> io::Result<Bytes> {
        let end = usize::try_from(offset)
            .ok()
            .and_then(|start| start.checked_add(length))
            .filter(|end| *end <= self.as_ref().len());
        end.map(|end| self.slice(end - length..end)).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

/// Why a twin could not be read.
#[derive(Debug, thiserror::Error)]
pub enum TwinError {
    /// The source failed: may be retried.
    #[error("reading the twin failed")]
    Io(#[from] io::Error),
    /// The file is no twin, or a damaged one.
    #[error("the twin is damaged")]
    Damaged(#[source] ParquetError),
    /// There is no such column.
    #[error("no column is called {0:?}")]
    NoColumn(String),
    /// Numbers were asked of a column that has none.
    #[error("the column {0:?} has no numbers")]
    NotNumeric(String),
}

impl From<ParquetError> for TwinError {
    fn from(error: ParquetError) -> Self {
        Self::Damaged(error)
    }
}

type Result<T> = std::result::Result<T, TwinError>;

/// An open twin.
#[derive(Debug)]
pub struct Twin<R> {
    source: R,
    metadata: ParquetMetaData,
    columns: Vec<ColumnInfo>,
}

impl<R: RangeRead> Twin<R> {
    /// Reads the footer.
    ///
    /// # Errors
    /// [`TwinError::Io`] and [`TwinError::Damaged`].
    pub fn open(source: R) -> Result<Self> {
        let length = source.len()?;
        let tail_length = length.min(FOOTER_GUESS);
        let mut tail = source.read_range(length - tail_length, tail_length as usize)?;
        let Some([a, b, c, d, b'P', b'A', b'R', b'1']) = tail.last_chunk::<8>() else {
            return Err(damaged("it does not end like a Parquet file"));
        };
        let footer = u64::from(u32::from_le_bytes([*a, *b, *c, *d]));
        if footer + 8 > length {
            return Err(damaged("its footer is longer than the file"));
        }
        if footer + 8 > tail_length {
            tail = source.read_range(length - footer - 8, footer as usize + 8)?;
        }
        let end = tail.len() - 8;
        let metadata = ParquetMetaDataReader::decode_metadata(&tail[end - footer as usize..end])?;
        let stored = metadata
            .file_metadata()
            .key_value_metadata()
            .into_iter()
            .flatten()
            .find(|pair| pair.key == COLUMNS_KEY);
        let columns: Vec<ColumnInfo> = stored
            .and_then(|pair| pair.value.as_deref())
            .and_then(|json| serde_json::from_str(json).ok())
            .ok_or_else(|| damaged("its metadata do not describe the columns"))?;
        if columns.len() != metadata.file_metadata().schema_descr().num_columns() {
            return Err(damaged("its metadata describe other columns"));
        }
        Ok(Self { source, metadata, columns })
    }

    /// Names and types in order.
    pub fn columns(&self) -> &[ColumnInfo] {
        &self.columns
    }

    /// Number of rows.
    pub fn row_count(&self) -> u64 {
        self.metadata.file_metadata().num_rows().max(0) as u64
    }

    /// Rows `offset..offset + limit` with their types: integers as JSON numbers where they fit `i64`, decimals where a
    /// double gives the digits back, booleans as booleans; longer numbers, dates (`2025-04-03`), datetimes (RFC 3339,
    /// with `Z` where the source has offsets) and text as strings; null as null. Reads only the row groups concerned.
    ///
    /// # Errors
    /// [`TwinError::Io`] and [`TwinError::Damaged`].
    pub fn rows(&self, offset: u64, limit: usize) -> Result<Vec<Vec<Value>>> {
        let mut rows: Vec<Vec<Value>> = Vec::new();
        let mut first = 0;
        for (group, metadata) in self.metadata.row_groups().iter().enumerate() {
            let count = metadata.num_rows().max(0) as u64;
            let skip = offset.saturating_sub(first).min(count);
            let take = (limit - rows.len()).min((count - skip) as usize);
            first += count;
            if take == 0 {
                continue;
            }
            let base = rows.len();
            rows.resize_with(base + take, || Vec::with_capacity(self.columns.len()));
            for column in 0..self.columns.len() {
                let mut row = base;
                self.scan(group, column, skip as usize, take, &mut |cells| {
                    (0..cells.rows()).for_each(|i| rows[row + i].push(cells.json(i)));
                    row += cells.rows();
                    Ok(())
                })?;
            }
            if rows.len() == limit {
                break;
            }
        }
        Ok(rows)
    }

    /// Whole columns: numbers for integers and decimals, categories for all others.
    ///
    /// # Errors
    /// [`TwinError::NoColumn`], [`TwinError::Io`] and [`TwinError::Damaged`].
    pub fn read(&self, names: &[&str]) -> Result<Vec<TwinColumn>> {
        let read = |name: &&str| match self.columns[self.position(name)?].column_type {
            ColumnType::Integer | ColumnType::Decimal => self.numbers(name).map(TwinColumn::Numeric),
            _ => self.categories(name).map(TwinColumn::Text),
        };
        names.iter().map(read).collect()
    }

    /// A column's numbers.
    ///
    /// # Errors
    /// [`TwinError::NotNumeric`] for other types than integer and decimal; else as [`Twin::read`].
    pub fn numbers(&self, name: &str) -> Result<Numbers> {
        let column = self.position(name)?;
        if !matches!(self.columns[column].column_type, ColumnType::Integer | ColumnType::Decimal) {
            return Err(TwinError::NotNumeric(name.to_owned()));
        }
        let mut numbers = Numbers::default();
        self.scan_all(column, &mut |cells| {
            cells.numbers(&mut numbers);
            Ok(())
        })?;
        Ok(numbers)
    }

    /// A column's values as text, whatever its type.
    ///
    /// # Errors
    /// As [`Twin::read`].
    pub fn categories(&self, name: &str) -> Result<Categories> {
        let column = self.position(name)?;
        let mut categories = Categories::default();
        let mut known = Known::default();
        self.scan_all(column, &mut |cells| cells.categories(&mut categories, &mut known))?;
        Ok(categories)
    }

    fn position(&self, name: &str) -> Result<usize> {
        let position = self.columns.iter().position(|column| column.name == name);
        position.ok_or_else(|| TwinError::NoColumn(name.to_owned()))
    }

    fn scan_all(&self, column: usize, visit: &mut dyn FnMut(&Cells) -> Result<()>) -> Result<()> {
        for (group, metadata) in self.metadata.row_groups().iter().enumerate() {
            self.scan(group, column, 0, metadata.num_rows().max(0) as usize, visit)?;
        }
        Ok(())
    }

    /// Decodes rows of one chunk, batch by batch.
    fn scan(
        &self,
        group: usize,
        column: usize,
        skip: usize,
        take: usize,
        visit: &mut dyn FnMut(&Cells) -> Result<()>,
    ) -> Result<()> {
        let metadata = self.metadata.row_group(group);
        let chunk = metadata.column(column);
        let (offset, length) = chunk.byte_range();
        let bytes = self.source.read_range(offset, length as usize)?;
        let slice = Arc::new(Slice { offset, bytes });
        let pages = SerializedPageReader::new(slice, chunk, metadata.num_rows().max(0) as usize, None)?;
        let mut reader = get_column_reader(chunk.column_descr_ptr(), Box::new(pages));
        cells::skip(&mut reader, skip)?;
        let mut left = take;
        while left > 0 {
            let cells = Cells::read(&mut reader, chunk.column_descr(), left.min(BATCH))?;
            if cells.rows() == 0 {
                return Err(damaged("a column has fewer values than the file has rows"));
            }
            left -= cells.rows();
            visit(&cells)?;
        }
        Ok(())
    }
}

pub(super) fn damaged(what: &str) -> TwinError {
    TwinError::Damaged(ParquetError::General(what.to_owned()))
}

/// A chunk in memory that answers at its place in the file.
struct Slice {
    offset: u64,
    bytes: Bytes,
}

impl Slice {
    fn from(&self, start: u64) -> parquet::errors::Result<Bytes> {
        let start = start.checked_sub(self.offset).filter(|start| *start <= self.bytes.len() as u64);
        start
            .map(|start| self.bytes.slice(start as usize..))
            .ok_or_else(|| ParquetError::EOF("outside of the chunk".into()))
    }
}

impl Length for Slice {
    fn len(&self) -> u64 {
        self.offset + self.bytes.len() as u64
    }
}

impl ChunkReader for Slice {
    type T = Cursor<Bytes>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(Cursor::new(self.from(start)?))
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        let mut bytes = self.from(start)?;
        if length > bytes.len() {
            return Err(ParquetError::EOF("outside of the chunk".into()));
        }
        bytes.truncate(length);
        Ok(bytes)
    }
}
