//! Why a file could not be read: reasons for people, and the errors that a retry may cure.
use std::io;

/// A file that cannot become a table, whatever is retried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct Failure {
    /// Stable code, such as `file_empty`.
    pub code: &'static str,
    /// What is wrong and what to do about it, for the person who uploaded the file.
    pub message: String,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// How [`parse`](crate::parse()) can end without a profile.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is at fault: store the reason, do not retry.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// Source or sink failed: may be retried.
    #[error("reading or writing failed")]
    Io(#[from] io::Error),
    /// The progress callback asked to stop.
    #[error("stopped by the caller")]
    Stopped,
}

pub(crate) type Result<T> = std::result::Result<T, Error>;
