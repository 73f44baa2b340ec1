//! The crate through its public interface.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod csv;
mod golden;
mod hostile;
mod json;
mod passes;
mod roundtrip;
mod support;
mod twin;
