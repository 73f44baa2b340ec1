//! When a schedule expression of EventBridge Scheduler fires.

use anyhow::{Context as _, Result, bail, ensure};
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// A parsed `rate(…)` or `cron(…)`.
#[derive(Clone, Debug)]
pub enum Expression {
    /// Every so often, counted from the start.
    Rate(SignedDuration),
    /// At fields of a zone's wall clock.
    Cron(Box<Cron>, TimeZone),
}

impl Expression {
    /// Parses an expression; cron fields are read in the IANA zone.
    pub fn parse(text: &str, zone: &str) -> Result<Self> {
        let (kind, argument) = text
            .strip_suffix(')')
            .and_then(|text| text.split_once('('))
            .context("expected rate(…) or cron(…)")?;
        match kind {
            "rate" => {
                let (value, unit) = argument.trim().split_once(' ').context("expected a value and a unit")?;
                let value: i64 = value.parse().context("expected a whole number")?;
                ensure!(value > 0, "a rate is at least 1");
                let seconds = match unit.trim() {
                    "minute" | "minutes" => 60,
                    "hour" | "hours" => 3600,
                    "day" | "days" => 86_400,
                    unit => bail!("{unit} is no unit of a rate"),
                };
                Ok(Self::Rate(SignedDuration::from_secs(value * seconds)))
            }
            "cron" => {
                // AWS counts weekdays from Sunday as 1, has no seconds and a sixth field, the year.
                let parser = CronParser::builder().seconds(Seconds::Required).year(Year::Required);
                let parser = parser.alternative_weekdays(true).build();
                let cron = parser
                    .parse(&format!("0 {argument}"))
                    .with_context(|| format!("cannot read cron({argument})"))?;
                Ok(Self::Cron(
                    Box::new(cron),
                    TimeZone::get(zone).with_context(|| format!("no zone {zone}"))?,
                ))
            }
            kind => bail!("{kind}(…) is not known here"),
        }
    }

    /// The first time it fires after the given one.
    pub fn next(&self, after: Timestamp) -> Result<Timestamp> {
        Ok(match self {
            Self::Rate(every) => after.checked_add(*every)?,
            Self::Cron(cron, zone) => cron
                .find_next_occurrence(&after.to_zoned(zone.clone()), false)
                .context("it never fires")?
                .timestamp(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(expression: &str, zone: &str, after: &str) -> String {
        Expression::parse(expression, zone).unwrap().next(after.parse().unwrap()).unwrap().to_string()
    }

    #[test]
    fn a_rate_counts_from_the_last_time() {
        assert_eq!(next("rate(1 minute)", "UTC", "2026-01-01T00:00:30Z"), "2026-01-01T00:01:30Z");
        assert_eq!(next("rate(12 hours)", "UTC", "2026-01-01T00:00:00Z"), "2026-01-01T12:00:00Z");
    }

    #[test]
    fn cron_fields_are_those_of_aws() {
        assert_eq!(next("cron(15 3 * * ? *)", "UTC", "2026-01-01T03:15:00Z"), "2026-01-02T03:15:00Z");
        // 2026-01-01 is a Thursday; weekday 1 is Sunday.
        assert_eq!(next("cron(0 8 ? * 1 *)", "UTC", "2026-01-01T00:00:00Z"), "2026-01-04T08:00:00Z");
        assert_eq!(next("cron(0 8 ? * MON-FRI *)", "UTC", "2026-01-03T00:00:00Z"), "2026-01-05T08:00:00Z");
    }

    #[test]
    fn cron_follows_the_zone_through_daylight_saving() {
        assert_eq!(
            next("cron(0 3 * * ? *)", "Europe/Berlin", "2026-03-28T12:00:00Z"),
            "2026-03-29T01:00:00Z"
        );
        assert_eq!(
            next("cron(0 3 * * ? *)", "Europe/Berlin", "2026-03-27T12:00:00Z"),
            "2026-03-28T02:00:00Z"
        );
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for text in ["rate(0 minutes)", "rate(5 fortnights)", "cron(nonsense)", "daily", "cron(0 3 * * ?)"] {
            assert!(Expression::parse(text, "UTC").is_err(), "{text}");
        }
        assert!(Expression::parse("cron(0 3 * * ? *)", "Mars/Olympus").is_err());
    }
}
