//! Laws that hold for any data.

use crate::table::categories;
use proptest::prelude::*;
use statistics::correlation::{Method, Pair, correlate};
use statistics::crosstab::cross;
use statistics::descriptive::{Column, describe};
use statistics::frequency;

/// Numbers with ties, missing values, zeros, both signs and a wide range of magnitudes.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        4 => (-8_i32..8).prop_map(f64::from),
        4 => -1e6_f64..1e6,
        1 => prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(-0.0), Just(1e15), Just(-1e-15)],
    ]
}

fn finite_numbers(least: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(prop_oneof![(-8_i32..8).prop_map(f64::from), -1e6_f64..1e6], least..200)
}

fn two_columns() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    prop::collection::vec((number(), number()), 0..120).prop_map(|rows| rows.into_iter().unzip())
}

fn described(values: &[f64]) -> Column {
    describe("x", values, &mut Vec::new())
}

fn pair(x: &[f64], y: &[f64], method: Method) -> Pair {
    correlate(&[("x", x), ("y", y)], method).unwrap().pairs.remove(0)
}

fn same(a: Option<f64>, b: Option<f64>, tolerance: f64) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1e-3),
        (a, b) => a == b,
    }
}

const METHODS: [Method; 3] = [Method::Pearson, Method::Spearman, Method::Kendall];

