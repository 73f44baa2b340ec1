//! The rows of an export, read through a cursor: memory does not grow with them, and no statement runs longer than a
//! batch takes.

use jiff::Timestamp;
use serde_json::{Map, Value};
use tokio_postgres::{Statement, types::ToSql};
use uuid::Uuid;

use super::registry::{Exportable, Kind, SEES_PROJECT};
use crate::{Result, accounts::permissions::Permission, ids::ProjectId, transaction::TenantTx};

/// Rows in a batch.
pub const BATCH: usize = 1000;

/// A value as text; none is null.
pub type Cell = Option<String>;

/// Rows that are being read.
pub struct Rows<'a> {
    tx: &'a TenantTx,
    fetch: Statement,
    columns: usize,
}

/// Counts the rows that the person of the transaction would be shown, and begins to read them.
pub async fn open<'a>(
    tx: &'a TenantTx,
    exportable: &Exportable,
    project: Option<ProjectId>,
    filters: &Map<String, Value>,
) -> Result<(i64, Rows<'a>)> {
    let mut query = Query::new(tx, exportable);
    let mut from_where = query.bind(exportable.from_where, None);
    if let (Some(column), Some(project)) = (exportable.project, project) {
        query.values.push(Box::new(project.0));
        from_where += &format!(" and {column} = ${}::uuid", query.values.len());
    }
    for (name, value) in filters {
        let filter = exportable.filters.iter().find(|filter| filter.name == name);
        if let (Some(filter), Some(value)) = (filter, value.as_str()) {
            from_where += " and ";
            from_where += &query.bind(filter.condition, Some(value));
        }
    }
    let columns: Vec<String> = exportable
        .columns
        .iter()
        .map(|column| match column.kind {
            // RFC 3339 in UTC with microseconds, whatever the session's settings.
            Kind::Instant => format!(
                "to_char({} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
                column.expression
            ),
            _ => format!("({})::text", column.expression),
        })
        .collect();
    let values = query.values();
    let client = tx.client();
    let total: i64 = client.query_one(&format!("select count(*) {from_where}"), &values).await?.try_get(0)?;
    let declare = format!(
        "declare export_rows no scroll cursor for select {} {from_where} order by {}",
        columns.join(", "),
        exportable.order
    );
    client.execute(&declare, &values).await?;
    let fetch = client.prepare(&format!("fetch forward {BATCH} from export_rows")).await?;
    Ok((total, Rows { tx, fetch, columns: columns.len() }))
}

impl Rows<'_> {
    /// The next batch; empty at the end.
    pub async fn next(&self) -> Result<Vec<Vec<Cell>>> {
        let rows = self.tx.client().query(&self.fetch, &[]).await?;
        let read = |row: &tokio_postgres::Row| (0..self.columns).map(|index| row.try_get(index)).collect();
        Ok(rows.iter().map(read).collect::<std::result::Result<_, _>>()?)
    }
}

/// A value of a statement.
type Parameter = Box<dyn ToSql + Sync + Send>;

/// Values that stand in a statement, in the order of their first mention.
struct Query {
    organization: Uuid,
    user: Uuid,
    now: Timestamp,
    reads_all: bool,
    roles_read: bool,
    values: Vec<Parameter>,
}

impl Query {
    fn new(tx: &TenantTx, exportable: &Exportable) -> Self {
        let roles_read = exportable.permission.is_none_or(|permission| tx.may(permission));
        Self {
            organization: tx.organization().0,
            user: tx.user().map_or(Uuid::nil(), |user| user.0),
            now: tx.now(),
            reads_all: tx.level().is_some() || (roles_read && tx.may(Permission::ProjectsReadAll)),
            roles_read,
            values: Vec::new(),
        }
    }

    /// Puts parameters where a template names them.
    fn bind(&mut self, template: &str, value: Option<&str>) -> String {
        let mut sql = template.replace("{sees_project}", SEES_PROJECT);
        let given: [(&str, &str, Option<Parameter>); 6] = [
            ("{organization}", "uuid", Some(Box::new(self.organization))),
            ("{user}", "uuid", Some(Box::new(self.user))),
            ("{now}", "timestamptz", Some(Box::new(self.now))),
            ("{reads_all}", "boolean", Some(Box::new(self.reads_all))),
            ("{roles_read}", "boolean", Some(Box::new(self.roles_read))),
            ("{value}", "text", value.map(|value| Box::new(value.to_owned()) as _)),
        ];
        for (name, sql_type, parameter) in given {
            if let (true, Some(parameter)) = (sql.contains(name), parameter) {
                self.values.push(parameter);
                sql = sql.replace(name, &format!("${}::{sql_type}", self.values.len()));
            }
        }
        sql
    }

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        self.values.iter().map(|value| &**value as &(dyn ToSql + Sync)).collect()
    }
}
