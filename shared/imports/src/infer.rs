//! A template for files like one that is here.
use std::collections::HashSet;

use serde::Deserialize;

use crate::template::{
    Step, TargetRules, TargetSource, TargetType, Template, TransformationRules, Unmapped, ValidationRules,
};

/// The most values that are taken for all there are.
const ENUM_VALUES: u64 = 20;
/// Rows below which nothing is concluded from what happens to be so.
const ENOUGH_ROWS: u64 = 20;

/// What the profile of a file says of a column, as far as it is needed.
#[derive(Debug, Clone, Deserialize)]
pub struct SourceColumn {
    /// Its name in the file.
    pub name: String,
    /// `integer`, `decimal`, `boolean`, `date`, `datetime`, `category`, `text`.
    #[serde(rename = "type")]
    pub column_type: String,
    /// Rows without a value.
    #[serde(default)]
    pub null_count: u64,
    /// Different values.
    #[serde(default)]
    pub distinct_count: u64,
    /// Whether that is exact.
    #[serde(default)]
    pub distinct_is_exact: bool,
    /// The most frequent values.
    #[serde(default)]
    pub top_values: Vec<TopValue>,
    /// Whether their counts are exact.
    #[serde(default)]
    pub top_values_are_exact: bool,
}

/// A frequent value.
#[derive(Debug, Clone, Deserialize)]
pub struct TopValue {
    /// The value.
    pub value: String,
}

/// What would take this file, and refuse others that differ from it in kind: types as they are, required what is always
/// there, unique what is always different, and the values of short lists. What fewer than twenty rows have in common
/// may be chance, and is concluded from no more than their types.
pub fn infer(columns: &[SourceColumn], rows: u64) -> Template {
    let targets = targets(columns);
    let sources = columns
        .iter()
        .zip(&targets)
        .map(|(column, target)| TargetSource {
            target: target.clone(),
            source: Some(column.name.clone()),
            aliases: Vec::new(),
            steps: vec![Step::Trim {}],
            default: None,
        })
        .collect();
    let rules =
        columns.iter().zip(targets.iter()).map(|(column, target)| rules(column, target, rows)).collect();
    Template {
        transformation_rules: TransformationRules { columns: sources, unmapped: Unmapped::Ignore },
        validation_rules: ValidationRules { columns: rules, ..ValidationRules::default() },
    }
}

/// The columns' own names: what a destination calls them, a person decides. Those that differ in white space only get
/// a number.
fn targets(columns: &[SourceColumn]) -> Vec<String> {
    let mut taken = HashSet::new();
    let unique = |column: &SourceColumn| {
        let name: String = column.name.trim().chars().take(crate::MAX_CHARS - 8).collect();
        let mut target = name.clone();
        let mut number = 2;
        while target.is_empty() || !taken.insert(target.clone()) {
            target = format!("{name} {number}").trim().to_owned();
            number += 1;
        }
        target
    };
    columns.iter().map(unique).collect()
}

fn rules(column: &SourceColumn, target: &str, rows: u64) -> TargetRules {
    let target_type = match column.column_type.as_str() {
        "integer" => TargetType::Integer,
        "decimal" => TargetType::Decimal,
        "boolean" => TargetType::Boolean,
        "date" => TargetType::Date,
        "datetime" => TargetType::Datetime,
        _ => TargetType::Text,
    };
    let is_enough = rows >= ENOUGH_ROWS;
    let is_full = column.null_count == 0;
    let is_unique = column.distinct_is_exact && is_full && column.distinct_count == rows;
    let is_list = column.column_type == "category"
        && column.distinct_is_exact
        && column.top_values_are_exact
        && column.distinct_count <= ENUM_VALUES
        && column.top_values.len() as u64 == column.distinct_count;
    let allowed = (is_enough && is_list).then(|| {
        let mut values: Vec<String> =
            column.top_values.iter().map(|top| top.value.trim().to_owned()).collect();
        values.sort();
        values.dedup();
        values
    });
    TargetRules {
        target: target.to_owned(),
        target_type,
        required: is_enough && is_full,
        unique: is_enough && is_unique && target_type != TargetType::Decimal,
        allowed: allowed.filter(|values| !values.is_empty()),
        ..TargetRules::default()
    }
}
