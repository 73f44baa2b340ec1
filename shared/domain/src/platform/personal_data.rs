//! What the tables hold about people: the registry that `migrations/personal_data.sql` writes into the catalog, as
//! comments, read back and understood. [`collect`] and [`erase`] do what it says, so that a new column is exported and
//! erased by the line that classifies it.

use sql::queries::platform::personal_data;

use crate::{Error, Result, transaction::SystemTx};

pub mod collect;
pub mod erase;

/// Every table with its columns.
#[derive(Debug)]
pub struct Registry {
    /// The tables, by name.
    pub tables: Vec<Table>,
    /// Columns that nobody classified, or in words that mean nothing: nothing may be erased then.
    pub unclassified: Vec<String>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// With its schema.
    pub name: String,
    /// The column that says whose a row is; none where it is no tenant's.
    pub tenant: Option<String>,
    /// What holds for the table as a whole.
    pub directive: Option<Directive>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// What holds for a table as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Directive {
    /// A row belongs to the person of its parent's row.
    Via {
        /// The parent, with its schema.
        parent: String,
        /// The column that points there.
        column: String,
        /// The parent's column that it points to.
        key: String,
    },
    /// A row has objects under this prefix, with `{column}`s in it.
    Objects(String),
    /// The same, and rows are copies of other data: all of an organization go.
    Copies(String),
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// As PostgreSQL writes it.
    pub sql_type: String,
    /// Whether it is part of the primary key.
    pub is_key: bool,
    /// What it holds.
    pub class: Class,
    /// What erasing does to it.
    pub fate: Fate,
}

/// What a column holds about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Nothing.
    None,
    /// Their id.
    Subject,
    /// Something about them.
    Personal,
    /// Their e-mail address.
    Address,
    /// Something that nobody is ever shown.
    Secret,
    /// Free text, in which anybody may be mentioned.
    Text,
}

/// What erasing does to a column, or by it to its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Nothing.
    Stay,
    /// It goes with its row.
    Row,
    /// It gets the value of this expression.
    Set(String),
    /// The pointer goes.
    Null,
    /// The row goes: of a subject, every row of theirs; of a text, a row that mentions them.
    Delete,
    /// The row goes where this holds.
    DeleteIf(String),
    /// Mentions of the person's addresses are blacked out.
    Redact,
}

/// Understands the words about a column.
fn parse(said: &str) -> Option<(Class, Fate)> {
    let (class, rest) = said.split_once(' ').unwrap_or((said, ""));
    let set = || rest.strip_prefix("set ").map(|expression| Fate::Set(expression.to_owned()));
    let keep = || rest.strip_prefix("keep, ").filter(|why| !why.is_empty()).map(|_| Fate::Stay);
    let row = || (rest == "row").then_some(Fate::Row);
    Some(match class {
        "none" if rest.is_empty() => (Class::None, Fate::Stay),
        "none" => (Class::None, set()?),
        "subject" => {
            let fate = match rest {
                "delete" => Fate::Delete,
                "null" => Fate::Null,
                _ => match rest.strip_prefix("delete if ") {
                    Some(condition) => Fate::DeleteIf(condition.to_owned()),
                    None => keep()?,
                },
            };
            (Class::Subject, fate)
        }
        "personal" => (Class::Personal, set().or_else(row).or_else(keep)?),
        "address" => (Class::Address, set().or_else(row)?),
        "secret" => (Class::Secret, set().or_else(row).or_else(keep)?),
        "text" => {
            let fate = match rest {
                "redact" => Fate::Redact,
                "delete" => Fate::Delete,
                _ => row().or_else(keep)?,
            };
            (Class::Text, fate)
        }
        _ => return None,
    })
}

/// Understands the words about a table. Other words are a comment.
fn parse_directive(said: &str) -> Option<Directive> {
    match said.split(' ').collect::<Vec<_>>().as_slice() {
        ["via", parent, column, key] => Some(Directive::Via {
            parent: (*parent).to_owned(),
            column: (*column).to_owned(),
            key: (*key).to_owned(),
        }),
        ["objects", prefix] => Some(Directive::Objects((*prefix).to_owned())),
        ["copies", prefix] => Some(Directive::Copies((*prefix).to_owned())),
        _ => None,
    }
}

