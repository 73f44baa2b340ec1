//! `api-keys`: REST routes under `/v1/api-keys`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = api_keys::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(api_keys::router(app)).await
}
