//! Parquet twins in S3, read over ranges: only the columns and rows that are asked for travel.

use std::io;

use bytes::Bytes;
use domain::{Error, Result};
use tabular::twin::{RangeRead, Twin, TwinError};
use tokio::runtime::Handle;

use super::objects::Objects;

/// An object with random access, for code that blocks.
pub struct ObjectRanges {
    handle: Handle,
    objects: Objects,
    key: String,
    size: u64,
}

impl RangeRead for ObjectRanges {
    fn len(&self) -> io::Result<u64> {
        Ok(self.size)
    }

    fn read_range(&self, offset: u64, length: usize) -> io::Result<Bytes> {
        let read = self.objects.read_range(&self.key, offset, length as u64);
        let bytes = self.handle.block_on(read).map_err(io::Error::other)?;
        if bytes.len() == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

/// Works on a twin, on a thread that may block.
///
/// # Errors
/// `Unavailable` where S3 is away or the twin is gone, `Internal` where it is damaged.
pub async fn with_twin<T: Send + 'static>(
    objects: &Objects,
    key: &str,
    work: impl FnOnce(&Twin<ObjectRanges>) -> std::result::Result<T, TwinError> + Send + 'static,
) -> Result<T> {
    let head = objects.head(key).await?.ok_or_else(|| Error::unavailable(format!("no twin at {key}")))?;
    let ranges = ObjectRanges {
        handle: Handle::current(),
        objects: objects.clone(),
        key: key.to_owned(),
        size: head.size,
    };
    let result = tokio::task::spawn_blocking(move || work(&Twin::open(ranges)?)).await;
    result.map_err(Error::internal)?.map_err(platform_error)
}

/// What the platform makes of a twin's error.
pub fn platform_error(error: TwinError) -> Error {
    match error {
        TwinError::Io(error) => match error.downcast::<Error>() {
            Ok(error) => error,
            Err(error) => Error::unavailable(error),
        },
        other => Error::internal(other),
    }
}
