//! Analyses: list, request, read.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::{AnalysisId, FileId, ProjectId},
    ingestion::{files, projects},
    intelligence::{
        analyses::{self, Filter, SORTS, STATUSES},
        inputs::Input as Table,
    },
    platform::paging::Page,
    transaction::TenantTx,
};
use http::header;
use runtime::http::{Input, Path, Query, Reply, Result, SignedIn, openapi::List, problem::Problem};
use serde::Deserialize;
use statistics::Kind;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{AnalysisIn, AnalysisOut},
    question,
};

/// Which analyses, in which order.
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
    /// Only analyses in this status.
    #[param(pattern = "^(QUEUED|RUNNING|SUCCEEDED|FAILED)$")]
    status: Option<String>,
    /// Only analyses of this type.
    calculation_type: Option<String>,
    /// Only analyses that read this file.
    file_id: Option<Uuid>,
}

impl ListQuery {
    fn filter(&self) -> domain::Result<Filter> {
        if self.status.as_deref().is_some_and(|status| !STATUSES.contains(&status)) {
            let message = format!("one of {}", STATUSES.join(", "));
            return Err(Error::invalid("?status", "invalid_value", message));
        }
        let kind = self.calculation_type.as_deref().map(|text| {
            let known = || format!("one of {}", Kind::ALL.map(Kind::as_str).join(", "));
            Kind::parse(text).ok_or_else(|| Error::invalid("?calculation_type", "unknown_type", known()))
        });
        Ok(Filter {
            status: self.status.clone(),
            calculation_type: kind.transpose()?.map(Kind::as_str),
            file: self.file_id,
        })
    }
}

/// Lists the analyses of a project, without their results.
#[utoipa::path(get, path = "/v1/projects/{id}/analyses", tag = "analyses",
    security(("bearer" = ["analyses.read"])),
    params(("id" = Uuid, Path), ListQuery), responses((status = 200, body = List<AnalysisOut>)))]
pub async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ProjectId>,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let project = projects::get(&tx, id).await?;
    project.access.require(&tx, Permission::AnalysesRead)?;
    let query: ListQuery = query.read()?;
    let filter = query.filter()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let found = analyses::list(&tx, &project, &filter, &page).await?;
    let data = found.rows.into_iter().map(AnalysisOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Requests an analysis. What was computed before over the same content is answered at once.
#[utoipa::path(post, path = "/v1/projects/{id}/analyses", tag = "analyses",
    security(("bearer" = ["analyses.run"])), params(("id" = Uuid, Path)),
    request_body = AnalysisIn,
    responses(
        (status = 202, body = AnalysisOut, description = "Queued, or under way already: read it again"),
        (status = 200, body = AnalysisOut, description = "Computed before"),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`file_not_ready`: the file has no table yet, or never will")))]
pub async fn request(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ProjectId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let project = projects::get(&tx, id).await?;
    project.access.require(&tx, Permission::AnalysesRun)?;
    let input: AnalysisIn = input.read()?;
    let calculation = question::parse(&input.calculation_type, &input.parameters)?;
    let table = table(&tx, project.id, FileId(input.file_id)).await?;
    let question = question::about(&table, &calculation)?;
    let analysis = analyses::request(&tx, &project, &table, &question).await?;
    let (version, location) = (analysis.version, format!("/v1/analyses/{}", analysis.id));
    let cached = analysis.status == "SUCCEEDED";
    let body = AnalysisOut { cached, ..AnalysisOut::from(analysis) };
    let reply = if cached { Reply::ok(&body)? } else { Reply::accepted(&body)? };
    let reply = reply.header(header::LOCATION, &location).version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// The table of a file of the project.
async fn table(tx: &TenantTx, project: ProjectId, id: FileId) -> domain::Result<Table> {
    match files::get(tx, id).await {
        Ok(file) if file.project == project => Table::of(&file),
        Ok(_) | Err(Error::NotFound(_)) => Err(analyses::no_such_file()),
        Err(error) => Err(error),
    }
}

/// Reads an analysis.
#[utoipa::path(get, path = "/v1/analyses/{id}", tag = "analyses",
    security(("bearer" = ["analyses.read"])), params(("id" = Uuid, Path)),
    responses((status = 200, body = AnalysisOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<AnalysisId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let analysis = analyses::get(&tx, id).await?;
    analysis.access.require(&tx, Permission::AnalysesRead)?;
    let version = analysis.version;
    Ok(Reply::ok(&AnalysisOut::from(analysis))?.version(version))
}
