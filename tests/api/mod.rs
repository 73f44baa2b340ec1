//! The functions' routers in-process.

mod analyses;
mod api_keys;
mod audit_logs;
mod auth;
mod bookmarks;
mod comments;
mod conventions;
mod erasures;
mod exports;
mod files;
mod me;
mod media;
mod notifications;
mod organizations;
mod permissions;
mod projects;
mod relay_outbox;
mod retention;
mod roles;
mod settings;
mod subscriptions;
mod tags;
mod teams;
mod upload_templates;
mod webhooks;
