//! Brings the database to the schema of this deployment: roles first, then the migrations, then what the code's own
//! registries say, then partitions for the months ahead. Safe to run again, and by two at once.

use domain::{
    Context,
    accounts::{
        passwords,
        registration::{self, Registration},
        roles,
    },
};
use lambda_runtime::{LambdaEvent, service_fn};
use refinery::Runner;
use runtime::{InitError, config, database::Database};
use serde::Serialize;
use serde_json::Value;

mod embedded {
    refinery::embed_migrations!("../../../migrations");
}

type Result<T, E = Box<dyn std::error::Error + Send + Sync>> = std::result::Result<T, E>;

/// What only an administrator may do.
const BOOTSTRAP: &str = include_str!("../../../../migrations/bootstrap.sql");
/// What every column holds about people; every statement can be repeated.
const PERSONAL_DATA: &str = include_str!("../../../../migrations/personal_data.sql");
/// How many months of partitions stand ready.
const MONTHS_AHEAD: i32 = 12;

/// What this function may touch: the whole schema, as its owner and, for roles, as the server's administrator.
pub struct App {
    administrator: Database,
    owner: Database,
    /// Only in the local stack.
    demo: Option<Database>,
}

impl App {
    /// From the environment: the usual `DATABASE_…` with the owner's role; the administrator is
    /// `BOOTSTRAP_DATABASE_URL`, or the role `BOOTSTRAP_DATABASE_USER` at the same address. `DEMO=1` makes an owner
    /// to try things with, in the local stack only.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub fn from_env() -> Result<Self, InitError> {
        let context = Context::system();
        let administrator = match config::optional("BOOTSTRAP_DATABASE_URL") {
            Some(url) => Database::from_url(&url, &context)?,
            None => Database::from_env_as(&config::require("BOOTSTRAP_DATABASE_USER")?, &context)?,
        };
        let is_demo =
            config::optional("DEMO").is_some() && config::optional("STAGE").as_deref() == Some("local");
        let demo = is_demo.then(|| Database::from_env_as("plugzero_identity", &context)).transpose()?;
        Ok(Self { administrator, owner: Database::from_env(&context)?, demo })
    }

    /// With databases of the caller's, for tests.
    pub fn new(administrator: Database, owner: Database) -> Self {
        Self { administrator, owner, demo: None }
    }
}

/// What was done.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The migrations that were applied now, by name.
    pub applied: Vec<String>,
    /// An owner to try things with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub demo: Option<Demo>,
}

/// An owner to try things with.
#[derive(Debug, Serialize)]
pub struct Demo {
    email: &'static str,
    password: &'static str,
    organization: &'static str,
}

const DEMO: Demo = Demo {
    email: "demo@plugzero.example",
    password: "correct horse battery staple",
    organization: "Demo Research",
};

/// Migrates.
///
/// # Errors
/// Where a statement fails: nothing of its migration stays behind.
pub async fn migrate(app: &App) -> Result<Report> {
    app.administrator.client_of_migrate().await?.batch_execute(BOOTSTRAP).await?;
    let mut client = app.owner.client_of_migrate().await?;
    // A second run waits here until the first is done.
    client.batch_execute("select pg_advisory_lock(hashtextextended('migrate', 0))").await?;
    let runner: Runner = embedded::migrations::runner();
    let report = runner.run_async(&mut **client).await;
    let finished = match report {
        Ok(report) => finish(&client).await.map(|()| report),
        Err(error) => Err(error.into()),
    };
    client.batch_execute("select pg_advisory_unlock(hashtextextended('migrate', 0))").await?;
    let applied = finished?.applied_migrations().iter().map(ToString::to_string).collect();
    let demo = match &app.demo {
        Some(identity) => Some(create_demo(identity).await?),
        None => None,
    };
    Ok(Report { applied, demo })
}

async fn finish(client: &deadpool_postgres::Object) -> Result<()> {
    roles::seed(client).await?;
    let months = format!(
        "select platform.create_month_partition('platform.audit_logs', (date_trunc('month', now()) + n * interval '1 month')::date) \
         from generate_series(-1, {MONTHS_AHEAD}) n"
    );
    client.batch_execute(&months).await?;
    // In one transaction, so that no grant is missing in between.
    client.batch_execute(&format!("begin;\n{PERSONAL_DATA}\ncommit")).await?;
    Ok(())
}

async fn create_demo(identity: &Database) -> Result<Demo> {
    let registration = Registration {
        email: DEMO.email.to_owned(),
        password_hash: passwords::hash(identity.context(), DEMO.password)?,
        first_name: "Dana".to_owned(),
        last_name: "Demo".to_owned(),
        organization_name: DEMO.organization.to_owned(),
    };
    let tx = identity.identity().await?;
    registration::register_proven(&tx, &registration).await?;
    tx.commit().await?;
    Ok(DEMO)
}

/// Serves over the Lambda Runtime API; the event's content does not matter.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(app: App) -> Result<(), lambda_runtime::Error> {
    lambda_runtime::run(service_fn(async |_: LambdaEvent<Value>| {
        let report = migrate(&app).await?;
        tracing::info!(applied = report.applied.len(), "migrated");
        Ok::<_, lambda_runtime::Error>(report)
    }))
    .await
}
