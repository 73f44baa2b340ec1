//! Pearson's r.

use super::{Estimate, Undefined, p_of_r};
use crate::numerics::moments::{largest, scale_for};
use crate::numerics::sum::{sum, sums};
use std::borrow::Cow;

/// r = Σ(x − x̄)(y − ȳ) / √(Σ(x − x̄)² Σ(y − ȳ)²) over the rows where both are finite, in two passes.
pub(super) fn estimate(x: &[f64], y: &[f64]) -> Estimate {
    let (x, y) = complete(x, y);
    let n = x.len();
    let result = if n < 2 {
        Err(Undefined::TooFew)
    } else {
        match (largest_unless_constant(&x), largest_unless_constant(&y)) {
            (None, _) => Err(Undefined::ConstantX),
            (_, None) => Err(Undefined::ConstantY),
            (Some(largest_x), Some(largest_y)) => {
                let r = coefficient(&x, &y, scale_for(largest_x), scale_for(largest_y));
                Ok((r, p_of_r(r, n)))
            }
        }
    };
    Estimate { n, result }
}

fn coefficient(x: &[f64], y: &[f64], scale_x: f64, scale_y: f64) -> f64 {
    if let ([x0, x1], [y0, y1]) = (x, y) {
        // Two points: the sign of the slope, whatever rounding says.
        return if (x1 > x0) == (y1 > y0) { 1.0 } else { -1.0 };
    }
    let n = x.len() as f64;
    let (centre_x, centre_y) = (sum(x, scale_x) / n, sum(y, scale_y) / n);
    let [dx, dy, xx, yy, xy] = sums(x, y, |x, y| {
        let (dx, dy) = (x * scale_x - centre_x, y * scale_y - centre_y);
        [dx, dy, dx * dx, dy * dy, dx * dy]
    });
    // What the rounding of the centres left behind.
    let (xx, yy, xy) = (xx - dx * dx / n, yy - dy * dy / n, xy - dx * dy / n);
    // A product commutes: x with y is y with x to the last bit, which matters to p where r is near 1.
    (xy / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0)
}

/// The rows in which both are finite.
fn complete<'a>(x: &'a [f64], y: &'a [f64]) -> (Cow<'a, [f64]>, Cow<'a, [f64]>) {
    let both = |(x, y): &(&f64, &f64)| x.is_finite() && y.is_finite();
    // Counting vectorises where stopping at the first gap would not.
    if x.iter().zip(y).filter(both).count() == x.len() {
        (x.into(), y.into())
    } else {
        let (x, y): (Vec<f64>, Vec<f64>) = x.iter().zip(y).filter(both).unzip();
        (x.into(), y.into())
    }
}

/// The largest magnitude, or nothing where all values are equal.
fn largest_unless_constant(values: &[f64]) -> Option<f64> {
    let varies = values.iter().any(|value| *value != values[0]);
    varies.then(|| largest(values))
}
