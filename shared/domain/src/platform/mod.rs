//! What every area uses: the activity log, the outbox, idempotency, paging, tags, bookmarks, settings.

pub mod audit;
pub mod bookmarks;
pub mod idempotency;
pub mod leases;
pub mod outbox;
pub mod paging;
pub mod preferences;
pub mod retention;
pub mod settings;
pub mod tags;
pub mod values;
