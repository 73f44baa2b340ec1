//! Each minute: writes to everybody the mail of notifications that is due to them, one each. Two runs at once share the
//! work; one that is killed leaves its people to the next.

use domain::{
    Context, Error, Result,
    platform::notifications::due::{self, Person, Written},
};
use jiff::{SignedDuration, Timestamp};
use lambda_runtime::{LambdaEvent, service_fn};
use runtime::{InitError, aws::mail::Mail, config, database::Database, events, http::problem, relay::Relay};
use serde::Serialize;
use serde_json::Value;

/// How the activity log knows this function.
const JOB: &str = "deliver-notifications";
/// How long a run goes on: the next begins after a minute.
const LONGEST: SignedDuration = SignedDuration::from_secs(50);
/// What the last person may need before Lambda ends the run.
const RESERVE: SignedDuration = SignedDuration::from_secs(5);

/// What this function may touch: whose mails are due in every organization; inside one, the tenant's tables; the sender
/// of mails.
pub struct App {
    tenants: Database,
    system: Database,
    relay: Relay,
    public_url: String,
}

impl App {
    /// From the environment. `SYSTEM_DATABASE_USER` is the role that looks across tenants.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let context = Context::system();
        let tenants = Database::from_env(&context)?;
        let system = Database::from_env_as(&config::require("SYSTEM_DATABASE_USER")?, &context)?;
        Ok(Self::new(tenants, system, Mail::from_env().await?, config::public_url()?))
    }

    /// With databases and a sender of the caller's, for tests.
    pub fn new(tenants: Database, system: Database, mail: Mail, public_url: String) -> Self {
        Self { tenants, system, relay: Relay { mail: Some(mail), ..Relay::default() }, public_url }
    }

    fn now(&self) -> Timestamp {
        self.system.context().now()
    }
}

/// What a run did.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Mails that were written.
    pub mails: usize,
    /// Notifications that went with them.
    pub sent: usize,
    /// Notifications that their person may not, or does not want to, know any more.
    pub skipped: usize,
    /// Notifications that wait for the end of quiet hours.
    pub put_off: usize,
    /// People to whom none could be written. It stays due.
    pub failures: usize,
    /// Whether it came to the end.
    pub finished: bool,
}

/// Works until nothing is due, at most until `until`. Somebody for whom it fails does not hold up the others.
///
/// # Errors
/// Where PostgreSQL is away. What was due stays due.
pub async fn run(app: &App, until: Timestamp) -> Result<Report> {
    let mut report = Report::default();
    let mut after = Person::FIRST;
    loop {
        let tx = app.system.system().await?;
        let people = due::people(&tx, after).await?;
        tx.commit().await?;
        let Some(last) = people.last() else {
            report.finished = true;
            return Ok(report);
        };
        after = *last;
        for person in people {
            if app.now() >= until {
                return Ok(report);
            }
            match deliver(app, person).await {
                Ok(written) => {
                    report.mails += usize::from(written.sent > 0);
                    report.sent += written.sent;
                    report.skipped += written.skipped;
                    report.put_off += written.put_off;
                }
                Err(error) => {
                    let error = problem::chain(&error);
                    tracing::error!(user_id = %person.user, error, "no mail could be written");
                    report.failures += 1;
                }
            }
        }
    }
}

async fn deliver(app: &App, person: Person) -> Result<Written> {
    let tx = app.tenants.job(person.organization, JOB).await?;
    let written = due::write(&tx, person.user, &app.public_url).await?;
    let messages = tx.commit().await?;
    app.relay.relay(&app.tenants, person.organization, &messages).await;
    Ok(written)
}

/// Serves over the Lambda Runtime API; the event's content does not matter.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(app: App) -> Result<(), lambda_runtime::Error> {
    lambda_runtime::run(service_fn(async |event: LambdaEvent<Value>| {
        let until = events::deadline(&event.context, RESERVE).min(app.now() + LONGEST);
        // Boxed: the SDK nests its futures deeper than the compiler likes to follow.
        let report = Box::pin(run(&app, until)).await.inspect_err(|error| {
            tracing::error!(error = problem::chain(error), "the run stopped");
        })?;
        let Report { mails, sent, skipped, put_off, failures, finished } = report;
        tracing::info!(mails, sent, skipped, put_off, failures, finished, "delivered");
        if failures > 0 {
            let message = format!("no mail could be written to {failures} people");
            return Err(lambda_runtime::Error::from(Error::internal(message)));
        }
        Ok(report)
    }))
    .await
}
