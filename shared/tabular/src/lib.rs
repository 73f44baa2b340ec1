//! Files to typed columns. [`parse()`] reads delimited text or JSON from any source in constant memory, finds out how
//! it is written, profiles every column, lists the rows that have no place in the table and writes a typed Parquet
//! twin; [`twin`] reads that twin. Pure: no network, no files, no clock.
//!
//! The flow of a pass: [`parse()`] takes a sample, `detect` decides encoding and dialect, a reader (`csv` or `json`)
//! fills `block`s with records, each `column` counts its cells, and `twin` writes them. Types come from the first
//! block; where a later value contradicts them the source is read once more with what all values fit.
//!
//! # Limits
//! Memory does not depend on the size of the file. With twenty columns a pass takes about 30 MB, 50 MB with the twin.
//!
//! | what | limit |
//! |---|---|
//! | exact counts of distinct values | 26 MiB shared by all columns, at most 12 MiB for one: about 24 000 values in each of 20 columns |
//! | exact quantiles | as many values as a column's share holds: about 170 000 in each of 20 columns |
//! | record | 4 MiB; an open quote longer than that is given up line by line |
//! | columns | 4096 unless [`Options::max_columns`] says otherwise |
//! | nesting of JSON | 64 levels |
//!
//! Beyond the exact counts, distinct values come from HyperLogLog, frequent ones from Misra-Gries counters, quantiles
//! and histogram from a stratified sample; mean, standard deviation, least and greatest value stay exact.
mod block;
mod column;
mod csv;
mod decode;
mod detect;
mod failure;
mod json;
mod options;
mod parse;
mod profile;
mod rejects;
pub mod twin;
mod value;

pub use failure::{Error, Failure};
pub use options::{DEFAULT_MAX_COLUMNS, DateOrder, InvalidOption, MAX_COLUMNS, Options};
pub use parse::{Outputs, Progress, Sink, Source, parse};
pub use profile::{
    Bin, Column, ColumnType, Dialect, Format, HISTOGRAM_BINS, Inferred, Pii, Profile, Quantiles, SHOWN_CHARS,
    TOP_VALUES, TopValue,
};
