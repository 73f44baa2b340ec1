//! `/v1/organizations/{id}/subscription` and `/usage`: which plan holds, what is used of it, and that it is kept to.

mod concurrency;
mod histories;
mod limits;
mod plans;
mod reconciliation;
