//! The jobs' side of a delivery. The dispatcher claims it, which counts the attempt before it is made, and signs; a
//! function without access to anything sends; the recorder writes what became of it, where the claim's fence still
//! holds, and plans the next attempt.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sql::queries::platform::webhooks;

use super::catalog;
use crate::{
    Context, Result,
    ids::{OrganizationId, UserId, WebhookDeliveryId, WebhookEventId, WebhookId},
    platform::{
        audit,
        notifications::{self, Notice, Priority, kinds::WEBHOOK_DISABLED},
        outbox::{self, Effect},
    },
    transaction::{SystemTx, TenantTx},
};

/// After how long an attempt of which nothing was heard counts as lost. Its message may wait that long in its queue.
pub const LOST_AFTER: SignedDuration = SignedDuration::from_mins(15);
/// After how long without a single success a webhook is disabled.
pub const DISABLE_AFTER: SignedDuration = SignedDuration::from_hours(5 * 24);
/// The waits between attempts, each lengthened by up to half of itself: the last attempt is 27 to 41 hours after the
/// first. The lengths are those of the Standard Webhooks specification.
pub const WAITS: [SignedDuration; 7] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(10),
];
/// The longest wait that a receiver can ask for.
const LONGEST_RETRY_AFTER: SignedDuration = SignedDuration::from_hours(10);
/// How often the row of a webhook is told that all goes on as before.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// The right to make one attempt, and what to send.
#[derive(Debug)]
pub struct Claim {
    /// The delivery.
    pub delivery: WebhookDeliveryId,
    /// Where to.
    pub url: String,
    /// The event's id: the same at every attempt.
    pub event: WebhookEventId,
    /// The body.
    pub body: String,
    /// What signs, sealed: the present secret first, then the one before while it is valid.
    pub secrets: Vec<Vec<u8>>,
    /// The place that they were sealed for.
    pub place: String,
    /// Which attempt this is, from 1.
    pub attempt: i32,
    /// Proof of the right: raised by every claim.
    pub fence: i64,
    /// When the attempt counts as lost: whoever has not sent by then must not.
    pub lost_at: Timestamp,
}

/// What a message about a delivery means.
#[derive(Debug)]
pub enum Arrival {
    /// Sign and hand over.
    Claimed(Box<Claim>),
    /// It is being sent, waits for its next attempt, has ended, or is no more.
    NothingToDo,
    /// It ended here: its webhook is not active, or its attempts keep getting lost.
    Ended(&'static str),
}

/// What is told, as it is posted.
#[derive(Serialize)]
struct Body<'a> {
    id: WebhookEventId,
    #[serde(rename = "type")]
    event_type: &'a str,
    timestamp: Timestamp,
    organization_id: OrganizationId,
    data: &'a Value,
}

/// Claims the delivery.
pub async fn claim(tx: &TenantTx, id: WebhookDeliveryId) -> Result<Arrival> {
    let (now, lost_at) = (tx.now(), tx.now() + LOST_AFTER);
    let Some(row) = webhooks::claim().bind(tx.client(), &lost_at, &now, &id.0).opt().await? else {
        return Ok(Arrival::NothingToDo);
    };
    let end = if !row.is_active && row.event_type != catalog::TEST {
        Some(("CANCELED", "webhook_inactive"))
    } else if usize::try_from(row.tries).is_ok_and(|tries| tries > WAITS.len() + 1) {
        Some(("FAILED", "attempts_lost"))
    } else {
        None
    };
    if let Some((status, code)) = end {
        match status {
            "CANCELED" => webhooks::cancel().bind(tx.client(), &code, &now, &id.0, &row.fence).await?,
            _ => webhooks::give_up().bind(tx.client(), &code, &now, &id.0, &row.fence).await?,
        };
        return Ok(Arrival::Ended(code));
    }
    webhooks::insert_attempt().bind(tx.client(), &tx.organization().0, &id.0, &row.attempts, &now).await?;
    let event = WebhookEventId(row.event_id);
    let body = Body {
        id: event,
        event_type: &row.event_type,
        timestamp: row.event_at,
        organization_id: tx.organization(),
        data: &row.data,
    };
    let previous = row.previous_secret.zip(row.previous_secret_until);
    let previous = previous.filter(|(_, until)| now < *until).map(|(secret, _)| secret);
    Ok(Arrival::Claimed(Box::new(Claim {
        delivery: id,
        url: row.url,
        event,
        body: serde_json::to_string(&body).map_err(crate::Error::internal)?,
        secrets: std::iter::once(row.secret).chain(previous).collect(),
        place: super::place(tx, WebhookId(row.webhook_id)),
        attempt: row.attempts,
        fence: row.fence,
        lost_at,
    })))
}

