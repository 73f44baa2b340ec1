//! Media as clients see them.

use std::collections::BTreeMap;

use domain::ids::MediaId;
use domain::network::{
    kinds,
    links::{Link, MAX_LINKS, NewLink},
    media::{Media, MediaFields},
};
use garde::Validate;
use jiff::Timestamp;
use runtime::{
    aws::objects::PostForm,
    http::{openapi::FailureOut, transfer},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An image or attachment to be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaIn {
    /// Its name, without folders.
    #[garde(custom(transfer::is_file_name))]
    #[schema(min_length = 1, max_length = 255)]
    pub file_name: String,
    /// Its exact size in bytes. The setting `max_media_size_mb` says how large it may be.
    #[garde(range(min = 1))]
    #[schema(minimum = 1)]
    pub size_bytes: u64,
    /// Its media type, one of those that are taken; what the item is, its bytes decide.
    #[garde(custom(is_taken))]
    #[serde(default = "transfer::octet_stream")]
    #[schema(max_length = 255)]
    pub content_type: String,
    /// Its SHA-256 in hexadecimal. Bytes that are here already are recognised before they are sent.
    #[garde(pattern("^[0-9a-fA-F]{64}$"))]
    #[schema(pattern = "^[0-9a-fA-F]{64}$")]
    pub sha256: Option<String>,
    /// What people call it.
    #[garde(length(chars, max = 200))]
    #[serde(default)]
    #[schema(max_length = 200)]
    pub title: String,
    /// What it shows, for whoever does not see it.
    #[garde(length(chars, max = 1000))]
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub alt_text: String,
    /// Whatever there is to say.
    #[garde(length(chars, max = 5000))]
    #[serde(default)]
    #[schema(max_length = 5000)]
    pub description: String,
    /// Whether everybody in the organization sees it. Where nothing is said: unless it hangs on a thing.
    #[garde(skip)]
    pub in_library: Option<bool>,
    /// The kind of the thing that it hangs on from the start: `project`, `file`, `analysis`.
    #[garde(skip)]
    pub resource_type: Option<String>,
    /// The thing.
    #[garde(skip)]
    pub resource_id: Option<Uuid>,
    /// What to say about it there.
    #[garde(length(chars, max = 2000))]
    #[schema(max_length = 2000)]
    pub caption: Option<String>,
}

fn is_taken(text: &str, (): &()) -> garde::Result {
    transfer::is_content_type(text, &())?;
    if kinds::may_be_declared(text) {
        return Ok(());
    }
    let names: Vec<_> = kinds::KINDS.iter().map(|kind| kind.content_type).collect();
    Err(garde::Error::new(format!("one of {}, or {}", names.join(", "), kinds::UNKNOWN)))
}

/// What people may change about an item.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaChange {
    /// Under which name it is saved.
    #[garde(custom(transfer::is_file_name))]
    #[schema(min_length = 1, max_length = 255)]
    pub file_name: String,
    /// What people call it.
    #[garde(length(chars, max = 200))]
    #[serde(default)]
    #[schema(max_length = 200)]
    pub title: String,
    /// What it shows, for whoever does not see it.
    #[garde(length(chars, max = 1000))]
    #[serde(default)]
    #[schema(max_length = 1000)]
    pub alt_text: String,
    /// Whatever there is to say.
    #[garde(length(chars, max = 5000))]
    #[serde(default)]
    #[schema(max_length = 5000)]
    pub description: String,
}

runtime::merge_patch!(MediaPatch of MediaChange);

impl From<MediaChange> for MediaFields {
    fn from(input: MediaChange) -> Self {
        let MediaChange { file_name, title, alt_text, description } = input;
        Self { file_name, title: title.trim().to_owned(), alt_text, description }
    }
}

impl From<MediaFields> for MediaChange {
    fn from(fields: MediaFields) -> Self {
        let MediaFields { file_name, title, alt_text, description } = fields;
        Self { file_name, title, alt_text, description }
    }
}

/// An image or attachment.
#[derive(Debug, Serialize, ToSchema)]
pub struct MediaOut {
    /// Its id.
    pub id: Uuid,
    /// Under which name it is saved.
    pub file_name: String,
    /// What people call it.
    pub title: String,
    /// What it shows, for whoever does not see it.
    pub alt_text: String,
    /// Whatever there is to say.
    pub description: String,
    /// `image`, `video`, `audio` or `document`, once READY.
    pub media_type: Option<String>,
    /// What its bytes are, once READY; until then, what was announced.
    pub content_type: String,
    /// Whether a browser may show it in place.
    pub inline: bool,
    /// `PENDING` until the bytes are there, `PROCESSING` while they are looked at, then `READY` or `FAILED`.
    pub status: String,
    /// Why it `FAILED`.
    pub failure: Option<FailureOut>,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its bytes in hexadecimal, once READY.
    pub sha256: Option<String>,
    /// In pixels, where it is an image with such.
    pub width: Option<i32>,
    /// In pixels, where it is an image with such.
    pub height: Option<i32>,
    /// An older item with the same bytes: in the library, or its uploader's own.
    pub duplicate_of: Option<Uuid>,
    /// Whether everybody in the organization sees it.
    pub in_library: bool,
    /// When its row was written.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When its bytes had come.
    pub uploaded_at: Option<Timestamp>,
    /// When it became `READY` or `FAILED`.
    pub processed_at: Option<Timestamp>,
    /// Who uploaded it.
    pub created_by: Uuid,
}

