//! What is told of a document.
use serde::{Deserialize, Serialize};

/// How a document is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Portable Document Format, ISO 32000.
    Pdf,
    /// Word document, Office Open XML (ISO/IEC 29500).
    Docx,
    /// HTML, as browsers read it.
    Html,
    /// CommonMark, with tables and footnotes.
    Markdown,
    /// Plain text.
    Txt,
}

impl Format {
    /// Its name, as it is serialised.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Txt => "txt",
        }
    }
}

/// What the caller decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// The format, where a person knows better than the content tells: Markdown as plain text, say. Content that
    /// cannot be of this format fails.
    pub format: Option<Format>,
    /// The longest text, in bytes of UTF-8.
    pub max_text_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, max_text_bytes: 64 << 20 }
    }
}

/// How far the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Progress {
    /// Bytes of text written.
    pub text_bytes: u64,
    /// Pages read, where there are pages.
    pub pages: u64,
    /// Pages there are, where it is known.
    pub pages_total: Option<u64>,
}

/// A document whose text has been written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// How the file is written.
    pub format: Format,
    /// Character encoding of the file where it is one of text, as the Encoding Standard names it.
    pub encoding: Option<String>,
    /// What the document calls itself, at most 500 characters.
    pub title: Option<String>,
    /// Length of the text in bytes of UTF-8.
    pub text_bytes: u64,
    /// From heading to heading, in order; of a PDF, as its outline has them. What stands before the first heading is a section without a title; a document
    /// without headings has no sections.
    pub sections: Vec<Section>,
    /// In order; empty where the format has no pages. Those of plain text are separated by form feeds.
    pub pages: Vec<Page>,
    /// `None` where there is too little text to tell.
    pub language: Option<Language>,
    /// How much there is.
    pub counts: Counts,
    /// What a reader of the text should know of it.
    pub notes: Vec<Note>,
}

/// A heading and what follows until the next one, of whatever level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading, at most 500 characters; `None` for what stands before the first one.
    pub title: Option<String>,
    /// 1 for the highest; 0 for what stands before the first heading.
    pub level: u8,
    /// Where its heading begins, in bytes; in a PDF, where its page does, if the heading is not found there.
    pub offset: u64,
    /// Bytes to the beginning of the next section.
    pub length: u64,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// Where its text begins, in bytes.
    pub offset: u64,
    /// Bytes of its text; 0 for a page that is a picture.
    pub length: u64,
}

/// What a text is written in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// ISO 639-1 where the language has a code there, else ISO 639-3.
    pub code: String,
    /// 0 to 1, as the trigram and alphabet model of `whatlang` has it, of the first 64 KiB.
    pub confidence: f64,
}

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Unicode scalar values, white space included.
    pub characters: u64,
    /// As Unicode Standard Annex #29 separates words; of Chinese and Japanese that is about one for each character.
    pub words: u64,
    /// As Unicode Standard Annex #29 separates sentences; at least one for each paragraph.
    pub sentences: u64,
    /// Headings, paragraphs, items of lists and rows of tables.
    pub paragraphs: u64,
    /// Pages of the file; for a Word document as the program that saved it counted them. `None` where there are none.
    pub pages: Option<u64>,
}

/// What a reader of the text should know of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Stable code: `no_text`, `pages_without_text`, `pages_unreadable`, `characters_unknown`, `sections_cut`,
    /// `markdown_as_text`, `malformed_text`.
    pub code: String,
    /// In words.
    pub message: String,
}
