//! One column's statistics: exact while its distinct values fit the budget, sketches beyond.
mod numbers;
mod pii;
mod stream;
mod summary;
pub(crate) mod table;

use crate::DateOrder;
use crate::block::Block;
use crate::value::{Kind, Kinds, classify, number};
use stream::Stream;
pub(crate) use summary::Summary;
use table::Table;

/// Memory that all columns' exact counts share; each has an equal part of it.
pub(crate) const EXACT_BYTES: usize = 26 << 20;
/// Most memory of one column's exact counts: about 200 000 distinct values.
const EXACT_BYTES_PER_COLUMN: usize = 12 << 20;

/// What every column of a file has in common.
#[derive(Debug, Clone)]
pub(crate) struct Rules {
    /// Texts that mean null besides the empty one.
    pub null_values: Vec<Vec<u8>>,
    pub date_order: Option<DateOrder>,
    /// Bytes that one column may take.
    pub budget: usize,
}

impl Rules {
    pub fn new(options: &crate::Options, columns: usize) -> Self {
        let budget = (EXACT_BYTES / columns.max(1)).min(EXACT_BYTES_PER_COLUMN);
        let null_values = options.null_values.iter().map(|v| v.clone().into_bytes()).collect();
        Self { null_values, date_order: options.date_order, budget }
    }

    #[inline(always)]
    pub fn is_null(&self, value: &[u8]) -> bool {
        value.is_empty() || (!self.null_values.is_empty() && self.is_null_value(value))
    }

    #[inline(never)]
    fn is_null_value(&self, value: &[u8]) -> bool {
        self.null_values.iter().any(|null| null == value)
    }
}

/// What the values of a column fit, and how many fit what.
#[derive(Debug, Clone)]
pub(crate) struct Fits {
    /// Kinds that every value fits.
    alive: Kinds,
    /// By bit of [`Kinds`].
    counts: [u64; Kinds::BITS],
    /// Values, null excluded.
    total: u64,
    /// A value has leading zeros: a code, not a number.
    leading_zero: bool,
    /// Most digits before and behind the point of a number.
    pub widths: (usize, usize),
}

impl Default for Fits {
    fn default() -> Self {
        let counts = [0; Kinds::BITS];
        Self { alive: Kinds::ALL, counts, total: 0, leading_zero: false, widths: (0, 0) }
    }
}

impl Fits {
    /// Notes `count` values that fit at least `kinds`.
    pub fn add(&mut self, kinds: Kinds, count: u64) {
        self.alive = self.alive.and(kinds);
        self.total += count;
        kinds.bits().for_each(|bit| self.counts[bit] += count);
    }

    /// Notes a value by its text.
    pub fn classify(&mut self, value: &[u8], count: u64) {
        let kinds = classify(value);
        self.add(kinds, count);
        if kinds.is_empty() {
            self.leading_zero |= value[0] == b'0' && value.len() > 1 && value.iter().all(u8::is_ascii_digit);
        } else if kinds.contains(Kinds::DECIMAL) {
            self.widen(number::widths(value));
        }
    }

    pub fn widen(&mut self, (whole, scale): (usize, usize)) {
        self.widths = (self.widths.0.max(whole), self.widths.1.max(scale));
    }

    pub fn kind(&self, order: Option<DateOrder>) -> Kind {
        if self.total == 0 { Kind::Text } else { Kind::narrowest(self.alive, order) }
    }

    /// The kind that at least nine in ten values have, and the number of those that have not.
    pub fn almost(&self, order: Option<DateOrder>) -> Option<(Kind, u64)> {
        let enough =
            self.counts.iter().enumerate().filter(|(_, n)| **n > 0 && (self.total - **n) * 10 <= self.total);
        let kinds = enough.fold(Kinds::NONE, |all, (bit, _)| all.or(Kinds::from_bit(bit)));
        let most = kinds.bits().map(|bit| self.counts[bit]).max()?;
        let best = kinds
            .bits()
            .filter(|bit| self.counts[*bit] == most)
            .fold(Kinds::NONE, |all, bit| all.or(Kinds::from_bit(bit)));
        // Which order it is does not matter for the type.
        let kind = match Kind::narrowest(best, order) {
            Kind::Text => Kind::narrowest(best, Some(DateOrder::Dmy)),
            kind => kind,
        };
        (kind != Kind::Text && !(self.leading_zero && kind.is_number())).then_some((kind, self.total - most))
    }
}

