//! What an item is, judged by its bytes alone. What is announced counts only where the bytes leave a choice, and where
//! it names something of another sort than they are.

use domain::network::kinds::{self, Kind};

use crate::{
    containers::{self, Packed},
    pixels::{self, boxes},
};

/// The most pixels of an image: decoded, four bytes each, it still fits a small machine.
const MAX_PIXELS: u64 = 100_000_000;
/// The longest side of an image in pixels.
const MAX_SIDE: u32 = 65_535;

/// What is known of an item's bytes.
pub struct Sample<'a> {
    /// Their beginning.
    pub head: &'a [u8],
    /// Their end.
    pub tail: &'a [u8],
    /// How many there are.
    pub size: u64,
}

/// What an item is.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Its type.
    pub kind: &'static Kind,
    /// Width and height in pixels, where it is an image with such.
    pub dimensions: Option<(u32, u32)>,
}

/// Why an item is not kept.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A stable word for programs.
    pub code: &'static str,
    /// What is wrong and what to do about it.
    pub message: String,
}

fn refuse<T>(code: &'static str, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { code, message: message.into() })
}

/// Judges an item.
///
/// # Errors
/// Where it is none of the types that are taken, none that it was announced as, or an image that is damaged or larger
/// than anybody can show.
pub fn identify(sample: &Sample<'_>, file_name: &str, declared: &str) -> Result<Found, Refusal> {
    let declared = kinds::parse(declared);
    let content_type = content_type(sample, file_name, declared)?;
    let Some(kind) = kinds::find(content_type) else {
        return refuse("type_not_taken", format!("files of type {content_type} are not taken"));
    };
    if let Some(declared) = declared.filter(|declared| declared.media_type != kind.media_type) {
        let message = format!(
            "announced as {}, but the bytes are {}: check the file and upload it as what it is",
            declared.name, kind.name
        );
        return refuse("type_mismatch", message);
    }
    let dimensions = match kind.content_type {
        // It has no pixels.
        "image/svg+xml" => None,
        _ if kind.media_type == "image" => Some(bounded(kind, sample.head)?),
        _ => None,
    };
    Ok(Found { kind, dimensions })
}

fn bounded(kind: &Kind, head: &[u8]) -> Result<(u32, u32), Refusal> {
    match pixels::dimensions(kind.content_type, head) {
        Some((width, height)) if width > 0 && height > 0 => {
            if u64::from(width) * u64::from(height) > MAX_PIXELS || width.max(height) > MAX_SIDE {
                let megapixels = MAX_PIXELS / 1_000_000;
                let message = format!(
                    "the image claims {width} × {height} pixels; at most {megapixels} megapixels are taken: make it smaller"
                );
                return refuse("image_too_large", message);
            }
            Ok((width, height))
        }
        _ => {
            let message =
                format!("this {} does not say how large it is: open it and save it anew", kind.name);
            refuse("image_damaged", message)
        }
    }
}

/// The type that the bytes have.
fn content_type(
    sample: &Sample<'_>,
    file_name: &str,
    declared: Option<&Kind>,
) -> Result<&'static str, Refusal> {
    let head = sample.head;
    let is_riff =
        |kind: &[u8; 4]| head.starts_with(b"RIFF") && head.get(8..12).is_some_and(|own| own == kind);
    Ok(match head {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => "image/gif",
        [b'%', b'P', b'D', b'F', b'-', ..] => "application/pdf",
        [b'O', b'g', b'g', b'S', ..] => "audio/ogg",
        [b'f', b'L', b'a', b'C', ..] => "audio/flac",
        [b'I', b'D', b'3', ..] => "audio/mpeg",
        _ if is_riff(b"WEBP") => "image/webp",
        _ if is_riff(b"WAVE") => "audio/wav",
        _ if is_mp3_frame(head) => "audio/mpeg",
        [0x1a, 0x45, 0xdf, 0xa3, ..] => matroska(head)?,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => archive(sample)?,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            return refuse(
                "type_not_taken",
                "old Office files are not taken: save it as .docx, .xlsx or .pptx",
            );
        }
        _ if head.get(4..8).is_some_and(|kind| kind == b"ftyp") => iso_media(head)?,
        _ => text(sample, file_name, declared)?,
    })
}

/// ISO/IEC 11172-3, 2.4.2.3: sync, layer III, and no reserved or free rate.
fn is_mp3_frame(head: &[u8]) -> bool {
    let [0xff, second, third, ..] = head else { return false };
    let (bit_rate, sample_rate) = (third >> 4, (third >> 2) & 3);
    second & 0xe6 == 0xe2 && !matches!(bit_rate, 0 | 15) && sample_rate != 3
}

