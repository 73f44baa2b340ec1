//! `run-export`: writes a requested export.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = run_export::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| run_export::handle(&app, message).await).await
}
