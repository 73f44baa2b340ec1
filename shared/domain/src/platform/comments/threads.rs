//! Threads: what was said about a thing, whether it is settled, how much there is.

use serde_json::json;
use sql::queries::platform::comments::{self as queries, CommentRow};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Comment, log, read as find};
use crate::{
    Error, Result,
    accounts::access::Resource,
    platform::paging::{Page, Paged, Sort},
    transaction::TenantTx,
};

/// How lists of comments may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "c.created_at", sql_type: "timestamptz" }];

/// Which comments on a thing a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// The replies of this thread; the first comments of all threads, where none is named.
    pub parent: Option<Uuid>,
    /// Threads that are resolved, or those that are not.
    pub resolved: Option<bool>,
    /// Those by this person.
    pub created_by: Option<Uuid>,
}

/// How much was said about a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Comments that stand, replies included.
    pub comments: i64,
    /// Threads.
    pub threads: i64,
    /// Threads that are not resolved.
    pub unresolved: i64,
}

/// Lists what was said about a thing whose comments the caller may read. A deleted comment is listed while something
/// below it stands.
pub async fn list(tx: &TenantTx, resource: Resource, filter: &Filter, page: &Page) -> Result<Paged<Comment>> {
    page.fetch(
        tx,
        "c.id, c.resource_type, c.resource_id, c.parent_comment_id, c.comment_text, c.is_resolved, c.resolved_by, \
         c.resolved_at, c.edited_at, c.deleted_at, c.version, c.created_at, c.updated_at, c.created_by, \
         array(select m.user_id from platform.comment_mentions m \
             where m.organization_id = c.organization_id and m.comment_id = c.id order by m.user_id) as mentions, \
         (select count(*) from platform.comments r where r.organization_id = c.organization_id \
             and r.parent_comment_id = c.id and r.deleted_at is null) as reply_count, \
         (select max(r.created_at) from platform.comments r where r.organization_id = c.organization_id \
             and r.parent_comment_id = c.id and r.deleted_at is null) as last_reply_at",
        "from platform.comments c where c.organization_id = $1 and c.resource_type = $2 and c.resource_id = $3 \
         and c.parent_comment_id is not distinct from $4 \
         and ($5::boolean is null or c.is_resolved = $5) \
         and ($6::uuid is null or c.created_by = $6) \
         and (c.deleted_at is null or exists (select from platform.comments r \
             where r.organization_id = c.organization_id and r.parent_comment_id = c.id and r.deleted_at is null))",
        "c.id",
        &[
            &tx.organization().0,
            &resource.kind.name(),
            &resource.id,
            &filter.parent,
            &filter.resolved,
            &filter.created_by,
        ],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Comment, tokio_postgres::Error> {
    Ok(Comment::from(CommentRow {
        id: row.try_get("id")?,
        resource_type: row.try_get("resource_type")?,
        resource_id: row.try_get("resource_id")?,
        parent_comment_id: row.try_get("parent_comment_id")?,
        comment_text: row.try_get("comment_text")?,
        is_resolved: row.try_get("is_resolved")?,
        resolved_by: row.try_get("resolved_by")?,
        resolved_at: row.try_get("resolved_at")?,
        edited_at: row.try_get("edited_at")?,
        deleted_at: row.try_get("deleted_at")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        created_by: row.try_get("created_by")?,
        mentions: row.try_get("mentions")?,
        reply_count: row.try_get("reply_count")?,
        last_reply_at: row.try_get("last_reply_at")?,
    }))
}

/// Counts what was said about a thing.
pub async fn counts(tx: &TenantTx, resource: Resource) -> Result<Counts> {
    let row = queries::counts()
        .bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id)
        .one()
        .await?;
    Ok(Counts { comments: row.comments, threads: row.threads, unresolved: row.unresolved })
}

/// Resolves a thread, or opens it again. What is so already stays as it is.
///
/// # Errors
/// `Conflict` where the comment is a reply: a thread is resolved as a whole.
pub async fn settle(tx: &TenantTx, thread: &Comment, is_resolved: bool) -> Result<Comment> {
    if thread.parent.is_some() {
        return Err(Error::conflict("not_a_thread", "the first comment of the thread stands for all of it"));
    }
    if thread.resolved.is_some() == is_resolved {
        return Ok(thread.clone());
    }
    let (client, now, id) = (tx.client(), tx.now(), thread.id.0);
    // The row is held: it stands as it was read.
    if is_resolved {
        queries::resolve().bind(client, &tx.user()?.0, &now, &id).await?;
    } else {
        queries::reopen().bind(client, &now, &id).await?;
    }
    let action = if is_resolved { "resolved" } else { "reopened" };
    let (before, after) = (json!({ "is_resolved": !is_resolved }), json!({ "is_resolved": is_resolved }));
    log(tx, action, thread.id, Some(before), Some(after)).await?;
    find(tx, thread.id).await?.ok_or(Error::NotFound("comment"))
}
