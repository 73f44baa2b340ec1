//! Notifications: what people are told, in the transaction that gave the occasion.
//!
//! [`notify`] is the door: it decides for each person and each channel, writes what shows in the platform, and puts
//! mails on the list that `deliver-notifications` works off ([`due`]). Every decision is a row of the delivery log with
//! its reason, so that "why did I (not) get this" has an answer.
//!
//! - [`kinds`]: the registry of types · [`preferences`]: what people choose · [`timing`], [`decision`]: the rules, pure
//! - [`inbox`]: what one was told · [`deliveries`]: the log · [`due`], [`mail`], [`unsubscribe`]: the mails

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sql::queries::platform::notifications::{self as queries, RecipientRow};
use uuid::Uuid;

use super::text::{clip, one_line};
use crate::{
    Error, Result,
    accounts::access::{self, Resource},
    ids::UserId,
    transaction::{Access, TenantTx},
};

pub mod decision;
pub mod deliveries;
pub mod due;
pub mod inbox;
pub mod kinds;
mod mail;
pub mod preferences;
pub mod timing;
pub mod unsubscribe;

pub use decision::{Priority, Reason};
pub use kinds::Kind;

use preferences::Choices;

/// How long a notification is shown, and how long the log remembers, where nothing else is said.
const SHOWN_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);
/// The most that one person is told of one type within an hour: what is beyond it is in the log only.
const HOURLY_CAP: i64 = 100;
/// The longest message, in characters.
const MAX_MESSAGE: usize = 2_000;
/// The longest title, in characters.
const MAX_TITLE: usize = 255;
/// The longest address, in characters.
const MAX_URL: usize = 500;

/// Something that people are to be told.
#[derive(Debug)]
pub struct Notice {
    /// Its type.
    pub kind: &'static Kind,
    /// One line; what is longer is cut.
    pub title: String,
    /// A sentence or two.
    pub message: String,
    /// How much it matters.
    pub priority: Priority,
    /// Where to go: a path of ours, as `/v1/files/…`.
    pub action_url: Option<String>,
    /// What it is about. Who may not see it is not told.
    pub resource: Option<Resource>,
    /// What programs may want to know: a JSON object.
    pub data: Value,
    /// How long it is shown, if not for ninety days.
    pub shown_for: Option<SignedDuration>,
    /// The same key does not notify the same person again within the time.
    pub once: Option<(String, SignedDuration)>,
}

impl Notice {
    /// A notice of a type.
    pub fn new(kind: &'static Kind, title: impl Into<String>) -> Self {
        Self {
            kind,
            title: title.into(),
            message: String::new(),
            priority: Priority::Medium,
            action_url: None,
            resource: None,
            data: json!({}),
            shown_for: None,
            once: None,
        }
    }

    /// With a sentence or two.
    pub fn message(self, message: impl Into<String>) -> Self {
        Self { message: message.into(), ..self }
    }

    /// About a thing.
    pub fn about(self, resource: Resource) -> Self {
        Self { resource: Some(resource), ..self }
    }

    /// With a place to go.
    pub fn action(self, path: impl Into<String>) -> Self {
        Self { action_url: Some(path.into()), ..self }
    }

    /// Mattering so much.
    pub fn priority(self, priority: Priority) -> Self {
        Self { priority, ..self }
    }

    /// With what programs may want to know.
    pub fn data(self, data: Value) -> Self {
        Self { data, ..self }
    }

    /// Not again under this key within the time.
    pub fn once(self, key: impl Into<String>, within: SignedDuration) -> Self {
        Self { once: Some((key.into(), within)), ..self }
    }
}

