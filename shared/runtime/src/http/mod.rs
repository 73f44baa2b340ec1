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
pub mod transfer;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

pub use gate::{Allowance, Authenticate, Gate, Limit, Sender, SignedIn};
pub use input::{Input, Path, Within};
pub use query::Query;
pub use reply::{Failure, IfMatch, Reply, Result};

/// The routes of a function with its state, behind its gate.
pub fn router<S: Clone + Send + Sync + 'static>(gate: Gate, routes: OpenApiRouter<S>, state: S) -> Router {
    let (routes, _) = routes.with_state(state).split_for_parts();
    gate.guard(routes)
}

/// The gate of a function whose routes are for the members of an organization, themselves or by a program with an API
/// key: credentials, rate limits, the origins that may call. Opens the database's connection and reads the published keys
/// ahead of the first request.
///
/// # Errors
/// Names the variable that is missing or unreadable.
#[cfg(feature = "dynamodb")]
pub async fn members_only(
    context: &domain::Context,
    database: &crate::database::Database,
    table: crate::aws::state_table::StateTable,
) -> std::result::Result<Gate, crate::InitError> {
    let verifier = crate::tokens::Verifier::new(table.clone(), context).or_api_keys();
    gate_with(verifier, context, database, table).await
}

/// The same for people only, who have signed in: no API key is taken.
///
/// # Errors
/// As [`members_only`].
#[cfg(feature = "dynamodb")]
pub async fn people_only(
    context: &domain::Context,
    database: &crate::database::Database,
    table: crate::aws::state_table::StateTable,
) -> std::result::Result<Gate, crate::InitError> {
    let verifier = crate::tokens::Verifier::new(table.clone(), context);
    gate_with(verifier, context, database, table).await
}

#[cfg(feature = "dynamodb")]
async fn gate_with(
    verifier: crate::tokens::Verifier,
    context: &domain::Context,
    database: &crate::database::Database,
    table: crate::aws::state_table::StateTable,
) -> std::result::Result<Gate, crate::InitError> {
    tokio::join!(database.warm(), verifier.warm());
    let limiter = std::sync::Arc::new(limits::Limiter::from_env(table, context)?);
    Ok(Gate::from_env(context)?.authenticate(verifier).limit(limiter))
}

/// Serves the router over the Lambda Runtime API.
///
/// # Errors
/// Where the Runtime API goes away.
pub async fn serve(router: Router) -> std::result::Result<(), lambda_http::Error> {
    lambda_http::run(router).await
}
