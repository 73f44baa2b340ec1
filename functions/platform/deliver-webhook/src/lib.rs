//! Sends what `dispatch-webhook` signed, and reports what became of it. It talks to strangers, so it lives outside the
//! network and can touch nothing but its two queues.

use std::time::{Duration, Instant};

use domain::{
    Context, Error, Result,
    ids::{OrganizationId, WebhookDeliveryId},
    platform::webhooks::sending::Outcome,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use jiff::Timestamp;
use runtime::{
    InitError,
    aws::queues::Queue,
    events::Message,
    fetch::{Fetcher, Limits, Request, Rules},
};
use serde::{Deserialize, Serialize};

/// How long a receiver may take.
pub const TIME: Duration = Duration::from_secs(15);
/// Bytes of an answer that are read.
const BODY: usize = 4096;
/// Characters of an answer that are reported.
const EXCERPT: usize = 1000;

/// What this function may touch: the queue of results, and the public internet.
#[derive(Clone)]
pub struct App {
    context: Context,
    fetcher: Fetcher,
    results: Queue,
    time: Duration,
}

impl App {
    /// From the environment. `WEBHOOK_LOOPBACK_ONLY=true` makes it reach this machine and nobody else: the local
    /// stack's own.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        let rules = Rules::from_env("WEBHOOK_LOOPBACK_ONLY")?;
        let results = Queue::from_env("WEBHOOK_RESULT_QUEUE_URL").await?;
        Self::new(&Context::system(), rules, results, TIME)
    }

    /// With rules, a queue and a patience of the caller's, for tests.
    ///
    /// # Errors
    /// Where the system has no certificate authorities.
    pub fn new(
        context: &Context,
        rules: Rules,
        results: Queue,
        time: Duration,
    ) -> std::result::Result<Self, InitError> {
        Ok(Self { context: context.clone(), fetcher: Fetcher::new(rules)?, results, time })
    }
}

/// A signed request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Signed {
    organization_id: OrganizationId,
    delivery_id: WebhookDeliveryId,
    fence: i64,
    attempt: i32,
    send_before: Timestamp,
    url: String,
    headers: Vec<(String, String)>,
    body: String,
}

/// What `record-webhook-delivery` is told.
#[derive(Debug, Serialize)]
struct Report {
    organization_id: OrganizationId,
    delivery_id: WebhookDeliveryId,
    fence: i64,
    attempt: i32,
    outcome: Outcome,
}

/// Works on one message of the queue: one attempt.
///
/// # Errors
/// Where the result cannot be reported: the message comes again, and the receiver gets the event twice.
pub async fn handle(app: &App, message: &Message) -> Result<()> {
    let signed: Signed = serde_json::from_str(&message.body).map_err(Error::internal)?;
    let Signed { organization_id, delivery_id, fence, attempt, .. } = signed;
    if app.context.now() >= signed.send_before {
        tracing::warn!(%delivery_id, attempt, "not sent: it waited so long that another attempt was made");
        return Ok(());
    }
    let outcome = send(app, &signed).await?;
    tracing::info!(
        %delivery_id,
        attempt,
        status = outcome.status_code,
        error = outcome.error,
        milliseconds = outcome.duration_ms,
        "sent"
    );
    let report = Report { organization_id, delivery_id, fence, attempt, outcome };
    app.results.send(&serde_json::to_string(&report).map_err(Error::internal)?).await
}

async fn send(app: &App, signed: &Signed) -> Result<Outcome> {
    let mut headers = vec![
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::USER_AGENT, HeaderValue::from_static("PlugZero-Webhooks/1")),
    ];
    for (name, value) in &signed.headers {
        let name = HeaderName::try_from(name).map_err(Error::internal)?;
        headers.push((name, HeaderValue::try_from(value).map_err(Error::internal)?));
    }
    let request = Request {
        method: Method::POST,
        url: signed.url.clone(),
        headers,
        body: signed.body.clone().into_bytes().into(),
    };
    let started = Instant::now();
    let answer = app.fetcher.fetch(request, Limits { time: app.time, body: BODY }).await;
    let duration_ms = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(match answer {
        Ok(answer) => Outcome {
            status_code: Some(answer.status.as_u16()),
            duration_ms,
            response_excerpt: excerpt(&answer.body),
            retry_after: retry_after(&answer.headers),
            ..Outcome::default()
        },
        Err(failure) => Outcome { error: Some(failure.code().to_owned()), duration_ms, ..Outcome::default() },
    })
}

fn excerpt(body: &[u8]) -> String {
    String::from_utf8_lossy(body).chars().take(EXCERPT).collect()
}

/// In seconds. The form with a date is rare and is left to the plan.
fn retry_after(headers: &HeaderMap) -> Option<u32> {
    headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
}
