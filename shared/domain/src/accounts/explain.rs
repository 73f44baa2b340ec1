//! Why somebody may, or may not, do something with a thing: every path that leads them there, by the same functions of
//! the database that decide when they ask themselves.

use std::collections::HashMap;

use sql::queries::accounts::permission_paths::{self as paths, PathRow};
use uuid::Uuid;

use super::{
    access::{self, Resource, ResourceType},
    custom_roles::Role,
    levels::Level,
    permissions::Permission,
    resource_permissions::{self, Grant, not_granted},
    roles,
};
use crate::{
    Error, Result,
    ids::{AnalysisId, FileId, ProjectId, TeamId, UserId},
    ingestion::{files, projects},
    intelligence::analyses,
    transaction::TenantTx,
};

/// What somebody may do with a thing.
#[derive(Debug)]
pub struct Explanation {
    /// Whether they may do anything at all: not after they were deactivated.
    pub is_active: bool,
    /// Whether the thing shows itself to them.
    pub is_visible: bool,
    /// The paths that lead to the thing.
    pub paths: Vec<Path>,
}

/// A way in which somebody reaches a thing. Nothing else allows anything.
#[derive(Debug, Clone)]
pub enum Path {
    /// By a role in the organization.
    Role {
        /// The role.
        role: Role,
        /// Why it reaches this thing.
        reach: Reach,
    },
    /// By their role in the team that the thing belongs to.
    TeamRole {
        /// The team.
        team: TeamId,
        /// How far it reaches.
        level: Level,
    },
    /// By a grant on the thing or on what it hangs on.
    Grant(Grant),
}

/// Why the roles that somebody holds reach a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Roles reach the organization and its teams.
    Organization,
    /// One of the roles shows every project.
    AllProjects,
    /// They are a member of the project, which has no team.
    Member,
    /// They manage the project, which has no team.
    Manager,
}

impl Path {
    /// Whether the path allows this.
    pub fn allows(&self, permission: Permission) -> bool {
        match self {
            Self::Role { role, .. } => role.fields.permissions.contains(&permission),
            Self::TeamRole { level, .. } => level.allows(permission),
            Self::Grant(grant) => grant.fields.level.allows(permission),
        }
    }
}

impl Explanation {
    /// Whether they may do this.
    pub fn allows(&self, permission: Permission) -> bool {
        self.is_active && self.paths.iter().any(|path| path.allows(permission))
    }
}

/// Explains what a member of the organization may do with a thing that the caller sees.
///
/// # Errors
/// `NotFound` where the thing is absent or hidden from the caller, `Invalid` where the person is no member.
pub async fn explain(tx: &TenantTx, resource: Resource, user: UserId) -> Result<Explanation> {
    access::get(tx, resource).await?;
    let (client, organization, now) = (tx.client(), tx.organization().0, tx.now());
    let is_active = paths::standing()
        .bind(client, &organization, &user.0)
        .opt()
        .await?
        .ok_or_else(|| Error::invalid("?user", "not_a_member", "a member of the organization"))?;
    let roles = roles::of_member(tx, user).await?;
    let everywhere = paths::organization_paths().bind(client, &organization, &user.0, &now).all().await?;
    let on_thing = match resource.kind {
        ResourceType::Organization => Vec::new(),
        ResourceType::Team => {
            paths::team_paths().bind(client, &organization, &user.0, &now, &resource.id).all().await?
        }
        ResourceType::Project | ResourceType::File | ResourceType::Analysis => {
            paths_in_project(tx, resource, user).await?
        }
        ResourceType::Media => return Err(not_granted("?resource")),
    };
    let is_member_of_thing = !on_thing.is_empty() || !everywhere.is_empty();
    let reach = reach(resource.kind, &roles, &on_thing);
    let mut found: Vec<Path> = Vec::new();
    for reach in reach {
        found.extend(roles.iter().map(|role| Path::Role { role: role.clone(), reach }));
    }
    let team = team_of(tx, resource).await?;
    found.extend(levels(tx, everywhere.into_iter().chain(on_thing), team).await?);
    let by_role = |permission| found.iter().any(|path| path.allows(permission));
    let is_visible = match resource.kind {
        ResourceType::Organization => true,
        ResourceType::Team => by_role(Permission::TeamsRead) || by_role(Permission::TeamsWrite),
        _ => is_member_of_thing || by_role(Permission::ProjectsReadAll),
    };
    Ok(Explanation { is_active, is_visible: is_active && is_visible, paths: found })
}

async fn paths_in_project(tx: &TenantTx, resource: Resource, user: UserId) -> Result<Vec<PathRow>> {
    let (client, organization, now) = (tx.client(), tx.organization().0, tx.now());
    let project = project_of(tx, resource).await?;
    let mut found =
        paths::project_paths().bind(client, &organization, &user.0, &now, &project.0).all().await?;
    if resource.kind != ResourceType::Project {
        let kind = resource.kind.name();
        found.extend(
            paths::resource_paths()
                .bind(client, &organization, &user.0, &now, &kind, &resource.id)
                .all()
                .await?,
        );
    }
    Ok(found)
}

/// The project that a thing hangs on.
async fn project_of(tx: &TenantTx, resource: Resource) -> Result<ProjectId> {
    match resource.kind {
        ResourceType::File => files::get(tx, FileId(resource.id)).await.map(|file| file.project),
        ResourceType::Analysis => {
            analyses::get(tx, AnalysisId(resource.id)).await.map(|analysis| analysis.project)
        }
        _ => Ok(ProjectId(resource.id)),
    }
}

/// The team that a thing belongs to.
async fn team_of(tx: &TenantTx, resource: Resource) -> Result<Option<TeamId>> {
    match resource.kind {
        ResourceType::Organization => Ok(None),
        ResourceType::Team => Ok(Some(TeamId(resource.id))),
        _ => projects::team_of(tx, project_of(tx, resource).await?).await,
    }
}

/// Why the roles reach the thing, if they do.
fn reach(kind: ResourceType, roles: &[Role], on_thing: &[PathRow]) -> Vec<Reach> {
    if matches!(kind, ResourceType::Organization | ResourceType::Team) {
        return vec![Reach::Organization];
    }
    let shows_all = |role: &Role| role.fields.permissions.contains(&Permission::ProjectsReadAll);
    let mut reach: Vec<Reach> =
        roles.iter().any(shows_all).then_some(Reach::AllProjects).into_iter().collect();
    reach.extend(
        on_thing
            .iter()
            .filter(|path| path.by_role)
            .map(|path| if path.source == "manager" { Reach::Manager } else { Reach::Member }),
    );
    reach
}

/// The paths that are no roles of the organization.
async fn levels(
    tx: &TenantTx,
    rows: impl Iterator<Item = PathRow>,
    team: Option<TeamId>,
) -> Result<Vec<Path>> {
    let rows: Vec<PathRow> = rows.filter(|row| !row.by_role).collect();
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.source_id).collect();
    let mut grants: HashMap<Uuid, Grant> = resource_permissions::find_many(tx, &ids)
        .await?
        .into_iter()
        .map(|grant| (grant.id.0, grant))
        .collect();
    let path = |row: &PathRow| match row.source_id {
        Some(id) => grants.remove(&id).map(Path::Grant),
        None => team.zip(Level::from_number(row.level)).map(|(team, level)| Path::TeamRole { team, level }),
    };
    Ok(rows.iter().filter_map(path).collect())
}