fn matroska(head: &[u8]) -> Result<&'static str, Refusal> {
    // The document's type stands in the first element.
    if contains(&head[..head.len().min(64)], b"webm") {
        return Ok("video/webm");
    }
    refuse("type_not_taken", "Matroska files are not taken: convert it to MP4 or WebM")
}

fn archive(sample: &Sample<'_>) -> Result<&'static str, Refusal> {
    match containers::packed(sample.head, sample.tail) {
        Packed::Document(content_type) => Ok(content_type),
        Packed::Macros => {
            refuse("macros", "documents with macros are not taken: save it as .docx, .xlsx or .pptx")
        }
        Packed::Other => {
            refuse("type_not_taken", "archives are not taken: unpack it and upload what is inside")
        }
    }
}

/// ISO/IEC 14496-12, 4.3: the brands, the major one first.
fn iso_media(head: &[u8]) -> Result<&'static str, Refusal> {
    let body = boxes(head).next().map(|(_, body)| body).unwrap_or_default();
    let (major, compatible) = (body.get(..4).unwrap_or_default(), body.get(8..).unwrap_or_default());
    let has = |brand: &[u8; 4]| major == brand || compatible.chunks(4).take(64).any(|one| one == brand);
    if has(b"avif") || has(b"avis") {
        return Ok("image/avif");
    }
    match major {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
            refuse("type_not_taken", "HEIC images are not taken: export it as JPEG")
        }
        b"qt  " => Ok("video/quicktime"),
        b"M4A " | b"M4B " => Ok("audio/mp4"),
        _ if [b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "]
            .into_iter()
            .any(has) =>
        {
            Ok("video/mp4")
        }
        _ => refuse("type_not_taken", "this kind of video is not taken: convert it to MP4"),
    }
}

fn text(sample: &Sample<'_>, file_name: &str, declared: Option<&Kind>) -> Result<&'static str, Refusal> {
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c);
    if sample.size == 0 || sample.head.iter().any(is_control) {
        let message = "what this file is cannot be told, or it is none of the types that are taken: JPEG, PNG, GIF, WebP, \
                       AVIF, SVG, MP4, WebM, MP3, WAV, PDF, Word, Excel, PowerPoint, OpenDocument, text, CSV";
        return refuse("type_not_taken", message);
    }
    let head = sample.head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(sample.head).trim_ascii_start();
    if head.starts_with(b"#!") {
        return refuse("type_not_taken", "programs are not taken");
    }
    // What begins with a tag is markup, which a browser may run; of markup, only SVG is taken.
    if head.starts_with(b"<") {
        return svg(head);
    }
    let is_csv = declared.is_some_and(|kind| kind.content_type == "text/csv")
        || file_name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("csv"));
    Ok(if is_csv { "text/csv" } else { "text/plain" })
}

/// Skips what may stand before the root of an XML document (XML 1.0, 2.8) and looks at the root.
fn svg(mut head: &[u8]) -> Result<&'static str, Refusal> {
    loop {
        head = head.trim_ascii_start();
        let end: &[u8] = if head.starts_with(b"<?") {
            b"?>"
        } else if head.starts_with(b"<!--") {
            b"-->"
        } else if head.starts_with(b"<!DOCTYPE") {
            let declaration = head.split(|byte| *byte == b'>').next().unwrap_or_default();
            if declaration.contains(&b'[') {
                let message = "an SVG that declares entities is not taken: save it as plain SVG";
                return refuse("svg_entities", message);
            }
            b">"
        } else {
            break;
        };
        match head.windows(end.len()).position(|window| window == end) {
            Some(position) => head = &head[position + end.len()..],
            None => break,
        }
    }
    let root = head.strip_prefix(b"<svg:svg").or_else(|| head.strip_prefix(b"<svg"));
    match root.and_then(<[u8]>::first) {
        Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n') => Ok("image/svg+xml"),
        _ => refuse("type_not_taken", "web pages and other markup are not taken; of markup, only SVG is"),
    }
}

