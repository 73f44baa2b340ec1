//! `settings`: REST routes under `/v1/settings` and `/v1/preferences`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = settings::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(settings::router(app)).await
}
