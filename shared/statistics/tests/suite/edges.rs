//! Inputs with little or nothing in them: nulls and notes, never NaN, never a panic.

use crate::table::{Table, assert_close, categories};
use serde_json::{Value, json};
use statistics::correlation::{Method, correlate};
use statistics::crosstab::{MOST_CELLS, cross};
use statistics::descriptive::describe;
use statistics::{Calculation, Categories, Columns, Error, MISSING, frequency};

const NAN: f64 = f64::NAN;
const INFINITY: f64 = f64::INFINITY;

fn run(calculation_type: &str, parameters: Value, table: &dyn Columns) -> Value {
    let calculation = Calculation::parse(calculation_type, &parameters).unwrap();
    serde_json::to_value(calculation.run(table).unwrap()).unwrap()
}

#[test]
fn an_empty_column_has_no_numbers_but_a_note() {
    for values in [&[][..], &[NAN, NAN]] {
        let result = run("DESCRIPTIVE", json!({"columns": ["x"]}), &Table::default().numbers("x", values));
        assert_eq!(
            result,
            json!({
                "n": 0, "missing": values.len(), "excluded": 0,
                "notes": ["“x” has no values, so nothing could be computed"],
                "columns": [{
                    "name": "x", "n": 0, "missing": values.len(), "excluded": 0, "sum": null, "mean": null,
                    "stddev": null, "variance": null, "stderr": null, "ci95": null, "min": null, "max": null,
                    "quantiles": {"p05": null, "p25": null, "p50": null, "p75": null, "p95": null},
                    "skewness": null, "kurtosis": null,
                }],
            })
        );
    }
}

#[test]
fn one_two_and_three_values_give_what_they_can() {
    let mut notes = Vec::new();
    let one = describe("x", &[5.0], &mut notes);
    assert_eq!((one.mean, one.sum, one.quantiles.p05, one.min), (Some(5.0), Some(5.0), Some(5.0), Some(5.0)));
    assert_eq!((one.stddev, one.stderr, one.ci95, one.skewness), (None, None, None, None));
    let two = describe("x", &[5.0, 7.0], &mut notes);
    assert_eq!((two.variance, two.stderr, two.skewness, two.kurtosis), (Some(2.0), Some(1.0), None, None));
    let three = describe("x", &[5.0, 7.0, 12.0], &mut notes);
    assert!(three.skewness.is_some() && three.kurtosis.is_none());
    assert_eq!(notes.len(), 3, "{notes:?}");
    assert_eq!(describe("x", &[5.0, 7.0, 12.0, 1.0], &mut notes).kurtosis.map(f64::is_finite), Some(true));
    assert_eq!(notes.len(), 3, "four values need no note: {notes:?}");
}

#[test]
fn a_constant_column_has_no_shape() {
    for value in [0.1, 0.0, -3e300] {
        let mut notes = Vec::new();
        let column = describe("x", &[value; 7], &mut notes);
        assert_eq!((column.mean, column.stddev, column.variance), (Some(value), Some(0.0), Some(0.0)));
        assert_eq!(column.ci95, Some([value, value]));
        assert_eq!((column.skewness, column.kurtosis), (None, None));
        assert_eq!(notes, ["“x”: all 7 values are equal, so skewness and kurtosis are not defined"]);
    }
}

#[test]
fn infinite_values_are_left_out_and_counted() {
    let table = Table::default().numbers("x", &[1.0, INFINITY, 3.0, NAN, -INFINITY]);
    let result = run("DESCRIPTIVE", json!({"columns": ["x"]}), &table);
    assert_eq!(result["n"], 2);
    assert_eq!((&result["missing"], &result["excluded"]), (&json!(1), &json!(2)));
    assert_eq!(result["columns"][0]["mean"], 2.0);
    assert_eq!(result["notes"][0], "“x”: 2 infinite values were left out");
}

#[test]
fn what_no_double_holds_is_null_with_a_note() {
    let mut notes = Vec::new();
    let column = describe("x", &[1e308, 1.5e308, -1e308, 1.7e308], &mut notes);
    assert_eq!((column.sum, column.variance), (None, None));
    assert!((column.mean.unwrap() / 8e307 - 1.0).abs() < 1e-15);
    assert!(column.stddev.is_some_and(|sd| sd > 1e308) && column.skewness.is_some());
    assert!(notes.iter().any(|note| note.contains("exceed what a number can hold")), "{notes:?}");
    let tiny = describe("x", &[5e-324, 0.0, 1e-323, 0.0, 0.0], &mut Vec::new());
    assert!(tiny.mean.is_some() && tiny.skewness.is_some_and(|g| g > 0.0));
}

