//! What the platform *is*: models, rules and SQL, one folder per area and one file per entity. No AWS types.
//!
//! Every function that touches tenant rows takes a [`transaction::TenantTx`]; asking for one *is* being inside
//! an organization. `queries/` beside this folder holds the SQL that the `sql` crate is generated from.

pub mod accounts;
pub mod context;
pub mod error;
pub mod ids;
pub mod ingestion;
pub mod intelligence;
pub mod network;
pub mod platform;
pub mod transaction;

pub use context::Context;
pub use error::{Error, FieldError, Result};
