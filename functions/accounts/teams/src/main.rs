//! `teams`: REST routes under `/v1/teams`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = teams::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(teams::router(app)).await
}
