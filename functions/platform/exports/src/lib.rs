//! `/v1/exports` and `/v1/me/data-export`: data that people take with them.

use axum::Router;
use domain::Context;
use runtime::{
    InitError,
    aws::{objects::Objects, queues::Queue, state_table::StateTable},
    database::Database,
    http::{Gate, members_only},
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod exports;
mod models;
mod types;

/// What this function may touch: the tenant's tables, the table of signing keys and rate limits, the queues of exports
/// and of people's data, and the files that were written, to read and to delete.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    tenants: Tenants,
    objects: Objects,
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
        let objects = Objects::from_env("FILES_BUCKET").await?;
        let relay = Relay {
            exports: Some(Queue::from_env("EXPORT_QUEUE_URL").await?),
            personal_data: Some(Queue::from_env("PERSONAL_DATA_QUEUE_URL").await?),
            objects: Some(objects.clone()),
            ..Relay::default()
        };
        Ok(Self { gate, tenants: Tenants::new(database, relay), objects })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(exports::list, exports::request))
        .routes(routes!(exports::request_own_data))
        .routes(routes!(types::list))
        .routes(routes!(exports::get, exports::delete))
        .routes(routes!(exports::download))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
