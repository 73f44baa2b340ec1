//! Request bodies and path parameters. Reading never fails before the handler has authorised: an unreadable body is
//! an error where the handler asks for it, so that 401, 404 and 403 come before 400 and 422.

use std::str::FromStr;

use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use domain::{Error, FieldError, Result};
use garde::Validate;
use http::{header, request::Parts};
use http_body_util::{BodyExt as _, Limited};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{client_address::header as text, reply::Failure};

/// The largest body, in bytes.
pub const MAX_BODY: usize = 1024 * 1024;

/// A body that is yet to be read.
#[derive(Debug)]
pub struct Input {
    content_type: Option<String>,
    bytes: Result<bytes::Bytes>,
}

impl<S: Sync> FromRequest<S> for Input {
    type Rejection = std::convert::Infallible;

    async fn from_request(request: Request, _: &S) -> std::result::Result<Self, Self::Rejection> {
        let content_type = text(request.headers(), header::CONTENT_TYPE.as_str()).map(str::to_owned);
        let bytes = Limited::new(request.into_body(), MAX_BODY).collect().await;
        let bytes = bytes.map(http_body_util::Collected::to_bytes).map_err(|error| {
            if error.is::<http_body_util::LengthLimitError>() {
                Error::Refused {
                    status: 413,
                    code: "body_too_large",
                    detail: format!("the body must not be larger than {MAX_BODY} bytes"),
                }
            } else {
                Error::Refused {
                    status: 400,
                    code: "unreadable_body",
                    detail: "the body broke off".to_owned(),
                }
            }
        });
        Ok(Self { content_type, bytes })
    }
}

impl Input {
    /// Whether there is no body at all.
    pub fn is_empty(&self) -> bool {
        self.bytes.as_ref().is_ok_and(bytes::Bytes::is_empty)
    }

    /// Reads and validates a JSON body.
    ///
    /// # Errors
    /// 400 where it is no JSON, 413, 415, and `Invalid` with a pointer for each wrong field.
    pub fn read<T: DeserializeOwned + Validate<Context = ()>>(self) -> Result<T> {
        let value = self.json()?;
        parse(value)
    }

    /// Reads the body as a JSON merge patch (RFC 7396) upon `current` and validates what comes out.
    ///
    /// # Errors
    /// As [`Input::read`].
    pub fn merge_into<T: Serialize + DeserializeOwned + Validate<Context = ()>>(
        self,
        current: &T,
    ) -> Result<T> {
        let patch = self.json()?;
        if !patch.is_object() {
            return Err(Error::invalid("", "not_an_object", "a patch is a JSON object"));
        }
        let mut target = serde_json::to_value(current).map_err(Error::internal)?;
        merge(&mut target, patch);
        parse(target)
    }

    fn json(self) -> Result<Value> {
        let bytes = self.bytes?;
        let is_json = self.content_type.as_deref().is_some_and(|content_type| {
            let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            essence == "application/json"
                || (essence.starts_with("application/") && essence.ends_with("+json"))
        });
        if !is_json {
            return Err(Error::Refused {
                status: 415,
                code: "unsupported_media_type",
                detail: "send the body with Content-Type: application/json".to_owned(),
            });
        }
        let value: Value = serde_json::from_slice(&bytes).map_err(|error| Error::Refused {
            status: 400,
            code: "malformed_json",
            detail: format!("the body is no JSON: {error}"),
        })?;
        refuse_nul(&value, &mut String::new())?;
        Ok(value)
    }
}

/// PostgreSQL cannot hold U+0000 in a text, and nobody means to send it.
fn refuse_nul(value: &Value, pointer: &mut String) -> Result<()> {
    let refuse =
        |pointer: &str| Error::invalid(pointer, "nul_character", "the character U+0000 is not allowed");
    match value {
        Value::String(text) if text.contains('\0') => Err(refuse(pointer)),
        Value::Array(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            let length = pointer.len();
            pointer.push_str(&format!("/{index}"));
            refuse_nul(item, pointer)?;
            pointer.truncate(length);
            Ok(())
        }),
        Value::Object(fields) => fields.iter().try_for_each(|(name, field)| {
            if name.contains('\0') {
                return Err(refuse(pointer));
            }
            let length = pointer.len();
            pointer.push('/');
            pointer.push_str(&escape_pointer(name));
            refuse_nul(field, pointer)?;
            pointer.truncate(length);
            Ok(())
        }),
        _ => Ok(()),
    }
}

