//! Templates: list, create, read, change, delete.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::UploadTemplateId,
    ingestion::upload_templates::{self, FORMATS, Filter, SORTS},
    platform::paging::{self, Page},
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{UploadTemplateIn, UploadTemplateOut, UploadTemplatePatch},
};

/// Which templates, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `name`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only templates that are for files of this format.
    #[param(pattern = "^(csv|tsv|json|ndjson)$")]
    file_format: Option<String>,
}

/// Lists the organization's upload templates.
#[utoipa::path(get, path = "/v1/upload-templates", tag = "upload templates", operation_id = "list_upload_templates",
    security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = List<UploadTemplateOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    if query.file_format.as_deref().is_some_and(|format| !FORMATS.contains(&format)) {
        let message = format!("one of {}", FORMATS.join(", "));
        return Err(Error::invalid("?file_format", "invalid_value", message).into());
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { q: paging::parse_q(query.q)?, file_format: query.file_format };
    let found = upload_templates::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(UploadTemplateOut::new).collect::<domain::Result<Vec<_>>>()?;
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Creates an upload template.
#[utoipa::path(post, path = "/v1/upload-templates", tag = "upload templates", operation_id = "create_upload_template",
    security(("bearer" = ["upload_templates.write"])), request_body = UploadTemplateIn,
    responses((status = 201, body = UploadTemplateOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The name is taken")))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::UploadTemplatesWrite)?;
    let input: UploadTemplateIn = input.read()?;
    let template = upload_templates::insert(&tx, &input.into_fields()?).await?;
    let (version, location) = (template.version, format!("/v1/upload-templates/{}", template.id));
    let reply = Reply::created(&UploadTemplateOut::new(template)?, &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads an upload template.
#[utoipa::path(get, path = "/v1/upload-templates/{id}", tag = "upload templates", operation_id = "get_upload_template",
    security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = 200, body = UploadTemplateOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<UploadTemplateId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let template = upload_templates::get(&tx, id).await?;
    let version = template.version;
    Ok(Reply::ok(&UploadTemplateOut::new(template)?)?.version(version))
}

/// Changes an upload template. What it said before stays among its versions.
#[utoipa::path(patch, path = "/v1/upload-templates/{id}", tag = "upload templates",
    operation_id = "update_upload_template",
    security(("bearer" = ["upload_templates.write"])), params(("id" = Uuid, Path)),
    request_body = UploadTemplatePatch,
    responses((status = 200, body = UploadTemplateOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "The name is taken")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<UploadTemplateId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = upload_templates::lock(&tx, id).await?;
    tx.require(Permission::UploadTemplatesWrite)?;
    let input: UploadTemplateIn = input.merge_into(&UploadTemplateIn::from_fields(before.fields.clone())?)?;
    let template = upload_templates::update(&tx, &before, &input.into_fields()?, if_version).await?;
    let version = template.version;
    let reply = Reply::ok(&UploadTemplateOut::new(template)?)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes an upload template with its versions.
#[utoipa::path(delete, path = "/v1/upload-templates/{id}", tag = "upload templates",
    operation_id = "delete_upload_template",
    security(("bearer" = ["upload_templates.write"])), params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<UploadTemplateId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let template = upload_templates::lock(&tx, id).await?;
    tx.require(Permission::UploadTemplatesWrite)?;
    upload_templates::delete(&tx, &template, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
