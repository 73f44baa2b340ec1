//! Against SciPy, pandas and statsmodels: `tests/golden/generate.py` wrote the references.

use crate::table::{assert_close, categories};
use serde_json::Value;
use statistics::correlation::{Method, correlate};
use statistics::crosstab::{Crosstab, cross};
use statistics::descriptive::describe;
use statistics::{Categories, frequency};
use std::sync::LazyLock;

const TOLERANCE: f64 = 1e-9;

static GOLDEN: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../golden/golden.json")).unwrap());

#[test]
fn descriptive_agrees_with_scipy() {
    for case in cases("descriptive") {
        let (recipe, expected) = (&case["recipe"], &case["expected"]);
        let column = describe("x", &numbers(recipe), &mut Vec::new());
        assert_eq!(
            (column.n, column.missing),
            (count(&expected["n"]), count(&expected["missing"])),
            "{recipe}"
        );
        let q = column.quantiles;
        for (name, got) in [
            ("sum", column.sum),
            ("mean", column.mean),
            ("min", column.min),
            ("max", column.max),
            ("variance", column.variance),
            ("stddev", column.stddev),
            ("stderr", column.stderr),
            ("skewness", column.skewness),
            ("kurtosis", column.kurtosis),
        ] {
            assert_same(got, &expected[name], &format!("{name} of {recipe}"));
        }
        for (i, got) in [q.p05, q.p25, q.p50, q.p75, q.p95].into_iter().enumerate() {
            assert_same(got, &expected["quantiles"][i], &format!("quantile {i} of {recipe}"));
        }
        for i in 0..2 {
            let got = column.ci95.map(|interval| interval[i]);
            assert_same(got, &expected["ci95"][i], &format!("ci95[{i}] of {recipe}"));
        }
    }
}

#[test]
fn frequency_agrees_with_pandas() {
    for case in cases("frequency") {
        let (recipe, expected) = (&case["recipe"], &case["expected"]);
        let got = frequency::count("x", &labels(recipe));
        assert_eq!(got.coverage.n, count(&expected["n"]));
        assert_eq!(got.coverage.missing, count(&expected["missing"]));
        assert_eq!(got.distinct, got.values.len() as u64);
        assert_eq!(got.values.len(), expected["values"].as_array().unwrap().len());
        for (i, value) in got.values.iter().enumerate() {
            assert_eq!(value.value, expected["values"][i].as_str().unwrap());
            assert_eq!(value.count, count(&expected["counts"][i]));
            assert_same(Some(value.percent), &expected["percents"][i], "percent");
            assert_same(Some(value.valid_percent), &expected["valid_percents"][i], "valid_percent");
            assert_same(
                Some(value.cumulative_percent),
                &expected["cumulative_percents"][i],
                "cumulative_percent",
            );
        }
    }
}

#[test]
fn crosstab_agrees_with_scipy_and_statsmodels() {
    for case in cases("crosstab") {
        let expected = &case["expected"];
        let what = format!("{} × {}", case["rows"], case["columns"]);
        let got = cross(("r", &labels(&case["rows"])), ("c", &labels(&case["columns"]))).unwrap();
        assert_eq!(got.coverage.n, count(&expected["n"]), "{what}");
        assert_eq!(got.coverage.missing, count(&expected["missing"]), "{what}");
        for (name, values) in [("row_values", &got.row_values), ("column_values", &got.column_values)] {
            assert_eq!(serde_json::to_value(values).unwrap(), expected[name], "{name} of {what}");
        }
        assert_eq!(serde_json::to_value(&got.counts).unwrap(), expected["counts"], "{what}");
        for (name, matrix) in [
            ("row_percents", &got.row_percents),
            ("column_percents", &got.column_percents),
            ("total_percents", &got.total_percents),
            ("expected", &got.expected),
        ] {
            for (i, j, value) in cells(matrix) {
                assert_same(Some(value), &expected[name][i][j], &format!("{name} of {what}"));
            }
        }
        for (i, j, value) in cells(&got.adjusted_residuals) {
            assert_near(value, &expected["adjusted_residuals"][i][j], 1e-12, &format!("residual of {what}"));
        }
        assert_eq!(got.chi_square.df, count(&expected["df"]));
        assert_tests(&got, expected, &what);
    }
}

fn assert_tests(got: &Crosstab, expected: &Value, what: &str) {
    assert_same(got.chi_square.statistic, &expected["statistic"], &format!("χ² of {what}"));
    assert_same(got.chi_square.p_value, &expected["p_value"], &format!("p of {what}"));
    assert_same(got.cramers_v, &expected["cramers_v"], &format!("V of {what}"));
    let fisher = got.fisher_exact.map(|test| test.p_value);
    assert_same(fisher, &expected["fisher"], &format!("Fisher's p of {what}"));
}

