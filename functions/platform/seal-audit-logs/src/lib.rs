//! Each minute: entries of the activity log whose transactions have ended join their organization's hash chain, batch
//! by batch; then the end of each chain that has grown is signed and written to a bucket that forgets nothing.
//!
//! A run may be killed anywhere, and two may run at once: a batch is one transaction under the lock of the cursor, and
//! an anchor that is written again is the same object.

use domain::{
    Context, Error, Result,
    ids::OrganizationId,
    platform::audit::{
        chain::Statement,
        sealing::{self, Batch},
    },
};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{LambdaEvent, service_fn};
use runtime::{
    InitError,
    aws::{anchors::Anchors, envelope::Envelope, sealing::Notary},
    database::Database,
    events,
    http::problem,
};
use serde::Serialize;
use serde_json::Value;

/// How long a run goes on: the next begins after a minute.
const LONGEST: SignedDuration = SignedDuration::from_secs(50);
/// What the last batch may need before Lambda ends the run.
const RESERVE: SignedDuration = SignedDuration::from_secs(15);

/// What this function may touch: the activity log and its chains, the key that signs, the bucket of anchors.
pub struct App {
    database: Database,
    notary: Notary,
    rows: i64,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let notary = Notary::new(Envelope::from_env().await?, Anchors::from_env().await?);
        Ok(Self::new(Database::from_env(&Context::system())?, notary, sealing::ROWS))
    }

    /// With a database and a notary of the caller's, and batches of `rows`, for tests.
    pub fn new(database: Database, notary: Notary, rows: i64) -> Self {
        Self { database, notary, rows }
    }

    fn now(&self) -> Timestamp {
        self.database.context().now()
    }
}

/// What a run did.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries that joined their chains.
    pub sealed: usize,
    /// Chains whose end was anchored.
    pub anchored: usize,
    /// Chains that no longer say what their last anchor says: somebody has rewritten them. They get no new anchor.
    pub refused: usize,
}

/// Seals what is settled, at most until `until`, then anchors.
///
/// # Errors
/// Where PostgreSQL, the key or the bucket is away. What is sealed stays sealed.
pub async fn run(app: &App, until: Timestamp) -> Result<Report> {
    let mut report = Report::default();
    let tx = app.database.system().await?;
    app.notary.renew(&tx).await?;
    tx.commit().await?;
    while app.now() < until {
        let tx = app.database.system().await?;
        let batch = sealing::seal(&tx, app.rows).await?;
        tx.commit().await?;
        match batch {
            Batch::Sealed(0) | Batch::Busy => break,
            Batch::Sealed(count) => report.sealed += count,
        }
    }
    anchor(app, until, &mut report).await?;
    Ok(report)
}

async fn anchor(app: &App, until: Timestamp, report: &mut Report) -> Result<()> {
    let mut after = OrganizationId::FIRST;
    loop {
        let tx = app.database.system().await?;
        let grown = sealing::unanchored(&tx, after).await?;
        tx.commit().await?;
        let Some(last) = grown.last() else { return Ok(()) };
        after = OrganizationId(last.organization);
        for end in &grown {
            if app.now() >= until {
                return Ok(());
            }
            if anchor_one(app, end).await? {
                report.anchored += 1;
            } else {
                tracing::error!(organization_id = %end.organization, "a chain is not the one that was anchored");
                report.refused += 1;
            }
        }
    }
}

/// Anchors a chain's end. False where the chain has lost its last anchor: a forged chain must not get a newer one.
async fn anchor_one(app: &App, end: &Statement) -> Result<bool> {
    let anchors = app.notary.anchors();
    let before = anchors.latest_place(end.organization).await?;
    let tx = app.database.system().await?;
    if let Some((sequence, hash)) = before
        && (sequence > end.sequence || !sealing::still_says(&tx, end.organization, sequence, &hash).await?)
    {
        return Ok(false);
    }
    let (signed, _) = app.notary.sign(&tx, end).await?;
    tx.commit().await?;
    anchors.store(&signed).await?;
    let tx = app.database.system().await?;
    sealing::mark_anchored(&tx, end).await?;
    tx.commit().await?;
    Ok(true)
}

/// Serves over the Lambda Runtime API; the event's content does not matter. An invocation that met a rewritten chain
/// fails, so that the alarm rings.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(app: App) -> Result<(), lambda_runtime::Error> {
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        let until = events::deadline(&event.context, RESERVE).min(app.now() + LONGEST);
        // Boxed: the SDK nests its futures deeper than the compiler likes to follow.
        let report = Box::pin(run(&app, until)).await.inspect_err(|error| {
            tracing::error!(error = problem::chain(error), "sealing stopped");
        })?;
        let Report { sealed, anchored, refused } = report;
        tracing::info!(sealed, anchored, refused, "sealed");
        match refused {
            0 => Ok(report),
            refused => {
                let error = Error::internal(format!("{refused} chains are not those that were anchored"));
                Err(lambda_runtime::Error::from(error))
            }
        }
    }))
    .await
}