/// What was decided, ready to be written: a person with the ids and reasons of their rows.
#[derive(Default)]
struct Decided {
    skipped: Vec<(Uuid, &'static str, Reason)>,
    shown: Vec<(Uuid, Uuid, Reason)>,
    mailed: Vec<(Uuid, Uuid, Timestamp, Reason)>,
}

/// Tells people, in the transaction that gave the occasion. Who does not belong to the organization is passed over; who
/// may not see the thing, did it themselves, was told before or switched the type off is not told, and the log says so.
/// Returns how many are told in any way.
///
/// # Errors
/// `Internal` where the notice cannot be written: its address is none, its data no object.
pub async fn notify(tx: &TenantTx, users: &[UserId], notice: Notice) -> Result<usize> {
    let notice = tidy(notice)?;
    let people = recipients(tx, users, notice.kind.key).await?;
    if people.is_empty() {
        return Ok(0);
    }
    let ids: Vec<UserId> = people.iter().map(|person| UserId(person.id)).collect();
    let actor = match tx.access() {
        Access::Person { caller, .. } => Some(caller.user),
        Access::Job(_) => None,
    };
    let viewers = match notice.resource {
        Some(resource) => access::viewers(tx, resource, &ids, notice.kind.needs).await?,
        None => ids,
    };
    // Whoever is passed over for another reason does not use the key up.
    let wanted: Vec<Uuid> = viewers.iter().filter(|user| Some(**user) != actor).map(|user| user.0).collect();
    let first = take_keys(tx, &wanted, &notice).await?;
    let mut decided = Decided::default();
    for person in &people {
        let user = UserId(person.id);
        let passed_over = if Some(user) == actor {
            Some(Reason::OwnAction)
        } else if !viewers.contains(&user) {
            Some(Reason::NoAccess)
        } else if !first.contains(&person.id) {
            Some(Reason::Duplicate)
        } else if person.recent >= HOURLY_CAP && notice.priority != Priority::Critical {
            Some(Reason::RateLimited)
        } else {
            None
        };
        match passed_over {
            Some(reason) => decided.skipped.push((person.id, "all", reason)),
            None => decide(tx, &notice, person, &mut decided),
        }
    }
    write(tx, &notice, &decided).await?;
    let told: std::collections::HashSet<Uuid> =
        decided.shown.iter().map(|row| row.0).chain(decided.mailed.iter().map(|row| row.0)).collect();
    Ok(told.len())
}

fn tidy(notice: Notice) -> Result<Notice> {
    if !notice.data.is_object() {
        return Err(Error::internal("a notice's data is an object"));
    }
    if notice.action_url.as_ref().is_some_and(|url| !url.starts_with('/') || url.chars().count() > MAX_URL) {
        return Err(Error::internal("a notice's address is a path of ours"));
    }
    let title = match one_line(&notice.title, MAX_TITLE) {
        title if title.is_empty() => notice.kind.title.to_owned(),
        title => title,
    };
    Ok(Notice { title, message: clip(notice.message, MAX_MESSAGE), ..notice })
}

/// Those of these people who belong to the organization, by id.
async fn recipients(tx: &TenantTx, users: &[UserId], kind: &str) -> Result<Vec<RecipientRow>> {
    let users: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let since = tx.now() - SignedDuration::from_hours(1);
    Ok(queries::recipients().bind(tx.client(), &since, &kind, &tx.organization().0, &users).all().await?)
}

/// Whom the notice's key has not reached yet; everybody where it has none.
async fn take_keys(tx: &TenantTx, users: &[Uuid], notice: &Notice) -> Result<Vec<Uuid>> {
    let Some((key, within)) = &notice.once else { return Ok(users.to_vec()) };
    let (now, organization) = (tx.now(), tx.organization().0);
    Ok(queries::take_keys()
        .bind(tx.client(), &organization, key, &(now + *within), &users, &now)
        .all()
        .await?)
}

fn decide(tx: &TenantTx, notice: &Notice, person: &RecipientRow, decided: &mut Decided) {
    let (kind, choices) = (notice.kind, choices(person));
    let notification = match decision::in_app(kind, &choices) {
        Ok(reason) => {
            let id = tx.id();
            decided.shown.push((person.id, id, reason));
            id
        }
        Err(reason) => {
            decided.skipped.push((person.id, "in_app", reason));
            Uuid::nil()
        }
    };
    let now = tx.now();
    match decision::email(kind, notice.priority, &choices, person.email_verified, person.last_mail_at, now) {
        Ok((due, reason)) => decided.mailed.push((person.id, notification, due, reason)),
        Err(reason) => decided.skipped.push((person.id, "email", reason)),
    }
}

fn choices(person: &RecipientRow) -> Choices {
    Choices::from_columns(
        person.channels.as_ref(),
        person.quiet_from_minute.zip(person.quiet_until_minute),
        person.digest.as_deref(),
        person.digest_hour,
        preferences::zone(&person.timezone),
    )
}

async fn write(tx: &TenantTx, notice: &Notice, decided: &Decided) -> Result<()> {
    let (organization, now) = (tx.organization().0, tx.now());
    let expires_at = now + notice.shown_for.unwrap_or(SHOWN_FOR);
    if !decided.shown.is_empty() {
        let ids: Vec<Uuid> = decided.shown.iter().map(|row| row.1).collect();
        let users: Vec<Uuid> = decided.shown.iter().map(|row| row.0).collect();
        queries::insert()
            .bind(
                tx.client(),
                &organization,
                &notice.kind.key,
                &notice.title,
                &notice.message,
                &notice.priority.name(),
                &notice.action_url,
                &notice.resource.map(|resource| resource.kind.name()),
                &notice.resource.map(|resource| resource.id),
                &notice.data,
                &expires_at,
                &now,
                &ids,
                &users,
            )
            .await?;
    }
    deliveries::record(tx, notice, decided, now + SHOWN_FOR).await
}