fn escape_pointer(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Deserialises, naming the field that does not fit, then validates.
fn parse<T: DeserializeOwned + Validate<Context = ()>>(value: Value) -> Result<T> {
    let input: T = serde_path_to_error::deserialize(value).map_err(|error| {
        let mut pointer = pointer_of(error.path());
        let message = error.inner().to_string();
        let mut code = "invalid_type";
        // serde names an unknown or a missing field in its message only.
        for (prefix, its_code) in [("unknown field `", "unknown_field"), ("missing field `", "required")] {
            if let Some(name) = message.strip_prefix(prefix).and_then(|rest| rest.split('`').next()) {
                code = its_code;
                // The path ends in the unknown field already, but not in the missing one.
                let last = format!("/{}", escape_pointer(name));
                if !pointer.ends_with(&last) {
                    pointer.push_str(&last);
                }
            }
        }
        Error::invalid(pointer, code, message)
    })?;
    input.validate().map_err(|report| {
        let fields = report
            .iter()
            .map(|(path, error)| FieldError {
                pointer: pointer_of_dotted(&path.to_string()),
                code: "invalid_value",
                message: error.message().to_string(),
            })
            .collect();
        Error::Invalid(fields)
    })?;
    Ok(input)
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escape_pointer(key)),
            Segment::Enum { variant } => format!("/{}", escape_pointer(variant)),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// A garde rule: text that is more than white space.
///
/// # Errors
/// Where it is not.
pub fn not_blank(text: &str, (): &()) -> garde::Result {
    if text.trim().is_empty() { Err(garde::Error::new("must not be blank")) } else { Ok(()) }
}

/// garde writes `columns[3].name`.
fn pointer_of_dotted(path: &str) -> String {
    path.replace(']', "")
        .split(['.', '['])
        .filter(|part| !part.is_empty())
        .map(|part| format!("/{part}"))
        .collect()
}

/// RFC 7396, section 2.
fn merge(target: &mut Value, patch: Value) {
    let Value::Object(patch) = patch else {
        *target = patch;
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    if let Value::Object(target) = target {
        for (name, value) in patch {
            if value.is_null() {
                // Removing an unknown field is a mistake like setting it: let the reader name it.
                if target.contains_key(&name) {
                    target.remove(&name);
                } else {
                    target.insert(name, value);
                }
            } else {
                merge(target.entry(name).or_insert(Value::Null), value);
            }
        }
    }
}

/// The last path parameter, an id. A malformed one is absent: 404.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Path<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Self, Self::Rejection> {
        let parameters = RawPathParams::from_request_parts(parts, state).await;
        let value = parameters
            .ok()
            .and_then(|parameters| parameters.iter().last().and_then(|(_, value)| value.parse().ok()));
        value.map(Self).ok_or(Failure(Error::NotFound("path")))
    }
}

/// Both path parameters of a thing inside a thing. A malformed one is absent: 404.
#[derive(Debug, Clone, Copy)]
pub struct Within<A, B>(pub A, pub B);

impl<S: Send + Sync, A: FromStr, B: FromStr> FromRequestParts<S> for Within<A, B> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> std::result::Result<Self, Self::Rejection> {
        let both = RawPathParams::from_request_parts(parts, state).await.ok().and_then(|parameters| {
            let mut values = parameters.iter().map(|(_, value)| value);
            Some(Self(values.next()?.parse().ok()?, values.next()?.parse().ok()?))
        });
        both.ok_or(Failure(Error::NotFound("path")))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, serde::Deserialize, Validate)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[garde(length(chars, min = 1, max = 5))]
        name: String,
        #[garde(skip)]
        #[serde(default)]
        note: Option<String>,
    }

    fn fields(result: Result<Sample>) -> Vec<(String, &'static str)> {
        match result.unwrap_err() {
            Error::Invalid(fields) => fields.into_iter().map(|f| (f.pointer, f.code)).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_kind_of_mistake_names_its_field() {
        assert_eq!(fields(parse(json!({}))), [("/name".to_owned(), "required")]);
        assert_eq!(fields(parse(json!({ "name": 1 }))), [("/name".to_owned(), "invalid_type")]);
        assert_eq!(fields(parse(json!({ "name": "" }))), [("/name".to_owned(), "invalid_value")]);
        assert_eq!(fields(parse(json!({ "name": "a", "x": 1 }))), [("/x".to_owned(), "unknown_field")]);
    }

    #[test]
    fn a_merge_patch_changes_what_it_names_only() {
        let mut target = json!({ "name": "a", "note": "b" });
        merge(&mut target, json!({ "note": null }));
        assert_eq!(parse::<Sample>(target).unwrap(), Sample { name: "a".into(), note: None });
        let mut target = json!({ "name": "a", "note": null });
        merge(&mut target, json!({ "nam": null }));
        assert_eq!(fields(parse(target)), [("/nam".to_owned(), "unknown_field")]);
    }

    #[test]
    fn nul_is_refused_wherever_it_hides() {
        let error = refuse_nul(&json!({ "a": [{ "b": "x\0" }] }), &mut String::new()).unwrap_err();
        assert!(matches!(error, Error::Invalid(fields) if fields[0].pointer == "/a/0/b"));
    }
}
