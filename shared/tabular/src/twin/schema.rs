//! How each kind of column is stored.
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::ParquetError;
use parquet::schema::types::{Type, TypePtr};

use crate::value::number::{self, Exact};
use crate::value::{Kind, temporal};

/// Precision of every stored decimal: the most that 128 bits hold.
const PRECISION: usize = 38;

/// Physical form of a column; see the table in [`crate::twin`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stored {
    Int64,
    Double,
    Decimal { scale: usize },
    Boolean,
    Date(Kind),
    Timestamp(Kind),
    Text,
}

impl Stored {
    /// For values of `kind` with at most so many digits before and behind the point.
    pub fn of(kind: Kind, (whole, scale): (usize, usize)) -> Self {
        match kind {
            Kind::Int64 => Self::Int64,
            Kind::ShortDecimal => Self::Double,
            Kind::Integer | Kind::Decimal if whole + scale <= PRECISION => Self::Decimal { scale },
            Kind::Boolean => Self::Boolean,
            Kind::Date(_) => Self::Date(kind),
            Kind::Local(_) | Kind::Instant => Self::Timestamp(kind),
            Kind::Integer | Kind::Decimal | Kind::Text => Self::Text,
        }
    }

    /// Whether a column that was stored so holds values of `kind` as [`Stored::of`] would; the digits were checked
    /// value by value.
    pub fn holds(self, kind: Kind, widths: (usize, usize)) -> bool {
        match (self, Self::of(kind, widths)) {
            (Self::Decimal { scale }, Self::Decimal { scale: needed }) => scale >= needed,
            (a, b) => a == b,
        }
    }

    pub fn physical(self) -> Physical {
        match self {
            Self::Int64 | Self::Timestamp(_) => Physical::INT64,
            Self::Double => Physical::DOUBLE,
            Self::Decimal { .. } => Physical::FIXED_LEN_BYTE_ARRAY,
            Self::Boolean => Physical::BOOLEAN,
            Self::Date(_) => Physical::INT32,
            Self::Text => Physical::BYTE_ARRAY,
        }
    }

    /// Appends a value in PLAIN encoding; false where it does not fit. Booleans take a byte each and are packed later.
    pub fn encode(self, text: &[u8], out: &mut Vec<u8>) -> bool {
        match self {
            Self::Int64 => append(out, number::int64(text).map(i64::to_le_bytes)),
            Self::Double => append(out, number::short_decimal(text).map(f64::to_le_bytes)),
            Self::Decimal { scale } => {
                append(out, Exact::parse(text).and_then(|exact| exact.unscaled(scale)).map(i128::to_be_bytes))
            }
            Self::Boolean => append(out, boolean(text).map(|value| [u8::from(value)])),
            Self::Date(kind) => {
                append(out, time(kind, text).and_then(|days| i32::try_from(days).ok()).map(i32::to_le_bytes))
            }
            Self::Timestamp(kind) => append(out, time(kind, text).map(i64::to_le_bytes)),
            Self::Text => {
                out.extend_from_slice(&(text.len() as u32).to_le_bytes());
                out.extend_from_slice(text);
                true
            }
        }
    }
}

fn append<const N: usize>(out: &mut Vec<u8>, value: Option<[u8; N]>) -> bool {
    value.is_some_and(|bytes| {
        out.extend_from_slice(&bytes);
        true
    })
}

fn boolean(text: &[u8]) -> Option<bool> {
    if text.eq_ignore_ascii_case(b"true") {
        Some(true)
    } else {
        text.eq_ignore_ascii_case(b"false").then_some(false)
    }
}

fn time(kind: Kind, text: &[u8]) -> Option<i64> {
    match kind {
        Kind::Date(format) => temporal::date(format, text),
        Kind::Local(format) => temporal::local(format, text),
        Kind::Instant => temporal::instant(text),
        _ => None,
    }
}

/// The Parquet schema of a table.
pub(super) fn schema(names: &[String], stored: &[Stored]) -> Result<TypePtr, ParquetError> {
    let fields: Result<Vec<TypePtr>, ParquetError> =
        names.iter().zip(stored).map(|(name, stored)| field(name, *stored)).collect();
    Ok(Arc::new(Type::group_type_builder("table").with_fields(fields?).build()?))
}

fn field(name: &str, stored: Stored) -> Result<TypePtr, ParquetError> {
    let logical = match stored {
        Stored::Int64 | Stored::Double | Stored::Boolean => None,
        Stored::Decimal { scale } => Some(LogicalType::decimal(scale as i32, PRECISION as i32)),
        Stored::Date(_) => Some(LogicalType::Date),
        Stored::Timestamp(kind) => {
            Some(LogicalType::timestamp(kind == Kind::Instant, parquet::basic::TimeUnit::MICROS))
        }
        Stored::Text => Some(LogicalType::String),
    };
    let mut builder = Type::primitive_type_builder(name, stored.physical())
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if let Stored::Decimal { scale } = stored {
        builder = builder.with_length(16).with_precision(PRECISION as i32).with_scale(scale as i32);
    }
    Ok(Arc::new(builder.build()?))
}
