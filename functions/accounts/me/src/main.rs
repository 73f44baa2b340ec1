//! `me`: the REST route `/v1/me`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = me::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(me::router(app)).await
}
