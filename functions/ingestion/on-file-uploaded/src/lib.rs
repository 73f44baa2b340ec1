//! Reads a file that has arrived: finds out what it is, profiles every column, writes the rejected rows and the typed
//! Parquet twin beside it, in constant memory whatever its size.
//!
//! The flow: `event` says which object, `handle` claims its file, `read` streams it through `tabular`, and the
//! outcome is written where the claim's fence still holds.

use std::time::Instant;

use domain::{
    Context, Error, Result,
    ids::OrganizationId,
    ingestion::{
        files::{self, MAX_SIZE},
        processing::{self, Arrival, Claim, MAX_ATTEMPTS, Outcome},
    },
};
use runtime::{InitError, aws::objects::Objects, config, database::Database, events::Message, relay::Relay};

mod event;
mod read;
mod sink;
mod source;

use event::Uploaded;
use read::Ending;

/// What this function may touch: the tenant's tables, and the objects of its files.
#[derive(Clone)]
pub struct App {
    database: Database,
    objects: Objects,
    threads: usize,
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
        Ok(Self {
            database,
            objects: Objects::from_env("FILES_BUCKET").await?,
            // At 1,769 MB Lambda gives one core.
            threads: config::parse_or("PARSER_THREADS", 1)?,
        })
    }
}

/// Works on one message of the queue: one object, or none.
///
/// # Errors
/// Where something else than the file was at fault: the message comes again.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    for uploaded in event::parse(&message.body) {
        // Boxed: the SDK nests its futures deeper than the compiler likes to follow.
        Box::pin(process(app, &uploaded)).await?;
    }
    Ok(())
}

async fn process(app: &App, uploaded: &Uploaded) -> Result<()> {
    let tx = app.database.job(uploaded.organization, "on-file-uploaded").await?;
    let owner = tx.id();
    let bytes = i64::try_from(uploaded.size).map_err(Error::internal)?;
    let arrival = processing::claim(&tx, uploaded.file, owner, &uploaded.etag, bytes).await?;
    tx.commit().await?;
    let claim = match arrival {
        Arrival::Claimed(claim) => claim,
        Arrival::InHand => {
            tracing::info!(file_id = %uploaded.file, "the event is a repetition");
            return Ok(());
        }
        Arrival::Changed => {
            tracing::warn!(file_id = %uploaded.file, "an object that changed after it was read is not taken");
            return Ok(());
        }
        Arrival::Gone => return forget(app, uploaded).await,
    };
    let started = Instant::now();
    let ending = match refusal(&claim, uploaded) {
        Some((code, message)) => Ending::Failed { code: code.to_owned(), message },
        None => read::read(app, uploaded, &claim).await,
    };
    finish(app, uploaded, &claim, ending, started).await
}

/// What is wrong with an object before a byte of it is read.
fn refusal(claim: &Claim, uploaded: &Uploaded) -> Option<(&'static str, String)> {
    if claim.attempt > MAX_ATTEMPTS {
        let message = format!(
            "reading this file ended the program {MAX_ATTEMPTS} times; it may be damaged: try to export it anew"
        );
        return Some(("parser_killed", message));
    }
    if uploaded.size > MAX_SIZE {
        return Some(("too_large", format!("a file has at most {} GiB", MAX_SIZE >> 30)));
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

async fn finish(
    app: &App,
    uploaded: &Uploaded,
    claim: &Claim,
    ending: Ending,
    started: Instant,
) -> Result<()> {
    let milliseconds = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    let tx = app.database.job(uploaded.organization, "on-file-uploaded").await?;
    let is_ours = match &ending {
        Ending::Read(outcome) => match mismatch(claim, outcome) {
            Some((code, message)) => processing::fail(&tx, claim, code, &message, milliseconds).await?,
            None => processing::succeed(&tx, claim, outcome, milliseconds).await?,
        },
        Ending::Failed { code, message } => processing::fail(&tx, claim, code, message, milliseconds).await?,
        Ending::Lost => false,
        Ending::Interrupted(_) => {
            processing::release(&tx, claim).await?;
            true
        }
    };
    tx.commit().await?;
    match ending {
        Ending::Interrupted(error) => Err(error),
        _ if is_ours => {
            tracing::info!(file_id = %claim.file, milliseconds, attempt = claim.attempt, "finished a file");
            Ok(())
        }
        // Deleted while it was read, or taken over by another worker, whose objects have the same keys.
        _ => forget(app, uploaded).await,
    }
}

fn mismatch(claim: &Claim, outcome: &Outcome) -> Option<(&'static str, String)> {
    let declared = claim.declared_sha256.as_deref()?;
    (declared != outcome.sha256).then(|| {
        let message = "the bytes that arrived are not those announced by sha256: upload the file again";
        ("sha256_mismatch", message.to_owned())
    })
}

/// Deletes the objects of a file that has no row any more. A file that has one is left alone.
async fn forget(app: &App, uploaded: &Uploaded) -> Result<()> {
    let tx = app.database.job(uploaded.organization, "on-file-uploaded").await?;
    if processing::exists(&tx, uploaded.file).await? {
        return Ok(());
    }
    tracing::info!(file_id = %uploaded.file, "the file was deleted meanwhile");
    files::delete_objects(&tx, uploaded.file).await?;
    relay(app, uploaded.organization, tx.commit().await?).await;
    Ok(())
}

async fn relay(app: &App, organization: OrganizationId, messages: Vec<domain::platform::outbox::Message>) {
    let relay = Relay { objects: Some(app.objects.clone()), ..Relay::default() };
    relay.relay(&app.database, organization, &messages).await;
}

/// An I/O error that carries the platform's own error inside, taken out again.
fn platform_error(error: std::io::Error) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => error,
        Err(error) => Error::unavailable(error),
    }
}
