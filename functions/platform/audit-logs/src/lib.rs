//! `/v1/audit-logs`: the activity log. It is read here and nowhere written; reading it is an entry of its own.

use axum::Router;
use domain::Context;
use jiff::SignedDuration;
use runtime::{
    InitError,
    aws::{anchors::Anchors, objects::Objects, state_table::StateTable},
    database::Database,
    http::{Gate, members_only},
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod entries;
mod export;
mod models;
mod verify;

/// How long one request may walk along a chain: the gateway gives up after 30 s.
const LONGEST: SignedDuration = SignedDuration::from_secs(20);

/// What this function may touch: the tenant's tables, the table of signing keys and rate limits, the anchors, and the
/// bucket of exports.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    tenants: Tenants,
    context: Context,
    anchors: Anchors,
    exports: Objects,
    longest: SignedDuration,
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
        Ok(Self {
            gate,
            tenants: Tenants::new(database, Relay::default()),
            context: context.clone(),
            anchors: Anchors::from_env().await?,
            exports: Objects::from_env("EXPORTS_BUCKET").await?,
            longest: LONGEST,
        })
    }

    /// The same with another limit to a walk, for tests.
    pub fn within(self, longest: SignedDuration) -> Self {
        Self { longest, ..self }
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(entries::list))
        .routes(routes!(verify::verify))
        .routes(routes!(export::redirect, export::create))
        .routes(routes!(entries::get))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
