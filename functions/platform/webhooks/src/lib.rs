//! `/v1/webhooks`: addresses that want to be told of what happens; `/v1/webhook-deliveries`: how each was told.

use axum::Router;
use domain::Context;
use runtime::{
    InitError,
    aws::{envelope::Envelope, queues::Queue, state_table::StateTable},
    database::Database,
    fetch::Rules,
    http::{Gate, members_only},
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod catalog;
mod deliveries;
mod models;
mod secrets;
mod webhooks;

/// What this function may touch: the tenant's tables, the table of signing keys and rate limits, the key that seals
/// secrets (it cannot open them), and the queue of deliveries that are due.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    tenants: Tenants,
    envelope: Envelope,
    rules: Rules,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let context = Context::system();
        let database = Database::from_env(&context)?;
        let rules = Rules::from_env("WEBHOOK_LOOPBACK_ONLY")?;
        Self::new(&context, database, StateTable::from_env().await?, rules).await
    }

    /// With a database and rules of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(
        context: &Context,
        database: Database,
        table: StateTable,
        rules: Rules,
    ) -> Result<Self, InitError> {
        let gate = members_only(context, &database, table).await?;
        let webhooks = Some(Queue::from_env("WEBHOOK_DISPATCH_QUEUE_URL").await?);
        let tenants = Tenants::new(database, Relay { webhooks, ..Relay::default() });
        Ok(Self { gate, tenants, envelope: Envelope::from_env().await?, rules })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(webhooks::list, webhooks::create))
        .routes(routes!(catalog::event_types))
        .routes(routes!(webhooks::get, webhooks::update, webhooks::delete))
        .routes(routes!(secrets::rotate))
        .routes(routes!(webhooks::test))
        .routes(routes!(webhooks::recover))
        .routes(routes!(deliveries::list))
        .routes(routes!(deliveries::get))
        .routes(routes!(deliveries::replay))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
