//! A column beyond its exact budget: one specialised loop per kind of value, and sketches of constant size.
use datasketches::hll::{HllSketch, HllType};

use super::numbers::{Moments, Sample};
use super::pii::PiiCounts;
use super::table::Table;
use super::{Fits, Rules, Scratch};
use crate::block::Cell;
use crate::value::number::{self, Exact};
use crate::value::{Kind, Kinds, temporal};

/// 2¹³ registers of a byte: standard error 0.9 %. Half as many double the variance, as tables of more than a hundred
/// columns must bear.
const LOG_REGISTERS: u8 = 13;
const LEAST_LOG_REGISTERS: u8 = 9;

fn log_registers(budget: usize) -> u8 {
    // A thirty-second part of the column's memory.
    ((budget / 32).max(1).ilog2() as u8).clamp(LEAST_LOG_REGISTERS, LOG_REGISTERS)
}

/// Texts above this are kept by their beginning where they are smallest or largest.
const BOUND_BYTES: usize = 1024;
const SHORT_LIMIT: u64 = 1_000_000_000_000_000;

/// See the module.
#[derive(Debug)]
pub(crate) struct Stream {
    pub kind: Kind,
    /// A value contradicted the kind, so only the fits are right.
    pub misfit: bool,
    pub nulls: u64,
    /// Values, null excluded.
    pub values: u64,
    pub fits: Fits,
    pub distinct: HllSketch,
    pub heavy: Table,
    pub moments: Moments,
    pub sample: Sample,
    pub min: Vec<u8>,
    pub max: Vec<u8>,
    /// Smallest and largest value, by kind.
    integers: Option<(i64, i64)>,
    doubles: Option<(f64, f64)>,
    pub max_chars: u64,
    pub pii: PiiCounts,
}

impl Stream {
    /// Carries on where `table` was full.
    pub fn seed(table: Table, rules: &Rules, fixed: Option<Kind>) -> Self {
        let mut fits = Fits::default();
        let mut short = [0; 16];
        let values: Vec<(u32, u64)> =
            table.counts().filter(|(code, _)| !rules.is_null(table.text(*code, &mut short))).collect();
        for (code, count) in &values {
            fits.classify(table.text(*code, &mut short), *count);
        }
        let kind = fixed.unwrap_or_else(|| fits.kind(rules.date_order));
        let nulls = table.counts().map(|(_, count)| count).sum::<u64>() - fits.total;
        let mut stream = Self {
            kind,
            misfit: false,
            nulls,
            values: 0,
            fits,
            distinct: HllSketch::new(log_registers(rules.budget), HllType::Hll8)
                .expect("the number of registers is in range"),
            heavy: Table::new(0),
            moments: Moments::default(),
            sample: Sample::new(rules.budget / size_of::<f64>()),
            min: Vec::new(),
            max: Vec::new(),
            integers: None,
            doubles: None,
            max_chars: 0,
            pii: PiiCounts::default(),
        };
        stream.replay(&table, values);
        stream.heavy = table.into_heavy();
        stream
    }

    /// Feeds what was counted exactly into the sketches.
    fn replay(&mut self, table: &Table, mut values: Vec<(u32, u64)>) {
        // In the order of appearance, so that the same file gives the same sketches.
        values.sort_unstable();
        let mut short = [0; 16];
        for (code, count) in values {
            let text = table.text(code, &mut short);
            match self.kind {
                Kind::Int64 => {
                    if let Some(value) = number::int64(text) {
                        self.note_integers(text, value, text, value);
                        self.distinct.update(value);
                        self.weigh(value as f64, count);
                    }
                }
                Kind::ShortDecimal | Kind::Integer | Kind::Decimal => {
                    let value = number::double(text) + 0.0;
                    self.note_exact(text, value);
                    self.distinct.update(value.to_bits());
                    self.weigh(value, count);
                }
                Kind::Date(_) | Kind::Local(_) | Kind::Instant => {
                    if let Some(value) = self.temporal(text) {
                        self.note_integers(text, value, text, value);
                        self.distinct.update(value);
                    }
                }
                Kind::Boolean | Kind::Text => {
                    self.note_text(text);
                    self.distinct.update(text);
                    self.pii.add(text, count);
                }
            }
            self.values += count;
        }
    }

    fn weigh(&mut self, value: f64, count: u64) {
        self.moments.add_weighted(value, count);
        for _ in 0..count {
            self.sample.add(&[value]);
        }
    }

    fn temporal(&self, text: &[u8]) -> Option<i64> {
        match self.kind {
            Kind::Date(format) => temporal::date(format, text),
            Kind::Local(format) => temporal::local(format, text),
            _ => temporal::instant(text),
        }
    }

