//! The types that media may have. What a type is not listed for, nobody uploads; what is not `inline`, no browser shows
//! in place: documents, and SVG, may hold programs.

/// A type that is taken.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its media type in headers.
    pub content_type: &'static str,
    /// `image`, `video`, `audio` or `document`.
    pub media_type: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// Whether a browser may show it in place.
    pub inline: bool,
}

const fn shown(media_type: &'static str, content_type: &'static str, name: &'static str) -> Kind {
    Kind { content_type, media_type, name, inline: true }
}

const fn saved(media_type: &'static str, content_type: &'static str, name: &'static str) -> Kind {
    Kind { content_type, media_type, name, inline: false }
}

/// Every type.
pub static KINDS: &[Kind] = &[
    shown("image", "image/jpeg", "JPEG"),
    shown("image", "image/png", "PNG"),
    shown("image", "image/gif", "GIF"),
    shown("image", "image/webp", "WebP"),
    shown("image", "image/avif", "AVIF"),
    saved("image", "image/svg+xml", "SVG"),
    shown("video", "video/mp4", "MP4"),
    shown("video", "video/quicktime", "QuickTime"),
    shown("video", "video/webm", "WebM"),
    shown("audio", "audio/mpeg", "MP3"),
    shown("audio", "audio/mp4", "M4A"),
    shown("audio", "audio/ogg", "Ogg"),
    shown("audio", "audio/wav", "WAV"),
    shown("audio", "audio/flac", "FLAC"),
    saved("document", "application/pdf", "PDF"),
    saved("document", "text/plain", "plain text"),
    saved("document", "text/csv", "CSV"),
    saved("document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"),
    saved("document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"),
    saved(
        "document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "PowerPoint",
    ),
    saved("document", "application/vnd.oasis.opendocument.text", "OpenDocument text"),
    saved("document", "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet"),
    saved("document", "application/vnd.oasis.opendocument.presentation", "OpenDocument presentation"),
];

/// What programs call some of them besides.
const ALIASES: &[(&str, &str)] = &[
    ("image/jpg", "image/jpeg"),
    ("image/pjpeg", "image/jpeg"),
    ("image/svg", "image/svg+xml"),
    ("video/x-m4v", "video/mp4"),
    ("audio/mp3", "audio/mpeg"),
    ("audio/m4a", "audio/mp4"),
    ("audio/x-m4a", "audio/mp4"),
    ("audio/wave", "audio/wav"),
    ("audio/x-wav", "audio/wav"),
    ("audio/x-flac", "audio/flac"),
    ("application/ogg", "audio/ogg"),
    ("text/markdown", "text/plain"),
    ("application/json", "text/plain"),
];

/// The media type of whoever does not know.
pub const UNKNOWN: &str = "application/octet-stream";

/// The type under its own name.
pub fn find(content_type: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.content_type == content_type)
}

/// The type that a client means, whatever the parameters and the case.
pub fn parse(declared: &str) -> Option<&'static Kind> {
    let essence = declared.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let alias = ALIASES.iter().find(|(alias, _)| *alias == essence);
    find(alias.map_or(essence.as_str(), |(_, name)| name))
}

/// Whether a client may announce it: a type of the list, or none.
pub fn may_be_declared(declared: &str) -> bool {
    declared == UNKNOWN || parse(declared).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_hold_programs_is_never_shown_in_place() {
        for content_type in ["image/svg+xml", "application/pdf", "text/plain", "text/csv"] {
            assert!(!find(content_type).unwrap().inline, "{content_type}");
        }
        for content_type in ["text/html", "application/xhtml+xml", "text/javascript", "application/xml"] {
            assert!(!may_be_declared(content_type), "{content_type}");
        }
    }

    #[test]
    fn every_alias_leads_to_a_type_and_parameters_do_not_matter() {
        for (alias, name) in ALIASES {
            assert_eq!(parse(alias), find(name));
            assert!(find(name).is_some(), "{name}");
        }
        assert_eq!(parse("Text/CSV; charset=utf-8").unwrap().name, "CSV");
    }
}
