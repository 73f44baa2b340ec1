//! Projects, the hub, and what feeds them.

pub mod files;
pub mod processing;
pub mod projects;
pub mod upload_templates;
