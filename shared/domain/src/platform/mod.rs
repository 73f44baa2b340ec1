//! What every area uses: the activity log, the outbox, idempotency, paging.

pub mod audit;
pub mod idempotency;
pub mod leases;
pub mod outbox;
pub mod paging;
pub mod retention;
