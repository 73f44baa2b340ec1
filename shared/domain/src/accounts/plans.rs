//! The registry of plans: what an organization may use under each, and who each is for.

use jiff::{SignedDuration, Timestamp, ToSpan as _, tz::TimeZone};

use crate::{Error, Result};

/// Something of which a plan allows so much. The order is the order in which a transaction takes several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Quota {
    /// Answers to surveys in a month.
    MonthlyResponses,
    /// Projects that are not deleted.
    Projects,
    /// People who belong to the organization.
    Seats,
    /// Bytes of files, as announced until they have arrived.
    StoredBytes,
}

impl Quota {
    /// Every quota.
    pub const ALL: [Self; 4] = [Self::MonthlyResponses, Self::Projects, Self::Seats, Self::StoredBytes];

    /// Its name in the API and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::MonthlyResponses => "monthly_responses",
            Self::Projects => "projects",
            Self::Seats => "seats",
            Self::StoredBytes => "stored_bytes",
        }
    }

    /// By its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quota| quota.name() == name)
    }

    /// What is counted, in a sentence for people.
    pub fn noun(self) -> &'static str {
        match self {
            Self::MonthlyResponses => "survey responses in a month",
            Self::Projects => "projects",
            Self::Seats => "people",
            Self::StoredBytes => "bytes of files and media",
        }
    }

    /// What gives some of it back, in a sentence for people.
    pub fn remedy(self) -> &'static str {
        match self {
            Self::MonthlyResponses => "wait for the next month",
            Self::Projects => "delete a project",
            Self::Seats => "remove somebody",
            Self::StoredBytes => "delete files or media",
        }
    }

    /// Whether it is taken in blocks: often, in amounts that are small beside the limit.
    pub(crate) fn is_in_blocks(self) -> bool {
        matches!(self, Self::StoredBytes | Self::MonthlyResponses)
    }

    /// Whether it begins anew each month.
    pub fn is_monthly(self) -> bool {
        self == Self::MonthlyResponses
    }

    /// When the period that `now` is in began: where a counter has its name from.
    pub(crate) fn period_start(self, now: Timestamp) -> Timestamp {
        if self.is_monthly() { month(now).0 } else { Timestamp::UNIX_EPOCH }
    }
}

/// The month of an instant, in UTC: its beginning and the next one's.
pub fn month(now: Timestamp) -> (Timestamp, Timestamp) {
    let now = now.to_zoned(TimeZone::UTC);
    let start = now.first_of_month().and_then(|day| day.start_of_day()).unwrap_or(now);
    let end = start.checked_add(1.month()).unwrap_or_else(|_| start.clone());
    (start.timestamp(), end.timestamp())
}

/// What an organization may use.
#[derive(Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its name in the API.
    pub name: &'static str,
    /// Whom it is for, in words of `accounts.users.segment`.
    pub segment: &'static str,
    /// What it is for, for people.
    pub description: &'static str,
    seats: Option<i64>,
    projects: Option<i64>,
    stored_bytes: Option<i64>,
    monthly_responses: Option<i64>,
}

impl Plan {
    /// How much it allows; none: as much as one wants.
    pub fn limit(&self, quota: Quota) -> Option<i64> {
        match quota {
            Quota::MonthlyResponses => self.monthly_responses,
            Quota::Projects => self.projects,
            Quota::Seats => self.seats,
            Quota::StoredBytes => self.stored_bytes,
        }
    }
}

const GIB: i64 = 1 << 30;

/// What holds where no other plan does.
pub const FREE: &Plan = &Plan {
    name: "free",
    segment: "STUDENT",
    description: "To try, to study, and where a trial has ended",
    seats: Some(3),
    projects: Some(5),
    stored_bytes: Some(GIB),
    monthly_responses: Some(100),
};

/// What a new organization tries.
pub const TRIAL: &Plan = &Plan {
    name: "business",
    segment: "SMB",
    description: "For organizations that live on their data",
    seats: Some(50),
    projects: Some(1_000),
    stored_bytes: Some(1024 * GIB),
    monthly_responses: Some(50_000),
};

/// How long it does.
pub const TRIAL_LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);

/// All of them, from the smallest. The first is [`FREE`].
pub const PLANS: [&Plan; 4] = [
    FREE,
    &Plan {
        name: "starter",
        segment: "SMB",
        description: "For small teams",
        seats: Some(10),
        projects: Some(50),
        stored_bytes: Some(50 * GIB),
        monthly_responses: Some(2_000),
    },
    TRIAL,
    &Plan {
        name: "enterprise",
        segment: "ENTERPRISE",
        description: "Without limits",
        seats: None,
        projects: None,
        stored_bytes: None,
        monthly_responses: None,
    },
];

/// A plan by its name.
///
/// # Errors
/// `Invalid` at `/plan` for any other.
pub fn parse(name: &str) -> Result<&'static Plan> {
    find(name).ok_or_else(|| {
        let names = PLANS.map(|plan| plan.name).join(", ");
        Error::invalid("/plan", "invalid_value", format!("one of {names}"))
    })
}

/// The same. A name from before the plan was taken out of the registry is none.
pub(crate) fn find(name: &str) -> Option<&'static Plan> {
    PLANS.into_iter().find(|plan| plan.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_grow_from_the_first_which_holds_where_no_other_does() {
        assert_eq!(PLANS[0], FREE);
        for pair in PLANS.windows(2) {
            for quota in Quota::ALL {
                let [less, more] = [pair[0], pair[1]].map(|plan| plan.limit(quota).unwrap_or(i64::MAX));
                assert!(less < more, "{} {}", pair[1].name, quota.name());
            }
        }
        for plan in PLANS {
            assert_eq!(parse(plan.name).unwrap(), plan);
        }
        assert!(parse("Free").is_err());
    }

    #[test]
    fn months_are_those_of_the_calendar_in_utc() {
        for (now, start, end) in [
            ("2026-11-26T01:00:00Z", "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
            ("2026-12-31T23:59:59.999999Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"),
            ("2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z"),
            ("2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z"),
        ] {
            let read = |text: &str| text.parse::<Timestamp>().unwrap();
            assert_eq!(month(read(now)), (read(start), read(end)), "{now}");
        }
    }
}
