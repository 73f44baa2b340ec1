//! Whatever a template says and a row holds, it is refused or taken.
use imports::{Cells, Compiled, FileColumn, Lookups, Template};
use proptest::prelude::*;
use serde_json::{Value, json};

fn step() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!({ "step": "trim" })),
        Just(json!({ "step": "collapse_spaces" })),
        Just(json!({ "step": "uppercase" })),
        Just(json!({ "step": "lowercase" })),
        (".{0,3}", ".{0,20}")
            .prop_map(|(find, with)| json!({ "step": "replace", "find": find, "with": with })),
        (".{0,2}", any::<i32>()).prop_map(
            |(separator, index)| json!({ "step": "split", "separator": separator, "index": index })
        ),
        (".{0,2}", "keep|null|reject").prop_map(
            |(key, otherwise)| json!({ "step": "map", "values": { key: "x" }, "otherwise": otherwise })
        ),
        "[,.]".prop_map(|decimal| json!({ "step": "parse_number", "decimal_separator": decimal })),
        "(%[a-zA-Z%]|[ /-]){0,5}".prop_map(|format| json!({ "step": "parse_date", "format": format })),
    ]
}

fn rules(target: &'static str) -> impl Strategy<Value = Value> {
    (
        "text|integer|decimal|boolean|date|datetime",
        any::<[bool; 2]>(),
        proptest::option::of("[-0-9.e]{1,6}"),
        proptest::option::of(".{0,6}"),
        proptest::option::of(0_u32..9),
    )
        .prop_map(move |(target_type, [required, unique], minimum, pattern, max_length)| {
            json!({ "target": target, "type": target_type, "required": required, "unique": unique,
                "minimum": minimum, "pattern": pattern, "max_length": max_length })
        })
}

proptest! {
    #[test]
    fn a_row_is_taken_or_refused(
        steps in proptest::collection::vec(step(), 0..6),
        a in rules("a"),
        b in rules("b"),
        operator in "eq|ne|lt|le|gt|ge",
        rows in proptest::collection::vec(proptest::option::of("\\PC{0,12}|[-+0-9.,e/]{0,12}"), 0..12),
    ) {
        let template = json!({
            "transformation_rules": { "columns": [{ "target": "a", "steps": steps }, { "target": "b" }] },
            "validation_rules": {
                "columns": [a, b],
                "rows": [{ "rule": "compare", "left": "a", "operator": operator, "right": "b" }],
            },
        });
        let template: Template = serde_json::from_value(template).unwrap();
        let columns = ["a", "b"].map(|name| FileColumn { name: name.to_owned(), cells: Cells::Text });
        // What is stored says the same once it is read again.
        let again: Template = serde_json::from_value(serde_json::to_value(&template).unwrap()).unwrap();
        prop_assert_eq!(&again, &template);
        match Compiled::new(template, &columns, Lookups::new()) {
            Ok(mut compiled) => {
                for pair in rows.windows(2) {
                    match compiled.take(pair) {
                        Ok(taken) => prop_assert_eq!(taken.len(), 2),
                        Err(rejects) => prop_assert!(!rejects.is_empty()),
                    }
                }
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}
