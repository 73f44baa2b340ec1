//! DESCRIPTIVE: each numeric column by itself.

use crate::coverage::{Coverage, RowTally, counted, infinite_note};
use crate::distributions::critical_95;
use crate::numerics::finite;
use crate::numerics::moments::Moments;
use crate::numerics::quantiles::type_7;
use crate::{Columns, Error};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// The most columns of one request.
pub const MOST_COLUMNS: usize = 500;

/// Parameters of DESCRIPTIVE.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    /// Names of numeric columns.
    #[schemars(length(min = 1, max = MOST_COLUMNS), extend("uniqueItems" = true))]
    pub columns: Vec<String>,
}

/// Result of DESCRIPTIVE.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Descriptive {
    /// The rows that it rests on.
    #[serde(flatten)]
    pub coverage: Coverage,
    /// One entry per requested column, in the order of the request.
    pub columns: Vec<Column>,
}

/// What is known about one column. A number that does not exist for these values is null, and a note says why.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Column {
    /// The column's name.
    pub name: String,
    /// Values used.
    pub n: u64,
    /// Rows without a value.
    pub missing: u64,
    /// Values left out because they are infinite.
    pub excluded: u64,
    /// Sum.
    pub sum: Option<f64>,
    /// Arithmetic mean.
    pub mean: Option<f64>,
    /// Sample standard deviation (n − 1).
    pub stddev: Option<f64>,
    /// Sample variance (n − 1).
    pub variance: Option<f64>,
    /// Standard error of the mean, stddev / √n.
    pub stderr: Option<f64>,
    /// 95 % confidence interval of the mean: mean ± t(0.975; n − 1) · stderr, as [low, high].
    pub ci95: Option<[f64; 2]>,
    /// Smallest value.
    pub min: Option<f64>,
    /// Largest value.
    pub max: Option<f64>,
    /// Quantiles of type 7.
    pub quantiles: Quantiles,
    /// Bias-corrected skewness G₁ = g₁ √(n(n − 1)) / (n − 2), n ≥ 3.
    pub skewness: Option<f64>,
    /// Bias-corrected excess kurtosis G₂ = ((n + 1)g₂ + 6)(n − 1) / ((n − 2)(n − 3)), n ≥ 4.
    pub kurtosis: Option<f64>,
}

/// Quantiles of type 7 (Hyndman & Fan 1996): linear between order statistics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, JsonSchema)]
pub struct Quantiles {
    /// 5th percentile.
    pub p05: Option<f64>,
    /// Lower quartile.
    pub p25: Option<f64>,
    /// Median.
    pub p50: Option<f64>,
    /// Upper quartile.
    pub p75: Option<f64>,
    /// 95th percentile.
    pub p95: Option<f64>,
}

/// Describes the requested columns, holding one of them at a time.
pub(crate) fn run(parameters: &Parameters, table: &dyn Columns) -> Result<Descriptive, Error> {
    let mut tally: Option<RowTally> = None;
    let mut columns = Vec::with_capacity(parameters.columns.len());
    let mut notes = Vec::new();
    let mut rows = None;
    for name in &parameters.columns {
        let values = table.numeric(name)?;
        if *rows.get_or_insert(values.len()) != values.len() {
            return Err(Error::Malformed("the columns differ in length"));
        }
        tally.get_or_insert_with(|| RowTally::new(values.len())).add(&values);
        columns.push(describe(name, &values, &mut notes));
    }
    let coverage = tally.map_or_else(Coverage::default, |tally| tally.coverage(1));
    Ok(Descriptive { coverage: Coverage { notes, ..coverage }, columns })
}

/// Describes one column, NaN where missing, and adds to `notes` what its reader should know.
pub fn describe(name: &str, values: &[f64], notes: &mut Vec<String>) -> Column {
    let Sample { used, missing, excluded, min, max } = Sample::of(values);
    let n = used.len();
    let mut column = Column { name: name.to_owned(), n: n as u64, missing, excluded, ..Column::default() };
    if excluded > 0 {
        notes.push(infinite_note(name, excluded));
    }
    if n == 0 {
        notes.push(format!("“{name}” has no values, so nothing could be computed"));
        return column;
    }

    let mut moments = Moments::of(&used, min.abs().max(max.abs()));
    // Rounding may not carry the mean out of the data.
    moments.mean = moments.mean.clamp(min, max);
    column.sum = finite(moments.sum);
    column.mean = finite(moments.mean);
    (column.min, column.max) = (finite(min), finite(max));
    let [p05, p25, p50, p75, p95] = type_7(&used, [0.05, 0.25, 0.5, 0.75, 0.95]).map(finite);
    column.quantiles = Quantiles { p05, p25, p50, p75, p95 };
    if n > 1 {
        spread(&mut column, &moments, min == max);
    }
    if min != max {
        (column.skewness, column.kurtosis) = shape(&moments);
    }
    explain(&column, min == max, notes);
    column
}

