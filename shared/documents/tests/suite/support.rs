//! Documents made here, and how they are read.
use std::{
    fmt::Write as _,
    io::{Cursor, Seek as _, Write as _},
    ops::ControlFlow,
};

use crate::targets::functions::check;
use documents::{Document, Error, Limits, Options, Reader, read};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Reads in this process.
pub fn text_of(bytes: &[u8]) -> (String, Document) {
    read_with(bytes, &Options::default()).unwrap()
}

pub fn read_with(bytes: &[u8], options: &Options) -> Result<(String, Document), Error> {
    let mut out = Vec::new();
    let document = read(&mut Cursor::new(bytes), options, &mut out, &mut |_| ControlFlow::Continue(()))?;
    let text = String::from_utf8(out).unwrap();
    check(&text, &document);
    Ok((text, document))
}

pub fn code(result: Result<impl Sized, Error>) -> String {
    match result {
        Ok(_) => "read".to_owned(),
        Err(Error::Failure(failure)) => failure.code.into_owned(),
        Err(other) => panic!("{other}"),
    }
}

/// Reads in a process of its own, and tells its greatest resident memory, in KiB, as far as it was seen.
pub fn apart(bytes: &[u8], limits: Option<Limits>) -> Result<(String, Document), Error> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    let reader = Reader::new(env!("CARGO_BIN_EXE_read-document"));
    let reader = match limits {
        Some(limits) => reader.with_limits(limits),
        None => reader,
    };
    let mut out = Vec::new();
    let document = reader.read(file, &Options::default(), &mut out, &mut |_| ControlFlow::Continue(()))?;
    let text = String::from_utf8(out).unwrap();
    check(&text, &document);
    Ok((text, document))
}

/// An archive of these members.
pub fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub const RELS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// A Word document with this body and these further parts.
pub fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>"#
    );
    let mut members = vec![
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("_rels/.rels", RELS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ];
    members.extend(parts.iter().map(|(name, part)| (*name, part.as_bytes())));
    archive(&members)
}

/// A PDF of these objects; the first is the catalog. Numbers are from 1.
pub fn pdf(objects: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
        bytes.extend(object.as_ref());
        bytes.extend(b"\nendobj\n");
    }
    let at = bytes.len();
    let mut tail = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        writeln!(tail, "{offset:010} 00000 n ").unwrap();
    }
    write!(tail, "trailer\n<</Size {} /Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n", objects.len() + 1).unwrap();
    bytes.extend(tail.bytes());
    bytes
}

pub fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{dictionary} /Length {}>>\nstream\n", bytes.len()).into_bytes();
    object.extend(bytes);
    object.extend(b"\nendstream");
    object
}

/// A PDF with a page for each of these contents, in Helvetica as `/F1`.
pub fn pages(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        format!("<</Type /Pages /Count {} /Kids [{}]>>", contents.len(), kids.join(" ")).into_bytes(),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>".to_vec(),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(
            format!(
                "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 3 0 R>>>> /Contents {} 0 R>>",
                5 + 2 * i
            )
            .into_bytes(),
        );
        objects.push(stream("", content.as_bytes()));
    }
    pdf(&objects)
}

/// Lines of text at these heights.
pub fn lines(lines: &[(f64, &str)]) -> String {
    let mut content = "BT /F1 12 Tf ".to_owned();
    for (y, text) in lines {
        write!(content, "1 0 0 1 72 {y} Tm ({text}) Tj ").unwrap();
    }
    content + "ET"
}
