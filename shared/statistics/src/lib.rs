//! Every calculation of the platform: pure functions over columns. No I/O, no clock, no randomness.
//!
//! [`Calculation`] is the door: it parses a request's `calculation_type` and `parameters`, says which columns
//! it needs, runs over [`Columns`] and gives what `result_data` holds. The calculations can also be called
//! one by one: [`descriptive::describe`], [`frequency::count`], [`crosstab::cross`],
//! [`correlation::correlate`].
//!
//! Rules for all of them: a missing value is NaN or [`MISSING`]; an infinite value is left out and counted
//! as excluded; a number that does not exist is `null` with a note that says why, never NaN; nothing panics.
//! Formulas, sources and how each is checked: `docs/statistics.md`.

mod calculation;
mod columns;
pub mod correlation;
mod coverage;
pub mod crosstab;
pub mod descriptive;
mod distributions;
mod error;
pub mod frequency;
mod numerics;
mod parameters;
#[cfg(test)]
mod testing;

pub use calculation::{Calculation, Kind, Measure, NeededColumn, ResultData, TypeDescription};
pub use columns::{Categories, Columns, MISSING};
pub use coverage::Coverage;
pub use error::{Error, ParameterError};

/// Version of the calculations, part of every cached result's key.
///
/// Raise it with any change that can give another number, note, order or field for the same column and
/// parameters, however small: a result cached under the old version is then never served for the new one.
/// Leave it alone for a new calculation type, and for speed or wording of errors.
pub const ENGINE_VERSION: &str = "1";