proptest! {
    #[test]
    fn any_bits_give_finite_numbers_or_none(bits in prop::collection::vec(any::<u64>(), 0..60)) {
        let values: Vec<f64> = bits.into_iter().map(f64::from_bits).collect();
        let json = serde_json::to_string(&described(&values)).unwrap();
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(back["n"].as_u64().unwrap(), values.iter().filter(|v| v.is_finite()).count() as u64);
        let column = described(&values);
        if let (Some(min), Some(mean), Some(max)) = (column.min, column.mean, column.max) {
            prop_assert!(min <= mean && mean <= max);
        }
        for method in METHODS {
            let half = values.len() / 2;
            let pair = pair(&values[..half], &values[half..2 * half], method);
            prop_assert!(pair.coefficient.is_none_or(|c| (-1.0..=1.0).contains(&c)));
            prop_assert!(pair.p_value.is_none_or(|p| (0.0..=1.0).contains(&p)));
        }
    }

    #[test]
    fn order_of_rows_does_not_matter(values in finite_numbers(4), seed in any::<usize>()) {
        let mut shuffled = values.clone();
        shuffled.rotate_left(seed % values.len());
        shuffled.reverse();
        let (a, b) = (described(&values), described(&shuffled));
        prop_assert_eq!((a.n, a.min, a.max, a.sum, a.quantiles), (b.n, b.min, b.max, b.sum, b.quantiles));
        prop_assert!(same(a.variance, b.variance, 1e-13) && same(a.skewness, b.skewness, 1e-10));
        prop_assert!(same(a.kurtosis, b.kurtosis, 1e-10));
    }

    #[test]
    fn powers_of_two_scale_exactly(values in finite_numbers(4), exponent in -300_i32..300) {
        let factor = 2.0_f64.powi(exponent);
        let scaled: Vec<f64> = values.iter().map(|v| v * factor).collect();
        let (a, b) = (described(&values), described(&scaled));
        prop_assert!(same(a.mean.map(|m| m * factor), b.mean, 1e-15));
        prop_assert!(same(a.skewness, b.skewness, 1e-12) && same(a.kurtosis, b.kurtosis, 1e-12));
        prop_assert_eq!(a.quantiles.p75.map(|q| q * factor), b.quantiles.p75);
    }

    #[test]
    fn quantiles_rise_and_the_interval_holds_the_mean(values in finite_numbers(2)) {
        let c = described(&values);
        let q = c.quantiles;
        let ladder = [c.min, q.p05, q.p25, q.p50, q.p75, q.p95, c.max].map(Option::unwrap);
        prop_assert!(ladder.is_sorted());
        let [low, high] = c.ci95.unwrap();
        prop_assert!(low <= c.mean.unwrap() && c.mean.unwrap() <= high);
        let mut sorted = values;
        sorted.sort_by(f64::total_cmp);
        let middle = (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]) / 2.0;
        // Relative to the data, not to the middle, which may be near zero between two large values.
        let largest = ladder[0].abs().max(ladder[6].abs());
        prop_assert!((q.p50.unwrap() - middle).abs() <= 1e-15 * largest);
    }

    #[test]
    fn missing_rows_change_only_their_count(values in finite_numbers(1), gaps in 0_usize..20) {
        let mut gappy = values.clone();
        for i in 0..gaps {
            gappy.insert((i * 7) % gappy.len(), f64::NAN);
        }
        let (a, b) = (described(&values), described(&gappy));
        prop_assert_eq!(b.missing, gaps as u64);
        prop_assert_eq!(Column { missing: 0, ..b }, a);
    }

    #[test]
    fn correlation_is_symmetric_and_odd((x, y) in two_columns()) {
        let negative: Vec<f64> = y.iter().map(|v| -v).collect();
        for method in METHODS {
            let (a, b, c) = (pair(&x, &y, method), pair(&y, &x, method), pair(&x, &negative, method));
            prop_assert_eq!(a.n, b.n);
            // To the last bit: near r = 1 a difference of one bit would be seen in p.
            prop_assert_eq!((a.coefficient, a.p_value), (b.coefficient, b.p_value));
            prop_assert_eq!((a.coefficient.map(|r| -r), a.p_value), (c.coefficient, c.p_value));
        }
    }

    #[test]
    fn rank_correlations_see_only_the_order((x, y) in two_columns()) {
        let stretched: Vec<f64> = x.iter().map(|v| v.cbrt()).collect();
        for method in [Method::Spearman, Method::Kendall] {
            prop_assert_eq!(pair(&x, &y, method), pair(&stretched, &y, method));
        }
    }

    #[test]
    fn kendall_is_that_of_counting_every_pair(rows in prop::collection::vec((0_i8..9, 0_i8..9), 2..60)) {
        let (x, y): (Vec<f64>, Vec<f64>) = rows.iter().map(|&(x, y)| (f64::from(x), f64::from(y))).unzip();
        let (mut score, mut free_x, mut free_y) = (0, 0, 0);
        for i in 0..rows.len() {
            for j in 0..i {
                let side = |a: f64, b: f64| i32::from(a > b) - i32::from(a < b);
                let (sx, sy) = (side(x[i], x[j]), side(y[i], y[j]));
                score += sx * sy;
                free_x += sx * sx;
                free_y += sy * sy;
            }
        }
        let tau = f64::from(score) / f64::from(free_x).sqrt() / f64::from(free_y).sqrt();
        prop_assert!(same(pair(&x, &y, Method::Kendall).coefficient, tau.is_finite().then_some(tau), 1e-13));
    }

    #[test]
    fn tables_add_up(rows in prop::collection::vec((0_usize..5, 0_usize..4), 0..300)) {
        const NAMES: [Option<&str>; 5] = [None, Some("d"), Some("c"), Some("b"), Some("a")];
        let (r, c) = (rows.iter().map(|&(r, _)| NAMES[r]), rows.iter().map(|&(_, c)| NAMES[c]));
        let (r, c) = (categories(r), categories(c));
        let table = cross(("r", &r), ("c", &c)).unwrap();
        prop_assert_eq!(table.coverage.n + table.coverage.missing, rows.len() as u64);
        prop_assert_eq!(table.counts.iter().flatten().sum::<u64>(), table.coverage.n);
        prop_assert!(table.row_values.is_sorted() && table.column_values.is_sorted());
        for (i, row) in table.counts.iter().enumerate() {
            prop_assert_eq!(row.iter().sum::<u64>(), table.row_totals[i]);
            let expected: f64 = table.expected[i].iter().sum();
            prop_assert!((expected - table.row_totals[i] as f64).abs() < 1e-9);
        }
        let flipped = cross(("c", &c), ("r", &r)).unwrap();
        prop_assert!(same(table.chi_square.p_value, flipped.chi_square.p_value, 1e-12));
        prop_assert!(same(table.cramers_v, flipped.cramers_v, 1e-12));
        prop_assert!(table.cramers_v.is_none_or(|v| (0.0..=1.0).contains(&v)));

        let counted = frequency::count("r", &r);
        prop_assert!(counted.values.is_sorted_by(|a, b| a.count >= b.count));
        prop_assert!(counted.values.last().is_none_or(|last| last.cumulative_percent == 100.0));
    }
}
