//! Logs: one JSON object a line, with the fields of every span around it.

use tracing_subscriber::{EnvFilter, fmt};

/// Starts logging. `RUST_LOG` sets the level, `LOG_FORMAT=text` makes lines for people.
pub fn init() {
    // One crypto provider for every TLS client in the process.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = fmt().with_env_filter(filter).with_target(false);
    // A second initialisation, as in tests, is no error.
    if crate::config::optional("LOG_FORMAT").as_deref() == Some("text") {
        let _ = logs.with_ansi(false).without_time().try_init();
    } else {
        let _ = logs.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init();
    }
}