/// Fills in variance, standard deviation and error, and the interval. At least two values.
fn spread(column: &mut Column, moments: &Moments, constant: bool) {
    let Moments { n, mean, scale, m2, .. } = *moments;
    let variance = if constant { 0.0 } else { m2 * (n / (n - 1.0)) };
    let stddev = variance.sqrt() / scale;
    let stderr = stddev / n.sqrt();
    let half_width = critical_95(n - 1.0) * stderr;
    column.variance = finite(variance / scale / scale);
    column.stddev = finite(stddev);
    column.stderr = finite(stderr);
    column.ci95 = finite(mean - half_width).zip(finite(mean + half_width)).map(<[f64; 2]>::from);
}

/// G₁ and G₂ (Joanes & Gill 1998) of values that are not all equal.
fn shape(moments: &Moments) -> (Option<f64>, Option<f64>) {
    let Moments { n, m2, m3, m4, .. } = *moments;
    let g1 = m3 / m2.powf(1.5);
    let g2 = m4 / (m2 * m2) - 3.0;
    let skewness = (n > 2.0).then(|| g1 * (n * (n - 1.0)).sqrt() / (n - 2.0));
    let kurtosis = (n > 3.0).then(|| ((n + 1.0) * g2 + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)));
    (skewness.and_then(finite), kurtosis.and_then(finite))
}

/// Says why numbers are null.
fn explain(column: &Column, constant: bool, notes: &mut Vec<String>) {
    let name = &column.name;
    match column.n {
        1 => notes.push(format!(
            "“{name}” has one value: standard deviation, interval, skewness and kurtosis need more"
        )),
        n if constant => {
            let n = counted(n, "value", "values");
            notes.push(format!("“{name}”: all {n} are equal, so skewness and kurtosis are not defined"));
        }
        2 => notes.push(format!("“{name}” has two values: skewness needs three, kurtosis four")),
        3 => notes.push(format!("“{name}” has three values: kurtosis needs four")),
        _ => {}
    }
    let representable =
        column.sum.is_some() && (column.n < 2 || (column.variance.is_some() && column.ci95.is_some()));
    if !representable {
        notes.push(format!(
            "“{name}”: the values are so large that some results exceed what a number can hold"
        ));
    }
}

/// The finite values of a column and what was left out.
struct Sample<'a> {
    used: Cow<'a, [f64]>,
    missing: u64,
    excluded: u64,
    min: f64,
    max: f64,
}

impl<'a> Sample<'a> {
    fn of(values: &'a [f64]) -> Self {
        let (mut finite, mut missing) = (0, 0);
        let (mut min, mut max) = ([f64::INFINITY; 8], [f64::NEG_INFINITY; 8]);
        let mut take = |lane: usize, value: f64| {
            let usable = value.is_finite();
            finite += u64::from(usable);
            missing += u64::from(value.is_nan());
            let (low, high) = if usable { (value, value) } else { (f64::INFINITY, f64::NEG_INFINITY) };
            min[lane] = if low < min[lane] { low } else { min[lane] };
            max[lane] = if high > max[lane] { high } else { max[lane] };
        };
        let (chunks, rest) = values.as_chunks::<8>();
        for chunk in chunks {
            for (lane, &value) in chunk.iter().enumerate() {
                take(lane, value);
            }
        }
        for (lane, &value) in rest.iter().enumerate() {
            take(lane, value);
        }
        let used = if finite == values.len() as u64 {
            Cow::Borrowed(values)
        } else {
            values.iter().copied().filter(|value| value.is_finite()).collect()
        };
        Self {
            used,
            missing,
            excluded: values.len() as u64 - finite - missing,
            min: min.into_iter().fold(f64::INFINITY, f64::min),
            max: max.into_iter().fold(f64::NEG_INFINITY, f64::max),
        }
    }
}
