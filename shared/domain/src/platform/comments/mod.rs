//! Comments on things of any kind: threads of one level, with mentions, history, and an end.
//!
//! A comment is visible to whoever sees the thing and holds `comments.read`. A reply to a reply joins the thread. What
//! is deleted leaves its place and nothing of its words.
//!
//! - [`threads`]: lists, counts, resolving · [`mentions`]: who is named, and who is told

use jiff::Timestamp;
use serde_json::{Value, json};
use sql::queries::platform::comments::{self as queries, CommentRow};
use uuid::Uuid;

use super::audit;
use crate::{
    Error, Result,
    accounts::{
        access::{self, Resource, ResourceType},
        permissions::Permission,
    },
    ids::{CommentId, FileId, UserId},
    transaction::TenantTx,
};

pub mod mentions;
pub mod threads;

/// The longest comment, in characters.
pub const MAX_TEXT: usize = 10_000;
/// The most replies in a thread, deleted ones included.
const MAX_REPLIES: i64 = 1_000;
/// How often a comment can be edited.
const MAX_VERSIONS: i64 = 100;

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// The kind of thing that it is about: a word of the registry.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// The first comment of its thread; none for that one itself.
    pub parent: Option<CommentId>,
    /// Markdown, as it was typed; empty once it is deleted.
    pub text: String,
    /// Who is named in it and may see it.
    pub mentions: Vec<UserId>,
    /// Who resolved the thread, and when.
    pub resolved: Option<(UserId, Timestamp)>,
    /// How many stand below it.
    pub reply_count: i64,
    /// When the last of them was written.
    pub last_reply_at: Option<Timestamp>,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
    /// When it was deleted.
    pub deleted_at: Option<Timestamp>,
    /// Raised by every change.
    pub version: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// When anything last changed.
    pub updated_at: Timestamp,
    /// Who wrote it.
    pub created_by: UserId,
}

impl Comment {
    /// The thing that it is about.
    ///
    /// # Errors
    /// `NotFound` for a kind that this binary does not know.
    pub fn resource(&self) -> Result<Resource> {
        let kind = ResourceType::parse(&self.resource_type).ok_or(Error::NotFound("resource"))?;
        Ok(Resource { kind, id: self.resource_id })
    }
}

impl From<CommentRow> for Comment {
    fn from(row: CommentRow) -> Self {
        Self {
            id: CommentId(row.id),
            resource_type: row.resource_type,
            resource_id: row.resource_id,
            parent: row.parent_comment_id.map(CommentId),
            text: row.comment_text,
            mentions: row.mentions.into_iter().map(UserId).collect(),
            resolved: row.resolved_by.map(UserId).zip(row.resolved_at),
            reply_count: row.reply_count,
            last_reply_at: row.last_reply_at,
            edited_at: row.edited_at,
            deleted_at: row.deleted_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            created_by: UserId(row.created_by),
        }
    }
}

/// Requires that the caller may read what is said about the thing.
///
/// # Errors
/// `NotFound` where they cannot see the thing, `Forbidden` where they may not read it or its comments.
pub async fn require_read(tx: &TenantTx, resource: Resource) -> Result<()> {
    let access = access::get(tx, resource).await?;
    access.require(tx, resource.kind.read())?;
    access.require(tx, Permission::CommentsRead)
}

