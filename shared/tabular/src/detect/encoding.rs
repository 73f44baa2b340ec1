//! Character encoding of a file by its bytes.
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Encoding and the length of the byte order mark. `sample` is the beginning of the file.
pub(crate) fn detect(sample: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(sample) {
        return found;
    }
    if let Some(encoding) = utf16_without_mark(sample) {
        return (encoding, 0);
    }
    let (sequences, errors) = utf8_evidence(sample);
    // A few broken bytes in a text that is UTF-8 otherwise cost their rows, not the encoding.
    if errors == 0 || sequences >= 4 * errors {
        return (UTF_8, 0);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    (detector.guess(None, chardetng::Utf8Detection::Deny), 0)
}

/// Latin text in UTF-16 has a zero in nearly every other byte, and text in any script has ASCII line ends.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
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

/// Number of valid multi-byte sequences and of invalid ones; a sequence cut by the end counts as neither.
pub(crate) fn utf8_evidence(sample: &[u8]) -> (usize, usize) {
    let (mut sequences, mut errors) = (0, 0);
    for chunk in sample.utf8_chunks() {
        sequences += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        let invalid = chunk.invalid();
        let end = invalid.as_ptr_range().end == sample.as_ptr_range().end;
        let cut = end && invalid.first().is_some_and(|b| *b >= 0xc2) && invalid.len() < 4;
        errors += usize::from(!invalid.is_empty() && !cut);
    }
    (sequences, errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_without_marks() {
        let text = "name,città\nMüller,Köln\nDupré,Orléans\nGarçon,Besançon\n";
        let windows = encoding_rs::WINDOWS_1252.encode(text).0;
        assert_eq!(detect(&windows).0.name(), "windows-1252");
        assert_eq!(detect(text.as_bytes()).0, UTF_8);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!((detect(&little).0, detect(&big).0), (UTF_16LE, UTF_16BE));
        assert_eq!(detect(b"\xef\xbb\xbfa,b\n"), (UTF_8, 3));
    }

    #[test]
    fn a_broken_byte_does_not_change_the_encoding() {
        let mut text = "ä,ö,ü\n".repeat(100).into_bytes();
        text.extend_from_slice(b"\xff,a,b\n");
        assert_eq!(detect(&text).0, UTF_8);
    }
}
