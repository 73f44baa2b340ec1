//! `bookmarks`: REST routes under `/v1/bookmarks`.

#[tokio::main]
async fn main() -> Result<(), lambda_http::Error> {
    runtime::telemetry::init();
    let app = bookmarks::App::from_env().await?; // fails at init, naming the variable
    runtime::http::serve(bookmarks::router(app)).await
}
