//! How a function runs: configuration, telemetry, HTTP, transactions, AWS adapters.
//!
//! A function's `main` is always the same: initialise telemetry, build its `App` from the environment, serve.

#[cfg(any(feature = "dynamodb", feature = "kms", feature = "s3", feature = "ses", feature = "sqs"))]
pub mod aws;
pub mod config;
pub mod database;
pub mod events;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod http;
pub mod lease;
pub mod passwords;
pub mod relay;
pub mod telemetry;
pub mod tenants;
#[cfg(feature = "dynamodb")]
pub mod tokens;
#[cfg(feature = "kms")]
pub mod webhook_signatures;

pub use config::InitError;
