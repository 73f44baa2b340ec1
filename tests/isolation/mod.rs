//! Tenants cannot see each other.

mod api_keys;
mod catalog;
pub mod inhabited;
mod inhabited_access;
mod inhabited_chain;
mod inhabited_exports;
mod inhabited_shelf;
mod inhabited_webhooks;
mod mutation;
mod personal_data;
mod routes;
mod table;
mod things;
mod transactions;
