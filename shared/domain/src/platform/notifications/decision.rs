//! Whether and when somebody is told, and why. Pure: what was decided is what the delivery log says.

use jiff::Timestamp;

use super::{
    kinds::Kind,
    preferences::Choices,
    timing::{Digest, SPACING, next_digest},
};

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// Nice to know.
    Low,
    /// What most are.
    Medium,
    /// Something is to be done.
    High,
    /// Now: it is mailed at once, in quiet hours as well.
    Critical,
}

impl Priority {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// Why somebody was told, will be, or was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The type is on unless one switches it off.
    OnByDefault,
    /// The person switched it on.
    SwitchedOn,
    /// Nobody may switch this type off.
    Mandatory,
    /// Nothing holds the mail up.
    AtOnce,
    /// A mail went out just before: this one follows after a while.
    Spaced,
    /// It waits for the end of the quiet hours.
    QuietHours,
    /// It waits for the digest.
    Digest,
    /// The type is off unless one switches it on.
    OffByDefault,
    /// The person switched it off.
    SwitchedOff,
    /// The person did it themselves.
    OwnAction,
    /// They were told of the same before.
    Duplicate,
    /// They were told too much of this type within the hour.
    RateLimited,
    /// The address is not proven.
    AddressUnproven,
    /// They may not see what it is about.
    NoAccess,
}

impl Reason {
    /// All, in the order in which the documentation lists them.
    pub const ALL: [Self; 14] = [
        Self::OnByDefault,
        Self::SwitchedOn,
        Self::Mandatory,
        Self::AtOnce,
        Self::Spaced,
        Self::QuietHours,
        Self::Digest,
        Self::OffByDefault,
        Self::SwitchedOff,
        Self::OwnAction,
        Self::Duplicate,
        Self::RateLimited,
        Self::AddressUnproven,
        Self::NoAccess,
    ];

    /// Its word in the delivery log.
    pub fn name(self) -> &'static str {
        match self {
            Self::OnByDefault => "on_by_default",
            Self::SwitchedOn => "switched_on",
            Self::Mandatory => "mandatory",
            Self::AtOnce => "at_once",
            Self::Spaced => "spaced",
            Self::QuietHours => "quiet_hours",
            Self::Digest => "digest",
            Self::OffByDefault => "off_by_default",
            Self::SwitchedOff => "switched_off",
            Self::OwnAction => "own_action",
            Self::Duplicate => "duplicate",
            Self::RateLimited => "rate_limited",
            Self::AddressUnproven => "address_unproven",
            Self::NoAccess => "no_access",
        }
    }

    /// In a sentence, for people.
    pub fn explanation(self) -> &'static str {
        match self {
            Self::OnByDefault => "this type is on unless you switch it off",
            Self::SwitchedOn => "you switched this type on",
            Self::Mandatory => "nobody can switch this type off",
            Self::AtOnce => "nothing held the mail up",
            Self::Spaced => "a mail had gone out just before, so this one follows a few minutes later",
            Self::QuietHours => "it fell into your quiet hours and goes when they end",
            Self::Digest => "you asked for a digest, and it goes with the next one",
            Self::OffByDefault => "this type is off unless you switch it on",
            Self::SwitchedOff => "you switched this type off",
            Self::OwnAction => "you did it yourself",
            Self::Duplicate => "you had been told of the same before",
            Self::RateLimited => "there was too much of this type within the hour",
            Self::AddressUnproven => "your address is not proven",
            Self::NoAccess => "what it is about is not visible to the person",
        }
    }
}

/// What is told in the platform: why, or why not.
pub fn in_app(kind: &Kind, choices: &Choices) -> Result<Reason, Reason> {
    wanted(kind, choices.in_app(kind), kind.in_app)
}

