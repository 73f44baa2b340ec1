//! Who is in a team, and as what: their role decides what they may do with the team's projects.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{
    team_memberships::{self, Find},
    teams as team_sql,
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{levels::Level, permissions::Permission, teams::Team};
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

/// How lists of members may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "tm.created_at", sql_type: "timestamptz" },
    Sort { name: "name", expression: "lower(u.last_name || ' ' || u.first_name)", sql_type: "text" },
];

/// What somebody is in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamRole {
    /// Manages the team and its projects, and may give it away.
    Owner,
    /// Manages the team's members and its projects.
    Admin,
    /// Works in the team's projects.
    Member,
    /// Reads the team's projects.
    Viewer,
}

impl TeamRole {
    /// All of them, the highest first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Member, Self::Viewer];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "OWNER",
            Self::Admin => "ADMIN",
            Self::Member => "MEMBER",
            Self::Viewer => "VIEWER",
        }
    }

    /// By its word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// How far it reaches with the team's projects; `accounts.level` in the database says the same.
    pub fn level(self) -> Level {
        match self {
            Self::Owner | Self::Admin => Level::Manage,
            Self::Member => Level::Edit,
            Self::Viewer => Level::View,
        }
    }
}

/// Somebody in a team.
#[derive(Debug, Clone)]
pub struct TeamMember {
    /// The person.
    pub user: UserId,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// What they are in the team.
    pub role: String,
    /// When they joined it.
    pub created_at: Timestamp,
    /// When their role last changed.
    pub updated_at: Timestamp,
}

/// Which members a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name or address contains this, whatever the case.
    pub q: Option<String>,
    /// Those who are this.
    pub role: Option<String>,
}

/// Lists who is in a team, which the caller has been shown to see.
pub async fn list(tx: &TenantTx, team: &Team, filter: &Filter, page: &Page) -> Result<Paged<TeamMember>> {
    page.fetch(
        tx,
        "u.id, u.email, u.first_name, u.last_name, tm.role, tm.created_at, tm.updated_at",
        "from accounts.team_memberships tm join accounts.users u on u.id = tm.user_id \
         where tm.organization_id = $1 and tm.team_id = $2 \
         and ($3::text is null or strpos(lower(u.first_name || ' ' || u.last_name || ' ' || u.email), lower($3)) > 0) \
         and ($4::text is null or tm.role = $4)",
        "tm.user_id",
        &[&tx.organization().0, &team.id.0, &filter.q, &filter.role],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<TeamMember, tokio_postgres::Error> {
    Ok(TeamMember {
        user: UserId(row.try_get("id")?),
        email: row.try_get("email")?,
        first_name: row.try_get("first_name")?,
        last_name: row.try_get("last_name")?,
        role: row.try_get("role")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
    })
}

/// Somebody in a team.
///
/// # Errors
/// `NotFound` where they are not in it.
pub async fn get(tx: &TenantTx, team: TeamId, user: UserId) -> Result<TeamMember> {
    let row =
        team_memberships::find().bind(tx.client(), &tx.organization().0, &team.0, &user.0).opt().await?;
    let Find { id, email, first_name, last_name, role, created_at, updated_at } =
        row.ok_or(Error::NotFound("team member"))?;
    Ok(TeamMember { user: UserId(id), email, first_name, last_name, role, created_at, updated_at })
}

/// Takes somebody into a team that the caller has locked.
///
/// # Errors
/// `Forbidden` where the caller may not manage the team, or makes an OWNER without being one; `Invalid` where the person
/// is no member of the organization; `Conflict` where they are in the team already.
pub async fn insert(tx: &TenantTx, team: &Team, user: UserId, role: TeamRole) -> Result<TeamMember> {
    require_management(tx, team, &[role])?;
    let inserted = team_memberships::insert()
        .bind(tx.client(), &tx.organization().0, &team.id.0, &user.0, &role.name(), &tx.now())
        .await;
    inserted
        .on_constraint("team_memberships_user_id_fkey", || {
            Error::invalid("/user_id", "not_a_member", "everybody in a team is a member of the organization")
        })
        .on_constraint("team_memberships_pkey", || {
            Error::conflict("already_member", "this person is in the team already")
        })?;
    finish(tx, team, user, "member_added", None, Some(role)).await?;
    get(tx, team.id, user).await
}

/// Changes what somebody is in a team that the caller has locked.
///
/// # Errors
/// As [`insert`]; `Conflict` where the last OWNER would go.
pub async fn update(tx: &TenantTx, team: &Team, before: &TeamMember, role: TeamRole) -> Result<TeamMember> {
    let former = TeamRole::parse(&before.role).ok_or_else(|| Error::internal("an unknown team role"))?;
    require_management(tx, team, &[role, former])?;
    if former == TeamRole::Owner && role != TeamRole::Owner {
        pass_on(tx, team, before.user).await?;
    }
    team_memberships::set_role()
        .bind(tx.client(), &tx.organization().0, &team.id.0, &before.user.0, &role.name(), &tx.now())
        .await?;
    finish(tx, team, before.user, "member_changed", Some(former), Some(role)).await?;
    get(tx, team.id, before.user).await
}

/// Takes somebody out of a team that the caller has locked. Everybody may leave.
///
/// # Errors
/// As [`update`].
pub async fn delete(tx: &TenantTx, team: &Team, member: &TeamMember) -> Result<()> {
    let role = TeamRole::parse(&member.role).ok_or_else(|| Error::internal("an unknown team role"))?;
    if tx.user()? != member.user {
        require_management(tx, team, &[role])?;
    }
    if role == TeamRole::Owner {
        pass_on(tx, team, member.user).await?;
    }
    team_memberships::delete().bind(tx.client(), &tx.organization().0, &team.id.0, &member.user.0).await?;
    finish(tx, team, member.user, "member_removed", Some(role), None).await
}

/// Managing takes the right to; what has to do with OWNERs takes being one, or managing every team.
fn require_management(tx: &TenantTx, team: &Team, roles: &[TeamRole]) -> Result<()> {
    team.access.require(tx, Permission::TeamsWrite)?;
    if roles.contains(&TeamRole::Owner) {
        super::teams::require_ownership(tx, team)?;
    }
    Ok(())
}

/// An OWNER goes: another one must be there, and answers for the team if this one did.
async fn pass_on(tx: &TenantTx, team: &Team, from: UserId) -> Result<()> {
    let next = team_memberships::oldest_owner()
        .bind(tx.client(), &tx.organization().0, &team.id.0, &from.0)
        .opt()
        .await?;
    let Some(next) = next else {
        return Err(Error::conflict("last_owner", "a team has an OWNER: make somebody else one first"));
    };
    if team.fields.owner_id == Some(from) || team.fields.owner_id.is_none() {
        let fields = &team.fields;
        let owner: Option<Uuid> = Some(next);
        team_sql::update()
            .bind(tx.client(), &fields.name, &fields.description, &owner, &tx.now(), &team.id.0, &None)
            .await?;
    }
    Ok(())
}

async fn finish(
    tx: &TenantTx,
    team: &Team,
    user: UserId,
    action: &str,
    before: Option<TeamRole>,
    after: Option<TeamRole>,
) -> Result<()> {
    team_sql::touch().bind(tx.client(), &tx.now(), &team.id.0).await?;
    let json = |role: TeamRole| json!({ "user_id": user, "role": role.name() });
    let entry = audit::Entry {
        action,
        resource_type: "team",
        resource_id: Some(team.id.0),
        old_values: before.map(json),
        new_values: after.map(json),
    };
    audit::record(tx, entry).await
}
