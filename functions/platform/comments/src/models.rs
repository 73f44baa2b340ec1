//! Comments as clients see them.

use domain::{
    Error,
    accounts::access::{Resource, ResourceType},
    platform::{
        comments::{Comment, MAX_TEXT, Wording, threads::Counts},
        text,
    },
};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Something to say about a thing.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCommentIn {
    /// The kind of thing: `project`, `file`, `analysis`.
    #[garde(skip)]
    pub resource_type: String,
    /// The thing.
    #[garde(skip)]
    pub resource_id: Uuid,
    /// A comment on the same thing that this one answers; it joins that one's thread.
    #[garde(skip)]
    pub parent_comment_id: Option<Uuid>,
    /// Markdown, kept as it is typed; `@[user-id]` names somebody.
    #[garde(custom(says_something), length(chars, max = MAX_TEXT))]
    #[schema(min_length = 1, max_length = 10000)]
    pub comment_text: String,
}

/// What may change about a comment.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentIn {
    /// Markdown, kept as it is typed; `@[user-id]` names somebody.
    #[garde(custom(says_something), length(chars, max = MAX_TEXT))]
    #[schema(min_length = 1, max_length = 10000)]
    pub comment_text: String,
}

runtime::merge_patch!(CommentPatch of CommentIn);

fn says_something(comment: &str, (): &()) -> garde::Result {
    if text::is_blank(comment) { Err(garde::Error::new("must not be blank")) } else { Ok(()) }
}

/// Reads which thing is meant; `pointers` are where its kind stands in the input.
///
/// # Errors
/// `Invalid` for a kind that the registry does not have.
pub fn resource(resource_type: &str, id: Uuid, pointer: &str) -> domain::Result<Resource> {
    let kind = ResourceType::parse(resource_type).ok_or_else(|| {
        let names: Vec<_> = ResourceType::ALL.iter().map(|kind| kind.name()).collect();
        Error::invalid(pointer, "invalid_value", format!("one of {}", names.join(", ")))
    })?;
    Ok(Resource { kind, id })
}

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentOut {
    /// Its id.
    pub id: Uuid,
    /// The kind of thing that it is about.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// The first comment of its thread; null for that one itself.
    pub parent_comment_id: Option<Uuid>,
    /// Markdown, as it was typed; empty once it is deleted.
    pub comment_text: String,
    /// Who is named in it and may see it.
    pub mentions: Vec<Uuid>,
    /// Whether the thread is settled. Only its first comment knows.
    pub is_resolved: bool,
    /// Who settled it.
    pub resolved_by: Option<Uuid>,
    /// When.
    pub resolved_at: Option<Timestamp>,
    /// How many replies stand below it.
    pub reply_count: i64,
    /// When the last of them was written.
    pub last_reply_at: Option<Timestamp>,
    /// When it was last edited; `…/history` has the earlier words.
    pub edited_at: Option<Timestamp>,
    /// Whether it is deleted: only its place is left.
    pub is_deleted: bool,
    /// When it was written.
    pub created_at: Timestamp,
    /// When anything last changed.
    pub updated_at: Timestamp,
    /// Who wrote it.
    pub created_by: Uuid,
}

impl From<Comment> for CommentOut {
    fn from(comment: Comment) -> Self {
        let (resolved_by, resolved_at) = comment.resolved.unzip();
        Self {
            id: comment.id.0,
            resource_type: comment.resource_type,
            resource_id: comment.resource_id,
            parent_comment_id: comment.parent.map(|parent| parent.0),
            comment_text: comment.text,
            mentions: comment.mentions.into_iter().map(|user| user.0).collect(),
            is_resolved: resolved_at.is_some(),
            resolved_by: resolved_by.map(|user| user.0),
            resolved_at,
            reply_count: comment.reply_count,
            last_reply_at: comment.last_reply_at,
            edited_at: comment.edited_at,
            is_deleted: comment.deleted_at.is_some(),
            created_at: comment.created_at,
            updated_at: comment.updated_at,
            created_by: comment.created_by.0,
        }
    }
}

/// How much was said about a thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentCountsOut {
    /// Comments that stand, replies included.
    pub comments: i64,
    /// Threads.
    pub threads: i64,
    /// Threads that are not resolved.
    pub unresolved: i64,
}

impl From<Counts> for CommentCountsOut {
    fn from(counts: Counts) -> Self {
        Self { comments: counts.comments, threads: counts.threads, unresolved: counts.unresolved }
    }
}

/// Every wording of a comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentHistoryOut {
    /// In the order in which they were written, the present one last; none once the comment is deleted.
    pub data: Vec<CommentWordingOut>,
}

/// A wording.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommentWordingOut {
    /// From 1.
    pub number: i32,
    /// As it was typed.
    pub comment_text: String,
    /// When.
    pub written_at: Timestamp,
}

impl From<Wording> for CommentWordingOut {
    fn from(wording: Wording) -> Self {
        Self { number: wording.number, comment_text: wording.text, written_at: wording.written_at }
    }
}
