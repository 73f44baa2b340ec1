//! `GET /v1/openapi.json` and `GET /docs`: the contract, for programs and for people.

use std::sync::LazyLock;

use axum::{
    Router,
    response::{IntoResponse, Response},
};
use domain::Context;
use http::header;
use runtime::{InitError, http::Gate};
use utoipa_axum::{router::OpenApiRouter, routes};

mod page;

/// Written by `make openapi` from the functions' routes; a test fails where it has drifted.
const OPENAPI: &str = include_str!("../openapi.json");
static PAGE: LazyLock<String> =
    LazyLock::new(|| page::render(&serde_json::from_str(OPENAPI).unwrap_or_default()));

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

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(openapi)).routes(routes!(readable))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}

/// The OpenAPI 3.1 document of this deployment.
#[utoipa::path(get, path = "/v1/openapi.json", tag = "docs", security(),
    responses((status = 200, body = serde_json::Value, content_type = "application/json")))]
async fn openapi() -> Response {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "public, max-age=300")], OPENAPI)
        .into_response()
}

/// The same for people.
#[utoipa::path(get, path = "/docs", tag = "docs", security(),
    responses((status = 200, body = String, content_type = "text/html")))]
async fn readable() -> Response {
    // No script at all.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
    (
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::CACHE_CONTROL, "public, max-age=300"),
        ],
        PAGE.as_str(),
    )
        .into_response()
}
