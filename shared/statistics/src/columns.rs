//! What a calculation reads: columns, borrowed from whoever holds them.

use crate::Error;
use std::borrow::Cow;
use std::collections::HashSet;

/// The code of a missing value in [`Categories`].
pub const MISSING: u32 = u32::MAX;

/// A table's columns by name. All columns of one table have the same length.
///
/// A reader may load a column when it is asked for; each is asked for once in a run and held no longer
/// than the run needs it.
pub trait Columns {
    /// The values of a numeric column, one per row, NaN where missing.
    ///
    /// # Errors
    /// [`Error::UnknownColumn`], [`Error::NotNumeric`] or [`Error::Read`].
    fn numeric(&self, name: &str) -> Result<Cow<'_, [f64]>, Error>;

    /// The values of any column as categories: each distinct value's text, and which of them a row has.
    ///
    /// # Errors
    /// [`Error::UnknownColumn`] or [`Error::Read`].
    fn categories(&self, name: &str) -> Result<Categories<'_>, Error>;
}

/// A column of category codes: row i has the value `labels[codes[i]]`, or none where `codes[i]` is
/// [`MISSING`].
#[derive(Debug, Clone)]
pub struct Categories<'a> {
    codes: Cow<'a, [u32]>,
    labels: Cow<'a, [String]>,
}

impl<'a> Categories<'a> {
    /// Checks and takes a column. Labels may be in any order and need not occur.
    ///
    /// # Errors
    /// [`Error::Malformed`] where a code has no label or a label occurs twice.
    pub fn new(
        codes: impl Into<Cow<'a, [u32]>>,
        labels: impl Into<Cow<'a, [String]>>,
    ) -> Result<Self, Error> {
        let (codes, labels) = (codes.into(), labels.into());
        if codes.iter().any(|&code| code != MISSING && code as usize >= labels.len()) {
            return Err(Error::Malformed("a category code has no label"));
        }
        let mut seen = HashSet::with_capacity(labels.len());
        if !labels.iter().all(|label| seen.insert(label.as_str())) {
            return Err(Error::Malformed("a category label occurs twice"));
        }
        Ok(Self { codes, labels })
    }

    /// One code per row.
    pub fn codes(&self) -> &[u32] {
        &self.codes
    }

    /// The distinct values, by code.
    pub fn labels(&self) -> &[String] {
        &self.labels
    }
}
