//! `webhooks`: REST routes under `/v1/webhooks` and `/v1/webhook-deliveries`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = webhooks::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(webhooks::router(app)).await
}
