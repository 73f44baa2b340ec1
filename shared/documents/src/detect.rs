//! What a file is, by its content alone.
use std::io::SeekFrom;

use crate::{
    Input,
    document::Format,
    encoding,
    failure::{Error, Failure, Result},
};

/// Bytes from the beginning of a file that tell what it is.
pub const SAMPLE_BYTES: usize = 64 << 10;
/// A sample with a larger share of control characters, in permille, is no text.
const CONTROL_PERMILLE: usize = 5;

/// What [`detect`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detected {
    /// It says so itself.
    Surely(Format),
    /// It is text that reads like one. A table or JSON is text, too: ask first who reads those.
    Perhaps(Format),
    /// It is no document.
    No,
}

impl Detected {
    /// The format, sure or not.
    pub fn format(self) -> Option<Format> {
        match self {
            Self::Surely(format) | Self::Perhaps(format) => Some(format),
            Self::No => None,
        }
    }
}

/// What a file is that begins with `sample`, of which the first [`SAMPLE_BYTES`] are looked at.
///
/// A Word document is one whose archive begins with the parts that Office writes first and names `word/`: one packed in
/// another order is found by [`read`](crate::read) when it is told the format.
pub fn detect(sample: &[u8]) -> Detected {
    let sample = &sample[..sample.len().min(SAMPLE_BYTES)];
    let has = |part: &[u8], within: usize| {
        sample[..sample.len().min(within)].windows(part.len()).any(|window| window == part)
    };
    // ISO 32000-1, annex H.3.4.1: the header may stand anywhere in the first 1024 bytes.
    if has(b"%PDF-", 1024 + 5) {
        return Detected::Surely(Format::Pdf);
    }
    if sample.starts_with(b"PK\x03\x04") {
        let is_word = has(b"word/", SAMPLE_BYTES) && !has(b"xl/", 4096) && !has(b"ppt/", 4096);
        return if is_word { Detected::Surely(Format::Docx) } else { Detected::No };
    }
    if sample.is_empty() || !is_text(sample) {
        return Detected::No;
    }
    let text = encoding::detect(sample).decode(sample).0;
    if is_html(&text) {
        Detected::Surely(Format::Html)
    } else if is_markdown(&text) {
        Detected::Perhaps(Format::Markdown)
    } else {
        Detected::Perhaps(Format::Txt)
    }
}

/// Fails where content cannot be of the format that a person named.
pub(crate) fn check(sample: &[u8], format: Format) -> Result<()> {
    let fits = match format {
        Format::Pdf => detect(sample) == Detected::Surely(Format::Pdf),
        Format::Docx => sample.starts_with(b"PK\x03\x04"),
        Format::Html | Format::Markdown | Format::Txt => {
            is_text(sample) && !sample.starts_with(b"PK\x03\x04")
        }
    };
    if fits || sample.is_empty() { Ok(()) } else { Err(refusal(sample)) }
}

/// Old Office documents, and new ones that are encrypted, are compound files.
pub(crate) fn is_compound(sample: &[u8]) -> bool {
    sample.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// Names of the streams in a compound file, as far as one sector has them. [MS-CFB] §2.2.
pub(crate) fn directory(input: &mut dyn Input, sample: &[u8]) -> Result<Vec<u8>> {
    let shift = sample.get(30).copied().unwrap_or(9).min(12);
    let sector = sample.get(48..52).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes);
    input.seek(SeekFrom::Start((u64::from(sector) + 1) << shift))?;
    Ok(crate::head(input, 4096)?)
}

/// Why a file is no document.
pub(crate) fn refusal(sample: &[u8]) -> Error {
    let utf16 = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let has = |name: &str| {
        let name = utf16(name);
        sample.windows(name.len()).any(|window| window == name)
    };
    let (code, message) = if sample.is_empty() {
        ("document_empty", "The file is empty.")
    } else if is_compound(sample) && (has("EncryptedPackage") || has("EncryptionInfo")) {
        ("document_encrypted", "The document is protected with a password. Save it without one.")
    } else if is_compound(sample) {
        ("unsupported_document", "This is an old Office document. Save it as .docx or PDF.")
    } else if sample.starts_with(b"{\\rtf") {
        ("unsupported_document", "This is an RTF document. Save it as .docx or PDF.")
    } else {
        ("unsupported_document", "This is no PDF, Word document, HTML, Markdown or text.")
    };
    Failure::new(code, message).into()
}