impl From<Media> for MediaOut {
    fn from(item: Media) -> Self {
        let (width, height) = item.dimensions.unzip();
        Self {
            id: item.id.0,
            file_name: item.fields.file_name,
            title: item.fields.title,
            alt_text: item.fields.alt_text,
            description: item.fields.description,
            media_type: item.media_type,
            inline: item.content_type.as_deref().and_then(kinds::find).is_some_and(|kind| kind.inline),
            content_type: item.content_type.unwrap_or(item.declared_content_type),
            status: item.status,
            failure: item.failure.map(|(code, message)| FailureOut { code, message }),
            size_bytes: item.size_bytes,
            sha256: item.sha256.as_deref().map(transfer::hex),
            width,
            height,
            duplicate_of: item.duplicate_of.map(|id| id.0),
            in_library: item.in_library,
            created_at: item.created_at,
            updated_at: item.updated_at,
            uploaded_at: item.uploaded_at,
            processed_at: item.processed_at,
            created_by: item.created_by.0,
        }
    }
}

/// An item with the way its bytes go.
#[derive(Debug, Serialize, ToSchema)]
pub struct MediaCreated {
    /// The item, `PENDING`; or one that is here already.
    pub media: MediaOut,
    /// Where the bytes go; null where they are here already.
    pub upload: Option<MediaUploadOut>,
}

/// Where the bytes go: post the fields and then `file`, as `multipart/form-data`.
#[derive(Debug, Serialize, ToSchema)]
pub struct MediaUploadOut {
    /// `POST`.
    pub method: &'static str,
    /// Where to.
    pub url: String,
    /// What to send before the file.
    pub fields: BTreeMap<String, String>,
}

impl From<PostForm> for MediaUploadOut {
    fn from(form: PostForm) -> Self {
        Self { method: "POST", url: form.url, fields: form.fields }
    }
}

/// An item's place on a thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct MediaLinkOut {
    /// Its id.
    pub id: Uuid,
    /// The item.
    pub media_id: Uuid,
    /// The kind of the thing.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// What is said about it there.
    pub caption: String,
    /// From 0.
    pub position: i32,
    /// When it was put there.
    pub created_at: Timestamp,
    /// By whom.
    pub created_by: Uuid,
}

impl From<Link> for MediaLinkOut {
    fn from(link: Link) -> Self {
        Self {
            id: link.id.0,
            media_id: link.media.0,
            resource_type: link.resource_type,
            resource_id: link.resource_id,
            caption: link.caption,
            position: link.position,
            created_at: link.created_at,
            created_by: link.created_by.0,
        }
    }
}

/// The items on a thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct MediaLinksOut {
    /// In order.
    pub data: Vec<MediaLinkOut>,
}

/// An item to hang on a thing.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaLinkIn {
    /// The item.
    #[garde(skip)]
    pub media_id: Uuid,
    /// The kind of the thing: `project`, `file`, `analysis`.
    #[garde(skip)]
    pub resource_type: String,
    /// The thing.
    #[garde(skip)]
    pub resource_id: Uuid,
    /// What to say about it there.
    #[garde(length(chars, max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub caption: String,
    /// Where among what hangs there, from 0; behind all of it where nothing is said.
    #[garde(skip)]
    pub position: Option<u32>,
}

/// The new set of items on a thing.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaLinksIn {
    /// In order, each item once.
    #[garde(length(max = MAX_LINKS), dive)]
    #[schema(max_items = 100)]
    pub links: Vec<MediaPlaceIn>,
}

/// An item in the new set.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaPlaceIn {
    /// The item.
    #[garde(skip)]
    pub media_id: Uuid,
    /// What to say about it there.
    #[garde(length(chars, max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub caption: String,
}

impl From<MediaPlaceIn> for NewLink {
    fn from(input: MediaPlaceIn) -> Self {
        Self { media: MediaId(input.media_id), caption: input.caption }
    }
}

/// The image that shows its uploader.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AvatarIn {
    /// An image that the caller uploaded, `READY`, of at most 5 MiB.
    #[garde(skip)]
    pub media_id: Uuid,
}
