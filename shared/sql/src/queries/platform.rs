// This file was generated with `cornucopia`. Do not modify.

pub mod audit_logs;
pub mod bookmarks;
pub mod idempotency_keys;
pub mod leases;
pub mod outbox;
pub mod retention;
pub mod system_settings;
pub mod tags;
pub mod user_preferences;
