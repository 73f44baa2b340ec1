//! Mails that are due: found across tenants, written inside the organization, one for each person.
//!
//! However often this runs, two runs at once and one that is killed included, what is due goes in one mail: the rows
//! turn to `sent` in the transaction that writes the mail to the outbox, and one transaction at a time works for a
//! person. Whether the person still may and wants to know is asked again then.

use jiff::Timestamp;
use sql::queries::platform::{
    notification_deliveries::{self as queries, DueRow},
    notifications::RecipientRow,
};
use uuid::Uuid;

use super::{
    Priority, Reason, choices, decision,
    kinds::{self, Kind},
    mail::{self, Item, Letter},
    preferences::{self, Choices},
    recipients, unsubscribe,
};
use crate::{
    Result,
    accounts::access::{self, Resource, ResourceType},
    ids::{OrganizationId, UserId},
    platform::outbox::{self, Effect},
    transaction::{SystemTx, TenantTx},
};

/// People per page.
const PEOPLE: i64 = 100;
/// The most rows that one mail is made of.
const ROWS: i64 = 500;

/// Somebody whose mails are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Where they belong.
    pub organization: OrganizationId,
    /// Who.
    pub user: UserId,
}

impl Person {
    /// Before everybody.
    pub const FIRST: Self = Self { organization: OrganizationId::FIRST, user: UserId::FIRST };
}

/// The next people whose mails are due, behind `after`.
pub async fn people(tx: &SystemTx, after: Person) -> Result<Vec<Person>> {
    let rows = queries::people_due()
        .bind(tx.client(), &tx.now(), &after.organization.0, &after.user.0, &PEOPLE)
        .all()
        .await?;
    let person = |row: queries::PeopleDue| Person {
        organization: OrganizationId(row.organization_id),
        user: UserId(row.user_id),
    };
    Ok(rows.into_iter().map(person).collect())
}

/// What became of somebody's due mails.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Notifications that went with the mail; 0 where there was none to write.
    pub sent: usize,
    /// Those that the person may not, or does not want to, know any more.
    pub skipped: usize,
    /// Those that wait for the end of the person's quiet hours.
    pub put_off: usize,
}

/// Writes the mail that is due to a person, if there is one and nobody else is about to.
pub async fn write(tx: &TenantTx, user: UserId, public_url: &str) -> Result<Written> {
    let (client, organization, now) = (tx.client(), tx.organization(), tx.now());
    if !queries::take_turn().bind(client, &organization.0, &user.0).one().await? {
        return Ok(Written::default());
    }
    let due = queries::claim().bind(client, &organization.0, &user.0, &now, &ROWS).all().await?;
    if due.is_empty() {
        return Ok(Written::default());
    }
    // Somebody who was deactivated gets no mail.
    let person = recipients(tx, &[user], "").await?.pop();
    let sorted = match &person {
        Some(person) => sort(tx, person, due).await?,
        None => {
            Sorted { gone: due.iter().map(|row| (row.id, Reason::NoAccess)).collect(), ..Sorted::default() }
        }
    };
    let Sorted { ready, gone, late } = sorted;
    let written = Written { sent: ready.len(), skipped: gone.len(), put_off: late.len() };
    if let (Some(person), false) = (&person, ready.is_empty()) {
        send(tx, person, ready, public_url).await?;
    }
    if !gone.is_empty() {
        let (ids, reasons): (Vec<Uuid>, Vec<&str>) =
            gone.into_iter().map(|(id, reason)| (id, reason.name())).unzip();
        queries::mark_skipped().bind(client, &now, &ids, &reasons).await?;
    }
    if let Some((_, end)) = late.first() {
        let ids: Vec<Uuid> = late.iter().map(|(id, _)| *id).collect();
        queries::put_off().bind(client, end, &Reason::QuietHours.name(), &now, &ids).await?;
    }
    Ok(written)
}

/// What is due, by what is to become of it.
#[derive(Default)]
struct Sorted {
    ready: Vec<DueRow>,
    gone: Vec<(Uuid, Reason)>,
    late: Vec<(Uuid, Timestamp)>,
}

