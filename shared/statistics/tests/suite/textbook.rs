//! Values that textbooks and papers print.

use crate::table::{assert_close, categories};
use statistics::correlation::{Method, correlate};
use statistics::crosstab::{Crosstab, cross};
use statistics::descriptive::describe;
use statistics::frequency;

/// Anscombe 1973: four pairs with the same statistics.
const QUARTET_X: [f64; 11] = [10.0, 8.0, 13.0, 9.0, 11.0, 14.0, 6.0, 4.0, 12.0, 7.0, 5.0];
const QUARTET_X4: [f64; 11] = [8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 8.0, 19.0, 8.0, 8.0, 8.0];
const QUARTET_Y: [[f64; 11]; 4] = [
    [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68],
    [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74],
    [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73],
    [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89],
];

#[test]
fn anscombes_quartet_looks_the_same_in_numbers() {
    for (i, y) in QUARTET_Y.iter().enumerate() {
        let x = if i == 3 { QUARTET_X4 } else { QUARTET_X };
        let (x_column, y_column) = (describe("x", &x, &mut Vec::new()), describe("y", y, &mut Vec::new()));
        assert_eq!((x_column.mean, x_column.variance), (Some(9.0), Some(11.0)));
        assert_close(y_column.mean, 7.50, 2e-4, "mean of y");
        assert_close(y_column.variance, 4.125, 1e-3, "variance of y");
        let pair = &correlate(&[("x", &x), ("y", y)], Method::Pearson).unwrap().pairs[0];
        assert_close(pair.coefficient, 0.816, 1e-3, "r");
        assert_close(pair.p_value, 0.0022, 0.02, "p of r");
    }
}

#[test]
fn kendalls_ten_students() {
    // Kendall, Rank Correlation Methods, section 1.9 and 3.8: mathematics and music; ρ of the same pairs.
    let mathematics = [7.0, 4.0, 3.0, 10.0, 6.0, 2.0, 9.0, 8.0, 1.0, 5.0];
    let music = [5.0, 7.0, 3.0, 10.0, 1.0, 9.0, 6.0, 2.0, 8.0, 4.0];
    let columns: [(&str, &[f64]); 2] = [("mathematics", &mathematics), ("music", &music)];
    let rho = correlate(&columns, Method::Spearman).unwrap().pairs[0].coefficient;
    let squares: f64 = mathematics.iter().zip(&music).map(|(a, b)| (a - b) * (a - b)).sum();
    assert_close(rho, 1.0 - 6.0 * squares / 990.0, 1e-14, "ρ by Spearman's formula of squared differences");
}

#[test]
fn two_judges_with_ties() {
    // τ-b by hand: x ties one pair, y ties one pair; 3 concordant, 1 discordant of 6 pairs.
    let columns: [(&str, &[f64]); 2] = [("x", &[1.0, 2.0, 2.0, 3.0]), ("y", &[1.0, 1.0, 3.0, 2.0])];
    let pair = &correlate(&columns, Method::Kendall).unwrap().pairs[0];
    assert_close(pair.coefficient, (3.0 - 1.0) / 5.0, 1e-15, "τ-b");
}

/// A table from its counts.
fn crosstab(counts: &[&[usize]]) -> Crosstab {
    const NAMES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    for (i, row) in counts.iter().enumerate() {
        for (j, &count) in row.iter().enumerate() {
            rows.extend(std::iter::repeat_n(Some(NAMES[i]), count));
            columns.extend(std::iter::repeat_n(Some(NAMES[j]), count));
        }
    }
    cross(("rows", &categories(rows)), ("columns", &categories(columns))).unwrap()
}

#[test]
fn the_lady_tasting_tea() {
    // Fisher, The Design of Experiments, 1935, chapter II.
    let tea = crosstab(&[&[3, 1], &[1, 3]]);
    assert_close(tea.fisher_exact.map(|test| test.p_value), 34.0 / 70.0, 1e-15, "two-sided p");
    assert_eq!((tea.chi_square.statistic, tea.chi_square.df), (Some(2.0), 1));
    assert_eq!(tea.cramers_v, Some(0.5));
    assert_eq!(tea.coverage.notes.len(), 1, "small expected counts deserve a note: {:?}", tea.coverage.notes);
}

#[test]
fn admissions_at_berkeley() {
    // Bickel, Hammel & O'Connell 1975, the six largest departments: admitted and rejected, men and women.
    let all = crosstab(&[&[1198, 1493], &[557, 1278]]);
    assert_close(all.chi_square.statistic, 92.205, 1e-5, "χ² without correction");
    assert_close(all.row_percents[0][0], 44.52, 1e-4, "admitted men, per cent");
    assert_close(all.row_percents[1][0], 30.35, 1e-3, "admitted women, per cent");
    assert!(all.chi_square.p_value.unwrap() < 1e-20 && all.fisher_exact.unwrap().p_value < 1e-20);
    // In department A alone the difference turns round.
    let a = crosstab(&[&[512, 313], &[89, 19]]);
    assert!(a.adjusted_residuals[0][0].unwrap() < -4.0 && a.adjusted_residuals[1][0].unwrap() > 4.0);
}

#[test]
fn hair_and_eyes() {
    // Snee 1974, 592 students: hair (black, brown, red, blond) by eyes (brown, blue, hazel, green).
    let table = crosstab(&[&[68, 20, 15, 5], &[119, 84, 54, 29], &[26, 17, 14, 14], &[7, 94, 10, 16]]);
    assert_eq!((table.coverage.n, table.chi_square.df), (592, 9));
    assert_close(table.chi_square.statistic, 138.29, 1e-4, "χ²");
    assert_close(table.cramers_v, 0.279, 1e-3, "V");
    assert_close(table.expected[0][0], 40.14, 1e-3, "expected brown-eyed with black hair");
    assert_eq!(table.fisher_exact, None);
}

#[test]
fn frequencies_with_missing_values() {
    let answers = [Some("yes"), Some("no"), None, Some("yes"), Some("maybe"), Some("no"), Some("yes"), None];
    let table = frequency::count("answer", &categories(answers));
    assert_eq!((table.coverage.n, table.coverage.missing, table.distinct), (6, 2, 3));
    let rows: Vec<_> = table
        .values
        .iter()
        .map(|v| (v.value.as_str(), v.count, v.percent, v.valid_percent, v.cumulative_percent))
        .collect();
    assert_eq!(rows[0], ("yes", 3, 37.5, 50.0, 50.0));
    assert_eq!((rows[1].0, rows[1].1, rows[1].2), ("no", 2, 25.0));
    assert_eq!((rows[2].0, rows[2].4), ("maybe", 100.0));
}
