//! Projects: list, create, read, change, delete.

use axum::extract::State;
use domain::{
    Error,
    accounts::{access, permissions::Permission},
    ids::ProjectId,
    ingestion::projects::{self, Filter, SORTS, STATUSES},
    platform::paging::{self, Page},
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{ProjectIn, ProjectOut, ProjectPatch},
};

/// Which projects, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`, `updated_at` or `name`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|updated_at|name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only projects in this status.
    #[param(pattern = "^(planning|active|on-hold|completed|cancelled)$")]
    status: Option<String>,
    /// Only projects of this manager.
    manager_id: Option<Uuid>,
    /// Only projects of this team.
    team_id: Option<Uuid>,
    /// Only projects that carry this tag.
    tag: Option<Uuid>,
}

/// Lists the projects that you may read.
#[utoipa::path(get, path = "/v1/projects", tag = "projects",
    security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = List<ProjectOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    if query.status.as_deref().is_some_and(|status| !STATUSES.contains(&status)) {
        return Err(
            Error::invalid("?status", "invalid_value", format!("one of {}", STATUSES.join(", "))).into()
        );
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter {
        q: paging::parse_q(query.q)?,
        status: query.status,
        manager_id: query.manager_id,
        team_id: query.team_id,
        tag: query.tag,
    };
    let found = projects::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(ProjectOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Creates a project, of a team where one is named. The caller becomes its first member.
#[utoipa::path(post, path = "/v1/projects", tag = "projects",
    security(("bearer" = ["projects.write"])), request_body = ProjectIn,
    responses((status = 201, body = ProjectOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    access::require_any(&tx, Permission::ProjectsWrite).await?;
    let input: ProjectIn = input.read()?;
    let project = projects::insert(&tx, &input.into()).await?;
    let (version, location) = (project.version, format!("/v1/projects/{}", project.id));
    let reply = Reply::created(&ProjectOut::from(project), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a project.
#[utoipa::path(get, path = "/v1/projects/{id}", tag = "projects",
    security(("bearer" = ["projects.read"])), params(("id" = Uuid, Path)),
    responses((status = 200, body = ProjectOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<ProjectId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let project = projects::get(&tx, id).await?;
    project.access.require(&tx, Permission::ProjectsRead)?;
    let version = project.version;
    Ok(Reply::ok(&ProjectOut::from(project))?.version(version))
}

/// Changes a project. To take it from a team takes the right to delete it; to give it to one, the right to work there.
#[utoipa::path(patch, path = "/v1/projects/{id}", tag = "projects",
    security(("bearer" = ["projects.write"])), params(("id" = Uuid, Path)),
    request_body = ProjectPatch,
    responses((status = 200, body = ProjectOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The name is taken")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ProjectId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = projects::lock(&tx, id).await?;
    before.access.require(&tx, Permission::ProjectsWrite)?;
    let input: ProjectIn = input.merge_into(&ProjectIn::from(before.fields.clone()))?;
    let project = projects::update(&tx, &before, &input.into(), if_version).await?;
    let version = project.version;
    let reply = Reply::ok(&ProjectOut::from(project))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes a project with everything in it. It is gone at once; its data goes after the organization's grace.
#[utoipa::path(delete, path = "/v1/projects/{id}", tag = "projects",
    security(("bearer" = ["projects.delete"])), params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ProjectId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let project = projects::lock(&tx, id).await?;
    project.access.require(&tx, Permission::ProjectsDelete)?;
    projects::delete(&tx, &project, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
