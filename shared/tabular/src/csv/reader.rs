//! Fills blocks from a stream of UTF-8, carrying incomplete records over, in bounded memory.
use std::io::Read;

use super::Syntax;
use super::scan::Scanner;
use crate::block::{BLOCK_BYTES, Block, MAX_RECORD_BYTES, PADDING, Reject};
use crate::failure::{Failure, Result};

/// See the module.
pub(crate) struct CsvReader<R> {
    input: R,
    scanner: Scanner,
    /// Start of a record whose end is not here yet.
    carry: Vec<u8>,
    /// Data records so far.
    records: u64,
    ended: bool,
}

impl<R: Read> CsvReader<R> {
    pub fn new(input: R, syntax: Syntax, width: usize) -> Self {
        let scanner = Scanner { syntax, width };
        Self { input, scanner, carry: Vec::new(), records: 0, ended: false }
    }

    /// Puts the next records into `block`; false where none are left.
    pub fn fill(&mut self, block: &mut Block) -> Result<bool> {
        block.reset(self.scanner.width, self.records + 1);
        if self.ended && self.carry.is_empty() {
            return Ok(false);
        }
        let mut filled = self.carry.len();
        let mut capacity = BLOCK_BYTES.max(filled);
        block.bytes.resize(capacity + PADDING, 0);
        block.bytes[..filled].copy_from_slice(&self.carry);
        self.carry.clear();
        filled = self.read(&mut block.bytes[..capacity], filled)?;
        let (mut consumed, mut records) = (0, 0);
        loop {
            let scanned = self.scanner.scan(block, consumed, filled, self.ended, records);
            let progressed = scanned.consumed > consumed;
            (consumed, records) = (scanned.consumed, scanned.records);
            if block.is_full() || consumed == filled {
                break;
            }
            if progressed {
                // What is left is an incomplete record, or the scan stopped behind a bad one.
                if !self.ended && block.rows > 0 && filled - consumed < BLOCK_BYTES / 4 {
                    break;
                }
            } else if !self.ended && block.rows > 0 {
                break;
            } else if !self.ended && filled - consumed < MAX_RECORD_BYTES {
                capacity = consumed + (2 * (filled - consumed)).clamp(BLOCK_BYTES, MAX_RECORD_BYTES);
                block.bytes.resize(capacity + PADDING, 0);
                filled = self.read(&mut block.bytes[..capacity], filled)?;
            } else {
                records += 1;
                consumed =
                    self.give_up_line(block, consumed..filled, scanned.open_quote, self.records + records)?;
            }
        }
        self.records += records;
        block.reject_invalid_text(0..consumed);
        self.carry.extend_from_slice(&block.bytes[consumed..filled]);
        if block.bytes.capacity() > 2 * BLOCK_BYTES {
            block.bytes.truncate(filled + PADDING);
        }
        Ok(true)
    }

    /// Fills `buffer` from `filled` on; answers how far it is filled.
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

    /// Rejects the first line of a record whose quote never closes, so that the lines behind it are not lost with it;
    /// answers where they begin.
    fn give_up_line(
        &self,
        block: &mut Block,
        text: std::ops::Range<usize>,
        open_quote: bool,
        record: u64,
    ) -> Result<usize> {
        let line = &block.bytes[text.clone()];
        let end = line.iter().position(|b| *b == self.scanner.syntax.terminator);
        if !open_quote || (end.is_none() && !self.ended) {
            return Err(Failure::new(
                "record_too_long",
                format!(
                    "Record {record} is longer than {} MiB. Check that the lines of the file end and that its quotes are closed.",
                    MAX_RECORD_BYTES >> 20
                ),
            )
            .into());
        }
        let end = end.unwrap_or(line.len());
        let message = "the quote that opens in this line is never closed";
        let reject = Reject::new(record, None, &line[..end], "unclosed_quote", message);
        block.rejects.push(reject);
        Ok((text.start + end + 1).min(text.end))
    }
}
