//! Character encoding of a file of text, and its decoding in pieces.
use std::io::Read;

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::failure::Result;

const INPUT_BYTES: usize = 64 << 10;

/// Encoding of the text that begins with `sample`, as `tabular` tells it too: byte order mark, UTF-16 by its zeros,
/// UTF-8 where it fits, else by frequencies.
pub(crate) fn detect(sample: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(sample) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(sample) {
        return encoding;
    }
    let (sequences, errors) = utf8_evidence(sample);
    if errors == 0 || sequences >= 4 * errors {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Latin text in UTF-16 has a zero in nearly every other byte, and text in any script has ASCII line ends and blanks.
pub(crate) fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let pairs = sample.len().min(4096) / 2;
    let zeros = |offset: usize| (0..pairs).filter(|i| sample[2 * i + offset] == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    let mostly = |n: usize| pairs >= 2 && n * 10 >= pairs * 3;
    match (mostly(high), mostly(low)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

fn utf8_evidence(sample: &[u8]) -> (usize, usize) {
    let (mut sequences, mut errors) = (0, 0);
    for chunk in sample.utf8_chunks() {
        sequences += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        let invalid = chunk.invalid();
        // The end of the sample may cut a sequence.
        let end = invalid.as_ptr_range().end == sample.as_ptr_range().end;
        let cut = end && invalid.first().is_some_and(|b| *b >= 0xc2) && invalid.len() < 4;
        errors += usize::from(!invalid.is_empty() && !cut);
    }
    (sequences, errors)
}

/// Text in pieces; malformed bytes become U+FFFD.
pub(crate) struct Pieces<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: String,
    ended: bool,
    malformed: bool,
}

impl<R: Read> Pieces<R> {
    pub fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder(),
            raw: vec![0; INPUT_BYTES],
            text: String::with_capacity(4 * INPUT_BYTES),
            ended: false,
            malformed: false,
        }
    }

    /// The next piece, of at most 256 KiB; `None` at the end.
    pub fn next(&mut self) -> Result<Option<&str>> {
        if self.ended {
            return Ok(None);
        }
        let n = self.input.read(&mut self.raw)?;
        self.ended = n == 0;
        self.text.clear();
        // Never more than three bytes of UTF-8 for one of input, and a little for what was pending.
        let (_, _, malformed) = self.decoder.decode_to_string(&self.raw[..n], &mut self.text, self.ended);
        self.malformed |= malformed;
        Ok(Some(&self.text))
    }

    /// Whether bytes were met that are no text in this encoding.
    pub fn malformed(&self) -> bool {
        self.malformed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str) {
        let encoding = detect(bytes);
        let mut pieces = Pieces::new(bytes, encoding);
        let mut all = String::new();
        while let Some(piece) = pieces.next().unwrap() {
            all.push_str(piece);
        }
        (all, encoding.name())
    }

    #[test]
    fn encodings_are_told_and_decoded() {
        let german = "Die Straße führt über die Brücke. Größere Fährschiffe müssen warten.\n".repeat(20);
        let japanese = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。\n".repeat(20);
        let little: Vec<u8> = german.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> =
            [0xfe, 0xff].into_iter().chain(german.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let windows = encoding_rs::WINDOWS_1252.encode(&german).0.into_owned();
        let shift = encoding_rs::SHIFT_JIS.encode(&japanese).0.into_owned();
        assert_eq!(decoded(german.as_bytes()), (german.clone(), "UTF-8"));
        assert_eq!(decoded(&little), (german.clone(), "UTF-16LE"));
        assert_eq!(decoded(&big), (german.clone(), "UTF-16BE"));
        assert_eq!(decoded(&windows), (german, "windows-1252"));
        assert_eq!(decoded(&shift), (japanese, "Shift_JIS"));
    }
}
