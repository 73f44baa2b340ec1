//! `permissions`: REST routes under `/v1/permissions` and `/v1/resource-permissions`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = permissions::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(permissions::router(app)).await
}
