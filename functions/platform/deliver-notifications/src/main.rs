//! `deliver-notifications`: writes the mails that are due, each minute.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = deliver_notifications::App::from_env().await?; // fails at init, naming the variable
    deliver_notifications::serve(app).await
}
