//! How much memory a calculation will hold, known before a byte is read: a run that cannot end well is refused with
//! advice instead of being killed.
//!
//! The numbers are bytes, rounded up from what the code holds at once and from what runs over five million rows were
//! seen to touch (a vector that grows to such a size is moved by its pages, not copied):
//!
//! | what | per row | per distinct value |
//! |---|---|---|
//! | a numeric column while it loads | 12 | – |
//! | a numeric column held | 8 | – |
//! | a description at work | 10 | – |
//! | the ranks of each held column, and the pair at work | 4, and 32 once | – |
//! | a column of categories while it loads | 12 | two copies of its text and 150 |
//! | a column of categories held | 4 | its text and 40 |

use domain::intelligence::inputs::{Input, InputColumn};
use statistics::{Calculation, Measure};

const LOADING_NUMBERS: u64 = 12;
const NUMBERS: u64 = 8;
const DESCRIPTION: u64 = 10;
const RANKS: u64 = 4;
const PAIR: u64 = 32;
const LOADING_CODES: u64 = 12;
const CODES: u64 = 4;
const LOADING_LABEL: u64 = 150;
const LABEL: u64 = 40;
/// Longest text of a number, a boolean or a time, and of whatever else has no length in its profile.
const SHORT_TEXT: u64 = 40;
/// UTF-8 bytes of a character, at most.
const CHARACTER: u64 = 4;
/// UTF-8 bytes of a file's byte, at most: in the encodings of Europe's languages.
const RECODED: u64 = 2;

/// Bytes that a calculation may hold in a function with `memory` MB: all but what the program itself and the twin's
/// pages in flight need.
pub fn budget(memory: u64) -> u64 {
    memory.saturating_sub(256) << 20
}

/// Bytes that the calculation holds at its worst moment, at most.
pub fn of(calculation: &Calculation, input: &Input) -> u64 {
    let columns = calculation.needed_columns();
    // All columns are held together, but for a description, which takes one after the other.
    let (together, at_work) = match calculation {
        Calculation::Descriptive(_) => (1, DESCRIPTION),
        Calculation::Correlation(_) => (columns.len(), RANKS * columns.len() as u64 + PAIR),
        Calculation::Frequency(_) | Calculation::Crosstab(_) => (columns.len(), 0),
    };
    let costs = columns.iter().map(|needed| match needed.measure {
        Measure::Numeric => numbers(input),
        Measure::Categories => categories(input, needed.name),
    });
    let loading = costs.clone().map(|cost| cost.loading).max().unwrap_or_default();
    let held: u64 = costs.take(together).map(|cost| cost.held).sum();
    held.saturating_add(loading).saturating_add(input.rows.saturating_mul(at_work))
}

/// Bytes of one column.
struct Cost {
    /// While it is read.
    loading: u64,
    /// From then on.
    held: u64,
}

fn numbers(input: &Input) -> Cost {
    Cost { loading: input.rows.saturating_mul(LOADING_NUMBERS), held: input.rows.saturating_mul(NUMBERS) }
}

fn categories(input: &Input, name: &str) -> Cost {
    let column = input.column(name);
    let text = column.map_or(0, |column| text(input, column));
    let distinct = column.map_or(0, |column| column.distinct_count);
    let cost = |row: u64, label: u64, copies: u64| {
        let rows = input.rows.saturating_mul(row);
        rows.saturating_add(distinct.saturating_mul(label)).saturating_add(text.saturating_mul(copies))
    };
    Cost { loading: cost(LOADING_CODES, LOADING_LABEL, 2), held: cost(CODES, LABEL, 1) }
}

/// Bytes of the distinct values' text, at most: no more than the whole file has.
fn text(input: &Input, column: &InputColumn) -> u64 {
    let longest = column.max_length.map_or(SHORT_TEXT, |characters| characters.saturating_mul(CHARACTER));
    column.distinct_count.saturating_mul(longest).min(input.bytes.saturating_mul(RECODED))
}

#[cfg(test)]
mod tests {
    use domain::{ids::FileId, intelligence::inputs::Inferred};
    use serde_json::json;

    use super::*;

    fn input(rows: u64) -> Input {
        let column = |name: &str, column_type: &str, distinct_count, max_length| InputColumn {
            name: name.to_owned(),
            column_type: column_type.to_owned(),
            inferred: Inferred { column_type: column_type.to_owned(), odd_count: 0 },
            distinct_count,
            max_length,
        };
        Input {
            file: "01a1fbd3-9e90-7889-8abe-836ba04b46ad".parse::<FileId>().unwrap(),
            hash: [0; 32],
            columns: vec![
                column("x", "decimal", rows, None),
                column("y", "integer", rows, None),
                column("city", "category", 100, Some(20)),
                column("note", "text", rows, Some(5_000)),
            ],
            rows,
            bytes: rows * 50,
        }
    }

    fn fits(calculation_type: &str, parameters: &serde_json::Value, rows: u64) -> bool {
        let calculation = Calculation::parse(calculation_type, parameters).unwrap();
        of(&calculation, &input(rows)) <= budget(1769)
    }

    #[test]
    fn ten_million_rows_fit_and_two_hundred_million_do_not() {
        let cases = [
            ("DESCRIPTIVE", json!({ "columns": ["x", "y"] })),
            ("CORRELATION", json!({ "columns": ["x", "y"], "method": "kendall" })),
            ("FREQUENCY", json!({ "column": "city" })),
        ];
        for (calculation_type, parameters) in cases {
            assert!(fits(calculation_type, &parameters, 10_000_000), "{calculation_type}");
            assert!(!fits(calculation_type, &parameters, 200_000_000), "{calculation_type}");
        }
    }

    #[test]
    fn long_texts_count_but_no_longer_than_the_file() {
        assert!(fits("FREQUENCY", &json!({ "column": "note" }), 1_000_000));
        assert!(!fits("FREQUENCY", &json!({ "column": "note" }), 10_000_000));
    }

    #[test]
    fn a_correlation_holds_all_its_columns_and_a_description_one() {
        let of = |calculation_type, columns: &[&str]| {
            let calculation = Calculation::parse(calculation_type, &json!({ "columns": columns })).unwrap();
            super::of(&calculation, &input(1000))
        };
        assert_eq!(of("DESCRIPTIVE", &["x"]), of("DESCRIPTIVE", &["x", "y"]));
        assert!(of("CORRELATION", &["x", "y"]) > of("DESCRIPTIVE", &["x", "y"]));
    }
}
