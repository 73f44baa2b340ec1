//! `unmatched`: every route that no other function has.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = unmatched::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(unmatched::router(app)).await
}
