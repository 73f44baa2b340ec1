//! `migrate`: brings the database to the schema of this deployment.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = migrate::App::from_env()?; // fails at init, naming the variable
    migrate::serve(app).await
}
