//! Student's t distribution, through the regularised incomplete beta function.

use super::continued_fraction;
use std::f64::consts::PI;

/// P(|T| ≥ |t|) for T ~ t(`df`) = I_x(df/2, 1/2) with x = df / (df + t²) (DLMF 8.17.2).
///
/// Takes `x` and `y` = 1 − x apart, so that neither tail loses digits: for a correlation r,
/// x = (1 − r)(1 + r) and y = r².
pub(crate) fn two_sided_from_complement(x: f64, y: f64, df: f64) -> f64 {
    let a = df / 2.0;
    if y <= 0.0 {
        return 1.0;
    }
    if x <= 0.0 {
        return 0.0;
    }
    // x^a y^½ / B(a, ½)
    let ln_x = if x > 0.5 { (-y).ln_1p() } else { x.ln() };
    let front = (a * ln_x).exp() * y.sqrt() * gamma_ratio(a) / PI.sqrt();
    // Each fraction converges fast on its own side of the mean (DLMF 8.17(v) and 8.17.4).
    if x < (a + 1.0) / (a + 2.5) {
        front / beta_fraction(a, 0.5, x, y)
    } else {
        1.0 - front / beta_fraction(0.5, a, y, x)
    }
}

/// The t for which P(|T| ≥ t) = 0.05, T ~ t(`df`): half the width of a 95 % interval in standard errors.
///
/// `df` ≥ 1.
pub(crate) fn critical_95(df: f64) -> f64 {
    const NORMAL: f64 = 1.959_963_984_540_054;
    // The tail is convex and the normal value lies left of the root for every df, so that Newton's
    // steps rise to it without overshooting.
    let mut t = NORMAL;
    for _ in 0..100 {
        let square = t * t;
        let tail = two_sided_from_complement(df / (df + square), square / (df + square), df);
        let density =
            (-(df + 1.0) / 2.0 * (square / df).ln_1p()).exp() * gamma_ratio(df / 2.0) / (df * PI).sqrt();
        let step = (tail - 0.05) / (2.0 * density);
        t += step;
        if step.abs() <= 4.0 * f64::EPSILON * t {
            break;
        }
    }
    t
}

/// x^a y^b / (B(a, b) I_x(a, b)), y = 1 − x: the even part of the fraction DLMF 8.17.22, as DiDonato and
/// Morris (1992, ACM TOMS 708) give it.
///
/// The fraction itself loses digits where x is near 1, for it takes 1 − x apart again; here y comes in as it is.
fn beta_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let denominator = |m: f64| {
        m + m * (b - m) * x / (a + 2.0 * m - 1.0)
            + (a + m) * (a * y - b * x + 1.0 + m * (1.0 + y)) / (a + 2.0 * m + 1.0)
    };
    // With m = 0 the middle term is 0 even where a = 1.
    let first = a * (a * y - b * x + 1.0) / (a + 1.0);
    continued_fraction(first, |m| {
        let double = a + 2.0 * m - 1.0;
        let numerator = (a + m - 1.0) / double * (a + b + m - 1.0) / double * m * (b - m) * x * x;
        (numerator, denominator(m))
    })
}

/// Γ(a + ½) / Γ(a), a > 0: 1/B(a, ½) times √π.
///
/// Shifted upwards by Γ(z + 1) = zΓ(z), then the expansion in w = a − ¼ of DLMF 5.11.14.
fn gamma_ratio(a: f64) -> f64 {
    const EXPANSION_FROM: f64 = 20.0;
    let (mut a, mut shift) = (a, 1.0);
    while a < EXPANSION_FROM {
        shift *= a / (a + 0.5);
        a += 1.0;
    }
    let w = a - 0.25;
    let u = 1.0 / (w * w);
    let series = 1.0
        + u * (1.0 / 64.0
            + u * (-19.0 / 8192.0
                + u * (631.0 / 524_288.0
                    + u * (-174_317.0 / 134_217_728.0 + u * 20_491_783.0 / 8_589_934_592.0))));
    shift * w.sqrt() * series
}

#[cfg(test)]
mod tests {
    use super::{critical_95, gamma_ratio, two_sided_from_complement};
    use crate::testing::assert_close;

    #[test]
    fn tails_agree_with_forty_digit_arithmetic() {
        for (df, t, exact) in [
            (1.0, 3.0, 0.204_832_764_699_133_45),
            (5.0, 1e-8, 0.999_999_992_407_866_2),
            (10.0, 40.0, 2.280_857_743_085_754_7e-12),
            (30.0, 12.0, 5.580_185_415_199_256e-13),
            (100.0, 60.0, 3.137_614_319_141_389e-80),
            (1000.0, 0.5, 0.617_185_080_833_874_8),
            (1e4, 36.0, 5.601_909_821_716_195e-267),
            (1e6, 30.0, 1.202_009_423_366_343_8e-197),
            (1e7, 0.01, 0.992_021_287_570_217_9),
            (1e7, 2.0, 0.045_500_290_891_842_95),
            (1e7, 36.0, 8.724_520_769_142_929e-284),
            (3.0, 1e60, 2.205_315_581_687_168e-180),
        ] {
            let square: f64 = t * t;
            let p = two_sided_from_complement(df / (df + square), square / (df + square), df);
            assert_close(p, exact, 1e-12);
        }
    }

    #[test]
    fn critical_values_agree_with_forty_digit_arithmetic() {
        for (df, exact) in [
            (1.0, 12.706_204_736_174_705),
            (2.0, 4.302_652_729_749_464),
            (3.0, 3.182_446_305_283_709_5),
            (4.0, 2.776_445_105_197_794_3),
            (9.0, 2.262_157_162_798_205_3),
            (30.0, 2.042_272_456_301_238),
            (199.0, 1.971_956_544_251_754),
            (1000.0, 1.962_339_080_826_408_5),
            (1e5, 1.959_987_707_534_609_7),
            (9_999_999.0, 1.959_964_221_767_229_3),
        ] {
            assert_close(critical_95(df), exact, 1e-13);
        }
    }

    #[test]
    fn gamma_ratios_agree_with_forty_digit_arithmetic() {
        for (a, exact) in [
            (0.5, 0.564_189_583_547_756_3),
            (1.0, 0.886_226_925_452_758),
            (3.5, 1.805_406_667_352_820_2),
            (19.5, 4.387_667_120_628_882),
            (20.0, 4.444_275_161_239_915),
            (1e4, 99.998_750_007_812_99),
            (5e6, 2_236.067_921_598_091),
        ] {
            assert_close(gamma_ratio(a), exact, 1e-14);
        }
    }

    #[test]
    fn ends_are_certain_and_impossible() {
        assert_eq!(two_sided_from_complement(1.0, 0.0, 8.0), 1.0);
        assert_eq!(two_sided_from_complement(0.0, 1.0, 8.0), 0.0);
    }
}
