//! What a person wants otherwise than the registry: by type and channel, quiet hours, digest.

use jiff::{civil::Time, tz::TimeZone};
use serde_json::{Map, Value, json};
use sql::queries::platform::notification_preferences::{self as queries, PreferencesRow};
use uuid::Uuid;

use super::{
    kinds::Kind,
    timing::{Digest, QuietHours},
};
use crate::{Error, Result, ids::UserId, platform::audit, transaction::TenantTx};

/// Stands for every type that may be switched off.
pub(super) const EVERY: &str = "*";

/// What holds for a person.
#[derive(Debug, Clone)]
pub struct Choices {
    /// By type: what they chose for each channel.
    pub(super) channels: Map<String, Value>,
    /// When no mail is to come.
    pub quiet_hours: Option<QuietHours>,
    /// Whether mails are gathered.
    pub digest: Digest,
    /// When a daily digest goes, by their clock.
    pub digest_hour: i8,
    /// Theirs.
    pub zone: TimeZone,
}

impl Choices {
    /// Nothing chosen.
    pub fn none(zone: TimeZone) -> Self {
        Self { channels: Map::new(), quiet_hours: None, digest: Digest::Off, digest_hour: 8, zone }
    }

    /// With these channels: `{type: {in_app, email}}`.
    pub fn of(channels: &Value, zone: TimeZone) -> Self {
        Self { channels: channels.as_object().cloned().unwrap_or_default(), ..Self::none(zone) }
    }

    /// What was chosen about the type in the platform.
    pub fn in_app(&self, kind: &Kind) -> Option<bool> {
        self.chosen(kind, "in_app")
    }

    /// What was chosen about mails of the type.
    pub fn email(&self, kind: &Kind) -> Option<bool> {
        self.chosen(kind, "email")
    }

    fn chosen(&self, kind: &Kind, channel: &str) -> Option<bool> {
        let of = |key: &str| self.channels.get(key)?.get(channel)?.as_bool();
        of(kind.key).or_else(|| of(EVERY))
    }

    /// Sets what differs from the registry; nothing where nothing was chosen.
    pub fn choose(&mut self, kind: &Kind, in_app: Option<bool>, email: Option<bool>) {
        let mut chosen = Map::new();
        for (channel, choice) in [("in_app", in_app), ("email", email)] {
            if let Some(choice) = choice {
                chosen.insert(channel.to_owned(), choice.into());
            }
        }
        self.channels.remove(kind.key);
        if !chosen.is_empty() {
            self.channels.insert(kind.key.to_owned(), Value::Object(chosen));
        }
    }

    /// Switches mails of the type off, or of every type that may be. False where they were.
    pub(super) fn switch_mails_off(&mut self, key: &str) -> bool {
        let before = self.channels.clone();
        if key == EVERY {
            for chosen in self.channels.values_mut().filter_map(Value::as_object_mut) {
                chosen.remove("email");
            }
            self.channels.retain(|_, chosen| chosen.as_object().is_some_and(|chosen| !chosen.is_empty()));
        }
        let chosen = self.channels.entry(key).or_insert_with(|| json!({}));
        if let Some(chosen) = chosen.as_object_mut() {
            chosen.insert("email".to_owned(), false.into());
        }
        before != self.channels
    }

    fn read(row: PreferencesRow, zone: TimeZone) -> Self {
        Self::from_columns(
            Some(&row.channels),
            row.quiet_from_minute.zip(row.quiet_until_minute),
            Some(&row.digest),
            Some(row.digest_hour),
            zone,
        )
    }

    /// From a row's columns, all null where there is no row.
    pub(super) fn from_columns(
        channels: Option<&Value>,
        quiet: Option<(i16, i16)>,
        digest: Option<&str>,
        digest_hour: Option<i16>,
        zone: TimeZone,
    ) -> Self {
        Self {
            channels: channels.and_then(Value::as_object).cloned().unwrap_or_default(),
            quiet_hours: quiet.map(|(from, until)| QuietHours { from: time_of(from), until: time_of(until) }),
            digest: digest.and_then(Digest::parse).unwrap_or(Digest::Off),
            digest_hour: digest_hour.and_then(|hour| i8::try_from(hour).ok()).unwrap_or(8),
            zone,
        }
    }

    fn values(&self) -> Value {
        let quiet = self.quiet_hours.map(|quiet| (minute_of(quiet.from), minute_of(quiet.until)));
        json!({
            "channels": self.channels, "quiet_minutes": quiet, "digest": self.digest.name(),
            "digest_hour": self.digest_hour,
        })
    }
}

fn time_of(minute: i16) -> Time {
    let minute = i8::try_from(minute / 60).ok().zip(i8::try_from(minute % 60).ok());
    minute.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok()).unwrap_or_default()
}