/// Gives the claim back: nothing was sent. False where the right is lost.
pub async fn release(tx: &TenantTx, claim: &Claim) -> Result<bool> {
    let now = tx.now();
    let released = webhooks::release().bind(tx.client(), &now, &claim.delivery.0, &claim.fence).await? == 1;
    if released {
        let outcome = Outcome { error: Some("not_handed_over".to_owned()), ..Outcome::default() };
        end_attempt(tx, claim.delivery, claim.attempt, &outcome).await?;
    }
    Ok(released)
}

/// What became of an attempt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The status that the receiver answered.
    pub status_code: Option<u16>,
    /// Why there is no answer, as a stable word.
    pub error: Option<String>,
    /// How long it took.
    pub duration_ms: u32,
    /// The beginning of the answer's body.
    pub response_excerpt: String,
    /// How long the receiver asks us to wait, in seconds.
    pub retry_after: Option<u32>,
}

impl Outcome {
    fn is_success(&self) -> bool {
        matches!(self.status_code, Some(200..=299))
    }
}

/// What an attempt's end meant for the delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It arrived.
    Succeeded,
    /// It is tried again then.
    RetryAt(Timestamp),
    /// It was given up.
    Failed,
    /// Another attempt has taken over, or this one was written already: nothing was written.
    Stale,
}

/// Writes what became of the attempt, once; plans the next one, or ends the delivery; disables the webhook where its
/// receiver is gone or has failed for days.
pub async fn record(
    tx: &TenantTx,
    delivery: WebhookDeliveryId,
    fence: i64,
    attempt: i32,
    outcome: &Outcome,
) -> Result<Ending> {
    let Some(row) = webhooks::lock_sending().bind(tx.client(), &delivery.0, &fence).opt().await? else {
        return Ok(Ending::Stale);
    };
    let (now, webhook) = (tx.now(), WebhookId(row.webhook_id));
    end_attempt(tx, delivery, attempt, outcome).await?;
    let is_test = row.event_type == catalog::TEST;
    if outcome.is_success() {
        webhooks::succeed().bind(tx.client(), &now, &delivery.0, &fence).await?;
        webhooks::note_success().bind(tx.client(), &now, &webhook.0, &(now - NOTED_EVERY)).await?;
        return Ok(Ending::Succeeded);
    }
    let is_gone = outcome.status_code == Some(410);
    let wait = if is_test || is_gone { None } else { wait(tx.context(), row.tries, outcome.retry_after) };
    let ending = match wait {
        Some(wait) => {
            let due_at = now + wait;
            webhooks::retry().bind(tx.client(), &due_at, &now, &delivery.0, &fence).await?;
            Ending::RetryAt(due_at)
        }
        None => {
            let code = if is_gone { "gone" } else { "retries_exhausted" };
            let code = if is_test { "test_failed" } else { code };
            webhooks::give_up().bind(tx.client(), &code, &now, &delivery.0, &fence).await?;
            Ending::Failed
        }
    };
    // What a test shows is between the webhook and whoever tries it.
    if !is_test {
        webhooks::note_failure().bind(tx.client(), &now, &webhook.0, &(now - NOTED_EVERY)).await?;
        disable(tx, webhook, if is_gone { "gone" } else { "failing" }).await?;
    }
    Ok(ending)
}

/// How long to wait after so many tries; none where there are no more. What the receiver asks for is heeded.
fn wait(context: &Context, tries: i32, retry_after: Option<u32>) -> Option<SignedDuration> {
    let planned = *WAITS.get(usize::try_from(tries).ok()?.checked_sub(1)?)?;
    let asked = SignedDuration::from_secs(retry_after.unwrap_or_default().into()).min(LONGEST_RETRY_AFTER);
    let wait = planned.max(asked);
    let share = f64::from(u32::from_be_bytes(context.bytes())) / f64::from(u32::MAX);
    Some(wait + SignedDuration::from_secs_f64(wait.as_secs_f64() / 2.0 * share))
}

