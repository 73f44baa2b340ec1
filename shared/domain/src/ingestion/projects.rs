//! Projects: the hub that files, analyses and everything later hangs on.
//!
//! A project is visible to whoever may read all projects and to whom it was granted; one without a team to its members
//! and its manager, one of a team to the team. Everybody else is told that it does not exist.

use futures_util::future::try_join;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use sql::queries::{
    accounts::memberships,
    ingestion::projects::{self, ProjectRow},
};
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use crate::{
    Error, Result,
    accounts::{
        access::{self, Access, Resource, ResourceType},
        permissions::Permission,
        plans::Quota,
        quotas, teams,
    },
    error::OnConstraint as _,
    ids::{ProjectId, TeamId, UserId},
    platform::{
        audit,
        notifications::{self, Notice, kinds::PROJECT_MEMBER_ADDED},
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// Where a project stands.
pub const STATUSES: &[&str] = &["planning", "active", "on-hold", "completed", "cancelled"];

/// How lists of projects may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "p.created_at", sql_type: "timestamptz" },
    Sort { name: "updated_at", expression: "p.updated_at", sql_type: "timestamptz" },
    Sort { name: "name", expression: "lower(p.name)", sql_type: "text" },
];

/// A project.
#[derive(Debug, Clone)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// What people may change.
    pub fields: ProjectFields,
    /// Raised by every change to it or its members.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: UserId,
    /// What the caller may do with it and what hangs on it; nothing in lists, which only show what may be read.
    pub access: Access,
}

/// What people may change about a project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectFields {
    /// The team whose alone it is, by role; without one it is its members'.
    pub team_id: Option<TeamId>,
    /// Unique in the organization, whatever the case of its letters.
    pub name: String,
    /// Background, for people and for the insight engine.
    pub description: String,
    /// One of [`STATUSES`].
    pub status: String,
    /// First day.
    pub start_date: Option<Date>,
    /// Last day, not before the first.
    pub end_date: Option<Date>,
    /// A member of the organization.
    pub manager_id: Option<UserId>,
}

/// A member of a project.
#[derive(Debug, Clone)]
pub struct Member {
    /// The person.
    pub id: UserId,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
}

/// Which projects a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name contains this, whatever the case.
    pub q: Option<String>,
    /// Those in this status.
    pub status: Option<String>,
    /// Those of this manager.
    pub manager_id: Option<Uuid>,
    /// Those of this team.
    pub team_id: Option<Uuid>,
    /// Those that carry this tag.
    pub tag: Option<Uuid>,
}

impl From<ProjectRow> for Project {
    fn from(row: ProjectRow) -> Self {
        Self {
            id: ProjectId(row.id),
            fields: ProjectFields {
                team_id: row.team_id.map(TeamId),
                name: row.name,
                description: row.description,
                status: row.status,
                start_date: row.start_date,
                end_date: row.end_date,
                manager_id: row.manager_id.map(UserId),
            },
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            created_by: UserId(row.created_by),
            access: Access::default(),
        }
    }
}

