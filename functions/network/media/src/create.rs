//! `POST /v1/media`: a row, and the way for the bytes.

use axum::extract::State;
use domain::{
    Error, Result as DomainResult,
    accounts::{
        access::{self, Resource},
        caller::Caller,
        permissions::Permission,
    },
    ids::MediaId,
    network::{
        links::{self, NewLink},
        media::{self, Media, MediaFields, NewMedia, ORIGINAL},
    },
    platform::{idempotency::Answer, settings},
    transaction::TenantTx,
};
use runtime::{
    aws::objects::PostPolicy,
    http::{
        Input, Reply, Result, SignedIn,
        transfer::{FORM_LIFETIME, parse_sha256},
    },
};

use crate::{
    App,
    links::parse_kind,
    models::{MediaCreated, MediaIn, MediaOut},
};

/// Announces an image or attachment and gets the form with which its bytes go straight to the object store. It can hang
/// on a thing that the caller may change from the start.
///
/// Where `sha256` is given and these bytes are in the library, or among the caller's own attachments, that item is the
/// answer (200) and nothing needs to be sent.
#[utoipa::path(post, path = "/v1/media", security(("bearer" = ["media.write"])), tag = "media", request_body = MediaIn,
    responses((status = 201, body = MediaCreated), (status = 200, body = MediaCreated, description = "Already here")))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = match app.tenants.begin(&caller).await {
        Ok(tx) => tx,
        // A form works for minutes, a key for days: the same item, signed again.
        Err(Error::AlreadyAnswered(answer)) => return Ok(sign_again(&app, caller, *answer).await?),
        Err(error) => return Err(error.into()),
    };
    tx.require(Permission::MediaWrite)?;
    let input: MediaIn = input.read()?;
    let resource = thing(&tx, &input).await?;
    let caption = input.caption.clone().unwrap_or_default();
    let new = validate(&tx, input, resource).await?;
    if let Some(sha256) = &new.sha256
        && let Some(item) = media::find_by_sha256(&tx, sha256, new.in_library).await?
    {
        attach(&tx, &item, resource, caption).await?;
        let reply = Reply::ok(&MediaCreated { media: item.into(), upload: None })?;
        return Ok(app.tenants.commit(tx, reply).await?);
    }
    let item = media::insert(&tx, &new).await?;
    attach(&tx, &item, resource, caption).await?;
    let reply = reply(&app, &tx, item).await?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// The thing that the item is to hang on, which the caller must be able to change.
async fn thing(tx: &TenantTx, input: &MediaIn) -> DomainResult<Option<Resource>> {
    let (kind, id) = match (&input.resource_type, input.resource_id) {
        (None, None) if input.caption.is_some() => {
            return Err(Error::invalid("/caption", "no_resource", "a caption belongs to a place on a thing"));
        }
        (None, None) => return Ok(None),
        (Some(kind), Some(id)) => (parse_kind(kind, "/resource_type")?, id),
        (None, Some(_)) => {
            return Err(Error::invalid("/resource_type", "required", "the kind of the thing"));
        }
        (Some(_), None) => return Err(Error::invalid("/resource_id", "required", "the thing's id")),
    };
    let resource = Resource { kind, id };
    require_change(tx, resource, "/resource_id").await?;
    Ok(Some(resource))
}

/// Requires that the caller can change a thing that a body names.
pub async fn require_change(tx: &TenantTx, resource: Resource, pointer: &str) -> DomainResult<()> {
    match access::get(tx, resource).await {
        Ok(access) => access.require(tx, resource.kind.write()),
        Err(Error::NotFound(_)) => {
            Err(Error::invalid(pointer, "not_found", "there is no such thing that you can see"))
        }
        Err(error) => Err(error),
    }
}

async fn validate(tx: &TenantTx, input: MediaIn, resource: Option<Resource>) -> DomainResult<NewMedia> {
    let megabytes = settings::number(tx, &settings::MAX_MEDIA_SIZE_MB).await?;
    if i64::try_from(input.size_bytes.div_ceil(1024 * 1024)).map_or(true, |size| size > megabytes) {
        let message = format!("the organization takes images and attachments of at most {megabytes} MiB");
        return Err(Error::invalid("/size_bytes", "too_large", message));
    }
    Ok(NewMedia {
        id: MediaId(tx.id()),
        fields: MediaFields {
            file_name: input.file_name,
            title: input.title.trim().to_owned(),
            alt_text: input.alt_text,
            description: input.description,
        },
        content_type: input.content_type,
        size_bytes: input.size_bytes,
        sha256: input.sha256.as_deref().map(parse_sha256),
        in_library: input.in_library.unwrap_or(resource.is_none()),
    })
}

/// Hangs the item where it is to hang. One that hangs there already is as it should be.
async fn attach(
    tx: &TenantTx,
    item: &Media,
    resource: Option<Resource>,
    caption: String,
) -> DomainResult<()> {
    let Some(resource) = resource else { return Ok(()) };
    if links::of(tx, resource).await?.iter().any(|link| link.media == item.id) {
        return Ok(());
    }
    links::insert(tx, resource, &NewLink { media: item.id, caption }, None).await.map(drop)
}

async fn reply(app: &App, tx: &TenantTx, item: Media) -> DomainResult<Reply> {
    let policy = PostPolicy {
        key: &media::key(tx.organization(), item.id, ORIGINAL),
        content_type: &item.declared_content_type,
        size: u64::try_from(item.size_bytes).map_err(Error::internal)?,
        lifetime: FORM_LIFETIME,
    };
    let form = app.objects.post_form(&policy, tx.now()).await?;
    let (version, location) = (item.version, format!("/v1/media/{}", item.id));
    let created = MediaCreated { media: MediaOut::from(item), upload: Some(form.into()) };
    Ok(Reply::created(&created, &location)?.version(version))
}

/// The first answer to this key, its form signed again.
async fn sign_again(app: &App, caller: Caller, answer: Answer) -> DomainResult<Reply> {
    let body: serde_json::Value = serde_json::from_str(&answer.body).map_err(Error::internal)?;
    let id = body["media"]["id"].as_str().and_then(|id| id.parse::<MediaId>().ok());
    let tx = app.tenants.begin(&Caller { idempotency: None, ..caller }).await?;
    match id {
        Some(id) if !body["upload"].is_null() => {
            let item = media::get(&tx, id).await?;
            reply(app, &tx, item).await
        }
        _ => Err(Error::AlreadyAnswered(Box::new(answer))),
    }
}
