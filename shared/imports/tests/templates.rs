//! Templates as people write them, and what becomes of rows.
#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]
use imports::{Cells, Compiled, FileColumn, Lookups, Reject, SourceColumn, Tally, Template, infer};
use serde_json::{Value, json};

fn template(columns: Value, rules: Value) -> Template {
    let mut template = json!({ "transformation_rules": { "columns": columns }, "validation_rules": {} });
    template["validation_rules"] = rules;
    serde_json::from_value(template).unwrap()
}

fn compiled(columns: Value, rules: Value, header: &[&str]) -> Compiled {
    Compiled::new(template(columns, rules), &file(header), Lookups::new()).unwrap()
}

/// Columns of text.
fn file(names: &[&str]) -> Vec<FileColumn> {
    names.iter().map(|name| FileColumn { name: (*name).to_owned(), cells: Cells::Text }).collect()
}

fn row(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|v| (!v.is_empty()).then(|| (*v).to_owned())).collect()
}

fn codes(result: Result<Vec<Option<String>>, Vec<Reject>>) -> Vec<(String, &'static str)> {
    result.unwrap_err().into_iter().map(|reject| (reject.column, reject.code)).collect()
}

#[test]
fn columns_are_found_by_any_of_their_names() {
    let mut compiled = compiled(
        json!([
            { "target": "e_mail" },
            { "target": "amount", "source": "Betrag", "aliases": ["Total Amount"],
              "steps": [{ "step": "parse_number", "decimal_separator": ",", "group_separator": "." }] },
            { "target": "country", "default": "DE", "steps": [{ "step": "null_if", "values": ["n/a"] }] },
            { "target": "note" }
        ]),
        json!({ "columns": [{ "target": "amount", "type": "decimal" }] }),
        &["Other", " E-Mail ", "total_amount", "Country"],
    );
    assert_eq!(compiled.missing(), ["note"]);
    assert_eq!(compiled.unmapped(), ["Other"]);
    let taken = compiled.take(&row(&["x", "a@b.c", "1.234,50", "n/a"])).unwrap();
    assert_eq!(taken, row(&["a@b.c", "1234.5", "DE", ""]));
}

#[test]
fn every_rule_rejects_what_breaks_it_and_nothing_else() {
    for (rule, good, bad, code) in [
        (json!({ "type": "integer" }), "12", "1x", "wrong_type"),
        (json!({ "required": true }), "a", "", "required"),
        (json!({ "type": "integer", "minimum": "3" }), "3", "2", "out_of_range"),
        (json!({ "type": "date", "maximum": "2024-12-31" }), "2024-12-31", "2025-01-01", "out_of_range"),
        (json!({ "type": "decimal", "minimum": "0.3" }), "0.30", "0.2999999999999999999", "out_of_range"),
        (json!({ "max_length": 2 }), "äö", "äöü", "wrong_length"),
        (json!({ "pattern": "[A-Z]{2}|x" }), "AB", "xAB", "no_match"),
        (json!({ "enum": ["a", "b"] }), "b", "B", "not_allowed"),
        (json!({ "type": "decimal", "enum": ["1.0"] }), "1", "2", "not_allowed"),
    ] {
        let mut rule = rule;
        rule["target"] = json!("a");
        let mut compiled = compiled(json!([{ "target": "a" }]), json!({ "columns": [rule] }), &["a"]);
        assert!(compiled.take(&row(&[good])).is_ok(), "{code}");
        assert_eq!(codes(compiled.take(&row(&[bad]))), [("a".to_owned(), code)]);
    }
}

#[test]
fn a_rejected_row_takes_no_unique_value() {
    let rules = json!({ "columns": [
        { "target": "id", "unique": true, "type": "integer" }, { "target": "n", "required": true }
    ] });
    let mut compiled = compiled(json!([{ "target": "id" }, { "target": "n" }]), rules, &["id", "n"]);
    assert_eq!(codes(compiled.take(&row(&["1", ""]))), [("n".to_owned(), "required")]);
    assert!(compiled.take(&row(&["1", "x"])).is_ok());
    // Compared as numbers.
    assert_eq!(codes(compiled.take(&row(&["+01", "y"]))), [("id".to_owned(), "duplicate")]);
    assert!(compiled.take(&row(&["", "y"])).is_ok());
    assert!(compiled.take(&row(&["", "y"])).is_ok());
}

