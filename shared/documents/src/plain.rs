//! Plain text, in constant memory whatever its size: paragraphs are apart by empty lines, pages by form feeds.
use crate::{
    Input, SAMPLE_BYTES, encoding,
    failure::Result,
    text::{Gap, Text},
};

/// A paragraph longer than this is counted in pieces.
const PIECE_BYTES: usize = 256 << 10;

/// See the module.
pub(crate) fn read(input: &mut dyn Input, text: &mut Text<'_>) -> Result<()> {
    let sample = crate::head(input, SAMPLE_BYTES as u64)?;
    input.rewind()?;
    let encoding = encoding::detect(&sample);
    text.encoding(encoding.name());
    let mut pieces = encoding::Pieces::new(input, encoding);
    let mut paragraphs = Paragraphs { gap: Gap::Paragraph, ..Paragraphs::default() };
    while let Some(piece) = pieces.next()? {
        paragraphs.feed(piece, text)?;
    }
    paragraphs.flush(text, Gap::Paragraph)?;
    if pieces.malformed() {
        let message = format!("Some bytes are no text in {}; they stand as \u{fffd}.", encoding.name());
        text.note("malformed_text", message);
    }
    Ok(())
}

/// The paragraph in hand.
struct Paragraphs {
    pending: String,
    /// The line in hand has only blanks so far.
    blank: bool,
    /// A carriage return came last: a line feed belongs to it.
    returned: bool,
    paged: bool,
    /// What lies before the paragraph in hand.
    gap: Gap,
}

impl Default for Paragraphs {
    fn default() -> Self {
        Self { pending: String::new(), blank: true, returned: false, paged: false, gap: Gap::Paragraph }
    }
}

impl Paragraphs {
    fn feed(&mut self, piece: &str, text: &mut Text<'_>) -> Result<()> {
        for c in piece.chars() {
            let returned = std::mem::replace(&mut self.returned, c == '\r');
            match c {
                '\n' if returned => {}
                '\n' | '\r' | '\u{85}' | '\u{2028}' => {
                    if self.blank && !self.pending.trim().is_empty() {
                        self.flush(text, Gap::Paragraph)?;
                    } else {
                        self.push('\n', text)?;
                    }
                    self.blank = true;
                }
                '\u{2029}' => self.flush(text, Gap::Paragraph)?,
                '\u{c}' => {
                    self.flush(text, Gap::Paragraph)?;
                    if !self.paged {
                        text.first_page()?;
                    }
                    self.paged = true;
                    text.page()?;
                }
                c => {
                    self.blank &= c.is_whitespace();
                    self.push(c, text)?;
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, c: char, text: &mut Text<'_>) -> Result<()> {
        // Cut between words where there are any, so that counts are right.
        let long = self.pending.len() >= PIECE_BYTES
            && c.is_whitespace()
            && !self.pending.ends_with(char::is_whitespace);
        if long || self.pending.len() >= 2 * PIECE_BYTES {
            self.flush(text, Gap::None)?;
        }
        self.pending.push(c);
        Ok(())
    }

    fn flush(&mut self, text: &mut Text<'_>, next: Gap) -> Result<()> {
        let end = if next == Gap::Paragraph { self.pending.trim_end() } else { &self.pending };
        text.piece(self.gap, end)?;
        self.gap = next;
        self.pending.clear();
        self.blank = true;
        Ok(())
    }
}
