//! S3's notification that objects were created: read from a queue, and written where the true one got lost.

use percent_encoding::percent_decode_str;
use serde::Deserialize;
use serde_json::json;

use super::Objects;

/// An object that was created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
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

/// The created objects that a message names. S3's test event, and whatever is no notification, names none.
pub fn created(body: &str) -> Vec<Created> {
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
            Some(Created { key, size, etag: etag.trim_matches('"').to_owned() })
        })
        .collect()
}

impl Objects {
    /// The notification that S3 sends when the object was created, for where it got lost.
    pub fn creation_event(&self, key: &str, size: u64, etag: &str) -> String {
        // Our keys are made of ids and plain words: nothing in them has to be encoded.
        json!({ "Records": [{
            "eventSource": "aws:s3",
            "eventName": "ObjectCreated:Sweep",
            "s3": { "bucket": { "name": self.bucket }, "object": { "key": key, "size": size, "eTag": etag } },
        }] })
        .to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01a1fbd3-9e90-7889-8abe-836ba04b46ad";

    #[test]
    fn an_object_is_found_by_its_encoded_key() {
        let body = format!(
            r#"{{"Records":[{{"eventName":"ObjectCreated:Post","s3":{{"object":{{"key":"org%2F{ID}%2Ffiles/{ID}/original","size":3,"eTag":"abc"}}}}}}]}}"#
        );
        let created = created(&body);
        assert_eq!(created.len(), 1);
        assert_eq!(created[0].key, format!("org/{ID}/files/{ID}/original"));
        assert_eq!((created[0].size, created[0].etag.as_str()), (3, "abc"));
    }

    #[test]
    fn what_creates_nothing_names_nothing() {
        assert_eq!(created(r#"{"Service":"Amazon S3","Event":"s3:TestEvent"}"#), []);
        assert_eq!(created("not json"), []);
        let removed = r#"{"Records":[{"eventName":"ObjectRemoved:Delete","s3":{"object":{"key":"a"}}}]}"#;
        assert_eq!(created(removed), []);
    }
}
