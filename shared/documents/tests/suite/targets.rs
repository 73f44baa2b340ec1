//! The fuzzer's targets on stable Rust: kept seeds, changed in a bounded number of ways that a number repeats.
use std::{fs, path::Path};

use documents::{Error, Limits};

use crate::support::{apart, archive, docx, lines, pages};

#[path = "../../../../fuzz/documents/targets.rs"]
pub mod functions;

/// What is written into seeds where chance says so.
const WORDS: &[&[u8]] = &[
    b"<",
    b">",
    b"</p>",
    b"<table><tr><td>",
    b"<!--",
    b"&#x0;",
    b"&amp;",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"```\n",
    b"| - |\n",
    b"[a](b)",
    b"# ",
    b"\n\n",
    b"\x0c",
    b"<w:p>",
    b"</w:p>",
    b"<w:tbl>",
    b"<w:del>",
    b"endobj",
    b"stream\n",
    b"/Kids [1 0 R]",
    b"/Prev 0",
    b" 99999999999 ",
    b"PK\x05\x06",
    b"<title>",
    b"<main>",
    b"<li>",
    b"- ",
    b"<![CDATA[",
];

fn seeds(folder: &str) -> Vec<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/documents/seeds").join(folder);
    let mut paths: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// The same numbers each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn change(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(8) {
            let at = self.below(bytes.len() + 1);
            let to = (at + self.below(64)).min(bytes.len());
            match self.below(6) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 => drop(bytes.drain(at..to)),
                2 => {
                    let copy = bytes[at..to].repeat(1 + self.below(20));
                    drop(bytes.splice(at..at, copy));
                }
                3 => drop(bytes.splice(at..to, WORDS[self.below(WORDS.len())].iter().copied())),
                4 => {
                    let other = &seeds[self.below(seeds.len())];
                    let from = self.below(other.len());
                    bytes.truncate(at);
                    bytes.extend_from_slice(&other[from..]);
                }
                _ => bytes.truncate(at.max(1)),
            }
        }
        bytes
    }
}

fn drive(seeds: &[Vec<u8>], turns: usize, target: fn(&[u8])) {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    seeds.iter().for_each(|seed| target(seed));
    (0..turns).for_each(|_| target(&chance.change(seeds)));
}

#[test]
fn html_survives() {
    drive(&seeds("html"), 4000, functions::html);
}

#[test]
fn markdown_survives() {
    drive(&seeds("markdown"), 4000, functions::markdown);
}

#[test]
fn text_survives() {
    drive(&seeds("txt"), 4000, functions::txt);
}

#[test]
fn word_documents_survive() {
    drive(&seeds("docx_body"), 3000, functions::docx_body);
    let whole = [docx("<w:p><w:r><w:t>words</w:t></w:r></w:p>", &[]), archive(&[("a", b"b")])];
    drive(&whole, 3000, functions::docx);
    drive(&whole, 500, functions::any);
}

/// In a process of its own, as a changed PDF may well end its reader; this process must not notice.
#[test]
fn pdfs_survive() {
    let mut seeds = seeds("pdf");
    seeds.push(pages(&[lines(&[(700.0, "One"), (600.0, "Two")]), lines(&[(700.0, "Three")])]));
    seeds.iter().for_each(|seed| functions::pdf(seed));
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let mut read = 0;
    for _ in 0..150 {
        match apart(&chance.change(&seeds), Some(Limits::for_size(1 << 20))) {
            Ok(_) => read += 1,
            Err(Error::Failure(_)) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert!(read > 10, "only {read} of the changed files could be read");
}
