//! Delimited text from bytes to profile, through the public interface.
use crate::support::{column, failure, profile, profile_with, rejects};
use tabular::{ColumnType, Format, Options, Pii};

#[test]
fn a_small_table_is_profiled_completely() {
    let text = "id,name,score,ok,day\n1,Ada,1.50,true,2024-01-05\n2,Bob,2.25,false,2024-01-06\n3,Ada,,TRUE,2023-12-31\n";
    let profile = profile(text);
    assert_eq!((profile.format, profile.row_count, profile.rejected_count), (Format::Csv, 3, 0));
    assert_eq!(profile.encoding, "UTF-8");
    let types: Vec<_> = profile.columns.iter().map(|c| c.column_type).collect();
    use ColumnType::{Boolean, Date, Decimal, Integer, Text};
    assert_eq!(types, [Integer, Text, Decimal, Boolean, Date]);
    let score = column(&profile, "score");
    assert_eq!((score.min.as_deref(), score.max.as_deref()), (Some("1.50"), Some("2.25")));
    assert_eq!((score.null_count, score.distinct_count, score.mean), (1, 2, Some(1.875)));
    assert_eq!(column(&profile, "name").top_values[0].value, "Ada");
    assert_eq!(column(&profile, "day").min.as_deref(), Some("2023-12-31"));
    assert_eq!(column(&profile, "ok").distinct_count, 2);
}

#[test]
fn every_digit_is_kept() {
    let profile = profile(
        "zip,big,dec\n00501,12345678901234567890,0.12345678901234567890\n10001,99999999999999999999,1.10\n",
    );
    let zip = column(&profile, "zip");
    assert_eq!((zip.column_type, zip.min.as_deref()), (ColumnType::Text, Some("00501")));
    let big = column(&profile, "big");
    assert_eq!((big.column_type, big.max.as_deref()), (ColumnType::Integer, Some("99999999999999999999")));
    let dec = column(&profile, "dec");
    assert_eq!((dec.column_type, dec.min.as_deref()), (ColumnType::Decimal, Some("0.12345678901234567890")));
    assert_eq!(dec.max.as_deref(), Some("1.10"));
}

#[test]
fn numbers_are_compared_as_numbers() {
    let profile = profile("x,y\n1.0,10\n1.00,9\n2,-3\n");
    let x = column(&profile, "x");
    assert_eq!((x.distinct_count, x.top_values[0].value.as_str(), x.top_values[0].count), (2, "1.0", 2));
    let y = column(&profile, "y");
    assert_eq!((y.min.as_deref(), y.max.as_deref()), (Some("-3"), Some("10")));
}

#[test]
fn an_odd_value_makes_text_and_is_counted() {
    let mut text = String::from("n,m\n");
    (0..100).for_each(|i| text.push_str(&format!("{i},{i}\n")));
    text.push_str("n/a,100\n");
    let found = profile(&text);
    let n = column(&found, "n");
    assert_eq!(
        (n.column_type, n.inferred.column_type, n.inferred.odd_count),
        (ColumnType::Text, ColumnType::Integer, 1)
    );
    assert_eq!(column(&found, "m").inferred.odd_count, 0);
    let options = Options { null_values: vec!["n/a".into()], ..Options::default() };
    let n = profile_with(&text, &options);
    assert_eq!((column(&n, "n").column_type, column(&n, "n").null_count), (ColumnType::Integer, 1));
}

#[test]
fn rows_without_a_place_are_rejected_with_their_number() {
    let text = "a,b,c\n1,2,3\n4,5\n6,7,8,9\n\n\"10, x\",\"11\",12,,\n13,\"14,15\n\"16, y\",17,18\n\"19, z\",\"20\",21\n";
    let (profile, list) = rejects(text.as_bytes());
    assert_eq!((profile.row_count, profile.rejected_count, profile.records_processed), (4, 3, 7));
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(lines[0], "row,column,value,code,message");
    assert_eq!(lines[1], "2,c,\"4,5\",too_few_fields,2 fields where 3 are expected");
    assert!(lines[2].starts_with("3,,\"6,7,8,9\",too_many_fields,"), "{}", lines[2]);
    assert!(lines[3].starts_with("5,,\"13,\"\"14,15\",unclosed_quote,"), "{}", lines[3]);
}

