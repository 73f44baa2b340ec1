//! `/v1/projects/{id}/analyses` and `/v1/analyses`: questions about a file's table, each computed once.

use axum::Router;
use domain::Context;
use runtime::{
    InitError,
    aws::{queues::Queue, state_table::StateTable},
    database::Database,
    http::{Gate, members_only},
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod analyses;
mod models;
mod question;
mod types;

/// What this function may touch: the tenant's tables, the table of signing keys and rate limits, and the queue of
/// analyses.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    tenants: Tenants,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let context = Context::system();
        let database = Database::from_env(&context)?;
        Self::new(&context, database, StateTable::from_env().await?).await
    }

    /// With a database of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(context: &Context, database: Database, table: StateTable) -> Result<Self, InitError> {
        let gate = members_only(context, &database, table).await?;
        let queue = Queue::from_env("ANALYSIS_QUEUE_URL").await?;
        let relay = Relay { analyses: Some(queue), ..Relay::default() };
        Ok(Self { gate, tenants: Tenants::new(database, relay) })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(analyses::list, analyses::request))
        .routes(routes!(types::list))
        .routes(routes!(analyses::get))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
