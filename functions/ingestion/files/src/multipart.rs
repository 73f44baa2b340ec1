//! Uploads in parts: addresses for the parts, and the end.

use std::time::Duration;

use axum::extract::State;
use domain::{
    Error, Result as DomainResult,
    accounts::permissions::Permission,
    ids::FileId,
    ingestion::files::{self, File, PART_SIZE, Variant},
};
use runtime::{
    aws::objects::Part,
    http::{Input, Path, Reply, Result, SignedIn},
};

use crate::{
    App,
    models::{FileOut, PartOut, PartsIn, PartsOut},
};

/// How long a part's address works.
const URL_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// Gives addresses for parts of an upload. Ask again for parts that failed or whose address expired.
#[utoipa::path(post, path = "/v1/files/{id}/parts", tag = "files",
    security(("bearer" = ["files.write"])), params(("id" = Uuid, Path)),
    request_body = PartsIn, responses((status = 200, body = PartsOut)))]
pub async fn parts(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<FileId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let file = files::get(&tx, id).await?;
    file.access.require(&tx, Permission::FilesWrite)?;
    let input: PartsIn = input.read()?;
    let upload = unfinished(&file)?;
    let last = i32::try_from(part_count(&file)).map_err(Error::internal)?;
    if input.from > last {
        let message = format!("the last part of this file is {last}");
        return Err(Error::invalid("/from", "out_of_range", message).into());
    }
    let key = files::key(tx.organization(), file.id, Variant::Original);
    let mut parts = Vec::new();
    for number in input.from..=last.min(input.from.saturating_add(input.count - 1)) {
        parts.push(PartOut { number, url: app.objects.part_url(&key, upload, number, URL_LIFETIME).await? });
    }
    Ok(app.tenants.commit(tx, Reply::ok(&PartsOut { parts })?).await?)
}

/// Ends an upload in parts: the parts become the file, if they have the size that was announced.
#[utoipa::path(post, path = "/v1/files/{id}/complete", tag = "files",
    security(("bearer" = ["files.write"])), params(("id" = Uuid, Path)),
    responses((status = 200, body = FileOut)))]
pub async fn complete(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<FileId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let file = files::get(&tx, id).await?;
    file.access.require(&tx, Permission::FilesWrite)?;
    let upload = unfinished(&file)?;
    let key = files::key(tx.organization(), file.id, Variant::Original);
    match app.objects.parts(&key, upload).await? {
        Some(parts) => {
            check(&file, &parts)?;
            if !caller.dry_run {
                app.objects.complete_multipart(&key, upload, &parts).await?;
            }
        }
        // A repeated request, after the first one did the work.
        None if app.objects.head(&key).await?.is_some() => {}
        None => {
            let detail = "the upload was ended; announce the file again";
            return Err(Error::conflict("upload_over", detail).into());
        }
    }
    let version = file.version;
    let reply = Reply::ok(&FileOut::from(file))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// The upload in parts of a file whose bytes are yet to come.
fn unfinished(file: &File) -> DomainResult<&str> {
    match (&file.multipart_upload_id, file.upload_status.as_str()) {
        (Some(upload), "PENDING") => Ok(upload),
        (Some(_), _) => Err(Error::conflict("already_uploaded", "the bytes of this file have arrived")),
        (None, _) => Err(Error::conflict("not_multipart", "this file is uploaded with a form, not in parts")),
    }
}

fn part_count(file: &File) -> u64 {
    u64::try_from(file.size_bytes).unwrap_or_default().div_ceil(PART_SIZE)
}

/// Whether the stored parts are the file that was announced.
fn check(file: &File, parts: &[Part]) -> DomainResult<()> {
    let expected = part_count(file);
    if let Some(missing) =
        (1..=expected).find(|n| parts.iter().all(|part| part.number.unsigned_abs() as u64 != *n))
    {
        return Err(Error::conflict("part_missing", format!("part {missing} of {expected} has not arrived")));
    }
    let size: u64 = parts.iter().map(|part| part.size).sum();
    if i64::try_from(size) != Ok(file.size_bytes) {
        let detail = format!("{} bytes were announced, {size} arrived", file.size_bytes);
        return Err(Error::conflict("size_mismatch", detail));
    }
    Ok(())
}
