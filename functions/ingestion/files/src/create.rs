//! `POST /v1/projects/{id}/files`: a row, and the way for the bytes.

use axum::extract::State;
use domain::{
    Error, FieldError, Result as DomainResult,
    accounts::{caller::Caller, permissions::Permission, plans::Quota, quotas},
    ids::{FileId, OrganizationId, ProjectId},
    ingestion::{
        files::{self, File, MULTIPART_ABOVE, NewFile, Variant},
        projects,
    },
    platform::{idempotency::Answer, settings},
    transaction::TenantTx,
};
use runtime::{
    aws::objects::PostPolicy,
    http::{
        Input, Path, Reply, Result, SignedIn,
        transfer::{FORM_LIFETIME, parse_sha256},
    },
};

use crate::{
    App,
    models::{Created, FileIn, FileOut, UploadOut},
};

/// Announces a file and gets the way for its bytes: a form to post, or, above 64 MiB, an upload in parts.
///
/// Where `sha256` is given and the project already has a readable file with these bytes, that file is the answer (200)
/// and nothing needs to be sent.
#[utoipa::path(post, path = "/v1/projects/{id}/files", tag = "files",
    security(("bearer" = ["files.write"])), params(("id" = Uuid, Path)),
    request_body = FileIn,
    responses((status = 201, body = Created), (status = 200, body = Created, description = "Already here")))]
pub async fn create(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(project): Path<ProjectId>,
    input: Input,
) -> Result {
    let tx = match app.tenants.begin(&caller).await {
        Ok(tx) => tx,
        // A form works for minutes, a key for days: the same file, signed again.
        Err(Error::AlreadyAnswered(answer)) => return Ok(sign_again(&app, caller, *answer).await?),
        Err(error) => return Err(error.into()),
    };
    let project = projects::get(&tx, project).await?;
    project.access.require(&tx, Permission::FilesWrite)?;
    let input: FileIn = input.read()?;
    let new = validate(&tx, input).await?;
    if let Some(sha256) = &new.sha256
        && let Some(file) = files::find_by_sha256(&tx, project.id, sha256, &new.options).await?
    {
        let reply = Reply::ok(&Created { file: file.into(), upload: None })?;
        return Ok(app.tenants.commit(tx, reply).await?);
    }
    let new = begin_parts(&app, &tx, new, caller.dry_run).await?;
    let file = files::insert(&tx, &project, &new).await?;
    let reply = reply(&app, &tx, file).await?;
    Ok(app.tenants.commit(tx, reply).await?)
}

async fn validate(tx: &TenantTx, input: FileIn) -> DomainResult<NewFile> {
    let megabytes = settings::number(tx, &settings::MAX_UPLOAD_SIZE_MB).await?;
    if i64::try_from(input.size_bytes.div_ceil(1024 * 1024)).is_ok_and(|size| size > megabytes) {
        let message = format!("the organization takes files of at most {megabytes} MiB");
        return Err(Error::invalid("/size_bytes", "too_large", message));
    }
    let options = input.options.unwrap_or_default();
    options.validate().map_err(|problems| {
        let field = |problem: tabular::InvalidOption| FieldError {
            pointer: format!("/options/{}", problem.field),
            code: "invalid_value",
            message: problem.message,
        };
        Error::Invalid(problems.into_iter().map(field).collect())
    })?;
    Ok(NewFile {
        id: FileId(tx.id()),
        file_name: input.file_name,
        content_type: input.content_type,
        size_bytes: input.size_bytes,
        sha256: input.sha256.as_deref().map(parse_sha256),
        options: serde_json::to_value(options).map_err(Error::internal)?,
        multipart_upload_id: None,
    })
}

/// Begins the upload in parts for a large file, if the plan seems to allow it. Should the transaction fail, the bucket's
/// lifecycle rule ends it.
async fn begin_parts(app: &App, tx: &TenantTx, new: NewFile, dry_run: bool) -> DomainResult<NewFile> {
    if new.size_bytes <= MULTIPART_ABOVE || dry_run {
        return Ok(new);
    }
    quotas::foresee(tx, Quota::StoredBytes, new.size_bytes.cast_signed()).await?;
    let key = files::key(tx.organization(), new.id, Variant::Original);
    let upload = app.objects.start_multipart(&key, &new.content_type).await?;
    Ok(NewFile { multipart_upload_id: Some(upload), ..new })
}

async fn reply(app: &App, tx: &TenantTx, file: File) -> DomainResult<Reply> {
    let upload = upload(app, tx.organization(), &file, tx.now()).await?;
    let (version, location) = (file.version, format!("/v1/files/{}", file.id));
    let created = Created { file: FileOut::from(file), upload: Some(upload) };
    Ok(Reply::created(&created, &location)?.version(version))
}

async fn upload(
    app: &App,
    organization: OrganizationId,
    file: &File,
    now: jiff::Timestamp,
) -> DomainResult<UploadOut> {
    let size = u64::try_from(file.size_bytes).map_err(Error::internal)?;
    if size > MULTIPART_ABOVE {
        return Ok(UploadOut::multipart());
    }
    let policy = PostPolicy {
        key: &files::key(organization, file.id, Variant::Original),
        content_type: &file.content_type,
        size,
        lifetime: FORM_LIFETIME,
    };
    Ok(UploadOut::post(app.objects.post_form(&policy, now).await?))
}

/// The first answer to this key, its form signed again.
async fn sign_again(app: &App, caller: Caller, answer: Answer) -> DomainResult<Reply> {
    let body: serde_json::Value = serde_json::from_str(&answer.body).map_err(Error::internal)?;
    let id = body["file"]["id"].as_str().and_then(|id| id.parse::<FileId>().ok());
    let tx = app.tenants.begin(&Caller { idempotency: None, ..caller }).await?;
    match id {
        Some(id) if !body["upload"].is_null() => {
            let file = files::get(&tx, id).await?;
            reply(app, &tx, file).await
        }
        _ => Err(Error::AlreadyAnswered(Box::new(answer))),
    }
}
