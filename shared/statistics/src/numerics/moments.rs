//! Central moments of one sample in two passes.

use super::sum::{sum, sums};

/// Sample moments. Of an empty sample all are 0.
///
/// The central moments are of the sample times `scale`, a power of two that is 1 unless the fourth powers
/// could overflow or vanish; so scaling loses no digit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moments {
    /// Number of values.
    pub(crate) n: f64,
    /// Mean, unscaled.
    pub(crate) mean: f64,
    /// Sum, unscaled; infinite where no double holds it.
    pub(crate) sum: f64,
    /// What the values were multiplied with for `m2`, `m3` and `m4`.
    pub(crate) scale: f64,
    /// Mean of the squared deviations from the mean (÷ n).
    pub(crate) m2: f64,
    /// Mean of the cubed deviations.
    pub(crate) m3: f64,
    /// Mean of the fourth powers of the deviations.
    pub(crate) m4: f64,
}

impl Moments {
    /// Moments of finite `values`, none of which exceeds `largest` in magnitude.
    pub(crate) fn of(values: &[f64], largest: f64) -> Self {
        let n = values.len() as f64;
        let scale = scale_for(largest);
        let total = sum(values, scale);
        let centre = if values.is_empty() { 0.0 } else { total / n };
        let [s1, s2, s3, s4] = sums(values, values, |value, _| {
            let d = value * scale - centre;
            let square = d * d;
            [d, square, square * d, square * square]
        });
        // The rounded centre is off by δ; the moments about the true mean follow from those about it
        // (Chan, Golub & LeVeque 1983, for all four moments).
        let [d1, d2, d3, d4] = [s1, s2, s3, s4].map(|s| if n > 0.0 { s / n } else { 0.0 });
        let square = d1 * d1;
        Self {
            n,
            mean: (centre + d1) / scale,
            sum: total / scale,
            scale,
            m2: (d2 - square).max(0.0),
            m3: d3 - 3.0 * d1 * d2 + 2.0 * square * d1,
            m4: d4 - 4.0 * d1 * d3 + 6.0 * square * d2 - 3.0 * square * square,
        }
    }
}

/// The largest magnitude, 0 of none.
pub(crate) fn largest(values: &[f64]) -> f64 {
    let mut lanes = [0.0_f64; 8];
    // `f64::max` minds NaN, which keeps it from vectorising.
    let take = |lane: &mut f64, value: f64| *lane = if value.abs() > *lane { value.abs() } else { *lane };
    let (chunks, rest) = values.as_chunks::<8>();
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(lane, &value)| take(lane, value));
    }
    lanes.iter_mut().zip(rest).for_each(|(lane, &value)| take(lane, value));
    lanes.into_iter().fold(0.0, f64::max)
}

/// The power of two that brings `largest` near 1 where its fourth power is beyond a double's range, else 1.
pub(crate) fn scale_for(largest: f64) -> f64 {
    let exponent = libm::frexp(largest).1;
    if largest == 0.0 || (-150..=150).contains(&exponent) {
        1.0
    } else {
        libm::ldexp(1.0, (-exponent).clamp(-1000, 1000))
    }
}

#[cfg(test)]
mod tests {
    use super::Moments;
    use crate::testing::assert_close;

    #[test]
    fn moments_of_one_to_five() {
        let m = Moments::of(&[1.0, 2.0, 3.0, 4.0, 5.0], 5.0);
        assert_eq!((m.n, m.sum, m.mean, m.m2, m.m3, m.m4), (5.0, 15.0, 3.0, 2.0, 0.0, 6.8));
    }

    #[test]
    fn extremes_neither_overflow_nor_vanish() {
        for unit in [1e300, 1e-300, 1e308 / 5.0] {
            let values = [unit, 2.0 * unit, 4.0 * unit];
            let m = Moments::of(&values, 4.0 * unit);
            assert_close(m.mean, 7.0 / 3.0 * unit, 1e-15);
            assert_close(m.m2.sqrt() / m.scale, (14.0_f64 / 9.0).sqrt() * unit, 1e-14);
            assert_close(m.m3 / m.m2.powf(1.5), 0.381_801_774_160_606, 1e-13);
        }
    }
}
