//! Looks at an image or attachment that has arrived: hashes it, finds out from its bytes what it is and how large an
//! image would be, without decoding a pixel, and keeps a verified copy that no upload form reaches.
//!
//! The flow: the event says which object, `handle` claims its item, `look` streams it, `identify` judges, and the
//! outcome is written where the claim's fence still holds.

use domain::{
    Context, Result,
    ids::{MediaId, OrganizationId},
    network::{
        media,
        processing::{self, Arrival, Claim, MAX_ATTEMPTS},
    },
    platform::outbox,
};
use runtime::{
    InitError,
    aws::objects::{self, Objects},
    database::Database,
    events::Message,
    relay::Relay,
};

mod containers;
mod identify;
mod look;
mod pixels;

use look::Ending;

/// What this function may touch: the tenant's tables, and the objects of media.
#[derive(Clone)]
pub struct App {
    database: Database,
    objects: Objects,
}

/// An original that arrived.
#[derive(Debug)]
struct Uploaded {
    organization: OrganizationId,
    media: MediaId,
    key: String,
    size: u64,
    etag: String,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        Self::new(Database::from_env(&Context::system())?).await
    }

    /// With a database of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(database: Database) -> std::result::Result<Self, InitError> {
        Ok(Self { database, objects: Objects::from_env("MEDIA_BUCKET").await? })
    }
}

/// Works on one message of the queue: one object, or none.
///
/// # Errors
/// Where something else than the item was at fault: the message comes again.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    for object in objects::created(&message.body) {
        // S3's test event, and whatever is none of ours, names none.
        let Some((organization, media)) = media::parse_key(&object.key) else { continue };
        let uploaded =
            Uploaded { organization, media, key: object.key, size: object.size, etag: object.etag };
        // Boxed: the SDK nests its futures deeper than the compiler likes to follow.
        Box::pin(process(app, &uploaded)).await?;
    }
    Ok(())
}

async fn process(app: &App, uploaded: &Uploaded) -> Result<()> {
    let tx = app.database.job(uploaded.organization, "on-media-uploaded").await?;
    let owner = tx.id();
    let arrival = processing::claim(&tx, uploaded.media, owner, &uploaded.etag).await?;
    tx.commit().await?;
    match arrival {
        Arrival::Claimed(claim) => {
            let ending = match refusal(&claim, uploaded) {
                Some((code, message)) => Ending::Failed { code, message },
                None => look::look(app, uploaded, &claim).await,
            };
            finish(app, uploaded, &claim, ending).await
        }
        // The upload has its copy; whatever lies under its key by now, the form's second use included, is not taken.
        Arrival::Finished => tidy(app, uploaded).await,
        Arrival::InHand => {
            tracing::info!(media_id = %uploaded.media, "the event is a repetition");
            Ok(())
        }
        Arrival::Changed => {
            tracing::warn!(media_id = %uploaded.media, "an object that came later than the one in hand is not taken");
            Ok(())
        }
        Arrival::Gone => forget(app, uploaded).await,
    }
}

/// What is wrong with an object before a byte of it is read.
fn refusal(claim: &Claim, uploaded: &Uploaded) -> Option<(&'static str, String)> {
    if claim.attempt > MAX_ATTEMPTS {
        let message = format!(
            "looking at this file ended the program {MAX_ATTEMPTS} times; it may be damaged: save it anew and upload it"
        );
        return Some(("reader_killed", message));
    }
    if i64::try_from(uploaded.size) != Ok(claim.size_bytes) {
        let message = format!(
            "{} bytes were announced, {} arrived: upload the file again",
            claim.size_bytes, uploaded.size
        );
        return Some(("size_mismatch", message));
    }
    None
}

async fn finish(app: &App, uploaded: &Uploaded, claim: &Claim, ending: Ending) -> Result<()> {
    let tx = app.database.job(uploaded.organization, "on-media-uploaded").await?;
    let is_ours = match &ending {
        Ending::Verified(outcome) => processing::ready(&tx, claim, outcome).await?,
        Ending::Failed { code, message } => processing::fail(&tx, claim, code, message).await?,
        Ending::Lost => false,
        Ending::Interrupted(_) => {
            processing::release(&tx, claim).await?;
            true
        }
    };
    relay(app, uploaded.organization, tx.commit().await?).await;
    match ending {
        Ending::Interrupted(error) => Err(error),
        Ending::Verified(_) if is_ours => {
            tracing::info!(media_id = %claim.media, attempt = claim.attempt, "an item is ready");
            tidy(app, uploaded).await
        }
        Ending::Failed { code, .. } if is_ours => {
            tracing::info!(media_id = %claim.media, attempt = claim.attempt, code, "an item failed");
            Ok(())
        }
        // Deleted while it was looked at, or taken over by another worker, whose copy has the same key.
        _ => forget(app, uploaded).await,
    }
}

/// Deletes the upload of an item that has its verified copy.
async fn tidy(app: &App, uploaded: &Uploaded) -> Result<()> {
    app.objects.delete_all(std::slice::from_ref(&uploaded.key)).await
}

/// Deletes the objects of an item that has no row any more. One that has a row is left alone.
async fn forget(app: &App, uploaded: &Uploaded) -> Result<()> {
    let tx = app.database.job(uploaded.organization, "on-media-uploaded").await?;
    if processing::exists(&tx, uploaded.media).await? {
        return Ok(());
    }
    tracing::info!(media_id = %uploaded.media, "the item was deleted meanwhile");
    media::delete_objects(&tx, uploaded.media).await?;
    relay(app, uploaded.organization, tx.commit().await?).await;
    Ok(())
}

async fn relay(app: &App, organization: OrganizationId, messages: Vec<outbox::Message>) {
    let relay = Relay { media: Some(app.objects.clone()), ..Relay::default() };
    relay.relay(&app.database, organization, &messages).await;
}
