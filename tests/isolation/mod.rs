//! Tenants cannot see each other.

mod catalog;
mod inhabited;
mod inhabited_shelf;
mod mutation;
mod routes;
mod transactions;
