//! `analyses`: REST routes under `/v1/projects/{id}/analyses` and `/v1/analyses`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = analyses::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(analyses::router(app)).await
}
