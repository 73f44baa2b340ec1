//! `/v1/audit-logs/export`: the sealed log as a file in the object store, behind an address that works for a moment.

use std::time::Duration;

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    platform::audit::{
        self, Entry,
        export::{self, Format},
        reading::Filter,
        verification::{self, Walk},
    },
    transaction::TenantTx,
};
use garde::Validate;
use http::{HeaderMap, header};
use jiff::{SignedDuration, Timestamp};
use runtime::{
    aws::objects::Upload,
    http::{Input, Query, Reply, Result, SignedIn},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    App,
    models::{FilterWords, SignedOut},
    verify::sequence,
};

/// How long the address works.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// What to export.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditLogExportIn {
    /// `csv` or `ndjson`.
    #[garde(skip)]
    #[schema(pattern = "^(csv|ndjson)$")]
    format: String,
    /// Go on behind this place, the `through` of a file that was not complete.
    #[garde(range(min = 0))]
    #[serde(default)]
    #[schema(minimum = 0)]
    after: Option<i64>,
    /// By this person.
    #[garde(skip)]
    #[serde(default)]
    actor_id: Option<Uuid>,
    /// Of this action.
    #[garde(skip)]
    #[serde(default)]
    action: Option<String>,
    /// About this kind of thing.
    #[garde(skip)]
    #[serde(default)]
    resource_type: Option<String>,
    /// About this thing.
    #[garde(skip)]
    #[serde(default)]
    resource_id: Option<Uuid>,
    /// Not before this instant.
    #[garde(skip)]
    #[serde(default)]
    #[schema(format = DateTime)]
    from: Option<String>,
    /// Before this instant.
    #[garde(skip)]
    #[serde(default)]
    #[schema(format = DateTime)]
    to: Option<String>,
    /// The beginning of an action or of a kind of thing.
    #[garde(skip)]
    #[serde(default)]
    q: Option<String>,
}

/// What to export.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `csv` or `ndjson`.
    #[param(pattern = "^(csv|ndjson)$")]
    format: String,
    /// Go on behind this place, the `through` of a file that was not complete.
    #[param(value_type = Option<i64>, minimum = 0)]
    after: Option<String>,
    /// By this person.
    actor_id: Option<Uuid>,
    /// Of this action.
    action: Option<String>,
    /// About this kind of thing.
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
    q: Option<String>,
}

/// An exported file.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditLogExportOut {
    /// Read it without `Authorization`.
    url: String,
    /// Until then.
    expires_at: Timestamp,
    /// `csv` or `ndjson`.
    format: &'static str,
    /// Lines, without the line of names.
    rows: usize,
    /// The place behind which the file begins.
    after: i64,
    /// The last place that was looked at.
    through: i64,
    /// Whether that is the end of what is sealed. If not, the next file begins with `after` = `through`.
    complete: bool,
    /// Whether entries were left out, so that only the single lines can be verified.
    filtered: bool,
    /// The latest anchor, signed: what the files are verified against.
    anchor: Option<SignedOut>,
}

/// Exports the sealed log. Takes a fresh factor.
#[utoipa::path(post, path = "/v1/audit-logs/export", security(("bearer" = ["audit_logs.read"])), tag = "audit_logs", request_body = AuditLogExportIn,
    responses((status = 200, body = AuditLogExportOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    require(&tx)?;
    let input: AuditLogExportIn = input.read()?;
    let AuditLogExportIn { format, after, actor_id, action, resource_type, resource_id, from, to, q } = input;
    let words = FilterWords { actor_id, action, resource_type, resource_id, from, to, q };
    let wish = Wish { format: parse("/format", &format)?, after, filter: words.read("/")? };
    let out = export(&app, &tx, wish, caller.dry_run).await?;
    let reply = Reply::ok(&out)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Exports the sealed log, for browsers: a redirect to the file, or JSON with `Accept: application/json`. Takes a fresh
/// factor.
#[utoipa::path(get, path = "/v1/audit-logs/export", security(("bearer" = ["audit_logs.read"])), tag = "audit_logs", operation_id = "export_by_link",
    params(ExportQuery), responses((status = 303, description = "There it is"), (status = 200, body = AuditLogExportOut)))]
