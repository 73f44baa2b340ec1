//! HTTP as every function speaks it: one gate in front of the routes, one way to read input, one way to answer.

mod client_address;
mod gate;
pub mod input;
#[cfg(feature = "dynamodb")]
pub mod limits;
pub mod openapi;
pub mod problem;
pub mod query;
pub mod reply;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub use gate::{Allowance, Authenticate, Gate, Limit, Sender, SignedIn};
pub use input::{Input, Path};
pub use query::Query;
pub use reply::{Failure, IfMatch, Reply, Result};

/// The routes of a function with its state, behind its gate.
pub fn router<S: Clone + Send + Sync + 'static>(gate: Gate, routes: OpenApiRouter<S>, state: S) -> Router {
    let (routes, _) = routes.with_state(state).split_for_parts();
    gate.guard(routes)
}

/// Serves the router over the Lambda Runtime API.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(router: Router) -> std::result::Result<(), lambda_http::Error> {
    lambda_http::run(router).await
}
