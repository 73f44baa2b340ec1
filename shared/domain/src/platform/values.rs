//! What a setting or a preference takes: one description that is checked, shown and documented.

use serde_json::{Value, json};

use crate::{Error, Result};

/// The kinds of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number within bounds.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Colours as `#rrggbb`, at least one.
    Colors {
        /// The most.
        max: usize,
    },
}

impl Kind {
    /// Its JSON Schema.
    pub fn schema(&self) -> Value {
        match self {
            Self::Integer { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
            Self::Choice(words) => json!({ "type": "string", "enum": words }),
            Self::Colors { max } => json!({
                "type": "array", "minItems": 1, "maxItems": max,
                "items": { "type": "string", "pattern": "^#[0-9a-fA-F]{6}$" },
            }),
        }
    }

    /// Whether the value is one; `pointer` is where it stands in the input.
    ///
    /// # Errors
    /// `Invalid`, naming what is wrong.
    pub fn check(&self, value: &Value, pointer: &str) -> Result<()> {
        let refuse = |message: String| Err(Error::invalid(pointer, "invalid_value", message));
        match self {
            Self::Integer { min, max } => match value.as_i64() {
                Some(number) if (*min..=*max).contains(&number) => Ok(()),
                _ => refuse(format!("a whole number from {min} to {max}")),
            },
            Self::Choice(words) => match value.as_str() {
                Some(word) if words.contains(&word) => Ok(()),
                _ => refuse(format!("one of {}", words.join(", "))),
            },
            Self::Colors { max } => match value.as_array() {
                Some(colors) if (1..=*max).contains(&colors.len()) => {
                    match colors.iter().position(|color| !color.as_str().is_some_and(is_color)) {
                        None => Ok(()),
                        Some(index) => Err(Error::invalid(
                            format!("{pointer}/{index}"),
                            "invalid_value",
                            "a colour such as #3B82F6",
                        )),
                    }
                }
                _ => refuse(format!("a list of 1 to {max} colours")),
            },
        }
    }
}

/// Whether a text is a colour as `#rrggbb`.
pub fn is_color(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_takes_its_own_values_only() {
        let number = Kind::Integer { min: 1, max: 9 };
        let word = Kind::Choice(&["a", "b"]);
        let colors = Kind::Colors { max: 2 };
        for (kind, value, pointer) in [
            (number, json!(1), None),
            (number, json!(9), None),
            (number, json!(0), Some("/v")),
            (number, json!(10), Some("/v")),
            (number, json!(1.5), Some("/v")),
            (number, json!("1"), Some("/v")),
            (number, json!(null), Some("/v")),
            (word, json!("b"), None),
            (word, json!("B"), Some("/v")),
            (word, json!(1), Some("/v")),
            (colors, json!(["#3B82F6", "#000000"]), None),
            (colors, json!([]), Some("/v")),
            (colors, json!(["#3B82F6", "red"]), Some("/v/1")),
            (colors, json!(["#1", 7]), Some("/v/0")),
            (colors, json!(["#000000", "#000000", "#000000"]), Some("/v")),
        ] {
            let checked = match kind.check(&value, "/v") {
                Err(Error::Invalid(fields)) => Some(fields[0].pointer.clone()),
                _ => None,
            };
            assert_eq!(checked.as_deref(), pointer, "{kind:?} {value}");
        }
    }
}
