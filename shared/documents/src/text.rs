//! The text as it is written: cleaned, bounded and counted, with the offsets of its sections and pages.
use std::{io::Write, ops::ControlFlow};

use unicode_segmentation::UnicodeSegmentation as _;

use crate::{
    document::{Counts, Document, Format, Note, Options, Page, Progress, Section},
    failure::{Error, Failure, Result},
    language,
};

/// The longest title, in characters.
pub(crate) const TITLE_CHARS: usize = 500;
const MAX_SECTIONS: usize = 20_000;
const MAX_PAGES: usize = 20_000;
/// Text from which the language is told.
const LANGUAGE_BYTES: usize = 64 << 10;
/// Text after which the caller is told how far it is.
const TELL_BYTES: u64 = 64 << 10;

/// What lies between two pieces of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing: the piece goes on where the last one was cut.
    None,
    /// A line's end.
    Line,
    /// An empty line.
    Paragraph,
}

/// See the module.
pub(crate) struct Text<'a> {
    out: &'a mut dyn Write,
    tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    max_bytes: u64,
    told: u64,
    clean: String,
    sample: String,
    document: Document,
    pages_total: Option<u64>,
    sections_cut: bool,
    /// Sections that begin with the next piece of text.
    sections_due: Vec<(u8, String)>,
}

impl<'a> Text<'a> {
    pub fn new(
        format: Format,
        options: &Options,
        out: &'a mut dyn Write,
        tell: &'a mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Self {
        Self {
            out,
            tell,
            max_bytes: options.max_text_bytes,
            told: 0,
            clean: String::new(),
            sample: String::new(),
            document: Document {
                format,
                encoding: None,
                title: None,
                text_bytes: 0,
                sections: Vec::new(),
                pages: Vec::new(),
                language: None,
                counts: Counts::default(),
                notes: Vec::new(),
            },
            pages_total: None,
            sections_cut: false,
            sections_due: Vec::new(),
        }
    }

    pub fn encoding(&mut self, name: &str) {
        self.document.encoding = Some(name.to_owned());
    }

    /// What the document calls itself; the first to say so is heard.
    pub fn title(&mut self, title: &str) {
        let title = one_line(title);
        if self.document.title.is_none() && !title.is_empty() {
            self.document.title = Some(title);
        }
    }

    pub fn note(&mut self, code: &str, message: impl Into<String>) {
        self.document.notes.push(Note { code: code.to_owned(), message: message.into() });
    }

    /// Pages there are. More than can be told is a failure, before the first one is read.
    pub fn expect_pages(&mut self, total: usize) -> Result<()> {
        if total > MAX_PAGES {
            return Err(too_many_pages());
        }
        self.pages_total = Some(total as u64);
        Ok(())
    }

    /// Pages as the program that saved the file counted them.
    pub fn pages_told(&mut self, pages: u64) {
        self.document.counts.pages = Some(pages);
    }

    /// A heading, and the section that begins with it.
    pub fn heading(&mut self, level: u8, title: &str) -> Result<()> {
        self.section(level, title);
        if self.write(Gap::Paragraph, title)?.is_none() {
            self.sections_due.pop();
        }
        Ok(())
    }

    /// A section that begins with the next piece of text.
    pub fn section(&mut self, level: u8, title: &str) {
        // More than are kept are not gathered either.
        if self.sections_due.len() <= MAX_SECTIONS {
            self.sections_due.push((level.clamp(1, 9), one_line(title)));
        }
    }

    fn begin_sections(&mut self, at: u64) {
        for (level, title) in self.sections_due.drain(..) {
            let sections = &mut self.document.sections;
            if sections.is_empty() && at > 0 {
                sections.push(Section { title: None, level: 0, offset: 0, length: 0 });
            }
            if sections.len() >= MAX_SECTIONS {
                self.sections_cut = true;
            } else {
                sections.push(Section { title: Some(title), level, offset: at, length: 0 });
            }
        }
    }

    /// A paragraph; lines within it stay lines.
    pub fn paragraph(&mut self, text: &str) -> Result<()> {
        self.write(Gap::Paragraph, text).map(drop)
    }

    /// A piece of text after `gap`.
    pub fn piece(&mut self, gap: Gap, text: &str) -> Result<()> {
        self.write(gap, text).map(drop)
    }

    /// What was written so far is on the first page.
    pub fn first_page(&mut self) -> Result<()> {
        self.document.pages.push(Page { number: 1, offset: 0, length: 0 });
        self.report()
    }

    /// The next page begins.
    pub fn page(&mut self) -> Result<()> {
        if self.document.pages.len() >= MAX_PAGES {
            return Err(too_many_pages());
        }
        let number = self.document.pages.len() as u32 + 1;
        self.end_page();
        self.document.pages.push(Page { number, offset: self.document.text_bytes, length: 0 });
        self.report()
    }

    /// Bytes of text so far.
    pub fn bytes(&self) -> u64 {
        self.document.text_bytes
    }

    /// Bytes of text that there is room for, and a little more, so that too much is noticed.
    pub fn room(&self) -> usize {
        usize::try_from(self.max_bytes - self.document.text_bytes).unwrap_or(usize::MAX).saturating_add(1024)
    }

