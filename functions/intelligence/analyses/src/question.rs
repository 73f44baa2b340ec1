//! From a request to a question about a file's table: known type, valid parameters, columns that exist and fit.

use domain::{
    Error, FieldError, Result,
    intelligence::{
        analyses::Question,
        inputs::{Input, InputColumn},
    },
};
use serde_json::Value;
use statistics::{Calculation, ENGINE_VERSION, Measure, NeededColumn};

/// How many columns an error lists for people to choose from.
const LISTED: usize = 20;

/// Reads type and parameters.
///
/// # Errors
/// `Invalid`, with a pointer for each mistake.
pub fn parse(calculation_type: &str, parameters: &Value) -> Result<Calculation> {
    Calculation::parse(calculation_type, parameters).map_err(|errors| {
        let field = |error: statistics::ParameterError| FieldError {
            pointer: error.pointer,
            code: error.code,
            message: error.message,
        };
        Error::Invalid(errors.into_iter().map(field).collect())
    })
}

/// Asks the calculation of the table.
///
/// # Errors
/// `Invalid`, with a pointer for each column that is not there or not numeric where it must be.
pub fn about(input: &Input, calculation: &Calculation) -> Result<Question> {
    let errors: Vec<FieldError> =
        calculation.needed_columns().into_iter().filter_map(|needed| mistake(input, needed)).collect();
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    Ok(Question {
        calculation_type: calculation.kind().as_str(),
        parameters: calculation.canonical_parameters(),
        engine_version: ENGINE_VERSION,
    })
}

fn mistake(input: &Input, needed: NeededColumn<'_>) -> Option<FieldError> {
    let (code, message) = match input.column(needed.name) {
        None => ("unknown_column", unknown(input, needed.name)),
        Some(column) if needed.measure == Measure::Numeric && !column.is_numeric() => {
            ("not_numeric", not_numeric(column))
        }
        Some(_) => return None,
    };
    Some(FieldError { pointer: needed.pointer, code, message })
}

fn unknown(input: &Input, name: &str) -> String {
    let names: Vec<_> = input.columns.iter().take(LISTED).map(|column| column.name.as_str()).collect();
    let more = if input.columns.len() > LISTED { ", …" } else { "" };
    format!("the file has no column “{name}”; it has {}{more}", names.join(", "))
}

fn not_numeric(column: &InputColumn) -> String {
    let InputColumn { name, column_type, inferred, .. } = column;
    if column.is_almost_numeric() {
        let (values, are) = if inferred.odd_count == 1 { ("value", "is") } else { ("values", "are") };
        return format!(
            "“{name}” is {column_type}, not numeric, because {} {values} {are} no {}: correct them in the file, or \
             declare them as null_values, and upload it again",
            inferred.odd_count, inferred.column_type
        );
    }
    format!("“{name}” is {column_type}, not numeric")
}
