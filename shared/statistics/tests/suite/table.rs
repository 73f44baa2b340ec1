//! A table in memory, and how the tests compare numbers.

use statistics::{Categories, Columns, Error, MISSING};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Named columns.
#[derive(Default)]
pub struct Table {
    numeric: BTreeMap<String, Vec<f64>>,
    categories: BTreeMap<String, Categories<'static>>,
}

impl Table {
    pub fn numbers(mut self, name: &str, values: &[f64]) -> Self {
        self.numeric.insert(name.to_owned(), values.to_vec());
        self
    }

    pub fn labels<'a>(mut self, name: &str, values: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        self.categories.insert(name.to_owned(), categories(values));
        self
    }
}

impl Columns for Table {
    fn numeric(&self, name: &str) -> Result<Cow<'_, [f64]>, Error> {
        match (self.numeric.get(name), self.categories.get(name)) {
            (Some(values), _) => Ok(values.into()),
            (None, Some(_)) => Err(Error::NotNumeric { name: name.to_owned(), actual: "text".to_owned() }),
            (None, None) => Err(Error::UnknownColumn { name: name.to_owned() }),
        }
    }

    fn categories(&self, name: &str) -> Result<Categories<'_>, Error> {
        self.categories.get(name).cloned().ok_or_else(|| Error::UnknownColumn { name: name.to_owned() })
    }
}

/// Codes labels by first appearance.
pub fn categories<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Categories<'static> {
    let mut labels: Vec<String> = Vec::new();
    let mut codes = Vec::new();
    for value in values {
        codes.push(match value {
            None => MISSING,
            Some(value) => labels.iter().position(|label| label == value).unwrap_or_else(|| {
                labels.push(value.to_owned());
                labels.len() - 1
            }) as u32,
        });
    }
    Categories::new(codes, labels).unwrap()
}

/// Fails unless `got` is there and within `tolerance` of `expected`, relative to it.
#[track_caller]
pub fn assert_close(got: impl Into<Option<f64>>, expected: f64, tolerance: f64, what: &str) {
    let got = got.into().unwrap_or_else(|| panic!("{what}: nothing instead of {expected:e}"));
    let error = if expected == 0.0 { got.abs() } else { ((got - expected) / expected).abs() };
    assert!(error <= tolerance, "{what}: {got:e} is not {expected:e} (relative error {error:e})");
}
