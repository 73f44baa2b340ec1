//! `GET /v1/files/{id}/download`: an address that works for a moment.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::FileId,
    ingestion::files::{self, Variant},
};
use http::HeaderMap;
use runtime::http::{
    Path, Query, Result, SignedIn,
    transfer::{self, DOWNLOAD_LIFETIME, Download},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::App;

/// Which of the file's objects.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DownloadQuery {
    /// `original` (the default), `parquet` or `rejects`.
    #[param(pattern = "^(original|parquet|rejects)$", default = "original")]
    variant: Option<String>,
}

/// Gives an address from which the file, its Parquet twin or its rejected rows can be read for five minutes: as a
/// redirect, or as JSON with `Accept: application/json`.
#[utoipa::path(get, path = "/v1/files/{id}/download", tag = "files",
    security(("bearer" = ["files.read"])), params(("id" = Uuid, Path), DownloadQuery),
    responses((status = 303, description = "There it is"), (status = 200, body = Download),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`file_not_ready`")))]
pub async fn download(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<FileId>,
    query: Query,
    headers: HeaderMap,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let file = files::get(&tx, id).await?;
    file.access.require(&tx, Permission::FilesRead)?;
    let query: DownloadQuery = query.read()?;
    let variant = match query.variant.as_deref() {
        None | Some("original") => Variant::Original,
        Some("parquet") => Variant::Parquet,
        Some("rejects") => Variant::Rejects,
        Some(_) => {
            let message = "one of original, parquet, rejects";
            return Err(Error::invalid("?variant", "invalid_value", message).into());
        }
    };
    let is_there = match variant {
        Variant::Original => file.upload_status != "PENDING",
        Variant::Parquet | Variant::Rejects => file.upload_status == "SUCCESS",
    };
    if !is_there {
        return Err(not_ready(&file.upload_status).into());
    }
    let stem = file.file_name.rsplit_once('.').map_or(file.file_name.as_str(), |(stem, _)| stem);
    let name = match variant {
        Variant::Original => file.file_name.clone(),
        Variant::Parquet => format!("{stem}.parquet"),
        Variant::Rejects => format!("{stem}.rejects.csv"),
    };
    let key = files::key(tx.organization(), file.id, variant);
    let url = app.objects.download_url(&key, &name, DOWNLOAD_LIFETIME).await?;
    Ok(transfer::see_other(url, &headers, tx.now())?)
}

/// What is asked of a file that has not been read.
pub fn not_ready(upload_status: &str) -> Error {
    Error::conflict("file_not_ready", format!("the file is {upload_status}, not SUCCESS"))
}
