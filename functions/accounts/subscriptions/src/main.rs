//! `subscriptions`: plans, and under `/v1/organizations/{id}` the subscription and what is used of it.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = subscriptions::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(subscriptions::router(app)).await
}
