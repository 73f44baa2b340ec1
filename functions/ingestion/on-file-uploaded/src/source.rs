//! The object as a blocking stream for the parser, hashed on the way. A broken connection is taken up again at the
//! same byte.

use std::{
    io::{self, Read},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use bytes::{Buf as _, Bytes};
use domain::{Error, Result};
use runtime::aws::objects::{ByteStream, Objects};
use sha2::{Digest as _, Sha256};
use tokio::runtime::Handle;

/// How often a broken connection is taken up again in one pass.
const RESUMES: u32 = 5;
/// How long S3 may be silent.
const SILENCE: Duration = Duration::from_secs(20);

/// The object that is read.
pub struct ObjectSource {
    pub objects: Objects,
    pub key: String,
    pub etag: String,
    pub size: u64,
    pub hash: Arc<Mutex<Sha256>>,
}

impl tabular::Source for ObjectSource {
    fn open(&mut self) -> io::Result<Box<dyn Read + Send>> {
        *self.hash.lock().unwrap_or_else(PoisonError::into_inner) = Sha256::new();
        Ok(Box::new(ObjectReader {
            handle: Handle::current(),
            objects: self.objects.clone(),
            key: self.key.clone(),
            etag: self.etag.clone(),
            size: self.size,
            hash: self.hash.clone(),
            stream: None,
            chunk: Bytes::new(),
            position: 0,
            resumes: 0,
        }))
    }

    fn size(&self) -> u64 {
        self.size
    }
}

struct ObjectReader {
    handle: Handle,
    objects: Objects,
    key: String,
    etag: String,
    size: u64,
    hash: Arc<Mutex<Sha256>>,
    stream: Option<ByteStream>,
    chunk: Bytes,
    /// Bytes received.
    position: u64,
    resumes: u32,
}

impl Read for ObjectReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.chunk.is_empty() {
            if self.position >= self.size {
                return Ok(0);
            }
            let handle = self.handle.clone();
            match handle.block_on(self.next()) {
                Ok(Some(chunk)) => {
                    self.position += chunk.len() as u64;
                    self.hash.lock().unwrap_or_else(PoisonError::into_inner).update(&chunk);
                    self.chunk = chunk;
                }
                // An end before the end is a broken connection too.
                Ok(None) => self.resume(Error::unavailable("the object ended early"))?,
                Err(error) => self.resume(error)?,
            }
        }
        let length = self.chunk.len().min(buffer.len());
        self.chunk.copy_to_slice(&mut buffer[..length]);
        Ok(length)
    }
}

impl ObjectReader {
    async fn next(&mut self) -> Result<Option<Bytes>> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let etag = format!("\"{}\"", self.etag);
                let opened =
                    tokio::time::timeout(SILENCE, self.objects.read(&self.key, Some(&etag), self.position));
                let opened = opened.await.map_err(Error::unavailable)??;
                self.stream.insert(opened)
            }
        };
        let next = tokio::time::timeout(SILENCE, stream.try_next()).await.map_err(Error::unavailable)?;
        next.map_err(Error::unavailable)
    }

    fn resume(&mut self, error: Error) -> io::Result<()> {
        self.resumes += 1;
        if self.resumes > RESUMES || !error.is_transient() {
            return Err(io::Error::other(error));
        }
        tracing::warn!(%error, position = self.position, "taking the object up again");
        self.stream = None;
        std::thread::sleep(Duration::from_millis(200) * self.resumes);
        Ok(())
    }
}
