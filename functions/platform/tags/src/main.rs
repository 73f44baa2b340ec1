//! `tags`: REST routes under `/v1/tags` and `/v1/taggings`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = tags::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(tags::router(app)).await
}
