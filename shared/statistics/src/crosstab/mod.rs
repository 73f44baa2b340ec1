//! CROSSTAB: two columns against each other.

mod fisher;
mod table;

use crate::columns::MISSING;
use crate::coverage::{Coverage, counted};
use crate::distributions::chi_squared_upper_tail;
use crate::frequency::percent;
use crate::numerics::finite;
use crate::numerics::sum::Compensated;
use crate::{Categories, Columns, Error};
use schemars::JsonSchema;
use serde::Serialize;
use table::Table;

/// The most cells of a table: more could neither be read nor stored.
pub const MOST_CELLS: usize = 100_000;

/// Parameters of CROSSTAB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Name of the column whose values become the table's columns.
    pub columns: String,
    /// Name of the column whose values become the table's rows.
    pub rows: String,
}

/// Result of CROSSTAB. Matrices are arrays of rows; percentages are of 100.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Crosstab {
    /// The rows that it rests on: those with a value in both columns.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// Values of the row variable, sorted as text.
    pub row_values: Vec<String>,
    /// Values of the column variable, sorted as text.
    pub column_values: Vec<String>,
    /// Observed counts.
    pub counts: Vec<Vec<u64>>,
    /// Counts as percentages of their row.
    pub row_percents: Vec<Vec<f64>>,
    /// Counts as percentages of their column.
    pub column_percents: Vec<Vec<f64>>,
    /// Counts as percentages of n.
    pub total_percents: Vec<Vec<f64>>,
    /// Sum of each row.
    pub row_totals: Vec<u64>,
    /// Sum of each column.
    pub column_totals: Vec<u64>,
    /// Counts expected if the variables were independent: row total · column total / n.
    pub expected: Vec<Vec<f64>>,
    /// (count − expected) / √(expected (1 − row share)(1 − column share)) (Haberman 1973); null where
    /// a variable has one value only.
    pub adjusted_residuals: Vec<Vec<Option<f64>>>,
    /// Pearson's test of independence, without Yates' correction.
    pub chi_square: ChiSquare,
    /// √(χ² / (n (min(rows, columns) − 1))), 0 to 1, not bias-corrected; null where either has one value.
    pub cramers_v: Option<f64>,
    /// Fisher's exact test; null unless the table is 2×2.
    pub fisher_exact: Option<FisherExact>,
}

/// Pearson's χ² test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct ChiSquare {
    /// Σ (count − expected)² / expected; null where `df` is 0.
    pub statistic: Option<f64>,
    /// Degrees of freedom, (rows − 1)(columns − 1).
    pub df: u64,
    /// Upper tail of χ²(`df`); null where `df` is 0.
    pub p_value: Option<f64>,
}

/// Fisher's exact test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct FisherExact {
    /// Two-sided: the probability of all tables that are at most as probable as the observed one.
    pub p_value: f64,
}

/// Cross-tabulates the requested columns.
pub(crate) fn run(parameters: &Parameters, table: &dyn Columns) -> Result<Crosstab, Error> {
    let rows = table.categories(&parameters.rows)?;
    let columns = table.categories(&parameters.columns)?;
    cross((&parameters.rows, &rows), (&parameters.columns, &columns))
}

/// Cross-tabulates two named columns of equal length.
///
/// # Errors
/// [`Error::TooManyCells`]; [`Error::Malformed`] where the lengths differ.
pub fn cross(rows: (&str, &Categories<'_>), columns: (&str, &Categories<'_>)) -> Result<Crosstab, Error> {
    let length = rows.1.codes().len() as u64;
    let table = Table::of(rows.1, columns.1)?;
    let n = table.n;
    let (by_row, by_column) = (&table.row_totals, &table.column_totals);
    let expected = table.map(|_, i, j| by_row[i] as f64 * by_column[j] as f64 / n as f64);
    let chi_square = chi_square(&table);
    let less = table.row_values.len().min(table.column_values.len());
    let cramers_v =
        chi_square.statistic.and_then(|x| finite((x / (n as f64 * (less as f64 - 1.0))).sqrt().min(1.0)));
    let fisher_exact = table.as_two_by_two().map(|cells| FisherExact { p_value: fisher::two_sided(cells) });
    let notes = notes(rows.0, columns.0, &table, &expected);
    Ok(Crosstab {
        coverage: Coverage { n, missing: length - n, excluded: 0, notes },
        row_percents: table.map(|count, i, _| percent(count, by_row[i])),
        column_percents: table.map(|count, _, j| percent(count, by_column[j])),
        total_percents: table.map(|count, _, _| percent(count, n)),
        adjusted_residuals: table.map(|_, i, j| {
            let others = (n - by_row[i]) as f64 * (n - by_column[j]) as f64;
            finite(table.excess(i, j) / (expected[i][j] * others).sqrt())
        }),
        expected,
        chi_square,
        cramers_v,
        fisher_exact,
        row_values: table.row_values,
        column_values: table.column_values,
        counts: table.counts,
        row_totals: table.row_totals,
        column_totals: table.column_totals,
    })
}

/// Pearson's test.
fn chi_square(table: &Table) -> ChiSquare {
    let freedom = |values: &[String]| values.len().saturating_sub(1) as u64;
    let df = freedom(&table.row_values) * freedom(&table.column_values);
    if df == 0 {
        return ChiSquare { statistic: None, df, p_value: None };
    }
    let mut statistic = Compensated::default();
    for (i, &row) in table.row_totals.iter().enumerate() {
        for (j, &column) in table.column_totals.iter().enumerate() {
            let excess = table.excess(i, j);
            statistic.add(excess * excess / (row as f64 * column as f64) / table.n as f64);
        }
    }
    let statistic = statistic.value();
    ChiSquare {
        statistic: finite(statistic),
        df,
        p_value: finite(chi_squared_upper_tail(statistic, df as f64)),
    }
}

/// What a reader of the table should know.
fn notes(rows: &str, columns: &str, table: &Table, expected: &[Vec<f64>]) -> Vec<String> {
    if table.n == 0 {
        return vec![format!("no row has a value in both “{rows}” and “{columns}”, so the table is empty")];
    }
    let mut notes = Vec::new();
    for (name, values) in [(rows, &table.row_values), (columns, &table.column_values)] {
        if let [only] = values.as_slice() {
            notes.push(format!(
                "“{name}” has the one value “{only}”, so there is no association to test: \
                 χ², Cramér's V and adjusted residuals are not defined"
            ));
        }
    }
    // Cochran 1954: the χ² distribution is a fair approximation while at most a fifth of the expected
    // counts is below 5 and none below 1.
    let cells = expected.iter().flatten().count();
    let few = expected.iter().flatten().filter(|&&count| count < 5.0).count();
    let none = expected.iter().flatten().any(|&count| count < 1.0);
    if notes.is_empty() && (none || 5 * few > cells) {
        let few = counted(few as u64, "cell has", "cells have");
        notes.push(format!(
            "{few} an expected count below 5 (of {cells}), so the χ² p-value is a rough approximation"
        ));
    }
    notes
}

/// The rows of the table that have a value in both columns.
fn complete<'a>(
    rows: &'a Categories<'_>,
    columns: &'a Categories<'_>,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let pairs = rows.codes().iter().zip(columns.codes());
    pairs.filter(|&(&r, &c)| r != MISSING && c != MISSING).map(|(&r, &c)| (r as usize, c as usize))
}
