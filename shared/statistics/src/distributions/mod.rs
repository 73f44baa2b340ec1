//! Tail probabilities of the reference distributions, accurate in relative terms down to the smallest doubles.
//!
//! Written here because the tails of the available crate differ from the exact values by 1e-8 (Student's t)
//! and 1e-10 (normal, χ²); `docs/statistics.md` has the comparison.

mod chi_squared;
mod normal;
mod student_t;

pub(crate) use chi_squared::upper_tail as chi_squared_upper_tail;
pub(crate) use normal::two_sided as normal_two_sided;
pub(crate) use student_t::{critical_95, two_sided_from_complement};

/// Smallest magnitude that the continued fractions let a denominator take (modified Lentz method).
const TINY: f64 = 1e-300;

/// Value of the continued fraction `b0 + a1/(b1 + a2/(b2 + …))` by the modified Lentz method
/// (DLMF 3.10(iii)); `term(i)` gives `(a_i, b_i)` for i ≥ 1.
fn continued_fraction(b0: f64, term: impl Fn(f64) -> (f64, f64)) -> f64 {
    // The slowest case here, a fraction at its transition point, needs a few times √parameter steps;
    // a table with 10⁵ cells needs some hundreds, 10⁸ rows some ten thousands.
    const MOST_STEPS: u32 = 2_000_000;
    let away_from_zero = |x: f64| if x.abs() < TINY { TINY } else { x };
    let mut value = away_from_zero(b0);
    let (mut c, mut d) = (value, 0.0);
    for i in 1..=MOST_STEPS {
        let (a, b) = term(f64::from(i));
        d = 1.0 / away_from_zero(b + a * d);
        c = away_from_zero(b + a / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::{chi_squared_upper_tail, normal_two_sided, two_sided_from_complement};
    use crate::testing::assert_close;

    /// A grid of tails from SciPy, down to 1e−300; below that either side may round to 0.
    #[test]
    fn tails_agree_with_scipy() {
        let golden: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/golden/golden.json")).expect("valid JSON");
        let grid = |name: &str| -> Vec<Vec<f64>> {
            serde_json::from_value(golden["tails"][name].clone()).expect("a list of number lists")
        };
        let mut compared = 0;
        let mut compare = |got: f64, expected: f64| {
            if expected >= 1e-300 {
                assert_close(got, expected, 1e-9);
                compared += 1;
            } else {
                assert!(got <= 1.1e-300, "{got:e} is not {expected:e}");
            }
        };
        for case in grid("normal") {
            compare(normal_two_sided(case[0]), case[1]);
        }
        for case in grid("chi_squared") {
            compare(chi_squared_upper_tail(case[1], case[0]), case[2]);
        }
        for case in grid("student_t") {
            let (df, square) = (case[0], case[1] * case[1]);
            compare(two_sided_from_complement(df / (df + square), square / (df + square), df), case[2]);
        }
        assert!(compared > 300, "only {compared} tails were comparable");
    }
}