/// Asks again whether the person may and wants to know, and whether it is night by now.
async fn sort(tx: &TenantTx, person: &RecipientRow, due: Vec<DueRow>) -> Result<Sorted> {
    let (now, choices) = (tx.now(), choices(person));
    let night = choices.quiet_hours.and_then(|quiet| quiet.end(now, &choices.zone));
    let mut sorted = Sorted::default();
    let mut seen: Vec<((Resource, &str), bool)> = Vec::new();
    for row in due {
        // A type that this binary does not know is a newer one's: it was decided on there.
        let kind = kinds::find(&row.notification_type);
        if let Some(Err(reason)) = kind.map(|kind| still_wanted(kind, &choices, person)) {
            sorted.gone.push((row.id, reason));
            continue;
        }
        if !may_see(tx, UserId(person.id), &row, kind, &mut seen).await? {
            sorted.gone.push((row.id, Reason::NoAccess));
            continue;
        }
        match night {
            Some(end) if row.priority != Priority::Critical.name() => sorted.late.push((row.id, end)),
            _ => sorted.ready.push(row),
        }
    }
    Ok(sorted)
}

fn still_wanted(kind: &Kind, choices: &Choices, person: &RecipientRow) -> Result<(), Reason> {
    // The moment is that of the row: only whether a mail is wanted at all is asked.
    decision::email(kind, Priority::Critical, choices, person.email_verified, None, Timestamp::UNIX_EPOCH)
        .map(drop)
}

async fn may_see<'a>(
    tx: &TenantTx,
    user: UserId,
    row: &DueRow,
    kind: Option<&'a Kind>,
    seen: &mut Vec<((Resource, &'a str), bool)>,
) -> Result<bool> {
    let (Some(word), Some(id)) = (&row.resource_type, row.resource_id) else { return Ok(true) };
    let Some(resource) = ResourceType::parse(word).map(|kind| Resource { kind, id }) else {
        return Ok(false);
    };
    let asked = (resource, kind.map_or("", |kind| kind.key));
    if let Some((_, answer)) = seen.iter().find(|(before, _)| *before == asked) {
        return Ok(*answer);
    }
    let viewers = access::viewers(tx, resource, &[user], kind.and_then(|kind| kind.needs)).await?;
    let answer = viewers.contains(&user);
    seen.push((asked, answer));
    Ok(answer)
}

async fn send(tx: &TenantTx, person: &RecipientRow, ready: Vec<DueRow>, public_url: &str) -> Result<()> {
    let letter = Letter {
        to: &person.email,
        name: &person.first_name,
        organization: &person.organization_name,
        public_url,
        unsubscribe: unsubscribe_link(tx, person, &ready, public_url).await?,
    };
    let ids: Vec<Uuid> = ready.iter().map(|row| row.id).collect();
    let items: Vec<Item> = ready.into_iter().map(item).collect();
    let email_id = tx.id();
    outbox::publish_as(tx, email_id, Effect::SendEmail(mail::write(&letter, &items))).await?;
    queries::mark_sent().bind(tx.client(), &tx.now(), &email_id, &ids).await?;
    Ok(())
}

/// Ends mails of the one type that the mail is about, or of all where it is about several.
async fn unsubscribe_link(
    tx: &TenantTx,
    person: &RecipientRow,
    ready: &[DueRow],
    public_url: &str,
) -> Result<Option<String>> {
    let mut optional =
        ready.iter().filter_map(|row| kinds::find(&row.notification_type)).filter(|kind| !kind.is_mandatory);
    let Some(first) = optional.next() else { return Ok(None) };
    let only = optional.all(|kind| kind == first).then_some(first);
    let user = UserId(person.id);
    let key = match &person.unsubscribe_key {
        Some(key) => key.clone(),
        None => preferences::hold(tx, user).await?.key,
    };
    let token = unsubscribe::token(&key, tx.organization(), user, only)?;
    Ok(Some(format!("{public_url}/v1/public/unsubscribe?token={token}")))
}

fn item(row: DueRow) -> Item {
    let content = row.content.unwrap_or_default();
    let text = |name: &str| content.get(name).and_then(|value| value.as_str()).map(str::to_owned);
    Item { title: row.title, message: text("message").unwrap_or_default(), action_url: text("action_url") }
}
