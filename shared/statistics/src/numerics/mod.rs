//! Sums, moments, quantiles and ranks: what the calculations are made of.

pub(crate) mod moments;
pub(crate) mod quantiles;
pub(crate) mod ranks;
pub(crate) mod sum;

/// `value` where JSON can hold it, otherwise nothing; −0 becomes 0.
pub(crate) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value + 0.0)
}
