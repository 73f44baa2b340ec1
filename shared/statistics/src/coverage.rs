//! How much of the table a result rests on.

use schemars::JsonSchema;
use serde::Serialize;

/// What every result says about its rows: `n` + `missing` + `excluded` are the rows of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Rows that the result uses; with several columns or pairs, rows that at least one of them uses.
    pub n: u64,
    /// Rows left out because a value is missing.
    pub missing: u64,
    /// Rows left out for another reason: a value is infinite.
    pub excluded: u64,
    /// What a reader should know, in sentences: what could not be computed and why, what was left out.
    pub notes: Vec<String>,
}

/// Counts, row by row, how many of the columns seen so far have a value there.
pub(crate) struct RowTally {
    finite: Vec<u8>,
    present: Vec<u8>,
}

impl RowTally {
    /// A tally of `rows` rows and no columns.
    pub(crate) fn new(rows: usize) -> Self {
        Self { finite: vec![0; rows], present: vec![0; rows] }
    }

    /// Takes a column in.
    pub(crate) fn add(&mut self, values: &[f64]) {
        for ((finite, present), value) in self.finite.iter_mut().zip(&mut self.present).zip(values) {
            *finite = finite.saturating_add(u8::from(value.is_finite()));
            *present = present.saturating_add(u8::from(!value.is_nan()));
        }
    }

    /// A row is used where `needed` columns have a finite value, excluded where they would but for infinite
    /// ones, and missing otherwise.
    pub(crate) fn coverage(&self, needed: u8) -> Coverage {
        let rows = self.finite.len() as u64;
        let at_least = |counts: &[u8]| counts.iter().filter(|&&count| count >= needed).count() as u64;
        let (n, usable) = (at_least(&self.finite), at_least(&self.present));
        Coverage { n, missing: rows - usable, excluded: usable - n, notes: Vec::new() }
    }
}

/// “1 row”, “2 rows”.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The note for values left out as infinite.
pub(crate) fn infinite_note(column: &str, count: u64) -> String {
    format!("“{column}”: {} left out", counted(count, "infinite value was", "infinite values were"))
}
