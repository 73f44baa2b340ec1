//! Files of text: what a PDF, a Word document, a page of HTML, Markdown or plain text says, with its sections, pages,
//! language and counts. [`read`] finds out by content what a file is and writes its text as UTF-8; [`Reader`] does the
//! same in a process of its own, which is how files of strangers are read. Pure: no network, no clock but the reader's
//! timer.
//!
//! The flow: `detect` tells the format, one reader for each format hands paragraphs, headings, lines and pages to
//! `text`, which cleans, counts and writes them.
//!
//! # Limits
//!
//! | what | limit | beyond |
//! |---|---|---|
//! | PDF, which is held whole | 64 MiB | `too_large` |
//! | HTML, which is held whole | 16 MiB | `too_large` |
//! | Markdown | 8 MiB | read as plain text, with a note |
//! | text of one file | [`Options::max_text_bytes`], 64 MiB unless told otherwise | `text_too_long` |
//! | a Word document's parts, unpacked | 512 MiB, 200 times their packed size where more than 16 MiB | `decompression_bomb` |
//! | members of a Word document's archive | 10,000 | `decompression_bomb` |
//! | pages | 20,000 | `too_many_pages` |
//! | sections | 20,000 | the last one goes on, with a note |
//!
//! A PDF may still ask for more memory, time or stack than there is: nothing inside a process bounds that. [`Reader`]
//! bounds it from outside, and tells it as `too_much_memory`, `too_slow` or `too_deep`.
mod child;
mod detect;
mod document;
mod docx;
mod encoding;
mod failure;
mod html;
mod language;
mod markdown;
mod pdf;
mod plain;
mod process;
mod protocol;
mod text;

use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    ops::ControlFlow,
};

pub use child::{ARGUMENT, serve_if_asked};
pub use detect::{Detected, SAMPLE_BYTES, detect};
pub use document::{Counts, Document, Format, Language, Note, Options, Page, Progress, Section};
pub use failure::{Error, Failure};
pub use process::{Limits, Reader};

/// What can be read from anywhere in it.
pub trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

/// Reads a document and writes its text, in UTF-8, to `out`. `tell` hears how far it is and may stop it.
///
/// Text is cleaned: no control characters but tab and line feed, paragraphs apart by an empty line, rows of tables and
/// items of lists on lines of their own. Offsets and lengths count bytes of this text.
///
/// # Errors
/// [`Error::Failure`] where the file is at fault, [`Error::Io`] where `input` or `out` failed, [`Error::Stopped`].
pub fn read(
    input: &mut dyn Input,
    options: &Options,
    out: &mut dyn Write,
    tell: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Document, Error> {
    let size = input.seek(SeekFrom::End(0))?;
    input.rewind()?;
    let mut sample = head(input, SAMPLE_BYTES as u64)?;
    if detect::is_compound(&sample) {
        sample.extend(detect::directory(input, &sample)?);
    }
    input.rewind()?;
    let format = match options.format {
        Some(format) => {
            detect::check(&sample, format)?;
            format
        }
        None => match detect(&sample).format() {
            Some(format) => format,
            // An archive whose members come in another order than Office writes them.
            None if sample.starts_with(b"PK\x03\x04") && docx::is_word(input, size)? => Format::Docx,
            None => return Err(detect::refusal(&sample)),
        },
    };
    let mut text = text::Text::new(format, options, out, tell);
    match format {
        Format::Pdf => pdf::read(input, size, &mut text)?,
        Format::Docx => docx::read(input, size, &mut text)?,
        Format::Html => html::read(input, size, &mut text)?,
        Format::Markdown => markdown::read(input, size, &mut text)?,
        Format::Txt => plain::read(input, &mut text)?,
    }
    text.finish()
}

/// At most `limit` bytes from where `input` stands. Room is made for what is there, at once, so that memory is what
/// the bytes take and no more.
fn head(input: &mut dyn Input, limit: u64) -> io::Result<Vec<u8>> {
    let here = input.stream_position()?;
    let there = input.seek(SeekFrom::End(0))?.saturating_sub(here).min(limit);
    input.seek(SeekFrom::Start(here))?;
    let mut bytes = Vec::with_capacity(usize::try_from(there).map_err(io::Error::other)?);
    input.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
