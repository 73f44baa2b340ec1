//! What every area uses: the activity log, the outbox, idempotency, paging, tags, bookmarks, comments, notifications,
//! settings, webhooks, exports, personal data.

pub mod audit;
pub mod bookmarks;
pub mod comments;
pub mod erasures;
pub mod exports;
pub mod idempotency;
pub mod leases;
pub mod notifications;
pub mod outbox;
pub mod paging;
pub mod personal_data;
pub mod preferences;
pub mod retention;
pub mod settings;
pub mod tags;
pub mod text;
pub mod values;
pub mod webhooks;
