//! When a mail may go: quiet hours and digests, in the person's own zone. Pure.

use jiff::{
    SignedDuration, Timestamp, ToSpan as _,
    civil::{Date, Time},
    tz::TimeZone,
};

/// Between two mails to one person, where nothing is urgent: what happens meanwhile goes together.
pub const SPACING: SignedDuration = SignedDuration::from_mins(5);

/// Hours in which no mail is to come, from the first minute to the one before the last. May span midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    /// When they begin.
    pub from: Time,
    /// When they end; another minute than `from`.
    pub until: Time,
}

/// Whether mails are gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digest {
    /// Each goes when it comes.
    Off,
    /// At the beginning of each hour.
    Hourly,
    /// Once a day, at this hour.
    Daily,
}

impl Digest {
    /// All, with their words.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Off, "off"), (Self::Hourly, "hourly"), (Self::Daily, "daily")];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Hourly => "hourly",
            Self::Daily => "daily",
        }
    }

    /// By its word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, word)| *word == name).map(|(digest, _)| *digest)
    }
}

impl QuietHours {
    /// The end of the quiet hours that `now` is in, if it is in any. It is always later than `now`.
    ///
    /// Where the clock skips the end, they end as much later as the clock skipped; where it shows the end twice, at
    /// the first time unless that is over.
    pub fn end(self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let local = now.to_zoned(zone.clone()).datetime();
        let (day, time) = (local.date(), local.time());
        let is_quiet = if self.from < self.until {
            self.from <= time && time < self.until
        } else {
            self.from <= time || time < self.until
        };
        if !is_quiet {
            return None;
        }
        let day = if time < self.until { day } else { tomorrow(day) };
        next(now, zone, day, self.until)
    }
}

/// When the next digest goes.
pub fn next_digest(now: Timestamp, zone: &TimeZone, digest: Digest, hour: i8) -> Timestamp {
    let local = now.to_zoned(zone.clone()).datetime();
    let due = match digest {
        Digest::Off => return now,
        Digest::Hourly => {
            // The clock's own full hour, whatever its distance to UTC's; what the clock skips or repeats is an hour
            // as well.
            let since = i64::from(local.minute()) * 60 + i64::from(local.second());
            let begun = Timestamp::from_second(now.as_second() - since).ok();
            begun.map(|begun| begun + SignedDuration::from_hours(1))
        }
        Digest::Daily => {
            let at = Time::constant(hour.clamp(0, 23), 0, 0, 0);
            next(now, zone, local.date(), at).or_else(|| next(now, zone, tomorrow(local.date()), at))
        }
    };
    due.unwrap_or(now)
}

fn tomorrow(day: Date) -> Date {
    day.saturating_add(1.day())
}

/// The first instant after `now` at which the zone's clock shows this day and time.
fn next(now: Timestamp, zone: &TimeZone, day: Date, time: Time) -> Option<Timestamp> {
    let shown = zone.to_ambiguous_timestamp(day.to_datetime(time));
    let first = shown.compatible().ok().filter(|at| *at > now);
    first.or_else(|| shown.later().ok().filter(|at| *at > now))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIGHT: QuietHours =
        QuietHours { from: Time::constant(22, 0, 0, 0), until: Time::constant(7, 30, 0, 0) };

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    #[test]
    fn a_night_ends_in_the_persons_own_morning() {
        for (name, now, end) in [
            ("UTC", "2026-03-10T21:59:59Z", None),
            ("UTC", "2026-03-10T22:00:00Z", Some("2026-03-11T07:30:00Z")),
            ("UTC", "2026-03-11T00:00:00Z", Some("2026-03-11T07:30:00Z")),
            ("UTC", "2026-03-11T07:29:59Z", Some("2026-03-11T07:30:00Z")),
            ("UTC", "2026-03-11T07:30:00Z", None),
            ("America/New_York", "2026-01-10T03:00:00Z", Some("2026-01-10T12:30:00Z")),
            ("Asia/Kathmandu", "2026-01-10T16:15:00Z", Some("2026-01-11T01:45:00Z")),
            // Both changes of the clock happen inside the night: it is an hour shorter, and an hour longer.
            ("Europe/Berlin", "2026-03-28T21:00:00Z", Some("2026-03-29T05:30:00Z")),
            ("Europe/Berlin", "2026-10-24T20:00:00Z", Some("2026-10-25T06:30:00Z")),
        ] {
            assert_eq!(NIGHT.end(at(now), &zone(name)), end.map(at), "{name} {now}");
        }
    }

    #[test]
    fn an_end_that_the_clock_skips_or_repeats_still_comes() {
        let berlin = zone("Europe/Berlin");
        let quiet = |from, until| QuietHours {
            from: Time::constant(from, 0, 0, 0),
            until: Time::constant(until, 30, 0, 0),
        };
        // 02:30 does not exist: at 03:30 in summer time.
        assert_eq!(quiet(1, 2).end(at("2026-03-29T00:10:00Z"), &berlin), Some(at("2026-03-29T01:30:00Z")));
        // 02:30 comes twice: the first while it is ahead, then the second.
        assert_eq!(quiet(1, 2).end(at("2026-10-25T00:10:00Z"), &berlin), Some(at("2026-10-25T00:30:00Z")));
        assert_eq!(quiet(1, 2).end(at("2026-10-25T01:10:00Z"), &berlin), Some(at("2026-10-25T01:30:00Z")));
    }

    #[test]
    fn an_end_is_always_ahead() {
        for name in ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"] {
            let zone = zone(name);
            for (from, until) in [(22, 7), (1, 3), (2, 1), (0, 23), (23, 0)] {
                let quiet = QuietHours {
                    from: Time::constant(from, 0, 0, 0),
                    until: Time::constant(until, 30, 0, 0),
                };
                let mut now = at("2026-01-01T00:07:00Z");
                while now < at("2027-01-01T00:00:00Z") {
                    if let Some(end) = quiet.end(now, &zone) {
                        assert!(
                            end > now && end.duration_since(now) <= SignedDuration::from_hours(25),
                            "{name} {now}"
                        );
                    }
                    now += SignedDuration::from_mins(47);
                }
            }
        }
    }

    #[test]
    fn digests_go_at_the_full_hour_of_the_persons_clock() {
        let due = |name: &str, now, digest| next_digest(at(now), &zone(name), digest, 8);
        let hourly = Digest::Hourly;
        assert_eq!(due("UTC", "2026-03-10T09:00:00Z", hourly), at("2026-03-10T10:00:00Z"));
        assert_eq!(due("UTC", "2026-03-10T09:59:59Z", hourly), at("2026-03-10T10:00:00Z"));
        assert_eq!(due("Asia/Kathmandu", "2026-03-10T09:20:00Z", hourly), at("2026-03-10T10:15:00Z"));
        let daily = Digest::Daily;
        assert_eq!(due("Europe/Berlin", "2026-03-28T06:59:00Z", daily), at("2026-03-28T07:00:00Z"));
        assert_eq!(due("Europe/Berlin", "2026-03-28T07:00:00Z", daily), at("2026-03-29T06:00:00Z"));
        assert_eq!(due("Europe/Berlin", "2026-10-24T07:00:00Z", daily), at("2026-10-25T07:00:00Z"));
        assert_eq!(due("UTC", "2026-03-10T09:00:00Z", Digest::Off), at("2026-03-10T09:00:00Z"));
    }
}
