//! Why a document could not be read: reasons for people, and the errors that a retry may cure.
use std::{borrow::Cow, io};

use serde::{Deserialize, Serialize};

/// A file whose text cannot be had, whatever is retried.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{code}: {message}")]
pub struct Failure {
    /// Stable code, such as `document_encrypted`.
    pub code: Cow<'static, str>,
    /// What is wrong and what to do about it, for the person who uploaded the file.
    pub message: String,
}

impl Failure {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code: Cow::Borrowed(code), message: message.into() }
    }

    pub(crate) fn too_large(what: &str, limit: u64) -> Self {
        Self::new("too_large", format!("{what} may have {} MiB: split it", limit >> 20))
    }

    pub(crate) fn damaged(what: &str) -> Self {
        Self::new(
            "document_damaged",
            format!(
                "This {what} is damaged or incomplete. Open it in the program that made it and save it anew."
            ),
        )
    }
}

/// How [`read`](crate::read) and [`Reader::read`](crate::Reader::read) can end without a document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file is at fault: store the reason, do not retry.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The file, the output or the process failed: may be retried.
    #[error("reading or writing failed")]
    Io(#[from] io::Error),
    /// The progress callback asked to stop.
    #[error("stopped by the caller")]
    Stopped,
}

pub(crate) type Result<T> = std::result::Result<T, Error>;
