//! Permissions, grants and explanations as clients see them.

use domain::{
    Error,
    accounts::{
        access::Resource,
        explain::{Explanation, Path, Reach},
        levels::Level,
        permissions::Permission,
        resource_permissions::{Grant, GrantFields, PRINCIPAL_TYPES},
    },
    ids::UserId,
};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What can be allowed.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegistryOut {
    /// Every permission.
    pub data: Vec<PermissionOut>,
    /// What each level of a grant allows, the least first.
    pub levels: Vec<LevelOut>,
}

/// Something that a role can allow.
#[derive(Debug, Serialize, ToSchema)]
pub struct PermissionOut {
    /// Its name in roles and in answers.
    #[schema(value_type = String)]
    pub permission: &'static str,
    /// What it allows, in a sentence.
    #[schema(value_type = String)]
    pub description: &'static str,
}

/// How far a grant reaches.
#[derive(Debug, Serialize, ToSchema)]
pub struct LevelOut {
    /// view, edit or manage.
    #[schema(value_type = String)]
    pub permission_type: &'static str,
    /// The roles in a team that reach as far with its projects.
    #[schema(value_type = Vec<String>)]
    pub team_roles: Vec<&'static str>,
    /// What it allows.
    #[schema(value_type = Vec<String>)]
    pub permissions: Vec<&'static str>,
}

/// A grant to be.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewGrantIn {
    /// organization, team, project, file or analysis.
    #[garde(skip)]
    #[schema(example = "project")]
    pub resource_type: String,
    /// The thing; what hangs on it is granted too.
    #[garde(skip)]
    pub resource_id: Uuid,
    /// user, role or team.
    #[garde(custom(is_principal_type))]
    #[schema(pattern = "^(user|role|team)$", example = "user")]
    pub principal_type: String,
    /// A member, a role or a team of the organization.
    #[garde(skip)]
    pub principal_id: Uuid,
    /// view, edit or manage.
    #[garde(custom(is_level))]
    #[schema(pattern = "^(view|edit|manage)$", example = "view")]
    pub permission_type: String,
    /// From then on it has no effect; null: until it is revoked.
    #[garde(skip)]
    pub expires_at: Option<Timestamp>,
}

/// What can be changed about a grant.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantIn {
    /// view, edit or manage.
    #[garde(custom(is_level))]
    #[schema(pattern = "^(view|edit|manage)$")]
    pub permission_type: String,
    /// From then on it has no effect; null: until it is revoked.
    #[garde(skip)]
    pub expires_at: Option<Timestamp>,
}

runtime::merge_patch!(ResourcePermissionPatch of GrantIn);

fn is_principal_type(kind: &str, (): &()) -> garde::Result {
    if PRINCIPAL_TYPES.contains(&kind) {
        return Ok(());
    }
    Err(garde::Error::new(format!("one of {}", PRINCIPAL_TYPES.join(", "))))
}

fn is_level(name: &str, (): &()) -> garde::Result {
    if Level::parse(name).is_some() {
        return Ok(());
    }
    Err(garde::Error::new(format!("one of {}", Level::ALL.map(Level::name).join(", "))))
}

impl GrantIn {
    /// Validated, as the domain has it.
    pub fn fields(self) -> domain::Result<GrantFields> {
        let level = Level::parse(&self.permission_type);
        let level = level.ok_or_else(|| Error::internal("a level that validation let pass"))?;
        Ok(GrantFields { level, expires_at: self.expires_at })
    }
}

impl From<GrantFields> for GrantIn {
    fn from(fields: GrantFields) -> Self {
        Self { permission_type: fields.level.name().to_owned(), expires_at: fields.expires_at }
    }
}

/// A grant.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ResourcePermissionOut {
    /// Its id.
    pub id: Uuid,
    /// organization, team, project, file or analysis.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// user, role or team.
    pub principal_type: String,
    /// The person, the role or the team.
    pub principal_id: Uuid,
    /// view, edit or manage.
    pub permission_type: String,
    /// Who granted it, or changed it last.
    pub granted_by: Uuid,
    /// From then on it has no effect; null: until it is revoked.
    pub expires_at: Option<Timestamp>,
    /// Whether it has no effect any more.
    pub is_expired: bool,
    /// When it was granted.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl ResourcePermissionOut {
    /// As it is at that moment.
    pub fn new(grant: Grant, now: Timestamp) -> Self {
        Self {
            id: grant.id.0,
            resource_type: grant.resource_type,
            resource_id: grant.resource_id,
            principal_type: grant.principal_type,
            principal_id: grant.principal_id,
            permission_type: grant.fields.level.name().to_owned(),
            granted_by: grant.granted_by.0,
            expires_at: grant.fields.expires_at,
            is_expired: grant.fields.expires_at.is_some_and(|end| end <= now),
            created_at: grant.created_at,
            updated_at: grant.updated_at,
        }
    }
}

