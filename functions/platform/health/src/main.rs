//! `health`: REST routes under `/v1/health`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = health::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(health::router(app)).await
}
