// This file was generated with `cornucopia`. Do not modify.

pub mod accounts;
pub mod ingestion;
pub mod intelligence;
pub mod network;
pub mod platform;
