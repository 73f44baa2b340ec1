//! A batch of records: one buffer of text, and where each cell lies in it, column by column.

/// Bytes behind the text, so that fixed-size loads at any cell stay inside the buffer.
pub(crate) const PADDING: usize = 64;
/// Text in a block; more only where a single record is longer. About what a core's second-level cache holds.
pub(crate) const BLOCK_BYTES: usize = 1 << 20;
/// Longest record. Beyond it a file fails, or an open quote is given up.
pub(crate) const MAX_RECORD_BYTES: usize = 4 << 20;
/// Cells in a block, so that very wide files keep the block's memory.
const BLOCK_CELLS: usize = 128 << 10;
/// Rejects in a block, so that a file of bad rows keeps it as well.
const BLOCK_REJECTS: usize = 2048;
/// Longest text quoted in a reject, in characters.
const REJECT_CHARS: usize = 500;

/// Where a value lies in its block's buffer. No bytes: null.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    pub start: u32,
    pub len: u32,
}

impl Cell {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, len: (end - start) as u32 }
    }

    #[inline]
    pub fn of(self, bytes: &[u8]) -> &[u8] {
        &bytes[self.start as usize..(self.start + self.len) as usize]
    }
}

/// A row that has no place in the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reject {
    /// Number of the data record in the source, from 1; blank lines do not count.
    pub row: u64,
    /// Position of the column at fault, where there is one.
    pub column: Option<usize>,
    pub value: String,
    pub code: &'static str,
    pub message: String,
}

/// At most `limit` characters of a text; what is no text, and NUL, which databases refuse, becomes U+FFFD.
pub(crate) fn visible(text: &[u8], limit: usize) -> String {
    let replaced = |c| if c == '\0' { char::REPLACEMENT_CHARACTER } else { c };
    String::from_utf8_lossy(text).chars().take(limit).map(replaced).collect()
}

impl Reject {
    pub fn new(
        row: u64,
        column: Option<usize>,
        value: &[u8],
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let end = value.len().min(4 * REJECT_CHARS);
        let value = visible(&value[..end], REJECT_CHARS);
        Self { row, column, value, code, message: message.into() }
    }
}

/// See the module.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// Text, then at least [`PADDING`] bytes of anything.
    pub bytes: Vec<u8>,
    cells: Vec<Cell>,
    stride: usize,
    pub width: usize,
    pub rows: usize,
    /// Record number of each row, relative to `first_record`.
    records: Vec<u32>,
    /// Number of the first data record of this block, from 1.
    pub first_record: u64,
    pub rejects: Vec<Reject>,
    /// The text has valid characters beyond ASCII.
    pub beyond_ascii: bool,
    /// Rows rejected for their bytes, and the beginning of their text.
    pub broken_rows: usize,
    pub broken: Vec<u8>,
}

impl Block {
    /// Empties the block for rows of `width` cells.
    pub fn reset(&mut self, width: usize, first_record: u64) {
        if self.width != width || self.stride == 0 {
            self.width = width;
            let capacity = (BLOCK_CELLS / width.max(1)).clamp(1, 16 << 10);
            // An odd multiple of a cache line: columns do not compete for the same cache sets.
            self.stride = capacity.next_multiple_of(8) | 8;
            self.cells.clear();
            self.cells.resize(self.stride * width, Cell::default());
        }
        self.rows = 0;
        self.records.clear();
        self.rejects.clear();
        self.first_record = first_record;
        self.beyond_ascii = false;
        self.broken_rows = 0;
        self.broken.clear();
    }

    pub fn is_full(&self) -> bool {
        self.rows == self.stride || self.rejects.len() >= BLOCK_REJECTS
    }

    /// Distance between the cells of a row in [`Self::cells_mut`].
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// All cells, column after column: row `r` of column `c` is at `c * stride + r`.
    pub fn cells_mut(&mut self) -> &mut [Cell] {
        &mut self.cells
    }

    /// Accepts the row whose cells were just written; `record` counts from `first_record`.
    pub fn accept(&mut self, record: u64) {
        self.records.push((record - self.first_record) as u32);
        self.rows += 1;
    }

    /// Nulls the cells of the row at hand.
    pub fn clear_row(&mut self) {
        for column in 0..self.width {
            self.cells[column * self.stride + self.rows] = Cell::default();
        }
    }

    /// Sets a cell of the row at hand.
    pub fn put(&mut self, column: usize, cell: Cell) {
        self.cells[column * self.stride + self.rows] = cell;
    }

    /// Whether the block may have so many columns without outgrowing its memory.
    pub fn can_widen(&self, width: usize) -> bool {
        width <= self.width || width * self.stride <= 2 * BLOCK_CELLS
    }

    /// Adds columns that are null in the rows so far.
    pub fn widen(&mut self, width: usize) {
        if self.rows == 0 && width * self.stride > 2 * BLOCK_CELLS {
            // A first row as wide as this: fewer rows. Its own cells move to the new distance.
            let row: Vec<Cell> = (0..self.width).map(|column| self.cells[column * self.stride]).collect();
            self.stride = (BLOCK_CELLS / (2 * width)).clamp(1, 16 << 10).next_multiple_of(8) | 8;
            self.cells.clear();
            self.cells.resize(self.stride * width, Cell::default());
            row.into_iter().enumerate().for_each(|(column, cell)| self.cells[column * self.stride] = cell);
        } else {
            self.cells.resize(self.stride * width, Cell::default());
        }
        self.width = width;
    }

    /// Cells of one column.
    pub fn column(&self, column: usize) -> &[Cell] {
        &self.cells[column * self.stride..][..self.rows]
    }

    /// Turns rows with bytes that are no UTF-8 into rejects. `text` is the part of the buffer that was scanned.
    pub fn reject_invalid_text(&mut self, text: std::ops::Range<usize>) {
        if self.bytes[text.clone()].is_ascii() {
            return;
        }
        if simdutf8::basic::from_utf8(&self.bytes[text.clone()]).is_ok() {
            self.beyond_ascii = true;
            return;
        }
        self.beyond_ascii = self.bytes[text].utf8_chunks().any(|chunk| !chunk.valid().is_ascii());
        let mut kept = 0;
        for row in 0..self.rows {
            let bad = (0..self.width)
                .find(|c| std::str::from_utf8(self.cells[c * self.stride + row].of(&self.bytes)).is_err());
            if let Some(column) = bad {
                let value = self.cells[column * self.stride + row].of(&self.bytes);
                let record = self.first_record + u64::from(self.records[row]);
                let message = "bytes that are no text in the file's encoding";
                self.broken_rows += 1;
                self.broken.extend_from_slice(&value[..value.len().min(REJECT_CHARS)]);
                self.rejects.push(Reject::new(record, Some(column), value, "invalid_bytes", message));
                continue;
            }
            for column in 0..self.width {
                self.cells[column * self.stride + kept] = self.cells[column * self.stride + row];
            }
            self.records[kept] = self.records[row];
            kept += 1;
        }
        self.rows = kept;
        self.records.truncate(kept);
        self.rejects.sort_by_key(|reject| reject.row);
    }
}
