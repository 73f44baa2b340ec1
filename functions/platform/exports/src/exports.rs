//! Exports: list, request, read, download, delete; only one's own.

use std::time::Duration;

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::{ExportId, ProjectId},
    ingestion::projects,
    platform::{
        exports::{
            self, Format, PERSON, Request, SORTS, STATUSES,
            registry::{EXPORTABLES, Exportable},
        },
        paging::Page,
    },
    transaction::TenantTx,
};
use garde::Validate;
use http::{HeaderMap, header};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List, problem::Problem};
use serde::Deserialize;
use serde_json::Map;
use utoipa::IntoParams;

use crate::{
    App,
    models::{ExportDownload, ExportIn, ExportOut},
};

/// How long a download's address works.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// Which exports, in which order.
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
    /// Only exports in this status.
    #[param(pattern = "^(QUEUED|RUNNING|SUCCEEDED|FAILED)$")]
    status: Option<String>,
}

/// Lists the caller's exports that have not expired.
#[utoipa::path(get, path = "/v1/exports", security(("bearer" = [])), tag = "exports", params(ListQuery),
    responses((status = 200, body = List<ExportOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    let status = query.status.as_deref();
    if status.is_some_and(|status| !STATUSES.contains(&status)) {
        let message = format!("one of {}", STATUSES.join(", "));
        return Err(Error::invalid("?status", "invalid_value", message).into());
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let found = exports::list(&tx, status, &page).await?;
    let data = found.rows.into_iter().map(ExportOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Asks for an export of what the caller may see. Takes a fresh factor.
#[utoipa::path(post, path = "/v1/exports", security(("bearer" = ["exports.run"])), tag = "exports", request_body = ExportIn,
    responses(
        (status = 202, body = ExportOut, description = "Queued: read it again"),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`too_many_exports` of the caller's are under way")))]
pub async fn request(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::ExportsRun)?;
    tx.require_fresh_factor()?;
    let request = checked(&tx, input.read()?).await?;
    accept(&app, tx, &request).await
}

/// Asks for everything that is kept about the caller, in every organization. Takes a fresh factor; it is theirs
/// whatever they may do.
#[utoipa::path(post, path = "/v1/me/data-export", security(("bearer" = [])), tag = "exports", operation_id = "request_own_data",
    responses(
        (status = 202, body = ExportOut, description = "Queued: read it again"),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`too_many_exports` of the caller's are under way")))]
pub async fn request_own_data(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require_fresh_factor()?;
    if !input.is_empty() {
        let Nothing {} = input.read()?;
    }
    let (resource_type, filters) = (PERSON.to_owned(), Map::new());
    let request = Request { resource_type, format: Format::Ndjson, bom: false, project: None, filters };
    accept(&app, tx, &request).await
}

/// A body that says nothing.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn accept(app: &App, tx: TenantTx, request: &Request) -> Result {
    let export = exports::request(&tx, request).await?;
    let (version, location) = (export.version, format!("/v1/exports/{}", export.id));
    let reply =
        Reply::accepted(&ExportOut::from(export))?.header(header::LOCATION, &location).version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

async fn checked(tx: &TenantTx, input: ExportIn) -> domain::Result<Request> {
    let exportable = Exportable::parse(&input.resource_type).ok_or_else(|| {
        let names: Vec<_> = EXPORTABLES.iter().map(|exportable| exportable.name).collect();
        Error::invalid("/resource_type", "invalid_value", format!("one of {}", names.join(", ")))
    })?;
    exportable.permission.map_or(Ok(()), |permission| tx.require(permission))?;
    let format = Format::parse(&input.format).ok_or_else(|| {
        let names = Format::ALL.map(Format::name).join(", ");
        Error::invalid("/format", "invalid_value", format!("one of {names}"))
    })?;
    if input.bom && format != Format::Csv {
        return Err(Error::invalid("/bom", "not_applicable", "a byte order mark is for csv"));
    }
    exportable.check(&input.filters)?;
    let project = match input.project_id.map(ProjectId) {
        Some(_) if exportable.project.is_none() => {
            let message = format!("{} are not confined to a project", exportable.name);
            return Err(Error::invalid("/project_id", "not_applicable", message));
        }
        Some(project) => match projects::get(tx, project).await {
            Ok(project) => Some(project.id),
            Err(Error::NotFound(_)) => return Err(exports::no_such_project()),
            Err(error) => return Err(error),
        },
        None => None,
    };
    let resource_type = exportable.name.to_owned();
    Ok(Request { resource_type, format, bom: input.bom, project, filters: input.filters })
}

/// Reads an export.
#[utoipa::path(get, path = "/v1/exports/{id}", security(("bearer" = [])), tag = "exports", params(("id" = Uuid, Path)),
    responses((status = 200, body = ExportOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<ExportId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let export = exports::get(&tx, id).await?;
    let version = export.version;
    Ok(Reply::ok(&ExportOut::from(export))?.version(version))
}

/// Gives an address from which the file can be read for five minutes: as a redirect, or as JSON with
/// `Accept: application/json`.
#[utoipa::path(get, path = "/v1/exports/{id}/download", security(("bearer" = [])), tag = "exports", params(("id" = Uuid, Path)),
    responses((status = 303, description = "There it is"), (status = 200, body = ExportDownload),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`export_not_ready`")))]
pub async fn download(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ExportId>,
    headers: HeaderMap,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let export = exports::get(&tx, id).await?;
    if export.resource_type != PERSON {
        tx.require(Permission::ExportsRun)?;
    }
    let Some(key) = &export.object_key else {
        let detail = format!("the export is {}, not SUCCEEDED", export.status);
        return Err(Error::conflict("export_not_ready", detail).into());
    };
    let url = app.objects.download_url(key, &export.file_name(), LIFETIME).await?;
    exports::log_download(&tx, &export).await?;
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    let reply = if wants_json {
        let expires_at = tx.now() + jiff::SignedDuration::from_secs(LIFETIME.as_secs().cast_signed());
        Reply::ok(&ExportDownload { url, expires_at })?
    } else {
        Reply::see_other(&url)
    };
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes an export with its file.
#[utoipa::path(delete, path = "/v1/exports/{id}", security(("bearer" = [])), tag = "exports", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ExportId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let export = exports::lock(&tx, id).await?;
    exports::delete(&tx, &export, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
