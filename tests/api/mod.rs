//! The functions' routers in-process.

mod analyses;
mod auth;
mod bookmarks;
mod conventions;
mod files;
mod me;
mod projects;
mod relay_outbox;
mod retention;
mod settings;
mod tags;
