//! What documents become, and what hostile ones cannot do.
#![expect(clippy::unwrap_used, reason = "a test ends where something is missing")]
mod docx;
mod hostile;
mod html;
mod markdown;
mod pdf;
mod plain;
mod process;
mod support;
mod targets;
