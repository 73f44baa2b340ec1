//! Ranks of the rows that two columns share, from one sort per column.

use super::quantiles::order_key;

/// Rows that can be ranked: doubled ranks must fit 32 bits.
pub(crate) const MOST_ROWS: usize = (u32::MAX / 2) as usize;

/// A column's rows with finite values in ascending order of value; at most [`MOST_ROWS`].
pub(crate) struct Order<'a> {
    values: &'a [f64],
    rows: Vec<u32>,
    /// Whether the row's value differs from the one before: reading values in this order would be slow.
    starts_group: Vec<bool>,
}

/// What ties of one variable add to the variances of rank statistics, over groups of t equal values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ties {
    /// Σ t(t − 1)/2: tied pairs.
    pub(crate) pairs: i128,
    /// Σ t(t − 1)(t − 2).
    pub(crate) triples: i128,
    /// Σ t(t − 1)(2t + 5).
    pub(crate) spread: i128,
    /// Σ (t³ − t).
    pub(crate) cubes: i128,
}

impl<'a> Order<'a> {
    /// Sorts the finite values.
    pub(crate) fn of(values: &'a [f64]) -> Self {
        let mut keyed: Vec<(u64, u32)> = (0_u32..)
            .zip(values)
            .filter(|(_, value)| value.is_finite())
            .map(|(row, &value)| (order_key(value), row))
            .collect();
        keyed.sort_unstable_by_key(|&(key, _)| key);
        let mut before = None;
        let starts_group = keyed.iter().map(|&(key, _)| before.replace(key) != Some(key)).collect();
        Self { values, rows: keyed.into_iter().map(|(_, row)| row).collect(), starts_group }
    }

    /// Number of the column's rows, whatever their values.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Calls `group` with the rows of each distinct value, ascending, leaving out rows where `other` has
    /// no finite value.
    pub(crate) fn groups_shared_with(&self, other: &Order<'_>, mut group: impl FnMut(&[u32])) {
        let other_is_complete = other.rows.len() == other.values.len();
        let mut shared = Vec::new();
        for (&row, &starts) in self.rows.iter().zip(&self.starts_group) {
            if starts && !shared.is_empty() {
                group(&shared);
                shared.clear();
            }
            if other_is_complete || other.values[row as usize].is_finite() {
                shared.push(row);
            }
        }
        if !shared.is_empty() {
            group(&shared);
        }
    }
}

impl Ties {
    /// Adds a group of `count` equal values.
    pub(crate) fn add(&mut self, count: usize) {
        let t = count as i128;
        self.pairs += t * (t - 1) / 2;
        self.triples += t * (t - 1) * (t - 2);
        self.spread += t * (t - 1) * (2 * t + 5);
        self.cubes += t * t * t - t;
    }
}
