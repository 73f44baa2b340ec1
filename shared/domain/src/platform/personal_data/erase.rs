//! Erasing: for each table the statements that the registry implies, each over a batch of rows. A statement changes
//! only rows that are not yet as they should be, so that a pass that changes nothing is the last one.

use tokio_postgres::{Row, error::SqlState, types::ToSql};
use uuid::Uuid;

use super::{Class, Directive, Fate, Registry, Table};
use crate::{
    Error, Result,
    ids::{OrganizationId, UserId},
    platform::outbox::{self, Effect},
    transaction::SystemTx,
};

/// Rows per statement.
const BATCH: usize = 1000;
/// What stands where an address was: never longer than one.
const BLACK: &str = "[…]";
/// The table that people are: it comes last, because it tells who they were.
pub const PEOPLE: &str = "accounts.users";

/// Who is erased, and where.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub user: UserId,
    /// Where they belong: what is written there about them is looked through.
    pub organizations: Vec<Uuid>,
    /// Whether rows of theirs go wherever they are, the account included.
    pub everywhere: bool,
    /// What their addresses look like in a text; none where they have none (any more).
    pub pattern: Option<String>,
}

/// Finds the addresses of a person, as a regular expression over all of them.
pub async fn addresses(tx: &SystemTx, registry: &Registry, user: UserId) -> Result<Option<String>> {
    let mut found = Vec::new();
    for table in &registry.tables {
        let Some(is_theirs) = table.is_theirs() else { continue };
        for column in table.of(Class::Address) {
            let sql = format!("select distinct {}::text from {} where {is_theirs}", column.name, table.name);
            for row in tx.client().query(&sql, &[&user.0]).await? {
                found.extend(row.try_get::<_, Option<String>>(0)?);
            }
        }
    }
    Ok(pattern(&found))
}

/// A regular expression that matches any of the addresses where it is not a part of another's.
fn pattern(addresses: &[String]) -> Option<String> {
    let escaped: Vec<String> =
        addresses.iter().filter(|text| !text.is_empty()).map(|text| escape(text)).collect();
    if escaped.is_empty() {
        return None;
    }
    Some(format!("(?<![a-z0-9._%+-])(?:{})(?![a-z0-9-]|\\.[a-z0-9])", escaped.join("|")))
}

fn escape(text: &str) -> String {
    text.chars().flat_map(|c| [(!c.is_alphanumeric()).then_some('\\'), Some(c)]).flatten().collect()
}

/// One batch of everything that the registry says about the table. Returns how many rows changed; 0 where it is done.
///
/// # Errors
/// See [`is_blocked`].
pub async fn erase(tx: &SystemTx, table: &Table, person: &Person) -> Result<u64> {
    let mut changed = 0;
    for statement in statements(table) {
        let (user, organizations) = (person.user.0, &person.organizations);
        let pattern = person.pattern.as_deref();
        let values: &[&(dyn ToSql + Sync)] = match statement.kind {
            Kind::Rows => &[&user, organizations, &person.everywhere],
            Kind::Copies => &[organizations],
            Kind::Mentions if pattern.is_none() => continue,
            Kind::Mentions => &[organizations, &pattern],
        };
        let rows = tx.client().query(&statement.sql, values).await?;
        for row in &rows {
            delete_objects(tx, row).await?;
        }
        changed += rows.len() as u64;
    }
    Ok(changed)
}

/// Whether the statement failed because other rows, which will go later, still point at these.
pub fn is_blocked(error: &Error) -> bool {
    let Error::Internal(cause) = error else { return false };
    cause
        .downcast_ref::<tokio_postgres::Error>()
        .is_some_and(|cause| cause.code() == Some(&SqlState::FOREIGN_KEY_VIOLATION))
}

/// The objects of a row that has gone, in the transaction in which it goes.
async fn delete_objects(tx: &SystemTx, row: &Row) -> Result<()> {
    let (organization, prefix): (Option<Uuid>, Option<String>) = (row.try_get(0)?, row.try_get(1)?);
    if let (Some(organization), Some(prefix)) = (organization, prefix) {
        outbox::publish_system(tx, OrganizationId(organization), Effect::DeleteObjects { prefix }).await?;
    }
    Ok(())
}

/// What values a statement takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Person, organizations, whether everywhere.
    Rows,
    /// Organizations.
    Copies,
    /// Organizations and pattern.
    Mentions,
}

struct Statement {
    sql: String,
    kind: Kind,
}

