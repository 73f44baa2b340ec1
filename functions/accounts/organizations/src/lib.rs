//! `/v1/organizations`: organizations, who belongs to them, who is invited.

use std::sync::Arc;

use axum::Router;
use domain::{Context, accounts::caller::Caller, platform::idempotency::Answer, transaction::IdentityTx};
use runtime::{
    InitError,
    aws::{mail::Mail, state_table::StateTable},
    config,
    database::Database,
    http::{
        Gate, Reply,
        limits::{Limiter, Policy},
        members_only,
    },
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod invitations;
mod members;
mod models;
mod organizations;

/// What this function may touch: the tenant's tables; the accounts tables, for what happens before or after a tenant is
/// there; the table of signing keys and rate limits; the sender of mails.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    tenants: Tenants,
    identity: Database,
    relay: Relay,
    limiter: Arc<Limiter>,
    invitations: Policy,
    public_url: String,
}

impl App {
    /// From the environment. `RATE_LIMIT_INVITATIONS` sets the invitations per minute of one organization (60).
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let context = Context::system();
        let database = Database::from_env(&context)?;
        let identity = Database::from_env_as(&config::require("IDENTITY_DATABASE_USER")?, &context)?;
        Self::new(&context, database, identity, StateTable::from_env().await?).await
    }

    /// With databases of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(
        context: &Context,
        database: Database,
        identity: Database,
        table: StateTable,
    ) -> Result<Self, InitError> {
        let limiter = Arc::new(Limiter::from_env(table.clone(), context)?);
        let gate = members_only(context, &database, table).await?;
        let relay = Relay { mail: Some(Mail::from_env().await?), ..Relay::default() };
        Ok(Self {
            gate,
            tenants: Tenants::new(database, relay.clone()),
            identity,
            relay,
            limiter,
            invitations: Policy {
                name: "invitations",
                quota: config::parse_or("RATE_LIMIT_INVITATIONS", 60)?,
                block: 1,
                fails_open: false,
            },
            public_url: config::public_url()?,
        })
    }

    /// What [`Tenants::commit`] does, for a transaction outside a tenant.
    async fn commit_identity(&self, tx: IdentityTx, caller: &Caller, reply: Reply) -> domain::Result<Reply> {
        if caller.dry_run {
            return Ok(reply.into_dry_run(&tx.roll_back()));
        }
        tx.record(&Answer::from(&reply)).await?;
        let messages = tx.commit().await?;
        self.relay.relay_identity(&self.identity, &messages).await;
        Ok(reply)
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(organizations::list, organizations::create))
        .routes(routes!(organizations::get, organizations::update, organizations::delete))
        .routes(routes!(organizations::restore))
        .routes(routes!(members::list))
        .routes(routes!(members::get, members::update, members::remove))
        .routes(routes!(members::replace_roles))
        .routes(routes!(invitations::list, invitations::create))
        .routes(routes!(invitations::get, invitations::revoke))
        .routes(routes!(invitations::resend))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
