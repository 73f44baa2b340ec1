//! Single comments: write, read, edit, delete, look back.

use axum::extract::State;
use domain::{
    Error,
    accounts::{access, permissions::Permission},
    ids::CommentId,
    platform::comments::{self, Comment},
    transaction::TenantTx,
};
use runtime::http::{IfMatch, Input, Path, Reply, Result, SignedIn};

use crate::{
    App,
    models::{
        CommentHistoryOut, CommentIn, CommentOut, CommentPatch, CommentWordingOut, NewCommentIn, resource,
    },
};

/// Writes a comment, or a reply to one. Who is named in it, and who takes part in the thread, is told.
#[utoipa::path(post, path = "/v1/comments", security(("bearer" = ["comments.write"])), tag = "comments", request_body = NewCommentIn,
    responses((status = 201, body = CommentOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::CommentsWrite)?;
    let input: NewCommentIn = input.read()?;
    let resource = resource(&input.resource_type, input.resource_id, "/resource_type")?;
    let is_visible = match access::get(&tx, resource).await {
        Ok(access) => access.may(&tx, resource.kind.read()),
        Err(Error::NotFound(_)) => false,
        Err(error) => return Err(error.into()),
    };
    if !is_visible {
        let message = "there is no such thing that you can see";
        return Err(Error::invalid("/resource_id", "not_found", message).into());
    }
    let parent = input.parent_comment_id.map(CommentId);
    let comment = comments::insert(&tx, resource, parent, &input.comment_text).await?;
    let (version, location) = (comment.version, format!("/v1/comments/{}", comment.id));
    let reply = Reply::created(&CommentOut::from(comment), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a comment.
#[utoipa::path(get, path = "/v1/comments/{id}", security(("bearer" = ["comments.read"])), tag = "comments", params(("id" = Uuid, Path)),
    responses((status = 200, body = CommentOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<CommentId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let comment = comments::get(&tx, id).await?;
    comments::require_read(&tx, comment.resource()?).await?;
    // No ETag: the replies below it change without it.
    Ok(Reply::ok(&CommentOut::from(comment))?)
}

/// Edits one's own comment; the former words are kept. Who is named now and was not before is told.
#[utoipa::path(patch, path = "/v1/comments/{id}", security(("bearer" = ["comments.write"])), tag = "comments", params(("id" = Uuid, Path)),
    request_body = CommentPatch, responses((status = 200, body = CommentOut),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "It is deleted, or was edited too often")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<CommentId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = comments::lock(&tx, id).await?;
    tx.require(Permission::CommentsWrite)?;
    if !is_own(&tx, &before)? {
        return Err(not_yours("only whoever wrote a comment can edit it").into());
    }
    let input: CommentIn = input.merge_into(&CommentIn { comment_text: before.text.clone() })?;
    let comment = comments::update(&tx, &before, &input.comment_text, if_version).await?;
    let version = comment.version;
    let reply = Reply::ok(&CommentOut::from(comment))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes one's own comment; with `comments.delete` anybody's. Its words go, its place in the thread stays.
#[utoipa::path(delete, path = "/v1/comments/{id}", security(("bearer" = ["comments.delete"])), tag = "comments", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "It is deleted already")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<CommentId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let comment = comments::lock(&tx, id).await?;
    let needed = if is_own(&tx, &comment)? { Permission::CommentsWrite } else { Permission::CommentsDelete };
    tx.require(needed)?;
    comments::delete(&tx, &comment, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

/// Reads every wording of a comment.
#[utoipa::path(get, path = "/v1/comments/{id}/history", security(("bearer" = ["comments.read"])), tag = "comments", params(("id" = Uuid, Path)),
    responses((status = 200, body = CommentHistoryOut)))]
pub async fn history(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<CommentId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let comment = comments::get(&tx, id).await?;
    comments::require_read(&tx, comment.resource()?).await?;
    let data = comments::history(&tx, &comment).await?.into_iter().map(CommentWordingOut::from).collect();
    Ok(Reply::ok(&CommentHistoryOut { data })?)
}

fn is_own(tx: &TenantTx, comment: &Comment) -> domain::Result<bool> {
    Ok(comment.created_by == tx.user()?)
}

fn not_yours(detail: &str) -> Error {
    Error::Refused { status: 403, code: "not_yours", detail: detail.to_owned() }
}
