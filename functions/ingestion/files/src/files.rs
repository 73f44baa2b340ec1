//! Files: list, read, delete.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::{FileId, ProjectId},
    ingestion::{
        files::{self, Filter, SORTS, STATUSES},
        projects,
    },
    platform::paging::{self, Page},
};
use runtime::http::{IfMatch, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{App, models::FileOut};

/// Which files, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`, `file_name` or `size_bytes`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|file_name|size_bytes)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only files in this status.
    #[param(pattern = "^(PENDING|PROCESSING|SUCCESS|FAILED)$")]
    upload_status: Option<String>,
    /// Only files that carry this tag.
    tag: Option<Uuid>,
}

/// Lists the files of a project.
#[utoipa::path(get, path = "/v1/projects/{id}/files", tag = "files",
    security(("bearer" = ["files.read"])), params(("id" = Uuid, Path), ListQuery),
    responses((status = 200, body = List<FileOut>)))]
pub async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(project): Path<ProjectId>,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let project = projects::get(&tx, project).await?;
    project.access.require(&tx, Permission::FilesRead)?;
    let query: ListQuery = query.read()?;
    if query.upload_status.as_deref().is_some_and(|status| !STATUSES.contains(&status)) {
        let message = format!("one of {}", STATUSES.join(", "));
        return Err(Error::invalid("?upload_status", "invalid_value", message).into());
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { q: paging::parse_q(query.q)?, upload_status: query.upload_status, tag: query.tag };
    let found = files::list(&tx, &project, &filter, &page).await?;
    let data = found.rows.into_iter().map(FileOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Reads a file: its status, how far it is, and what its columns are.
#[utoipa::path(get, path = "/v1/files/{id}", tag = "files",
    security(("bearer" = ["files.read"])), params(("id" = Uuid, Path)),
    responses((status = 200, body = FileOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<FileId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let file = files::get(&tx, id).await?;
    file.access.require(&tx, Permission::FilesRead)?;
    let version = file.version;
    Ok(Reply::ok(&FileOut::from(file))?.version(version))
}

/// Deletes a file with its objects, its rows and its analyses; ends its upload where that is unfinished.
#[utoipa::path(delete, path = "/v1/files/{id}", tag = "files",
    security(("bearer" = ["files.delete"])), params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<FileId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let file = files::lock(&tx, id).await?;
    file.access.require(&tx, Permission::FilesDelete)?;
    files::delete(&tx, &file, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
