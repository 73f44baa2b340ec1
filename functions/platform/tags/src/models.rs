//! Tags as clients see them.

use domain::platform::{
    tags::{MAX_TAGS, Tag, TagFields},
    values,
};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A tag to be.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TagIn {
    /// Unique in the organization, whatever the case of its letters.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 50))]
    #[schema(min_length = 1, max_length = 50)]
    pub name: String,
    /// What it means.
    #[garde(length(chars, max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: String,
    /// As `#rrggbb`.
    #[garde(custom(is_color))]
    #[serde(default = "blue")]
    #[schema(pattern = "^#[0-9a-fA-F]{6}$", default = "#3B82F6")]
    pub color: String,
    /// Groups tags in lists.
    #[garde(length(chars, max = 50))]
    #[serde(default)]
    #[schema(max_length = 50)]
    pub category: String,
}

runtime::merge_patch!(TagPatch of TagIn);

fn blue() -> String {
    "#3B82F6".to_owned()
}

fn is_color(color: &str, (): &()) -> garde::Result {
    if values::is_color(color) { Ok(()) } else { Err(garde::Error::new("a colour such as #3B82F6")) }
}

impl From<TagIn> for TagFields {
    fn from(input: TagIn) -> Self {
        let TagIn { name, description, color, category } = input;
        Self { name: name.trim().to_owned(), description, color, category: category.trim().to_owned() }
    }
}

impl From<TagFields> for TagIn {
    fn from(fields: TagFields) -> Self {
        let TagFields { name, description, color, category } = fields;
        Self { name, description, color, category }
    }
}

/// A tag.
#[derive(Debug, Serialize, ToSchema)]
pub struct TagOut {
    /// Its id.
    pub id: Uuid,
    /// Unique in the organization, whatever the case of its letters.
    pub name: String,
    /// What it means.
    pub description: String,
    /// As `#rrggbb`.
    pub color: String,
    /// Groups tags in lists.
    pub category: String,
    /// On how many things it is.
    pub usage_count: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: Uuid,
}

impl From<Tag> for TagOut {
    fn from(tag: Tag) -> Self {
        let TagFields { name, description, color, category } = tag.fields;
        Self {
            id: tag.id.0,
            name,
            description,
            color,
            category,
            usage_count: tag.usage_count,
            created_at: tag.created_at,
            updated_at: tag.updated_at,
            created_by: tag.created_by.0,
        }
    }
}

/// What to merge a tag into.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeIn {
    /// Another tag of the organization; it stays.
    #[garde(skip)]
    pub into: Uuid,
}

/// The tags on a thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaggingsOut {
    /// By name.
    pub data: Vec<TagOut>,
}

/// The new set of tags.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaggingsIn {
    /// Tags of the organization, in any order.
    #[garde(length(max = MAX_TAGS))]
    #[schema(max_items = 50)]
    pub tag_ids: Vec<Uuid>,
}
