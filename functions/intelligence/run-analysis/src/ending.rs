//! How a run ended, and writing that down: once, where the claim's fence still holds.

use std::io;

use domain::{
    Error, Result,
    ids::OrganizationId,
    intelligence::runs::{self, Claim},
};
use runtime::{database::Database, lease};
use serde::Serialize;
use statistics::ResultData;

use crate::JOB;

/// The largest result, in bytes as Lambda carries it: an answer of 6 MB also holds the parameters and the headers.
pub const MAX_RESULT: usize = 4_000_000;

/// How a run ended.
pub enum Ending {
    /// With a result.
    Computed(ResultData),
    /// With a reason that a person can act on.
    Failed(Failure),
    /// The right to it went to another worker, or the analysis is gone.
    Lost,
    /// Something else than the analysis was at fault.
    Interrupted(Error),
}

/// Why an analysis has no result.
pub struct Failure {
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

impl Failure {
    /// With code and message.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl Ending {
    /// For logs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Computed(_) => "computed",
            Self::Failed(failure) => failure.code,
            Self::Lost => "lost",
            Self::Interrupted(_) => "interrupted",
        }
    }

    /// Writes it down. A result is not thrown away because PostgreSQL is away for a moment.
    ///
    /// # Errors
    /// Where it could not be written, and what interrupted the run: the message comes again.
    pub async fn write(self, database: &Database, organization: OrganizationId, claim: &Claim) -> Result<()> {
        lease::write_down(|| Box::pin(self.write_once(database, organization, claim))).await?;
        match self {
            Self::Interrupted(error) => Err(error),
            _ => Ok(()),
        }
    }

    async fn write_once(
        &self,
        database: &Database,
        organization: OrganizationId,
        claim: &Claim,
    ) -> Result<()> {
        let tx = match self {
            Self::Lost => return Ok(()),
            _ => database.job(organization, JOB).await?,
        };
        let is_ours = match self {
            Self::Computed(result) => runs::succeed(&tx, claim, result).await?,
            Self::Failed(failure) => runs::fail(&tx, claim, failure.code, &failure.message).await?,
            // What is our own mistake may be the analysis' doing: it counts, or it would be tried for ever.
            Self::Interrupted(error) => runs::release(&tx, claim, !error.is_transient()).await?,
            Self::Lost => false,
        };
        tx.commit().await?;
        if !is_ours {
            tracing::warn!(analysis_id = %claim.analysis, "the ending is not written: the right to it was lost");
        }
        Ok(())
    }
}

/// The size of a result in bytes as Lambda carries it, JSON within JSON; nothing where it is above [`MAX_RESULT`].
pub fn carried(result: &impl Serialize) -> Option<usize> {
    let mut bound = Bound { left: MAX_RESULT };
    serde_json::to_writer(&mut bound, result).ok()?;
    Some(MAX_RESULT - bound.left)
}

/// Counts what is written and refuses more than is left.
struct Bound {
    left: usize,
}

impl io::Write for Bound {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let escaped = bytes.iter().filter(|byte| matches!(byte, b'"' | b'\\')).count();
        let left = self.left.checked_sub(bytes.len() + escaped);
        self.left = left.ok_or_else(|| io::Error::other("too large"))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_counts_as_it_is_carried() {
        // Seven bytes of JSON, four of them quotes and backslashes, which are escaped once more.
        assert_eq!(carried(&"a\"b"), Some(r#"\"a\\\"b\""#.len()));
        assert_eq!(carried(&vec![1; MAX_RESULT]), None);
    }
}
