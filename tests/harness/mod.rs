//! What tests start from: an application on its own database, organizations with people in it, requests as sentences.

pub mod analyses;
pub mod app;
pub mod database;
pub mod files;
pub mod http;
pub mod jobs;

pub use app::TestApp;
