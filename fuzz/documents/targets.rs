//! What a fuzzer throws bytes at. The same functions are driven on stable Rust from the kept seeds, for a bounded
//! number of turns, by the tests of `documents`.
use std::{
    io::{Cursor, Write as _},
    ops::ControlFlow,
};

use documents::{Document, Error, Format, Options};

/// What holds of every document that was read: its offsets lie within the text, between characters, in order.
pub fn check(text: &str, document: &Document) {
    assert_eq!(document.text_bytes, text.len() as u64);
    assert_eq!(document.counts.characters, text.chars().count() as u64);
    assert!(!text.contains('\0'));
    let mut end = 0;
    for (number, page) in document.pages.iter().enumerate() {
        assert_eq!(page.number as usize, number + 1);
        assert!(page.offset >= end, "{page:?} begins before {end}");
        end = page.offset + page.length;
        assert!(text.get(page.offset as usize..end as usize).is_some(), "{page:?}");
    }
    if let Some(last) = document.sections.last() {
        assert_eq!(document.sections[0].offset, 0);
        assert_eq!(last.offset + last.length, document.text_bytes);
    }
    for two in document.sections.windows(2) {
        assert_eq!(two[0].offset + two[0].length, two[1].offset);
    }
    for section in &document.sections {
        assert!(text.is_char_boundary(section.offset as usize));
    }
}

fn as_format(bytes: &[u8], format: Option<Format>) {
    let options = Options { format, max_text_bytes: 1 << 20 };
    let mut out = Vec::new();
    let read =
        documents::read(&mut Cursor::new(bytes), &options, &mut out, &mut |_| ControlFlow::Continue(()));
    match read {
        Ok(document) => check(std::str::from_utf8(&out).expect("text is UTF-8"), &document),
        Err(Error::Failure(failure)) => assert!(!failure.code.is_empty() && !failure.message.is_empty()),
        Err(Error::Io(error)) => panic!("nothing but the bytes was at fault, and yet {error}"),
        Err(Error::Stopped) => panic!("nobody stopped it"),
    }
}

/// Whatever it is.
pub fn any(bytes: &[u8]) {
    as_format(bytes, None);
}

/// As a PDF.
pub fn pdf(bytes: &[u8]) {
    as_format(bytes, Some(Format::Pdf));
}

/// As an archive with a Word document.
pub fn docx(bytes: &[u8]) {
    as_format(bytes, Some(Format::Docx));
}

/// As the body of a Word document, and its styles and lists.
pub fn docx_body(bytes: &[u8]) {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in [
        "word/document.xml",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "docProps/core.xml",
    ] {
        archive.start_file(name, stored).expect("a member begins");
        archive.write_all(bytes).expect("memory takes bytes");
    }
    as_format(&archive.finish().expect("the archive ends").into_inner(), Some(Format::Docx));
}

/// As HTML.
pub fn html(bytes: &[u8]) {
    as_format(bytes, Some(Format::Html));
}

/// As Markdown.
pub fn markdown(bytes: &[u8]) {
    as_format(bytes, Some(Format::Markdown));
}

/// As plain text.
pub fn txt(bytes: &[u8]) {
    as_format(bytes, Some(Format::Txt));
}
