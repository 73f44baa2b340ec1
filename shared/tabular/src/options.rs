//! What a caller may say about a file instead of letting the bytes decide.
use serde::{Deserialize, Serialize};

/// Most columns a file may have when [`Options::max_columns`] is not given.
pub const DEFAULT_MAX_COLUMNS: usize = 4096;
/// Highest value that [`Options::max_columns`] takes.
pub const MAX_COLUMNS: usize = 16_384;
const MAX_NULL_VALUES: usize = 64;
const MAX_NULL_VALUE_BYTES: usize = 64;

/// Order of day and month in dates such as `03/04/2025`, where the values alone cannot tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day first: 3 April 2025.
    Dmy,
    /// Month first: March 4, 2025.
    Mdy,
}

/// Overrides of detection; every field is optional and unknown fields are refused.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Field delimiter, one ASCII character that is no letter, digit, quote or line end.
    pub delimiter: Option<String>,
    /// Quote character, one ASCII character; the empty string means that nothing is quoted.
    pub quote: Option<String>,
    /// Character encoding by its WHATWG label, such as `utf-8` or `windows-1252`.
    pub encoding: Option<String>,
    /// Whether the first record names the columns.
    pub header: Option<bool>,
    /// Values that mean "missing" besides the empty one, compared byte by byte.
    pub null_values: Vec<String>,
    /// Order of day and month where a whole column leaves it open.
    pub date_order: Option<DateOrder>,
    /// A file with more columns fails; at most [`MAX_COLUMNS`].
    pub max_columns: Option<usize>,
    /// Worker threads; 0 and 1 both mean the calling thread alone. Not part of the API's options.
    #[serde(skip)]
    pub threads: usize,
}

/// An option that cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct InvalidOption {
    /// The field of [`Options`], as it is spelled in JSON.
    pub field: &'static str,
    /// What is wrong with it.
    pub message: String,
}

impl Options {
    /// Checks every field, so that a request can be refused before a byte is uploaded.
    ///
    /// # Errors
    /// One entry per offending field.
    pub fn validate(&self) -> Result<(), Vec<InvalidOption>> {
        let mut problems = Vec::new();
        let mut refuse = |field, message: String| problems.push(InvalidOption { field, message });
        if let Some(text) = &self.delimiter {
            match single_ascii(text) {
                Some(b)
                    if !b.is_ascii_alphanumeric() && !matches!(b, b'\n' | b'\r' | b'"' | b'.' | b'-' | 0) => {
                }
                _ => refuse(
                    "delimiter",
                    "must be one ASCII character that is no letter, digit, quote, '.', '-' or line end"
                        .into(),
                ),
            }
        }
        if let Some(text) = self.quote.as_deref().filter(|text| !text.is_empty()) {
            match single_ascii(text) {
                Some(b) if b.is_ascii_punctuation() => {}
                _ => refuse("quote", "must be one ASCII punctuation character, or empty for none".into()),
            }
        }
        if self.quote.is_some() && self.quote == self.delimiter {
            refuse("quote", "must differ from the delimiter".into());
        }
        if let Some(label) = &self.encoding
            && encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).is_none()
        {
            refuse("encoding", format!("{label:?} is no known character encoding"));
        }
        if self.null_values.len() > MAX_NULL_VALUES {
            refuse("null_values", format!("at most {MAX_NULL_VALUES} values"));
        }
        if self.null_values.iter().any(|value| value.len() > MAX_NULL_VALUE_BYTES) {
            refuse("null_values", format!("each at most {MAX_NULL_VALUE_BYTES} bytes"));
        }
        if self.max_columns.is_some_and(|n| n == 0 || n > MAX_COLUMNS) {
            refuse("max_columns", format!("must be between 1 and {MAX_COLUMNS}"));
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// The limit that holds for this file.
    pub(crate) fn column_limit(&self) -> usize {
        self.max_columns.unwrap_or(DEFAULT_MAX_COLUMNS).min(MAX_COLUMNS)
    }

    pub(crate) fn delimiter_byte(&self) -> Option<u8> {
        self.delimiter.as_deref().and_then(single_ascii)
    }

    /// `Some(None)`: nothing is quoted. `None`: find out.
    pub(crate) fn quote_byte(&self) -> Option<Option<u8>> {
        self.quote.as_deref().map(single_ascii)
    }
}

fn single_ascii(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [b] if b.is_ascii() => Some(*b),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_field_that_is_wrong() {
        let options = Options {
            delimiter: Some("ab".into()),
            encoding: Some("klingon".into()),
            max_columns: Some(0),
            ..Options::default()
        };
        let fields: Vec<_> = options.validate().unwrap_err().into_iter().map(|e| e.field).collect();
        assert_eq!(fields, ["delimiter", "encoding", "max_columns"]);
    }

    #[test]
    fn unknown_fields_are_refused() {
        let error = serde_json::from_str::<Options>(r#"{"delimeter": ";"}"#).unwrap_err().to_string();
        assert!(error.contains("delimeter"), "{error}");
    }

    #[test]
    fn ordinary_options_pass() {
        let options: Options = serde_json::from_str(
            r#"{"delimiter":"\t","quote":"","header":false,"null_values":["NA"],"date_order":"dmy"}"#,
        )
        .unwrap();
        assert_eq!(options.validate(), Ok(()));
        assert_eq!((options.delimiter_byte(), options.quote_byte()), (Some(b'\t'), Some(None)));
    }
}
