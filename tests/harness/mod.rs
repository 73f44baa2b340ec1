//! What tests start from: an application on its own database, organizations with people in it, requests as sentences.

pub mod analyses;
pub mod app;
pub mod chain;
pub mod database;
pub mod exports;
pub mod files;
pub mod http;
pub mod jobs;
pub mod media;
pub mod notifications;
pub mod usage;
pub mod webhooks;

pub use app::TestApp;