/// Finds a project that the caller may see.
pub async fn find(tx: &TenantTx, id: ProjectId) -> Result<Option<Project>> {
    match get(tx, id).await {
        Ok(project) => Ok(Some(project)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// A project that the caller may see.
///
/// # Errors
/// `NotFound` for an absent, foreign, deleted or hidden project.
pub async fn get(tx: &TenantTx, id: ProjectId) -> Result<Project> {
    // Both travel together.
    let (access, row) = try_join(access::of_project(tx, id), async {
        Ok(projects::find().bind(tx.client(), &id.0).opt().await?)
    })
    .await?;
    let project = row.map(Project::from).ok_or(Error::NotFound("project"))?;
    Ok(Project { access, ..project })
}

/// The same, held until the transaction ends.
///
/// # Errors
/// `NotFound` as for [`get`].
pub async fn lock(tx: &TenantTx, id: ProjectId) -> Result<Project> {
    // Nobody holds up a project that they do not see.
    access::of_project(tx, id).await?;
    let row = projects::lock().bind(tx.client(), &id.0).opt().await?;
    let project = row.map(Project::from).ok_or(Error::NotFound("project"))?;
    // Asked again: whoever held it may have moved it out of the caller's sight.
    Ok(Project { access: access::of_project(tx, id).await?, ..project })
}

/// The team whose a project is, of which the caller has been shown to see something.
pub(crate) async fn team_of(tx: &TenantTx, id: ProjectId) -> Result<Option<TeamId>> {
    let row = projects::find().bind(tx.client(), &id.0).opt().await?;
    Ok(row.and_then(|row| row.team_id).map(TeamId))
}

/// What lists tell of a project.
const COLUMNS: &str = "p.id, p.team_id, p.name, p.description, p.status, p.start_date, p.end_date, p.manager_id, p.version, \
     p.created_at, p.updated_at, p.created_by";

/// The projects that a person may read, for who does not read all: `$PERSON` and `$MOMENT` say who and when, `$ROLES_READ`
/// whether their roles let them read what they are a member of, `$COLUMNS` what of it. Begins with what they reach and
/// looks each up: the fence keeps the planner from reading every project of the organization instead.
pub const REACHED: &str = "(select distinct t.project_id \
       from ingestion.project_paths($1, $PERSON, $MOMENT) t where t.level > 0 or (t.by_role and $ROLES_READ)) reached \
     cross join lateral (select p.organization_id, p.deleted_at, $COLUMNS from ingestion.projects p \
       where p.organization_id = $1 and p.id = reached.project_id offset 0) p";

/// Lists the projects that the caller may read.
///
/// # Errors
/// `Forbidden` where their credential may not read projects.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Project>> {
    if !tx.is_in_scope(Permission::ProjectsRead) {
        return Err(Error::Forbidden(Permission::ProjectsRead));
    }
    let (organization, person) = (tx.organization().0, tx.user().map_or(Uuid::nil(), |user| user.0));
    let (now, roles_read) = (tx.now(), tx.may(Permission::ProjectsRead));
    let reads_all = tx.level().is_some() || (roles_read && tx.may(Permission::ProjectsReadAll));
    let conditions = "p.organization_id = $1 and p.deleted_at is null \
         and ($2::text is null or strpos(lower(p.name), lower($2)) > 0) \
         and ($3::text is null or p.status = $3) \
         and ($4::uuid is null or p.manager_id = $4) \
         and ($5::uuid is null or p.team_id = $5) \
         and ($6::uuid is null or exists (select from platform.taggings g \
              where g.organization_id = p.organization_id and g.tag_id = $6 and g.resource_type = 'project' \
              and g.resource_id = p.id))";
    let mut params: Vec<&(dyn ToSql + Sync)> =
        vec![&organization, &filter.q, &filter.status, &filter.manager_id, &filter.team_id, &filter.tag];
    // Another text, not an `or`, under which no index would be of use.
    let from = if reads_all {
        format!("from ingestion.projects p where {conditions}")
    } else {
        params.extend::<[&(dyn ToSql + Sync); 3]>([&person, &now, &roles_read]);
        let reached = REACHED
            .replace("$PERSON", "$7::uuid")
            .replace("$MOMENT", "$8::timestamptz")
            .replace("$ROLES_READ", "$9::boolean")
            .replace("$COLUMNS", COLUMNS);
        format!("from {reached} where {conditions}")
    };
    page.fetch(tx, COLUMNS, &from, "p.id", &params, read).await
}

fn read(row: &Row) -> std::result::Result<Project, tokio_postgres::Error> {
    Ok(Project {
        id: ProjectId(row.try_get("id")?),
        fields: ProjectFields {
            team_id: row.try_get::<_, Option<Uuid>>("team_id")?.map(TeamId),
            name: row.try_get("name")?,
            description: row.try_get("description")?,
            status: row.try_get("status")?,
            start_date: row.try_get("start_date")?,
            end_date: row.try_get("end_date")?,
            manager_id: row.try_get::<_, Option<Uuid>>("manager_id")?.map(UserId),
        },
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        created_by: UserId(row.try_get("created_by")?),
        access: Access::default(),
    })
}

/// Whether the caller may put a project into the team, or into none. The team stays until the transaction ends.
async fn require_place(tx: &TenantTx, team: Option<TeamId>) -> Result<()> {
    let Some(team) = team else { return tx.require(Permission::ProjectsWrite) };
    match teams::hold(tx, team).await {
        // A team is its members': who sees it by role alone needs to see every project as well.
        Ok(access) if access.level_allows(tx, Permission::ProjectsWrite) => Ok(()),
        Ok(_) if tx.may(Permission::ProjectsReadAll) => tx.require(Permission::ProjectsWrite),
        Ok(_) => Err(Error::Forbidden(Permission::ProjectsWrite)),
        Err(Error::NotFound(_)) => Err(Error::invalid("/team_id", "not_found", "there is no such team")),
        Err(error) => Err(error),
    }
}

/// Creates a project; the caller becomes its first member. It counts against the plan when the transaction commits.
///
/// # Errors
/// `Conflict` where the name is taken, `Invalid` where there is no such team or the manager is no member of the
/// organization, `Forbidden` where the caller may not create projects there.
pub async fn insert(tx: &TenantTx, fields: &ProjectFields) -> Result<Project> {
    require_place(tx, fields.team_id).await?;
    let user = tx.user()?;
    let row = projects::insert()
        .bind(
            tx.client(),
            &tx.id(),
            &tx.organization().0,
            &fields.team_id.map(|id| id.0),
            &fields.name,
            &fields.description,
            &fields.status,
            &fields.start_date,
            &fields.end_date,
            &fields.manager_id.map(|id| id.0),
            &tx.now(),
            &user.0,
        )
        .one()
        .await;
    let project: Project = explain(row)?.into();
    projects::add_members()
        .bind(tx.client(), &tx.organization().0, &project.id.0, &tx.now(), &[user.0].as_slice())
        .await?;
    quotas::reserve(tx, Quota::Projects, 1);
    log(tx, "created", project.id, None, Some(&project.fields)).await?;
    Ok(project)
}

/// Changes a project. To take it from a team takes the right to delete it.
///
/// # Errors
/// As [`insert`]; `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Project,
    fields: &ProjectFields,
    if_version: Option<i64>,
) -> Result<Project> {
    if fields.team_id != before.fields.team_id {
        // For the team that it leaves it is gone.
        if before.fields.team_id.is_some() {
            before.access.require(tx, Permission::ProjectsDelete)?;
        }
        require_place(tx, fields.team_id).await?;
    }
    let row = projects::update()
        .bind(
            tx.client(),
            &fields.team_id.map(|id| id.0),
            &fields.name,
            &fields.description,
            &fields.status,
            &fields.start_date,
            &fields.end_date,
            &fields.manager_id.map(|id| id.0),
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .opt()
        .await;
    let project: Project = explain(row)?.ok_or(Error::PreconditionFailed)?.into();
    log(tx, "updated", project.id, Some(&before.fields), Some(&project.fields)).await?;
    Ok(project)
}

/// Deletes a project. It is gone for everybody at once; retention removes it and its files after the grace.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, project: &Project, if_version: Option<i64>) -> Result<()> {
    let deleted = projects::delete().bind(tx.client(), &tx.now(), &project.id.0, &if_version).await?;
    if deleted == 0 {
        return Err(Error::PreconditionFailed);
    }
    quotas::release(tx, Quota::Projects, 1);
    log(tx, "deleted", project.id, Some(&project.fields), None).await
}

/// The members of a project, by name.
pub async fn members(tx: &TenantTx, id: ProjectId) -> Result<Vec<Member>> {
    let rows = projects::members().bind(tx.client(), &id.0).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Member {
            id: UserId(row.id),
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
        })
        .collect())
}

