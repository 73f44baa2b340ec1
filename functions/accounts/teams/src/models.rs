//! Teams and who is in them, as clients see them.

use domain::{
    accounts::{
        team_memberships::{TeamMember, TeamRole},
        teams::{Team, TeamFields},
    },
    ids::UserId,
};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A team to be.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamIn {
    /// Unique among the organization's teams, whatever the case of its letters.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 255))]
    #[schema(min_length = 1, max_length = 255)]
    pub name: String,
    /// What it is for.
    #[garde(length(chars, max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: String,
    /// The one of its OWNERs who answers for it: a member of the organization; you, where nobody is named.
    #[garde(skip)]
    pub owner_id: Option<Uuid>,
}

runtime::merge_patch!(TeamPatch of TeamIn);

impl From<TeamIn> for TeamFields {
    fn from(input: TeamIn) -> Self {
        let TeamIn { name, description, owner_id } = input;
        Self { name: name.trim().to_owned(), description, owner_id: owner_id.map(UserId) }
    }
}

impl From<TeamFields> for TeamIn {
    fn from(fields: TeamFields) -> Self {
        let TeamFields { name, description, owner_id } = fields;
        Self { name, description, owner_id: owner_id.map(|id| id.0) }
    }
}

/// A team.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamOut {
    /// Its id.
    pub id: Uuid,
    /// Unique among the organization's teams, whatever the case of its letters.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The one of its OWNERs who answers for it; null once that person left the organization.
    pub owner_id: Option<Uuid>,
    /// How many are in it.
    pub member_count: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: Uuid,
    /// When it was deleted; null for one that stands.
    pub deleted_at: Option<Timestamp>,
}

impl From<Team> for TeamOut {
    fn from(team: Team) -> Self {
        let TeamFields { name, description, owner_id } = team.fields;
        Self {
            id: team.id.0,
            name,
            description,
            owner_id: owner_id.map(|id| id.0),
            member_count: team.member_count,
            created_at: team.created_at,
            updated_at: team.updated_at,
            created_by: team.created_by.0,
            deleted_at: team.deleted_at,
        }
    }
}

/// Somebody who is to be in a team.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamMemberIn {
    /// A member of the organization.
    #[garde(skip)]
    pub user_id: Uuid,
    /// OWNER, ADMIN, MEMBER or VIEWER.
    #[garde(custom(is_role))]
    #[schema(pattern = "^(OWNER|ADMIN|MEMBER|VIEWER)$", example = "MEMBER")]
    pub role: String,
}

/// What somebody is to be in a team.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TeamRoleIn {
    /// OWNER, ADMIN, MEMBER or VIEWER.
    #[garde(custom(is_role))]
    #[schema(pattern = "^(OWNER|ADMIN|MEMBER|VIEWER)$", example = "MEMBER")]
    pub role: String,
}

fn is_role(role: &str, (): &()) -> garde::Result {
    if TeamRole::parse(role).is_some() {
        return Ok(());
    }
    Err(garde::Error::new(format!("one of {}", TeamRole::ALL.map(TeamRole::name).join(", "))))
}

/// Somebody in a team.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamMemberOut {
    /// The person.
    pub user_id: Uuid,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// OWNER, ADMIN, MEMBER or VIEWER.
    pub role: String,
    /// When they joined it.
    pub created_at: Timestamp,
    /// When their role last changed.
    pub updated_at: Timestamp,
}

impl From<TeamMember> for TeamMemberOut {
    fn from(member: TeamMember) -> Self {
        let TeamMember { user, email, first_name, last_name, role, created_at, updated_at } = member;
        Self { user_id: user.0, email, first_name, last_name, role, created_at, updated_at }
    }
}
