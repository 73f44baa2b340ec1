//! JSON: an array of objects, one object per line, or objects one after the other. Nested objects become columns with
//! dotted names, nested arrays stay JSON text, missing keys are null. Values are typed by their text, as in delimited
//! files, whether or not the source has them in quotes.
mod reader;
mod record;

pub(crate) use reader::{JsonReader, Shape};
