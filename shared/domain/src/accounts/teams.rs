//! Teams: who owns projects together. A team shows itself to its members and to whoever sees every team; its OWNERs and
//! ADMINs manage it, and whoever manages every team does.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sql::queries::accounts::{
    team_memberships,
    teams::{self, TeamRow},
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    access::{self, Access},
    permissions::Permission,
    team_memberships::TeamRole,
};
use crate::{
    Error, Result,
    error::OnConstraint as _,
    ids::{TeamId, UserId},
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// How lists of teams may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "t.created_at", sql_type: "timestamptz" },
    Sort { name: "name", expression: "lower(t.name)", sql_type: "text" },
];

/// A team.
#[derive(Debug, Clone)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// What people may change.
    pub fields: TeamFields,
    /// How many are in it.
    pub member_count: i64,
    /// Raised by every change to it or its members.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: UserId,
    /// When it was deleted, if it was.
    pub deleted_at: Option<Timestamp>,
    /// What the caller may do with it; nothing in lists.
    pub access: Access,
    /// What the caller is in it; nothing in lists.
    pub own_role: Option<TeamRole>,
}

/// What people may change about a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamFields {
    /// Unique among the organization's teams, whatever the case of its letters.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The one of its OWNERs who answers for it; none once that person left the organization.
    pub owner_id: Option<UserId>,
}

/// Which teams a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name contains this, whatever the case.
    pub q: Option<String>,
    /// Those that this person is in.
    pub user_id: Option<Uuid>,
    /// Those that were deleted and can be restored, instead of those that stand.
    pub deleted: bool,
}

impl From<TeamRow> for Team {
    fn from(row: TeamRow) -> Self {
        Self {
            id: TeamId(row.id),
            fields: TeamFields {
                name: row.name,
                description: row.description,
                owner_id: row.owner_id.map(UserId),
            },
            member_count: row.member_count,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            created_by: UserId(row.created_by),
            deleted_at: row.deleted_at,
            access: Access::default(),
            own_role: None,
        }
    }
}

