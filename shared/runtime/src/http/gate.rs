//! What stands in front of every function's routes: request id, credentials, rate limit, idempotency key; and behind
//! them: problem documents, conditional requests, security headers, one log line.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    body::Body,
    extract::{FromRequestParts, MatchedPath, Request},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use domain::{
    Context, Error, Result,
    accounts::caller::{Caller, Origin},
    platform::idempotency::{self, IdempotencyKey},
};
use http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts};
use http_body_util::{BodyExt as _, Limited};
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{AllowOrigin, CorsLayer, ExposeHeaders},
};
use tracing::Instrument as _;

use super::{
    client_address::{header as text, origin},
    input::MAX_BODY,
    problem::Problem,
    reply::{Failure, is_unchanged},
};
use crate::config::{self, InitError};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Proves who is calling. The gate does not know how.
pub trait Authenticate: Send + Sync {
    /// The caller behind a bearer token.
    fn authenticate<'a>(
        &'a self,
        token: &'a str,
        origin: Origin,
    ) -> futures_util::future::BoxFuture<'a, Result<Caller>>;
}

/// Counts requests. The gate does not know where.
pub trait Limit: Send + Sync {
    /// Lets one request through, or not.
    fn check<'a>(
        &'a self,
        caller: Option<&'a Caller>,
        origin: &'a Origin,
    ) -> futures_util::future::BoxFuture<'a, Allowance>;

    /// Hears, once a request is answered, who the caller turned out to be.
    fn hear(&self, caller: &Caller);
}

/// What became of a request at the limiter: the headers that tell where the caller stands, and a verdict.
pub struct Allowance {
    /// `RateLimit` and `RateLimit-Policy`.
    pub headers: Vec<(HeaderName, String)>,
    /// `TooMany` where it must wait.
    pub verdict: Result<()>,
}

/// What the gate of one function knows.
#[derive(Clone)]
pub struct Gate {
    context: Context,
    authenticate: Option<Arc<dyn Authenticate>>,
    limit: Option<Arc<dyn Limit>>,
    allowed_origins: Vec<HeaderValue>,
}

/// Who called, as the gate found out.
#[derive(Clone)]
struct Credentials(std::result::Result<Caller, &'static str>);

impl Gate {
    /// A gate that lets everybody in. `ALLOWED_ORIGINS` (separated by commas) names the pages that may call.
    ///
    /// # Errors
    /// Names the variable where it cannot be read.
    pub fn from_env(context: &Context) -> std::result::Result<Self, InitError> {
        let allowed_origins = config::optional("ALLOWED_ORIGINS")
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|origin| !origin.is_empty())
            .map(|origin| {
                HeaderValue::try_from(origin).map_err(|_| {
                    InitError::new(format!("ALLOWED_ORIGINS has the unreadable part {origin:?}"))
                })
            })
            .collect::<std::result::Result<_, _>>()?;
        Ok(Self { context: context.clone(), authenticate: None, limit: None, allowed_origins })
    }

    /// Checks bearer tokens.
    pub fn authenticate(mut self, authenticate: impl Authenticate + 'static) -> Self {
        self.authenticate = Some(Arc::new(authenticate));
        self
    }

    /// Counts requests.
    pub fn limit(mut self, limit: impl Limit + 'static) -> Self {
        self.limit = Some(Arc::new(limit));
        self
    }

    /// Puts the gate in front of the routes.
    pub fn guard(self, routes: Router) -> Router {
        let exposed = [
            header::ETAG,
            header::LOCATION,
            header::RETRY_AFTER,
            REQUEST_ID,
            HeaderName::from_static("idempotency-replayed"),
            HeaderName::from_static("ratelimit"),
            HeaderName::from_static("ratelimit-policy"),
        ];
        let cors = CorsLayer::new()
            .allow_origin(AllowOrigin::list(self.allowed_origins.clone()))
            .allow_methods([Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE])
            .allow_headers([
                header::AUTHORIZATION,
                header::CONTENT_TYPE,
                header::IF_MATCH,
                header::IF_NONE_MATCH,
                HeaderName::from_static(IDEMPOTENCY_KEY),
                REQUEST_ID,
            ])
            .expose_headers(ExposeHeaders::list(exposed))
            .allow_credentials(true)
            .max_age(std::time::Duration::from_secs(24 * 3600));
        let panics = CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            tracing::error!("a handler panicked");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        });
        routes
            .fallback(|| async { StatusCode::NOT_FOUND })
            .layer(panics)
            .layer(middleware::from_fn(move |request, next| pass(self.clone(), request, next)))
            .layer(cors)
    }
}

