//! What the reading process says to the one that started it: frames of a kind, a length (32 bits, little-endian) and so
//! many bytes. Neither side trusts the other with more than a frame's bounds.
use std::io::{self, Write};

/// The longest piece of text in a frame.
pub(crate) const TEXT_BYTES: usize = 64 << 10;
/// The longest description of a document: 20,000 sections with titles of 500 characters.
pub(crate) const DOCUMENT_BYTES: usize = 48 << 20;
pub(crate) const HEADER_BYTES: usize = 5;

/// Kinds of frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A piece of the text, in UTF-8, cut between characters.
    Text,
    /// [`crate::Progress`] in JSON.
    Progress,
    /// [`crate::Document`] in JSON; the last frame.
    Document,
    /// [`crate::Failure`] in JSON; the last frame.
    Failure,
    /// The file could not be read: words, for the log; the last frame.
    Io,
}

impl Kind {
    fn byte(self) -> u8 {
        match self {
            Self::Text => b'T',
            Self::Progress => b'P',
            Self::Document => b'D',
            Self::Failure => b'F',
            Self::Io => b'E',
        }
    }

    /// The kind and length that a header tells; `None` for what no reader says.
    pub fn parse(header: [u8; HEADER_BYTES]) -> Option<(Self, usize)> {
        let [kind, length @ ..] = header;
        let kind = [Self::Text, Self::Progress, Self::Document, Self::Failure, Self::Io]
            .into_iter()
            .find(|known| known.byte() == kind)?;
        let length = u32::from_le_bytes(length) as usize;
        let limit = match kind {
            Self::Text => TEXT_BYTES,
            Self::Progress | Self::Failure | Self::Io => 16 << 10,
            Self::Document => DOCUMENT_BYTES,
        };
        (length <= limit).then_some((kind, length))
    }
}

/// Writes a frame.
pub(crate) fn write(out: &mut dyn Write, kind: Kind, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    out.write_all(&[kind.byte()])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)?;
    out.flush()
}

/// Text on its way into frames.
pub(crate) struct TextFrames<W> {
    out: W,
    buffer: Vec<u8>,
}

impl<W: Write> TextFrames<W> {
    pub fn new(out: W) -> Self {
        Self { out, buffer: Vec::with_capacity(TEXT_BYTES) }
    }
}

impl<W: Write> Write for TextFrames<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        while self.buffer.len() + rest.len() >= TEXT_BYTES {
            let room = TEXT_BYTES - self.buffer.len();
            let (now, later) = rest.split_at(room.min(rest.len()));
            self.buffer.extend_from_slice(now);
            rest = later;
            // Never through a character: at most three bytes wait.
            let end = match std::str::from_utf8(&self.buffer) {
                Ok(_) => self.buffer.len(),
                Err(error) => error.valid_up_to(),
            };
            write(&mut self.out, Kind::Text, &self.buffer[..end])?;
            self.buffer.drain(..end);
        }
        self.buffer.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if !self.buffer.is_empty() {
            write(&mut self.out, Kind::Text, &self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_characters() {
        let text = "aä€😀".repeat(30_000);
        let mut wire = Vec::new();
        let mut frames = TextFrames::new(&mut wire);
        for part in text.as_bytes().chunks(7777) {
            // Writers of text write whole characters; cut ones must wait.
            frames.write_all(part).unwrap();
        }
        frames.flush().unwrap();
        let mut got = String::new();
        let mut rest = wire.as_slice();
        while let Some((header, body)) = rest.split_first_chunk::<HEADER_BYTES>() {
            let (kind, length) = Kind::parse(*header).unwrap();
            assert_eq!(kind, Kind::Text);
            got.push_str(std::str::from_utf8(&body[..length]).unwrap());
            rest = &body[length..];
        }
        assert!(rest.is_empty());
        assert_eq!(got, text);
    }

    #[test]
    fn what_no_reader_says_is_refused() {
        assert_eq!(Kind::parse([b'X', 0, 0, 0, 0]), None);
        assert_eq!(Kind::parse([b'T', 0, 0, 0, 1]), None);
        assert_eq!(Kind::parse([b'D', 0xff, 0xff, 0xff, 0xff]), None);
    }
}