/// A comment on a thing that the caller can see. What they may do with it is theirs to require.
///
/// # Errors
/// `NotFound` for an absent or foreign comment, and for one on a thing that is hidden from the caller.
pub async fn get(tx: &TenantTx, id: CommentId) -> Result<Comment> {
    let comment = read(tx, id).await?.ok_or(Error::NotFound("comment"))?;
    access::get(tx, comment.resource()?).await?;
    Ok(comment)
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: CommentId) -> Result<Comment> {
    queries::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

async fn read(tx: &TenantTx, id: CommentId) -> Result<Option<Comment>> {
    Ok(queries::find().bind(tx.client(), &id.0).opt().await?.map(Comment::from))
}

/// Says something about a thing that the caller may read, or answers to what was said.
///
/// # Errors
/// `Invalid` where `parent` is no comment on the thing, or deleted; `Conflict` where its thread is full.
pub async fn insert(
    tx: &TenantTx,
    resource: Resource,
    parent: Option<CommentId>,
    text: &str,
) -> Result<Comment> {
    let thread = match parent {
        Some(parent) => Some(join(tx, resource, parent).await?),
        None => None,
    };
    let id = CommentId(tx.id());
    queries::insert()
        .bind(
            tx.client(),
            &id.0,
            &tx.organization().0,
            &resource.kind.name(),
            &resource.id,
            &thread.map(|thread| thread.0),
            &text,
            &tx.now(),
            &tx.user()?.0,
        )
        .await?;
    log(tx, "created", id, None, Some(described(resource, thread, text))).await?;
    let named = mentions::replace(tx, id, resource, text).await?;
    let comment = read(tx, id).await?.ok_or(Error::NotFound("comment"))?;
    mentions::tell(tx, &comment, resource, &named).await?;
    if let Some(thread) = thread {
        mentions::tell_thread(tx, &comment, resource, thread).await?;
    }
    Ok(comment)
}

/// The thread that a reply to `parent` joins, held until the transaction ends.
async fn join(tx: &TenantTx, resource: Resource, parent: CommentId) -> Result<CommentId> {
    let refuse = || {
        let message = "a comment on the same thing that is not deleted";
        Error::invalid("/parent_comment_id", "no_such_comment", message)
    };
    let found = read(tx, parent).await?.ok_or_else(refuse)?;
    let thread = found.parent.unwrap_or(found.id);
    queries::lock().bind(tx.client(), &thread.0).opt().await?;
    // It may have gone while the lock was waited for.
    let found = read(tx, parent).await?.ok_or_else(refuse)?;
    let is_here = found.resource_type == resource.kind.name() && found.resource_id == resource.id;
    if !is_here || found.deleted_at.is_some() {
        return Err(refuse());
    }
    if queries::count_replies().bind(tx.client(), &tx.organization().0, &thread.0).one().await? >= MAX_REPLIES
    {
        return Err(Error::conflict("thread_full", format!("a thread has at most {MAX_REPLIES} replies")));
    }
    Ok(thread)
}

/// Changes the words of one's own comment; the former ones are kept. The same words change nothing.
///
/// # Errors
/// `Conflict` where it is deleted or was edited too often, `PreconditionFailed` where `if_version` has passed.
pub async fn update(tx: &TenantTx, before: &Comment, text: &str, if_version: Option<i64>) -> Result<Comment> {
    if if_version.is_some_and(|version| version != before.version) {
        return Err(Error::PreconditionFailed);
    }
    require_standing(before)?;
    if before.text == text {
        return Ok(before.clone());
    }
    let (client, organization, id) = (tx.client(), tx.organization().0, before.id.0);
    if queries::count_versions().bind(client, &organization, &id).one().await? >= MAX_VERSIONS {
        return Err(Error::conflict(
            "edited_too_often",
            format!("a comment can be edited {MAX_VERSIONS} times"),
        ));
    }
    queries::keep_version().bind(client, &id).await?;
    if queries::update().bind(client, &text, &tx.now(), &id, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    let resource = before.resource()?;
    let values = |text: &str| described(resource, before.parent, text);
    log(tx, "updated", before.id, Some(values(&before.text)), Some(values(text))).await?;
    let named = mentions::replace(tx, before.id, resource, text).await?;
    let comment = read(tx, before.id).await?.ok_or(Error::NotFound("comment"))?;
    mentions::tell(tx, &comment, resource, &named).await?;
    Ok(comment)
}

/// Deletes a comment: its words, their history and whom they named go; its place in the thread stays.
///
/// # Errors
/// `Conflict` where it is deleted already, `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, comment: &Comment, if_version: Option<i64>) -> Result<()> {
    if if_version.is_some_and(|version| version != comment.version) {
        return Err(Error::PreconditionFailed);
    }
    require_standing(comment)?;
    let (client, organization, id) = (tx.client(), tx.organization().0, comment.id.0);
    if queries::delete().bind(client, &tx.now(), &tx.user()?.0, &id, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    queries::forget_versions().bind(client, &organization, &id).await?;
    let nobody: &[Uuid] = &[];
    queries::remove_mentions_except().bind(client, &organization, &id, &nobody).await?;
    let values = described(comment.resource()?, comment.parent, &comment.text);
    log(tx, "deleted", comment.id, Some(values), None).await
}

fn require_standing(comment: &Comment) -> Result<()> {
    match comment.deleted_at {
        None => Ok(()),
        Some(_) => Err(Error::conflict("comment_deleted", "the comment is deleted")),
    }
}

/// An earlier wording, or the present one.
#[derive(Debug)]
pub struct Wording {
    /// From 1, in the order in which they were written.
    pub number: i32,
    /// As it was typed.
    pub text: String,
    /// When.
    pub written_at: Timestamp,
}

/// Every wording of a comment, the present one last; none once it is deleted.
pub async fn history(tx: &TenantTx, comment: &Comment) -> Result<Vec<Wording>> {
    if comment.deleted_at.is_some() {
        return Ok(Vec::new());
    }
    let rows = queries::versions().bind(tx.client(), &tx.organization().0, &comment.id.0).all().await?;
    let mut wordings: Vec<Wording> = rows
        .into_iter()
        .map(|row| Wording { number: row.number, text: row.comment_text, written_at: row.written_at })
        .collect();
    wordings.push(Wording {
        number: wordings.last().map_or(1, |last| last.number + 1),
        text: comment.text.clone(),
        written_at: comment.edited_at.unwrap_or(comment.created_at),
    });
    Ok(wordings)
}

/// Removes every comment on a thing that is deleted.
pub async fn forget(tx: &TenantTx, resource: Resource) -> Result<()> {
    queries::forget().bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id).await?;
    Ok(())
}

/// Removes every comment on the analyses that go with a file.
pub async fn forget_analyses(tx: &TenantTx, file: FileId) -> Result<()> {
    queries::forget_analyses().bind(tx.client(), &tx.organization().0, &file.0).await?;
    Ok(())
}

/// What the activity log says of a comment. Its words are the writer's own and may be deleted: they stay out.
fn described(resource: Resource, parent: Option<CommentId>, text: &str) -> Value {
    json!({
        "resource_type": resource.kind.name(), "resource_id": resource.id, "parent_comment_id": parent,
        "characters": text.chars().count(),
    })
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: CommentId,
    old_values: Option<Value>,
    new_values: Option<Value>,
) -> Result<()> {
    let entry =
        audit::Entry { action, resource_type: "comment", resource_id: Some(id.0), old_values, new_values };
    audit::record(tx, entry).await
}