/// Reads the registry.
pub async fn registry(tx: &SystemTx) -> Result<Registry> {
    let mut registry = Registry { tables: Vec::new(), unclassified: Vec::new() };
    for row in personal_data::columns().bind(tx.client()).all().await? {
        let name = format!("{}.{}", row.schema, row.name);
        if registry.tables.last().is_none_or(|table| table.name != name) {
            let directive = row.directive.as_deref().and_then(parse_directive);
            registry.tables.push(Table {
                name: name.clone(),
                tenant: row.tenant,
                directive,
                columns: Vec::new(),
            });
        }
        let Some((class, fate)) = row.said.as_deref().and_then(parse) else {
            registry.unclassified.push(format!("{name}.{}", row.column));
            continue;
        };
        if let Some(table) = registry.tables.last_mut() {
            let (sql_type, is_key) = (row.r#type, row.is_key);
            table.columns.push(Column { name: row.column, sql_type, is_key, class, fate });
        }
    }
    Ok(registry)
}

impl Registry {
    /// # Errors
    /// `Internal` where a column is not classified: what nobody described cannot be erased.
    pub fn require_complete(&self) -> Result<()> {
        if self.unclassified.is_empty() {
            return Ok(());
        }
        Err(Error::internal(format!("columns that nobody classified: {}", self.unclassified.join(", "))))
    }
}

impl Table {
    /// The columns of a class.
    pub fn of(&self, class: Class) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.class == class)
    }

    /// Whether a row is a person's own, and goes with them.
    pub fn is_owned(&self) -> bool {
        matches!(self.directive, Some(Directive::Via { .. }))
            || self.of(Class::Subject).any(|column| column.fate == Fate::Delete)
    }

    /// The primary key's columns.
    fn key(&self) -> String {
        let names: Vec<_> =
            self.columns.iter().filter(|column| column.is_key).map(|c| c.name.as_str()).collect();
        names.join(", ")
    }

    /// Rows that point at the person `$1`.
    fn is_theirs(&self) -> Option<String> {
        let conditions: Vec<_> =
            self.of(Class::Subject).map(|column| format!("{} = $1::uuid", column.name)).collect();
        (!conditions.is_empty()).then(|| format!("({})", conditions.join(" or ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_understood_and_every_other_refused() {
        let set = |text: &str| Fate::Set(text.to_owned());
        for (said, class, fate) in [
            ("none", Class::None, Fate::Stay),
            ("none set false", Class::None, set("false")),
            ("subject delete", Class::Subject, Fate::Delete),
            ("subject delete if not kept", Class::Subject, Fate::DeleteIf("not kept".into())),
            ("subject null", Class::Subject, Fate::Null),
            ("subject keep, a reason", Class::Subject, Fate::Stay),
            ("personal row", Class::Personal, Fate::Row),
            ("personal set 'x' || id", Class::Personal, set("'x' || id")),
            ("address row", Class::Address, Fate::Row),
            ("secret set ''", Class::Secret, set("''")),
            ("secret keep, a reason", Class::Secret, Fate::Stay),
            ("text redact", Class::Text, Fate::Redact),
            ("text delete", Class::Text, Fate::Delete),
            ("text keep, a reason", Class::Text, Fate::Stay),
        ] {
            assert_eq!(parse(said), Some((class, fate)), "{said}");
        }
        for said in [
            "",
            "nothing",
            "none x",
            "subject",
            "subject keep",
            "subject keep, ",
            "personal",
            "personal delete",
            "address",
            "address keep, x",
            "secret",
            "secret keep",
            "text",
            "text null",
            "text set ''",
        ] {
            assert_eq!(parse(said), None, "{said}");
        }
    }

    #[test]
    fn a_table_says_whose_its_rows_are() {
        let via = Directive::Via { parent: "a.b".into(), column: "b_id".into(), key: "id".into() };
        assert_eq!(parse_directive("via a.b b_id id"), Some(via));
        assert_eq!(parse_directive("objects org/{id}/"), Some(Directive::Objects("org/{id}/".into())));
        assert_eq!(parse_directive("What people think of things"), None);
    }
}
