//! Documents that are made to hurt: each fails, or is read, within bounded memory and time, and this process goes on.
use std::{
    fs,
    io::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use documents::{Document, Error, Limits};
use flate2::{Compression, write::ZlibEncoder};

use crate::support::{RELS, apart, archive, code, docx, lines, pages, pdf, stream};

/// The most that a reader may hold, in KiB.
const PEAK: u64 = 256 << 10;

/// Reads in a process of its own while looking at the memory of all such processes.
fn watched(bytes: &[u8]) -> Result<(String, Document), Error> {
    watched_at(bytes).0
}

/// And the most that was seen, in KiB; 0 where the reader was gone before it was looked at.
fn watched_at(bytes: &[u8]) -> (Result<(String, Document), Error>, u64) {
    let done = Arc::new(AtomicBool::new(false));
    let peak = Arc::new(AtomicU64::new(0));
    let watch = {
        let (done, peak) = (done.clone(), peak.clone());
        thread::spawn(move || {
            while !done.load(Ordering::Relaxed) {
                peak.fetch_max(greatest(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(3));
            }
        })
    };
    let began = Instant::now();
    let limits =
        Limits { cpu: Duration::from_secs(20), wall: Duration::from_secs(90), ..Limits::for_size(0) };
    let result = apart(bytes, Some(limits));
    done.store(true, Ordering::Relaxed);
    watch.join().unwrap();
    let peak = peak.load(Ordering::Relaxed);
    assert!(peak <= PEAK, "a reader held {peak} KiB");
    // Against a hang only.
    assert!(began.elapsed() < Duration::from_secs(100));
    (result, peak)
}

/// The greatest resident memory, in KiB, of the readers that this process has.
fn greatest() -> u64 {
    let me = std::process::id().to_string();
    let field = |status: &str, name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)).map(|rest| rest.trim().to_owned())
    };
    let of = |entry: fs::DirEntry| {
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let is_reader =
            field(&status, "PPid:")? == me && field(&status, "Name:")?.starts_with("read-document");
        is_reader.then(|| field(&status, "VmHWM:"))??.trim_end_matches(" kB").parse().ok()
    };
    fs::read_dir("/proc").unwrap().flatten().filter_map(of).max().unwrap_or(0)
}

fn zlib(bytes: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    bytes.for_each(|part| encoder.write_all(&part).unwrap());
    encoder.finish().unwrap()
}

#[test]
fn word_documents_that_unpack_without_end() {
    let member = |body: Vec<u8>| archive(&[("_rels/.rels", RELS.as_bytes()), ("word/document.xml", &body)]);
    let elements = [b"<d>".to_vec(), b"<w:p/>".repeat(12 << 20)].concat();
    assert_eq!(code(watched(&member(elements))), "decompression_bomb");
    let blanks = [b"<d>".to_vec(), vec![b' '; 64 << 20]].concat();
    assert_eq!(code(watched(&member(blanks))), "decompression_bomb");
    let attribute = [b"<d a='".to_vec(), vec![b'x'; 64 << 20]].concat();
    assert_eq!(code(watched(&member(attribute))), "decompression_bomb");
    let deep = b"<w:p>".repeat(2_000_000);
    assert_eq!(code(watched(&member(deep))), "too_deep");
}

#[test]
fn word_documents_with_lies_in_them() {
    let honest = docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>", &[]);
    // The archive's end promises 65,535 members.
    let mut many = honest.clone();
    let end = many.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    many[end + 8..end + 12].fill(0xff);
    assert_eq!(code(watched(&many)), "decompression_bomb");
    let entities = "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">]><d><p><t>x&b;y</t></p></d>";
    let bytes = archive(&[("_rels/.rels", RELS.as_bytes()), ("word/document.xml", entities.as_bytes())]);
    assert_eq!(watched(&bytes).unwrap().0, "xy");
    let names: Vec<String> = (0..12_000).map(|i| format!("m{i}")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(code(watched(&archive(&members))), "decompression_bomb");
}

#[test]
fn pdfs_that_unpack_without_end() {
    let bomb = zlib((0..400).map(|_| b"q Q ".repeat(256 << 10)));
    let bytes = pdf(&[
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>".to_vec(),
        stream("/Filter /FlateDecode", &bomb),
    ]);
    assert!(bytes.len() < 4 << 20);
    let (result, peak) = watched_at(&bytes);
    assert_eq!(code(result), "too_much_memory");
    // It took much before it was refused more, and was seen to.
    assert!(peak > 32 << 10, "only {peak} KiB were seen");
}

#[test]
fn pdfs_that_are_nested_too_deep() {
    for (open, close) in [("[", "]"), ("<</A ", ">>")] {
        let nested = format!("{}1{}", open.repeat(200_000), close.repeat(200_000));
        let in_page =
            format!("<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /X {nested} /Contents 4 0 R>>");
        for content in [lines(&[(5.0, "words")]), format!("{nested} Tj {}", lines(&[(5.0, "words")]))] {
            let bytes = pdf(&[
                "<</Type /Catalog /Pages 2 0 R>>".as_bytes().to_vec(),
                "<</Type /Pages /Count 1 /Kids [3 0 R]>>".as_bytes().to_vec(),
                in_page.clone().into_bytes(),
                stream("", content.as_bytes()),
            ]);
            // Read or not: it ends, and the reason is told.
            let told = code(watched(&bytes));
            assert!(["read", "too_deep", "document_damaged"].contains(&told.as_str()), "{told}");
        }
    }
}

