//! Who is in a team, and as what.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        permissions::Permission,
        team_memberships::{self, Filter, SORTS, TeamRole},
        teams::{self, Team},
    },
    ids::{TeamId, UserId},
    platform::paging::{self, Page},
};
use runtime::http::{
    IfMatch, Input, Path, Query, Reply, Result, SignedIn, Within, openapi::List, problem::Problem,
};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{TeamMemberIn, TeamMemberOut, TeamRoleIn},
};

/// Which members, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MembersQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `name`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name or the address.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only those who are this.
    #[param(pattern = "^(OWNER|ADMIN|MEMBER|VIEWER)$")]
    role: Option<String>,
}

fn parse(pointer: &str, role: &str) -> domain::Result<TeamRole> {
    TeamRole::parse(role).ok_or_else(|| {
        let words = TeamRole::ALL.map(TeamRole::name).join(", ");
        Error::invalid(pointer, "invalid_value", format!("one of {words}"))
    })
}

/// Lists who is in a team.
#[utoipa::path(get, path = "/v1/teams/{id}/members", tag = "teams", operation_id = "list_members",
    security(("bearer" = [])), params(("id" = Uuid, Path), MembersQuery),
    responses((status = 200, body = List<TeamMemberOut>)))]
pub async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<TeamId>,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let team = teams::get(&tx, id).await?;
    let query: MembersQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let role = query.role.as_deref().map(|role| parse("?role", role)).transpose()?;
    let filter = Filter { q: paging::parse_q(query.q)?, role: role.map(|role| role.name().to_owned()) };
    let found = team_memberships::list(&tx, &team, &filter, &page).await?;
    let data = found.rows.into_iter().map(TeamMemberOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Takes somebody into a team. What has to do with OWNERs takes being one, or managing every team.
#[utoipa::path(post, path = "/v1/teams/{id}/members", tag = "teams", operation_id = "add_member",
    security(("bearer" = ["teams.write"])), params(("id" = Uuid, Path)), request_body = TeamMemberIn,
    responses((status = 201, body = TeamMemberOut),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`already_member`")))]
pub async fn add(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<TeamId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let team = teams::lock(&tx, id).await?;
    team.access.require(&tx, Permission::TeamsWrite)?;
    let input: TeamMemberIn = input.read()?;
    let role = parse("/role", &input.role)?;
    let member = team_memberships::insert(&tx, &team, UserId(input.user_id), role).await?;
    let location = format!("/v1/teams/{}/members/{}", team.id, member.user);
    let reply = Reply::created(&TeamMemberOut::from(member), &location)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads what somebody is in a team.
#[utoipa::path(get, path = "/v1/teams/{id}/members/{user_id}", tag = "teams", operation_id = "get_member",
    security(("bearer" = [])), params(("id" = Uuid, Path), ("user_id" = Uuid, Path)),
    responses((status = 200, body = TeamMemberOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, user): Within<TeamId, UserId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let team = teams::get(&tx, id).await?;
    let member = team_memberships::get(&tx, team.id, user).await?;
    Ok(Reply::ok(&TeamMemberOut::from(member))?.version(team.version))
}

/// Members are part of their team's version.
fn check_version(team: &Team, if_version: Option<i64>) -> domain::Result<()> {
    if if_version.is_some_and(|version| version != team.version) {
        return Err(Error::PreconditionFailed);
    }
    Ok(())
}

/// Changes what somebody is in a team. The last OWNER stays one.
#[utoipa::path(patch, path = "/v1/teams/{id}/members/{user_id}", tag = "teams", operation_id = "update_member",
    security(("bearer" = ["teams.write"])), params(("id" = Uuid, Path), ("user_id" = Uuid, Path)),
    request_body = TeamRoleIn,
    responses((status = 200, body = TeamMemberOut),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "`last_owner`")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, user): Within<TeamId, UserId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let team = teams::lock(&tx, id).await?;
    let before = team_memberships::get(&tx, team.id, user).await?;
    team.access.require(&tx, Permission::TeamsWrite)?;
    let input: TeamRoleIn = input.read()?;
    check_version(&team, if_version)?;
    let member = team_memberships::update(&tx, &team, &before, parse("/role", &input.role)?).await?;
    let reply = Reply::ok(&TeamMemberOut::from(member))?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Takes somebody out of a team. Everybody may leave; the last OWNER stays.
#[utoipa::path(delete, path = "/v1/teams/{id}/members/{user_id}", tag = "teams", operation_id = "remove_member",
    security(("bearer" = ["teams.write"])), params(("id" = Uuid, Path), ("user_id" = Uuid, Path)),
    responses((status = 204, description = "Removed"),
        (status = 409, body = Problem, content_type = "application/problem+json", description = "`last_owner`")))]
pub async fn remove(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Within(id, user): Within<TeamId, UserId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let team = teams::lock(&tx, id).await?;
    let member = team_memberships::get(&tx, team.id, user).await?;
    // Everybody may leave.
    if !caller.is_in_person(user) {
        team.access.require(&tx, Permission::TeamsWrite)?;
    }
    check_version(&team, if_version)?;
    team_memberships::delete(&tx, &team, &member).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}
