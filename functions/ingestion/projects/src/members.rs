//! The members of a project: who sees it besides those who see all.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::{ProjectId, UserId},
    ingestion::projects,
    transaction::TenantTx,
};
use runtime::http::{IfMatch, Input, Path, Reply, Result, SignedIn};

use crate::{
    App,
    models::{MemberOut, MembersIn, MembersOut},
};

/// Lists the members of a project.
#[utoipa::path(get, path = "/v1/projects/{id}/members", tag = "projects", operation_id = "list_members",
    params(("id" = Uuid, Path)), responses((status = 200, body = MembersOut)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<ProjectId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let project = projects::get(&tx, id).await?;
    tx.require(Permission::ProjectsRead)?;
    Ok(reply(&tx, project.id, project.version).await?)
}

/// Replaces the set of members.
#[utoipa::path(put, path = "/v1/projects/{id}/members", tag = "projects", operation_id = "replace_members",
    params(("id" = Uuid, Path)), request_body = MembersIn, responses((status = 200, body = MembersOut)))]
pub async fn replace(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ProjectId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    // The lock makes the comparison with the version hold until the commit.
    let project = projects::lock(&tx, id).await?;
    tx.require(Permission::ProjectsWrite)?;
    let input: MembersIn = input.read()?;
    if if_version.is_some_and(|version| version != project.version) {
        return Err(Error::PreconditionFailed.into());
    }
    let users: Vec<UserId> = input.user_ids.into_iter().map(UserId).collect();
    let version = projects::replace_members(&tx, &project, &users).await?;
    let reply = reply(&tx, project.id, version).await?;
    Ok(app.tenants.commit(tx, reply).await?)
}

async fn reply(tx: &TenantTx, id: ProjectId, version: i64) -> domain::Result<Reply> {
    let data = projects::members(tx, id).await?.into_iter().map(MemberOut::from).collect();
    Ok(Reply::ok(&MembersOut { data })?.version(version))
}
