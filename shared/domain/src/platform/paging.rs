//! Lists page by key set: a page begins behind the last row of the one before, so that no row is skipped or
//! repeated while others are inserted.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use serde::{Deserialize, Serialize};
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use crate::{Error, Result, transaction::TenantTx};

/// The most rows in one page.
pub const MAX_LIMIT: u32 = 200;
/// The rows in a page where nothing is said.
pub const DEFAULT_LIMIT: u32 = 50;

/// The longest `?q=`, in characters.
pub const MAX_Q: usize = 200;

/// A column by which a list may be sorted. It must not be null: a null has no place in a key set.
#[derive(Debug)]
pub struct Sort {
    /// Its name in `?sort=`.
    pub name: &'static str,
    /// The SQL expression.
    pub expression: &'static str,
    /// The SQL type of the expression.
    pub sql_type: &'static str,
}

/// Which page of a list is asked for.
#[derive(Debug, Clone)]
pub struct Page {
    sort: &'static Sort,
    descending: bool,
    limit: u32,
    after: Option<Position>,
}

/// A row's place in its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Position {
    /// The `?sort=` it belongs to.
    s: String,
    /// The sort expression's value, as text.
    v: String,
    /// The row's id: decides between equal values.
    i: Uuid,
}

/// A page's rows and where the next begins.
#[derive(Debug)]
pub struct Paged<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// The cursor of the next page, if there is one.
    pub next_cursor: Option<String>,
}

impl Page {
    /// Reads `?limit=`, `?sort=` and `?cursor=`. The first of `sorts`, descending, is the default.
    ///
    /// # Errors
    /// `Invalid`, naming the parameter.
    pub fn parse(
        sorts: &'static [Sort],
        limit: Option<&str>,
        sort: Option<&str>,
        cursor: Option<&str>,
    ) -> Result<Self> {
        let limit = parse_limit(limit)?;
        let (name, descending) = match sort {
            Some(text) => (text.strip_prefix('-').unwrap_or(text), text.starts_with('-')),
            None => (sorts[0].name, true),
        };
        let sort = sorts.iter().find(|sort| sort.name == name).ok_or_else(|| {
            let names: Vec<_> = sorts.iter().map(|sort| sort.name).collect();
            Error::invalid(
                "?sort",
                "unknown_sort",
                format!("one of {}, with a leading - for descending", names.join(", ")),
            )
        })?;
        let mut page = Self { sort, descending, limit, after: None };
        page.after = cursor.map(|cursor| page.decode(cursor)).transpose()?;
        Ok(page)
    }

