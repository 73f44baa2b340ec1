//! `relay-outbox`: carries what committed transactions left behind, each minute.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = relay_outbox::App::from_env().await?; // fails at init, naming the variable
    relay_outbox::serve(app).await
}
