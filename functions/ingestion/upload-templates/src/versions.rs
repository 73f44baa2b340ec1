//! What a template said before.

use axum::extract::State;
use domain::{
    Error,
    ids::UploadTemplateId,
    ingestion::upload_templates::{self, Version},
    platform::paging::parse_limit,
};
use runtime::http::{Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{App, models::UploadTemplateVersionOut};

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VersionsQuery {
    /// Versions in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before: a version, below which the page begins.
    cursor: Option<String>,
}

/// Lists what an upload template said at each of its versions, the latest first.
#[utoipa::path(get, path = "/v1/upload-templates/{id}/versions", tag = "upload templates",
    operation_id = "list_upload_template_versions",
    security(("bearer" = [])), params(("id" = Uuid, Path), VersionsQuery),
    responses((status = 200, body = List<UploadTemplateVersionOut>)))]
pub async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<UploadTemplateId>,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let template = upload_templates::get(&tx, id).await?;
    let query: VersionsQuery = query.read()?;
    let limit = i64::from(parse_limit(query.limit.as_deref())?);
    let before = query.cursor.as_deref().map(str::parse).transpose();
    let before =
        before.map_err(|_| Error::invalid("?cursor", "invalid_cursor", "not a cursor of this list"))?;
    // One more tells whether there is another page.
    let mut versions: Vec<Version> = upload_templates::versions(&tx, template.id, before, limit + 1).await?;
    let has_more = versions.len() as i64 > limit;
    versions.truncate(limit as usize);
    let next_cursor = versions.last().filter(|_| has_more).map(|version| version.version.to_string());
    let data = versions.into_iter().map(UploadTemplateVersionOut::new).collect::<domain::Result<Vec<_>>>()?;
    Ok(Reply::ok(&List { data, next_cursor })?)
}
