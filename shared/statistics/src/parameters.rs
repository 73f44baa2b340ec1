//! Reads `parameters` field by field and collects everything that is wrong with them.

use crate::ParameterError;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// The longest column name in characters: nobody's data has longer ones, and names come back in results.
const LONGEST_NAME: usize = 1000;

/// The fields of a `parameters` object. Each reader takes one field and gives an empty value where it
/// records an error; [`Fields::finish`] then tells.
pub(crate) struct Fields<'a> {
    object: &'a Map<String, Value>,
    known: Vec<&'static str>,
    errors: Vec<ParameterError>,
}

impl<'a> Fields<'a> {
    /// Takes the object.
    pub(crate) fn of(parameters: &'a Value) -> Result<Self, Vec<ParameterError>> {
        match parameters {
            Value::Object(object) => Ok(Self { object, known: Vec::new(), errors: Vec::new() }),
            _ => Err(vec![ParameterError {
                pointer: "/parameters".to_owned(),
                code: "not_an_object",
                message: "must be an object".to_owned(),
            }]),
        }
    }

    /// A required column name.
    pub(crate) fn column(&mut self, field: &'static str) -> String {
        match self.required(field) {
            Some(value) => self.name(value, pointer(field)),
            None => String::new(),
        }
    }

    /// A required list of `least` to `most` different column names.
    pub(crate) fn columns(&mut self, field: &'static str, least: usize, most: usize) -> Vec<String> {
        let items = match self.required(field) {
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.error(pointer(field), "not_a_list", "must be a list of column names");
                return Vec::new();
            }
            None => return Vec::new(),
        };
        if items.len() < least {
            let (names, verb) = if least == 1 { ("column name", "is") } else { ("column names", "are") };
            self.error(pointer(field), "too_few", format!("at least {least} {names} {verb} needed"));
            return Vec::new();
        }
        if items.len() > most {
            self.error(pointer(field), "too_many", format!("at most {most} column names are allowed"));
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let mut names = Vec::with_capacity(items.len());
        for (i, item) in items.iter().enumerate() {
            let at = format!("{}/{i}", pointer(field));
            let name = self.name(item, at.clone());
            if !name.is_empty() && !seen.insert(name.clone()) {
                self.error(at, "duplicate", format!("“{name}” is listed twice"));
            }
            names.push(name);
        }
        names
    }

    /// One of an enum's words, the default one where the field is absent.
    pub(crate) fn choice<T: DeserializeOwned + Default>(&mut self, field: &'static str) -> T {
        self.known.push(field);
        match self.object.get(field).map(T::deserialize) {
            None => T::default(),
            Some(Ok(choice)) => choice,
            Some(Err(error)) => {
                self.error(pointer(field), "invalid_choice", error.to_string());
                T::default()
            }
        }
    }

    /// Records an error at `field` where its column, `second`, is the `first` again.
    pub(crate) fn must_differ(&mut self, first: &str, field: &'static str, second: &str) {
        if first == second && !first.is_empty() {
            self.error(pointer(field), "duplicate", format!("“{first}” cannot be set against itself"));
        }
    }

    /// Reports unknown fields and everything recorded.
    pub(crate) fn finish(mut self) -> Result<(), Vec<ParameterError>> {
        for field in self.object.keys().filter(|field| !self.known.contains(&field.as_str())) {
            self.errors.push(ParameterError {
                pointer: pointer(field),
                code: "unknown_field",
                message: format!("is not a parameter here; known are {}", self.known.join(", ")),
            });
        }
        if self.errors.is_empty() { Ok(()) } else { Err(self.errors) }
    }

    fn required(&mut self, field: &'static str) -> Option<&'a Value> {
        self.known.push(field);
        let value = self.object.get(field);
        if value.is_none() {
            self.error(pointer(field), "required", "is required");
        }
        value
    }

    fn name(&mut self, value: &Value, at: String) -> String {
        match value {
            Value::String(name) if name.is_empty() => self.error(at, "empty", "must not be empty"),
            Value::String(name) if name.chars().count() > LONGEST_NAME => {
                self.error(at, "too_long", format!("must have at most {LONGEST_NAME} characters"));
            }
            Value::String(name) => return name.clone(),
            _ => self.error(at, "not_a_string", "must be a column name, a string"),
        }
        String::new()
    }

    fn error(&mut self, pointer: String, code: &'static str, message: impl Into<String>) {
        self.errors.push(ParameterError { pointer, code, message: message.into() });
    }
}

/// JSON pointer to a field of `parameters` (RFC 6901 escapes).
fn pointer(field: &str) -> String {
    format!("/parameters/{}", field.replace('~', "~0").replace('/', "~1"))
}
