//! The environment, read once at init. A function that lacks a variable fails there and says which.

use std::{fmt::Display, str::FromStr};

/// Why a function could not start.
#[derive(Debug)]
pub struct InitError(String);

impl InitError {
    /// With a sentence that names what is wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for InitError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InitError {}

/// A variable that may be missing; empty counts as missing.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
pub fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A variable that must be there.
///
/// # Errors
/// Names the variable.
pub fn require(name: &str) -> Result<String, InitError> {
    optional(name).ok_or_else(|| InitError::new(format!("the environment variable {name} is missing")))
}

/// A variable with a default.
///
/// # Errors
/// Names the variable where its value cannot be read.
pub fn parse_or<T: FromStr>(name: &str, default: T) -> Result<T, InitError> {
    match optional(name) {
        None => Ok(default),
        Some(value) => value.parse().map_err(|_| {
            InitError::new(format!("the environment variable {name} has the unreadable value {value:?}"))
        }),
    }
}

/// Where people reach the platform: the beginning of every link that we send, without a slash at its end.
///
/// # Errors
/// Names the variable.
pub fn public_url() -> Result<String, InitError> {
    Ok(require("PUBLIC_URL")?.trim_end_matches('/').to_owned())
}
