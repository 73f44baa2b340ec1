//! `GET /v1/media/{id}/download`: an address that works for a moment.

use axum::extract::State;
use domain::{
    Error,
    ids::MediaId,
    network::{kinds, media},
};
use http::HeaderMap;
use runtime::http::{
    Path, Query, Result, SignedIn,
    transfer::{self, DOWNLOAD_LIFETIME, Download},
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::App;

/// How a browser is to take it.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DownloadQuery {
    /// `attachment` (the default), or `inline` to show it in place. Documents and SVG are attachments always.
    #[param(pattern = "^(attachment|inline)$", default = "attachment")]
    disposition: Option<String>,
}

/// Gives an address from which the item can be read for five minutes: as a redirect, or as JSON with
/// `Accept: application/json`. Its type is what the bytes are, whatever was announced.
#[utoipa::path(get, path = "/v1/media/{id}/download", security(("bearer" = ["media.read"])), tag = "media", params(("id" = Uuid, Path), DownloadQuery),
    responses((status = 303, description = "There it is"), (status = 200, body = Download),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`media_not_ready`")))]
pub async fn download(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<MediaId>,
    query: Query,
    headers: HeaderMap,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let item = media::get(&tx, id).await?;
    item.require_read(&tx)?;
    let query: DownloadQuery = query.read()?;
    let wants_inline = match query.disposition.as_deref() {
        None | Some("attachment") => false,
        Some("inline") => true,
        Some(_) => {
            let message = "one of attachment, inline";
            return Err(Error::invalid("?disposition", "invalid_value", message).into());
        }
    };
    item.require_ready()?;
    let kind = item.content_type.as_deref().and_then(kinds::find);
    let kind = kind.ok_or_else(|| Error::internal("an item of a type that this version does not know"))?;
    let inline = wants_inline && kind.inline;
    let url = app
        .objects
        .media_url(&item.file_path, kind.content_type, inline, &item.fields.file_name, DOWNLOAD_LIFETIME)
        .await?;
    Ok(transfer::see_other(url, &headers, tx.now())?)
}
