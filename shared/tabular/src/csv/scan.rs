//! One pass over a buffer that finds the cells of every complete record, 64 bytes at a time.
use wide::u8x16;

use super::Syntax;
use crate::block::{Block, Cell, Reject};

/// Scans records of `width` fields.
#[derive(Debug, Clone)]
pub(crate) struct Scanner {
    pub syntax: Syntax,
    pub width: usize,
}

/// How a scan ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scanned {
    /// End of the last complete record.
    pub consumed: usize,
    /// Data records of the block so far, accepted and rejected.
    pub records: u64,
    /// The record that begins at `consumed` has an open quote.
    pub open_quote: bool,
}

/// A field that is more than a slice of the source: quoted, with something to undo.
struct Rewrite {
    column: usize,
    start: usize,
    end: usize,
}

/// Bit masks of 64 bytes: bit i stands for byte i.
struct Masks {
    /// Delimiters, terminators and quotes.
    structural: u64,
    terminators: u64,
    quotes: u64,
}

impl Scanner {
    /// Finds records in `block.bytes[from..filled]` until the block is full; `records` were found in it before.
    /// `last`: nothing follows, so an unterminated record is complete.
    pub fn scan(&self, block: &mut Block, from: usize, filled: usize, last: bool, records: u64) -> Scanned {
        let Syntax { delimiter, quote, escape, terminator, trim } = self.syntax;
        let splat = |byte: Option<u8>| u8x16::splat(byte.unwrap_or(terminator));
        let (delimiters, quotes, terminators) = (splat(delimiter), splat(quote), u8x16::splat(terminator));
        let stride = block.stride();
        let mut rewrites: Vec<Rewrite> = Vec::new();
        let mut out = Scanned { consumed: from, records, open_quote: false };

        // State of the record and of the field at hand.
        let (mut column, mut index, mut overflow) = (0usize, block.rows, false);
        let (mut start, mut inside, mut closed, mut doubled, mut stray) = (from, false, None, false, false);
        let mut skip_next = false;

        let mut base = from;
        while base < filled {
            let mut masks = masks(&block.bytes, base, delimiters, terminators, quotes, quote.is_some());
            let mut live = if filled - base < 64 { (1u64 << (filled - base)) - 1 } else { !0 };
            if skip_next {
                live &= !1;
                skip_next = false;
            }
            masks.structural &= live;
            loop {
                if inside {
                    let rest = masks.quotes & live;
                    if rest == 0 {
                        break;
                    }
                    let at = rest.trailing_zeros();
                    let position = base + at as usize;
                    live &= above(at);
                    if escape.is_some_and(|escape| is_escaped(&block.bytes[start + 1..position], escape)) {
                        doubled = true;
                    } else if position + 1 < filled && Some(block.bytes[position + 1]) == quote {
                        doubled = true;
                        skip_next = at == 63;
                        live &= above((at + 1).min(63));
                    } else if position + 1 == filled && !last {
                        // The next byte decides.
                        break;
                    } else {
                        inside = false;
                        closed = Some(position);
                        doubled |=
                            escape.is_some_and(|escape| block.bytes[start..position].contains(&escape));
                    }
                    continue;
                }
                let rest = masks.structural & live;
                if rest == 0 {
                    break;
                }
                let at = rest.trailing_zeros();
                let bit = 1u64 << at;
                let position = base + at as usize;
                live &= above(at);
                if masks.quotes & bit != 0 {
                    let begins = position == start || (trim && is_blank(&block.bytes[start..position]));
                    if begins && closed.is_none() {
                        (inside, start) = (true, position);
                    }
                    continue;
                }
                let newline = masks.terminators & bit != 0;
                let carriage =
                    newline && terminator == b'\n' && position > start && block.bytes[position - 1] == b'\r';
                let mut end = position - usize::from(carriage);
                match closed {
                    None => {
                        if trim {
                            (start, end) = trimmed(&block.bytes, start, end);
                        }
                        if column < self.width {
                            block.cells_mut()[index] = Cell::new(start, end);
                        } else {
                            overflow |= end > start;
                        }
                    }
                    Some(quote_at) => {
                        let clean =
                            quote_at + 1 == end || (trim && is_blank(&block.bytes[quote_at + 1..end]));
                        stray |= !clean;
                        if column >= self.width {
                            overflow |= quote_at > start + 1;
                        } else if clean && !doubled {
                            block.cells_mut()[index] = Cell::new(start + 1, quote_at);
                        } else {
                            block.cells_mut()[index] = Cell::new(start, end);
                            rewrites.push(Rewrite { column, start, end });
                        }
                        (closed, doubled) = (None, false);
                    }
                }
                start = position + 1;
                if !newline {
                    column += 1;
                    index += stride;
                    continue;
                }
                let record = Record { from: out.consumed, to: position, fields: column + 1, overflow, stray };
                out.consumed = self.finish(block, &record, &mut rewrites, &mut out.records);
                (column, overflow, stray) = (0, false, false);
                index = block.rows;
                if block.is_full() {
                    return out;
                }
                if out.consumed != position + 1 {
                    // Resume behind the first line of a record whose quotes make no sense.
                    return Scanned { consumed: out.consumed, ..out };
                }
            }
            base += 64;
        }
        if last && out.consumed < filled {
            if inside {
                out.open_quote = true;
                return out;
            }
            // A virtual terminator ends the last record, which is scanned again.
            block.bytes[filled] = terminator;
            let tail = self.scan(block, out.consumed, filled + 1, true, out.records);
            return Scanned { consumed: tail.consumed.min(filled), ..tail };
        }
        out.open_quote = inside;
        out
    }

