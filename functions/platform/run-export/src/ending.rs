//! How a run ended, and writing that down: once, where the claim's fence still holds.

use domain::{
    Error, Result,
    ids::OrganizationId,
    platform::exports::runs::{self, Claim, Progress},
};
use runtime::{database::Database, lease};

use crate::JOB;

/// How a run ended.
pub enum Ending {
    /// With a file.
    Written(Progress),
    /// With a reason that a person can act on.
    Failed(Failure),
    /// The right to it went to another worker, or the export is gone.
    Lost,
    /// Something else than the export was at fault.
    Interrupted(Error),
}

/// Why an export has no file.
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
            Self::Written(_) => "written",
            Self::Failed(failure) => failure.code,
            Self::Lost => "lost",
            Self::Interrupted(_) => "interrupted",
        }
    }

    /// Writes it down.
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
        let tx = database.job(organization, JOB).await?;
        let is_ours = match self {
            Self::Written(progress) => runs::succeed(&tx, claim, progress).await?,
            Self::Failed(failure) => runs::fail(&tx, claim, failure.code, &failure.message).await?,
            // What is our own mistake may be the export's doing: it counts, or it would be tried for ever.
            Self::Interrupted(error) => runs::release(&tx, claim, !error.is_transient()).await?,
            Self::Lost => {
                runs::discard(&tx, claim).await?;
                false
            }
        };
        // The messages go with the minute's relay: nothing here may delete objects.
        tx.commit().await?;
        if !is_ours {
            tracing::warn!(export_id = %claim.export, "the ending is not written: the right to it was lost");
        }
        Ok(())
    }
}
