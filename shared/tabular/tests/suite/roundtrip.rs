//! Any table written in any dialect comes back cell by cell.
use crate::support::run;
use proptest::prelude::*;
use serde_json::Value;
use tabular::Options;
use tabular::twin::Twin;

#[derive(Debug, Clone)]
struct Layout {
    delimiter: char,
    quote: char,
    end: &'static str,
    /// Quote every field, not only those that need it.
    always: bool,
    utf16: bool,
    threads: usize,
}

fn layouts() -> impl Strategy<Value = Layout> {
    let delimiter = prop::sample::select(vec![',', ';', '\t', '|', '^', '\u{1f}']);
    let quote = prop::sample::select(vec!['"', '\'']);
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    (delimiter, quote, end, any::<bool>(), any::<bool>(), 1usize..3).prop_map(
        |(delimiter, quote, end, always, utf16, threads)| Layout {
            delimiter,
            quote,
            end,
            always,
            utf16,
            threads,
        },
    )
}

fn write(rows: &[Vec<String>], layout: &Layout) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        for (i, cell) in row.iter().enumerate() {
            if i > 0 {
                text.push(layout.delimiter);
            }
            let special = cell.contains([layout.delimiter, layout.quote, '\n', '\r']);
            if layout.always || special {
                let doubled = cell.replace(layout.quote, &format!("{0}{0}", layout.quote));
                text.push_str(&format!("{0}{doubled}{0}", layout.quote));
            } else {
                text.push_str(cell);
            }
        }
        text.push_str(layout.end);
    }
    if layout.utf16 { text.encode_utf16().flat_map(u16::to_be_bytes).collect() } else { text.into_bytes() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_global_rejects: 1 << 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables_come_back(
        rows in (1usize..5).prop_flat_map(|width| prop::collection::vec(prop::collection::vec("x[a-zé€😀,;|\"'\n\r ]{0,20}|y{0,1}", width), 1..20)),
        layout in layouts(),
    ) {
        // A line of one empty field is a blank line; a table needs a first row that is no blank line either.
        prop_assume!(rows.iter().all(|row| row.len() > 1 || !row[0].is_empty()) && !rows[0][0].is_empty());
        let options = Options {
            delimiter: Some(layout.delimiter.to_string()),
            quote: Some(layout.quote.to_string()),
            encoding: layout.utf16.then(|| "utf-16be".to_owned()),
            header: Some(false),
            threads: layout.threads,
            ..Options::default()
        };
        let (result, sink) = run(&write(&rows, &layout), &options, true);
        let profile = result.unwrap();
        prop_assert_eq!((profile.row_count, profile.rejected_count), (rows.len() as u64, 0));
        let twin = Twin::open(bytes::Bytes::from(sink.parquet.0.lock().unwrap().clone())).unwrap();
        let found = twin.rows(0, rows.len()).unwrap();
        for (found, row) in found.iter().zip(&rows) {
            let expected: Vec<Value> = row.iter().take(found.len()).map(|cell| if cell.is_empty() { Value::Null } else { cell.as_str().into() }).collect();
            prop_assert_eq!(found, &expected);
        }
        // Columns that are empty throughout are a delimiter at the end of every line.
        prop_assert!(rows.iter().all(|row| row[profile.columns.len()..].iter().all(String::is_empty)));
    }
}
