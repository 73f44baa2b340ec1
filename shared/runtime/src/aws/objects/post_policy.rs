//! Presigned POST forms: the only way by which S3 itself bounds the size of what a browser sends.
//!
//! The SDK cannot make them; the policy document and its signature are those of the S3 user guide, "Browser-based
//! uploads using POST (AWS Signature Version 4)".

use std::{collections::BTreeMap, time::SystemTime};

use aws_credential_types::provider::ProvideCredentials as _;
use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::{Error, Result};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::json;

use super::Objects;

/// What may be uploaded.
#[derive(Debug)]
pub struct PostPolicy<'a> {
    /// The one key.
    pub key: &'a str,
    /// The one content type.
    pub content_type: &'a str,
    /// The exact size in bytes.
    pub size: u64,
    /// Until when, from now.
    pub lifetime: SignedDuration,
}

/// A form that a browser, or curl, posts as `multipart/form-data`: the fields, then `file`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostForm {
    /// Where to.
    pub url: String,
    /// What to send before the file.
    pub fields: BTreeMap<String, String>,
}

impl Objects {
    /// Signs a form for one object.
    ///
    /// # Errors
    /// `Unavailable` where the function has no credentials.
    pub async fn post_form(&self, policy: &PostPolicy<'_>, now: Timestamp) -> Result<PostForm> {
        let shared = super::super::config().await;
        let region =
            shared.region().ok_or_else(|| Error::internal("no AWS region is configured"))?.to_string();
        let credentials = shared
            .credentials_provider()
            .ok_or_else(|| Error::internal("no AWS credentials are configured"))?
            .provide_credentials()
            .await
            .map_err(Error::unavailable)?;
        let url = match shared.endpoint_url() {
            Some(endpoint) => format!("{}/{}", endpoint.trim_end_matches('/'), self.bucket),
            None => format!("https://{}.s3.{region}.amazonaws.com/", self.bucket),
        };
        let utc = now.to_zoned(TimeZone::UTC);
        let day = utc.strftime("%Y%m%d").to_string();
        let mut fields = BTreeMap::from([
            ("key".to_owned(), policy.key.to_owned()),
            ("Content-Type".to_owned(), policy.content_type.to_owned()),
            ("success_action_status".to_owned(), "201".to_owned()),
            ("x-amz-algorithm".to_owned(), "AWS4-HMAC-SHA256".to_owned()),
            (
                "x-amz-credential".to_owned(),
                format!("{}/{day}/{region}/s3/aws4_request", credentials.access_key_id()),
            ),
            ("x-amz-date".to_owned(), utc.strftime("%Y%m%dT%H%M%SZ").to_string()),
        ]);
        if let Some(token) = credentials.session_token() {
            fields.insert("x-amz-security-token".to_owned(), token.to_owned());
        }
        let document = document(&self.bucket, policy, &fields, now);
        let encoded = BASE64_STANDARD.encode(document);
        let key = generate_signing_key(credentials.secret_access_key(), SystemTime::from(now), &region, "s3");
        fields.insert("x-amz-signature".to_owned(), calculate_signature(key, encoded.as_bytes()));
        fields.insert("policy".to_owned(), encoded);
        Ok(PostForm { url, fields })
    }
}

/// The policy document: every field is pinned to its value and the size to its exact length.
fn document(
    bucket: &str,
    policy: &PostPolicy<'_>,
    fields: &BTreeMap<String, String>,
    now: Timestamp,
) -> String {
    let mut conditions =
        vec![json!({ "bucket": bucket }), json!(["content-length-range", policy.size, policy.size])];
    conditions.extend(fields.iter().map(|(name, value)| json!({ name: value })));
    let expiration = now + policy.lifetime;
    json!({ "expiration": format!("{expiration:.3}"), "conditions": conditions }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_the_user_guide() {
        // The example of the S3 user guide, "Example: browser-based upload using HTTP POST".
        let encoded = "eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6IFsNCiAgICB7ImJ1Y2tldCI6ICJzaWd2NGV4YW1wbGVidWNrZXQifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRrZXkiLCAidXNlci91c2VyMS8iXSwNCiAgICB7ImFjbCI6ICJwdWJsaWMtcmVhZCJ9LA0KICAgIHsic3VjY2Vzc19hY3Rpb25fcmVkaXJlY3QiOiAiaHR0cDovL3NpZ3Y0ZXhhbXBsZWJ1Y2tldC5zMy5hbWF6b25hd3MuY29tL3N1Y2Nlc3NmdWxfdXBsb2FkLmh0bWwifSwNCiAgICBbInN0YXJ0cy13aXRoIiwgIiRDb250ZW50LVR5cGUiLCAiaW1hZ2UvIl0sDQogICAgeyJ4LWFtei1tZXRhLXV1aWQiOiAiMTQzNjUxMjM2NTEyNzQifSwNCiAgICB7IngtYW16LXNlcnZlci1zaWRlLWVuY3J5cHRpb24iOiAiQUVTMjU2In0sDQogICAgWyJzdGFydHMtd2l0aCIsICIkeC1hbXotbWV0YS10YWciLCAiIl0sDQoNCiAgICB7IngtYW16LWNyZWRlbnRpYWwiOiAiQUtJQUlPU0ZPRE5ON0VYQU1QTEUvMjAxNTEyMjkvdXMtZWFzdC0xL3MzL2F3czRfcmVxdWVzdCJ9LA0KICAgIHsieC1hbXotYWxnb3JpdGhtIjogIkFXUzQtSE1BQy1TSEEyNTYifSwNCiAgICB7IngtYW16LWRhdGUiOiAiMjAxNTEyMjlUMDAwMDAwWiIgfQ0KICBdDQp9";
        let time: Timestamp = "2015-12-29T00:00:00Z".parse().unwrap();
        let key = generate_signing_key(
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            SystemTime::from(time),
            "us-east-1",
            "s3",
        );
        assert_eq!(
            calculate_signature(key, encoded.as_bytes()),
            "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"
        );
    }

    #[test]
    fn the_document_pins_everything() {
        let policy = PostPolicy {
            key: "org/1/files/2/original",
            content_type: "text/csv",
            size: 42,
            lifetime: SignedDuration::from_mins(5),
        };
        let fields = BTreeMap::from([("key".to_owned(), policy.key.to_owned())]);
        let document = document("files", &policy, &fields, "2026-01-01T00:00:00Z".parse().unwrap());
        assert_eq!(
            document,
            r#"{"conditions":[{"bucket":"files"},["content-length-range",42,42],{"key":"org/1/files/2/original"}],"expiration":"2026-01-01T00:05:00.000Z"}"#
        );
    }
}
