//! `exports`: REST routes under `/v1/exports`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = exports::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(exports::router(app)).await
}
