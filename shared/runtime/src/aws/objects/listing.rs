//! Objects by the beginning of their keys.

use aws_sdk_s3::types::{Delete, ObjectIdentifier};
use domain::{Error, Result};
use jiff::Timestamp;

use super::Objects;
use crate::aws::unavailable;

/// An object as a listing shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its key.
    pub key: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its entity tag, without quotes.
    pub etag: String,
    /// When it was written.
    pub modified: Timestamp,
}

impl Objects {
    /// The objects under a prefix, in the order of their keys, at most a thousand, after the key `after`. Empty only
    /// where none is left.
    pub async fn list(&self, prefix: &str, after: Option<&str>) -> Result<Vec<Stored>> {
        let mut token = None;
        loop {
            let output = self
                .client
                .list_objects_v2()
                .bucket(&self.bucket)
                .prefix(prefix)
                .set_start_after(after.map(str::to_owned))
                .set_continuation_token(token)
                .send()
                .await
                .map_err(unavailable)?;
            token = output.next_continuation_token;
            let stored: Vec<_> = output.contents.unwrap_or_default().iter().filter_map(stored).collect();
            // A page may be empty and not the last.
            if !stored.is_empty() || token.is_none() {
                return Ok(stored);
            }
        }
    }

    /// Looks an object up without the right to read it.
    pub async fn find(&self, key: &str) -> Result<Option<Stored>> {
        let first = self.list(key, None).await?.into_iter().next();
        // No key sorts between a prefix and itself.
        Ok(first.filter(|stored| stored.key == key))
    }

    /// Deletes objects, at most a thousand. Absent ones are no error.
    pub async fn delete_all(&self, keys: &[String]) -> Result<()> {
        if keys.is_empty() {
            return Ok(());
        }
        let objects = keys
            .iter()
            .map(|key| ObjectIdentifier::builder().key(key).build().map_err(Error::internal))
            .collect::<Result<Vec<_>>>()?;
        let delete = Delete::builder().set_objects(Some(objects)).quiet(true).build();
        let output = self
            .client
            .delete_objects()
            .bucket(&self.bucket)
            .delete(delete.map_err(Error::internal)?)
            .send()
            .await
            .map_err(unavailable)?;
        match output.errors().first() {
            Some(error) => {
                Err(Error::unavailable(format!("S3 kept {:?}: {:?}", error.key(), error.message())))
            }
            None => Ok(()),
        }
    }

    /// Deletes every object under a prefix and ends every unfinished upload there. Repeating it is no error.
    pub async fn delete_prefix(&self, prefix: &str) -> Result<()> {
        // An empty prefix would be the whole bucket.
        if !prefix.ends_with('/') || prefix.len() < 2 {
            return Err(Error::internal(format!("{prefix:?} is no prefix to delete under")));
        }
        loop {
            let keys: Vec<_> = self.list(prefix, None).await?.into_iter().map(|stored| stored.key).collect();
            if keys.is_empty() {
                break;
            }
            self.delete_all(&keys).await?;
        }
        let uploads = self
            .client
            .list_multipart_uploads()
            .bucket(&self.bucket)
            .prefix(prefix)
            .send()
            .await
            .map_err(unavailable)?;
        for upload in uploads.uploads() {
            if let (Some(key), Some(id)) = (upload.key(), upload.upload_id()) {
                self.abort_multipart(key, id).await?;
            }
        }
        Ok(())
    }
}

fn stored(object: &aws_sdk_s3::types::Object) -> Option<Stored> {
    let modified = object.last_modified().and_then(|at| {
        let nanoseconds = i32::try_from(at.subsec_nanos()).ok()?;
        Timestamp::new(at.secs(), nanoseconds).ok()
    });
    Some(Stored {
        key: object.key()?.to_owned(),
        size: object.size().and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
        etag: object.e_tag().unwrap_or_default().trim_matches('"').to_owned(),
        modified: modified?,
    })
}
