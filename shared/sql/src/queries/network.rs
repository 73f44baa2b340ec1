// This file was generated with `cornucopia`. Do not modify.

pub mod media;
pub mod media_links;
