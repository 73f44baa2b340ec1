//! `docs`: the OpenAPI document and the page that shows it.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = docs::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(docs::router(app)).await
}
