//! `on-file-uploaded`: reads a file that has arrived.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = on_file_uploaded::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| on_file_uploaded::handle(&app, message).await).await
}
