//! S3's notification: which object was created.

use domain::{
    ids::{FileId, OrganizationId},
    ingestion::files,
};
use percent_encoding::percent_decode_str;
use serde::Deserialize;

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

#[derive(Deserialize)]
struct Notification {
    #[serde(rename = "Records", default)]
    records: Vec<Record>,
}

#[derive(Deserialize)]
struct Record {
    #[serde(rename = "eventName", default)]
    event_name: String,
    s3: Entity,
}

#[derive(Deserialize)]
struct Entity {
    object: Object,
}

#[derive(Deserialize)]
struct Object {
    key: String,
    #[serde(default)]
    size: u64,
    #[serde(rename = "eTag", default)]
    etag: String,
}

/// The originals that a message names. S3's test event, and whatever is none of ours, names none.
pub fn parse(body: &str) -> Vec<Uploaded> {
    let notification: Notification = match serde_json::from_str(body) {
        Ok(notification) => notification,
        Err(error) => {
            tracing::error!(%error, "a message that is no S3 notification");
            return Vec::new();
        }
    };
    notification
        .records
        .into_iter()
        .filter(|record| record.event_name.contains("ObjectCreated"))
        .filter_map(|record| {
            let Object { key, size, etag } = record.s3.object;
            // Keys arrive as in a form: spaces are plus signs.
            let key = percent_decode_str(&key.replace('+', " ")).decode_utf8().ok()?.into_owned();
            let (organization, file) = files::parse_key(&key)?;
            Some(Uploaded { organization, file, key, size, etag: etag.trim_matches('"').to_owned() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01a1fbd3-9e90-7889-8abe-836ba04b46ad";

    #[test]
    fn an_original_is_found_by_its_encoded_key() {
        let body = format!(
            r#"{{"Records":[{{"eventName":"ObjectCreated:Post","s3":{{"object":{{"key":"org%2F{ID}%2Ffiles/{ID}/original","size":3,"eTag":"abc"}}}}}}]}}"#
        );
        let uploaded = parse(&body);
        assert_eq!(uploaded.len(), 1);
        assert_eq!(uploaded[0].key, format!("org/{ID}/files/{ID}/original"));
        assert_eq!((uploaded[0].size, uploaded[0].etag.as_str()), (3, "abc"));
    }

    #[test]
    fn what_is_none_of_ours_is_dropped() {
        assert_eq!(parse(r#"{"Service":"Amazon S3","Event":"s3:TestEvent"}"#), []);
        assert_eq!(parse("not json"), []);
        let twin = format!(
            r#"{{"Records":[{{"eventName":"ObjectCreated:Put","s3":{{"object":{{"key":"org/{ID}/files/{ID}/twin.parquet"}}}}}}]}}"#
        );
        assert_eq!(parse(&twin), []);
        let removed = format!(
            r#"{{"Records":[{{"eventName":"ObjectRemoved:Delete","s3":{{"object":{{"key":"org/{ID}/files/{ID}/original"}}}}}}]}}"#
        );
        assert_eq!(parse(&removed), []);
    }
}