fn minute_of(time: Time) -> i16 {
    i16::from(time.hour()) * 60 + i16::from(time.minute())
}

/// The zone of this name; UTC where the bundled database does not know it (any more).
pub(super) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A person's choices with their row's version, 0 where there is none.
#[derive(Debug)]
pub struct Preferences {
    /// What holds.
    pub choices: Choices,
    /// Raised by every change.
    pub version: i64,
}

/// A row that is held until the transaction ends.
pub(super) struct Held {
    id: Uuid,
    user: UserId,
    pub choices: Choices,
    pub key: Vec<u8>,
    /// 0 where the row was written just now.
    version: i64,
}

/// The caller's preferences.
pub async fn get(tx: &TenantTx) -> Result<Preferences> {
    let user = tx.user()?;
    let zone = zone_of(tx, user).await?;
    let row = queries::find().bind(tx.client(), &tx.organization().0, &user.0).opt().await?;
    Ok(match row {
        Some(row) => Preferences { version: row.version, choices: Choices::read(row, zone) },
        None => Preferences { version: 0, choices: Choices::none(zone) },
    })
}

/// Replaces the caller's choices, but for the zone, which belongs to the person.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn replace(tx: &TenantTx, choices: Choices, if_version: Option<i64>) -> Result<Preferences> {
    let held = hold(tx, tx.user()?).await?;
    if if_version.is_some_and(|version| version != held.version) {
        return Err(Error::PreconditionFailed);
    }
    let choices = Choices { zone: held.choices.zone.clone(), ..choices };
    store(tx, &held, choices).await
}

/// Locks the row of somebody who belongs to the organization, writing one where there is none.
pub(super) async fn hold(tx: &TenantTx, user: UserId) -> Result<Held> {
    let (client, organization) = (tx.client(), tx.organization().0);
    let key = tx.context().bytes::<32>();
    let begun =
        queries::begin().bind(client, &tx.id(), &organization, &user.0, &key.as_slice(), &tx.now()).await?;
    let row = queries::lock().bind(client, &organization, &user.0).one().await?;
    let (id, key) = (row.id, row.unsubscribe_key.clone());
    let version = if begun == 1 { 0 } else { row.version };
    Ok(Held { id, user, choices: Choices::read(row, zone_of(tx, user).await?), key, version })
}

/// The key that signs the links in the person's mails. Nothing where there is no row.
pub(super) async fn find_key(tx: &TenantTx, user: UserId) -> Result<Option<Vec<u8>>> {
    let row = queries::find().bind(tx.client(), &tx.organization().0, &user.0).opt().await?;
    Ok(row.map(|row| row.unsubscribe_key))
}

/// Writes new choices into a row that is held.
pub(super) async fn store(tx: &TenantTx, held: &Held, choices: Choices) -> Result<Preferences> {
    let quiet = choices.quiet_hours;
    let row = queries::set()
        .bind(
            tx.client(),
            &Value::Object(choices.channels.clone()),
            &quiet.map(|quiet| minute_of(quiet.from)),
            &quiet.map(|quiet| minute_of(quiet.until)),
            &choices.digest.name(),
            &i16::from(choices.digest_hour),
            &tx.now(),
            &held.id,
        )
        .one()
        .await?;
    let entry = audit::Entry {
        action: "updated",
        resource_type: "notification_preferences",
        resource_id: Some(held.user.0),
        old_values: Some(held.choices.values()),
        new_values: Some(choices.values()),
    };
    audit::record(tx, entry).await?;
    Ok(Preferences { version: row.version, choices })
}

async fn zone_of(tx: &TenantTx, user: UserId) -> Result<TimeZone> {
    let name = queries::time_zone().bind(tx.client(), &user.0).opt().await?;
    Ok(zone(name.as_deref().unwrap_or("UTC")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::notifications::kinds::{COMMENT_MENTION, COMMENT_REPLY};

    #[test]
    fn switching_mails_off_is_done_once_and_leaves_the_rest() {
        let mut choices = Choices::of(
            &json!({ "comment.reply": { "email": true, "in_app": false }, "file.failed": { "email": true } }),
            TimeZone::UTC,
        );
        assert!(choices.switch_mails_off("comment.mention"));
        assert!(!choices.switch_mails_off("comment.mention"));
        assert_eq!(
            (choices.email(&COMMENT_MENTION), choices.email(&COMMENT_REPLY)),
            (Some(false), Some(true))
        );
        assert!(choices.switch_mails_off(EVERY));
        assert!(!choices.switch_mails_off(EVERY));
        assert_eq!(
            (choices.email(&COMMENT_REPLY), choices.in_app(&COMMENT_REPLY)),
            (Some(false), Some(false))
        );
    }

    #[test]
    fn minutes_of_the_day_read_back() {
        for minute in 0..1440 {
            assert_eq!(minute_of(time_of(minute)), minute);
        }
    }
}
