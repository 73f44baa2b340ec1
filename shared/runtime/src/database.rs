//! Connections to PostgreSQL: one per environment, under the function's own role.

use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts};
use domain::{
    Context, Error, Result,
    accounts::caller::Caller,
    ids::{OrganizationId, UserId},
    transaction::{IdentityTx, SystemTx, TenantTx},
};
use tokio_postgres::NoTls;

use crate::config::{self, InitError};

mod tls;

/// How long a request waits for a connection before it answers 503.
const WAIT: Duration = Duration::from_secs(3);

/// The database, under one role.
#[derive(Clone)]
pub struct Database {
    pool: Pool,
    context: Context,
}

/// Runs a beginning on a connection. A connection may have died while the environment was frozen, and only using it
/// tells: a transaction that could not begin has done nothing, so it begins once more.
macro_rules! begin {
    ($database:expr, $client:ident => $begin:expr) => {{
        let $client = $database.connection().await?;
        match $begin.await {
            Err(Error::Unavailable(cause)) => {
                tracing::warn!(error = %cause, "beginning once more on another connection");
                let $client = $database.connection().await?;
                $begin.await
            }
            other => other,
        }
    }};
}

impl Database {
    /// Reads `DATABASE_HOST`, `_PORT`, `_NAME`, `_USER`, `_AUTH` (`iam` or `none`), `_TLS` (`verify-full` or
    /// `disable`) and `_POOL_SIZE` (default 1: an environment works on one request at a time).
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub fn from_env(context: &Context) -> std::result::Result<Self, InitError> {
        Self::from_env_as(&config::require("DATABASE_USER")?, context)
    }

    /// The same under another role than `DATABASE_USER`.
    ///
    /// # Errors
    /// As [`Database::from_env`].
    pub fn from_env_as(user: &str, context: &Context) -> std::result::Result<Self, InitError> {
        let mut target = tokio_postgres::Config::new();
        target
            .host(config::require("DATABASE_HOST")?)
            .port(config::parse_or("DATABASE_PORT", 5432)?)
            .dbname(config::require("DATABASE_NAME")?)
            .user(user);
        let size = config::parse_or("DATABASE_POOL_SIZE", 1)?;
        let iam = match config::optional("DATABASE_AUTH").as_deref() {
            Some("iam") => true,
            None | Some("none") => false,
            Some(other) => {
                return Err(InitError::new(format!("DATABASE_AUTH is iam or none, not {other:?}")));
            }
        };
        match config::optional("DATABASE_TLS").as_deref() {
            Some("disable") => Ok(Self::new(target, size, context)),
            None | Some("verify-full") => tls::database(target, size, iam, context),
            Some(other) => {
                Err(InitError::new(format!("DATABASE_TLS is verify-full or disable, not {other:?}")))
            }
        }
    }

    /// From an address, without TLS.
    ///
    /// # Errors
    /// Where the address cannot be read; its password stays out of the message.
    pub fn from_url(url: &str, context: &Context) -> std::result::Result<Self, InitError> {
        let target = url.parse().map_err(|_| InitError::new("the database's address cannot be read"))?;
        Ok(Self::new(target, 1, context))
    }

    /// Without TLS: the local stack and tests.
    pub fn new(mut target: tokio_postgres::Config, size: usize, context: &Context) -> Self {
        target.connect_timeout(WAIT).application_name("plugzero");
        let manager = Manager::from_config(target, NoTls, recycling());
        Self::with_manager(manager, size, context)
    }

    fn with_manager(manager: Manager, size: usize, context: &Context) -> Self {
        let timeouts = Timeouts { wait: Some(WAIT), create: Some(WAIT), recycle: Some(WAIT) };
        let pool = Pool::builder(manager)
            .max_size(size)
            .runtime(Runtime::Tokio1)
            .timeouts(timeouts)
            .build()
            .expect("a runtime is given, which is all that building checks");
        Self { pool, context: context.clone() }
    }

    /// Clock, ids and randomness.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Opens the connection ahead of the first request. Time-boxed; a failure shows again when it matters.
    pub async fn warm(&self) {
        let _ = tokio::time::timeout(Duration::from_millis(300), self.pool.get()).await;
    }

    async fn connection(&self) -> Result<Object> {
        self.pool.get().await.map_err(Error::unavailable)
    }

    /// Begins inside the caller's organization.
    ///
    /// # Errors
    /// As [`TenantTx::begin`]; `Unavailable` where PostgreSQL is away.
    pub async fn tenant(&self, caller: &Caller) -> Result<TenantTx> {
        begin!(self, client => TenantTx::begin(client, &self.context, caller))
    }

    /// Begins inside the organization that an event names.
    pub async fn job(&self, organization: OrganizationId, job: &'static str) -> Result<TenantTx> {
        begin!(self, client => TenantTx::begin_job(client, &self.context, organization, job))
    }

    /// Begins on behalf of a person whose request a job fulfils, over one snapshot.
    ///
    /// # Errors
    /// As [`TenantTx::begin_snapshot`].
    pub async fn snapshot(
        &self,
        organization: OrganizationId,
        user: UserId,
        job: &'static str,
    ) -> Result<TenantTx> {
        begin!(self, client => TenantTx::begin_snapshot(client, &self.context, organization, user, job))
    }

    /// Begins before a tenant is known.
    pub async fn identity(&self) -> Result<IdentityTx> {
        begin!(self, client => IdentityTx::begin(client, &self.context))
    }

    /// Begins a cross-tenant chore.
    pub async fn system(&self) -> Result<SystemTx> {
        begin!(self, client => SystemTx::begin(client, &self.context))
    }

    /// Begins a cross-tenant chore that only reads, over one snapshot.
    pub async fn system_snapshot(&self) -> Result<SystemTx> {
        begin!(self, client => SystemTx::begin_snapshot(client, &self.context))
    }

    /// A bare connection, outside every transaction kind: for `migrate`, which owns the schema, and nobody else.
    pub async fn client_of_migrate(&self) -> Result<Object> {
        self.connection().await
    }

    /// Whether PostgreSQL answers.
    pub async fn ping(&self) -> Result<()> {
        begin!(self, client => async move { Ok(client.batch_execute("select 1").await?) })
    }
}

/// Resetting a connection would cost a round trip and pin it at the proxy; instead nothing ever sets session state.
fn recycling() -> ManagerConfig {
    ManagerConfig { recycling_method: RecyclingMethod::Fast }
}
