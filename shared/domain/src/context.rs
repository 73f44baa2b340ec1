//! Clock, ids and randomness: the three things that would make a test's outcome differ from run to run.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

type Clock = dyn Fn() -> Timestamp + Send + Sync;
type Random = dyn Fn(&mut [u8]) + Send + Sync;

/// Where time and randomness come from. Cheap to clone.
#[derive(Clone)]
pub struct Context {
    clock: Arc<Clock>,
    random: Arc<Random>,
}

impl Context {
    /// The real clock and the operating system's randomness.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the real clock")]
    pub fn system() -> Self {
        Self::new(Timestamp::now, |bytes| rand::RngCore::fill_bytes(&mut rand::rng(), bytes))
    }

    /// A context of the caller's making, for tests.
    pub fn new(
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
        random: impl Fn(&mut [u8]) + Send + Sync + 'static,
    ) -> Self {
        Self { clock: Arc::new(clock), random: Arc::new(random) }
    }

    /// The present instant, cut to microseconds, which is what PostgreSQL keeps.
    pub fn now(&self) -> Timestamp {
        let now = (self.clock)();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// A new UUIDv7: ordered by creation.
    pub fn id(&self) -> Uuid {
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>()).into_uuid()
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context")
    }
}

impl Default for Context {
    fn default() -> Self {
        Self::system()
    }
}