/// Counts or sketches.
#[derive(Debug)]
enum State {
    Exact(Table),
    Stream(Box<Stream>),
}

/// What one block left behind for the twin.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// Codes of the rows that were counted exactly, from the block's first on.
    pub codes: Vec<u32>,
    /// Whether each later row has a value.
    pub valid: Vec<bool>,
    /// Their values where the stream's kind is [`Kind::Int64`] or temporal.
    pub integers: Vec<i64>,
    /// Their values where the stream's kind is another number.
    pub doubles: Vec<f64>,
}

/// Where the values of the last block are.
pub(crate) enum Values<'a> {
    /// Codes in the scratch, of this table.
    Codes(&'a Table),
    /// In the scratch, of this kind.
    Integers(Kind, &'a [i64]),
    Doubles(Kind, &'a [f64]),
    /// In the block alone.
    Texts,
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Column {
    rules: std::sync::Arc<Rules>,
    state: State,
    /// Known from an earlier pass.
    fixed: Option<Kind>,
    /// Summarized by an earlier pass: only the twin still wants the values.
    finished: bool,
    pub scratch: Scratch,
}

impl Column {
    pub fn new(rules: std::sync::Arc<Rules>, fixed: Option<Kind>) -> Self {
        let state = State::Exact(Table::new(rules.budget));
        Self { rules, state, fixed, finished: false, scratch: Scratch::default() }
    }

    /// A column that begins after `rows` rows, null in all of them.
    pub fn appearing_after(rows: u64, rules: std::sync::Arc<Rules>) -> Self {
        let mut table = Table::new(rules.budget);
        table.count_nulls(rows);
        Self { rules, state: State::Exact(table), fixed: None, finished: false, scratch: Scratch::default() }
    }

    /// The column for a pass whose statistics are known: it only finds values again.
    pub fn finished(mut self) -> Self {
        self.finished = true;
        self
    }

    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// Notes one column of a block.
    pub fn consume(&mut self, block: &Block, column: usize) {
        let cells = block.column(column);
        self.scratch.codes.clear();
        let mut done = 0;
        if let State::Exact(table) = &mut self.state {
            self.scratch.codes.reserve(cells.len());
            for cell in cells {
                match table.count(&block.bytes, *cell) {
                    Some(code) => self.scratch.codes.push(code),
                    None => break,
                }
            }
            done = self.scratch.codes.len();
            if done == cells.len() {
                return;
            }
            let table = std::mem::replace(table, Table::new(0));
            let stream = Stream::seed(table, &self.rules, self.fixed);
            self.state = State::Stream(Box::new(stream));
        }
        if let State::Stream(stream) = &mut self.state {
            if self.finished {
                stream.find_values(&block.bytes, &cells[done..], &self.rules, &mut self.scratch);
            } else {
                stream.consume(&block.bytes, &cells[done..], &self.rules, &mut self.scratch);
            }
        }
    }

    /// The values of the block that was consumed last, without null.
    pub fn values(&self) -> Values<'_> {
        match &self.state {
            State::Exact(table) => Values::Codes(table),
            State::Stream(stream) => match stream.kind {
                Kind::Int64 | Kind::Date(_) | Kind::Local(_) | Kind::Instant => {
                    Values::Integers(stream.kind, &self.scratch.integers)
                }
                Kind::ShortDecimal => Values::Doubles(stream.kind, &self.scratch.doubles),
                _ => Values::Texts,
            },
        }
    }

    /// Work per cell, roughly: threads share it best where the hardest columns come first.
    pub fn weight(&self) -> u8 {
        match &self.state {
            State::Exact(_) => 0,
            State::Stream(stream) if stream.kind == Kind::Int64 => 1,
            State::Stream(stream) if stream.kind == Kind::ShortDecimal => 2,
            State::Stream(_) => 3,
        }
    }

    pub fn rules(&self) -> &Rules {
        &self.rules
    }
}
