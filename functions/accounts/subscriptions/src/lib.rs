//! `/v1/plans`, `/v1/organizations/{id}/subscription`, `/v1/organizations/{id}/usage`: what an organization may use, and
//! what it uses.

use axum::Router;
use domain::{Context, Error, Result as DomainResult, ids::OrganizationId, transaction::TenantTx};
use runtime::{
    InitError,
    aws::state_table::StateTable,
    database::Database,
    http::{Gate, members_only},
    relay::Relay,
    tenants::Tenants,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod plans;
mod subscription;
mod usage;

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
        .routes(routes!(plans::list))
        .routes(routes!(subscription::get, subscription::change))
        .routes(routes!(usage::get))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}

/// A session or a key is in one organization; every other is absent.
fn find(tx: &TenantTx, id: OrganizationId) -> DomainResult<()> {
    if id == tx.organization() { Ok(()) } else { Err(Error::NotFound("organization")) }
}
