//! CORRELATION: every pair of the requested columns.

mod kendall;
mod pearson;
mod spearman;

use crate::coverage::{Coverage, RowTally, infinite_note};
use crate::distributions::two_sided_from_complement;
use crate::numerics::finite;
use crate::numerics::ranks::{MOST_ROWS, Order};
use crate::{Columns, Error};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most columns of one request: 1,225 pairs.
pub const MOST_COLUMNS: usize = 50;

/// Parameters of CORRELATION.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Names of numeric columns.
    #[schemars(length(min = 2, max = MOST_COLUMNS), extend("uniqueItems" = true))]
    pub columns: Vec<String>,
    /// The coefficient; Pearson's where it is left out.
    #[serde(default)]
    pub method: Method,
}

/// A correlation coefficient.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Pearson's product-moment r; p from Student's t with n − 2 degrees of freedom.
    #[default]
    Pearson,
    /// Spearman's ρ: r of the mid-ranks; p as Pearson's.
    Spearman,
    /// Kendall's τ-b; p exact for up to 33 rows without ties, otherwise normal with the variance
    /// corrected for ties.
    Kendall,
}

/// Result of CORRELATION.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Correlation {
    /// The rows that it rests on.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// The coefficient.
    pub method: Method,
    /// Every pair of the requested columns, in the order of the request: (1,2), (1,3), …, (2,3), ….
    pub pairs: Vec<Pair>,
}

/// One pair of columns.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Pair {
    /// Name of the one column.
    pub x: String,
    /// Name of the other.
    pub y: String,
    /// Rows in which both have a finite value.
    pub n: u64,
    /// The coefficient, −1 to 1; null where it is not defined.
    pub coefficient: Option<f64>,
    /// Two-sided probability of a coefficient at least as far from 0 if the columns were independent.
    pub p_value: Option<f64>,
}

/// A coefficient over one pair's complete rows.
pub(crate) struct Estimate {
    pub(crate) n: usize,
    /// Coefficient and p-value, or why they do not exist.
    pub(crate) result: Result<(f64, Option<f64>), Undefined>,
}

/// Why a pair has no coefficient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undefined {
    /// Fewer than two complete rows.
    TooFew,
    /// The first column has one value in the complete rows.
    ConstantX,
    /// The second one has.
    ConstantY,
}

/// Correlates the requested columns.
pub(crate) fn run(parameters: &Parameters, table: &dyn Columns) -> Result<Correlation, Error> {
    let names = &parameters.columns;
    let columns = names.iter().map(|name| table.numeric(name)).collect::<Result<Vec<_>, _>>()?;
    let columns: Vec<(&str, &[f64])> =
        names.iter().zip(&columns).map(|(name, values)| (name.as_str(), values.as_ref())).collect();
    correlate(&columns, parameters.method)
}

/// Correlates named columns of equal length, NaN where missing.
///
/// # Errors
/// [`Error::Malformed`] where the lengths differ; [`Error::TooManyRows`] where ranks are needed.
pub fn correlate(columns: &[(&str, &[f64])], method: Method) -> Result<Correlation, Error> {
    let rows = columns.first().map_or(0, |(_, values)| values.len());
    if columns.iter().any(|(_, values)| values.len() != rows) {
        return Err(Error::Malformed("the columns differ in length"));
    }
    if rows > MOST_ROWS && method != Method::Pearson {
        return Err(Error::TooManyRows { rows, limit: MOST_ROWS });
    }
    let mut tally = RowTally::new(rows);
    let mut notes = Vec::new();
    for (name, values) in columns {
        tally.add(values);
        let infinite = values.iter().filter(|value| value.is_infinite()).count() as u64;
        if infinite > 0 {
            notes.push(infinite_note(name, infinite));
        }
    }

    let pairs = match method {
        Method::Pearson => every_pair(columns, columns, |x, y| pearson::estimate(x.1, y.1), &mut notes),
        Method::Spearman => every_pair(columns, &orders(columns), spearman::estimate, &mut notes),
        Method::Kendall => every_pair(columns, &orders(columns), kendall::estimate, &mut notes),
    };
    if pairs.iter().any(|pair| pair.n != pairs[0].n) {
        notes.push("each pair uses the rows in which both columns have a value, so n differs".to_owned());
    }
    Ok(Correlation { coverage: Coverage { notes, ..tally.coverage(2) }, method, pairs })
}

/// Sorts each column once for all its pairs.
fn orders<'a>(columns: &[(&str, &'a [f64])]) -> Vec<Order<'a>> {
    columns.iter().map(|(_, values)| Order::of(values)).collect()
}

/// Estimates every pair from `prepared`, which stands beside `columns`.
fn every_pair<T>(
    columns: &[(&str, &[f64])],
    prepared: &[T],
    estimate: impl Fn(&T, &T) -> Estimate,
    notes: &mut Vec<String>,
) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(columns.len() * columns.len().saturating_sub(1) / 2);
    for (i, (x, _)) in columns.iter().enumerate() {
        for (j, (y, _)) in columns.iter().enumerate().skip(i + 1) {
            let Estimate { n, result } = estimate(&prepared[i], &prepared[j]);
            let (coefficient, p_value) = match result {
                Ok((coefficient, p_value)) => (finite(coefficient), p_value.and_then(finite)),
                Err(reason) => {
                    notes.push(reason.note(x, y));
                    (None, None)
                }
            };
            if n == 2 && coefficient.is_some() {
                notes.push(format!("“{x}” and “{y}” share two rows only: two points always lie on a line"));
            }
            pairs.push(Pair { x: (*x).to_owned(), y: (*y).to_owned(), n: n as u64, coefficient, p_value });
        }
    }
    pairs
}

impl Undefined {
    fn note(self, x: &str, y: &str) -> String {
        let constant = |name: &str, other: &str| {
            format!(
                "“{name}” is constant where “{other}” has a value, so they have no correlation coefficient"
            )
        };
        match self {
            Self::TooFew => format!("“{x}” and “{y}” share fewer than two rows with values"),
            Self::ConstantX => constant(x, y),
            Self::ConstantY => constant(y, x),
        }
    }
}

/// Two-sided p-value of a product-moment coefficient over `n` rows: t = r √((n − 2)/(1 − r²)) is
/// Student's with n − 2 degrees of freedom if the variables are independent.
fn p_of_r(r: f64, n: usize) -> Option<f64> {
    // Two rows are always perfectly correlated: SciPy's p for Pearson's r is 1 then.
    let df = match n {
        0 | 1 => return None,
        2 => return Some(1.0),
        _ => (n - 2) as f64,
    };
    Some(two_sided_from_complement((1.0 - r) * (1.0 + r), r * r, df))
}