fn contains(data: &[u8], part: &[u8]) -> bool {
    data.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::containers::tests::archive;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x02\0\0\0\x03\x08\x06\0\0\0";
    const ANY: &str = kinds::UNKNOWN;

    fn judge(bytes: &[u8], name: &str, declared: &str) -> Result<Found, Refusal> {
        identify(&Sample { head: bytes, tail: bytes, size: bytes.len() as u64 }, name, declared)
    }

    fn type_of(bytes: &[u8]) -> Result<&'static str, &'static str> {
        judge(bytes, "a", ANY).map(|found| found.kind.content_type).map_err(|refusal| refusal.code)
    }

    #[test]
    fn bytes_say_what_they_are() {
        let word = archive(&[("[Content_Types].xml", ""), ("word/document.xml", "")]);
        for (bytes, expected) in [
            (PNG, "image/png"),
            (b"GIF89a\x01\0\x01\0", "image/gif"),
            (b"%PDF-1.7\n", "application/pdf"),
            (b"OggS\0", "audio/ogg"),
            (b"fLaC\0", "audio/flac"),
            (b"ID3\x03", "audio/mpeg"),
            (b"\xff\xfb\x90\x64", "audio/mpeg"),
            (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
            (b"\x1a\x45\xdf\xa3\x9fB\x82\x84webm", "video/webm"),
            (b"\0\0\0\x14ftypisom\0\0\0\0mp42", "video/mp4"),
            (b"\0\0\0\x10ftypM4A \0\0\0\0", "audio/mp4"),
            (b"\0\0\0\x10ftypqt  \0\0\0\0", "video/quicktime"),
            (&word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("Grüße\n".as_bytes(), "text/plain"),
            (b"Gr\xfc\xdfe\n", "text/plain"),
            (b"<?xml version='1.0'?><!-- x --><svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
            (b"\xef\xbb\xbf <!DOCTYPE svg PUBLIC 'a' 'b'>\n<svg>", "image/svg+xml"),
        ] {
            assert_eq!(type_of(bytes), Ok(expected));
        }
        assert_eq!(judge(b"a,b\n", "A.CSV", ANY).unwrap().kind.content_type, "text/csv");
        assert_eq!(judge(b"a,b\n", "a", "text/csv; header=present").unwrap().kind.content_type, "text/csv");
    }

    #[test]
    fn what_a_browser_would_run_is_refused() {
        for bytes in [
            b"<!doctype html><script>alert(1)</script>".as_slice(),
            b"  <html>",
            b"<script>alert(1)</script>",
            b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>",
            b"<!-- <svg> --><html>",
            b"<svgx>",
            b"<?php echo 1;",
            b"#!/bin/sh\n",
            b"MZ\x90\0",
            b"\x7fELF\x02",
            b"\0\0\0\x10ftypheic\0\0\0\0",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"PK\x03\x04\0",
            b"\0",
            b"",
        ] {
            assert_eq!(type_of(bytes), Err("type_not_taken"), "{:?}", String::from_utf8_lossy(bytes));
        }
        let bomb = b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>";
        assert_eq!(type_of(bomb), Err("svg_entities"));
    }

    #[test]
    fn a_polyglot_is_what_its_beginning_says_and_never_a_page() {
        let page = b"<html><script>alert(1)</script>";
        let whole = [PNG, page].concat();
        assert_eq!(type_of(&whole), Ok("image/png"));
        let signature_only = [&PNG[..8], page].concat();
        assert_eq!(type_of(&signature_only), Err("image_damaged"));
        assert_eq!(type_of(b"GIF89a\x01\0\x01\0=1;alert(1)"), Ok("image/gif"));
        // A PDF whose header comes late, behind a page, is a page.
        assert_eq!(type_of(&[page.as_slice(), b"%PDF-1.7"].concat()), Err("type_not_taken"));
    }

    #[test]
    fn a_header_that_claims_too_much_or_nothing_is_refused() {
        let claim = |width: u32, height: u32| {
            [&PNG[..16], &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x06\0\0\0"].concat()
        };
        assert_eq!(type_of(&claim(100_000, 100_000)), Err("image_too_large"));
        assert_eq!(type_of(&claim(u32::MAX, u32::MAX)), Err("image_too_large"));
        assert_eq!(type_of(&claim(70_000, 1)), Err("image_too_large"));
        assert_eq!(type_of(&claim(0, 5)), Err("image_damaged"));
        assert_eq!(judge(&claim(10_000, 10_000), "a", ANY).unwrap().dimensions, Some((10_000, 10_000)));
    }

    #[test]
    fn within_its_sort_a_wrong_announcement_is_corrected_and_beyond_it_refused() {
        assert_eq!(judge(PNG, "a.jpg", "image/jpeg").unwrap().kind.content_type, "image/png");
        assert_eq!(judge(b"%PDF-1", "a.txt", "text/plain").unwrap().kind.content_type, "application/pdf");
        assert_eq!(judge(b"%PDF-1", "a.png", "image/png").unwrap_err().code, "type_mismatch");
        assert_eq!(judge(PNG, "a.pdf", "application/pdf").unwrap_err().code, "type_mismatch");
    }

    #[test]
    fn no_cut_off_beginning_panics() {
        let avif =
            b"\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x20meta\0\0\0\0\0\0\0\x14iprp\0\0\0\x0cipco\0\0\0\x08ispe";
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\x01\0\xff\0\0";
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\x01\0\x02\0\x03";
        for whole in [PNG, avif, webp, jpeg, b"PK\x03\x04", b"<?xml ?><svg>"] {
            for length in 0..=whole.len() {
                let _ = judge(&whole[..length], "a", ANY);
            }
        }
    }
}
