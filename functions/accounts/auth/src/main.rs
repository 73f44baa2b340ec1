//! `auth`: REST routes under `/v1/auth`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = auth::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(auth::router(app)).await
}
