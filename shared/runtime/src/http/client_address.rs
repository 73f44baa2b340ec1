//! Where a request comes from, as the gateway tells it.

use std::net::IpAddr;

use domain::accounts::caller::Origin;
use http::{HeaderMap, request::Parts};
use lambda_http::request::RequestContext;

/// The client's address, user agent and request id. Forwarding headers are the client's word and count for nothing.
pub fn origin(parts: &Parts, request_id: &str) -> Origin {
    let ip = match parts.extensions.get::<RequestContext>() {
        Some(RequestContext::ApiGatewayV2(context)) => {
            context.http.source_ip.as_deref().and_then(|ip| ip.parse::<IpAddr>().ok())
        }
        _ => None,
    };
    let user_agent = header(&parts.headers, http::header::USER_AGENT.as_str())
        .map(|agent| agent.chars().filter(|c| !c.is_control()).take(512).collect());
    Origin { ip, user_agent, request_id: request_id.to_owned() }
}

/// A header's value as text.
pub fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}
