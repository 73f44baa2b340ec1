//! `files`: REST routes under `/v1/files` and `/v1/projects/{id}/files`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = files::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(files::router(app)).await
}
