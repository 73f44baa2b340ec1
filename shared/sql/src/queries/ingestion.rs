// This file was generated with `cornucopia`. Do not modify.

pub mod files;
pub mod projects;
pub mod upload_templates;