#[test]
fn rules_between_targets_hold() {
    let rules = json!({
        "columns": [{ "target": "from", "type": "date" }, { "target": "to", "type": "date" }],
        "rows": [
            { "rule": "compare", "left": "from", "operator": "le", "right": "to" },
            { "rule": "required_if", "target": "why", "when": "state", "values": ["closed"] },
            { "rule": "any_of", "targets": ["mail", "phone"] }
        ]
    });
    let names = ["from", "to", "state", "why", "mail", "phone"];
    let columns: Vec<Value> = names.iter().map(|name| json!({ "target": name })).collect();
    let mut compiled = compiled(json!(columns), rules, &names);
    let dates = ["2024-01-01", "2024-01-02"];
    assert!(compiled.take(&row(&[dates[0], dates[1], "closed", "x", "m", ""])).is_ok());
    assert!(compiled.take(&row(&[dates[0], "", "open", "", "", "p"])).is_ok());
    let wrong = codes(compiled.take(&row(&[dates[1], dates[0], "closed", "", "", ""])));
    let named = |column: &str, code| (column.to_owned(), code);
    assert_eq!(wrong, [named("from", "compares_wrong"), named("why", "required"), named("mail", "required")]);
    // What is wrong already is not missing as well.
    let wrong = codes(compiled.take(&row(&["yesterday", dates[0], "", "", "m", ""])));
    assert_eq!(wrong, [named("from", "wrong_type")]);
}

#[test]
fn every_mistake_in_a_template_is_named() {
    let one = json!([{ "target": "a" }, { "target": "b" }]);
    for (columns, rules, pointer) in [
        (json!([]), json!({}), "/transformation_rules/columns"),
        (json!([{ "target": "a" }, { "target": "a" }]), json!({}), "/transformation_rules/columns/1/target"),
        (json!([{ "target": " " }]), json!({}), "/transformation_rules/columns/0/target"),
        (
            json!([{ "target": "a", "steps": [{ "step": "split", "separator": "", "index": 0 }] }]),
            json!({}),
            "/transformation_rules/columns/0/steps/0",
        ),
        (
            json!([{ "target": "a", "steps": [{ "step": "parse_date", "format": "%d.%m" }] }]),
            json!({}),
            "/transformation_rules/columns/0/steps/0/format",
        ),
        (
            json!([{ "target": "a", "steps": [{ "step": "parse_number", "decimal_separator": "," , "group_separator": "," }] }]),
            json!({}),
            "/transformation_rules/columns/0/steps/0/group_separator",
        ),
        (one.clone(), json!({ "columns": [{ "target": "x" }] }), "/validation_rules/columns/0/target"),
        (
            one.clone(),
            json!({ "columns": [{ "target": "a", "minimum": "1" }] }),
            "/validation_rules/columns/0/minimum",
        ),
        (
            one.clone(),
            json!({ "columns": [{ "target": "a", "type": "integer", "minimum": "2", "maximum": "1" }] }),
            "/validation_rules/columns/0/maximum",
        ),
        (
            one.clone(),
            json!({ "columns": [{ "target": "a", "pattern": "(" }] }),
            "/validation_rules/columns/0/pattern",
        ),
        (
            one.clone(),
            json!({ "columns": [{ "target": "a", "pattern": "((a{100}){100}){100}" }] }),
            "/validation_rules/columns/0/pattern",
        ),
        (
            one.clone(),
            json!({ "columns": [{ "target": "a", "type": "date", "enum": ["x"] }] }),
            "/validation_rules/columns/0/enum",
        ),
        (
            one.clone(),
            json!({ "columns": [{ "target": "a", "type": "date" }], "rows": [{ "rule": "compare", "left": "a", "operator": "lt", "right": "b" }] }),
            "/validation_rules/rows/0",
        ),
        (
            one.clone(),
            json!({ "columns": [{ "target": "a", "lookup": { "file_id": "x", "column": "c" } }] }),
            "/validation_rules/columns/0/lookup/file_id",
        ),
        (
            one.clone(),
            json!({ "rows": [{ "rule": "any_of", "targets": ["a"] }] }),
            "/validation_rules/rows/0/targets",
        ),
        (
            one,
            json!({ "tolerance": { "mode": "skip_bad", "max_rejected_percent": 101.0 } }),
            "/validation_rules/tolerance/max_rejected_percent",
        ),
    ] {
        let problems = Compiled::check(&template(columns, rules)).unwrap_err();
        let pointers: Vec<&str> = problems.iter().map(|problem| problem.pointer.as_str()).collect();
        assert_eq!(pointers, [pointer]);
    }
}

