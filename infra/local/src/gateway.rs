//! API Gateway, and the Runtime API of the functions behind it: `cargo lambda watch` with the template's routes.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use rustix::process::Signal;
use tokio::net::TcpStream;
use tokio::process::Command;

use crate::config::Config;
use crate::process::{Process, Processes, Show};
use crate::template::{Route, RouteKey};

/// Seconds that cargo-lambda waits for a function. It also gives up on idle functions then, and they panic: so long
/// that nobody sees it. The price: a request whose instance is killed hangs until its client gives up.
const TIMEOUT: u32 = 7 * 86_400;

/// Starts the gateway for these functions.
pub async fn start<'a>(
    config: &Config,
    processes: &Processes,
    functions: impl Iterator<Item = &'a str>,
    routes: &[Route],
) -> Result<Process> {
    let folder = config.data.join("gateway");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("Cargo.toml"), manifest(functions, routes))?;
    std::fs::write(folder.join("function.rs"), "fn main() {}\n")?;
    let port = config.ports.api;
    let mut command = Command::new(config.tool("cargo-lambda")?);
    command
        .args(["lambda", "watch", "--only-lambda-apis", "--disable-cors", "--quiet"])
        .args(["--timeout", &TIMEOUT.to_string()])
        .args(["--invoke-address", "127.0.0.1", "--invoke-port", &port.to_string()])
        .current_dir(&folder);
    // It prints a page of advice for people who start functions by hand.
    let mut process = processes.spawn("gateway", &mut command, Signal::TERM, Show::Details)?;
    let deadline = Instant::now() + Duration::from_secs(60);
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        if Instant::now() > deadline {
            bail!("the gateway does not open port {port}");
        }
        let wait = tokio::time::timeout(Duration::from_millis(50), process.ended());
        if let Ok(how) = wait.await {
            bail!("the gateway did not start ({how}); PLUGZERO_LOG=debug shows why");
        }
    }
    Ok(process)
}

/// The manifest from which cargo-lambda reads functions and routes.
fn manifest<'a>(functions: impl Iterator<Item = &'a str>, routes: &[Route]) -> String {
    let mut manifest = String::from(
        "# Written by plugzero-local: functions and routes of infra/template.yaml.\n[package]\nname = \"gateway\"\n\
         version = \"0.0.0\"\nedition = \"2024\"\nautobins = false\n\n[workspace]\n",
    );
    for function in functions {
        manifest.push_str(&format!("\n[[bin]]\nname = \"{function}\"\npath = \"function.rs\"\n"));
    }
    manifest.push_str("\n[workspace.metadata.lambda.watch.router]\n");
    for route in routes {
        for path in patterns(&route.key) {
            manifest.push_str(&format!("\"{path}\" = \"{}\"\n", route.function));
        }
    }
    manifest
}

/// Path patterns of a route: API Gateway's `{proxy+}` is cargo-lambda's `{*proxy}`, and its catch-all does not match `/`.
fn patterns(key: &RouteKey) -> Vec<String> {
    match key {
        RouteKey::Path(path) => vec![match path.strip_suffix("+}").and_then(|path| path.rsplit_once('{')) {
            Some((before, name)) => format!("{before}{{*{name}}}"),
            None => path.clone(),
        }],
        RouteKey::Default => vec!["/".to_owned(), "/{*path}".to_owned()],
    }
}

/// Waits until the API answers this path with success.
pub async fn wait_until_healthy(url: &str) -> Result<()> {
    let client = reqwest::Client::new();
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let answer = client.get(url).timeout(Duration::from_secs(5)).send().await;
        match answer.and_then(reqwest::Response::error_for_status) {
            Ok(_) => return Ok(()),
            Err(error) if Instant::now() > deadline => return Err(error).context("the API is not healthy"),
            Err(_) => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_become_router_patterns() {
        assert_eq!(patterns(&RouteKey::Path("/v1/projects/{id}".to_owned())), ["/v1/projects/{id}"]);
        assert_eq!(patterns(&RouteKey::Path("/v1/{proxy+}".to_owned())), ["/v1/{*proxy}"]);
        assert_eq!(patterns(&RouteKey::Default), ["/", "/{*path}"]);
    }
}
