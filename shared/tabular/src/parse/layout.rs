//! From text to records: the reader for what the file turned out to be.
use std::io::{Cursor, Read};

use super::input::Input;
use crate::block::Block;
use crate::csv::CsvReader;
use crate::detect::{self, Layout};
use crate::failure::Result;
use crate::json::{JsonReader, Shape};
use crate::options::Options;
use crate::profile::{Dialect, Format};

/// Where records come from.
pub(super) enum Reader {
    Csv(CsvReader<Box<dyn Read + Send>>),
    Json(JsonReader<Box<dyn Read + Send>>),
}

impl Reader {
    pub fn fill(&mut self, block: &mut Block) -> Result<bool> {
        match self {
            Self::Csv(reader) => reader.fill(block),
            Self::Json(reader) => reader.fill(block),
        }
    }

    /// Dotted names of JSON columns so far.
    pub fn paths(&self) -> &[String] {
        match self {
            Self::Csv(_) => &[],
            Self::Json(reader) => reader.paths(),
        }
    }
}

/// Layout of the file as the profile tells it.
pub(super) struct Described {
    pub format: Format,
    pub dialect: Option<Dialect>,
    pub names: Vec<String>,
}

impl Described {
    /// Names columns that have appeared since.
    pub fn extend(&mut self, paths: &[String]) {
        for (position, path) in paths.iter().enumerate().skip(self.names.len()) {
            let name = detect::name(path.as_bytes(), position);
            let taken = self.names.contains(&name);
            self.names.push(if taken { format!("{name}_{}", position + 1) } else { name });
        }
    }
}

/// Detects the layout and opens the reader for it.
pub(super) fn reader(input: Input, options: &Options, paths: &[String]) -> Result<(Reader, Described)> {
    let layout = if options.delimiter.is_some() { Layout::Delimited } else { detect::layout(&input.head) };
    if layout != Layout::Delimited {
        let shape = if layout == Layout::JsonArray { Shape::Array } else { Shape::of_objects(&input.head) };
        let format = if shape == Shape::Lines { Format::Ndjson } else { Format::Json };
        let text: Box<dyn Read + Send> = Box::new(Cursor::new(input.head).chain(input.rest));
        let reader = JsonReader::new(text, shape, paths, options.column_limit());
        return Ok((Reader::Json(reader), Described { format, dialect: None, names: Vec::new() }));
    }
    let table = detect::delimited(&input.head, input.complete, options)?;
    let format = if table.dialect.delimiter == Some('\t') { Format::Tsv } else { Format::Csv };
    let mut head = Cursor::new(input.head);
    head.set_position(table.start as u64);
    let text: Box<dyn Read + Send> = Box::new(head.chain(input.rest));
    let reader = CsvReader::new(text, table.syntax, table.names.len());
    Ok((Reader::Csv(reader), Described { format, dialect: Some(table.dialect), names: table.names }))
}
