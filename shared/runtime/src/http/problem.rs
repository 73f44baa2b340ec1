//! RFC 9457 problem documents: the one shape of every answer that is no success.

use axum::response::{IntoResponse, Response};
use domain::{Error, FieldError};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use utoipa::ToSchema;

/// An error as clients see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// A URI reference that names the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A sentence for people.
    pub detail: String,
    /// A stable word for programs.
    pub code: String,
    /// The id of the request, as in `X-Request-Id` and in the logs.
    pub request_id: String,
    /// What is wrong with which field, for 422.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldProblem>,
    /// Which quota is exceeded, for `quota_exceeded`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub quota: Option<QuotaProblem>,
}

/// A quota that does not allow what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuotaProblem {
    /// `seats`, `projects`, `stored_bytes` or `monthly_responses`.
    pub name: String,
    /// How much the plan allows.
    pub limit: i64,
    /// How much is used and reserved.
    pub used: i64,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProblem {
    /// A JSON pointer into the body, or `?name` for a query parameter.
    pub pointer: String,
    /// A stable word for programs.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

impl Problem {
    /// Of a status, with a code for programs and a sentence for people. The gate adds the request's id.
    pub fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("/docs#{code}"),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            code: code.to_owned(),
            request_id: String::new(),
            errors: Vec::new(),
            quota: None,
        }
    }

    /// What a bare status means, for answers that our handlers did not make.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::new(status, "not_found", "there is nothing at this address"),
            StatusCode::METHOD_NOT_ALLOWED => {
                Self::new(status, "method_not_allowed", "this address does not answer that method")
            }
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(status, "body_too_large", "the body is too large"),
            status if status.is_server_error() => Self::internal(),
            status => Self::new(status, "refused", "the request was refused"),
        }
    }

    /// Says nothing: the log knows more.
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "something went wrong on our side; the request's id finds it in our logs",
        )
    }

    /// With the request's id, as a response.
    pub(super) fn answer(mut self, request_id: &str) -> Response {
        self.request_id = request_id.to_owned();
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

/// The one mapping from the platform's error to what clients see. The problem travels as an extension until the gate
/// writes it with the request's id.
pub fn respond(error: Error) -> Response {
    let mut headers = http::HeaderMap::new();
    let mut errors = Vec::new();
    let mut exceeded = None;
    let problem = match error {
        Error::AlreadyAnswered(answer) => return super::reply::replay(*answer),
        Error::Unauthenticated(code) => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            Problem::new(StatusCode::UNAUTHORIZED, code, unauthenticated(code))
        }
        Error::Forbidden(permission) => Problem::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            format!("this needs the permission {}", permission.name()),
        ),
        Error::NotFound(_) => Problem::of_status(StatusCode::NOT_FOUND),
        Error::Invalid(fields) => {
            errors = fields;
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", "some of the input is not acceptable")
        }
        Error::Conflict { code, detail } => Problem::new(StatusCode::CONFLICT, code, detail),
        Error::QuotaExceeded { quota, limit, used } => {
            exceeded = Some(QuotaProblem { name: quota.name().to_owned(), limit, used });
            let (noun, remedy) = (quota.noun(), quota.remedy());
            let detail = format!(
                "the organization's plan allows {limit} {noun}, and {used} are used: {remedy}, or choose a larger plan"
            );
            Problem::new(StatusCode::CONFLICT, "quota_exceeded", detail)
        }
        Error::PreconditionFailed => Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "precondition_failed",
            "it has changed since: read it again, then decide",
        ),
        Error::Refused { status, code, detail } => {
            Problem::new(StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST), code, detail)
        }
        Error::TooMany { retry_after } => {
            let seconds = retry_after.as_secs().max(1);
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Problem::new(
                StatusCode::TOO_MANY_REQUESTS,
                "too_many_requests",
                format!("too many requests: wait {seconds} seconds"),
            )
        }
        Error::Unavailable(cause) => {
            tracing::error!(error = chain(cause.as_ref()), "a dependency is unavailable");
            headers.insert(header::RETRY_AFTER, HeaderValue::from(2));
            Problem::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "unavailable",
                "the platform cannot answer right now: try again in a moment",
            )
        }
        Error::Internal(cause) => {
            tracing::error!(error = chain(cause.as_ref()), "internal error");
            Problem::internal()
        }
    };
    let errors = errors
        .into_iter()
        .map(|FieldError { pointer, code, message }| FieldProblem { pointer, code: code.to_owned(), message })
        .collect();
    let problem = Problem { errors, quota: exceeded, ..problem };
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, headers).into_response();
    response.extensions_mut().insert(problem);
    response
}

fn unauthenticated(code: &str) -> &'static str {
    match code {
        "invalid_credentials" => "e-mail address or password is wrong",
        "email_unverified" => "confirm your e-mail address first: the link is in your mail",
        "invalid_token" => "the token is wrong, used or expired",
        "invalid_api_key" => "the API key is wrong, revoked or expired, or its owner is gone",
        "api_key_not_accepted" => "API keys are not taken here: this is for people, who sign in",
        "no_organization" => {
            "you belong to no organization that you can enter: accept an invitation, or ask to be let in again"
        }
        "session_ended" => "the session has ended: sign in again",
        _ => "sign in first",
    }
}

/// An error with its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