#[test]
fn pdfs_that_loop() {
    let of = |objects: &[&str]| pdf(&objects.iter().map(|o| o.as_bytes().to_vec()).collect::<Vec<_>>());
    // A table of objects whose predecessor is itself.
    let table = "%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1 /Prev 9 /Root 1 0 R>>\nstartxref\n9\n%%EOF\n";
    assert_eq!(code(watched(table.as_bytes())), "document_damaged");
    // A tree of pages that holds itself, and a catalog that is its own tree.
    let tree = of(&[
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Count 9 /Kids [2 0 R 3 0 R 2 0 R]>>",
        "<</Type /Pages /Kids [2 0 R 3 0 R]>>",
    ]);
    assert_eq!(code(watched(&tree)), "document_damaged");
    assert_eq!(code(watched(&of(&["<</Type /Catalog /Pages 1 0 R /Kids [1 0 R]>>"]))), "document_damaged");
    // A reference that leads to itself, and a stream as long as itself.
    let length =
        of(&["<</Type /Catalog /Pages 2 0 R>>", "3 0 R", "2 0 R", "<</Length 4 0 R>>\nstream\nx\nendstream"]);
    assert_eq!(code(watched(&length)), "document_damaged");
}

#[test]
fn pdfs_that_draw_without_end() {
    // Each form draws the next one twenty times: 20^12 drawings.
    let mut objects = vec![
        b"<</Type /Catalog /Pages 2 0 R>>".to_vec(),
        b"<</Type /Pages /Count 1 /Kids [3 0 R]>>".to_vec(),
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources <</XObject <</X 5 0 R>>>> /Contents 4 0 R>>".to_vec(),
        stream("", b"/X Do"),
    ];
    for i in 0..12 {
        let dictionary = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X {} 0 R>>>>",
            6 + i
        );
        objects.push(stream(&dictionary, "/X Do ".repeat(20).as_bytes()));
    }
    let bytes = pdf(&objects);
    let limits = Limits { cpu: Duration::from_secs(2), ..Limits::for_size(bytes.len() as u64) };
    assert_eq!(code(apart(&bytes, Some(limits))), "too_slow");
    // A form that draws itself is drawn as deep as the reader goes, once.
    objects.truncate(4);
    objects.push(stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 5 0 R>>>>",
        b"/X Do",
    ));
    assert_eq!(code(watched(&pdf(&objects))), "read");
}

#[test]
fn pdfs_with_too_many_pages() {
    let one = lines(&[(5.0, "words")]);
    let count =
        |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace("/Count 1", "/Count 999999999").into_bytes();
    assert_eq!(watched(&count(pages(std::slice::from_ref(&one)))).unwrap().1.counts.pages, Some(1));
    let kids: Vec<String> = (0..30_000).map(|i| format!("{} 0 R", 3 + i)).collect();
    let mut objects = vec![
        "<</Type /Catalog /Pages 2 0 R>>".to_owned(),
        format!("<</Type /Pages /Count 30000 /Kids [{}] /MediaBox [0 0 9 9]>>", kids.join(" ")),
    ];
    objects.extend((0..30_000).map(|_| "<</Type /Page /Parent 2 0 R>>".to_owned()));
    assert_eq!(code(watched(&pdf(&objects))), "too_many_pages");
}

#[test]
fn pdfs_that_are_cut_or_locked() {
    let whole = pages(&[lines(&[(700.0, "Still here")])]);
    assert_eq!(code(watched(&whole[..200])), "document_damaged");
    // Without its table the objects are searched for.
    let table = whole.windows(4).rposition(|four| four == b"xref").unwrap() - 5;
    assert_eq!(watched(&whole[..table]).unwrap().0, "Still here");
    assert_eq!(code(watched(b"%PDF-1.7\n")), "document_damaged");
    let mut locked = String::from_utf8_lossy(&whole).into_owned();
    let keys = "00".repeat(32);
    locked = locked.replace(
        "/Root 1 0 R",
        &format!("/Root 1 0 R /ID [<00> <00>] /Encrypt <</Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{keys}> /U <{keys}>>>"),
    );
    assert_eq!(code(watched(locked.as_bytes())), "document_encrypted");
}

#[test]
fn text_that_is_large() {
    assert_eq!(code(watched(&[b"<html>".to_vec(), vec![b'a'; 17 << 20]].concat())), "too_large");
    for part in [&b"<p>a"[..], b"<a b=c>", b"x", b"&", b"<li><table>"] {
        let page = [b"<html>".to_vec(), part.repeat((15 << 20) / part.len())].concat();
        let told = code(watched(&page));
        assert!(["read", "document_empty"].contains(&told.as_str()), "{told}");
    }
    for part in [&b"*a "[..], b"[", b"> ", b"- a\n", b"|a|\n|-|\n"] {
        let source = [b"# a\n\n# b\n\n".to_vec(), part.repeat((7 << 20) / part.len())].concat();
        let told = code(watched(&source));
        assert!(["read", "too_much_memory", "too_slow"].contains(&told.as_str()), "{told}");
    }
    let line = vec![b'x'; 60 << 20];
    assert_eq!(watched(&line).unwrap().1.text_bytes, 60 << 20);
    assert_eq!(code(watched(&b"word ".repeat(14 << 20))), "text_too_long");
}
