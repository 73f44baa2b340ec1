//! How one wants to be told: by type and channel, quiet hours, digest.

use axum::extract::State;
use domain::{
    Error, FieldError,
    platform::notifications::{
        kinds,
        preferences::{self, Choices, Preferences},
        timing::{Digest, QuietHours},
    },
};
use jiff::tz::TimeZone;
use runtime::http::{IfMatch, Input, Reply, Result, SignedIn};

use crate::{
    App,
    models::{NotificationPreferencesIn, NotificationPreferencesOut, QuietHoursBody, parse_time},
};

/// Tells how the caller is told, with every type that there is.
#[utoipa::path(get, path = "/v1/notification-preferences", security(("bearer" = [])), tag = "notification-preferences",
    responses((status = 200, body = NotificationPreferencesOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    // No ETag: the zone and the types change without it. `PUT` answers the version.
    let Preferences { choices, .. } = preferences::get(&tx).await?;
    Ok(Reply::ok(&NotificationPreferencesOut::of(&choices))?)
}

/// Replaces how the caller is told. Mails that wait already keep their moment.
#[utoipa::path(put, path = "/v1/notification-preferences", security(("bearer" = [])), tag = "notification-preferences",
    request_body = NotificationPreferencesIn, responses((status = 200, body = NotificationPreferencesOut)))]
pub async fn replace(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let input: NotificationPreferencesIn = input.read()?;
    let Preferences { choices, version } = preferences::replace(&tx, choices(input)?, if_version).await?;
    let reply = Reply::ok(&NotificationPreferencesOut::of(&choices))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// What the registry takes of the input.
fn choices(input: NotificationPreferencesIn) -> domain::Result<Choices> {
    // The zone is the person's own, and set where the rest is stored.
    let mut choices = Choices::none(TimeZone::UTC);
    let mut errors = Vec::new();
    let mut refuse = |pointer: String, code: &'static str, message: &str| {
        errors.push(FieldError { pointer, code, message: message.to_owned() });
    };
    let mut named = Vec::new();
    for (index, choice) in input.types.iter().enumerate() {
        let at = |field: &str| format!("/types/{index}/{field}");
        let Some(kind) = kinds::find(&choice.notification_type) else {
            refuse(
                at("notification_type"),
                "unknown_type",
                "a type that GET /v1/notification-preferences lists",
            );
            continue;
        };
        if named.contains(&kind.key) {
            refuse(at("notification_type"), "named_twice", "each type once");
        }
        named.push(kind.key);
        for (channel, chosen) in [("in_app", choice.in_app), ("email", choice.email)] {
            if kind.is_mandatory && chosen == Some(false) {
                refuse(at(channel), "mandatory", "nobody can switch this type off");
            }
        }
        choices.choose(kind, choice.in_app, choice.email);
    }
    choices.quiet_hours = match input.quiet_hours.as_ref().and_then(quiet_hours) {
        Some(quiet) if quiet.from == quiet.until => {
            refuse("/quiet_hours/until".to_owned(), "invalid_value", "another minute than the beginning");
            None
        }
        quiet => quiet,
    };
    choices.digest = Digest::parse(&input.digest).unwrap_or(Digest::Off);
    choices.digest_hour = input.digest_hour;
    if errors.is_empty() { Ok(choices) } else { Err(Error::Invalid(errors)) }
}

fn quiet_hours(body: &QuietHoursBody) -> Option<QuietHours> {
    Some(QuietHours { from: parse_time(&body.from)?, until: parse_time(&body.until)? })
}
