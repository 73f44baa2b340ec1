//! `comments`: REST routes under `/v1/comments`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = comments::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(comments::router(app)).await
}
