//! Keeps web pages of strangers away from the console: it can start functions and shows sign-in links.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// Refuses names that may have been rebound to this machine, and requests sent by pages of other origins.
pub async fn refuse_strangers(State(port): State<u16>, request: Request, next: Next) -> Response {
    if !is_ours(port, request.headers()) {
        return (StatusCode::FORBIDDEN, "only for this machine's own pages and programs\n").into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, header::HeaderValue::from_static("DENY"));
    response
}

fn is_ours(port: u16, headers: &HeaderMap) -> bool {
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let is_own_host = text(headers, &header::HOST).is_some_and(|host| own.iter().any(|own| own == host));
    let is_own_origin = match text(headers, &header::ORIGIN) {
        None => true, // curl, an SDK, or a page of ours that only reads
        Some(origin) => own.iter().any(|own| origin == format!("http://{own}")),
    };
    is_own_host && is_own_origin
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    // What is no text is no origin of ours either.
    headers.get(name).map(|value| value.to_str().unwrap_or("?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(host: &str, origin: Option<&str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, origin.parse().unwrap());
        }
        headers
    }

    #[test]
    fn only_own_names_and_origins_pass() {
        assert!(is_ours(9001, &headers("127.0.0.1:9001", None)));
        assert!(is_ours(9001, &headers("localhost:9001", Some("http://localhost:9001"))));
        assert!(!is_ours(9001, &headers("rebound.example:9001", None)));
        assert!(!is_ours(9001, &headers("127.0.0.1:9001", Some("https://evil.example"))));
        assert!(!is_ours(9001, &headers("127.0.0.1:9001", Some("null"))));
        assert!(!is_ours(9001, &HeaderMap::new()));
    }
}
