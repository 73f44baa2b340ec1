//! Who is named in a comment, written as `@[user-id]`, and who is told of one.

use jiff::SignedDuration;
use serde_json::json;
use sql::queries::platform::comments as queries;
use uuid::Uuid;

use super::Comment;
use crate::{
    Result,
    accounts::{
        access::{self, Resource},
        permissions::Permission,
    },
    ids::{CommentId, UserId},
    platform::{
        notifications::{
            self, Kind, Notice,
            kinds::{COMMENT_MENTION, COMMENT_REPLY},
        },
        text::clip,
    },
    transaction::TenantTx,
};

/// The most people that one comment names; who is named after them is not.
pub const MAX_MENTIONS: usize = 50;
/// How much of a comment a notification shows, in characters.
const EXCERPT: usize = 200;
/// A comment tells each person once, however often it is edited.
const ONCE: SignedDuration = SignedDuration::from_hours(365 * 24);

/// Whom the text names, in order, each once.
pub fn parse(text: &str) -> Vec<UserId> {
    let mut named = Vec::new();
    for rest in text.split("@[").skip(1) {
        // 36 characters: the one form in which we write ids.
        let id = rest.split_once(']').map(|(id, _)| id).filter(|id| id.len() == 36);
        if let Some(user) = id.and_then(|id| id.parse::<UserId>().ok())
            && !named.contains(&user)
        {
            named.push(user);
            if named.len() == MAX_MENTIONS {
                break;
            }
        }
    }
    named
}

/// Keeps who is named by now: those who may see the thing and its comments. Returns whom it did not name before.
pub(super) async fn replace(
    tx: &TenantTx,
    comment: CommentId,
    resource: Resource,
    text: &str,
) -> Result<Vec<UserId>> {
    let named = parse(text);
    let named = match named.is_empty() {
        true => named,
        false => access::viewers(tx, resource, &named, Some(Permission::CommentsRead)).await?,
    };
    let ids: Vec<Uuid> = named.iter().map(|user| user.0).collect();
    let (client, organization) = (tx.client(), tx.organization().0);
    queries::remove_mentions_except().bind(client, &organization, &comment.0, &ids).await?;
    let added =
        queries::add_mentions().bind(client, &organization, &comment.0, &tx.now(), &ids).all().await?;
    Ok(added.into_iter().map(UserId).collect())
}

/// Tells those who were named.
pub(super) async fn tell(
    tx: &TenantTx,
    comment: &Comment,
    resource: Resource,
    named: &[UserId],
) -> Result<()> {
    if !named.is_empty() {
        notifications::notify(tx, named, notice(tx, comment, resource, &COMMENT_MENTION).await?).await?;
    }
    Ok(())
}

/// Tells those who take part in the thread, but for those who are named: they know already.
pub(super) async fn tell_thread(
    tx: &TenantTx,
    comment: &Comment,
    resource: Resource,
    thread: CommentId,
) -> Result<()> {
    let writers = queries::participants().bind(tx.client(), &tx.organization().0, &thread.0).all().await?;
    let others: Vec<UserId> = writers
        .into_iter()
        .map(UserId)
        .filter(|user| *user != comment.created_by && !comment.mentions.contains(user))
        .collect();
    if !others.is_empty() {
        notifications::notify(tx, &others, notice(tx, comment, resource, &COMMENT_REPLY).await?).await?;
    }
    Ok(())
}

async fn notice(tx: &TenantTx, comment: &Comment, resource: Resource, kind: &'static Kind) -> Result<Notice> {
    let author = queries::author().bind(tx.client(), &comment.created_by.0).opt().await?;
    let name = author.map_or_else(|| "Somebody".to_owned(), |a| format!("{} {}", a.first_name, a.last_name));
    let title = if kind == &COMMENT_MENTION {
        format!("{name} named you in a comment")
    } else {
        format!("{name} answered in a thread of yours")
    };
    let data = json!({ "comment_id": comment.id, "thread_id": comment.parent.unwrap_or(comment.id) });
    Ok(Notice::new(kind, title)
        .message(clip(readable(&comment.text), EXCERPT))
        .about(resource)
        .action(format!("/v1/comments/{}", comment.id))
        .data(data)
        .once(format!("comment:{}", comment.id), ONCE))
}

/// The text without the ids of those whom it names.
fn readable(text: &str) -> String {
    let mut parts = text.split("@[");
    let mut readable = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']').filter(|(id, _)| id.len() == 36 && id.parse::<Uuid>().is_ok()) {
            Some((_, rest)) => {
                readable += "@…";
                readable += rest;
            }
            None => {
                readable += "@[";
                readable += part;
            }
        }
    }
    readable
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: &str = "01a1fbd3-9e90-7889-8abe-836ba04b46ad";
    const BOB: &str = "f1a1fbd3-9e90-7889-8abe-836ba04b46ad";

    #[test]
    fn names_are_found_in_order_and_once() {
        let user = |id: &str| id.parse::<UserId>().unwrap();
        let text = format!("@[{BOB}]@[{ADA}], @[{BOB}] @{ADA} @[x] @[ @[{ADA}");
        assert_eq!(parse(&text), [user(BOB), user(ADA)]);
        assert_eq!(parse(&format!("@[{}]", ADA.replace('-', ""))), []);
        assert_eq!(parse(&format!("@[@[{ADA}]")), [user(ADA)]);
        assert_eq!(parse("@[ä]é@[]"), []);
        let many: String = (0..200).map(|n| format!("@[{}]", Uuid::from_u128(n))).collect();
        assert_eq!(parse(&many).len(), MAX_MENTIONS);
    }

    #[test]
    fn an_excerpt_shows_no_ids() {
        assert_eq!(readable(&format!("Hi @[{ADA}], see @[x]")), "Hi @…, see @[x]");
    }
}
