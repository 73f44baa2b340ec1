//! People and occasions, and what every area hangs on its things: images and attachments.

pub mod avatars;
pub mod kinds;
pub mod links;
pub mod media;
pub mod processing;
mod visibility;
