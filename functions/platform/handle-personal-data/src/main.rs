//! `handle-personal-data`: collects or erases what is kept about a person.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = handle_personal_data::App::from_env().await?; // fails at init, naming the variable
    runtime::events::serve(async |message| handle_personal_data::handle(&app, message).await).await
}
