//! A batch of decoded values of one column, and its conversions.
use std::collections::HashMap;

use parquet::basic::LogicalType;
use parquet::column::reader::ColumnReader;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::{ParquetError, Result};
use parquet::schema::types::ColumnDescriptor;
use serde_json::Value;

use super::reader::{TwinError, damaged};
use super::{Categories, Numbers};
use crate::value::{number, temporal};

/// Rows of one column: levels say which have a value, values are those that do.
pub(super) struct Cells {
    levels: Vec<i16>,
    values: Values,
    /// Index into the values by row.
    places: Vec<usize>,
}

enum Values {
    Integers(Vec<i64>),
    Doubles(Vec<f64>),
    Decimals(Vec<FixedLenByteArray>, usize),
    Booleans(Vec<bool>),
    Dates(Vec<i32>),
    /// Microseconds, and whether they are instants.
    Times(Vec<i64>, bool),
    Texts(Vec<ByteArray>),
}

/// Codes that values of a column already have.
#[derive(Default)]
pub(super) struct Known {
    numbers: HashMap<u64, u32>,
    texts: HashMap<Vec<u8>, u32>,
}

/// Passes over rows.
pub(super) fn skip(reader: &mut ColumnReader, rows: usize) -> Result<()> {
    let skipped = match reader {
        ColumnReader::BoolColumnReader(r) => r.skip_records(rows)?,
        ColumnReader::Int32ColumnReader(r) => r.skip_records(rows)?,
        ColumnReader::Int64ColumnReader(r) => r.skip_records(rows)?,
        ColumnReader::DoubleColumnReader(r) => r.skip_records(rows)?,
        ColumnReader::ByteArrayColumnReader(r) => r.skip_records(rows)?,
        ColumnReader::FixedLenByteArrayColumnReader(r) => r.skip_records(rows)?,
        _ => return Err(ParquetError::NYI("a type that twins do not have".into())),
    };
    if skipped == rows { Ok(()) } else { Err(ParquetError::EOF("fewer rows than expected".into())) }
}

impl Cells {
    /// Decodes up to `rows` rows.
    pub fn read(reader: &mut ColumnReader, column: &ColumnDescriptor, rows: usize) -> Result<Self> {
        let mut levels = Vec::with_capacity(rows);
        macro_rules! values {
            ($reader:expr) => {{
                let mut values = Vec::with_capacity(rows);
                $reader.read_records(rows, Some(&mut levels), None, &mut values)?;
                values
            }};
        }
        let values = match reader {
            ColumnReader::BoolColumnReader(r) => Values::Booleans(values!(r)),
            ColumnReader::Int32ColumnReader(r) => Values::Dates(values!(r)),
            ColumnReader::Int64ColumnReader(r) => match column.logical_type_ref() {
                Some(LogicalType::Timestamp(kind)) => Values::Times(values!(r), kind.is_adjusted_to_u_t_c),
                _ => Values::Integers(values!(r)),
            },
            ColumnReader::DoubleColumnReader(r) => Values::Doubles(values!(r)),
            ColumnReader::FixedLenByteArrayColumnReader(r) => {
                Values::Decimals(values!(r), column.type_scale().max(0) as usize)
            }
            ColumnReader::ByteArrayColumnReader(r) => Values::Texts(values!(r)),
            _ => return Err(ParquetError::NYI("a type that twins do not have".into())),
        };
        let mut places = Vec::with_capacity(levels.len());
        let mut next = 0;
        for level in &levels {
            places.push(next);
            next += usize::from(*level > 0);
        }
        Ok(Self { levels, values, places })
    }

    pub fn rows(&self) -> usize {
        self.levels.len()
    }

    fn place(&self, row: usize) -> Option<usize> {
        (self.levels[row] > 0).then(|| self.places[row])
    }

    /// See [`super::Twin::rows`].
    pub fn json(&self, row: usize) -> Value {
        let Some(place) = self.place(row) else { return Value::Null };
        match &self.values {
            Values::Integers(values) => values[place].into(),
            Values::Doubles(values) => values[place].into(),
            Values::Booleans(values) => values[place].into(),
            _ => self.text(place).into(),
        }
    }

    pub fn numbers(&self, out: &mut Numbers) {
        for row in 0..self.rows() {
            let place = self.place(row);
            out.valid.push(place.is_some());
            out.values.push(place.map_or(0.0, |place| match &self.values {
                Values::Integers(values) => values[place] as f64,
                Values::Doubles(values) => values[place],
                _ => number::double(self.text(place).as_bytes()),
            }));
        }
    }

    pub fn categories(&self, out: &mut Categories, known: &mut Known) -> std::result::Result<(), TwinError> {
        for row in 0..self.rows() {
            let Some(place) = self.place(row) else {
                out.codes.push(None);
                continue;
            };
            let code = match self.bits(place) {
                Ok(bits) => known.numbers.get(&bits).copied(),
                Err(text) => known.texts.get(text).copied(),
            };
            let code = match code {
                Some(code) => code,
                None => {
                    let code = u32::try_from(out.dictionary.len())
                        .map_err(|_| damaged("too many distinct values"))?;
                    match self.bits(place) {
                        Ok(bits) => known.numbers.insert(bits, code),
                        Err(text) => known.texts.insert(text.to_vec(), code),
                    };
                    out.dictionary.push(self.text(place));
                    code
                }
            };
            out.codes.push(Some(code));
        }
        Ok(())
    }

    /// A value as 64 bits, or its bytes.
    fn bits(&self, place: usize) -> std::result::Result<u64, &[u8]> {
        match &self.values {
            Values::Integers(values) | Values::Times(values, _) => Ok(values[place] as u64),
            Values::Doubles(values) => Ok(values[place].to_bits()),
            Values::Booleans(values) => Ok(u64::from(values[place])),
            Values::Dates(values) => Ok(values[place] as u64),
            Values::Decimals(values, _) => Err(values[place].data()),
            Values::Texts(values) => Err(values[place].data()),
        }
    }

    fn text(&self, place: usize) -> String {
        match &self.values {
            Values::Integers(values) => values[place].to_string(),
            Values::Doubles(values) => values[place].to_string(),
            Values::Decimals(values, scale) => decimal(values[place].data(), *scale),
            Values::Booleans(values) => values[place].to_string(),
            Values::Dates(values) => temporal::format_date(i64::from(values[place])),
            Values::Times(values, instant) => temporal::format_datetime(values[place], *instant),
            Values::Texts(values) => String::from_utf8_lossy(values[place].data()).into_owned(),
        }
    }
}

/// A fixed-point number of big-endian two's complement.
fn decimal(bytes: &[u8], scale: usize) -> String {
    let mut wide = [if bytes.first().is_some_and(|b| b & 0x80 != 0) { 0xff } else { 0 }; 16];
    let length = bytes.len().min(16);
    wide[16 - length..].copy_from_slice(&bytes[bytes.len() - length..]);
    let value = i128::from_be_bytes(wide);
    let digits = format!("{:0width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, fraction) = digits.split_at(digits.len() - scale);
    let sign = if value < 0 { "-" } else { "" };
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}
