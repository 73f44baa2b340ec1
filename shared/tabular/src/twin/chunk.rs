//! One column of one row group: each block becomes a page, in the codes that the profile found where there are any.
use bytes::Bytes;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{CompressedPage, Page, PageWriter};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::writer::{SerializedPageWriter, TrackedWrite};
use parquet::schema::types::ColumnDescPtr;

use super::encode;
use super::schema::Stored;
use crate::block::{Block, Cell};
use crate::column::table::Table;
use crate::column::{Column, Rules, Values};

const UNSEEN: u32 = u32::MAX;
const NULL: u32 = u32::MAX - 1;

/// See the module.
pub(crate) struct ChunkWriter {
    stored: Stored,
    pages: TrackedWrite<Vec<u8>>,
    rows: u64,
    uncompressed: usize,
    /// Values by local index, in PLAIN encoding.
    dictionary: Vec<u8>,
    dictionary_len: u32,
    /// From the column's codes to local indices.
    local: Vec<u32>,
    has_plain: bool,
    compressor: snap::raw::Encoder,
    page: Vec<u8>,
    compressed: Vec<u8>,
    indices: Vec<u32>,
    plain: Vec<u8>,
    valid: Vec<bool>,
    /// A value did not fit.
    pub broken: bool,
}

impl ChunkWriter {
    pub fn new(stored: Stored) -> Self {
        Self {
            stored,
            pages: TrackedWrite::new(Vec::new()),
            rows: 0,
            uncompressed: 0,
            dictionary: Vec::new(),
            dictionary_len: 0,
            local: Vec::new(),
            has_plain: false,
            compressor: snap::raw::Encoder::new(),
            page: Vec::new(),
            compressed: Vec::new(),
            indices: Vec::new(),
            plain: Vec::new(),
            valid: Vec::new(),
            broken: false,
        }
    }

    pub fn stored(&self) -> Stored {
        self.stored
    }

    /// Bytes held.
    pub fn size(&self) -> usize {
        self.pages.bytes_written() + self.dictionary.len()
    }

    /// Adds what `column` has just consumed.
    pub fn append(&mut self, column: &Column, block: &Block, index: usize) -> Result<(), ParquetError> {
        let cells = block.column(index);
        if cells.is_empty() {
            return Ok(());
        }
        let counted = column.scratch.codes.len();
        match column.values() {
            Values::Codes(table) => self.append_codes(&column.scratch.codes, table, column.rules())?,
            values => {
                // The table that the codes came from is gone.
                self.append_texts(&block.bytes, &cells[..counted], column.rules())?;
                match (self.stored, values) {
                    (Stored::Int64 | Stored::Timestamp(_), Values::Integers(kind, integers))
                        if self.fits(kind) =>
                    {
                        self.plain.clear();
                        fixed(integers, &mut self.plain, |x| x.to_le_bytes());
                        self.append_plain(&column.scratch.valid)?;
                    }
                    (Stored::Date(_), Values::Integers(kind, days)) if self.fits(kind) => {
                        self.plain.clear();
                        fixed(days, &mut self.plain, |x| (x as i32).to_le_bytes());
                        self.append_plain(&column.scratch.valid)?;
                    }
                    (Stored::Double, Values::Doubles(kind, doubles)) if self.fits(kind) => {
                        self.plain.clear();
                        fixed(doubles, &mut self.plain, f64::to_le_bytes);
                        self.append_plain(&column.scratch.valid)?;
                    }
                    _ => self.append_texts(&block.bytes, &cells[counted..], column.rules())?,
                }
            }
        }
        self.rows += cells.len() as u64;
        Ok(())
    }

    fn fits(&self, kind: crate::value::Kind) -> bool {
        self.stored == Stored::of(kind, (0, 0))
    }

    /// A page of dictionary indices.
    fn append_codes(&mut self, codes: &[u32], table: &Table, rules: &Rules) -> Result<(), ParquetError> {
        if self.stored == Stored::Boolean {
            return self.append_booleans(codes, table, rules);
        }
        self.indices.clear();
        for code in codes {
            let known = self.local.get(*code as usize).copied().unwrap_or(UNSEEN);
            let index = if known == UNSEEN { self.resolve(*code, table, rules) } else { known };
            if index != NULL {
                self.indices.push(index);
            }
        }
        self.page.clear();
        let all = self.indices.len() == codes.len();
        encode::levels(codes.iter().map(|code| self.local[*code as usize] != NULL), all, &mut self.page);
        let width = encode::width(self.dictionary_len);
        self.page.push(width as u8);
        encode::hybrid(&self.indices, width, &mut self.page);
        self.write_page(codes.len(), Encoding::RLE_DICTIONARY)
    }

    /// Gives a code its place in the dictionary.
    #[cold]
    fn resolve(&mut self, code: u32, table: &Table, rules: &Rules) -> u32 {
        let mut short = [0; 16];
        let value = table.text(code, &mut short);
        let index = if rules.is_null(value) {
            NULL
        } else if self.stored.encode(value, &mut self.dictionary) {
            self.dictionary_len += 1;
            self.dictionary_len - 1
        } else {
            self.broken = true;
            NULL
        };
        let needed = code as usize + 1;
        if self.local.len() < needed {
            self.local.resize(needed, UNSEEN);
        }
        self.local[code as usize] = index;
        index
    }

