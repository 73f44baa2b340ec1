//! Teams: list, create, read, change, delete, restore.

use axum::extract::State;
use domain::{
    accounts::{
        permissions::Permission,
        teams::{self, Filter, SORTS},
    },
    ids::TeamId,
    platform::paging::{self, Page},
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List, problem::Problem};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{TeamIn, TeamOut, TeamPatch},
};

/// Which teams, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `name`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only teams that this person is in.
    user_id: Option<Uuid>,
    /// The deleted teams that you may restore, instead of those that stand.
    #[serde(default)]
    #[param(required = false)]
    deleted: bool,
}

/// Lists the teams that you may see: those you are in, or all of them.
#[utoipa::path(get, path = "/v1/teams", tag = "teams", security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = List<TeamOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter { q: paging::parse_q(query.q)?, user_id: query.user_id, deleted: query.deleted };
    let found = teams::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(TeamOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Creates a team. Its owner is its first member, as OWNER.
#[utoipa::path(post, path = "/v1/teams", tag = "teams",
    security(("bearer" = ["teams.write"])), request_body = TeamIn,
    responses((status = 201, body = TeamOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::TeamsWrite)?;
    let input: TeamIn = input.read()?;
    let team = teams::insert(&tx, &input.into()).await?;
    let (version, location) = (team.version, format!("/v1/teams/{}", team.id));
    let reply = Reply::created(&TeamOut::from(team), &location)?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a team.
#[utoipa::path(get, path = "/v1/teams/{id}", tag = "teams",
    security(("bearer" = [])), params(("id" = Uuid, Path)),
    responses((status = 200, body = TeamOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<TeamId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let team = teams::get(&tx, id).await?;
    let version = team.version;
    Ok(Reply::ok(&TeamOut::from(team))?.version(version))
}

/// Changes a team. Its OWNERs, and whoever manages every team, may name another owner, who becomes an OWNER too.
#[utoipa::path(patch, path = "/v1/teams/{id}", tag = "teams", security(("bearer" = ["teams.write"])),
    params(("id" = Uuid, Path)), request_body = TeamPatch,
    responses((status = 200, body = TeamOut),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "The name is taken")))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<TeamId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = teams::lock(&tx, id).await?;
    before.access.require(&tx, Permission::TeamsWrite)?;
    let input: TeamIn = input.merge_into(&TeamIn::from(before.fields.clone()))?;
    let team = teams::update(&tx, &before, &input.into(), if_version).await?;
    let version = team.version;
    let reply = Reply::ok(&TeamOut::from(team))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes a team: its OWNERs may, and whoever manages every team. Its projects are hidden from it at once. It can be
/// restored for thirty days, and as long as it has projects.
#[utoipa::path(delete, path = "/v1/teams/{id}", tag = "teams", security(("bearer" = ["teams.write"])),
    params(("id" = Uuid, Path)), responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<TeamId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let team = teams::lock(&tx, id).await?;
    team.access.require(&tx, Permission::TeamsWrite)?;
    teams::delete(&tx, &team, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

/// Brings a deleted team back, with its members, its projects and what was granted on it and to it.
#[utoipa::path(post, path = "/v1/teams/{id}/restore", tag = "teams", security(("bearer" = [])),
    params(("id" = Uuid, Path)),
    responses((status = 200, body = TeamOut),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "Another team has its name by now")))]
pub async fn restore(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<TeamId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let deleted = teams::lock_deleted(&tx, id).await?;
    let team = teams::restore(&tx, &deleted).await?;
    let version = team.version;
    let reply = Reply::ok(&TeamOut::from(team))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}