/// What somebody may do with a thing, and why.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplanationOut {
    /// The thing's kind.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// The person.
    pub user_id: Uuid,
    /// Whether they may do anything at all: not after they were deactivated.
    pub is_active: bool,
    /// Whether the thing shows itself to them.
    pub is_visible: bool,
    /// Every permission.
    pub permissions: Vec<ExplainedOut>,
}

/// Whether somebody has a permission for a thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExplainedOut {
    /// The permission's name.
    #[schema(value_type = String)]
    pub permission: &'static str,
    /// Whether they have it. What no path allows is denied.
    pub allowed: bool,
    /// The paths by which they have it.
    pub paths: Vec<PathOut>,
}

/// A path by which somebody has a permission. What does not belong to its `source` is null.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct PathOut {
    /// role, team_role or grant.
    #[schema(value_type = String, pattern = "^(role|team_role|grant)$")]
    pub source: &'static str,
    /// role: which.
    pub role_id: Option<Uuid>,
    /// role: its name.
    pub role: Option<String>,
    /// role: why it reaches the thing: organization, all_projects, member (of the project) or manager (of the project).
    #[schema(value_type = Option<String>)]
    pub reach: Option<&'static str>,
    /// team_role: in which team.
    pub team_id: Option<Uuid>,
    /// grant: which.
    pub grant_id: Option<Uuid>,
    /// grant: to a user, a role or a team.
    pub principal_type: Option<String>,
    /// grant: to whom.
    pub principal_id: Option<Uuid>,
    /// grant: on what kind of thing.
    pub resource_type: Option<String>,
    /// grant: on which thing.
    pub resource_id: Option<Uuid>,
    /// grant: whether on something that the thing hangs on.
    pub inherited: Option<bool>,
    /// grant: when it ends.
    pub expires_at: Option<Timestamp>,
    /// team_role and grant: how far it reaches: view, edit or manage.
    #[schema(value_type = Option<String>)]
    pub permission_type: Option<&'static str>,
}

impl ExplanationOut {
    /// For every permission of the registry.
    pub fn new(resource: Resource, user: UserId, found: &Explanation) -> Self {
        let explained = |permission: &Permission| {
            let paths = found.paths.iter().filter(|path| found.is_active && path.allows(*permission));
            let paths: Vec<PathOut> = paths.map(|path| path_out(path, resource)).collect();
            ExplainedOut { permission: permission.name(), allowed: found.allows(*permission), paths }
        };
        Self {
            resource_type: resource.kind.name().to_owned(),
            resource_id: resource.id,
            user_id: user.0,
            is_active: found.is_active,
            is_visible: found.is_visible,
            permissions: Permission::ALL.iter().map(explained).collect(),
        }
    }
}

fn path_out(path: &Path, resource: Resource) -> PathOut {
    match path {
        Path::Role { role, reach } => PathOut {
            source: "role",
            role_id: Some(role.id.0),
            role: Some(role.fields.name.clone()),
            reach: Some(match reach {
                Reach::Organization => "organization",
                Reach::AllProjects => "all_projects",
                Reach::Member => "member",
                Reach::Manager => "manager",
            }),
            ..PathOut::default()
        },
        Path::TeamRole { team, level } => PathOut {
            source: "team_role",
            team_id: Some(team.0),
            permission_type: Some(level.name()),
            ..PathOut::default()
        },
        Path::Grant(grant) => PathOut {
            source: "grant",
            grant_id: Some(grant.id.0),
            principal_type: Some(grant.principal_type.clone()),
            principal_id: Some(grant.principal_id),
            resource_type: Some(grant.resource_type.clone()),
            resource_id: Some(grant.resource_id),
            inherited: Some(grant.resource_id != resource.id),
            expires_at: grant.fields.expires_at,
            permission_type: Some(grant.fields.level.name()),
            ..PathOut::default()
        },
    }
}
