//! Sealed entries as files that can be verified without this database: every column that the chain covers, with the
//! hash before and the entry's own.

use serde::Serialize;

use super::{
    chain::{self, hex, instant},
    reading::Filter,
    verification::Sealed,
};
use crate::{Error, Result};

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 with a line of names; safe to open in a spreadsheet.
    Csv,
    /// One JSON object in each line.
    Ndjson,
}

impl Format {
    /// By its word.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "ndjson" => Some(Self::Ndjson),
            _ => None,
        }
    }

    /// Its word, which is a file's extension too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }

    /// As HTTP calls it.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Ndjson => "application/x-ndjson",
        }
    }
}

/// A line of the file. Values are JSON as PostgreSQL writes it, in a text, because that is what was hashed.
#[derive(Serialize)]
struct Line<'a> {
    sequence: i64,
    id: String,
    organization_id: String,
    actor_id: Option<String>,
    action: &'a str,
    resource_type: &'a str,
    resource_id: Option<String>,
    old_values: Option<&'a str>,
    new_values: Option<&'a str>,
    ip: Option<String>,
    user_agent: Option<&'a str>,
    origin_salt: Option<String>,
    origin_digest: Option<String>,
    request_id: Option<&'a str>,
    created_at: String,
    xid: &'a str,
    previous_hash: String,
    hash: String,
}

const NAMES: [&str; 18] = [
    "sequence",
    "id",
    "organization_id",
    "actor_id",
    "action",
    "resource_type",
    "resource_id",
    "old_values",
    "new_values",
    "ip",
    "user_agent",
    "origin_salt",
    "origin_digest",
    "request_id",
    "created_at",
    "xid",
    "previous_hash",
    "hash",
];

impl<'a> Line<'a> {
    fn new(sealed: &'a Sealed) -> Self {
        let row = &sealed.row;
        Self {
            sequence: sealed.sequence,
            id: row.id.to_string(),
            organization_id: row.organization_id.to_string(),
            actor_id: row.actor_id.map(|id| id.to_string()),
            action: &row.action,
            resource_type: &row.resource_type,
            resource_id: row.resource_id.map(|id| id.to_string()),
            old_values: row.old_values.as_deref(),
            new_values: row.new_values.as_deref(),
            ip: row.ip.as_deref().map(chain::address),
            user_agent: row.user_agent.as_deref(),
            origin_salt: row.origin_salt.as_deref().map(hex),
            origin_digest: row.origin_digest.as_deref().map(hex),
            request_id: row.request_id.as_deref(),
            created_at: instant(row.created_at),
            xid: &row.xid,
            previous_hash: hex(&sealed.previous),
            hash: hex(&sealed.hash),
        }
    }

    fn cells(&self) -> [String; 18] {
        let text = |text: &str| safe(text);
        let optional = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            self.sequence.to_string(),
            self.id.clone(),
            self.organization_id.clone(),
            optional(&self.actor_id),
            text(self.action),
            text(self.resource_type),
            optional(&self.resource_id),
            text(self.old_values.unwrap_or_default()),
            text(self.new_values.unwrap_or_default()),
            optional(&self.ip),
            text(self.user_agent.unwrap_or_default()),
            optional(&self.origin_salt),
            optional(&self.origin_digest),
            text(self.request_id.unwrap_or_default()),
            self.created_at.clone(),
            self.xid.to_owned(),
            self.previous_hash.clone(),
            self.hash.clone(),
        ]
    }
}

/// A text that no spreadsheet takes for a formula. An apostrophe in front is doubled, so that taking one away gives
/// every text back.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// The file's beginning.
pub fn begin(format: Format) -> Result<Vec<u8>> {
    match format {
        Format::Csv => {
            let mut line = csv::Writer::from_writer(Vec::new());
            line.write_record(NAMES).map_err(Error::internal)?;
            line.into_inner().map_err(|error| Error::internal(error.to_string()))
        }
        Format::Ndjson => Ok(Vec::new()),
    }
}

/// Lines for those of the entries that the filter lets through; how many.
pub fn lines(format: Format, entries: &[Sealed], filter: &Filter) -> Result<(Vec<u8>, usize)> {
    let chosen = entries.iter().filter(|entry| lets_through(filter, entry));
    let mut count = 0;
    let bytes = match format {
        Format::Csv => {
            let mut lines = csv::Writer::from_writer(Vec::new());
            for entry in chosen {
                lines.write_record(Line::new(entry).cells()).map_err(Error::internal)?;
                count += 1;
            }
            lines.into_inner().map_err(|error| Error::internal(error.to_string()))?
        }
        Format::Ndjson => {
            let mut lines = Vec::new();
            for entry in chosen {
                serde_json::to_writer(&mut lines, &Line::new(entry)).map_err(Error::internal)?;
                lines.push(b'\n');
                count += 1;
            }
            lines
        }
    };
    Ok((bytes, count))
}

fn lets_through(filter: &Filter, entry: &Sealed) -> bool {
    let Filter { actor, action, resource_type, resource, from, to, q } = filter;
    let row = &entry.row;
    actor.is_none_or(|actor| row.actor_id == Some(actor))
        && action.as_ref().is_none_or(|action| row.action == *action)
        && resource_type.as_ref().is_none_or(|kind| row.resource_type == *kind)
        && resource.is_none_or(|resource| row.resource_id == Some(resource))
        && from.is_none_or(|from| row.created_at >= from)
        && to.is_none_or(|to| row.created_at < to)
        && q.as_ref().is_none_or(|q| row.action.starts_with(q) || row.resource_type.starts_with(q))
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn a_cell_is_no_formula_and_reads_back() {
        for text in
            ["", "a", "=1+1", "+1", "-1", "@a", "\tx", "\r", "\n=1", "'", "'=1", "''", "{\"a\": \"=\"}"]
        {
            let cell = safe(text);
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{cell}");
            assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), text);
        }
    }
}