/// A team that the caller may see.
///
/// # Errors
/// `NotFound` for an absent, foreign, deleted or hidden team.
pub async fn get(tx: &TenantTx, id: TeamId) -> Result<Team> {
    let (access, own_role) = access::of_team(tx, id).await?;
    let row = teams::find().bind(tx.client(), &id.0).opt().await?;
    let team = row.map(Team::from).ok_or(Error::NotFound("team"))?;
    Ok(Team { access, own_role, ..team })
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: TeamId) -> Result<Team> {
    // Nobody holds up a team that they do not see.
    access::of_team(tx, id).await?;
    teams::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

/// The caller's access to a team that stays until the transaction ends.
///
/// # Errors
/// As [`get`].
pub(crate) async fn hold(tx: &TenantTx, id: TeamId) -> Result<Access> {
    let (access, _) = access::of_team(tx, id).await?;
    teams::hold().bind(tx.client(), &id.0).opt().await?.ok_or(Error::NotFound("team"))?;
    Ok(access)
}

/// A deleted team that the caller may restore, held until the transaction ends: whoever manages every team, and who
/// owned it.
///
/// # Errors
/// `NotFound` for a team that is not deleted or not theirs.
pub async fn lock_deleted(tx: &TenantTx, id: TeamId) -> Result<Team> {
    if !tx.may(Permission::TeamsWrite) {
        let role = team_memberships::role_of()
            .bind(tx.client(), &tx.organization().0, &id.0, &tx.user()?.0)
            .opt()
            .await?;
        if role.as_deref().and_then(TeamRole::parse) != Some(TeamRole::Owner) {
            return Err(Error::NotFound("team"));
        }
    }
    teams::lock().bind(tx.client(), &id.0).opt().await?;
    let row = teams::find_deleted().bind(tx.client(), &id.0).opt().await?;
    row.map(Team::from).ok_or(Error::NotFound("team"))
}

/// Lists the teams that the caller may see.
///
/// # Errors
/// `Forbidden` where their credential may not see teams.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Team>> {
    if !tx.is_in_scope(Permission::TeamsRead) {
        return Err(Error::Forbidden(Permission::TeamsRead));
    }
    let sees = if filter.deleted { Permission::TeamsWrite } else { Permission::TeamsRead };
    let sees_all = tx.may(sees) || tx.may(Permission::TeamsWrite);
    // Of the deleted ones, who owned them sees them; of the others, whoever is in them.
    let reached = if filter.deleted {
        "t.deleted_at is not null and ($2::boolean or ($4::timestamptz is not null and exists (\
           select from accounts.team_memberships o where o.organization_id = t.organization_id and o.team_id = t.id \
           and o.user_id = $3::uuid and o.role = 'OWNER')))"
    } else {
        "t.deleted_at is null and ($2::boolean or t.id in (\
           select r.team_id from accounts.team_paths($1, $3::uuid, $4::timestamptz) r))"
    };
    page.fetch(
        tx,
        "t.id, t.name, t.description, t.owner_id, t.version, t.created_at, t.updated_at, t.created_by, t.deleted_at, \
         (select count(*) from accounts.team_memberships c \
          where c.organization_id = t.organization_id and c.team_id = t.id) as member_count",
        &format!(
            "from accounts.teams t where t.organization_id = $1 and {reached} \
             and ($5::text is null or strpos(lower(t.name), lower($5)) > 0) \
             and ($6::uuid is null or exists (select from accounts.team_memberships f \
                  where f.organization_id = t.organization_id and f.team_id = t.id and f.user_id = $6))"
        ),
        "t.id",
        &[
            &tx.organization().0,
            &sees_all,
            &tx.user().map_or(Uuid::nil(), |user| user.0),
            &tx.now(),
            &filter.q,
            &filter.user_id,
        ],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Team, tokio_postgres::Error> {
    Ok(Team::from(TeamRow {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        description: row.try_get("description")?,
        owner_id: row.try_get("owner_id")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        created_by: row.try_get("created_by")?,
        deleted_at: row.try_get("deleted_at")?,
        member_count: row.try_get("member_count")?,
    }))
}

/// Creates a team. Its owner, the caller where nobody is named, is its first member.
///
/// # Errors
/// `Conflict` where the name is taken, `Invalid` where the owner is no member of the organization.
pub async fn insert(tx: &TenantTx, fields: &TeamFields) -> Result<Team> {
    let caller = tx.user()?;
    let owner = fields.owner_id.unwrap_or(caller);
    let fields = TeamFields { owner_id: Some(owner), ..fields.clone() };
    let id = TeamId(tx.id());
    let inserted = teams::insert()
        .bind(
            tx.client(),
            &id.0,
            &tx.organization().0,
            &fields.name,
            &fields.description,
            &Some(owner.0),
            &tx.now(),
            &caller.0,
        )
        .await;
    explain(inserted)?;
    set_owner(tx, id, owner).await?;
    log(tx, "created", id, None, Some(&fields)).await?;
    get(tx, id).await
}

/// Changes a team. A new owner becomes one of its OWNERs; the former one stays so too.
///
/// # Errors
/// As [`insert`]; `Forbidden` where somebody else than an OWNER or who manages every team names an owner, `Conflict`
/// where nobody would be one; `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Team,
    fields: &TeamFields,
    if_version: Option<i64>,
) -> Result<Team> {
    let owner = fields.owner_id.filter(|owner| before.fields.owner_id != Some(*owner));
    if fields.owner_id != before.fields.owner_id {
        require_ownership(tx, before)?;
    }
    if fields.owner_id.is_none() && before.fields.owner_id.is_some() {
        return Err(Error::invalid("/owner_id", "required", "a team has an owner"));
    }
    let updated = teams::update()
        .bind(
            tx.client(),
            &fields.name,
            &fields.description,
            &fields.owner_id.map(|id| id.0),
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .await;
    if explain(updated)? == 0 {
        return Err(Error::PreconditionFailed);
    }
    if let Some(owner) = owner {
        set_owner(tx, before.id, owner).await?;
    }
    log(tx, "updated", before.id, Some(&before.fields), Some(fields)).await?;
    get(tx, before.id).await
}

async fn set_owner(tx: &TenantTx, team: TeamId, owner: UserId) -> Result<()> {
    let role = TeamRole::Owner.name();
    team_memberships::set_role()
        .bind(tx.client(), &tx.organization().0, &team.0, &owner.0, &role, &tx.now())
        .await
        .on_constraint("team_memberships_user_id_fkey", no_member)?;
    Ok(())
}

/// # Errors
/// `Forbidden` for everybody but the team's OWNERs and those who manage every team.
pub(crate) fn require_ownership(tx: &TenantTx, team: &Team) -> Result<()> {
    if team.own_role == Some(TeamRole::Owner) { Ok(()) } else { tx.require(Permission::TeamsWrite) }
}

/// Deletes a team. Its projects are hidden from it at once; it can be restored until its grace is over, and as long as
/// it has projects.
///
/// # Errors
/// `Forbidden` for everybody but its OWNERs and those who manage every team; `PreconditionFailed` where `if_version` has
/// passed.
pub async fn delete(tx: &TenantTx, team: &Team, if_version: Option<i64>) -> Result<()> {
    require_ownership(tx, team)?;
    if teams::delete().bind(tx.client(), &tx.now(), &team.id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "deleted", team.id, Some(&team.fields), None).await
}

/// Brings a deleted team back, with its members, its projects and what was granted.
///
/// # Errors
/// `Conflict` where another team has its name by now.
pub async fn restore(tx: &TenantTx, team: &Team) -> Result<Team> {
    explain(teams::restore().bind(tx.client(), &tx.now(), &team.id.0).await)?;
    log(tx, "restored", team.id, None, Some(&team.fields)).await?;
    get(tx, team.id).await
}

fn no_member() -> Error {
    Error::invalid("/owner_id", "not_a_member", "the owner must be a member of the organization")
}

fn explain<T>(result: std::result::Result<T, tokio_postgres::Error>) -> Result<T> {
    result
        .on_constraint("teams_name_key", || {
            Error::conflict("name_taken", "a team of this name exists already")
        })
        .on_constraint("teams_owner_id_fkey", no_member)
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: TeamId,
    before: Option<&TeamFields>,
    after: Option<&TeamFields>,
) -> Result<()> {
    let json = |fields: &TeamFields| json!({ "name": fields.name, "description": fields.description, "owner_id": fields.owner_id });
    let entry = audit::Entry {
        action,
        resource_type: "team",
        resource_id: Some(id.0),
        old_values: before.map(json),
        new_values: after.map(json),
    };
    audit::record(tx, entry).await
}
