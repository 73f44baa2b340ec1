//! Every route that no other function has: problem+json instead of the gateway's own words.

use axum::Router;
use domain::Context;
use runtime::{InitError, http::Gate};

/// What this function may touch: nothing.
#[derive(Clone)]
pub struct App {
    gate: Gate,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that cannot be read.
    pub async fn from_env() -> Result<Self, InitError> {
        Ok(Self { gate: Gate::from_env(&Context::system())? })
    }
}

/// No routes: the gate answers 404 to everything.
pub fn router(app: App) -> Router {
    app.gate.guard(Router::new())
}
