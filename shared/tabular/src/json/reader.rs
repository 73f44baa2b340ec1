//! Fills blocks with the rows of a JSON text, in bounded memory. Columns appear as their keys do.
use std::collections::HashMap;
use std::io::Read;

use super::record::{Bad, MAX_DEPTH, Parser, Row, end_of_value};
use crate::block::{BLOCK_BYTES, Block, Cell, MAX_RECORD_BYTES, PADDING, Reject};
use crate::failure::{Failure, Result};

/// How the records follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `[{…}, {…}]`
    Array,
    /// One record per line: a bad line costs itself only.
    Lines,
    /// Objects over several lines, one after the other.
    Sequence,
}

impl Shape {
    /// Of a text that begins with an object: lines, unless the first object goes on behind its line.
    pub fn of_objects(head: &[u8]) -> Self {
        let start = head.len() - head.trim_ascii_start().len();
        let line = head[start..].iter().position(|b| *b == b'\n').map_or(head.len(), |at| start + at);
        match end_of_value(head, start) {
            Ok(Some(end)) if end > line => Self::Sequence,
            Ok(None) if line < head.len() && !matches!(end_of_value(&head[line..], 1), Ok(Some(_))) => {
                Self::Sequence
            }
            _ => Self::Lines,
        }
    }
}

/// See the module.
pub(crate) struct JsonReader<R> {
    input: R,
    shape: Shape,
    columns: Columns,
    carry: Vec<u8>,
    records: u64,
    /// The input has ended; the array has been opened; it has been closed.
    ended: bool,
    opened: bool,
    closed: bool,
}

impl<R: Read> JsonReader<R> {
    /// `paths`: columns known from an earlier pass.
    pub fn new(input: R, shape: Shape, paths: &[String], limit: usize) -> Self {
        let mut columns = Columns { limit, ..Columns::default() };
        paths.iter().for_each(|path| {
            columns.add(path);
        });
        Self {
            input,
            shape,
            columns,
            carry: Vec::new(),
            records: 0,
            ended: false,
            opened: false,
            closed: false,
        }
    }

    /// Dotted names of the columns so far.
    pub fn paths(&self) -> &[String] {
        &self.columns.paths
    }

    /// Puts the next records into `block`; false where none are left.
    pub fn fill(&mut self, block: &mut Block) -> Result<bool> {
        block.reset(self.columns.paths.len().max(1), self.records + 1);
        if self.ended && self.carry.is_empty() {
            return self.check_end().map(|()| false);
        }
        let mut filled = self.carry.len();
        let mut capacity = BLOCK_BYTES.max(filled);
        block.bytes.resize(capacity + PADDING, 0);
        block.bytes[..filled].copy_from_slice(&self.carry);
        self.carry.clear();
        let mut consumed = 0;
        loop {
            filled = self.read(&mut block.bytes[..capacity], filled)?;
            consumed = self.records(block, consumed, filled)?;
            if block.rows > 0 || block.is_full() || self.ended {
                break;
            }
            if capacity - consumed >= MAX_RECORD_BYTES {
                return Err(too_long(self.records + 1));
            }
            capacity = consumed + (2 * (filled - consumed)).clamp(BLOCK_BYTES, MAX_RECORD_BYTES);
            block.bytes.resize(capacity + PADDING, 0);
        }
        block.reject_invalid_text(0..consumed);
        self.carry.extend_from_slice(&block.bytes[consumed..filled]);
        Ok(true)
    }