    /// What has been told, and the language.
    pub fn finish(mut self) -> Result<Document> {
        self.end_page();
        let end = self.document.text_bytes;
        let mut next = end;
        for section in self.document.sections.iter_mut().rev() {
            section.length = next - section.offset;
            next = section.offset;
        }
        if self.sections_cut {
            let message =
                format!("There are more than {MAX_SECTIONS} headings; the last section has the rest.");
            self.note("sections_cut", message);
        }
        if end == 0 {
            self.empty()?;
        }
        if !self.document.pages.is_empty() {
            self.document.counts.pages = Some(self.document.pages.len() as u64);
        }
        self.document.language = language::tell(&self.sample);
        self.out.flush()?;
        Ok(self.document)
    }

    /// A document that says nothing: pictures of pages are worth keeping, an empty file is not.
    fn empty(&mut self) -> Result<()> {
        if self.document.format != Format::Pdf {
            return Err(Failure::new("document_empty", "There is no text in this file.").into());
        }
        let message = "The pages are pictures, such as scans: there is no text in them to read. Run text recognition \
                       (OCR) over the document and upload the result.";
        self.note("no_text", message);
        Ok(())
    }

    fn end_page(&mut self) {
        let end = self.document.text_bytes;
        if let Some(page) = self.document.pages.last_mut() {
            page.length = end.saturating_sub(page.offset);
        }
    }

    /// Writes what is left of `text` once it is cleaned, and says where it begins; `None` where nothing is left.
    fn write(&mut self, gap: Gap, text: &str) -> Result<Option<u64>> {
        let mut clean = std::mem::take(&mut self.clean);
        clean.clear();
        clean_into(text, &mut clean);
        let kept = if gap == Gap::None { clean.as_str() } else { trim_lines(&clean) };
        let written = if kept.is_empty() { Ok(None) } else { self.put(gap, kept).map(Some) };
        self.clean = clean;
        written
    }

    fn put(&mut self, gap: Gap, text: &str) -> Result<u64> {
        let document = &mut self.document;
        let goes_on = gap == Gap::None;
        let gap = match gap {
            _ if document.text_bytes == 0 => "",
            Gap::None => "",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        };
        let length = (gap.len() + text.len()) as u64;
        if document.text_bytes + length > self.max_bytes {
            let message = format!("The text has more than {} MiB: split the document.", self.max_bytes >> 20);
            return Err(Failure::new("text_too_long", message).into());
        }
        self.out.write_all(gap.as_bytes())?;
        self.out.write_all(text.as_bytes())?;
        let at = document.text_bytes + gap.len() as u64;
        // The empty line between two pages belongs to neither.
        if let Some(page) = document.pages.last_mut().filter(|page| page.offset == document.text_bytes) {
            page.offset = at;
        }
        document.text_bytes += length;
        let counts = &mut document.counts;
        counts.characters += (gap.len() + text.chars().count()) as u64;
        counts.words += text.unicode_words().count() as u64;
        // A line's end within a paragraph ends no sentence.
        counts.sentences += text.replace('\n', " ").unicode_sentences().count() as u64;
        counts.paragraphs += u64::from(!goes_on);
        let room = LANGUAGE_BYTES.saturating_sub(self.sample.len());
        let end = text.floor_char_boundary(room);
        if end > 0 {
            self.sample.push_str(&text[..end]);
            self.sample.push('\n');
        }
        self.begin_sections(at);
        if self.document.text_bytes - self.told >= TELL_BYTES {
            self.report()?;
        }
        Ok(at)
    }

    fn report(&mut self) -> Result<()> {
        self.told = self.document.text_bytes;
        let progress = Progress {
            text_bytes: self.told,
            pages: self.document.pages.len() as u64,
            pages_total: self.pages_total,
        };
        match (self.tell)(progress) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Stopped),
        }
    }
}

fn too_many_pages() -> Error {
    Failure::new("too_many_pages", format!("A document may have {MAX_PAGES} pages: split it.")).into()
}

/// Without what is no text: control characters, marks of byte order, soft hyphens, code points that are no characters.
fn clean_into(text: &str, out: &mut String) {
    let mut last = ' ';
    for c in text.chars() {
        match c {
            '\n' if last == '\r' => {}
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push('\t'),
            '\u{ad}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
        last = c;
    }
}

/// Without empty lines before and after, and blanks behind.
fn trim_lines(text: &str) -> &str {
    let end = text.trim_end();
    let start = end.len() - end.trim_start().len();
    let line = end[..start].rfind('\n').map_or(0, |at| at + 1);
    &end[line..]
}

/// As a title: one line, blanks collapsed, cut.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::new();
    let mut clean = String::new();
    let end = text.floor_char_boundary(16 << 10);
    clean_into(&text[..end], &mut clean);
    for word in clean.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    match line.char_indices().nth(TITLE_CHARS) {
        Some((at, _)) => line[..at].to_owned(),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cleaned() {
        let mut out = String::new();
        clean_into("a\0b\u{feff}c\r\nd\re\u{2028}f\u{ad}g\tä", &mut out);
        assert_eq!(out, "abc\nd\ne\nfg\tä");
        assert_eq!(trim_lines("\n \n  a\n b \n\n"), "  a\n b");
        assert_eq!(one_line("  a \n b\t"), "a b");
        assert_eq!(one_line(&"ä".repeat(600)).chars().count(), TITLE_CHARS);
    }
}
