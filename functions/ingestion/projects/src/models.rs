//! Projects as clients see them.

use domain::{
    ids::{TeamId, UserId},
    ingestion::projects::{Member, Project, ProjectFields, STATUSES},
};
use garde::Validate;
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A project to be.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProjectIn {
    /// Unique in the organization, whatever the case of its letters.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Background, for people and for the insight engine.
    #[garde(length(chars, max = 20_000))]
    #[serde(default)]
    #[schema(max_length = 20_000)]
    pub description: String,
    /// planning, active, on-hold, completed or cancelled.
    #[garde(custom(is_status))]
    #[serde(default = "planning")]
    #[schema(pattern = "^(planning|active|on-hold|completed|cancelled)$")]
    pub status: String,
    /// First day.
    #[garde(skip)]
    pub start_date: Option<Date>,
    /// Last day, not before the first.
    #[garde(skip)]
    pub end_date: Option<Date>,
    /// A member of the organization.
    #[garde(skip)]
    pub manager_id: Option<Uuid>,
    /// The team whose alone the project is: its members see it and work in it by their roles there. Without one the
    /// project is its members'.
    #[garde(skip)]
    pub team_id: Option<Uuid>,
}

runtime::merge_patch!(ProjectPatch of ProjectIn);

fn planning() -> String {
    STATUSES[0].to_owned()
}

fn is_status(status: &str, (): &()) -> garde::Result {
    if STATUSES.contains(&status) {
        return Ok(());
    }
    Err(garde::Error::new(format!("one of {}", STATUSES.join(", "))))
}

impl From<ProjectIn> for ProjectFields {
    fn from(input: ProjectIn) -> Self {
        Self {
            name: input.name.trim().to_owned(),
            description: input.description,
            status: input.status,
            start_date: input.start_date,
            end_date: input.end_date,
            manager_id: input.manager_id.map(UserId),
            team_id: input.team_id.map(TeamId),
        }
    }
}

impl From<ProjectFields> for ProjectIn {
    fn from(fields: ProjectFields) -> Self {
        Self {
            name: fields.name,
            description: fields.description,
            status: fields.status,
            start_date: fields.start_date,
            end_date: fields.end_date,
            manager_id: fields.manager_id.map(|id| id.0),
            team_id: fields.team_id.map(|id| id.0),
        }
    }
}

/// A project.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectOut {
    /// Its id.
    pub id: Uuid,
    /// Unique in the organization, whatever the case of its letters.
    pub name: String,
    /// Background, for people and for the insight engine.
    pub description: String,
    /// planning, active, on-hold, completed or cancelled.
    pub status: String,
    /// First day.
    pub start_date: Option<Date>,
    /// Last day.
    pub end_date: Option<Date>,
    /// A member of the organization.
    pub manager_id: Option<Uuid>,
    /// The team whose alone the project is.
    pub team_id: Option<Uuid>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// Who created it.
    pub created_by: Uuid,
}

impl From<Project> for ProjectOut {
    fn from(project: Project) -> Self {
        let fields = project.fields;
        Self {
            id: project.id.0,
            name: fields.name,
            description: fields.description,
            status: fields.status,
            start_date: fields.start_date,
            end_date: fields.end_date,
            manager_id: fields.manager_id.map(|id| id.0),
            team_id: fields.team_id.map(|id| id.0),
            created_at: project.created_at,
            updated_at: project.updated_at,
            created_by: project.created_by.0,
        }
    }
}

/// The members of a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembersOut {
    /// By name.
    pub data: Vec<MemberOut>,
}

/// A member of a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberOut {
    /// The person.
    pub id: Uuid,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
}

impl From<Member> for MemberOut {
    fn from(member: Member) -> Self {
        Self {
            id: member.id.0,
            email: member.email,
            first_name: member.first_name,
            last_name: member.last_name,
        }
    }
}

/// The new set of members.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembersIn {
    /// Members of the organization, in any order.
    #[garde(length(max = 1000))]
    #[schema(max_items = 1000)]
    pub user_ids: Vec<Uuid>,
}
