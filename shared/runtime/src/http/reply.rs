//! Successful answers: a JSON body with its version, and what a repeated or conditional request needs.

use axum::{
    extract::FromRequestParts,
    response::{IntoResponse, Response},
};
use domain::{
    Error,
    platform::{idempotency::Answer, outbox::Message},
};
use http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use serde::Serialize;
use serde_json::Value;

use super::{client_address::header as text, openapi::DryRun};

/// A handler's result: an answer, or an error on its way to becoming a problem document.
pub type Result<T = Reply> = std::result::Result<T, Failure>;

/// The platform's error as a response.
#[derive(Debug)]
pub struct Failure(pub Error);

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        super::problem::respond(self.0)
    }
}

/// A successful answer.
#[derive(Debug, Clone)]
pub struct Reply {
    status: StatusCode,
    headers: Vec<(HeaderName, String)>,
    body: Option<Value>,
    holds_secret: bool,
}

impl Reply {
    fn with(status: StatusCode, body: &impl Serialize) -> domain::Result<Self> {
        let body = serde_json::to_value(body).map_err(Error::internal)?;
        Ok(Self { status, headers: Vec::new(), body: Some(body), holds_secret: false })
    }

    fn bare(status: StatusCode) -> Self {
        Self { status, headers: Vec::new(), body: None, holds_secret: false }
    }

    /// 200 with a body.
    pub fn ok(body: &impl Serialize) -> domain::Result<Self> {
        Self::with(StatusCode::OK, body)
    }

    /// 201 with a body, and where the new thing is.
    pub fn created(body: &impl Serialize, location: &str) -> domain::Result<Self> {
        Ok(Self::with(StatusCode::CREATED, body)?.header(header::LOCATION, location))
    }

    /// 202 with a body: the work goes on.
    pub fn accepted(body: &impl Serialize) -> domain::Result<Self> {
        Self::with(StatusCode::ACCEPTED, body)
    }

    /// 204.
    pub fn no_content() -> Self {
        Self::bare(StatusCode::NO_CONTENT)
    }

    /// 303 to another address.
    pub fn see_other(location: &str) -> Self {
        Self::bare(StatusCode::SEE_OTHER).header(header::LOCATION, location)
    }

    /// With a header.
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// With the version as its `ETag`.
    pub fn version(self, version: i64) -> Self {
        self.header(header::ETAG, &format!("\"{version}\""))
    }

    /// With a secret in its body, which is shown once: it is not kept for a repeated request, nor by anybody on the way.
    pub fn with_secret(self) -> Self {
        Self { holds_secret: true, ..self }.header(header::CACHE_CONTROL, "no-store")
    }

    /// Whether its body holds a secret.
    pub fn holds_secret(&self) -> bool {
        self.holds_secret
    }

    /// What a dry run answers: the answer that would have been given and the kinds of messages that would have gone.
    pub fn into_dry_run(self, effects: &[Message]) -> Self {
        let effects = effects
            .iter()
            .filter_map(|message| serde_json::to_value(&message.effect).ok())
            .filter_map(|effect| effect.get("kind")?.as_str().map(str::to_owned))
            .collect();
        let body = DryRun {
            dry_run: true,
            status: self.status.as_u16(),
            body: self.body.unwrap_or_default(),
            effects,
        };
        Self { body: serde_json::to_value(body).ok(), ..Self::bare(StatusCode::OK) }
    }
}

impl From<&Reply> for Answer {
    fn from(reply: &Reply) -> Self {
        Self {
            status: reply.status.as_u16(),
            headers: reply.headers.iter().map(|(name, value)| (name.to_string(), value.clone())).collect(),
            body: reply.body.as_ref().map(Value::to_string).unwrap_or_default(),
        }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        write(Answer::from(&self))
    }
}

/// The first answer again.
pub(super) fn replay(answer: Answer) -> Response {
    let mut response = write(answer);
    response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    response
}

fn write(answer: Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let has_body = !answer.body.is_empty();
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if has_body {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.append(name, value);
        }
    }
    response
}

/// The version that `If-Match` asks for, if it does.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch(pub Option<i64>);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Self::Rejection> {
        let Some(tag) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        // What is no version of ours matches none.
        Ok(Self(match tag.to_str().unwrap_or_default() {
            "*" => None,
            tag => Some(
                tag.strip_prefix('"')
                    .and_then(|tag| tag.strip_suffix('"'))
                    .and_then(|version| version.parse().ok())
                    .unwrap_or(-1),
            ),
        }))
    }
}

/// Whether `If-None-Match` names the response's `ETag`.
pub(super) fn is_unchanged(if_none_match: Option<&str>, response: &Response) -> bool {
    let Some(tag) = text(response.headers(), header::ETAG.as_str()) else { return false };
    if_none_match.is_some_and(|tags| {
        tags.trim() == "*" || tags.split(',').any(|t| t.trim().trim_start_matches("W/") == tag)
    })
}
