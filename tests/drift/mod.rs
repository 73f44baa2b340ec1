//! What is generated or stated twice is still the same. `make sql` and `make openapi` generate anew.

mod arrow;
mod openapi;
mod sql;
mod template;

use std::path::{Path, PathBuf};

use utoipa::openapi::OpenApi;

/// The checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// Whether to write instead of comparing.
fn updates() -> bool {
    std::env::var("UPDATE").is_ok_and(|value| value == "1")
}

/// Every function that answers HTTP, with its documentation.
pub fn documents() -> Vec<(&'static str, OpenApi)> {
    macro_rules! documents {
        ($($function:ident),* $(,)?) => {
            vec![$((stringify!($function), $function::routes().get_openapi().clone())),*]
        };
    }
    documents![
        analyses,
        api_keys,
        audit_logs,
        auth,
        bookmarks,
        comments,
        docs,
        erasures,
        exports,
        files,
        health,
        me,
        media,
        notifications,
        organizations,
        permissions,
        projects,
        roles,
        settings,
        subscriptions,
        tags,
        teams,
        upload_templates,
        webhooks,
    ]
}
