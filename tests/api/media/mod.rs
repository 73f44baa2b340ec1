//! `/v1/media`, `/v1/media-links`, `/v1/me/avatar`, and the function that looks at what arrived.

mod avatars;
mod downloads;
mod leftovers;
mod links;
mod uploads;
mod visibility;