pub async fn redirect(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    query: Query,
    headers: HeaderMap,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    require(&tx)?;
    let query: ExportQuery = query.read()?;
    let after = sequence("?after", query.after.as_deref())?;
    let ExportQuery { format, actor_id, action, resource_type, resource_id, from, to, q, .. } = query;
    let words = FilterWords { actor_id, action, resource_type, resource_id, from, to, q };
    let wish = Wish { format: parse("?format", &format)?, after, filter: words.read("?")? };
    let out = export(&app, &tx, wish, false).await?;
    tx.commit().await?;
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    if wants_json { Ok(Reply::ok(&out)?) } else { Ok(Reply::see_other(&out.url)) }
}

fn require(tx: &TenantTx) -> domain::Result<()> {
    tx.require(Permission::AuditLogsRead)?;
    tx.require(Permission::ExportsRun)?;
    tx.require_fresh_factor()
}

fn parse(pointer: &str, format: &str) -> domain::Result<Format> {
    Format::parse(format).ok_or_else(|| Error::invalid(pointer, "invalid_value", "one of csv, ndjson"))
}

struct Wish {
    format: Format,
    after: Option<i64>,
    filter: Filter,
}

/// Streams the log into the object store, part by part. What it logs about itself is written at the end: a transaction
/// that has written nothing yet holds up no sealing. A dry run only counts, and gives no address.
async fn export(app: &App, tx: &TenantTx, wish: Wish, dry_run: bool) -> domain::Result<AuditLogExportOut> {
    let Wish { format, after, filter } = wish;
    let organization = tx.organization().0;
    let anchor = match app.anchors.of(organization).await?.last() {
        Some((sequence, hash)) => app.anchors.signed(organization, *sequence, hash).await?,
        None => None,
    };
    let chain = verification::chain(tx).await?;
    let mut walk = Walk::start(tx, &chain, &[], after).await?;
    let after = walk.position();
    let key = format!("org/{organization}/audit-logs/{}.{}", tx.id(), format.name());
    let mut upload = (!dry_run).then(|| Upload::new(&app.exports, &key, format.content_type()));
    let written = write(app, tx, &mut walk, upload.as_mut(), format, &filter).await;
    let through = walk.position();
    let url = match (&written, upload) {
        (Ok(_), Some(upload)) => {
            upload.finish().await?;
            let name = format!("audit-logs-{}-{through}.{}", after + 1, format.name());
            app.exports.download_url(&key, &name, LIFETIME).await?
        }
        (Err(_), Some(upload)) => {
            upload.abort().await?;
            String::new()
        }
        (_, None) => String::new(),
    };
    let rows = written?;
    let filtered = !filter.is_empty();
    let entry = Entry {
        action: "exported",
        resource_type: "audit_log",
        new_values: Some(json!({
            "format": format.name(), "rows": rows, "after": after, "through": through, "filtered": filtered,
        })),
        ..Entry::default()
    };
    audit::record(tx, entry).await?;
    let expires_at = tx.now() + SignedDuration::from_secs(LIFETIME.as_secs().cast_signed());
    let complete = walk.is_done();
    let (format, anchor) = (format.name(), anchor.map(Into::into));
    Ok(AuditLogExportOut { url, expires_at, format, rows, after, through, complete, filtered, anchor })
}

async fn write(
    app: &App,
    tx: &TenantTx,
    walk: &mut Walk<'_>,
    mut upload: Option<&mut Upload>,
    format: Format,
    filter: &Filter,
) -> domain::Result<usize> {
    let until = app.context.now() + app.longest;
    let mut rows = 0;
    let mut buffer = export::begin(format)?;
    while !walk.is_done() && app.context.now() < until {
        let (sealed, stopped) = walk.read(tx).await?;
        let (lines, count) = export::lines(format, &sealed, filter)?;
        buffer.extend_from_slice(&lines);
        if let Some(upload) = &mut upload {
            upload.write(&buffer).await?;
        }
        buffer.clear();
        rows += count;
        sealed.iter().for_each(|entry| walk.accept(entry));
        if stopped.is_some() {
            // A file with a hole would say nothing of it.
            return Err(Error::conflict("chain_broken", "the log is not whole: GET /v1/audit-logs/verify"));
        }
    }
    if let Some(upload) = upload {
        upload.write(&buffer).await?;
    }
    Ok(rows)
}
