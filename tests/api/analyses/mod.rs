//! `/v1/analyses`, and the function that computes them.

mod cache;
mod limits;
mod numbers;
mod requests;
