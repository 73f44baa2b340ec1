//! `dispatch-webhook`: signs deliveries that are due and hands them over.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = dispatch_webhook::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| dispatch_webhook::handle(&app, message).await).await
}
