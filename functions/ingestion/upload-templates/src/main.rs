//! `upload-templates`: REST routes under `/v1/upload-templates`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = upload_templates::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(upload_templates::router(app)).await
}
