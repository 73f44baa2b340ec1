//! What a file is, by its content alone: kind of file, encoding, layout, dialect, header.
mod dialect;
mod encoding;
mod header;
mod magic;
mod sample;

pub(crate) use dialect::{delimited, name};
pub(crate) use encoding::detect as encoding;
pub(crate) use magic::{refuse_binary, refuse_control_characters};
#[cfg(test)]
pub(crate) use sample::split as split_sample;

/// Layout of a text, by its first characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    Delimited,
    JsonArray,
    JsonLines,
}

/// Looks at the beginning of a text without its byte order mark.
pub(crate) fn layout(text: &[u8]) -> Layout {
    let mut significant = text.iter().copied().filter(|b| !b.is_ascii_whitespace());
    match (significant.next(), significant.next()) {
        (Some(b'['), Some(b'{' | b'[' | b']' | b'"' | b'-' | b'0'..=b'9')) => Layout::JsonArray,
        (Some(b'['), Some(b't' | b'f' | b'n')) if starts_with_word(text) => Layout::JsonArray,
        (Some(b'{'), Some(b'"' | b'}')) => Layout::JsonLines,
        _ => Layout::Delimited,
    }
}

fn starts_with_word(text: &[u8]) -> bool {
    let rest = text.trim_ascii_start()[1..].trim_ascii_start();
    [&b"true"[..], b"false", b"null"].iter().any(|word| rest.starts_with(word))
}
