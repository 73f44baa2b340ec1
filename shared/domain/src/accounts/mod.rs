//! Organizations, people and their sign-ins.

pub mod access;
pub mod caller;
pub mod passwords;
pub mod permissions;
pub mod registration;
pub mod roles;
pub mod sessions;
pub mod signing_keys;
pub mod tokens;
pub mod users;