    /// Booleans have no dictionary: a bit is shorter than any index.
    fn append_booleans(&mut self, codes: &[u32], table: &Table, rules: &Rules) -> Result<(), ParquetError> {
        let mut short = [0; 16];
        self.plain.clear();
        self.valid.clear();
        for code in codes {
            let value = table.text(*code, &mut short);
            let valid = !rules.is_null(value);
            self.valid.push(valid);
            if valid && !self.stored.encode(value, &mut self.plain) {
                self.broken = true;
                return Ok(());
            }
        }
        self.append_converted()
    }

    fn append_converted(&mut self) -> Result<(), ParquetError> {
        let valid = std::mem::take(&mut self.valid);
        let result = self.append_plain(&valid);
        self.valid = valid;
        result
    }

    /// A page of values that are converted one by one.
    fn append_texts(&mut self, bytes: &[u8], cells: &[Cell], rules: &Rules) -> Result<(), ParquetError> {
        self.plain.clear();
        self.valid.clear();
        for cell in cells {
            let value = cell.of(bytes);
            let valid = !rules.is_null(value);
            self.valid.push(valid);
            if valid && !self.stored.encode(value, &mut self.plain) {
                self.broken = true;
                return Ok(());
            }
        }
        self.append_converted()
    }

    /// A page of what is in `plain`.
    fn append_plain(&mut self, valid: &[bool]) -> Result<(), ParquetError> {
        if valid.is_empty() {
            return Ok(());
        }
        self.page.clear();
        let all = valid.iter().all(|valid| *valid);
        encode::levels(valid.iter().copied(), all, &mut self.page);
        if self.stored == Stored::Boolean {
            encode::bits(self.plain.iter().map(|byte| *byte != 0), &mut self.page);
        } else {
            self.page.extend_from_slice(&self.plain);
        }
        self.has_plain = true;
        self.write_page(valid.len(), Encoding::PLAIN)
    }

    fn write_page(&mut self, rows: usize, encoding: Encoding) -> Result<(), ParquetError> {
        let buf = compress(&mut self.compressor, &self.page, &mut self.compressed)?;
        let page = Page::DataPage {
            buf,
            num_values: rows as u32,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        let page = CompressedPage::new(page, self.page.len());
        self.uncompressed += SerializedPageWriter::new(&mut self.pages).write_page(page)?.uncompressed_size;
        Ok(())
    }

    /// Ends the row group: the chunk's bytes, dictionary first, and what the file must know about them.
    pub fn finish(
        &mut self,
        descriptor: ColumnDescPtr,
    ) -> Result<(Bytes, Bytes, ColumnCloseResult), ParquetError> {
        let mut head = TrackedWrite::new(Vec::new());
        if self.dictionary_len > 0 {
            let buf = compress(&mut self.compressor, &self.dictionary, &mut self.compressed)?;
            let page = Page::DictionaryPage {
                buf,
                num_values: self.dictionary_len,
                encoding: Encoding::PLAIN,
                is_sorted: false,
            };
            let page = CompressedPage::new(page, self.dictionary.len());
            self.uncompressed += SerializedPageWriter::new(&mut head).write_page(page)?.uncompressed_size;
        } else if self.pages.bytes_written() > 0 && !self.has_plain {
            // Nothing but nulls: readers still expect the dictionary that the pages refer to.
            let buf = compress(&mut self.compressor, &[], &mut self.compressed)?;
            let page =
                Page::DictionaryPage { buf, num_values: 0, encoding: Encoding::PLAIN, is_sorted: false };
            self.uncompressed += SerializedPageWriter::new(&mut head)
                .write_page(CompressedPage::new(page, 0))?
                .uncompressed_size;
        }
        let head = Bytes::from(head.into_inner()?);
        let pages = std::mem::replace(&mut self.pages, TrackedWrite::new(Vec::new()));
        let pages = Bytes::from(pages.into_inner()?);
        let mut encodings = vec![Encoding::PLAIN, Encoding::RLE];
        if !head.is_empty() {
            encodings.push(Encoding::RLE_DICTIONARY);
        }
        let size = head.len() + pages.len();
        let metadata = ColumnChunkMetaData::builder(descriptor)
            .set_compression(Compression::SNAPPY)
            .set_encodings(encodings)
            .set_num_values(self.rows as i64)
            .set_total_compressed_size(size as i64)
            .set_total_uncompressed_size(self.uncompressed as i64)
            .set_dictionary_page_offset((!head.is_empty()).then_some(0))
            .set_data_page_offset(head.len() as i64)
            .build()?;
        let close = ColumnCloseResult {
            bytes_written: size as u64,
            rows_written: self.rows,
            metadata,
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        self.rows = 0;
        self.uncompressed = 0;
        self.dictionary.clear();
        self.dictionary_len = 0;
        self.local.clear();
        self.has_plain = false;
        Ok((head, pages, close))
    }
}

fn compress(encoder: &mut snap::raw::Encoder, page: &[u8], out: &mut Vec<u8>) -> Result<Bytes, ParquetError> {
    out.resize(snap::raw::max_compress_len(page.len()), 0);
    let length = encoder.compress(page, out).map_err(|e| ParquetError::External(Box::new(e)))?;
    Ok(Bytes::copy_from_slice(&out[..length]))
}

/// Appends values of a fixed size.
fn fixed<T: Copy, const N: usize>(values: &[T], out: &mut Vec<u8>, bytes: impl Fn(T) -> [u8; N]) {
    let start = out.len();
    out.resize(start + values.len() * N, 0);
    let (places, _) = out[start..].as_chunks_mut::<N>();
    for (place, value) in places.iter_mut().zip(values) {
        *place = bytes(*value);
    }
}
