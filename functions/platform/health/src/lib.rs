//! `GET /v1/health` and `GET /v1/health/ready`: whether the platform runs, and whether it can work.

use axum::{Router, extract::State};
use domain::{Context, Error};
use runtime::{
    InitError,
    aws::{objects::Objects, queues::Queue},
    database::Database,
    http::{Gate, Reply, Result, problem},
};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What this function may touch: a connection that sees nothing, and two questions to S3 and SQS.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    database: Database,
    files: Objects,
    uploads: Queue,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        let context = Context::system();
        let database = Database::from_env(&context)?;
        Self::new(&context, database).await
    }

    /// With a database of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(context: &Context, database: Database) -> std::result::Result<Self, InitError> {
        Ok(Self {
            gate: Gate::from_env(context)?,
            database,
            files: Objects::from_env("FILES_BUCKET").await?,
            uploads: Queue::from_env("FILE_UPLOADED_QUEUE_URL").await?,
        })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(live)).routes(routes!(ready))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}

/// The platform runs.
#[derive(Debug, Serialize, ToSchema)]
struct Health {
    /// `ok`.
    status: String,
    /// The version of this deployment.
    version: String,
}

impl Health {
    fn ok() -> Self {
        Self { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// Tells that the platform runs.
#[utoipa::path(get, path = "/v1/health", tag = "health", security(), responses((status = 200, body = Health)))]
async fn live() -> Result {
    Ok(Reply::ok(&Health::ok())?)
}

/// Tells whether the platform can work: asks the database, the file store and the queue.
#[utoipa::path(get, path = "/v1/health/ready", tag = "health", security(), responses((status = 200, body = Health)))]
async fn ready(State(app): State<App>) -> Result {
    let database = async { app.database.ping().await.map_err(|error| ("database", error)) };
    let files = async { app.files.ping().await.map_err(|error| ("file store", error)) };
    let queue = async { app.uploads.ping().await.map_err(|error| ("queue", error)) };
    let answers: [std::result::Result<(), (&str, Error)>; 3] = {
        let (database, files, queue) = tokio::join!(database, files, queue);
        [database, files, queue]
    };
    for answer in answers {
        if let Err((part, error)) = answer {
            let cause = json!({ "part": part, "error": problem::chain(&error) });
            return Err(Error::unavailable(cause.to_string()).into());
        }
    }
    Ok(Reply::ok(&Health::ok())?)
}
