//! `deliver-webhook`: sends signed deliveries.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = deliver_webhook::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| deliver_webhook::handle(&app, message).await).await
}
