//! What is known about a file after it was read once: the shapes that the API answers with.
use serde::{Deserialize, Serialize};

/// Number of entries in [`Column::top_values`].
pub const TOP_VALUES: usize = 10;
/// Number of bars in [`Column::histogram`].
pub const HISTOGRAM_BINS: usize = 20;
/// Longest text that `min`, `max` and `value` show, in characters.
pub const SHOWN_CHARS: usize = 200;

/// Layout of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Delimited text.
    Csv,
    /// Text delimited by tabs.
    Tsv,
    /// One JSON array of objects.
    Json,
    /// One JSON object per line.
    Ndjson,
}

/// How a delimited file is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// Field delimiter; null where each line is one field.
    pub delimiter: Option<char>,
    /// Quote character, null where nothing is quoted.
    pub quote: Option<char>,
    /// Character that makes a quote inside a quoted field literal, where it is not the doubled quote.
    pub escape: Option<char>,
    /// Whether the first record names the columns.
    pub header: bool,
    /// Lines above the table (titles, notes) that were skipped.
    pub skipped_lines: usize,
}

/// A file's profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Layout of the source.
    pub format: Format,
    /// Encoding by its WHATWG name, such as `UTF-8`.
    pub encoding: String,
    /// Present for delimited text.
    pub dialect: Option<Dialect>,
    /// Rows that are in the table.
    pub row_count: u64,
    /// Rows that had no place in it.
    pub rejected_count: u64,
    /// Accepted plus rejected.
    pub records_processed: u64,
    /// How often the source was read: 2 where something late contradicted the prefix.
    pub passes: u32,
    /// In the order of the source.
    pub columns: Vec<Column>,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnType {
    /// Whole numbers of any length.
    Integer,
    /// Numbers with a fraction or an exponent.
    Decimal,
    /// `true` and `false`, in any case.
    Boolean,
    /// Days in one notation.
    Date,
    /// Instants or local times in one notation.
    Datetime,
    /// Text with at most 1000 distinct values of at most 128 characters, each of them twice on average or more often.
    Category,
    /// Everything else.
    Text,
}

/// What a column almost was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inferred {
    /// The type that at least nine in ten values have; the column's own where nothing is odd.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// Values that are not of that type.
    pub odd_count: u64,
}

/// Quantiles by linear interpolation of order statistics (type 7 of Hyndman and Fan, 1996).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quantiles {
    /// 5 %
    pub p05: f64,
    /// 25 %
    pub p25: f64,
    /// The median.
    pub p50: f64,
    /// 75 %
    pub p75: f64,
    /// 95 %
    pub p95: f64,
}

/// One bar: `from <= x < to`; the last one includes its upper end.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Lower end.
    pub from: f64,
    /// Upper end.
    pub to: f64,
    /// Values inside.
    pub count: u64,
}

/// A frequent value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopValue {
    /// As the source writes it, cut after [`SHOWN_CHARS`].
    pub value: String,
    /// How often; a lower bound unless `top_values_are_exact`.
    pub count: u64,
}

/// Personal data that a column's values look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pii {
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
}

/// A column's profile, exactly as the API shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Unique within the file.
    pub name: String,
    /// From 0.
    pub position: usize,
    /// What the values are.
    #[serde(rename = "type")]
    pub column_type: ColumnType,
    /// What they almost are.
    pub inferred: Inferred,
    /// Empty values, and those that the options call null.
    pub null_count: u64,
    /// Distinct values without null; numbers are compared as numbers.
    pub distinct_count: u64,
    /// False: estimated by HyperLogLog with a standard error of 0.9 %, up to 4 % in tables of hundreds of columns.
    pub distinct_is_exact: bool,
    /// Smallest value with the source's digits: numeric, chronological or by code point.
    pub min: Option<String>,
    /// Largest value, likewise.
    pub max: Option<String>,
    /// Arithmetic mean.
    pub mean: Option<f64>,
    /// Sample standard deviation (n − 1).
    pub stddev: Option<f64>,
    /// For numbers.
    pub quantiles: Option<Quantiles>,
    /// False: from a stratified sample; holds for the histogram too.
    pub quantiles_are_exact: bool,
    /// For numbers: at most [`HISTOGRAM_BINS`] bars of equal width.
    pub histogram: Option<Vec<Bin>>,
    /// The most frequent values, by count, then by value. Where they are not exact, only those that at least one row
    /// in a thousand has: none in a column of nearly unique values.
    pub top_values: Vec<TopValue>,
    /// False: counts are lower bounds.
    pub top_values_are_exact: bool,
    /// Longest value in characters, for category and text.
    pub max_length: Option<u64>,
    /// Personal data, by the pattern of the values.
    pub pii: Option<Pii>,
}
