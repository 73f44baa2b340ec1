//! `roles`: REST routes under `/v1/roles`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = roles::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(roles::router(app)).await
}