    /// Accepts or rejects a record; answers where the next one begins.
    fn finish(
        &self,
        block: &mut Block,
        record: &Record,
        rewrites: &mut Vec<Rewrite>,
        records: &mut u64,
    ) -> usize {
        let next = record.to + 1;
        let text = record.from..record.to;
        let blank = record.fields == 1 && matches!(&block.bytes[text.clone()], [] | b"\r");
        if blank && self.width > 1 {
            rewrites.clear();
            return next;
        }
        *records += 1;
        let number = block.first_record + *records - 1;
        let mut reject = |column, code, message: String| {
            let line = &block.bytes[text.clone()];
            let reject = Reject::new(number, column, line.strip_suffix(b"\r").unwrap_or(line), code, message);
            block.rejects.push(reject);
        };
        if record.stray
            && let Some(line_end) =
                block.bytes[text.clone()].iter().position(|b| *b == self.syntax.terminator)
        {
            rewrites.clear();
            let to = record.from + line_end;
            let line = &block.bytes[record.from..to];
            let message = "a quote opens in this line and does not close before a delimiter";
            block.rejects.push(Reject::new(number, None, line, "unclosed_quote", message));
            return to + 1;
        }
        if record.overflow {
            reject(
                None,
                "too_many_fields",
                format!("{} fields where {} are expected", record.fields, self.width),
            );
        } else if record.fields < self.width {
            reject(
                Some(record.fields),
                "too_few_fields",
                format!("{} fields where {} are expected", record.fields, self.width),
            );
        } else {
            let (stride, row) = (block.stride(), block.rows);
            for Rewrite { column, start, end } in rewrites.drain(..) {
                block.cells_mut()[column * stride + row] = self.unquote(&mut block.bytes, start, end);
            }
            block.accept(number);
        }
        rewrites.clear();
        next
    }

    /// Undoes quotes in place. The field begins with a quote; what follows a closing quote is literal. Bytes left
    /// over become blanks, so that the buffer stays valid text.
    fn unquote(&self, bytes: &mut [u8], start: usize, end: usize) -> Cell {
        let Syntax { quote, escape, trim, .. } = self.syntax;
        let (mut read, mut write, mut inside) = (start + 1, start, true);
        let mut closed = start;
        while read < end {
            let byte = bytes[read];
            let next = (read + 1 < end).then(|| bytes[read + 1]);
            if inside && Some(byte) == escape && next.is_some() && (next == quote || next == escape) {
                read += 1;
            } else if inside && Some(byte) == quote {
                if next != quote {
                    inside = false;
                    closed = write;
                    read += 1;
                    continue;
                }
                read += 1;
            }
            bytes[write] = bytes[read];
            write += 1;
            read += 1;
        }
        bytes[write..end].fill(b' ');
        // Blanks within the quotes were meant.
        while trim && write > closed && !inside && matches!(bytes[write - 1], b' ' | b'\t') {
            write -= 1;
        }
        Cell::new(start, write)
    }
}

/// A complete record.
struct Record {
    from: usize,
    /// Its terminator.
    to: usize,
    fields: usize,
    /// A field beyond the width is not empty.
    overflow: bool,
    /// Text follows a closing quote.
    stray: bool,
}

/// Bits above `at`.
#[inline(always)]
fn above(at: u32) -> u64 {
    (!0u64 << at) & !(1u64 << at)
}

#[inline(always)]
fn masks(
    bytes: &[u8],
    base: usize,
    delimiters: u8x16,
    terminators: u8x16,
    quotes: u8x16,
    quoting: bool,
) -> Masks {
    let mut out = Masks { structural: 0, terminators: 0, quotes: 0 };
    let Some((chunk, _)) = bytes.get(base..).and_then(|rest| rest.split_first_chunk::<64>()) else {
        return out;
    };
    for part in 0..4 {
        let mut lane = [0u8; 16];
        lane.copy_from_slice(&chunk[part * 16..part * 16 + 16]);
        let lane = u8x16::from(lane);
        let bits = |of: u8x16| u64::from(lane.simd_eq(of).to_bitmask() as u16) << (16 * part);
        let (d, t) = (bits(delimiters), bits(terminators));
        let q = if quoting { bits(quotes) } else { 0 };
        out.structural |= d | t | q;
        out.terminators |= t;
        out.quotes |= q;
    }
    out
}

#[cold]
fn is_escaped(before: &[u8], escape: u8) -> bool {
    before.iter().rev().take_while(|b| **b == escape).count() % 2 == 1
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|b| matches!(b, b' ' | b'\t'))
}

fn trimmed(bytes: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && matches!(bytes[start], b' ' | b'\t') {
        start += 1;
    }
    while end > start && matches!(bytes[end - 1], b' ' | b'\t') {
        end -= 1;
    }
    (start, end)
}
