//! An object written as a stream: parts of bounded size, so that memory does not grow with it.

use aws_sdk_s3::primitives::ByteStream;
use bytes::{Bytes, BytesMut};
use domain::{Error, Result};

use super::{Objects, Part};
use crate::aws::unavailable;

/// The size of a part in bytes: S3 wants at least 5 MiB for all but the last, and takes 10,000 parts.
const PART: usize = 8 * 1024 * 1024;

/// An object that is being written. Nothing is visible until it is finished.
pub struct Upload {
    objects: Objects,
    key: String,
    content_type: &'static str,
    buffer: BytesMut,
    multipart: Option<String>,
    parts: Vec<Part>,
}

impl Upload {
    /// Begins. Nothing is sent until a part is full.
    pub fn new(objects: &Objects, key: &str, content_type: &'static str) -> Self {
        Self {
            objects: objects.clone(),
            key: key.to_owned(),
            content_type,
            buffer: BytesMut::new(),
            multipart: None,
            parts: Vec::new(),
        }
    }

    /// Appends bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.buffer.extend_from_slice(bytes);
        while self.buffer.len() >= PART {
            let part = self.buffer.split_to(PART).freeze();
            self.send(part).await?;
        }
        Ok(())
    }

    async fn send(&mut self, bytes: Bytes) -> Result<()> {
        let id = match &self.multipart {
            Some(id) => id.clone(),
            None => {
                let id = self.objects.start_multipart(&self.key, self.content_type).await?;
                self.multipart.insert(id).clone()
            }
        };
        let number = i32::try_from(self.parts.len() + 1).map_err(Error::internal)?;
        let size = bytes.len() as u64;
        let output = self
            .objects
            .client
            .upload_part()
            .bucket(&self.objects.bucket)
            .key(&self.key)
            .upload_id(id)
            .part_number(number)
            .body(ByteStream::from(bytes))
            .send()
            .await
            .map_err(unavailable)?;
        self.parts.push(Part { number, size, etag: output.e_tag.unwrap_or_default() });
        Ok(())
    }

    /// Makes the object visible.
    pub async fn finish(mut self) -> Result<()> {
        let rest = self.buffer.split().freeze();
        if self.multipart.is_none() {
            return self.objects.write(&self.key, self.content_type, rest.to_vec()).await;
        }
        if !rest.is_empty() {
            self.send(rest).await?;
        }
        let id = self.multipart.take().unwrap_or_default();
        self.objects.complete_multipart(&self.key, &id, &self.parts).await
    }

    /// Gives it up.
    pub async fn abort(self) -> Result<()> {
        match self.multipart {
            Some(id) => self.objects.abort_multipart(&self.key, &id).await,
            None => Ok(()),
        }
    }
}
