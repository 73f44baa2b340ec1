//! The door: from a request to a typed calculation to its result.

use crate::parameters::Fields;
use crate::{Columns, Error, ParameterError, correlation, crosstab, descriptive, frequency};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;
use serde_json::Value;

/// A calculation with valid, canonical parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Calculation {
    /// Describe numeric columns one by one.
    Descriptive(descriptive::Parameters),
    /// Count the values of a column.
    Frequency(frequency::Parameters),
    /// Two columns against each other.
    Crosstab(crosstab::Parameters),
    /// Correlate every pair of numeric columns.
    Correlation(correlation::Parameters),
}

/// The type of a calculation, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `DESCRIPTIVE`.
    Descriptive,
    /// `FREQUENCY`.
    Frequency,
    /// `CROSSTAB`.
    Crosstab,
    /// `CORRELATION`.
    Correlation,
}

/// What a calculation makes of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Numbers: the column must be numeric.
    Numeric,
    /// Categories: any column.
    Categories,
}

/// A column that a calculation reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededColumn<'a> {
    /// The column's name.
    pub name: &'a str,
    /// How it is read.
    pub measure: Measure,
    /// Where the request names it, such as `/parameters/columns/0`: for the error about a wrong column.
    pub pointer: String,
}

/// A result: serialises as `result_data`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ResultData {
    /// Of [`Calculation::Descriptive`].
    Descriptive(descriptive::Descriptive),
    /// Of [`Calculation::Frequency`].
    Frequency(frequency::Frequency),
    /// Of [`Calculation::Crosstab`].
    Crosstab(Box<crosstab::Crosstab>),
    /// Of [`Calculation::Correlation`].
    Correlation(correlation::Correlation),
}

/// One type in the catalogue that `GET /v1/analyses/types` answers.
#[derive(Debug, Clone, Serialize)]
pub struct TypeDescription {
    /// The type as stored, such as `DESCRIPTIVE`.
    pub calculation_type: &'static str,
    /// Other words that requests may use for it.
    pub aliases: &'static [&'static str],
    /// What it computes, in a sentence.
    pub description: &'static str,
    /// JSON Schema (2020-12) of `parameters`.
    pub parameters: Schema,
    /// JSON Schema (2020-12) of `result_data`.
    pub result: Schema,
}

impl Calculation {
    /// Reads a request.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with a pointer into the request's body.
    pub fn parse(calculation_type: &str, parameters: &Value) -> Result<Self, Vec<ParameterError>> {
        let Some(kind) = Kind::parse(calculation_type) else {
            let known = Kind::ALL.map(Kind::as_str).join(", ");
            return Err(vec![ParameterError {
                pointer: "/calculation_type".to_owned(),
                code: "unknown_type",
                message: format!("must be one of {known}"),
            }]);
        };
        let mut fields = Fields::of(parameters)?;
        let calculation = match kind {
            Kind::Descriptive => Self::Descriptive(descriptive::Parameters {
                columns: fields.columns("columns", 1, descriptive::MOST_COLUMNS),
            }),
            Kind::Frequency => Self::Frequency(frequency::Parameters { column: fields.column("column") }),
            Kind::Crosstab => {
                let (rows, columns) = (fields.column("rows"), fields.column("columns"));
                fields.must_differ(&rows, "columns", &columns);
                Self::Crosstab(crosstab::Parameters { columns, rows })
            }
            Kind::Correlation => Self::Correlation(correlation::Parameters {
                columns: fields.columns("columns", 2, correlation::MOST_COLUMNS),
                method: fields.choice("method"),
            }),
        };
        fields.finish()?;
        Ok(calculation)
    }