/// Replaces the set of members. Returns the project's new version.
///
/// # Errors
/// `Invalid` where somebody is no member of the organization.
pub async fn replace_members(tx: &TenantTx, project: &Project, users: &[UserId]) -> Result<i64> {
    let mut ids: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    ids.sort_unstable();
    ids.dedup();
    let known = memberships::count_members().bind(tx.client(), &ids).one().await?;
    if usize::try_from(known).ok() != Some(ids.len()) {
        return Err(Error::invalid(
            "/user_ids",
            "not_a_member",
            "everyone must be a member of the organization",
        ));
    }
    let before: Vec<_> = members(tx, project.id).await?.into_iter().map(|member| member.id).collect();
    projects::remove_members_except().bind(tx.client(), &project.id.0, &ids).await?;
    projects::add_members().bind(tx.client(), &tx.organization().0, &project.id.0, &tx.now(), &ids).await?;
    let version = projects::touch().bind(tx.client(), &tx.now(), &project.id.0).one().await?;
    let entry = audit::Entry {
        action: "members_replaced",
        resource_type: "project",
        resource_id: Some(project.id.0),
        old_values: Some(serde_json::json!({ "user_ids": before })),
        new_values: Some(serde_json::json!({ "user_ids": ids })),
    };
    audit::record(tx, entry).await?;
    let added: Vec<UserId> = ids.into_iter().map(UserId).filter(|user| !before.contains(user)).collect();
    if !added.is_empty() {
        let notice = Notice::new(
            &PROJECT_MEMBER_ADDED,
            format!("You are a member of the project {}", project.fields.name),
        );
        let resource = Resource { kind: ResourceType::Project, id: project.id.0 };
        let notice = notice.about(resource).action(format!("/v1/projects/{}", project.id));
        notifications::notify(tx, &added, notice).await?;
    }
    Ok(version)
}

/// The violations that a person can cause, by the constraint's name.
fn explain<T>(result: std::result::Result<T, tokio_postgres::Error>) -> Result<T> {
    result
        .on_constraint("projects_name_key", || {
            Error::conflict("name_taken", "a project of this name exists already")
        })
        .on_constraint("projects_manager_id_fkey", || {
            Error::invalid("/manager_id", "not_a_member", "the manager must be a member of the organization")
        })
        .on_constraint("projects_dates_check", || {
            Error::invalid("/end_date", "before_start", "the last day must not be before the first")
        })
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: ProjectId,
    before: Option<&ProjectFields>,
    after: Option<&ProjectFields>,
) -> Result<()> {
    let json = |fields: Option<&ProjectFields>| {
        fields.map(serde_json::to_value).transpose().map_err(Error::internal)
    };
    let entry = audit::Entry {
        action,
        resource_type: "project",
        resource_id: Some(id.0),
        old_values: json(before)?,
        new_values: json(after)?,
    };
    audit::record(tx, entry).await
}
