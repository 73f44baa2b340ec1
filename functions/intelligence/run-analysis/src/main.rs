//! `run-analysis`: computes a requested analysis.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = run_analysis::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| run_analysis::handle(&app, message).await).await
}
