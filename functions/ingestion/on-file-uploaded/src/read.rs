//! One reading of a file: the parser on a blocking thread, telling how far it is and renewing the lease as it goes.

use std::{
    ops::ControlFlow,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use domain::{
    Error, Result,
    ids::OrganizationId,
    ingestion::processing::{self, Claim, Outcome},
};
use runtime::database::Database;
use sha2::{Digest as _, Sha256};
use tabular::{Options, Profile, Progress};
use tokio::runtime::Handle;

use crate::{App, event::Uploaded, platform_error, sink::ObjectSink, source::ObjectSource};

/// How often people are told how far it is.
const TELL: Duration = Duration::from_secs(1);

/// How a reading ended.
pub enum Ending {
    /// Well.
    Read(Outcome),
    /// The file is at fault.
    Failed { code: String, message: String },
    /// The right to it went to another worker, or the file is gone.
    Lost,
    /// Something else is at fault.
    Interrupted(Error),
}

/// Reads the file.
pub async fn read(app: &App, uploaded: &Uploaded, claim: &Claim) -> Ending {
    let options: Options = match serde_json::from_value(claim.options.clone()) {
        Ok(options) => Options { threads: app.threads, ..options },
        Err(error) => return Ending::Interrupted(Error::internal(error)),
    };
    let hash = Arc::new(Mutex::new(Sha256::new()));
    let mut source = ObjectSource {
        objects: app.objects.clone(),
        key: uploaded.key.clone(),
        etag: uploaded.etag.clone(),
        size: uploaded.size,
        hash: hash.clone(),
    };
    let mut sink = ObjectSink::new(&app.objects, uploaded.organization, uploaded.file);
    let mut teller = Teller::new(&app.database, uploaded.organization, claim);
    // The parser blocks; a panic of its own stays in its thread.
    let work = tokio::task::spawn_blocking(move || {
        let parsed = tabular::parse(&mut source, &options, &mut sink, &mut |progress| teller.tell(progress));
        (parsed, sink, teller.failed)
    });
    let (parsed, mut sink, failed) = match work.await {
        Ok(done) => done,
        Err(error) => return Ending::Interrupted(Error::internal(error)),
    };
    let ending = match parsed {
        Ok(profile) => {
            let sha256 = hash.lock().unwrap_or_else(PoisonError::into_inner).clone().finalize().into();
            match finish(&mut sink, profile, sha256).await {
                Ok(outcome) => Ending::Read(outcome),
                Err(error) => Ending::Interrupted(error),
            }
        }
        Err(tabular::Error::Failure(failure)) => {
            Ending::Failed { code: failure.code.to_owned(), message: failure.message }
        }
        Err(tabular::Error::Stopped) => match failed {
            Some(error) => Ending::Interrupted(error),
            None => Ending::Lost,
        },
        Err(tabular::Error::Io(error)) => match platform_error(error) {
            Error::PreconditionFailed => Ending::Failed {
                code: "object_changed".to_owned(),
                message: "the stored file changed while it was read: upload it again".to_owned(),
            },
            Error::NotFound(_) => Ending::Failed {
                code: "object_missing".to_owned(),
                message: "the stored file is gone: upload it again".to_owned(),
            },
            error => Ending::Interrupted(error),
        },
    };
    sink.abort().await;
    ending
}

async fn finish(sink: &mut ObjectSink, profile: Profile, sha256: [u8; 32]) -> Result<Outcome> {
    sink.finish().await?;
    let count = |n: u64| i64::try_from(n).map_err(Error::internal);
    let format = serde_json::to_value(profile.format).map_err(Error::internal)?;
    Ok(Outcome {
        format: format.as_str().unwrap_or_default().to_owned(),
        encoding: profile.encoding,
        dialect: profile.dialect.map(serde_json::to_value).transpose().map_err(Error::internal)?,
        sha256,
        row_count: count(profile.row_count)?,
        rejected_count: count(profile.rejected_count)?,
        columns_metadata: serde_json::to_value(profile.columns).map_err(Error::internal)?,
    })
}

/// Tells how far the work is, at most once a second, and notices where the right to it is lost.
struct Teller {
    database: Database,
    organization: OrganizationId,
    claim: Claim,
    told: Instant,
    failed: Option<Error>,
}

impl Teller {
    fn new(database: &Database, organization: OrganizationId, claim: &Claim) -> Self {
        Self {
            database: database.clone(),
            organization,
            claim: claim.clone(),
            told: Instant::now(),
            failed: None,
        }
    }

    fn tell(&mut self, progress: Progress) -> ControlFlow<()> {
        if self.told.elapsed() < TELL {
            return ControlFlow::Continue(());
        }
        self.told = Instant::now();
        match Handle::current().block_on(self.write(progress)) {
            Ok(true) => ControlFlow::Continue(()),
            Ok(false) => ControlFlow::Break(()),
            // A moment without PostgreSQL is no reason to throw the work away: the lease bears it, and where it
            // does not, the fence decides at the end.
            Err(error) if error.is_transient() => {
                tracing::warn!(%error, "could not tell how far the work is");
                ControlFlow::Continue(())
            }
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    async fn write(&self, progress: Progress) -> Result<bool> {
        let count = |n: u64| i64::try_from(n).map_err(Error::internal);
        let tx = self.database.job(self.organization, "on-file-uploaded").await?;
        let is_ours =
            processing::progress(&tx, &self.claim, count(progress.rows)?, count(progress.bytes)?).await?;
        tx.commit().await?;
        Ok(is_ours)
    }
}