#[test]
fn broken_bytes_cost_their_row() {
    let mut text = "name,n\nMüller,1\nKöln,2\nÄrger,3\nÖl,4\n".as_bytes().to_vec();
    text.extend_from_slice(b"br\xffken,5\nlast,6\n");
    let (profile, list) = rejects(&text);
    assert_eq!((profile.row_count, profile.rejected_count), (5, 1));
    assert!(list.contains("5,name,br\u{fffd}ken,invalid_bytes,"), "{list}");
}

#[test]
fn line_ends_quotes_and_embedded_newlines() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["a,b", "\"x\"\"y\",1", "\"two\nlines, really\",2", "z,3"].join(end) + end;
        let profile = profile(&text);
        assert_eq!(profile.row_count, 3, "{end:?}");
        let values: Vec<_> = column(&profile, "a").top_values.iter().map(|v| v.value.as_str()).collect();
        assert_eq!(values, ["two\nlines, really", "x\"y", "z"], "{end:?}");
    }
}

#[test]
fn encodings_give_the_same_profile() {
    let text = "stadt,n\nMünchen,1\nKöln,2\nZürich,3\nGenève,4\n";
    let expected = profile(text).columns;
    let little: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    for (bytes, name) in [(little, "UTF-16LE"), (big, "UTF-16BE"), (marked, "UTF-8"), (latin, "windows-1252")]
    {
        let (profile, _) = rejects(&bytes);
        assert_eq!((profile.encoding.as_str(), &profile.columns), (name, &expected));
    }
}

#[test]
fn a_late_byte_changes_the_encoding() {
    let mut bytes = b"name,n\n".to_vec();
    (0..100_000).for_each(|i| bytes.extend_from_slice(format!("plain,{i}\n").as_bytes()));
    (0..20).for_each(|i| {
        bytes.extend_from_slice(
            format!("M\u{fc}ller sch\u{f6}n,{i}\n").chars().map(|c| c as u8).collect::<Vec<_>>().as_slice(),
        )
    });
    let (profile, _) = rejects(&bytes);
    assert_eq!((profile.encoding.as_str(), profile.rejected_count, profile.passes), ("windows-1252", 0, 2));
    assert!(column(&profile, "name").top_values.iter().any(|v| v.value == "Müller schön" && v.count == 20));
}

#[test]
fn a_late_value_changes_the_type_with_one_more_reading() {
    for (odd, kind, inferred) in [
        ("1.5", ColumnType::Decimal, 0),
        ("x", ColumnType::Text, 1),
        ("123456789012345678901", ColumnType::Integer, 0),
    ] {
        let mut text = String::from("n,k\n");
        (0..300_000).for_each(|i| text.push_str(&format!("{},c{}\n", i * 7, i % 5)));
        text.push_str(&format!("{odd},c1\n"));
        let profile = profile(&text);
        let n = column(&profile, "n");
        assert_eq!((n.column_type, n.inferred.odd_count, profile.passes), (kind, inferred, 2), "{odd}");
        let error = n.distinct_count as f64 / 300_001.0 - 1.0;
        assert!(!n.distinct_is_exact && error.abs() < 0.03, "{error}");
        assert_eq!(column(&profile, "k").distinct_count, 5);
    }
}

#[test]
fn files_that_are_no_tables_fail_with_advice() {
    assert_eq!(failure(b"").code, "file_empty");
    assert_eq!(failure(b"\n \n\n").code, "file_empty");
    assert_eq!(failure(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").code, "unsupported_content");
    let noise: Vec<u8> = (0..4096u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_eq!(failure(&noise).code, "unsupported_content");
    let wide = (0..5000).map(|i| format!("c{i}")).collect::<Vec<_>>().join(",");
    assert_eq!(failure(format!("{wide}\n{wide}\n").as_bytes()).code, "too_many_columns");
}

#[test]
fn a_header_alone_is_a_table_without_rows() {
    let profile = profile("name,age\n");
    assert_eq!((profile.row_count, profile.columns.len()), (0, 2));
}

#[test]
fn personal_data_is_noticed() {
    let profile = profile(
        "mail,tel,zip\na@b.org,+41 79 123 45 67,01234\nc.d@e.com,+41 44 765 43 21,04321\nx@y.net,,00001\n",
    );
    let pii: Vec<_> = profile.columns.iter().map(|c| c.pii).collect();
    assert_eq!(pii, [Some(Pii::Email), Some(Pii::Phone), None]);
}
