//! Files that are no text, whatever their name says.
use crate::failure::Failure;

/// First bytes, what they mean, and what to do about it.
const SIGNATURES: &[(&[u8], &str, &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image", IMAGE),
    (b"\xff\xd8\xff", "a JPEG image", IMAGE),
    (b"GIF8", "a GIF image", IMAGE),
    (b"%PDF-", "a PDF document", "Export the table as CSV from the program that made it."),
    (b"PAR1", "a Parquet file", "Export it as CSV."),
    (b"ARROW1", "an Arrow file", "Export it as CSV."),
    (b"ORC", "an ORC file", "Export it as CSV."),
    (b"Obj\x01", "an Avro file", "Export it as CSV."),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document, such as .xls", SHEET),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", "Export its tables as CSV."),
    (b"$FL2", "an SPSS data file", "Export it as CSV."),
    (b"<stata_dta>", "a Stata data file", "Export it as CSV."),
    (b"{\\rtf", "an RTF document", "Save it as plain text."),
    (b"\x7fELF", "a program", "Upload the data instead."),
    (b"RIFF", "an audio, video or WebP file", "Upload the data instead."),
    (b"ID3", "an MP3 file", "Upload the data instead."),
];
const IMAGE: &str = "Upload the data that it shows as CSV.";
const SHEET: &str = "Open it in a spreadsheet program and save the sheet as CSV.";
const UNPACK: &str = "Unpack it and upload the files inside.";
/// A sample with a larger share of control characters, in permille, is no text.
const CONTROL_PERMILLE: usize = 5;

/// Fails for what is no text. `sample` is the beginning of the file.
pub(crate) fn refuse_binary(sample: &[u8]) -> Result<(), Failure> {
    let fail = |what: &str, advice: &str| {
        Err(Failure::new(
            "unsupported_content",
            format!("The file is {what}, not delimited text or JSON. {advice}"),
        ))
    };
    // "ORC", "BZh", "ID3" and "RIFF" also begin ordinary words: binary bytes must follow.
    let is = |magic: &[u8]| sample.starts_with(magic) && (magic.len() > 4 || !looks_like_text(sample));
    if let Some((_, what, advice)) = SIGNATURES.iter().find(|(magic, _, _)| is(magic)) {
        return fail(what, advice);
    }
    if sample.starts_with(b"PK\x03\x04") {
        let has = |name: &[u8]| sample.windows(name.len()).any(|part| part == name);
        return if has(b"xl/") || has(b"[Content_Types].xml") || has(b"opendocument.spreadsheet") {
            fail("a spreadsheet or another Office document", SHEET)
        } else {
            fail("a ZIP archive", UNPACK)
        };
    }
    let start: Vec<u8> = sample
        .iter()
        .copied()
        .skip_while(|b| !b.is_ascii_graphic())
        .take(14)
        .map(|b| b.to_ascii_lowercase())
        .collect();
    if [&b"<!doctype html"[..], b"<html"].iter().any(|tag| start.starts_with(tag)) {
        return fail(
            "an HTML page",
            "Download the data itself: a sign-in or error page may have been saved in its place.",
        );
    }
    if start.starts_with(b"<?xml") {
        return fail("an XML document", "Export it as CSV or JSON.");
    }
    Ok(())
}

/// Fails where the decoded text has the control characters of binary data.
pub(crate) fn refuse_control_characters(text: &[u8]) -> Result<(), Failure> {
    if looks_like_text(text) {
        return Ok(());
    }
    let message = "The file is binary, not delimited text or JSON. Export the table as CSV and upload that.";
    Err(Failure::new("unsupported_content", message))
}

fn looks_like_text(sample: &[u8]) -> bool {
    let head = &sample[..sample.len().min(4096)];
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 0x7f)).count();
    control * 1000 <= head.len() * CONTROL_PERMILLE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renamed_files_are_named() {
        for (bytes, word) in [
            (&b"\x89PNG\r\n\x1a\n\0\0"[..], "PNG"),
            (b"%PDF-1.7", "PDF"),
            (b"PK\x03\x04..[Content_Types].xml", "spreadsheet"),
            (b"PAR1\0\0\x15", "Parquet"),
            (b"\n <!DOCTYPE html><p>", "HTML"),
        ] {
            let failure = refuse_binary(bytes).unwrap_err();
            assert!(failure.message.contains(word), "{}", failure.message);
        }
        for text in [&b"ORCHARD,TREES\n1,2\n"[..], b"a,b\n", b"ID3,ID4\n1,2\n"] {
            assert_eq!(refuse_binary(text), Ok(()));
        }
    }
}
