//! The `projects` function behind a plain HTTP server, with as many connections as the local stack has instances:
//! what a request costs without the gateway. `direct PORT`, with the environment of a running instance. Loopback only.

use std::net::{Ipv4Addr, SocketAddr};

type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let port: u16 = std::env::args().nth(1).ok_or("usage: direct PORT")?.parse()?;
    let router = projects::router(projects::App::from_env().await?);
    let listener = tokio::net::TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?;
    Ok(axum::serve(listener, router).await?)
}
