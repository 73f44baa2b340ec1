//! What the blocks tell about the encoding, for files whose beginning did not tell it.
use encoding_rs::{Encoding, UTF_8};

use crate::block::Block;
use crate::detect;
use crate::options::Options;

/// See the module.
#[derive(Default)]
pub(super) struct TextEvidence {
    /// Characters beyond ASCII.
    sequences: usize,
    errors: usize,
    /// Text with bytes that are no UTF-8, bounded.
    broken: Vec<u8>,
}

impl TextEvidence {
    const BROKEN_BYTES: usize = 64 << 10;

    pub fn add(&mut self, block: &Block) {
        self.sequences += usize::from(block.beyond_ascii);
        self.errors += block.broken_rows;
        let room = Self::BROKEN_BYTES.saturating_sub(self.broken.len());
        self.broken.extend_from_slice(&block.broken[..block.broken.len().min(room)]);
    }

    /// A file whose beginning was ASCII and that turned out to be no UTF-8.
    pub fn other_encoding(&self, present: &'static Encoding, options: &Options) -> Option<&'static Encoding> {
        let open = present == UTF_8 && options.encoding.is_none();
        if !open || self.errors == 0 || self.sequences > 0 {
            return None;
        }
        Some(detect::encoding(&self.broken).0).filter(|encoding| *encoding != UTF_8)
    }
}
