//! `on-media-uploaded`: looks at an image or attachment that has arrived.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = on_media_uploaded::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| on_media_uploaded::handle(&app, message).await).await
}
