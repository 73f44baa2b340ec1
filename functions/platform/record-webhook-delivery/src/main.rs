//! `record-webhook-delivery`: writes what became of deliveries.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = record_webhook_delivery::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| record_webhook_delivery::handle(&app, message).await).await
}
