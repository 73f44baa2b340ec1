//! `/v1/media`: images and attachments; `/v1/media-links`: the things that they hang on; `/v1/me/avatar`: the one that
//! shows its uploader.

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

mod avatar;
mod create;
mod download;
mod links;
mod media;
mod models;

/// What this function may touch: the tenant's tables, the objects of its media, and the table of signing keys and
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
        let objects = Objects::from_env("MEDIA_BUCKET").await?;
        let gate = members_only(context, &database, table).await?;
        let relay = Relay { media: Some(objects.clone()), ..Relay::default() };
        Ok(Self { gate, tenants: Tenants::new(database, relay), objects })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(media::list, create::create))
        .routes(routes!(media::get, media::update, media::delete))
        .routes(routes!(download::download))
        .routes(routes!(links::list, links::create, links::replace))
        .routes(routes!(links::delete))
        .routes(routes!(avatar::get, avatar::set, avatar::remove))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