/// When a mail is due and why then; or why there is none.
pub fn email(
    kind: &Kind,
    priority: Priority,
    choices: &Choices,
    address_is_proven: bool,
    last_mail_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(Timestamp, Reason), Reason> {
    wanted(kind, choices.email(kind), kind.email)?;
    if !address_is_proven {
        return Err(Reason::AddressUnproven);
    }
    if priority == Priority::Critical {
        return Ok((now, Reason::AtOnce));
    }
    let spaced = last_mail_at.map(|last| last + SPACING).filter(|at| *at > now);
    let (due, reason) = match (choices.digest, spaced) {
        (Digest::Off, None) => (now, Reason::AtOnce),
        (Digest::Off, Some(at)) => (at, Reason::Spaced),
        (digest, _) => (next_digest(now, &choices.zone, digest, choices.digest_hour), Reason::Digest),
    };
    match choices.quiet_hours.and_then(|quiet| quiet.end(due, &choices.zone)) {
        Some(end) => Ok((end, Reason::QuietHours)),
        None => Ok((due, reason)),
    }
}

fn wanted(kind: &Kind, chosen: Option<bool>, default: bool) -> Result<Reason, Reason> {
    match chosen {
        _ if kind.is_mandatory => Ok(Reason::Mandatory),
        Some(true) => Ok(Reason::SwitchedOn),
        Some(false) => Err(Reason::SwitchedOff),
        None if default => Ok(Reason::OnByDefault),
        None => Err(Reason::OffByDefault),
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, civil::Time, tz::TimeZone};
    use serde_json::json;

    use super::*;
    use crate::platform::notifications::{
        kinds::{ANALYSIS_FAILED, COMMENT_MENTION},
        timing::QuietHours,
    };

    fn now() -> Timestamp {
        "2026-03-10T21:30:00Z".parse().unwrap()
    }

    fn night(choices: Choices) -> Choices {
        let quiet = QuietHours { from: Time::constant(21, 0, 0, 0), until: Time::constant(6, 0, 0, 0) };
        Choices { quiet_hours: Some(quiet), ..choices }
    }

    fn mail(kind: &Kind, priority: Priority, choices: &Choices) -> Result<(Timestamp, Reason), Reason> {
        email(kind, priority, choices, true, None, now())
    }

    #[test]
    fn choices_go_before_defaults_and_mandatory_ones_before_choices() {
        let off = Choices::of(&json!({ "comment.mention": { "email": false } }), TimeZone::UTC);
        let all_off = Choices::of(&json!({ "*": { "email": false } }), TimeZone::UTC);
        let mandatory = Kind { is_mandatory: true, ..COMMENT_MENTION };
        let medium = Priority::Medium;
        assert_eq!(
            mail(&COMMENT_MENTION, medium, &Choices::none(TimeZone::UTC)),
            Ok((now(), Reason::AtOnce))
        );
        assert_eq!(mail(&COMMENT_MENTION, medium, &off), Err(Reason::SwitchedOff));
        assert_eq!(mail(&COMMENT_MENTION, medium, &all_off), Err(Reason::SwitchedOff));
        assert_eq!(mail(&ANALYSIS_FAILED, medium, &off), Err(Reason::OffByDefault));
        assert_eq!(mail(&mandatory, medium, &all_off), Ok((now(), Reason::AtOnce)));
        assert_eq!(in_app(&COMMENT_MENTION, &off), Ok(Reason::OnByDefault));
        assert_eq!(in_app(&mandatory, &off), Ok(Reason::Mandatory));
    }

    #[test]
    fn a_mail_waits_for_its_time_unless_it_is_critical() {
        let quiet = night(Choices::none(TimeZone::UTC));
        let morning: Timestamp = "2026-03-11T06:00:00Z".parse().unwrap();
        assert_eq!(mail(&COMMENT_MENTION, Priority::High, &quiet), Ok((morning, Reason::QuietHours)));
        assert_eq!(mail(&COMMENT_MENTION, Priority::Critical, &quiet), Ok((now(), Reason::AtOnce)));
        let hourly = Choices { digest: Digest::Hourly, ..Choices::none(TimeZone::UTC) };
        let ten: Timestamp = "2026-03-10T22:00:00Z".parse().unwrap();
        assert_eq!(mail(&COMMENT_MENTION, Priority::Low, &hourly), Ok((ten, Reason::Digest)));
        // A digest that falls into the night waits for its end.
        assert_eq!(mail(&COMMENT_MENTION, Priority::Low, &night(hourly)), Ok((morning, Reason::QuietHours)));
    }

    #[test]
    fn mails_keep_their_distance() {
        let choices = Choices::none(TimeZone::UTC);
        let after = |ago| {
            email(
                &COMMENT_MENTION,
                Priority::Medium,
                &choices,
                true,
                Some(now() - SignedDuration::from_secs(ago)),
                now(),
            )
        };
        assert_eq!(after(60), Ok((now() + SignedDuration::from_secs(240), Reason::Spaced)));
        assert_eq!(after(300), Ok((now(), Reason::AtOnce)));
        assert_eq!(
            email(&COMMENT_MENTION, Priority::Critical, &choices, false, None, now()),
            Err(Reason::AddressUnproven)
        );
    }

    #[test]
    fn every_reason_has_a_word_of_its_own() {
        let words: std::collections::BTreeSet<_> = Reason::ALL.iter().map(|reason| reason.name()).collect();
        assert_eq!(words.len(), Reason::ALL.len());
    }
}
