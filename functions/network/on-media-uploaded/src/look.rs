//! One look at an item: its bytes in one pass, of which the beginning and the end are kept, then the verified copy.

use std::time::{Duration, Instant};

use domain::{
    Error, Result,
    network::{
        media::{self, VERIFIED},
        processing::{self, Claim, Outcome},
    },
};
use sha2::{Digest as _, Sha256};

use crate::{
    App, Uploaded,
    identify::{self, Refusal, Sample},
};

/// What is kept of the beginning, in bytes: where images say how large they are.
const HEAD: usize = 1024 * 1024;
/// What is kept of the end, in bytes: where archives say what they hold.
const TAIL: usize = 256 * 1024;
/// How long S3 may be silent.
const SILENCE: Duration = Duration::from_secs(20);
/// How often the lease is renewed.
const RENEW: Duration = Duration::from_secs(15);

/// How a look ended.
pub enum Ending {
    /// Well; the verified copy stands.
    Verified(Outcome),
    /// The item is at fault.
    Failed { code: &'static str, message: String },
    /// The right to it went to another worker, or the item is gone.
    Lost,
    /// Something else is at fault.
    Interrupted(Error),
}

impl From<Refusal> for Ending {
    fn from(Refusal { code, message }: Refusal) -> Self {
        Self::Failed { code, message }
    }
}

impl From<Error> for Ending {
    fn from(error: Error) -> Self {
        let (code, message) = match error {
            Error::PreconditionFailed => {
                ("object_changed", "the stored file changed while it was looked at: upload it again")
            }
            Error::NotFound(_) => ("object_missing", "the stored file is gone: upload it again"),
            error => return Self::Interrupted(error),
        };
        Self::Failed { code, message: message.to_owned() }
    }
}

/// Looks at the item.
pub async fn look(app: &App, uploaded: &Uploaded, claim: &Claim) -> Ending {
    match verify(app, uploaded, claim).await {
        Ok(outcome) => Ending::Verified(outcome),
        Err(ending) => ending,
    }
}

async fn verify(app: &App, uploaded: &Uploaded, claim: &Claim) -> Result<Outcome, Ending> {
    let etag = format!("\"{}\"", uploaded.etag);
    let read = read(app, uploaded, claim, &etag).await?.ok_or(Ending::Lost)?;
    if claim.declared_sha256.as_deref().is_some_and(|declared| declared != read.sha256) {
        let message = "the bytes that arrived are not those announced by sha256: upload the file again";
        return Err(Ending::Failed { code: "sha256_mismatch", message: message.to_owned() });
    }
    let sample = Sample { head: &read.head, tail: &read.tail, size: uploaded.size };
    let found = identify::identify(&sample, &claim.file_name, &claim.declared_content_type)?;
    let to = media::key(uploaded.organization, uploaded.media, VERIFIED);
    app.objects.copy(&uploaded.key, &etag, &to, found.kind.content_type).await?;
    Ok(Outcome { kind: found.kind, sha256: read.sha256, dimensions: found.dimensions })
}

struct Read {
    head: Vec<u8>,
    tail: Vec<u8>,
    sha256: [u8; 32],
}

/// Reads the whole object in bounded memory. Nothing where the right to it is lost.
async fn read(app: &App, uploaded: &Uploaded, claim: &Claim, etag: &str) -> Result<Option<Read>> {
    let opened = tokio::time::timeout(SILENCE, app.objects.read(&uploaded.key, Some(etag), 0));
    let mut stream = opened.await.map_err(Error::unavailable)??;
    let (mut head, mut tail, mut hash) = (Vec::new(), Vec::new(), Sha256::new());
    let (mut position, mut renewed) = (0, Instant::now());
    loop {
        let next = tokio::time::timeout(SILENCE, stream.try_next()).await.map_err(Error::unavailable)?;
        let Some(chunk) = next.map_err(Error::unavailable)? else { break };
        position += chunk.len() as u64;
        hash.update(&chunk);
        head.extend_from_slice(&chunk[..chunk.len().min(HEAD - head.len())]);
        tail.extend_from_slice(&chunk);
        if tail.len() > 2 * TAIL {
            tail.drain(..tail.len() - TAIL);
        }
        if renewed.elapsed() >= RENEW {
            renewed = Instant::now();
            let tx = app.database.job(uploaded.organization, "on-media-uploaded").await?;
            let is_ours = processing::renew(&tx, claim).await?;
            tx.commit().await?;
            if !is_ours {
                return Ok(None);
            }
        }
    }
    if position != uploaded.size {
        return Err(Error::unavailable("the object ended early"));
    }
    Ok(Some(Read { head, tail, sha256: hash.finalize().into() }))
}
