//! Tenants cannot see each other.

mod catalog;
mod inhabited;
mod mutation;
mod routes;
mod transactions;
