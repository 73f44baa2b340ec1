//! `/v1/files` and `/v1/projects/{id}/files`: a row and a form first, the bytes straight to S3, then what they are.

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

mod create;
mod data;
mod download;
mod files;
mod models;
mod multipart;

/// What this function may touch: the tenant's tables, the objects of its files, and the table of signing keys and
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
        let relay = Relay { objects: Some(objects.clone()), ..Relay::default() };
        Ok(Self { gate, tenants: Tenants::new(database, relay), objects })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(files::list, create::create))
        .routes(routes!(files::get, files::delete))
        .routes(routes!(multipart::parts))
        .routes(routes!(multipart::complete))
        .routes(routes!(data::rows))
        .routes(routes!(data::rejects))
        .routes(routes!(download::download))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
