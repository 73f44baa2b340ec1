//! The Parquet twin: what goes in comes out, with its types.
use crate::support::run;
use bytes::Bytes;
use serde_json::{Value, json};
use tabular::twin::{Twin, TwinColumn, TwinError};
use tabular::{ColumnType, Options, Profile};

fn twin(text: &str) -> (Profile, Twin<Bytes>) {
    let (profile, sink) = run(text.as_bytes(), &Options::default(), true);
    let bytes = Bytes::from(sink.parquet.0.lock().unwrap().clone());
    (profile.unwrap(), Twin::open(bytes).unwrap())
}

#[test]
fn every_type_comes_back() {
    let text = "i,big,d,dec,b,day,at,local,zip,t\n\
        1,99999999999999999999,1.50,0.12345678901234567890,true,2024-02-29,2024-01-05T10:00:00+01:00,2024-01-05 10:00,007,x\n\
        -9223372036854775808,-1,1e-3,-3.5,FALSE,1969-12-31,1969-12-31T23:59:59.5Z,2024-01-05 23:59:59,10,\"a,\"\"b\"\n\
        ,,,,,,,,,\n";
    let (profile, twin) = twin(text);
    assert_eq!((profile.row_count, twin.row_count()), (3, 3));
    let rows = twin.rows(0, 10).unwrap();
    let first = json!([
        1,
        "99999999999999999999",
        1.5,
        "0.12345678901234567890",
        true,
        "2024-02-29",
        "2024-01-05T09:00:00Z",
        "2024-01-05T10:00:00",
        "007",
        "x"
    ]);
    let second = json!([
        i64::MIN,
        "-1",
        0.001,
        "-3.50000000000000000000",
        false,
        "1969-12-31",
        "1969-12-31T23:59:59.500000Z",
        "2024-01-05T23:59:59",
        "10",
        "a,\"b"
    ]);
    assert_eq!(Value::from(rows[0].clone()), first);
    // The scale of a decimal column is its longest fraction.
    assert_eq!(rows[1][3].as_str().map(|s| s.trim_end_matches('0')), Some("-3.5"));
    let without = |row: &Vec<Value>| {
        row.iter().enumerate().filter(|(i, _)| *i != 3).map(|(_, v)| v.clone()).collect::<Vec<_>>()
    };
    assert_eq!(Value::from(without(&rows[1])), Value::from(without(second.as_array().unwrap())));
    assert!(rows[2].iter().all(Value::is_null));
    let types: Vec<_> = twin.columns().iter().map(|c| c.column_type).collect();
    use ColumnType::{Boolean, Date, Datetime, Decimal, Integer, Text};
    assert_eq!(types, [Integer, Integer, Decimal, Decimal, Boolean, Date, Datetime, Datetime, Text, Text]);
}

/// Many rows: the columns overflow their exact budget, so that dictionary and plain pages share a chunk.
fn long_table(rows: usize) -> String {
    let mut text = String::from("id,price,city,name,day,note\n");
    for i in 0..rows {
        let price = if i % 11 == 0 { String::new() } else { format!("{}.{:02}", i * 37 % 100_000, i % 100) };
        text.push_str(&format!(
            "{i},{price},city {},person number {i} of all,20{:02}-0{}-1{},{}\n",
            i % 7,
            i % 30,
            i % 9 + 1,
            i % 10,
            i % 3
        ));
    }
    text
}

#[test]
fn long_columns_come_back_in_every_shape() {
    let rows = 400_000;
    let (profile, twin) = twin(&long_table(rows));
    assert_eq!((profile.passes, profile.row_count), (1, rows as u64));
    let columns = twin.read(&["id", "city", "price", "name"]).unwrap();
    let [TwinColumn::Numeric(id), TwinColumn::Text(city), TwinColumn::Numeric(price), TwinColumn::Text(name)] =
        columns.as_slice()
    else {
        panic!("unexpected shapes")
    };
    assert!(id.values.iter().enumerate().all(|(i, value)| *value == i as f64) && id.valid.iter().all(|v| *v));
    assert_eq!(city.dictionary.len(), 7);
    assert!((0..rows).all(|i| city.dictionary[city.codes[i].unwrap() as usize] == format!("city {}", i % 7)));
    assert!(
        (0..rows)
            .all(|i| name.dictionary[name.codes[i].unwrap() as usize] == format!("person number {i} of all"))
    );
    for i in 0..rows {
        assert_eq!(price.valid[i], i % 11 != 0);
        if price.valid[i] {
            assert_eq!(price.values[i], (i * 37 % 100_000) as f64 + (i % 100) as f64 / 100.0);
        }
    }
    for offset in [0, 1, 5_000, 65_535, 200_000, rows - 3] {
        let page = twin.rows(offset as u64, 5).unwrap();
        assert_eq!(page.len(), 5.min(rows - offset));
        assert_eq!(page[0][0], json!(offset));
        assert_eq!(page[0][3], json!(format!("person number {offset} of all")));
        assert_eq!(page[0][5], json!(offset % 3));
    }
    assert!(twin.rows(rows as u64, 5).unwrap().is_empty());
}

#[test]
fn a_contradiction_rewrites_the_twin() {
    let text = long_table(50_000) + "x,1.5,city 1,last,2024-01-01,0.25\n";
    let (profile, twin) = twin(&text);
    assert_eq!(profile.passes, 2);
    let last = twin.rows(50_000, 5).unwrap();
    assert_eq!(Value::from(last), json!([["x", 1.5, "city 1", "last", "2024-01-01", 0.25]]));
    assert_eq!(twin.rows(0, 1).unwrap()[0][0], json!("0"));
    let kinds: Vec<_> = twin.columns().iter().map(|c| c.column_type).collect();
    assert_eq!(kinds[0], ColumnType::Text);
    assert_eq!(kinds[5], ColumnType::Decimal);
}

#[test]
fn options_and_errors() {
    let options = Options { null_values: vec!["NA".into()], ..Options::default() };
    let (profile, sink) = run(b"a,b\nNA,x\n3,NA\n", &options, true);
    assert_eq!(profile.unwrap().columns[0].column_type, ColumnType::Integer);
    let bytes = sink.parquet.0.lock().unwrap().clone();
    let twin = Twin::open(Bytes::from(bytes.clone())).unwrap();
    assert_eq!(Value::from(twin.rows(0, 9).unwrap()), json!([[null, "x"], [3, null]]));
    assert!(matches!(twin.numbers("b"), Err(TwinError::NotNumeric(_))));
    assert!(matches!(twin.categories("zzz"), Err(TwinError::NoColumn(_))));
    for cut in 0..bytes.len() {
        assert!(Twin::open(Bytes::copy_from_slice(&bytes[..cut])).is_err());
    }
}

#[test]
fn a_table_without_rows_has_a_twin() {
    let (_, twin) = twin("a,b\n");
    assert_eq!((twin.row_count(), twin.columns().len()), (0, 2));
    assert!(twin.read(&["a"]).unwrap()[0].is_empty());
}
