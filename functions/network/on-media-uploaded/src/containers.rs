//! What is packed in ZIP files, read from their directory. Nothing is unpacked.
//!
//! Source: APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16; for OpenDocument, part 2, 3.3 (the type is the first entry, stored).

/// Bytes before the names in a local header, and in an entry of the directory.
const LOCAL: usize = 30;
const ENTRY: usize = 46;
/// More names than this are not looked at.
const MOST: usize = 10_000;

/// What an archive that is a document is.
#[derive(Debug, PartialEq, Eq)]
pub enum Packed {
    /// A document of this media type.
    Document(&'static str),
    /// One that brings programs along.
    Macros,
    /// Any other archive.
    Other,
}

/// What the archive is, by its beginning and its end.
pub fn packed(head: &[u8], tail: &[u8]) -> Packed {
    if let Some(kind) = open_document(head) {
        return Packed::Document(kind);
    }
    let mut is_office = false;
    let mut kind = None;
    for name in names(tail).unwrap_or_default() {
        if name.ends_with(b"vbaProject.bin") {
            return Packed::Macros;
        }
        is_office |= name == b"[Content_Types].xml";
        kind = kind
            .or_else(|| OFFICE.iter().find(|(folder, _)| name.starts_with(folder)).map(|(_, kind)| *kind));
    }
    match kind {
        Some(kind) if is_office => Packed::Document(kind),
        _ => Packed::Other,
    }
}

const OFFICE: [(&[u8], &str); 3] = [
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
];

const OPEN_DOCUMENT: [&str; 3] = [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
];

fn open_document(head: &[u8]) -> Option<&'static str> {
    (u16_le(head, 8)? == 0 && head.get(LOCAL..LOCAL + 8)? == b"mimetype").then_some(())?;
    let (length, extra) = (u32_le(head, 18)?, u16_le(head, 28)?);
    let start = LOCAL + 8 + extra;
    let text = head.get(start..start.checked_add(length)?)?;
    OPEN_DOCUMENT.into_iter().find(|kind| kind.as_bytes() == text)
}

/// The names in the directory, as far as it is within the end of the file.
fn names(tail: &[u8]) -> Option<Vec<&[u8]>> {
    // The end's record, behind which there may be a comment.
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    tail.get(end..end + 22)?;
    let size = u32_le(tail, end + 12)?;
    let mut at = match end.checked_sub(size) {
        Some(start) => start,
        None => tail.windows(4).position(|window| window == b"PK\x01\x02")?,
    };
    let mut names = Vec::new();
    while at < end && names.len() < MOST && tail.get(at..at + 4)? == b"PK\x01\x02" {
        let (name, extra, comment) = (u16_le(tail, at + 28)?, u16_le(tail, at + 30)?, u16_le(tail, at + 32)?);
        names.push(tail.get(at + ENTRY..at + ENTRY + name)?);
        at += ENTRY + name + extra + comment;
    }
    Some(names)
}

fn u16_le(data: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 2] = data.get(at..at + 2)?.try_into().ok()?;
    Some(u16::from_le_bytes(bytes).into())
}

fn u32_le(data: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = data.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An archive of empty, or stored, entries.
    pub fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (name, content) in entries {
            let (name, content) = (name.as_bytes(), content.as_bytes());
            let sizes = u32::try_from(content.len()).unwrap().to_le_bytes();
            let length = u16::try_from(name.len()).unwrap().to_le_bytes();
            let shared = [[0; 6].as_slice(), &[0; 8], &sizes, &sizes, &length, &[0; 2]].concat();
            directory.extend([b"PK\x01\x02\0\0".as_slice(), &shared, &[0; 14], name].concat());
            file.extend([b"PK\x03\x04".as_slice(), &shared, name, content].concat());
        }
        let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
        file.extend(directory);
        file.extend([b"PK\x05\x06".as_slice(), &[0; 8], &size, &[0; 4], &[0; 2]].concat());
        file
    }

    #[test]
    fn documents_are_told_from_other_archives() {
        let judge = |entries: &[(&str, &str)]| {
            let file = archive(entries);
            packed(&file, &file)
        };
        let (types, word) = ("[Content_Types].xml", "word/document.xml");
        assert_eq!(judge(&[(types, ""), (word, "x")]), Packed::Document(OFFICE[0].1));
        assert_eq!(judge(&[("xl/workbook.xml", ""), (types, "")]), Packed::Document(OFFICE[1].1));
        assert_eq!(judge(&[(types, ""), (word, ""), ("word/vbaProject.bin", "")]), Packed::Macros);
        assert_eq!(judge(&[("mimetype", OPEN_DOCUMENT[1]), ("x", "")]), Packed::Document(OPEN_DOCUMENT[1]));
        assert_eq!(judge(&[(word, "")]), Packed::Other);
        assert_eq!(judge(&[("index.html", "<script>")]), Packed::Other);
        assert_eq!(judge(&[]), Packed::Other);
    }

    #[test]
    fn an_archive_that_is_cut_anywhere_is_no_document_and_no_panic() {
        let file = archive(&[("[Content_Types].xml", ""), ("word/document.xml", "x")]);
        for length in 0..file.len() {
            assert_eq!(packed(&file[..length], &file[..length]), Packed::Other, "{length}");
        }
    }
}