    /// Notes the cells of one block, leaving their values in `scratch`.
    pub fn consume(&mut self, bytes: &[u8], cells: &[Cell], rules: &Rules, scratch: &mut Scratch) {
        scratch.valid.clear();
        scratch.integers.clear();
        scratch.doubles.clear();
        let done = match self.kind {
            Kind::Int64 => self.integers(bytes, cells, rules, scratch),
            Kind::ShortDecimal => self.short_decimals(bytes, cells, rules, scratch),
            Kind::Integer | Kind::Decimal => self.exact_numbers(bytes, cells, rules, scratch),
            Kind::Date(format) => {
                self.times(bytes, cells, rules, scratch, |text| temporal::date(format, text))
            }
            Kind::Local(format) => {
                self.times(bytes, cells, rules, scratch, |text| temporal::local(format, text))
            }
            Kind::Instant => self.times(bytes, cells, rules, scratch, temporal::instant),
            Kind::Boolean | Kind::Text => 0,
        };
        let (typed, rest) = cells.split_at(done);
        for cell in typed.iter().filter(|cell| cell.len > 0) {
            self.heavy.count_heavy(bytes, *cell);
        }
        if rest.is_empty() {
            return;
        }
        if !matches!(self.kind, Kind::Boolean | Kind::Text) {
            if self.kind == Kind::ShortDecimal {
                // Their digits were not counted one by one.
                self.fits.widen((number::DOUBLE_DIGITS, number::DOUBLE_DIGITS));
            }
            self.kind = Kind::Text;
            self.misfit = true;
        }
        self.texts(bytes, rest, rules);
    }

    /// Leaves the values of one block in `scratch`, without noting them.
    pub fn find_values(&self, bytes: &[u8], cells: &[Cell], rules: &Rules, scratch: &mut Scratch) {
        let Scratch { valid, integers, doubles, .. } = scratch;
        valid.clear();
        integers.clear();
        doubles.clear();
        match self.kind {
            Kind::Int64 => Self::parse(bytes, cells, rules, valid, integers, number::int64),
            Kind::ShortDecimal => Self::parse(bytes, cells, rules, valid, doubles, number::short_decimal),
            Kind::Date(format) => {
                Self::parse(bytes, cells, rules, valid, integers, |text| temporal::date(format, text))
            }
            Kind::Local(format) => {
                Self::parse(bytes, cells, rules, valid, integers, |text| temporal::local(format, text))
            }
            Kind::Instant => Self::parse(bytes, cells, rules, valid, integers, temporal::instant),
            Kind::Integer | Kind::Decimal | Kind::Boolean | Kind::Text => 0,
        };
    }

    /// Parses cells until one does not fit; answers how many did.
    #[inline(always)]
    fn parse<T>(
        bytes: &[u8],
        cells: &[Cell],
        rules: &Rules,
        valid: &mut Vec<bool>,
        values: &mut Vec<T>,
        parse: impl Fn(&[u8]) -> Option<T>,
    ) -> usize {
        valid.reserve(cells.len());
        values.reserve(cells.len());
        for (i, cell) in cells.iter().enumerate() {
            let text = cell.of(bytes);
            if rules.is_null(text) {
                valid.push(false);
                continue;
            }
            let Some(value) = parse(text) else { return i };
            valid.push(true);
            values.push(value);
        }
        cells.len()
    }

    fn count_values(&mut self, rows: usize, values: usize, kinds: Kinds) {
        self.values += values as u64;
        self.nulls += (rows - values) as u64;
        self.fits.add(kinds, values as u64);
    }

    fn integers(&mut self, bytes: &[u8], cells: &[Cell], rules: &Rules, scratch: &mut Scratch) -> usize {
        let values = &mut scratch.integers;
        let done = Self::parse(bytes, cells, rules, &mut scratch.valid, values, number::int64);
        let Some((low, high)) = extremes(values, |x| *x) else {
            self.nulls += done as u64;
            return done;
        };
        let short = values[low].unsigned_abs().max(values[high].unsigned_abs()) < SHORT_LIMIT;
        let kinds = Kinds::INT64.or(Kinds::INTEGER).or(Kinds::DECIMAL);
        self.count_values(done, values.len(), if short { kinds.or(Kinds::SHORT_DECIMAL) } else { kinds });
        let text = |nth| nth_valid(bytes, cells, &scratch.valid, nth);
        self.note_integers(text(low), values[low], text(high), values[high]);
        self.fits.widen((text(low).len().max(text(high).len()), 0));
        scratch.doubles.extend(values.iter().map(|x| *x as f64));
        self.moments.add(&scratch.doubles);
        self.sample.add(&scratch.doubles);
        scratch.doubles.clear();
        values.iter().for_each(|x| self.distinct.update(*x));
        done
    }

    fn short_decimals(
        &mut self,
        bytes: &[u8],
        cells: &[Cell],
        rules: &Rules,
        scratch: &mut Scratch,
    ) -> usize {
        let values = &mut scratch.doubles;
        let done = Self::parse(bytes, cells, rules, &mut scratch.valid, values, number::short_decimal);
        let Some((low, high)) = extremes(values, |x| *x) else {
            self.nulls += done as u64;
            return done;
        };
        self.count_values(done, values.len(), Kinds::SHORT_DECIMAL.or(Kinds::DECIMAL));
        let text = |nth| nth_valid(bytes, cells, &scratch.valid, nth);
        self.note_exact(text(low), values[low]);
        self.note_exact(text(high), values[high]);
        self.moments.add(values);
        self.sample.add(values);
        // Adding zero turns −0 into 0.
        values.iter().for_each(|x| self.distinct.update((*x + 0.0).to_bits()));
        done
    }

