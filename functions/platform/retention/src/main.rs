//! `retention`: removes what is past its time, each day, and compares bucket and table.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = retention::App::from_env().await?; // fails at init, naming the variable
    retention::serve(app).await
}
