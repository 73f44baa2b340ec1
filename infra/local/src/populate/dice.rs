//! Randomness that comes out alike every time: a stream of its own for each row of each table, whatever was drawn for
//! the others.

use jiff::{Timestamp, ToSpan as _, civil::Date, civil::Weekday, tz::TimeZone};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore as _, SeedableRng as _};
use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

/// What sample data is made from.
#[derive(Clone, Copy, Debug)]
pub struct Seed {
    /// Another number, other data.
    pub number: u64,
    /// The day on which the sample's history ends, exclusively.
    pub as_of: Date,
}

/// How far back the sample's history goes.
const DAYS_BACK: f64 = 730.0;

impl Seed {
    /// The dice of one row.
    pub fn dice(self, table: &str, row: usize) -> Dice {
        let mut rng = ChaCha8Rng::from_seed(self.digest(table, 0));
        rng.set_stream(row as u64);
        Dice { rng, as_of: self.as_of }
    }

    /// The id of one row: version 8, which only sample data has, so that it can be told and removed. The first 48 bits
    /// are the creation time, as in version 7, so that indexes grow at their end.
    pub fn id(self, table: &str, row: usize, created_at: Timestamp) -> Uuid {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.digest(table, row as u64 + 1)[..16]);
        let millis = created_at.as_millisecond().unsigned_abs().to_be_bytes();
        bytes[..6].copy_from_slice(&millis[2..]);
        Builder::from_custom_bytes(bytes).into_uuid()
    }

    fn digest(self, table: &str, row: u64) -> [u8; 32] {
        Sha256::new()
            .chain_update(self.number.to_be_bytes())
            .chain_update(self.as_of.to_string())
            .chain_update(table)
            .chain_update([0])
            .chain_update(row.to_be_bytes())
            .finalize()
            .into()
    }
}

/// Draws the values of one row.
pub struct Dice {
    rng: ChaCha8Rng,
    as_of: Date,
}

impl Dice {
    /// Uniform in [0, 1), 53 bits.
    pub fn unit(&mut self) -> f64 {
        (self.rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Uniform in `0..count`; 0 where there is nothing to choose from.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// True in `probability` of the cases.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// One of the items, each as likely.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// One of the items by weight.
    pub fn weighted<T: Copy>(&mut self, items: &[(T, u32)]) -> T {
        let total: u32 = items.iter().map(|(_, weight)| weight).sum();
        let mut left = self.unit() * f64::from(total);
        for (item, weight) in items {
            left -= f64::from(*weight);
            if left < 0.0 {
                return *item;
            }
        }
        items[items.len() - 1].0
    }

    /// A rank in `0..count` by Zipf's law (exponent 1, in its continuous form): few are drawn very often, most rarely.
    pub fn zipf(&mut self, count: usize) -> usize {
        let rank = libm::exp(self.unit() * libm::log(count as f64 + 1.0)) as usize;
        rank.saturating_sub(1).min(count.saturating_sub(1))
    }

    /// Log-normal: most are near the median, a few are much larger.
    pub fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        // Box and Muller (1958).
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        let normal = radius * libm::cos(2.0 * std::f64::consts::PI * self.unit());
        median * libm::exp(sigma * normal)
    }

    /// An instant of the last two years, more of them recent, nearly all in working hours of working days (UTC).
    pub fn moment(&mut self) -> Timestamp {
        let age = DAYS_BACK * self.unit() * self.unit();
        self.moment_of(self.as_of.saturating_sub((1 + age as i64).days()))
    }

    /// An instant between `start` and the end of the sample's history, mostly soon after `start`.
    pub fn moment_after(&mut self, start: Timestamp) -> Timestamp {
        let end = self.end().as_microsecond();
        let room = (end - start.as_microsecond()).max(1) as f64;
        let share = self.unit();
        let after = start.as_microsecond() + (room * share * share * share) as i64;
        Timestamp::from_microsecond(after.min(end - 1)).unwrap_or(start)
    }

    /// The end of the sample's history.
    pub fn end(&self) -> Timestamp {
        self.as_of.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    fn moment_of(&mut self, day: Date) -> Timestamp {
        let weekend = match day.weekday() {
            Weekday::Saturday => 1,
            Weekday::Sunday => 2,
            _ => 0,
        };
        let day = if self.chance(0.9) { day.saturating_sub(weekend.days()) } else { day };
        // The sum of two is likeliest at noon.
        let seconds = 7.0 * 3600.0 + (self.unit() + self.unit()) * 5.5 * 3600.0;
        let micros = (seconds * 1e6) as i64;
        day.to_zoned(TimeZone::UTC)
            .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
            .saturating_add(micros.microseconds())
            .unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed(number: u64) -> Seed {
        Seed { number, as_of: Date::constant(2026, 11, 1) }
    }

    #[test]
    fn rows_come_out_alike_whatever_else_was_drawn() {
        let drawn = |number, row| {
            let mut dice = seed(number).dice("projects", row);
            (dice.unit().to_bits(), dice.moment(), dice.zipf(50))
        };
        assert_eq!(drawn(1, 7), drawn(1, 7));
        assert_ne!(drawn(1, 7), drawn(1, 8));
        assert_ne!(drawn(1, 7), drawn(2, 7));
    }

    #[test]
    fn ids_tell_that_they_are_of_sample_data() {
        let at = seed(1).dice("tags", 0).moment();
        let id = seed(1).id("tags", 0, at);
        assert_eq!((id.get_version_num(), id.get_variant()), (8, uuid::Variant::RFC4122));
        assert_eq!(id, seed(1).id("tags", 0, at));
        assert_ne!(id, seed(1).id("tags", 1, at));
    }

    #[test]
    fn draws_stay_in_their_bounds_and_have_their_shape() {
        let mut dice = seed(1).dice("shape", 0);
        let mut ranks = [0; 20];
        let mut working = 0;
        for _ in 0..10_000 {
            assert!((0.0..1.0).contains(&dice.unit()) && dice.below(3) < 3);
            ranks[dice.zipf(20)] += 1;
            let moment = dice.moment();
            assert!(moment < dice.end());
            assert!(dice.moment_after(moment) < dice.end());
            let day = moment.to_zoned(TimeZone::UTC).weekday();
            working += usize::from(!matches!(day, Weekday::Saturday | Weekday::Sunday));
        }
        assert!(ranks[0] > 2 * ranks[3] && ranks.iter().all(|count| *count > 0), "{ranks:?}");
        assert!(working > 9_000, "{working}");
        let mut sizes: Vec<f64> = (0..10_001).map(|_| dice.log_normal(100.0, 1.0)).collect();
        sizes.sort_by(f64::total_cmp);
        assert!((90.0..110.0).contains(&sizes[5_000]), "{}", sizes[5_000]);
    }
}
