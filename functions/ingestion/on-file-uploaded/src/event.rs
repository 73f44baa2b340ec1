//! S3's notification: which file's original was created.

use domain::{
    ids::{FileId, OrganizationId},
    ingestion::files,
};
use runtime::aws::objects;

/// An original that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uploaded {
    /// Whose it is.
    pub organization: OrganizationId,
    /// Which file's.
    pub file: FileId,
    /// Its key.
    pub key: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its entity tag, without quotes.
    pub etag: String,
}

/// The originals that a message names. S3's test event, and whatever is none of ours, names none.
pub fn parse(body: &str) -> Vec<Uploaded> {
    objects::created(body)
        .into_iter()
        .filter_map(|object| {
            let (organization, file) = files::parse_key(&object.key)?;
            Some(Uploaded { organization, file, key: object.key, size: object.size, etag: object.etag })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01a1fbd3-9e90-7889-8abe-836ba04b46ad";

    #[test]
    fn only_originals_are_work() {
        for (name, count) in [("original", 1), ("twin.parquet", 0)] {
            let body = format!(
                r#"{{"Records":[{{"eventName":"ObjectCreated:Put","s3":{{"object":{{"key":"org/{ID}/files/{ID}/{name}"}}}}}}]}}"#
            );
            assert_eq!(parse(&body).len(), count, "{name}");
        }
    }
}
