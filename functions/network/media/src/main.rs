//! `media`: REST routes under `/v1/media`, `/v1/media-links` and `/v1/me/avatar`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = media::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(media::router(app)).await
}