/// What is to be done with a table. A table that belongs to no tenant is touched only where the whole account goes.
fn statements(table: &Table) -> Vec<Statement> {
    let mut statements = Vec::new();
    let (name, key) = (&table.name, table.key());
    let scope = match &table.tenant {
        Some(tenant) => format!("($3::boolean or {tenant} = any($2::uuid[]))"),
        None => "($3::boolean and $2::uuid[] is not null)".to_owned(),
    };
    let batch =
        |condition: &str| format!("({key}) in (select {key} from {name} where {condition} limit {BATCH})");
    let objects = objects(table);
    let nothing = "null::uuid, null::text";
    let mut push = |kind: Kind, sql: String| statements.push(Statement { sql, kind });

    if let (Some(Directive::Copies(_)), Some(tenant)) = (&table.directive, &table.tenant) {
        let batch = batch(&format!("{tenant} = any($1::uuid[])"));
        push(Kind::Copies, format!("delete from {name} where {batch} returning {objects}"));
    }
    for column in table.of(Class::Subject) {
        let condition = match &column.fate {
            Fate::DeleteIf(condition) => format!(" and ({condition})"),
            _ => String::new(),
        };
        let batch = batch(&format!("{} = $1::uuid and {scope}{condition}", column.name));
        match column.fate {
            Fate::Delete | Fate::DeleteIf(_) => {
                push(Kind::Rows, format!("delete from {name} where {batch} returning {objects}"))
            }
            Fate::Null => push(
                Kind::Rows,
                format!("update {name} set {} = null where {batch} returning {nothing}", column.name),
            ),
            _ => {}
        }
    }
    let set: Vec<(&str, &str, bool)> = table
        .columns
        .iter()
        .filter_map(|column| match &column.fate {
            Fate::Set(value) => Some((column.name.as_str(), value.as_str(), column.class == Class::Secret)),
            _ => None,
        })
        .collect();
    if let (false, Some(is_theirs)) = (set.is_empty(), table.is_theirs()) {
        let assignments: Vec<_> =
            set.iter().map(|(column, value, _)| format!("{column} = {value}")).collect();
        // Secrets cannot be read, and so not compared: they go with the rest.
        let (columns, values): (Vec<&str>, Vec<&str>) = set
            .iter()
            .filter(|(.., is_secret)| !is_secret)
            .map(|(column, value, _)| (*column, *value))
            .unzip();
        let differs = format!("row({}) is distinct from row({})", columns.join(", "), values.join(", "));
        let batch = batch(&format!("{is_theirs} and {scope} and {differs}"));
        push(
            Kind::Rows,
            format!("update {name} set {} where {batch} returning {nothing}", assignments.join(", ")),
        );
    }
    if let Some(tenant) = &table.tenant {
        let of = |fate: Fate| -> Vec<(&str, bool)> {
            let texts = table.of(Class::Text).filter(|column| column.fate == fate);
            texts.map(|column| (column.name.as_str(), column.sql_type == "jsonb")).collect()
        };
        let mentions = |columns: &[(&str, bool)]| {
            let each: Vec<_> =
                columns.iter().map(|(column, _)| format!("{column}::text ~* $2::text")).collect();
            batch(&format!("{tenant} = any($1::uuid[]) and ({})", each.join(" or ")))
        };
        let redacted = of(Fate::Redact);
        if !redacted.is_empty() {
            let assignments: Vec<_> = redacted
                .iter()
                .map(|(column, is_json)| {
                    let cast = if *is_json { "::jsonb" } else { "" };
                    format!("{column} = regexp_replace({column}::text, $2::text, '{BLACK}', 'gi'){cast}")
                })
                .collect();
            let (set, batch) = (assignments.join(", "), mentions(&redacted));
            push(Kind::Mentions, format!("update {name} set {set} where {batch} returning {nothing}"));
        }
        let deleted = of(Fate::Delete);
        if !deleted.is_empty() {
            let batch = mentions(&deleted);
            push(Kind::Mentions, format!("delete from {name} where {batch} returning {nothing}"));
        }
    }
    statements
}

/// What a deleted row returns: whose it was and where its objects are.
fn objects(table: &Table) -> String {
    match (&table.directive, &table.tenant) {
        (Some(Directive::Objects(prefix) | Directive::Copies(prefix)), Some(tenant)) => {
            let mut expression = String::from("''");
            for (index, part) in prefix.split(['{', '}']).enumerate() {
                // Between braces stands a column, outside of them the key itself.
                expression +=
                    &if index % 2 == 0 { format!(" || '{part}'") } else { format!(" || {part}::text") };
            }
            format!("{tenant}, {expression}")
        }
        _ => "null::uuid, null::text".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Column, *};

    fn table(directive: Option<Directive>, columns: &[(&str, bool, Class, Fate)]) -> Table {
        let column = |(name, is_key, class, fate): &(&str, bool, Class, Fate)| Column {
            name: (*name).to_owned(),
            sql_type: "text".to_owned(),
            is_key: *is_key,
            class: *class,
            fate: fate.clone(),
        };
        Table {
            name: "a.t".to_owned(),
            tenant: Some("organization_id".to_owned()),
            directive,
            columns: columns.iter().map(column).collect(),
        }
    }

    #[test]
    fn a_row_that_goes_takes_its_objects_along() {
        let table = table(
            Some(Directive::Objects("org/{organization_id}/things/{id}/".to_owned())),
            &[("id", true, Class::None, Fate::Stay), ("user_id", false, Class::Subject, Fate::Delete)],
        );
        let statements = statements(&table);
        assert_eq!(statements.len(), 1);
        assert_eq!(
            statements[0].sql,
            "delete from a.t where (id) in (select id from a.t where user_id = $1::uuid and \
             ($3::boolean or organization_id = any($2::uuid[])) limit 1000) returning organization_id, \
             '' || 'org/' || organization_id::text || '/things/' || id::text || '/'"
        );
    }

    #[test]
    fn an_address_is_found_whole_only() {
        let pattern = pattern(&["a.b+c@x.de".to_owned()]).unwrap();
        assert!(pattern.contains(r"a\.b\+c\@x\.de"), "{pattern}");
        assert!(super::pattern(&[]).is_none());
    }

    #[test]
    fn what_stays_is_not_touched() {
        let columns =
            [("id", true, Class::None, Fate::Stay), ("created_by", false, Class::Subject, Fate::Stay)];
        assert!(statements(&table(None, &columns)).is_empty());
    }
}
