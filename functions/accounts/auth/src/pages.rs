//! The pages behind mailed links. One script serves them all: it sends the link's token, and what was typed, to the
//! page's own address.

use axum::response::{IntoResponse, Response};
use http::header;

/// The one script of the pages; a test compares.
pub const SCRIPT_SHA256: &str = "TUqwMYGo7FYT5Zlbzga8wC2PgR36DoMkOHvJV7dUR88=";

/// Answers with a page that may do nothing but run that script and call us.
pub fn answer(page: &'static str) -> Response {
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{SCRIPT_SHA256}'; style-src 'unsafe-inline'; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    (
        [
            (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::CACHE_CONTROL, "no-store".to_owned()),
        ],
        page,
    )
        .into_response()
}
