//! The tests that need the platform's parts together. `make test` starts PostgreSQL and the AWS stand-in around them.
//!
//! - `api`: the functions' routers in-process, one file per resource
//! - `isolation`: row-level security by catalog, by mutation, and by a sweep over every route
//! - `faults`: messages that come twice, late or for nothing; workers that die; services that are away
//! - `drift`: what is generated or stated twice is still the same
//! - `e2e`: the running stack, as a newcomer meets it

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod api;
mod drift;
mod e2e;
mod faults;
mod harness;
mod isolation;