async fn pass(gate: Gate, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let request_id = request_id(&gate.context, &request);
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = route.unwrap_or_else(|| "unmatched".to_owned());
    let span = tracing::info_span!("request", request_id, %method, route);
    async {
        let if_none_match = text(request.headers(), header::IF_NONE_MATCH.as_str()).map(str::to_owned);
        let (mut headers, response) = match admit(&gate, request, &request_id).await {
            (headers, Ok(request)) => {
                let credentials = request.extensions().get::<Credentials>().cloned();
                let response = next.run(request).await;
                if let (Some(limit), Some(Credentials(Ok(caller)))) = (&gate.limit, &credentials) {
                    limit.hear(caller);
                }
                (headers, response)
            }
            (headers, Err(error)) => (headers, Failure(error).into_response()),
        };
        let mut response = finish(response, &method, if_none_match.as_deref(), &request_id);
        headers.push((REQUEST_ID, request_id.clone()));
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        harden(&mut response);
        let milliseconds = started.elapsed().as_millis() as u64;
        tracing::info!(status = response.status().as_u16(), milliseconds, "answered");
        response
    }
    .instrument(span)
    .await
}

/// The client's request id where it is a decent one, else ours.
fn request_id(context: &Context, request: &Request) -> String {
    let decent = |id: &&str| {
        (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    match text(request.headers(), REQUEST_ID.as_str()).filter(decent) {
        Some(id) => id.to_owned(),
        None => context.id().to_string(),
    }
}

/// Everything that is decided before the route's handler runs.
async fn admit(
    gate: &Gate,
    request: Request,
    request_id: &str,
) -> (Vec<(HeaderName, String)>, Result<Request>) {
    let (mut parts, body) = request.into_parts();
    let origin = origin(&parts, request_id);
    let bearer = text(&parts.headers, header::AUTHORIZATION.as_str())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    let mut caller = match (&gate.authenticate, bearer) {
        (Some(authenticate), Some(token)) => match authenticate.authenticate(&token, origin.clone()).await {
            // Whatever function answers there: what people do about themselves, no program does for them.
            Ok(caller) if caller.api_key().is_some() && is_about_oneself(parts.uri.path()) => {
                Err("api_key_not_accepted")
            }
            Ok(caller) => Ok(caller),
            Err(Error::Unauthenticated(code)) => Err(code),
            Err(error) => return (Vec::new(), Err(error)),
        },
        _ => Err("unauthenticated"),
    };
    let mut headers = Vec::new();
    if let Some(limit) = &gate.limit {
        let limited = limit.check(caller.as_ref().ok(), &origin).await;
        headers = limited.headers;
        if let Err(error) = limited.verdict {
            return (headers, Err(error));
        }
    }
    let mut body = body;
    if let Ok(caller) = &mut caller {
        match wants_dry_run(&parts) {
            Ok(dry_run) => caller.dry_run = dry_run,
            Err(error) => return (headers, Err(error)),
        }
        if parts.method == Method::POST && !caller.dry_run && parts.headers.contains_key(IDEMPOTENCY_KEY) {
            match idempotency_key(&parts, body).await {
                Ok((key, read)) => {
                    caller.idempotency = Some(key);
                    body = read;
                }
                Err(error) => return (headers, Err(error)),
            }
        }
    }
    parts.extensions.insert(origin);
    parts.extensions.insert(Credentials(caller));
    (headers, Ok(Request::from_parts(parts, body)))
}

fn is_about_oneself(path: &str) -> bool {
    path.strip_prefix("/v1/me").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A wish for a dry run that cannot be read is refused: taken for "no" it would be done.
fn wants_dry_run(parts: &Parts) -> Result<bool> {
    let query = parts.uri.query().unwrap_or_default();
    let mut wishes =
        form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "dry_run").map(|(_, wish)| wish);
    match (wishes.next().as_deref(), wishes.next()) {
        (None | Some("false"), None) => Ok(false),
        (Some("true"), None) => Ok(true),
        _ => Err(Error::invalid("?dry_run", "invalid_value", "true or false, once")),
    }
}

/// Reads the key and hashes the body, which is small enough to be held.
async fn idempotency_key(parts: &Parts, body: Body) -> Result<(IdempotencyKey, Body)> {
    let key = text(&parts.headers, IDEMPOTENCY_KEY).filter(|key| (1..=255).contains(&key.len())).ok_or_else(
        || Error::invalid("Idempotency-Key", "invalid_value", "1 to 255 visible ASCII characters"),
    )?;
    let bytes = Limited::new(body, MAX_BODY).collect().await.map_err(|_| Error::Refused {
        status: 413,
        code: "body_too_large",
        detail: format!("the body must not be larger than {MAX_BODY} bytes"),
    })?;
    let bytes = bytes.to_bytes();
    let key = IdempotencyKey {
        key: key.to_owned(),
        route: format!("{} {}", parts.method, parts.uri.path()),
        request_hash: idempotency::hash(&bytes),
    };
    Ok((key, Body::from(bytes)))
}

/// Gives every error its document and every conditional read its 304.
fn finish(
    mut response: Response,
    method: &Method,
    if_none_match: Option<&str>,
    request_id: &str,
) -> Response {
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        let problem =
            response.extensions_mut().remove::<Problem>().unwrap_or_else(|| Problem::of_status(status));
        let mut answer = problem.answer(request_id);
        for name in [header::WWW_AUTHENTICATE, header::RETRY_AFTER, header::ALLOW] {
            if let Some(value) = response.headers_mut().remove(&name) {
                answer.headers_mut().insert(name, value);
            }
        }
        return answer;
    }
    if matches!(*method, Method::GET | Method::HEAD)
        && status == StatusCode::OK
        && is_unchanged(if_none_match, &response)
    {
        let mut unchanged = StatusCode::NOT_MODIFIED.into_response();
        if let Some(tag) = response.headers_mut().remove(header::ETAG) {
            unchanged.headers_mut().insert(header::ETAG, tag);
        }
        return unchanged;
    }
    response
}

fn harden(response: &mut Response) {
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}

/// The signed-in caller: asking for it *is* requiring a sign-in.
impl<S: Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Self::Rejection> {
        match parts.extensions.get::<Credentials>() {
            Some(Credentials(Ok(caller))) => Ok(Self(caller.clone())),
            Some(Credentials(Err(code))) => Err(Failure(Error::Unauthenticated(code))),
            None => Err(Failure(Error::Unauthenticated("unauthenticated"))),
        }
    }
}

/// Extracts the [`Caller`].
#[derive(Debug, Clone)]
pub struct SignedIn(pub Caller);

/// Extracts where the request came from, signed in or not.
#[derive(Debug, Clone)]
pub struct Sender(pub Origin);

impl<S: Sync> FromRequestParts<S> for Sender {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Origin>().cloned().unwrap_or_default()))
    }
}

impl<S: Sync> axum::extract::OptionalFromRequestParts<S> for SignedIn {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &S,
    ) -> std::result::Result<Option<Self>, Self::Rejection> {
        Ok(<Self as FromRequestParts<S>>::from_request_parts(parts, state).await.ok())
    }
}
