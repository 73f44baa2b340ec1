//! `/v1/comments`: what people say about things of any kind, in threads.

use axum::Router;
use domain::Context;
use runtime::{
    InitError,
    aws::state_table::StateTable,
    database::Database,
    http::{Gate, members_only},
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod comments;
mod models;
mod threads;

/// What this function may touch: the tenant's tables, and the table of signing keys and rate limits.
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
        Ok(Self { gate, tenants: Tenants::new(database, Relay::default()) })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(threads::list, comments::create))
        .routes(routes!(threads::counts))
        .routes(routes!(comments::get, comments::update, comments::delete))
        .routes(routes!(comments::history))
        .routes(routes!(threads::resolve))
        .routes(routes!(threads::reopen))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