fn is_text(sample: &[u8]) -> bool {
    if sample.starts_with(b"{\\rtf") {
        return false;
    }
    let mark = encoding_rs::Encoding::for_bom(sample);
    if mark.is_some() || encoding::utf16_without_mark(sample).is_some() {
        let text = encoding::detect(sample).decode(sample).0;
        let broken =
            text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
        return broken * 1000 <= text.chars().count() * CONTROL_PERMILLE;
    }
    let control = sample.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 0x7f)).count();
    control * 1000 <= sample.len() * CONTROL_PERMILLE
}

fn is_html(text: &str) -> bool {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    // What may stand before the first element.
    while let Some((opening, closing)) =
        [("<!--", "-->"), ("<?xml", "?>")].into_iter().find(|(opening, _)| rest.starts_with(opening))
    {
        match rest[opening.len()..].find(closing) {
            Some(at) => rest = rest[opening.len() + at + closing.len()..].trim_start(),
            None => return false,
        }
    }
    let begins = |tag: &str| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    if ["<!doctype html", "<html", "<head", "<body"].into_iter().any(begins) {
        return true;
    }
    // A part of a page: it begins with an element and has the ends of several.
    rest.starts_with('<')
        && ["</p>", "</div>", "</h1>", "</h2>", "</ul>", "</table>", "</a>", "</section>", "</article>"]
            .into_iter()
            .filter(|end| text.contains(end))
            .count()
            >= 2
}

/// Whether a text has what only Markdown has: two kinds of it, or a heading before anything else.
fn is_markdown(text: &str) -> bool {
    let (mut headings, mut fences, mut items, mut links, mut rules, mut quotes, mut bold) =
        (0, 0, 0, 0, 0, 0, 0);
    let mut first = true;
    let mut begins_with_heading = false;
    for line in text.lines().take(2000) {
        let trimmed = line.trim_start();
        let hashes = trimmed.len() - trimmed.trim_start_matches('#').len();
        let is_heading = (1..=6).contains(&hashes) && trimmed[hashes..].starts_with(' ');
        headings += usize::from(is_heading);
        if !trimmed.is_empty() {
            begins_with_heading |= first && is_heading;
            first = false;
        }
        fences += usize::from(trimmed.starts_with("```") || trimmed.starts_with("~~~"));
        items += usize::from(["- ", "* ", "+ "].iter().any(|mark| trimmed.starts_with(mark)));
        quotes += usize::from(trimmed.starts_with("> "));
        rules += usize::from(
            trimmed.starts_with("|--") || trimmed.starts_with("| --") || trimmed.starts_with("|:-"),
        );
        let link = line.find("](").is_some_and(|at| line[..at].contains('[') && line[at..].contains(')'));
        links += usize::from(link);
        bold += usize::from(line.matches("**").count() >= 2);
    }
    let kinds = [headings, fences / 2, items / 2, links, rules, quotes / 2, bold]
        .into_iter()
        .filter(|n| *n > 0)
        .count();
    begins_with_heading && headings > 0 && !text.starts_with("#!") && (kinds >= 2 || headings >= 2)
        || kinds >= 2 && (headings > 0 || links > 0 || fences >= 2 || rules > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_content() {
        for (bytes, expected) in [
            (&b"%PDF-1.7\n"[..], Detected::Surely(Format::Pdf)),
            (b"junk\n%PDF-1.4\n", Detected::Surely(Format::Pdf)),
            (b"PK\x03\x04....[Content_Types].xml..word/document.xml", Detected::Surely(Format::Docx)),
            (b"PK\x03\x04....[Content_Types].xml..xl/workbook.xml", Detected::No),
            (b"<!-- a --><!DOCTYPE HTML><p>", Detected::Surely(Format::Html)),
            (b"<div><p>a</p></div>", Detected::Surely(Format::Html)),
            (b"# A title\n\nwords with **weight** and a [link](x)\n", Detected::Perhaps(Format::Markdown)),
            (b"- a\n- b\n\n[c](d)\n", Detected::Perhaps(Format::Markdown)),
            (b"#!/bin/sh\n# a comment\necho\n", Detected::Perhaps(Format::Txt)),
            (b"Dear reader,\n- first\n- second\n", Detected::Perhaps(Format::Txt)),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x0d", Detected::No),
            (b"", Detected::No),
        ] {
            assert_eq!(detect(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_is_no_document_is_told_why() {
        let code = |bytes: &[u8]| match refusal(bytes) {
            Error::Failure(failure) => failure.code.into_owned(),
            other => panic!("{other}"),
        };
        let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(code(&locked), "document_encrypted");
        assert_eq!(code(&locked[..8]), "unsupported_document");
        assert_eq!(code(b""), "document_empty");
    }
}
