//! The χ² distribution, through the regularised incomplete gamma functions.

use super::continued_fraction;
use std::f64::consts::PI;

/// From here on Stirling's series (its first five terms, 1e-17 at 20) replaces Γ itself.
const STIRLING_FROM: f64 = 20.0;

/// P(X ≥ `statistic`) for X ~ χ²(`df`): Q(df/2, statistic/2) (DLMF 8.2.4).
///
/// `df` > 0 and `statistic` ≥ 0.
pub(crate) fn upper_tail(statistic: f64, df: f64) -> f64 {
    let (a, x) = (df / 2.0, statistic / 2.0);
    if x <= 0.0 {
        1.0
    } else if x.is_infinite() {
        0.0
    } else if df == 1.0 {
        // Q(1/2, x) = erfc √x (DLMF 7.11.2).
        libm::erfc(x.sqrt())
    } else if x < a + 1.0 {
        1.0 - power_over_gamma(a, x) * lower_series(a, x)
    } else {
        power_over_gamma(a, x) * a / upper_fraction(a, x)
    }
}

/// x^a e^−x / Γ(a + 1), the common factor of both expansions.
fn power_over_gamma(a: f64, x: f64) -> f64 {
    if a < STIRLING_FROM {
        return (a * x.ln() - x).exp() / libm::tgamma(a + 1.0);
    }
    // With λ = x/a: a^a e^−a e^{−a(λ−1−ln λ)} / Γ(a+1); the first factors are 1/(√(2πa) Γ*(a)), which
    // keeps large exponents from cancelling (DLMF 5.11.1, 5.11.3, 8.11(v)).
    let excess = (x - a) / a;
    (-a * minus_log1p_plus(excess)).exp() / ((2.0 * PI * a).sqrt() * scaled_gamma(a))
}

/// Σ x^k / ((a+1)…(a+k)), k ≥ 0: the series of γ(a, x) (DLMF 8.7.1).
fn lower_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut k) = (1.0, 1.0, 0.0);
    while term > sum * f64::EPSILON / 4.0 {
        k += 1.0;
        term *= x / (a + k);
        sum += term;
    }
    sum
}

/// The even part of Legendre's fraction of Γ(a, x), inverted (DLMF 8.9.2).
fn upper_fraction(a: f64, x: f64) -> f64 {
    continued_fraction(x + 1.0 - a, |i| (-i * (i - a), x + 2.0 * i + 1.0 - a))
}

/// Γ*(a) = Γ(a) / (√(2π) a^{a−1/2} e^{−a}) by Stirling's series (DLMF 5.11.1), a ≥ 20.
fn scaled_gamma(a: f64) -> f64 {
    let w = 1.0 / (a * a);
    ((1.0 / 12.0 - w * (1.0 / 360.0 - w * (1.0 / 1260.0 - w * (1.0 / 1680.0 - w / 1188.0)))) / a).exp()
}

/// u − ln(1 + u) without cancellation, u > −1.
fn minus_log1p_plus(u: f64) -> f64 {
    if u.abs() > 0.3 {
        return u - u.ln_1p();
    }
    // With s = u/(2+u): ln(1+u) = 2 artanh s and u = 2s/(1−s), hence
    // u − ln(1+u) = 2s²/(1−s) − 2(s³/3 + s⁵/5 + …) (DLMF 4.6.4).
    let s = u / (2.0 + u);
    let square = s * s;
    let (mut power, mut odd, mut k) = (s * square, 0.0, 3.0);
    while power.abs() > f64::EPSILON * f64::EPSILON * square {
        odd += power / k;
        power *= square;
        k += 2.0;
    }
    2.0 * square / (1.0 - s) - 2.0 * odd
}

#[cfg(test)]
mod tests {
    use super::{minus_log1p_plus, upper_tail};
    use crate::testing::assert_close;

    #[test]
    fn tails_agree_with_fifty_digit_arithmetic() {
        for (df, statistic, exact) in [
            (1.0, 3.84, 0.050_043_521_248_705_1),
            (1.0, 1300.0, 1.130_372_844_149_274_2e-284),
            (2.0, 1000.0, 7.124_576_406_741_286e-218),
            (10.0, 1e-5, 1.0),
            (50.0, 900.0, 2.989_672_179_505_925e-156),
            (1000.0, 1000.0, 0.494_052_853_829_239_64),
            (1000.0, 3000.0, 1.643_684_584_356_954_3e-198),
            (100_000.0, 100_000.0, 0.499_405_291_895_206_7),
            (100_000.0, 110_000.0, 2.584_177_247_179_637_6e-104),
        ] {
            assert_close(upper_tail(statistic, df), exact, 1e-12);
        }
    }

    #[test]
    fn both_expansions_meet_without_a_step() {
        for df in [2.0, 7.0, 39.0, 40.0, 41.0, 500.0, 10_000.0] {
            let seam = df + 2.0;
            let (below, above) = (upper_tail(seam * (1.0 - 1e-13), df), upper_tail(seam, df));
            assert_close(below, above, 1e-11);
        }
    }

    #[test]
    fn ends_are_certain_and_impossible() {
        assert_eq!(upper_tail(0.0, 3.0), 1.0);
        assert_eq!(upper_tail(f64::INFINITY, 3.0), 0.0);
        assert_eq!(upper_tail(1e6, 4.0), 0.0);
    }

    #[test]
    fn logarithm_difference_keeps_its_digits() {
        assert_close(minus_log1p_plus(1e-8), 4.999_999_966_666_667e-17, 1e-15);
        assert_close(minus_log1p_plus(-0.25), 0.037_682_072_451_780_93, 1e-14);
        assert_close(minus_log1p_plus(0.3), 0.037_635_735_532_508_95, 1e-14);
    }
}
