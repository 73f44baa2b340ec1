//! `/v1/upload-templates`: what an organization expects of files of one kind, and what that would do to a file.

use axum::Router;
use domain::Context;
use runtime::{
    InitError,
    aws::{objects::Objects, state_table::StateTable},
    database::Database,
    http::{Gate, members_only},
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod infer;
mod models;
mod templates;
mod validate;
mod versions;

/// What this function may touch: the tenant's tables, the twins of its files to read, and the table of signing keys and
/// rate limits.
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
        let objects = Objects::from_env("FILES_BUCKET").await?;
        let gate = members_only(context, &database, table).await?;
        Ok(Self { gate, tenants: Tenants::new(database, Relay::default()), objects })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(templates::list, templates::create))
        .routes(routes!(infer::infer))
        .routes(routes!(templates::get, templates::update, templates::delete))
        .routes(routes!(versions::list))
        .routes(routes!(validate::validate))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
