// This file was generated with `cornucopia`. Do not modify.

pub mod audit_logs;
pub mod audit_seals;
pub mod bookmarks;
pub mod comments;
pub mod erasures;
pub mod exports;
pub mod idempotency_keys;
pub mod leases;
pub mod notification_deliveries;
pub mod notification_preferences;
pub mod notifications;
pub mod outbox;
pub mod personal_data;
pub mod retention;
pub mod system_settings;
pub mod tags;
pub mod user_preferences;
pub mod webhooks;
