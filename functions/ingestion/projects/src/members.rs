//! The members of a project: who sees it besides those who see all.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::{ProjectId, UserId},
    ingestion::projects::{self, Member},
    platform::audit,
};
use runtime::http::{IfMatch, Input, Path, Reply, Result, SignedIn};

use crate::{
    App,
    models::{MemberOut, MembersIn, MembersOut},
};

/// Lists the members of a project.
#[utoipa::path(get, path = "/v1/projects/{id}/members", tag = "projects", operation_id = "list_members",
    security(("bearer" = ["projects.read"])),
    params(("id" = Uuid, Path)), responses((status = 200, body = MembersOut)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<ProjectId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let project = projects::get(&tx, id).await?;
    project.access.require(&tx, Permission::ProjectsRead)?;
    let members = projects::members(&tx, project.id).await?;
    // Names and addresses of people: reading them is logged, once for the whole list.
    audit::record_read(&tx, "project_members", Some(project.id.0), members.len()).await?;
    tx.commit().await?;
    Ok(reply(members, project.version)?)
}

/// Replaces the set of members.
#[utoipa::path(put, path = "/v1/projects/{id}/members", tag = "projects", operation_id = "replace_members",
    security(("bearer" = ["projects.write"])),
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
    project.access.require(&tx, Permission::ProjectsWrite)?;
    let input: MembersIn = input.read()?;
    if if_version.is_some_and(|version| version != project.version) {
        return Err(Error::PreconditionFailed.into());
    }
    let users: Vec<UserId> = input.user_ids.into_iter().map(UserId).collect();
    let version = projects::replace_members(&tx, &project, &users).await?;
    let reply = reply(projects::members(&tx, project.id).await?, version)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

fn reply(members: Vec<Member>, version: i64) -> domain::Result<Reply> {
    let data = members.into_iter().map(MemberOut::from).collect();
    Ok(Reply::ok(&MembersOut { data })?.version(version))
}