async fn end_attempt(
    tx: &TenantTx,
    delivery: WebhookDeliveryId,
    attempt: i32,
    outcome: &Outcome,
) -> Result<()> {
    let error = outcome.error.as_deref().map(|error| shorten(error, 100));
    let excerpt = Some(shorten(&outcome.response_excerpt, 1000)).filter(|excerpt| !excerpt.is_empty());
    webhooks::end_attempt()
        .bind(
            tx.client(),
            &tx.now(),
            &outcome.status_code.and_then(|code| i16::try_from(code).ok()),
            &error,
            &i32::try_from(outcome.duration_ms).unwrap_or(i32::MAX),
            &excerpt,
            &tx.organization().0,
            &delivery.0,
            &attempt,
        )
        .await?;
    Ok(())
}

/// What a stranger answered, as PostgreSQL can hold it.
fn shorten(text: &str, most: usize) -> String {
    text.chars().filter(|character| *character != '\0').take(most).collect()
}

/// Disables the webhook where it must be, once, and tells the organization's owners.
async fn disable(tx: &TenantTx, id: WebhookId, reason: &str) -> Result<()> {
    let before = tx.now() - DISABLE_AFTER;
    let Some(row) = webhooks::disable().bind(tx.client(), &reason, &tx.now(), &id.0, &before).opt().await?
    else {
        return Ok(());
    };
    let entry = audit::Entry {
        action: "disabled",
        resource_type: "webhook",
        resource_id: Some(id.0),
        old_values: Some(json!({ "is_active": true })),
        new_values: Some(json!({ "is_active": false, "disabled_reason": reason })),
    };
    audit::record(tx, entry).await?;
    let name = if row.description.is_empty() { &row.url } else { &row.description };
    let why = match reason {
        "gone" => "because its receiver answered that it is gone (410)".to_owned(),
        _ => format!("because every attempt has failed for {} days", DISABLE_AFTER.as_hours() / 24),
    };
    let message = format!(
        "The webhook \"{name}\" has been switched off {why}. Nothing is lost yet: once its receiver works again, make \
         the webhook active (PATCH /v1/webhooks/{id}) and ask for what it missed (POST /v1/webhooks/{id}/recover) within \
         30 days."
    );
    let owners = webhooks::owners().bind(tx.client(), &tx.organization().0).all().await?;
    let owners: Vec<UserId> = owners.into_iter().map(UserId).collect();
    let notice = Notice::new(&WEBHOOK_DISABLED, "A webhook has been switched off")
        .message(message)
        .action(format!("/v1/webhooks/{id}"))
        .priority(Priority::High);
    notifications::notify(tx, &owners, notice).await?;
    Ok(())
}

/// Puts up to `batch` deliveries that are due on their queue. Returns how many.
pub async fn queue_due(tx: &SystemTx, batch: i64) -> Result<usize> {
    let due = webhooks::take_due().bind(tx.client(), &tx.now(), &batch).all().await?;
    for row in &due {
        let organization_id = OrganizationId(row.organization_id);
        let effect = Effect::DispatchWebhook { organization_id, delivery_id: WebhookDeliveryId(row.id) };
        outbox::publish_system(tx, organization_id, effect).await?;
    }
    Ok(due.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(byte: u8) -> Context {
        Context::new(|| Timestamp::UNIX_EPOCH, move |bytes| bytes.fill(byte))
    }

    #[test]
    fn the_last_attempt_is_at_least_a_day_after_the_first_and_the_waits_are_spread() {
        let last = |context: &Context| -> SignedDuration {
            (1..=7).map(|tries| wait(context, tries, None).unwrap()).fold(SignedDuration::ZERO, |a, b| a + b)
        };
        let (least, most) = (last(&context(0)), last(&context(255)));
        assert!(least >= SignedDuration::from_hours(27) && most <= SignedDuration::from_hours(42));
        assert_eq!(most.as_secs() / 10, least.as_secs() * 3 / 2 / 10);
        assert_eq!(wait(&context(0), 8, None), None);
    }

    #[test]
    fn a_receiver_can_ask_for_more_patience_but_not_for_ever() {
        let waits = |retry_after| wait(&context(0), 1, retry_after).unwrap();
        assert_eq!(waits(None), SignedDuration::from_secs(5));
        assert_eq!(waits(Some(1)), SignedDuration::from_secs(5));
        assert_eq!(waits(Some(120)), SignedDuration::from_secs(120));
        assert_eq!(waits(Some(u32::MAX)), SignedDuration::from_hours(10));
    }

    #[test]
    fn what_strangers_answer_is_cut_and_holds_no_nul() {
        assert_eq!(shorten("a\0bü", 2), "ab");
    }
}
