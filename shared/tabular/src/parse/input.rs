//! From a source to text: sample, kind of file, encoding.
use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Encoding, UTF_8};

use crate::block::MAX_RECORD_BYTES;
use crate::decode::Transcoder;
use crate::detect;
use crate::failure::{Failure, Result};
use crate::options::Options;

/// Bytes that detection looks at; more only where not even one line ends in them.
const SAMPLE_BYTES: usize = 256 << 10;

/// A file's text and what is known of its beginning.
pub(super) struct Input {
    pub encoding: &'static Encoding,
    /// The beginning of the text; all of it where `complete`.
    pub head: Vec<u8>,
    pub complete: bool,
    /// What follows `head`.
    pub rest: Box<dyn Read + Send>,
    pub bytes_read: Arc<AtomicU64>,
}

impl Input {
    /// `encoding`: known from an earlier pass.
    pub fn open(
        source: Box<dyn Read + Send>,
        options: &Options,
        encoding: Option<&'static Encoding>,
    ) -> Result<Self> {
        let bytes_read = Arc::new(AtomicU64::new(0));
        let mut source = Counted { inner: source, count: Arc::clone(&bytes_read) };
        let (sample, _) = read_head(&mut source, SAMPLE_BYTES)?;
        if sample.is_empty() {
            return Err(empty());
        }
        detect::refuse_binary(&sample)?;
        let given = options
            .encoding
            .as_deref()
            .and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
        let (found, mark) = match (encoding.or(given), Encoding::for_bom(&sample)) {
            (Some(encoding), Some((marked, length))) if marked == encoding => (encoding, length),
            (Some(encoding), _) => (encoding, 0),
            (None, _) => detect::encoding(&sample),
        };
        let raw = Cursor::new(sample[mark..].to_vec()).chain(source);
        let mut text: Box<dyn Read + Send> =
            if found == UTF_8 { Box::new(raw) } else { Box::new(Transcoder::new(raw, found)) };
        let (mut head, mut complete) = read_head(&mut text, SAMPLE_BYTES)?;
        if !complete && !head.iter().any(|b| matches!(b, b'\n' | b'\r')) {
            let (more, ended) = read_head(&mut text, MAX_RECORD_BYTES - SAMPLE_BYTES)?;
            head.extend_from_slice(&more);
            complete = ended;
        }
        detect::refuse_control_characters(&head)?;
        if complete && head.iter().all(u8::is_ascii_whitespace) {
            return Err(empty());
        }
        Ok(Self { encoding: found, head, complete, rest: text, bytes_read })
    }
}

fn empty() -> crate::Error {
    Failure::new("file_empty", "The file is empty. Upload a file with at least one line of data.").into()
}

/// Reads up to `limit` bytes; true where the input ended.
fn read_head(input: &mut impl Read, limit: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut head = Vec::new();
    input.take(limit as u64).read_to_end(&mut head)?;
    let complete = head.len() < limit;
    Ok((head, complete))
}

/// Counts the bytes that pass.
struct Counted {
    inner: Box<dyn Read + Send>,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.count.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
