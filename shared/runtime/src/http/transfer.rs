//! What every upload and download shares: how bytes are announced, and how an address for them is answered.

use std::time::Duration;

use domain::{Error, Result};
use http::{HeaderMap, header};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use super::Reply;

/// How long a form can be posted.
pub const FORM_LIFETIME: SignedDuration = SignedDuration::from_mins(5);
/// How long an address works from which an object can be read.
pub const DOWNLOAD_LIFETIME: Duration = Duration::from_secs(5 * 60);

/// Where an object can be read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Download {
    /// Read it without `Authorization`.
    pub url: String,
    /// Until then.
    pub expires_at: Timestamp,
}

/// Answers an address that was signed at `now` for [`DOWNLOAD_LIFETIME`]: as a redirect, or as JSON to whoever accepts
/// that.
///
/// # Errors
/// `Internal` where the body cannot be written.
pub fn see_other(url: String, headers: &HeaderMap, now: Timestamp) -> Result<Reply> {
    let wants_json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    if !wants_json {
        return Ok(Reply::see_other(&url));
    }
    let lifetime = SignedDuration::try_from(DOWNLOAD_LIFETIME).map_err(Error::internal)?;
    Reply::ok(&Download { url, expires_at: now + lifetime })
}

/// A garde rule: a file's name, without folders.
///
/// # Errors
/// Where it is none.
pub fn is_file_name(name: &str, (): &()) -> garde::Result {
    let length = name.chars().count();
    if !(1..=255).contains(&length) || name.trim().is_empty() {
        return Err(garde::Error::new("1 to 255 characters, not all blank"));
    }
    if name.contains(['/', '\\']) || name.chars().any(char::is_control) {
        return Err(garde::Error::new("no slashes, backslashes or control characters"));
    }
    Ok(())
}

/// A garde rule: a media type, as far as a header bears it.
///
/// # Errors
/// Where it is none.
pub fn is_content_type(text: &str, (): &()) -> garde::Result {
    let is_visible = text.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
    if (3..=255).contains(&text.len()) && is_visible && text.contains('/') {
        return Ok(());
    }
    Err(garde::Error::new("a media type such as text/csv"))
}

/// The media type where nothing is said.
pub fn octet_stream() -> String {
    "application/octet-stream".to_owned()
}

/// Reads 64 hexadecimal digits, which validation has seen.
pub fn parse_sha256(text: &str) -> [u8; 32] {
    let mut hash = [0; 32];
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digits = std::str::from_utf8(digits).unwrap_or_default();
        *byte = u8::from_str_radix(digits, 16).unwrap_or_default();
    }
    hash
}

/// Writes a hash as hexadecimal digits.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_reads_back_whatever_the_case_of_its_digits() {
        let text = "00ff10A0".repeat(8);
        assert_eq!(hex(&parse_sha256(&text)), text.to_lowercase());
    }

    #[test]
    fn names_stay_inside_their_folder_and_on_their_line() {
        for name in ["a.png", "\u{e9}.png", "..", &"a".repeat(255)] {
            assert!(is_file_name(name, &()).is_ok(), "{name}");
        }
        for name in ["", " ", "a/b", "a\\b", "a\nb", "a\0b", &"a".repeat(256)] {
            assert!(is_file_name(name, &()).is_err(), "{name}");
        }
    }
}
