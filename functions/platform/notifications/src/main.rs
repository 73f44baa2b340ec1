//! `notifications`: REST routes under `/v1/notifications`, their preferences and log, and `/v1/public/unsubscribe`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = notifications::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(notifications::router(app)).await
}
