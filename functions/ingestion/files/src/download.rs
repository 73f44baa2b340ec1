//! `GET /v1/files/{id}/download`: an address that works for a moment.

use std::time::Duration;

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::FileId,
    ingestion::files::{self, Variant},
};
use http::{HeaderMap, header};
use jiff::Timestamp;
use runtime::http::{Path, Query, Reply, Result, SignedIn};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::App;

/// How long the address works.
const LIFETIME: Duration = Duration::from_secs(5 * 60);

/// Which of the file's objects.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DownloadQuery {
    /// `original` (the default), `parquet` or `rejects`.
    #[param(pattern = "^(original|parquet|rejects)$", default = "original")]
    variant: Option<String>,
}

/// Where the object can be read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Download {
    /// Read it without `Authorization`.
    url: String,
    /// Until then.
    expires_at: Timestamp,
}

/// Gives an address from which the file, its Parquet twin or its rejected rows can be read for five minutes: as a
/// redirect, or as JSON with `Accept: application/json`.
#[utoipa::path(get, path = "/v1/files/{id}/download", tag = "files", params(("id" = Uuid, Path), DownloadQuery),
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
    tx.require(Permission::FilesRead)?;
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
    let url = app.objects.download_url(&key, &name, LIFETIME).await?;
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    if !wants_json {
        return Ok(Reply::see_other(&url));
    }
    let expires_at = tx.now() + jiff::SignedDuration::from_secs(LIFETIME.as_secs().cast_signed());
    Ok(Reply::ok(&Download { url, expires_at })?)
}

/// What is asked of a file that has not been read.
pub fn not_ready(upload_status: &str) -> Error {
    Error::conflict("file_not_ready", format!("the file is {upload_status}, not SUCCESS"))
}
