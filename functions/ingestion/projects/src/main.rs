//! `projects`: REST routes under `/v1/projects`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = projects::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(projects::router(app)).await
}