#[test]
fn rows_are_counted_over_all_columns() {
    let table = Table::default()
        .numbers("a", &[1.0, NAN, NAN, 4.0, NAN])
        .numbers("b", &[1.0, 2.0, NAN, NAN, INFINITY]);
    let result = run("DESCRIPTIVE", json!({"columns": ["a", "b"]}), &table);
    assert_eq!((&result["n"], &result["missing"], &result["excluded"]), (&json!(3), &json!(1), &json!(1)));
    let pairs = run("CORRELATION", json!({"columns": ["a", "b"], "method": "pearson"}), &table);
    assert_eq!((&pairs["n"], &pairs["missing"], &pairs["excluded"]), (&json!(1), &json!(4), &json!(0)));
}

#[test]
fn columns_without_a_correlation_say_so() {
    for method in [Method::Pearson, Method::Spearman, Method::Kendall] {
        let constant = correlate(&[("x", &[2.0, 2.0, 2.0]), ("y", &[1.0, 2.0, 3.0])], method).unwrap();
        assert_eq!((constant.pairs[0].coefficient, constant.pairs[0].p_value), (None, None));
        assert!(constant.coverage.notes[0].starts_with("“x” is constant"), "{:?}", constant.coverage.notes);
        let later = correlate(&[("x", &[2.0, 1.0, 3.0, NAN]), ("y", &[7.0, NAN, 7.0, 1.0])], method).unwrap();
        assert!(later.coverage.notes[0].starts_with("“y” is constant"), "{:?}", later.coverage.notes);
        for (x, y) in [(&[][..], &[][..]), (&[1.0], &[2.0]), (&[1.0, NAN], &[NAN, 2.0])] {
            let few = correlate(&[("x", x), ("y", y)], method).unwrap();
            assert_eq!((few.pairs[0].coefficient, few.pairs[0].p_value), (None, None));
            assert!(few.coverage.notes[0].contains("fewer than two rows"));
        }
        let two = correlate(&[("x", &[1.0, 0.1]), ("y", &[0.3, 2.0])], method).unwrap();
        assert_eq!(two.pairs[0].coefficient, Some(-1.0));
        assert!(two.coverage.notes[0].contains("two rows only"));
    }
}

#[test]
fn perfect_correlations_are_exactly_one() {
    let x: Vec<f64> = (0..50).map(|i| f64::from(i) * 0.1).collect();
    let up: Vec<f64> = x.iter().map(|x| x.exp()).collect();
    let down: Vec<f64> = x.iter().map(|x| -x).collect();
    for method in [Method::Spearman, Method::Kendall] {
        let pairs = correlate(&[("x", &x), ("up", &up), ("down", &down)], method).unwrap().pairs;
        let coefficients: Vec<_> = pairs.iter().map(|pair| pair.coefficient.unwrap()).collect();
        assert_eq!(coefficients, [1.0, -1.0, -1.0]);
        assert!(pairs.iter().all(|pair| pair.p_value.unwrap() < 1e-60));
    }
    let r = correlate(&[("x", &x), ("down", &down)], Method::Pearson).unwrap().pairs[0].coefficient.unwrap();
    assert!((-1.0..=-1.0 + 1e-15).contains(&r));
}

#[test]
fn one_swap_in_a_long_order_has_the_exact_probability() {
    // 1 + 39 of the 40! orders have at most one inversion, and as many have at most one concordant pair.
    let x: Vec<f64> = (0..40).map(f64::from).collect();
    let mut y = x.clone();
    y.swap(7, 8);
    let exact = (1..=40).fold(80.0, |share, i| share / f64::from(i));
    let p = correlate(&[("x", &x), ("y", &y)], Method::Kendall).unwrap().pairs[0].p_value;
    assert_close(p, exact, 1e-14, "p");
}

#[test]
fn neighbouring_doubles_have_a_variance() {
    // Their mean lies between two doubles; what its rounding leaves behind is as large as the deviations.
    for odd in [1, 2, 5, 9] {
        let mut values = vec![1.0; 10];
        values[..odd].fill(1.0 + f64::EPSILON);
        let share = odd as f64 / 10.0;
        let variance = f64::EPSILON * f64::EPSILON * share * (1.0 - share) * 10.0 / 9.0;
        assert_close(describe("x", &values, &mut Vec::new()).variance, variance, 1e-12, "variance");
    }
}

#[test]
fn small_expected_counts_get_a_note() {
    let notes = |counts: [[usize; 3]; 2]| {
        let (mut rows, mut columns) = (Vec::new(), Vec::new());
        for (i, row) in ["a", "b"].into_iter().enumerate() {
            for (j, column) in ["c", "d", "e"].into_iter().enumerate() {
                rows.extend(std::iter::repeat_n(Some(row), counts[i][j]));
                columns.extend(std::iter::repeat_n(Some(column), counts[i][j]));
            }
        }
        cross(("r", &categories(rows)), ("c", &categories(columns))).unwrap().coverage.notes
    };
    assert_eq!(notes([[3, 17, 20], [12, 68, 80]]).len(), 0, "one cell of six is below 5");
    let two = notes([[3, 3, 14], [12, 12, 56]]);
    assert_eq!(
        two,
        ["2 cells have an expected count below 5 (of 6), so the χ² p-value is a rough approximation"]
    );
    assert_eq!(notes([[1, 40, 40], [2, 240, 240]]).len(), 1, "one cell is below 1");
}

