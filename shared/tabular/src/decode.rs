//! A reader that turns any encoding into UTF-8. Malformed input becomes a byte that no UTF-8 contains, so that the
//! row around it is rejected later.
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding};

/// Stands for input that is no text in its encoding.
const MALFORMED: u8 = 0xff;
const INPUT_BYTES: usize = 64 << 10;

/// See the module.
pub(crate) struct Transcoder<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// The part of `raw` that is not decoded yet.
    pending: std::ops::Range<usize>,
    ended: bool,
    malformed: bool,
    finished: bool,
    /// Decoded text that did not fit the caller's buffer.
    spare: Vec<u8>,
}

impl<R: Read> Transcoder<R> {
    pub fn new(input: R, encoding: &'static Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_without_bom_handling(),
            raw: vec![0; INPUT_BYTES],
            pending: 0..0,
            ended: false,
            malformed: false,
            finished: false,
            spare: Vec::new(),
        }
    }

    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if std::mem::take(&mut self.malformed) {
                out[0] = MALFORMED;
                return Ok(1);
            }
            if self.finished {
                return Ok(0);
            }
            if self.pending.is_empty() && !self.ended {
                let n = self.input.read(&mut self.raw)?;
                self.pending = 0..n;
                self.ended = n == 0;
            }
            let source = &self.raw[self.pending.clone()];
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(source, out, self.ended);
            self.pending.start += read;
            match result {
                DecoderResult::InputEmpty => self.finished = self.ended,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.malformed = true,
            }
            if written > 0 {
                return Ok(written);
            }
        }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        // The decoder wants room for a whole character.
        if out.len() < 16 && self.spare.is_empty() {
            let mut room = [0; 64];
            let n = self.decode(&mut room)?;
            self.spare.extend_from_slice(&room[..n]);
        }
        if !self.spare.is_empty() || out.len() < 16 {
            let n = self.spare.len().min(out.len());
            out[..n].copy_from_slice(&self.spare[..n]);
            self.spare.drain(..n);
            return Ok(n);
        }
        self.decode(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_buffers_and_broken_input() {
        let text: Vec<u8> =
            "añb€c😀".encode_utf16().flat_map(u16::to_le_bytes).chain([0x00, 0xd8, b'z', 0, 7]).collect();
        let mut reader = Transcoder::new(text.as_slice(), encoding_rs::UTF_16LE);
        let mut out = Vec::new();
        let mut byte = [0; 3];
        loop {
            let n = reader.read(&mut byte).unwrap();
            if n == 0 {
                break;
            }
            out.extend_from_slice(&byte[..n]);
        }
        assert_eq!(out, ["añb€c😀".as_bytes(), &[0xff], b"z", &[0xff]].concat());
    }
}
