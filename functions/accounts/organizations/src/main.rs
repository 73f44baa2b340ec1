//! `organizations`: REST routes under `/v1/organizations`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = organizations::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(organizations::router(app)).await
}