#[test]
fn a_report_counts_and_shows_and_decides() {
    let rules = |tolerance: Value| json!({ "columns": [{ "target": "n", "type": "integer" }], "tolerance": tolerance });
    let columns = file(&["n", "more"]);
    for (tolerance, acceptable) in [
        (json!({ "mode": "all_or_nothing" }), false),
        (json!({ "mode": "skip_bad", "max_rejected_percent": 24.9 }), false),
        (json!({ "mode": "skip_bad", "max_rejected_percent": 25.0 }), true),
    ] {
        let template = template(json!([{ "target": "n" }]), rules(tolerance));
        let tolerance = template.validation_rules.tolerance;
        let mut compiled = Compiled::new(template, &columns, Lookups::new()).unwrap();
        let mut tally = Tally::new(2);
        for value in ["1", "x", "2", "3"] {
            tally.row(&mut compiled, &columns, &row(&[value, ""]));
        }
        let report = tally.report(&compiled, tolerance, true);
        assert_eq!((report.rows_checked, report.accepted, report.rejected), (4, 3, 1));
        assert_eq!(report.acceptable, acceptable);
        assert_eq!((report.rejects[0].row, report.rejects[0].value.as_str()), (2, "x"));
        assert_eq!(report.sample.iter().map(|sample| sample.row).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(report.unmapped_columns, ["more"]);
    }
}

#[test]
fn a_lookup_finds_what_stands_there() {
    let rule = json!({ "file_id": "01a1fbd3-9e90-7889-8abe-836ba04b46ad", "column": "code" });
    let template = template(
        json!([{ "target": "c", "steps": [{ "step": "uppercase" }] }]),
        json!({ "columns": [{ "target": "c", "lookup": rule }] }),
    );
    let lookups =
        Lookups::from([(serde_json::from_value(rule).unwrap(), ["DE".to_owned(), "FR".to_owned()].into())]);
    let mut compiled = Compiled::new(template, &file(&["c"]), lookups).unwrap();
    assert!(compiled.take(&row(&["de"])).is_ok());
    assert!(compiled.take(&row(&[""])).is_ok());
    assert_eq!(codes(compiled.take(&row(&["es"]))), [("c".to_owned(), "not_found")]);
}

#[test]
fn what_is_inferred_takes_the_file_that_it_comes_from() {
    let columns = [
        json!({ "name": "id", "type": "integer", "null_count": 0, "distinct_count": 40, "distinct_is_exact": true }),
        json!({ "name": "kind", "type": "category", "null_count": 1, "distinct_count": 2, "distinct_is_exact": true,
            "top_values": [{ "value": "b" }, { "value": " a" }], "top_values_are_exact": true }),
        json!({ "name": " kind", "type": "text", "distinct_count": 40, "distinct_is_exact": false }),
        json!({ "name": "", "type": "date" }),
    ];
    let columns: Vec<SourceColumn> =
        columns.into_iter().map(|c| serde_json::from_value(c).unwrap()).collect();
    let template = infer(&columns, 40);
    Compiled::check(&template).unwrap();
    let rules = json!(template.validation_rules.columns);
    assert_eq!((&rules[0]["required"], &rules[0]["unique"]), (&json!(true), &json!(true)));
    assert_eq!((&rules[1]["required"], &rules[1]["enum"]), (&json!(false), &json!(["a", "b"])));
    assert_eq!((&rules[2]["target"], &rules[2]["unique"]), (&json!("kind 2"), &json!(false)));
    let few = infer(&columns, 3);
    assert!(few.validation_rules.columns.iter().all(|rules| !rules.required && rules.allowed.is_none()));
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let mut compiled = Compiled::new(template, &file(&names), Lookups::new()).unwrap();
    assert!(compiled.missing().is_empty() && compiled.unmapped().is_empty());
    let taken = compiled.take(&row(&["1", " a", "other", "2024-01-01"])).unwrap();
    assert_eq!(taken, row(&["1", "a", "other", "2024-01-01"]));
}

#[test]
fn what_the_reading_has_parsed_is_not_parsed_again() {
    let steps = |step: Value| json!([{ "target": "a", "steps": [{ "step": "trim" }, step] }]);
    let number = json!({ "step": "parse_number", "decimal_separator": ",", "group_separator": "." });
    let date = json!({ "step": "parse_date", "format": "%d/%m/%Y" });
    for (step, cells, good, bad) in [
        (&number, Cells::Numbers, "1.234", "x"),
        (&number, Cells::Text, "1.234,5", "1.2345"),
        (&date, Cells::Dates, "2024-12-31", "31/12/2024"),
        (&date, Cells::Text, "31/12/2024", "2024-12-31"),
    ] {
        let target_type = if step == &number { "decimal" } else { "date" };
        let template =
            template(steps(step.clone()), json!({ "columns": [{ "target": "a", "type": target_type }] }));
        let columns = [FileColumn { name: "a".to_owned(), cells }];
        let mut compiled = Compiled::new(template, &columns, Lookups::new()).unwrap();
        assert!(compiled.take(&row(&[good])).is_ok(), "{good}");
        assert!(compiled.take(&row(&[bad])).is_err(), "{bad}");
    }
}
