//! FREQUENCY: how often each value of a column occurs.

use crate::columns::MISSING;
use crate::coverage::{Coverage, counted};
use crate::{Categories, Columns, Error};
use schemars::JsonSchema;
use serde::Serialize;

/// The most values that a result lists; a column with more lists the most frequent and says so.
pub const MOST_VALUES: usize = 100_000;

/// Parameters of FREQUENCY.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Name of a column of any type.
    pub column: String,
}

/// Result of FREQUENCY.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Frequency {
    /// The rows that it rests on.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// Number of distinct values, listed or not.
    pub distinct: u64,
    /// The values by descending count, equal counts by value.
    pub values: Vec<Value>,
}

/// One distinct value.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Value {
    /// The value as text.
    pub value: String,
    /// Rows that have it.
    pub count: u64,
    /// Percentage of all rows, missing ones included.
    pub percent: f64,
    /// Percentage of the rows that have a value.
    pub valid_percent: f64,
    /// Sum of `valid_percent` up to and including this value.
    pub cumulative_percent: f64,
}

/// Counts the requested column.
pub(crate) fn run(parameters: &Parameters, table: &dyn Columns) -> Result<Frequency, Error> {
    Ok(count(&parameters.column, &table.categories(&parameters.column)?))
}

/// Counts the values of the column called `name`.
pub fn count(name: &str, column: &Categories<'_>) -> Frequency {
    let rows = column.codes().len() as u64;
    let mut counts = vec![0_u64; column.labels().len()];
    for &code in column.codes() {
        if code != MISSING {
            counts[code as usize] += 1;
        }
    }
    let mut found: Vec<(u64, &str)> = counts
        .into_iter()
        .zip(column.labels())
        .filter(|&(count, _)| count > 0)
        .map(|(count, label)| (count, label.as_str()))
        .collect();
    found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));

    let n = found.iter().map(|&(count, _)| count).sum();
    let distinct = found.len() as u64;
    let mut notes = Vec::new();
    if n == 0 {
        notes.push(format!("“{name}” has no values"));
    }
    if found.len() > MOST_VALUES {
        let rest = found.split_off(MOST_VALUES);
        notes.push(format!(
            "only the {MOST_VALUES} most frequent of {distinct} values are listed; {} the others",
            counted(rest.iter().map(|&(count, _)| count).sum(), "row has one of", "rows have")
        ));
    }
    let mut cumulative = 0;
    let values = found
        .into_iter()
        .map(|(count, label)| {
            cumulative += count;
            Value {
                value: label.to_owned(),
                count,
                percent: percent(count, rows),
                valid_percent: percent(count, n),
                cumulative_percent: percent(cumulative, n),
            }
        })
        .collect();
    Frequency { coverage: Coverage { n, missing: rows - n, excluded: 0, notes }, distinct, values }
}

/// 100 · `part` / `whole`; `whole` > 0.
pub(crate) fn percent(part: u64, whole: u64) -> f64 {
    100.0 * part as f64 / whole as f64
}
