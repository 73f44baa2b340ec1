//! `seal-audit-logs`: adds settled entries of the activity log to their chains and anchors the chains' ends, each minute.

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    runtime::telemetry::init();
    let app = seal_audit_logs::App::from_env().await?; // fails at init, naming the variable
    seal_audit_logs::serve(app).await
}
