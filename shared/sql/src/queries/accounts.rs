// This file was generated with `cornucopia`. Do not modify.

pub mod access;
pub mod api_keys;
pub mod custom_roles;
pub mod email_changes;
pub mod email_verifications;
pub mod invitations;
pub mod memberships;
pub mod organizations;
pub mod password_resets;
pub mod permission_paths;
pub mod recovery_codes;
pub mod refresh_tokens;
pub mod resource_permissions;
pub mod restorations;
pub mod roles;
pub mod sessions;
pub mod signing_keys;
pub mod subscriptions;
pub mod team_memberships;
pub mod teams;
pub mod usage;
pub mod users;
