//! Entries: list, read. Either leaves an entry that says so.

use axum::extract::State;
use domain::{
    accounts::permissions::Permission,
    platform::{
        audit::{
            self,
            reading::{self, SORTS},
        },
        paging::Page,
    },
};
use runtime::http::{Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{AuditLogOut, FilterWords},
};

/// Which entries, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`; with a leading `-` for descending.
    #[param(pattern = "^-?created_at$", default = "-created_at")]
    sort: Option<String>,
    /// By this person.
    actor_id: Option<Uuid>,
    /// Of this action.
    #[param(min_length = 1, max_length = 100)]
    action: Option<String>,
    /// About this kind of thing.
    #[param(min_length = 1, max_length = 100)]
    resource_type: Option<String>,
    /// About this thing.
    resource_id: Option<Uuid>,
    /// Not before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    from: Option<String>,
    /// Before this instant.
    #[param(value_type = Option<String>, format = DateTime)]
    to: Option<String>,
    /// The beginning of an action or of a kind of thing.
    #[param(min_length = 1, max_length = 100)]
    q: Option<String>,
}

/// Lists the activity log, the latest entry first.
#[utoipa::path(get, path = "/v1/audit-logs", security(("bearer" = ["audit_logs.read"])), tag = "audit_logs", params(ListQuery),
    responses((status = 200, body = List<AuditLogOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::AuditLogsRead)?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let ListQuery { actor_id, action, resource_type, resource_id, from, to, q, .. } = query;
    let filter = FilterWords { actor_id, action, resource_type, resource_id, from, to, q }.read("?")?;
    let found = reading::list(&tx, &filter, &page).await?;
    audit::record_read(&tx, "audit_log", None, found.rows.len()).await?;
    tx.commit().await?;
    let data = found.rows.into_iter().map(AuditLogOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Reads an entry.
#[utoipa::path(get, path = "/v1/audit-logs/{id}", security(("bearer" = ["audit_logs.read"])), tag = "audit_logs", params(("id" = Uuid, Path)),
    responses((status = 200, body = AuditLogOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<Uuid>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let entry = reading::get(&tx, id).await?;
    tx.require(Permission::AuditLogsRead)?;
    audit::record_read(&tx, "audit_log", Some(id), 1).await?;
    tx.commit().await?;
    Ok(Reply::ok(&AuditLogOut::from(entry))?)
}
