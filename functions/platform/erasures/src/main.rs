//! `erasures`: REST routes under `/v1/erasures` and `/v1/me/erasure`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = erasures::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(erasures::router(app)).await
}
