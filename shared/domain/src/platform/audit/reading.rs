//! The log as people read it: newest first, filtered, page by page.

use jiff::Timestamp;
use serde_json::Value;
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use crate::{
    Error, Result,
    platform::paging::{Page, Paged, Sort},
    transaction::TenantTx,
};

/// How the list may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "a.created_at", sql_type: "timestamptz" }];

/// An entry.
#[derive(Debug, Clone)]
pub struct Logged {
    /// Its id.
    pub id: Uuid,
    /// Who acted; nobody for what the platform does by itself.
    pub actor: Option<Uuid>,
    /// What happened.
    pub action: String,
    /// To which kind of thing.
    pub resource_type: String,
    /// To which.
    pub resource: Option<Uuid>,
    /// The values before.
    pub old_values: Option<Value>,
    /// The values after.
    pub new_values: Option<Value>,
    /// From which address; erased with the person.
    pub ip: Option<String>,
    /// With which agent; erased with the person.
    pub user_agent: Option<String>,
    /// The request.
    pub request_id: Option<String>,
    /// When.
    pub created_at: Timestamp,
    /// Its place in the chain, once it is sealed.
    pub sequence: Option<i64>,
}

/// Which entries a list shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// By this person.
    pub actor: Option<Uuid>,
    /// Of this action.
    pub action: Option<String>,
    /// About this kind of thing.
    pub resource_type: Option<String>,
    /// About this thing.
    pub resource: Option<Uuid>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
    /// Whose action or kind of thing begins with this.
    pub q: Option<String>,
}

const COLUMNS: &str = "a.id, a.actor_id, a.action, a.resource_type, a.resource_id, a.old_values, a.new_values, \
    host(a.ip) as ip, a.user_agent, a.request_id, a.created_at, \
    (select s.sequence from platform.audit_seals s \
     where s.organization_id = a.organization_id and s.audit_log_id = a.id) as sequence";

impl Filter {
    /// Whether it lets everything through.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The tail of the list's statement and its parameters. Only what is asked for stands in it, so that each
    /// combination gets a plan, and an index, of its own.
    fn tail<'a>(&'a self, organization: &'a Uuid) -> (String, Vec<&'a (dyn ToSql + Sync)>) {
        let mut tail = "from platform.audit_logs a where a.organization_id = $1".to_owned();
        let mut params: Vec<&(dyn ToSql + Sync)> = vec![organization];
        let mut add = |condition: &str, value: &'a (dyn ToSql + Sync)| {
            params.push(value);
            tail.push_str(" and ");
            tail.push_str(&condition.replace('$', &format!("${}", params.len())));
        };
        if let Some(actor) = &self.actor {
            add("a.actor_id = $", actor);
        }
        if let Some(action) = &self.action {
            add("a.action collate \"C\" = $", action);
        }
        if let Some(resource_type) = &self.resource_type {
            add("a.resource_type collate \"C\" = $", resource_type);
        }
        if let Some(resource) = &self.resource {
            add("a.resource_id = $", resource);
        }
        if let Some(from) = &self.from {
            add("a.created_at >= $", from);
        }
        if let Some(to) = &self.to {
            add("a.created_at < $", to);
        }
        if let Some(q) = &self.q {
            // The beginning of a word, as a range of its index.
            add(
                "(a.action collate \"C\" >= $ and a.action collate \"C\" < $ || chr(1114111) \
                 or a.resource_type collate \"C\" >= $ and a.resource_type collate \"C\" < $ || chr(1114111))",
                q,
            );
        }
        (tail, params)
    }
}

/// Lists entries.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Logged>> {
    let organization = tx.organization().0;
    let (tail, params) = filter.tail(&organization);
    page.fetch(tx, COLUMNS, &tail, "a.id", &params, read).await
}

/// The statement of [`list`] and its parameters without the limit, for those who want to see its plan.
pub fn statement<'a>(
    filter: &'a Filter,
    page: &Page,
    organization: &'a Uuid,
) -> (String, Vec<&'a (dyn ToSql + Sync)>) {
    let (tail, params) = filter.tail(organization);
    (page.statement(COLUMNS, &tail, "a.id", params.len()), params)
}

/// An entry.
///
/// # Errors
/// `NotFound` for an absent or foreign one.
pub async fn get(tx: &TenantTx, id: Uuid) -> Result<Logged> {
    let sql =
        format!("select {COLUMNS} from platform.audit_logs a where a.organization_id = $1 and a.id = $2");
    let statement = tx.client().prepare_cached(&sql).await?;
    let row = tx.client().query_opt(&statement, &[&tx.organization().0, &id]).await?;
    let row = row.ok_or(Error::NotFound("audit_log"))?;
    Ok(read(&row)?)
}

fn read(row: &Row) -> std::result::Result<Logged, tokio_postgres::Error> {
    Ok(Logged {
        id: row.try_get("id")?,
        actor: row.try_get("actor_id")?,
        action: row.try_get("action")?,
        resource_type: row.try_get("resource_type")?,
        resource: row.try_get("resource_id")?,
        old_values: row.try_get("old_values")?,
        new_values: row.try_get("new_values")?,
        ip: row.try_get("ip")?,
        user_agent: row.try_get("user_agent")?,
        request_id: row.try_get("request_id")?,
        created_at: row.try_get("created_at")?,
        sequence: row.try_get("sequence")?,
    })
}
