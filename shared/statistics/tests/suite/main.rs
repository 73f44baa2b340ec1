//! The crate's tests from outside: published values, other libraries' results, laws, odd inputs, requests.

#![expect(clippy::unwrap_used, reason = "what fails to unwrap here fails its test")]

mod edges;
mod golden;
mod nist;
mod properties;
mod requests;
mod table;
mod textbook;