    fn read(&mut self, buffer: &mut [u8], mut filled: usize) -> Result<usize> {
        while !self.ended && filled < buffer.len() {
            match self.input.read(&mut buffer[filled..]) {
                Ok(0) => self.ended = true,
                Ok(n) => filled += n,
                Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e.into()),
            }
        }
        Ok(filled)
    }

    /// Reads records until the block is full or the text ends within one; answers where the next one begins.
    fn records(&mut self, block: &mut Block, mut at: usize, filled: usize) -> Result<usize> {
        loop {
            at += block.bytes[at..filled]
                .iter()
                .take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
                .count();
            if at == filled || block.is_full() {
                return Ok(at);
            }
            if self.shape == Shape::Array {
                match self.punctuation(block.bytes[at])? {
                    true => {
                        at += 1;
                        continue;
                    }
                    false => self.opened = true,
                }
            }
            let Some(end) = self.end_of_record(&block.bytes[..filled], at)? else { return Ok(at) };
            if !self.columns.room_for(block, &block.bytes[at..end]) {
                return Ok(at);
            }
            self.record(block, at, end)?;
            at = end;
        }
    }

    /// Passes the brackets and commas of the array; false where a record begins. Commas are taken leniently.
    fn punctuation(&mut self, byte: u8) -> Result<bool> {
        match byte {
            b'[' if !self.opened => self.opened = true,
            b']' if self.opened && !self.closed => self.closed = true,
            b',' if self.records > 0 && !self.closed => {}
            _ if self.closed => return Err(malformed("text follows the end of the array")),
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn end_of_record(&self, text: &[u8], at: usize) -> Result<Option<usize>> {
        let record = self.records + 1;
        if self.shape == Shape::Lines {
            let end = text[at..].iter().position(|b| *b == b'\n').map(|length| at + length);
            return Ok(end.or(self.ended.then_some(text.len())));
        }
        match end_of_value(text, at) {
            Ok(Some(end)) => Ok(Some(end)),
            Ok(None) if self.ended => Err(malformed(&format!("it ends in the middle of record {record}"))),
            Ok(None) => Ok(None),
            Err(Bad::TooDeep) => Err(too_deep(record)),
            Err(_) => Err(malformed(&format!("record {record} does not begin with a value"))),
        }
    }

    fn record(&mut self, block: &mut Block, start: usize, end: usize) -> Result<()> {
        self.records += 1;
        let number = self.records;
        let line = block.bytes[start..end.min(start + 2048)].to_vec();
        let mut bytes = std::mem::take(&mut block.bytes);
        block.clear_row();
        let mut row = RowOf { block, columns: &mut self.columns, member: 0, overflow: false };
        let parsed = Parser::new(&mut bytes, start, end).object(&mut row);
        let overflow = row.overflow;
        block.bytes = bytes;
        if overflow {
            let message = format!("The objects have more than {} different keys.", self.columns.limit);
            return Err(Failure::new("too_many_columns", message).into());
        }
        let reject = |code, message: String| Reject::new(number, None, &line, code, message);
        match parsed {
            Ok(()) => block.accept(number),
            Err(Bad::TooDeep) => return Err(too_deep(number)),
            Err(Bad::NotAnObject) if number == 1 => {
                let message =
                    "The records are not JSON objects. Give an array of objects, or one object per line.";
                return Err(Failure::new("json_not_objects", message).into());
            }
            Err(Bad::NotAnObject) => {
                block.rejects.push(reject("not_an_object", "the record is no JSON object".into()))
            }
            Err(Bad::Syntax(at)) if self.shape == Shape::Lines => {
                let message = format!("not JSON at byte {} of the line", at - start + 1);
                block.rejects.push(reject("malformed_json", message));
            }
            Err(Bad::Syntax(at)) => {
                return Err(malformed(&format!(
                    "record {number} is not JSON at its byte {}",
                    at - start + 1
                )));
            }
        }
        Ok(())
    }

    /// An array must be closed.
    fn check_end(&self) -> Result<()> {
        if self.shape == Shape::Array && !self.closed {
            return Err(malformed("its array is not closed; the file may be cut off"));
        }
        Ok(())
    }
}

fn malformed(what: &str) -> crate::Error {
    Failure::new("malformed_json", format!("The file is not valid JSON: {what}.")).into()
}

fn too_deep(record: u64) -> crate::Error {
    Failure::new(
        "json_too_deep",
        format!("Record {record} is nested deeper than {MAX_DEPTH} levels. Flatten it."),
    )
    .into()
}

fn too_long(record: u64) -> crate::Error {
    let limit = MAX_RECORD_BYTES >> 20;
    let message = format!(
        "Record {record} is longer than {limit} MiB. Give an array of objects, or one object per line."
    );
    Failure::new("record_too_long", message).into()
}

/// The columns so far.
#[derive(Default)]
struct Columns {
    paths: Vec<String>,
    positions: HashMap<String, usize>,
    /// Columns of the last record's members, in their order: mostly those of the next one as well.
    order: Vec<usize>,
    limit: usize,
}

impl Columns {
    fn add(&mut self, path: &str) -> usize {
        let position = self.paths.len();
        self.paths.push(path.to_owned());
        self.positions.insert(path.to_owned(), position);
        position
    }

    /// Whether the block can take a record, which may bring as many new columns as it has colons.
    fn room_for(&self, block: &Block, record: &[u8]) -> bool {
        if block.rows == 0 {
            return true;
        }
        let width = block.width.max(self.paths.len());
        block.can_widen(width + 16) || block.can_widen(width + record.iter().filter(|b| **b == b':').count())
    }
}

/// The row that a record is parsed into.
struct RowOf<'a> {
    block: &'a mut Block,
    columns: &'a mut Columns,
    member: usize,
    overflow: bool,
}

impl Row for RowOf<'_> {
    fn put(&mut self, path: &str, cell: Cell) {
        let member = self.member;
        self.member += 1;
        let expected =
            self.columns.order.get(member).copied().filter(|column| self.columns.paths[*column] == path);
        let column = match expected.or_else(|| self.columns.positions.get(path).copied()) {
            Some(column) => column,
            None if self.columns.paths.len() == self.columns.limit => {
                self.overflow = true;
                return;
            }
            None => self.columns.add(path),
        };
        if self.columns.order.len() <= member {
            self.columns.order.resize(member + 1, column);
        }
        self.columns.order[member] = column;
        if column >= self.block.width {
            self.block.widen(column + 1);
        }
        self.block.put(column, cell);
    }
}