    /// Its type.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Descriptive(_) => Kind::Descriptive,
            Self::Frequency(_) => Kind::Frequency,
            Self::Crosstab(_) => Kind::Crosstab,
            Self::Correlation(_) => Kind::Correlation,
        }
    }

    /// The parameters as compact JSON with sorted keys and defaults filled in: the same text for the same
    /// calculation, fit for a cache key. The order of columns is kept, for it is the order of the results.
    pub fn canonical_parameters(&self) -> String {
        // The parameter structs declare their fields in alphabetical order; a test holds them to it.
        let json = match self {
            Self::Descriptive(parameters) => serde_json::to_string(parameters),
            Self::Frequency(parameters) => serde_json::to_string(parameters),
            Self::Crosstab(parameters) => serde_json::to_string(parameters),
            Self::Correlation(parameters) => serde_json::to_string(parameters),
        };
        json.expect("strings, lists and unit variants always serialise")
    }

    /// The columns it reads, in the order of the request.
    pub fn needed_columns(&self) -> Vec<NeededColumn<'_>> {
        let one = |field: &str, name| NeededColumn {
            name,
            measure: Measure::Categories,
            pointer: format!("/parameters/{field}"),
        };
        let numeric = |names| {
            let names: &Vec<String> = names;
            let needed = names.iter().enumerate().map(|(i, name)| NeededColumn {
                name: name.as_str(),
                measure: Measure::Numeric,
                pointer: format!("/parameters/columns/{i}"),
            });
            needed.collect()
        };
        match self {
            Self::Descriptive(parameters) => numeric(&parameters.columns),
            Self::Correlation(parameters) => numeric(&parameters.columns),
            Self::Frequency(parameters) => vec![one("column", &parameters.column)],
            Self::Crosstab(parameters) => {
                vec![one("rows", &parameters.rows), one("columns", &parameters.columns)]
            }
        }
    }

    /// Computes it over a table.
    ///
    /// # Errors
    /// A column that is not there, not numeric or not readable; a result that would be too big.
    pub fn run(&self, table: &dyn Columns) -> Result<ResultData, Error> {
        Ok(match self {
            Self::Descriptive(parameters) => ResultData::Descriptive(descriptive::run(parameters, table)?),
            Self::Frequency(parameters) => ResultData::Frequency(frequency::run(parameters, table)?),
            Self::Crosstab(parameters) => ResultData::Crosstab(Box::new(crosstab::run(parameters, table)?)),
            Self::Correlation(parameters) => ResultData::Correlation(correlation::run(parameters, table)?),
        })
    }
}

impl Kind {
    /// All types, in the order of the catalogue.
    pub const ALL: [Self; 4] = [Self::Descriptive, Self::Frequency, Self::Crosstab, Self::Correlation];

    /// The type as stored and echoed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Descriptive => "DESCRIPTIVE",
            Self::Frequency => "FREQUENCY",
            Self::Crosstab => "CROSSTAB",
            Self::Correlation => "CORRELATION",
        }
    }

    /// The type that a request means, aliases included; upper case as stored.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text || kind.aliases().contains(&text))
    }

    /// What the catalogue says about it.
    pub fn describe(self) -> TypeDescription {
        let (parameters, result) = match self {
            Self::Descriptive => schemas::<descriptive::Parameters, descriptive::Descriptive>(),
            Self::Frequency => schemas::<frequency::Parameters, frequency::Frequency>(),
            Self::Crosstab => schemas::<crosstab::Parameters, crosstab::Crosstab>(),
            Self::Correlation => schemas::<correlation::Parameters, correlation::Correlation>(),
        };
        TypeDescription {
            calculation_type: self.as_str(),
            aliases: self.aliases(),
            description: match self {
                Self::Descriptive => {
                    "Count, mean, spread, confidence interval, quantiles and shape of numeric columns."
                }
                Self::Frequency => "How often each value of a column occurs.",
                Self::Crosstab => "Two columns against each other, with tests of independence.",
                Self::Correlation => {
                    "Pearson, Spearman or Kendall correlation of every pair of numeric columns."
                }
            },
            parameters,
            result,
        }
    }

    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Descriptive => &["MEAN"],
            _ => &[],
        }
    }
}

/// Schemas of what is read (P) and of what is written (R).
fn schemas<P: JsonSchema, R: JsonSchema>() -> (Schema, Schema) {
    let settings = SchemaSettings::draft2020_12();
    (
        settings.clone().for_deserialize().into_generator().into_root_schema_for::<P>(),
        settings.for_serialize().into_generator().into_root_schema_for::<R>(),
    )
}