    fn key(&self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.sort.name)
    }

    fn decode(&self, cursor: &str) -> Result<Position> {
        let position =
            BASE64.decode(cursor).ok().and_then(|json| serde_json::from_slice::<Position>(&json).ok());
        position.filter(|position| position.s == self.key() && self.fits(&position.v)).ok_or_else(|| {
            Error::invalid("?cursor", "invalid_cursor", "not a cursor of this list in this order")
        })
    }

    /// A cursor is the client's word: its value must be one that PostgreSQL can read as the sort's type.
    fn fits(&self, value: &str) -> bool {
        match self.sort.sql_type {
            "timestamptz" => value.parse::<jiff::Timestamp>().is_ok(),
            _ => !value.contains('\0'),
        }
    }

    /// Runs a list: `columns` of `from_where`, which ends inside its WHERE clause and uses `$1…$n` of `params`.
    /// `id` is the SQL expression of the row's id.
    pub async fn fetch<T>(
        &self,
        tx: &TenantTx,
        columns: &str,
        from_where: &str,
        id: &str,
        params: &[&(dyn ToSql + Sync)],
        read: impl Fn(&Row) -> std::result::Result<T, tokio_postgres::Error>,
    ) -> Result<Paged<T>> {
        let sql = self.statement(columns, from_where, id, params.len());
        let mut params = params.to_vec();
        let limit = i64::from(self.limit) + 1;
        if let Some(position) = &self.after {
            params.push(&position.v);
            params.push(&position.i);
        }
        // One row more than asked for tells whether there is a next page.
        params.push(&limit);
        let statement = tx.client().prepare_cached(&sql).await?;
        let rows = tx.client().query(&statement, &params).await?;
        let limit = self.limit as usize;
        let next_cursor = match rows.get(limit.wrapping_sub(1)) {
            Some(last) if rows.len() > limit => {
                let position =
                    Position { s: self.key(), v: last.try_get("page_value")?, i: last.try_get("page_id")? };
                Some(BASE64.encode(serde_json::to_vec(&position).map_err(Error::internal)?))
            }
            _ => None,
        };
        let rows = rows.iter().take(limit).map(read).collect::<std::result::Result<_, _>>()?;
        Ok(Paged { rows, next_cursor })
    }

    /// The statement of [`Page::fetch`]. Behind the `parameters` of the tail come value and id of the row before, where
    /// there is one, and the limit.
    pub fn statement(&self, columns: &str, from_where: &str, id: &str, parameters: usize) -> String {
        let (expression, sql_type) = (self.sort.expression, self.sort.sql_type);
        let (direction, comparison) = if self.descending { ("desc", "<") } else { ("asc", ">") };
        let (mut after, mut last) = (String::new(), parameters + 1);
        if self.after.is_some() {
            after = format!(
                " and ({expression}, {id}) {comparison} (${}::text::{sql_type}, ${}::uuid)",
                parameters + 1,
                parameters + 2
            );
            last = parameters + 3;
        }
        let shown = if sql_type == "timestamptz" {
            // RFC 3339 in UTC with microseconds, whatever the session's settings.
            format!("to_char({expression} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
        } else {
            format!("({expression})::text")
        };
        format!(
            "select {columns}, {id} as page_id, {shown} as page_value {from_where}{after} \
             order by {expression} {direction}, {id} {direction} limit ${last}"
        )
    }
}

/// Reads `?limit=`.
///
/// # Errors
/// `Invalid` outside 1 to [`MAX_LIMIT`].
pub fn parse_limit(limit: Option<&str>) -> Result<u32> {
    match limit.map(str::parse::<u32>) {
        None => Ok(DEFAULT_LIMIT),
        Some(Ok(limit)) if (1..=MAX_LIMIT).contains(&limit) => Ok(limit),
        Some(_) => Err(Error::invalid("?limit", "out_of_range", format!("a number from 1 to {MAX_LIMIT}"))),
    }
}

/// Reads `?q=`, which is to be part of a name or title.
///
/// # Errors
/// `Invalid` above [`MAX_Q`].
pub fn parse_q(q: Option<String>) -> Result<Option<String>> {
    if q.as_deref().is_some_and(|q| q.chars().count() > MAX_Q) {
        return Err(Error::invalid("?q", "out_of_range", format!("at most {MAX_Q} characters")));
    }
    Ok(q)
}

#[cfg(test)]
mod tests {
    use super::*;

    static SORTS: &[Sort] = &[
        Sort { name: "created_at", expression: "created_at", sql_type: "timestamptz" },
        Sort { name: "name", expression: "lower(name)", sql_type: "text" },
    ];

    #[test]
    fn a_cursor_belongs_to_its_order() {
        let position = Position { s: "-created_at".into(), v: "2026-01-01T00:00:00Z".into(), i: Uuid::nil() };
        let cursor = BASE64.encode(serde_json::to_vec(&position).unwrap());
        let page = Page::parse(SORTS, None, None, Some(&cursor)).unwrap();
        assert_eq!(page.after, Some(position));
        assert!(Page::parse(SORTS, None, Some("name"), Some(&cursor)).is_err());
        assert!(Page::parse(SORTS, None, None, Some("garbage")).is_err());
    }

    #[test]
    fn a_forged_cursor_value_never_reaches_the_database() {
        let position = Position { s: "-created_at".into(), v: "not a time".into(), i: Uuid::nil() };
        let cursor = BASE64.encode(serde_json::to_vec(&position).unwrap());
        assert!(Page::parse(SORTS, None, None, Some(&cursor)).is_err());
    }

    #[test]
    fn limits_outside_the_range_are_refused() {
        for limit in ["0", "201", "-1", "x", ""] {
            assert!(parse_limit(Some(limit)).is_err(), "{limit}");
        }
        assert_eq!(parse_limit(Some("200")).unwrap(), 200);
    }
}
