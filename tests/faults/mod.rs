//! What goes wrong, on purpose. Each test asserts that its fault fired.

mod analyses;
mod database;
mod files;
mod relay_outbox;
mod retention;
