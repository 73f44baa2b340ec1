//! JSON arrays, lines and sequences.
use crate::support::{column, failure, profile, rejects, run};
use serde_json::{Value, json};
use tabular::twin::Twin;
use tabular::{ColumnType, Format, Options};

#[test]
fn an_array_of_objects_becomes_a_table() {
    let text = r#"[{"id": 1, "who": {"name": "Ada \"A\"", "tags": ["x", "y"]}, "ok": true, "gross": 1.50},
        {"id": 2, "who": {"name": "Zo\u00eb"}, "ok": null, "extra": "1"}, {"id": 3, "gross": "n/a"}]"#;
    let profile = profile(text);
    assert_eq!((profile.format, profile.row_count), (Format::Json, 3));
    let names: Vec<_> = profile.columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["id", "who.name", "who.tags", "ok", "gross", "extra"]);
    assert_eq!(column(&profile, "id").column_type, ColumnType::Integer);
    assert_eq!(column(&profile, "who.name").max.as_deref(), Some("Zoë"));
    assert_eq!(column(&profile, "who.tags").top_values[0].value, r#"["x", "y"]"#);
    assert_eq!(
        (column(&profile, "ok").column_type, column(&profile, "ok").null_count),
        (ColumnType::Boolean, 2)
    );
    assert_eq!(column(&profile, "gross").column_type, ColumnType::Text);
    assert_eq!(
        (column(&profile, "extra").null_count, column(&profile, "extra").column_type),
        (2, ColumnType::Integer)
    );
}

#[test]
fn bad_lines_cost_themselves() {
    let (profile, list) = rejects(b"{\"a\":1}\n{\"a\":\n\n[1]\n{\"a\":2,\"b\":\"x\"}\r\n{\"a\":3}");
    assert_eq!((profile.format, profile.row_count, profile.rejected_count), (Format::Ndjson, 3, 2));
    assert!(list.contains("\n2,,\"{\"\"a\"\":\",malformed_json,"), "{list}");
    assert!(list.contains("\n3,,[1],not_an_object,"), "{list}");
}

#[test]
fn objects_over_several_lines() {
    let profile = profile("{\n \"a\": 1,\n \"b\": \"x\"\n}\n{\n \"a\": 2\n}\n");
    assert_eq!((profile.format, profile.row_count), (Format::Json, 2));
}

#[test]
fn a_late_key_rewrites_the_twin() {
    let mut text = String::new();
    (0..60_000).for_each(|i| text.push_str(&format!("{{\"n\":{i},\"s\":\"text number {i}\"}}\n")));
    text.push_str("{\"late\":{\"key\":7},\"n\":\"x\"}\n");
    let (profile, sink) = run(text.as_bytes(), &Options::default(), true);
    let profile = profile.unwrap();
    assert_eq!((profile.passes, profile.row_count), (2, 60_001));
    let late = column(&profile, "late.key");
    assert_eq!((late.null_count, late.distinct_count, late.column_type), (60_000, 1, ColumnType::Integer));
    let twin = Twin::open(bytes::Bytes::from(sink.parquet.0.lock().unwrap().clone())).unwrap();
    let rows = twin.rows(59_999, 9).unwrap();
    assert_eq!(Value::from(rows), json!([["59999", "text number 59999", null], ["x", null, 7]]));
}

#[test]
fn broken_files_fail_with_a_reason() {
    for (text, code) in [
        ("[{\"a\":1},{\"a\":2}", "malformed_json"),
        ("[{\"a\":1},{\"a\":tru}]", "malformed_json"),
        ("[{\"a\":1}] x", "malformed_json"),
        ("[{\"a\":\"", "malformed_json"),
        ("[1,2,3]", "json_not_objects"),
        ("[[1,2],[3,4]]", "json_not_objects"),
    ] {
        assert_eq!(failure(text.as_bytes()).code, code, "{text}");
    }
    assert_eq!(failure("[".repeat(100_000).as_bytes()).code, "json_too_deep");
    let wide = (0..5000).map(|i| format!("\"k{i}\":{i}")).collect::<Vec<_>>().join(",");
    assert_eq!(failure(format!("[{{{wide}}}]").as_bytes()).code, "too_many_columns");
    for text in ["[]", "{}\n{}\n"] {
        assert_eq!(failure(text.as_bytes()).code, "file_empty", "{text}");
    }
}

#[test]
fn many_columns_appear_one_by_one() {
    let text: String = (0..3000).map(|i| format!("{{\"id\":{i},\"k{i}\":\"v\"}}\n")).collect();
    let profile = profile(&text);
    assert_eq!((profile.row_count, profile.columns.len()), (3000, 3001));
    assert!(profile.columns[1..].iter().all(|c| c.null_count == 2999 && c.distinct_count == 1));
}
