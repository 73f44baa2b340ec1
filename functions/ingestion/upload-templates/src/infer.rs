//! A template for files like one that is here.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::FileId,
    ingestion::files::{self, File},
    transaction::TenantTx,
};
use imports::SourceColumn;
use runtime::http::{Input, Reply, Result, SignedIn};

use crate::{
    App,
    models::{InferIn, UploadTemplateIn},
};

/// A file that a body names: one that the caller may read and that has been read.
///
/// # Errors
/// `Invalid` for a file that is absent, foreign or hidden, alike; `Forbidden`; `Conflict` where it is not ready.
pub async fn file(tx: &TenantTx, id: FileId, pointer: &str) -> domain::Result<File> {
    let file = files::get(tx, id).await.map_err(|error| match error {
        Error::NotFound(_) => Error::invalid(pointer, "no_such_file", "a file that you see"),
        other => other,
    })?;
    file.access.require(tx, Permission::FilesRead)?;
    if file.upload_status != "SUCCESS" {
        let status = file.upload_status.to_lowercase();
        return Err(Error::conflict("file_not_ready", format!("the file is {status}")));
    }
    Ok(file)
}

/// Proposes an upload template for files like this one, from its profile: its columns, their types, what is always there
/// or always different, and short lists of values. Nothing is kept: create it, changed to taste.
#[utoipa::path(post, path = "/v1/upload-templates/infer", tag = "upload templates", operation_id = "infer_upload_template",
    security(("bearer" = [])), request_body = InferIn,
    responses((status = 200, body = UploadTemplateIn),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`file_not_ready`")))]
pub async fn infer(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let input: InferIn = input.read()?;
    let file = file(&tx, FileId(input.file_id), "/file_id").await?;
    let columns = file.columns_metadata.unwrap_or_default();
    let columns: Vec<SourceColumn> = serde_json::from_value(columns).map_err(Error::internal)?;
    if columns.len() > imports::MAX_TARGETS {
        let message = format!("a file with at most {} columns", imports::MAX_TARGETS);
        return Err(Error::invalid("/file_id", "too_many_columns", message).into());
    }
    let rows = u64::try_from(file.row_count.unwrap_or(0)).unwrap_or(0);
    let template = imports::infer(&columns, rows);
    let name: String = file.file_name.chars().take(255).collect();
    let proposal = UploadTemplateIn {
        name,
        description: String::new(),
        file_format: file.format,
        max_file_size_mb: None,
        transformation_rules: template.transformation_rules,
        validation_rules: template.validation_rules,
    };
    Ok(app.tenants.commit(tx, Reply::ok(&proposal)?).await?)
}
