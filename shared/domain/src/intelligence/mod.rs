//! What is computed from a project's data.

pub mod analyses;
pub mod inputs;
pub mod runs;
