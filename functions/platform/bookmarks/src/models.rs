//! Bookmarks as clients see them.

use domain::platform::bookmarks::{Bookmark, BookmarkFields};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A bookmark to be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBookmarkIn {
    /// The kind of the thing: `project`, `file`, `analysis`, `media`.
    #[garde(skip)]
    pub resource_type: String,
    /// A thing that the caller can see.
    #[garde(skip)]
    pub resource_id: Uuid,
    /// What its person calls it.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    pub bookmark_name: String,
    /// Its person's own words for it.
    #[garde(length(max = 20), inner(length(chars, min = 1, max = 50)))]
    #[serde(default)]
    #[schema(max_items = 20)]
    pub tags: Vec<String>,
}

/// What can be changed about a bookmark.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookmarkIn {
    /// What its person calls it.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    pub bookmark_name: String,
    /// Its person's own words for it.
    #[garde(length(max = 20), inner(length(chars, min = 1, max = 50)))]
    #[serde(default)]
    #[schema(max_items = 20)]
    pub tags: Vec<String>,
}

runtime::merge_patch!(BookmarkPatch of BookmarkIn);

impl From<BookmarkIn> for BookmarkFields {
    fn from(input: BookmarkIn) -> Self {
        Self { bookmark_name: input.bookmark_name.trim().to_owned(), tags: input.tags }
    }
}

impl From<BookmarkFields> for BookmarkIn {
    fn from(fields: BookmarkFields) -> Self {
        Self { bookmark_name: fields.bookmark_name, tags: fields.tags }
    }
}

/// A bookmark.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookmarkOut {
    /// Its id.
    pub id: Uuid,
    /// The kind of the thing.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// Whether the thing is there and the caller can see it.
    pub available: bool,
    /// What its person calls it; null while the thing is not available, because the name may tell what it was.
    pub bookmark_name: Option<String>,
    /// Its person's own words for it.
    pub tags: Vec<String>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl From<Bookmark> for BookmarkOut {
    fn from(bookmark: Bookmark) -> Self {
        Self {
            id: bookmark.id.0,
            resource_type: bookmark.resource_type,
            resource_id: bookmark.resource_id,
            available: bookmark.available,
            bookmark_name: bookmark.available.then_some(bookmark.fields.bookmark_name),
            tags: if bookmark.available { bookmark.fields.tags } else { Vec::new() },
            created_at: bookmark.created_at,
            updated_at: bookmark.updated_at,
        }
    }
}
