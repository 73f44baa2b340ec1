//! Query strings. Unknown and repeated parameters are refused like unknown fields of a body.

use axum::extract::FromRequestParts;
use domain::{Error, Result};
use http::request::Parts;
use serde::de::DeserializeOwned;

/// A query string that is yet to be read: like a body, it is wrong only once the handler has authorised.
#[derive(Debug, Clone)]
pub struct Query(String);

impl<S: Sync> FromRequestParts<S> for Query {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> std::result::Result<Self, Self::Rejection> {
        let query = parts.uri.query().unwrap_or_default();
        // Sign-in and public links have no dry run unless they say so themselves: taken for granted it would be done.
        let has_none = ["/v1/auth/", "/v1/public/"].iter().any(|area| parts.uri.path().starts_with(area));
        if parts.method == http::Method::GET || has_none {
            return Ok(Self(query.to_owned()));
        }
        // The gate has read this one: every other route that changes something takes it.
        let rest = query.split('&').filter(|parameter| parameter.split('=').next() != Some("dry_run"));
        Ok(Self(rest.collect::<Vec<_>>().join("&")))
    }
}

/// The parameters of a route that takes none.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl Query {
    /// For a route that takes no parameters.
    ///
    /// # Errors
    /// `Invalid`, naming the first parameter.
    pub fn read_nothing(&self) -> Result<()> {
        self.read::<Nothing>().map(drop)
    }

    /// Reads the parameters into a struct that denies unknown fields.
    ///
    /// # Errors
    /// `Invalid`, naming the parameter as `?name`.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        if self.0.contains("%00") {
            return Err(Error::invalid("?", "nul_character", "the character U+0000 is not allowed"));
        }
        let parameters = serde_urlencoded::Deserializer::new(form_urlencoded::parse(self.0.as_bytes()));
        serde_path_to_error::deserialize(parameters).map_err(|error| {
            let message = error.inner().to_string();
            let quoted = message.split('`').nth(1).unwrap_or_default();
            let path = error.path().to_string();
            let name = if path == "." || path.is_empty() { quoted.to_owned() } else { path };
            let code = if message.starts_with("unknown field") {
                "unknown_parameter"
            } else if message.starts_with("duplicate field") {
                "repeated_parameter"
            } else {
                "invalid_value"
            };
            Error::invalid(format!("?{name}"), code, message)
        })
    }
}
