//! `audit-logs`: REST routes under `/v1/audit-logs`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = audit_logs::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(audit_logs::router(app)).await
}