    /// Numbers that doubles do not hold: the statistics use the nearest double, order and digits the text.
    fn exact_numbers(&mut self, bytes: &[u8], cells: &[Cell], rules: &Rules, scratch: &mut Scratch) -> usize {
        let wanted = self.kind.kinds();
        let mut widths = (0, 0);
        let mut done = 0;
        for cell in cells {
            let text = cell.of(bytes);
            if rules.is_null(text) {
                scratch.valid.push(false);
                done += 1;
                continue;
            }
            let Some((value, (whole, scale))) = number::measure(text, wanted) else { break };
            widths = (widths.0.max(whole), widths.1.max(scale));
            let value = value + 0.0;
            scratch.valid.push(true);
            scratch.doubles.push(value);
            self.note_exact(text, value);
            done += 1;
        }
        let values = &scratch.doubles;
        self.fits.widen(widths);
        self.count_values(done, values.len(), wanted.or(Kinds::DECIMAL));
        self.moments.add(values);
        self.sample.add(values);
        values.iter().for_each(|x| self.distinct.update(x.to_bits()));
        done
    }

    fn times(
        &mut self,
        bytes: &[u8],
        cells: &[Cell],
        rules: &Rules,
        scratch: &mut Scratch,
        parse: impl Fn(&[u8]) -> Option<i64>,
    ) -> usize {
        let values = &mut scratch.integers;
        let done = Self::parse(bytes, cells, rules, &mut scratch.valid, values, parse);
        self.count_values(done, values.len(), self.kind.kinds());
        if let Some((low, high)) = extremes(values, |x| *x) {
            let text = |nth| nth_valid(bytes, cells, &scratch.valid, nth);
            self.note_integers(text(low), values[low], text(high), values[high]);
            values.iter().for_each(|x| self.distinct.update(*x));
        }
        done
    }

    fn texts(&mut self, bytes: &[u8], cells: &[Cell], rules: &Rules) {
        for cell in cells {
            let text = cell.of(bytes);
            if rules.is_null(text) {
                self.nulls += 1;
                continue;
            }
            self.values += 1;
            self.note_text(text);
            self.fits.classify(text, 1);
            self.distinct.update(text);
            self.heavy.count_heavy(bytes, *cell);
        }
    }

    fn note_text(&mut self, text: &[u8]) {
        if self.min.is_empty() || text < self.min.as_slice() {
            self.min.clear();
            self.min.extend_from_slice(&text[..text.len().min(BOUND_BYTES)]);
        }
        if text > self.max.as_slice() {
            self.max.clear();
            self.max.extend_from_slice(&text[..text.len().min(BOUND_BYTES)]);
        }
        if text.len() as u64 > self.max_chars {
            self.max_chars = self.max_chars.max(super::summary::chars(text));
        }
    }

    fn note_integers(&mut self, low_text: &[u8], low: i64, high_text: &[u8], high: i64) {
        let (min, max) = self.integers.get_or_insert((low, high));
        if low < *min || self.min.is_empty() {
            *min = low;
            self.min = low_text.to_vec();
        }
        if high > *max || self.max.is_empty() {
            *max = high;
            self.max = high_text.to_vec();
        }
    }

    /// Where doubles are equal the digits decide.
    fn note_exact(&mut self, text: &[u8], value: f64) {
        let (min, max) = *self.doubles.get_or_insert((value, value));
        let before = |a: &[u8], b: &[u8]| a != b && Exact::parse(a) < Exact::parse(b);
        if self.min.is_empty() || value < min || (value == min && before(text, &self.min)) {
            self.min = text.to_vec();
        }
        if self.max.is_empty() || value > max || (value == max && before(&self.max, text)) {
            self.max = text.to_vec();
        }
        self.doubles = Some((min.min(value), max.max(value)));
    }

    /// Smallest and largest number.
    pub fn number_bounds(&self) -> Option<(f64, f64)> {
        self.doubles.or(self.integers.map(|(low, high)| (low as f64, high as f64)))
    }
}

/// Places of the smallest and the largest value.
#[inline]
fn extremes<T, K: PartialOrd + Copy>(values: &[T], key: impl Fn(&T) -> K) -> Option<(usize, usize)> {
    let first = key(values.first()?);
    let (mut low, mut high) = (first, first);
    for value in values {
        let value = key(value);
        low = if value < low { value } else { low };
        high = if value > high { value } else { high };
    }
    let place = |of: K| values.iter().position(|value| key(value) == of).unwrap_or(0);
    Some((place(low), place(high)))
}

/// Text of the `nth` value that is not null.
fn nth_valid<'a>(bytes: &'a [u8], cells: &[Cell], valid: &[bool], nth: usize) -> &'a [u8] {
    let mut places = valid.iter().enumerate().filter(|(_, valid)| **valid);
    places.nth(nth).map_or(&[], |(row, _)| cells[row].of(bytes))
}