#[test]
fn every_pair_comes_in_the_order_of_the_request() {
    let column = |seed: f64| (1..=9).map(|i| (f64::from(i) * seed).sin()).collect::<Vec<_>>();
    let table =
        Table::default().numbers("c", &column(1.0)).numbers("a", &column(2.0)).numbers("b", &column(3.0));
    let result = run("CORRELATION", json!({"columns": ["c", "a", "b"], "method": "kendall"}), &table);
    let pairs = result["pairs"].as_array().unwrap();
    let names: Vec<_> = pairs.iter().map(|p| (p["x"].as_str().unwrap(), p["y"].as_str().unwrap())).collect();
    assert_eq!(names, [("c", "a"), ("c", "b"), ("a", "b")]);
    assert_eq!(result["method"], "kendall");
}

#[test]
fn a_crosstab_of_nothing_is_empty() {
    let table = Table::default().labels("r", [Some("a"), None]).labels("c", [None, Some("b")]);
    let result = run("CROSSTAB", json!({"rows": "r", "columns": "c"}), &table);
    assert_eq!(
        result,
        json!({
            "n": 0, "missing": 2, "excluded": 0,
            "notes": ["no row has a value in both “r” and “c”, so the table is empty"],
            "row_values": [], "column_values": [], "counts": [], "row_percents": [], "column_percents": [],
            "total_percents": [], "row_totals": [], "column_totals": [], "expected": [],
            "adjusted_residuals": [], "chi_square": {"statistic": null, "df": 0, "p_value": null},
            "cramers_v": null, "fisher_exact": null,
        })
    );
}

#[test]
fn a_crosstab_with_one_row_has_counts_but_no_test() {
    let table = Table::default()
        .labels("r", [Some("all"), Some("all"), Some("all")])
        .labels("c", [Some("b"), Some("a"), Some("b")]);
    let result = run("CROSSTAB", json!({"rows": "r", "columns": "c"}), &table);
    assert_eq!(result["column_values"], json!(["a", "b"]));
    assert_eq!((&result["counts"], &result["expected"]), (&json!([[1, 2]]), &json!([[1.0, 2.0]])));
    assert_eq!(result["adjusted_residuals"], json!([[null, null]]));
    assert_eq!(result["chi_square"], json!({"statistic": null, "df": 0, "p_value": null}));
    assert_eq!((&result["cramers_v"], &result["fisher_exact"]), (&Value::Null, &Value::Null));
    assert!(result["notes"][0].as_str().unwrap().starts_with("“r” has the one value “all”"));
}

#[test]
fn a_crosstab_too_big_to_read_is_refused() {
    let labels: Vec<String> = (0..400).map(|i| i.to_string()).collect();
    let codes: Vec<u32> = (0..400).collect();
    let column = Categories::new(codes, labels).unwrap();
    let error = cross(("r", &column), ("c", &column)).unwrap_err();
    assert!(matches!(error, Error::TooManyCells { rows: 400, columns: 400, limit: MOST_CELLS }));
    assert_eq!(error.code(), "too_many_cells");
}

#[test]
fn long_frequency_tables_list_the_most_frequent() {
    let labels: Vec<String> = (0..frequency::MOST_VALUES + 5).map(|i| format!("{i:06}")).collect();
    let mut codes: Vec<u32> = (0..labels.len() as u32).collect();
    codes.extend([frequency::MOST_VALUES as u32 + 4, MISSING]);
    let table = frequency::count("id", &Categories::new(codes, labels).unwrap());
    assert_eq!(table.values.len(), frequency::MOST_VALUES);
    assert_eq!(table.values[0].count, 2);
    assert_eq!((table.distinct, table.coverage.missing), (frequency::MOST_VALUES as u64 + 5, 1));
    assert_eq!(
        table.coverage.notes,
        ["only the 100000 most frequent of 100005 values are listed; 5 rows have the others"]
    );
}

#[test]
fn an_empty_frequency_table_says_so() {
    for rows in [0, 3] {
        let table = frequency::count("x", &categories(std::iter::repeat_n(None, rows)));
        assert_eq!((table.coverage.n, table.coverage.missing, table.values.len()), (0, rows as u64, 0));
        assert_eq!(table.coverage.notes, ["“x” has no values"]);
    }
}

#[test]
fn malformed_columns_are_errors() {
    assert!(matches!(Categories::new(vec![0, 2], vec!["a".to_owned()]), Err(Error::Malformed(_))));
    assert!(matches!(
        Categories::new(vec![0], vec!["a".to_owned(), "a".to_owned()]),
        Err(Error::Malformed(_))
    ));
    let (short, long) = (categories([Some("a")]), categories([Some("a"), None]));
    assert!(matches!(cross(("r", &short), ("c", &long)), Err(Error::Malformed(_))));
    assert!(matches!(correlate(&[("x", &[1.0]), ("y", &[])], Method::Kendall), Err(Error::Malformed(_))));
}
