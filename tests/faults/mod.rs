//! What goes wrong, on purpose. Each test asserts that its fault fired.

mod analyses;
mod audit_sealing;
mod audit_tampering;
mod database;
mod exports;
mod files;
mod media;
mod notifications;
mod relay_outbox;
mod retention;
mod webhooks;
