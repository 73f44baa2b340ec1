//! Roles as clients see them.

use domain::accounts::{
    custom_roles::{Role, RoleFields},
    permissions::Permission,
};
use garde::Validate;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A role to be.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleIn {
    /// Unique in the organization, whatever the case of its letters, and no system role's.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// What it is for.
    #[garde(length(chars, max = 2000))]
    #[serde(default)]
    #[schema(max_length = 2000)]
    pub description: String,
    /// What it allows: names of `GET /v1/permissions` that you hold yourself.
    #[garde(length(max = 200), inner(custom(is_permission)))]
    #[serde(default)]
    #[schema(max_items = 200, example = json!(["projects.read", "files.read"]))]
    pub permissions: Vec<String>,
    /// Whether it allows anything at the moment.
    #[garde(skip)]
    #[serde(default = "yes")]
    #[schema(default = true)]
    pub is_active: bool,
}

runtime::merge_patch!(RolePatch of RoleIn);

fn yes() -> bool {
    true
}

fn is_permission(name: &str, (): &()) -> garde::Result {
    if Permission::parse(name).is_some() {
        return Ok(());
    }
    Err(garde::Error::new("a name of GET /v1/permissions"))
}

impl From<RoleIn> for RoleFields {
    fn from(input: RoleIn) -> Self {
        let RoleIn { name, description, permissions, is_active } = input;
        // In the order of the registry, each once.
        let holds = |permission: &Permission| permissions.iter().any(|name| name == permission.name());
        Self {
            name: name.trim().to_owned(),
            description,
            permissions: Permission::ALL.iter().copied().filter(holds).collect(),
            is_active,
        }
    }
}

impl From<RoleFields> for RoleIn {
    fn from(fields: RoleFields) -> Self {
        let RoleFields { name, description, permissions, is_active } = fields;
        Self { name, description, permissions: names(&permissions), is_active }
    }
}

fn names(permissions: &[Permission]) -> Vec<String> {
    permissions.iter().map(|permission| permission.name().to_owned()).collect()
}

/// A role.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleOut {
    /// Its id.
    pub id: Uuid,
    /// Unique in the organization, whatever the case of its letters.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What it allows: names of `GET /v1/permissions`.
    pub permissions: Vec<String>,
    /// Whether every organization has it and none can change it.
    pub is_system_role: bool,
    /// Whether it allows anything at the moment.
    pub is_active: bool,
    /// When it was created; null for a system role.
    pub created_at: Option<Timestamp>,
    /// When it last changed; null for a system role.
    pub updated_at: Option<Timestamp>,
    /// Who created it; null for a system role.
    pub created_by: Option<Uuid>,
}

impl From<Role> for RoleOut {
    fn from(role: Role) -> Self {
        let RoleFields { name, description, permissions, is_active } = role.fields;
        Self {
            id: role.id.0,
            name,
            description,
            permissions: names(&permissions),
            is_system_role: role.is_system_role,
            is_active,
            created_at: role.created_at,
            updated_at: role.updated_at,
            created_by: role.created_by.map(|id| id.0),
        }
    }
}
