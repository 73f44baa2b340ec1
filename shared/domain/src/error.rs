//! The one error of the platform. `runtime` maps it once to problem+json and once to event outcomes.

use std::time::Duration;

use tokio_postgres::error::SqlState;

use crate::{
    accounts::{permissions::Permission, plans::Quota},
    platform::idempotency::Answer,
};

/// `Result` with the platform's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A cause that only the log sees.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a piece of work did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No valid credentials. The code says no more than the caller may know.
    #[error("unauthenticated: {0}")]
    Unauthenticated(&'static str),
    /// The caller may know that the thing exists, but not do this with it.
    #[error("permission {} is missing", .0.name())]
    Forbidden(Permission),
    /// Absent, or another tenant's: the two must look the same.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Input that breaks rules, field by field.
    #[error("invalid input: {0:?}")]
    Invalid(Vec<FieldError>),
    /// The input is fine, but the state of things does not allow it.
    #[error("conflict: {code}")]
    Conflict {
        /// A stable word for programs.
        code: &'static str,
        /// A sentence for people.
        detail: String,
    },
    /// The organization's plan does not allow more.
    #[error("the quota of {} is exceeded: {used} of {limit} are used", .quota.noun())]
    QuotaExceeded {
        /// Of what.
        quota: Quota,
        /// How much the plan allows.
        limit: i64,
        /// How much is taken.
        used: i64,
    },
    /// `If-Match` named a version that has passed.
    #[error("precondition failed")]
    PreconditionFailed,
    /// The request itself cannot be taken: unparsable, too large, of the wrong type.
    #[error("refused with {status}: {code}")]
    Refused {
        /// The HTTP status, 4xx.
        status: u16,
        /// A stable word for programs.
        code: &'static str,
        /// A sentence for people.
        detail: String,
    },
    /// Over a rate limit.
    #[error("too many requests")]
    TooMany {
        /// How long to wait.
        retry_after: Duration,
    },
    /// This POST was answered before; the same answer again.
    #[error("already answered")]
    AlreadyAnswered(Box<Answer>),
    /// Something we depend on is away; trying again may help.
    #[error("unavailable")]
    Unavailable(#[source] BoxError),
    /// Our mistake. Logged once with its chain; the answer says nothing.
    #[error("internal error")]
    Internal(#[source] BoxError),
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// A JSON pointer into the body (`/name`), or `?name` for a query parameter.
    pub pointer: String,
    /// A stable word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
}

impl Error {
    /// A single invalid field.
    pub fn invalid(pointer: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError { pointer: pointer.into(), code, message: message.into() }])
    }

    /// A conflict with a code for programs and a sentence for people.
    pub fn conflict(code: &'static str, detail: impl Into<String>) -> Self {
        Self::Conflict { code, detail: detail.into() }
    }

    /// An internal error from any cause.
    pub fn internal(cause: impl Into<BoxError>) -> Self {
        Self::Internal(cause.into())
    }

    /// An unavailable dependency from any cause.
    pub fn unavailable(cause: impl Into<BoxError>) -> Self {
        Self::Unavailable(cause.into())
    }

    /// Whether the same work may succeed later.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::TooMany { .. })
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let transient = error.is_closed()
            || error.code().is_none()
            || error.code().is_some_and(|code| {
                matches!(&code.code()[..2], "08" | "53" | "40")
                    || matches!(
                        *code,
                        SqlState::ADMIN_SHUTDOWN
                            | SqlState::CRASH_SHUTDOWN
                            | SqlState::CANNOT_CONNECT_NOW
                            | SqlState::LOCK_NOT_AVAILABLE
                            | SqlState::QUERY_CANCELED
                            | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
                    )
            });
        // Without a code the error is ours (a type that does not fit) unless the connection broke.
        let ours = error.code().is_none()
            && !error.is_closed()
            && std::error::Error::source(&error).is_none_or(|s| !s.is::<std::io::Error>());
        if transient && !ours { Self::unavailable(error) } else { Self::internal(error) }
    }
}

/// Turns the violation of a named constraint into an answer that a person can act on.
pub trait OnConstraint<T> {
    /// Where the constraint `name` was violated, the error becomes `error()`; every other error stays itself.
    fn on_constraint(self, name: &str, error: impl FnOnce() -> Error) -> Result<T>;
}

impl<T> OnConstraint<T> for std::result::Result<T, tokio_postgres::Error> {
    fn on_constraint(self, name: &str, error: impl FnOnce() -> Error) -> Result<T> {
        self.map_err(Error::from).on_constraint(name, error)
    }
}

impl<T> OnConstraint<T> for Result<T> {
    fn on_constraint(self, name: &str, error: impl FnOnce() -> Error) -> Result<T> {
        self.map_err(|original| match &original {
            Error::Internal(cause)
                if cause
                    .downcast_ref::<tokio_postgres::Error>()
                    .and_then(|cause| cause.as_db_error())
                    .and_then(|cause| cause.constraint())
                    == Some(name) =>
            {
                error()
            }
            _ => original,
        })
    }
}
