//! From a request's JSON to typed parameters, the cache key's text, and the catalogue of types.

use crate::table::Table;
use serde_json::{Value, json};
use statistics::{Calculation, Error, Kind, Measure};

fn parse(calculation_type: &str, parameters: Value) -> Result<Calculation, Vec<(String, &'static str)>> {
    Calculation::parse(calculation_type, &parameters)
        .map_err(|errors| errors.into_iter().map(|error| (error.pointer, error.code)).collect())
}

#[track_caller]
fn refused(calculation_type: &str, parameters: Value, errors: &[(&str, &str)]) {
    let found = parse(calculation_type, parameters).expect_err("must be refused");
    let found: Vec<_> = found.iter().map(|(pointer, code)| (pointer.as_str(), *code)).collect();
    assert_eq!(found, errors);
}

#[test]
fn mean_is_descriptive() {
    let mean = parse("MEAN", json!({"columns": ["x"]})).unwrap();
    assert_eq!(mean, parse("DESCRIPTIVE", json!({"columns": ["x"]})).unwrap());
    assert_eq!(mean.kind().as_str(), "DESCRIPTIVE");
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
}

#[test]
fn canonical_parameters_are_sorted_compact_and_complete() {
    for (calculation_type, parameters, canonical) in [
        ("DESCRIPTIVE", json!({"columns": ["b", "a"]}), r#"{"columns":["b","a"]}"#),
        ("FREQUENCY", json!({"column": "Größe \"m\""}), r#"{"column":"Größe \"m\""}"#),
        ("CROSSTAB", json!({"rows": "r", "columns": "c"}), r#"{"columns":"c","rows":"r"}"#),
        (
            "CORRELATION",
            json!({"method": "kendall", "columns": ["b", "a"]}),
            r#"{"columns":["b","a"],"method":"kendall"}"#,
        ),
        ("CORRELATION", json!({"columns": ["b", "a"]}), r#"{"columns":["b","a"],"method":"pearson"}"#),
    ] {
        let calculation = parse(calculation_type, parameters).unwrap();
        assert_eq!(calculation.canonical_parameters(), canonical);
        let again: Value = serde_json::from_str(canonical).unwrap();
        assert_eq!(parse(calculation_type, again).unwrap(), calculation);
    }
}

#[test]
fn errors_point_at_the_field() {
    refused("SUM", json!({}), &[("/calculation_type", "unknown_type")]);
    refused("descriptive", json!({"columns": ["x"]}), &[("/calculation_type", "unknown_type")]);
    refused("DESCRIPTIVE", json!(["x"]), &[("/parameters", "not_an_object")]);
    refused("DESCRIPTIVE", Value::Null, &[("/parameters", "not_an_object")]);
    refused("DESCRIPTIVE", json!({}), &[("/parameters/columns", "required")]);
    refused("DESCRIPTIVE", json!({"columns": "x"}), &[("/parameters/columns", "not_a_list")]);
    refused("DESCRIPTIVE", json!({"columns": []}), &[("/parameters/columns", "too_few")]);
    refused("DESCRIPTIVE", json!({"columns": vec!["x"; 501]}), &[("/parameters/columns", "too_many")]);
    refused(
        "DESCRIPTIVE",
        json!({"columns": ["x", 3, "", "x", "y".repeat(1001)], "a/b": 1}),
        &[
            ("/parameters/columns/1", "not_a_string"),
            ("/parameters/columns/2", "empty"),
            ("/parameters/columns/3", "duplicate"),
            ("/parameters/columns/4", "too_long"),
            ("/parameters/a~1b", "unknown_field"),
        ],
    );
    refused("CORRELATION", json!({"columns": ["x"]}), &[("/parameters/columns", "too_few")]);
    refused("FREQUENCY", json!({"column": null}), &[("/parameters/column", "not_a_string")]);
    for method in [json!("tau"), json!(1), Value::Null] {
        let parameters = json!({"columns": ["x", "y"], "method": method});
        refused("CORRELATION", parameters, &[("/parameters/method", "invalid_choice")]);
    }
    refused("CROSSTAB", json!({"rows": "x", "columns": "x"}), &[("/parameters/columns", "duplicate")]);
    refused(
        "CROSSTAB",
        json!({"row": "x"}),
        &[
            ("/parameters/rows", "required"),
            ("/parameters/columns", "required"),
            ("/parameters/row", "unknown_field"),
        ],
    );
}

#[test]
fn needed_columns_say_where_they_were_named() {
    let crosstab = parse("CROSSTAB", json!({"rows": "r", "columns": "c"})).unwrap();
    let needed = crosstab.needed_columns();
    assert_eq!(
        needed.iter().map(|n| (n.name, n.measure, n.pointer.as_str())).collect::<Vec<_>>(),
        [("r", Measure::Categories, "/parameters/rows"), ("c", Measure::Categories, "/parameters/columns")]
    );
    let correlation = parse("CORRELATION", json!({"columns": ["b", "a"]})).unwrap();
    let needed = correlation.needed_columns();
    assert_eq!((needed[1].name, needed[1].measure), ("a", Measure::Numeric));
    assert_eq!(needed[1].pointer, "/parameters/columns/1");
}

#[test]
fn columns_that_do_not_fit_fail_with_a_code() {
    let table = Table::default().labels("t", [Some("a")]);
    let run = |column: &str| parse("DESCRIPTIVE", json!({"columns": [column]})).unwrap().run(&table);
    let error = run("x").unwrap_err();
    assert_eq!(
        (error.code(), error.to_string().as_str()),
        ("unknown_column", "there is no column named “x”")
    );
    assert!(matches!(run("t"), Err(Error::NotNumeric { .. })));
}

/// The parser is written by hand, the schema derived: each field that the schema knows must be parsed, each
/// required one demanded, and no other one taken.
#[test]
fn parameter_schemas_say_what_the_parser_does() {
    for (kind, full) in [
        (Kind::Descriptive, json!({"columns": ["x"]})),
        (Kind::Frequency, json!({"column": "x"})),
        (Kind::Crosstab, json!({"rows": "x", "columns": "y"})),
        (Kind::Correlation, json!({"columns": ["x", "y"], "method": "spearman"})),
    ] {
        let schema = kind.describe().parameters.to_value();
        assert_eq!(schema["additionalProperties"], false, "{schema}");
        let properties = schema["properties"].as_object().unwrap();
        assert!(properties.keys().eq(full.as_object().unwrap().keys()), "{schema}");
        assert!(parse(kind.as_str(), full.clone()).is_ok());
        let required = schema["required"].as_array().unwrap();
        for field in properties.keys() {
            let mut without = full.clone();
            without.as_object_mut().unwrap().remove(field);
            let refused = parse(kind.as_str(), without).is_err();
            assert_eq!(refused, required.iter().any(|name| name == field), "{field} of {kind:?}");
        }
    }
    let columns = Kind::Correlation.describe().parameters.to_value()["properties"]["columns"].clone();
    let limits = (&columns["minItems"], &columns["maxItems"], &columns["uniqueItems"]);
    assert_eq!(limits, (&json!(2), &json!(50), &json!(true)));
}

/// Results carry exactly the fields of their schema, at the top and one level down.
#[test]
fn result_schemas_say_what_results_hold() {
    let table = Table::default()
        .numbers("x", &[1.0, 2.0, 4.0, 3.0])
        .numbers("y", &[2.0, 1.0, 5.0, 9.0])
        .labels("r", [Some("a"), Some("b"), Some("a"), None])
        .labels("c", [Some("b"), Some("c"), Some("c"), None]);
    for (kind, parameters, items) in [
        (Kind::Descriptive, json!({"columns": ["x"]}), Some("columns")),
        (Kind::Frequency, json!({"column": "r"}), Some("values")),
        (Kind::Crosstab, json!({"rows": "r", "columns": "c"}), None),
        (Kind::Correlation, json!({"columns": ["x", "y"]}), Some("pairs")),
    ] {
        let result = parse(kind.as_str(), parameters).unwrap().run(&table).unwrap();
        let result = serde_json::to_value(result).unwrap();
        let schema = kind.describe().result.to_value();
        assert_same_fields(&result, &schema);
        for common in ["n", "missing", "excluded", "notes"] {
            assert!(result.get(common).is_some(), "{common} of {kind:?}");
        }
        if let Some(items) = items {
            let reference = schema["properties"][items]["items"]["$ref"].as_str().unwrap();
            let item = schema.pointer(reference.trim_start_matches('#')).unwrap();
            assert_same_fields(&result[items][0], item);
        }
    }
}

#[track_caller]
fn assert_same_fields(value: &Value, schema: &Value) {
    let mut found: Vec<_> = value.as_object().unwrap().keys().collect();
    let mut known: Vec<_> = schema["properties"].as_object().unwrap().keys().collect();
    let mut required: Vec<_> =
        schema["required"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
    found.sort();
    known.sort();
    required.sort_unstable();
    assert_eq!(found, known);
    assert_eq!(found, required);
}

#[test]
fn the_catalogue_serialises() {
    let catalogue = serde_json::to_value(Kind::ALL.map(Kind::describe)).unwrap();
    assert_eq!(catalogue[0]["calculation_type"], "DESCRIPTIVE");
    assert_eq!(catalogue[0]["aliases"], json!(["MEAN"]));
    assert!(catalogue.as_array().unwrap().iter().all(|entry| entry["result"]["type"] == "object"));
}
