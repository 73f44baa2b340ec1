//! Organizations, people and their sign-ins.

pub mod access;
pub mod caller;
mod common_passwords;
pub mod credentials;
mod mails;
pub mod passwords;
pub mod permissions;
pub mod registration;
pub mod roles;
pub mod second_factor;
pub mod sessions;
pub mod signing_keys;
pub mod tokens;
pub mod totp;
pub mod users;
