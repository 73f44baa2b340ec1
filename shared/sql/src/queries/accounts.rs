// This file was generated with `cornucopia`. Do not modify.

pub mod email_changes;
pub mod email_verifications;
pub mod memberships;
pub mod organizations;
pub mod password_resets;
pub mod recovery_codes;
pub mod refresh_tokens;
pub mod roles;
pub mod sessions;
pub mod signing_keys;
pub mod users;
