//! Why a calculation cannot be parsed or cannot run.

/// One thing that is wrong with a request, as a problem+json `errors` entry has it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {message}")]
pub struct ParameterError {
    /// JSON pointer (RFC 6901) into the request body, such as `/parameters/columns/1`.
    pub pointer: String,
    /// Stable word for programs, such as `unknown_field`.
    pub code: &'static str,
    /// Sentence for people.
    pub message: String,
}

/// Why a well-formed calculation has no result on these columns. None of them goes away by trying again,
/// except a [`Error::Read`] whose cause does.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No column has the name.
    #[error("there is no column named “{name}”")]
    UnknownColumn {
        /// The name as asked for.
        name: String,
    },
    /// The column's values are no numbers.
    #[error("column “{name}” does not hold numbers but {actual}")]
    NotNumeric {
        /// The column's name.
        name: String,
        /// What it holds, as a plural noun: `text`, `dates`.
        actual: String,
    },
    /// The crosstab is too big to be read or stored.
    #[error(
        "a table of {rows} × {columns} cells is more than the {limit} that a crosstab may have: \
         choose columns with fewer distinct values"
    )]
    TooManyCells {
        /// Distinct values of the row variable.
        rows: usize,
        /// Distinct values of the column variable.
        columns: usize,
        /// The most cells that are allowed.
        limit: usize,
    },
    /// More rows than ranks can number.
    #[error("{rows} rows are more than the {limit} that can be ranked")]
    TooManyRows {
        /// Rows of the table.
        rows: usize,
        /// The most rows that are allowed.
        limit: usize,
    },
    /// A column breaks its own rules: a defect of the caller, not of the data.
    #[error("malformed column: {0}")]
    Malformed(&'static str),
    /// The column could not be read.
    #[error("column “{name}” could not be read")]
    Read {
        /// The column's name.
        name: String,
        /// What went wrong.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    /// Stable word for programs: the `code` of a failed analysis.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownColumn { .. } => "unknown_column",
            Self::NotNumeric { .. } => "not_numeric",
            Self::TooManyCells { .. } => "too_many_cells",
            Self::TooManyRows { .. } => "too_many_rows",
            Self::Malformed(_) => "malformed_column",
            Self::Read { .. } => "column_unreadable",
        }
    }
}