#[test]
fn fisher_agrees_with_scipy() {
    for case in cases("fisher") {
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        for (i, j) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let n = count(&case["table"][i][j]) as usize;
            rows.extend(std::iter::repeat_n(i as u32, n));
            columns.extend(std::iter::repeat_n(j as u32, n));
        }
        let labels = ["a".to_owned(), "b".to_owned()];
        let rows = Categories::new(rows, &labels[..]).unwrap();
        let columns = Categories::new(columns, &labels[..]).unwrap();
        let got = cross(("r", &rows), ("c", &columns)).unwrap();
        assert_same(got.fisher_exact.map(|test| test.p_value), &case["p_value"], &case["table"].to_string());
    }
}

#[test]
fn correlation_agrees_with_scipy() {
    for case in cases("correlation") {
        let (x, mut y, expected) = (numbers(&case["x"]), numbers(&case["y"]), &case["expected"]);
        let mix = case["mix"].as_f64().unwrap();
        for (y, x) in y.iter_mut().zip(&x) {
            *y += mix * x;
        }
        if mix != 0.0 {
            // The mixture of a missing value is missing.
            assert!(x.iter().zip(&y).all(|(x, y)| !x.is_nan() || y.is_nan()));
        }
        for (method, name) in
            [(Method::Pearson, "pearson"), (Method::Spearman, "spearman"), (Method::Kendall, "kendall")]
        {
            let got = correlate(&[("x", &x), ("y", &y)], method).unwrap();
            let pair = &got.pairs[0];
            let what = format!("{name} of {} and {} + {mix} x", case["x"], case["y"]);
            assert_eq!(pair.n, count(&expected["n"]), "{what}");
            // A coefficient near 0 is the small difference of large sums on both sides.
            assert_near(pair.coefficient, &expected[name][0], 1e-12, &what);
            assert_same(pair.p_value, &expected[name][1], &format!("p of {what}"));
        }
    }
}

fn cases(of: &str) -> &'static [Value] {
    GOLDEN[of].as_array().unwrap()
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap()
}

fn cells<T: Copy>(matrix: &[Vec<T>]) -> impl Iterator<Item = (usize, usize, T)> {
    matrix.iter().enumerate().flat_map(|(i, row)| row.iter().enumerate().map(move |(j, &cell)| (i, j, cell)))
}

/// Equal to nine digits, or absent on both sides.
#[track_caller]
fn assert_same(got: Option<f64>, expected: &Value, what: &str) {
    assert_near(got, expected, 0.0, what);
}

/// Equal to nine digits or but for `floor`, or absent on both sides.
#[track_caller]
fn assert_near(got: Option<f64>, expected: &Value, floor: f64, what: &str) {
    match expected.as_f64() {
        None => assert_eq!(got, None, "{what}"),
        Some(expected) if got.is_some_and(|got| (got - expected).abs() <= floor) => {}
        Some(expected) => assert_close(got, expected, TOLERANCE, what),
    }
}

/// The same doubles as `generate.py` makes from a recipe.
fn numbers(recipe: &Value) -> Vec<f64> {
    let mut draw = SplitMix64(count(&recipe["seed"]));
    let missing = recipe["missing"].as_f64().unwrap();
    let shape: fn(f64) -> f64 = match recipe["shape"].as_str().unwrap() {
        "uniform" => |u| u,
        "signed" => |u| (u - 0.5) * 2000.0,
        "ties" => |u| (u * 7.0).floor(),
        "whole" => |u| (u * 1e6).floor(),
        "offset" => |u| 1e6 + u,
        "heavy" => |u| 1.0 / (u + 0.001),
        "huge" => |u| (u - 0.25) * 1e200,
        "tiny" => |u| (u - 0.25) * 1e-200,
        other => panic!("generate.py knows a shape that this does not: {other}"),
    };
    (0..count(&recipe["n"]))
        .map(|_| {
            let value = shape(draw.unit());
            if draw.unit() < missing { f64::NAN } else { value }
        })
        .collect()
}

fn labels(recipe: &Value) -> Categories<'static> {
    let mut draw = SplitMix64(count(&recipe["seed"]));
    let (missing, kinds) = (recipe["missing"].as_f64().unwrap(), recipe["kinds"].as_f64().unwrap());
    let values: Vec<Option<String>> = (0..count(&recipe["n"]))
        .map(|_| {
            let u = draw.unit();
            let value = format!("v{}", (u * u * kinds).floor());
            if draw.unit() < missing { None } else { Some(value) }
        })
        .collect();
    categories(values.iter().map(Option::as_deref))
}

/// Steele, Lea & Flood 2014.
struct SplitMix64(u64);

impl SplitMix64 {
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 * 2.0_f64.powi(-53)
    }
}
