//! The functions' routers in-process.

mod analyses;
mod auth;
mod conventions;
mod files;
mod me;
mod projects;
mod relay_outbox;
mod retention;
