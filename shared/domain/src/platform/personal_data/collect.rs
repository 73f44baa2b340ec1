//! Collecting: everything that is kept about a person, table by table, for themselves. Secrets stay out; of a row that
//! merely points at them, so does the free text, which is the organization's.

use tokio_postgres::Statement;

use super::{Class, Directive, Registry, Table};
use crate::{Result, ids::UserId, transaction::SystemTx};

/// Rows in a batch.
const BATCH: usize = 500;

/// A table's rows about a person.
pub struct Rows<'a> {
    tx: &'a SystemTx,
    fetch: Statement,
}

/// The tables that can hold something about a person.
pub fn tables(registry: &Registry) -> impl Iterator<Item = &Table> {
    registry.tables.iter().filter(|table| table.is_theirs().is_some() || is_via(table))
}

fn is_via(table: &Table) -> bool {
    matches!(table.directive, Some(Directive::Via { .. }))
}

/// Begins to read the table's rows about the person, in every organization.
pub async fn open<'a>(
    tx: &'a SystemTx,
    registry: &Registry,
    table: &Table,
    user: UserId,
) -> Result<Rows<'a>> {
    let client = tx.client();
    // One cursor after the other: the one before, if any, is read to its end.
    client.batch_execute("close all").await?;
    let declare = format!("declare person_rows no scroll cursor for {}", select(registry, table));
    client.execute(&declare, &[&user.0]).await?;
    let fetch = client.prepare(&format!("fetch forward {BATCH} from person_rows")).await?;
    Ok(Rows { tx, fetch })
}

impl Rows<'_> {
    /// The next batch, each row as a JSON object; empty at the end.
    pub async fn next(&self) -> Result<Vec<String>> {
        let rows = self.tx.client().query(&self.fetch, &[]).await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<std::result::Result<_, _>>()?)
    }
}

fn select(registry: &Registry, table: &Table) -> String {
    let shown: Vec<_> = table
        .columns
        .iter()
        .filter(|column| match column.class {
            Class::Secret => false,
            Class::Text => table.is_owned(),
            _ => true,
        })
        .map(|column| column.name.as_str())
        .collect();
    let condition = condition(registry, table);
    format!(
        "select to_jsonb(r)::text from (select {} from {} where {condition}) r",
        shown.join(", "),
        table.name
    )
}

/// Rows of the person, or of a row of theirs.
fn condition(registry: &Registry, table: &Table) -> String {
    let parent = match &table.directive {
        Some(Directive::Via { parent, column, key }) => registry
            .tables
            .iter()
            .find(|candidate| &candidate.name == parent)
            .and_then(Table::is_theirs)
            .map(|theirs| format!("{column} in (select {key} from {parent} where {theirs})")),
        _ => None,
    };
    match (table.is_theirs(), parent) {
        (Some(theirs), Some(parent)) => format!("{theirs} or {parent}"),
        (Some(condition), None) | (None, Some(condition)) => condition,
        (None, None) => "$1::uuid is null".to_owned(),
    }
}
