//! What the twin's reader hands out: whole columns in the shapes that statistics want.

/// A column of numbers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Numbers {
    /// One per row; 0 where there is no value.
    pub values: Vec<f64>,
    /// Whether the row has a value.
    pub valid: Vec<bool>,
}

/// A column of anything that is counted by value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Categories {
    /// One per row: an index into the dictionary, `None` for null.
    pub codes: Vec<Option<u32>>,
    /// Distinct values as text, in the order of their first appearance.
    pub dictionary: Vec<String>,
}

/// A column in the shape of its type.
#[derive(Debug, Clone, PartialEq)]
pub enum TwinColumn {
    /// Integers and decimals: each value's nearest double.
    Numeric(Numbers),
    /// All others.
    Text(Categories),
}

impl TwinColumn {
    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Numeric(numbers) => numbers.values.len(),
            Self::Text(categories) => categories.codes.len(),
        }
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
