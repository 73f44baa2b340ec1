//! The system roles and what each allows: `migrate` writes them into the database, where they are evaluated. And the
//! rule for giving any role: nobody gives what they do not hold themselves.

use serde_json::json;
use sql::queries::accounts::{custom_roles, roles::upsert_system_role};
use uuid::Uuid;

use super::{
    custom_roles::Role,
    permissions::Permission::{self, *},
};
use crate::{Error, Result, ids::UserId, transaction::TenantTx};

/// A role that every organization has and none can change.
pub struct SystemRole {
    /// Its name in the API.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// What it allows.
    pub permissions: &'static [Permission],
}

const EDIT: &[Permission] = &[
    ProjectsRead,
    ProjectsWrite,
    FilesRead,
    FilesWrite,
    FilesDelete,
    AnalysesRead,
    AnalysesRun,
    MembersRead,
    RolesRead,
    TeamsRead,
    CommentsRead,
    CommentsWrite,
    TagsWrite,
    MediaRead,
    MediaWrite,
    MediaDelete,
    ExportsRun,
    ApiKeysWrite,
];
/// What everybody may who only looks.
const VIEW: &[Permission] =
    &[ProjectsRead, FilesRead, AnalysesRead, MembersRead, CommentsRead, CommentsWrite, MediaRead];

/// All of them. The position is part of a role's id: append, never reorder.
pub const SYSTEM_ROLES: &[SystemRole] = &[
    SystemRole { name: SUPER_ADMIN, description: "The platform's own staff", permissions: Permission::ALL },
    SystemRole { name: "owner", description: "Everything in the organization", permissions: Permission::ALL },
    SystemRole { name: "admin", description: "Runs the organization", permissions: Permission::ALL },
    SystemRole { name: "editor", description: "Creates and changes content", permissions: EDIT },
    SystemRole {
        name: "analyst",
        description: "Reads data and runs analyses",
        permissions: &[
            ProjectsRead,
            FilesRead,
            AnalysesRead,
            AnalysesRun,
            MembersRead,
            TeamsRead,
            CommentsRead,
            CommentsWrite,
            TagsWrite,
            MediaRead,
            ExportsRun,
            ApiKeysWrite,
        ],
    },
    SystemRole { name: "viewer", description: "Reads", permissions: VIEW },
    SystemRole {
        name: "uploader",
        description: "Brings files in",
        permissions: &[ProjectsRead, FilesRead, FilesWrite, MembersRead, MediaRead, MediaWrite],
    },
    SystemRole { name: "staff", description: "Works in projects", permissions: EDIT },
    SystemRole { name: "user", description: "Reads what is shared with them", permissions: VIEW },
];

/// The role of the platform's staff. No organization gives it.
pub const SUPER_ADMIN: &str = "super_admin";

/// The role of who runs an organization beside its owners.
pub const ADMIN: &str = "admin";

/// The role of whoever founds an organization.
pub const OWNER: &str = "owner";

/// Writes the registry into the database. Runs as the owner of the schema, from `migrate`.
pub async fn seed(client: &impl sql::client::GenericClient) -> Result<()> {
    for (position, role) in SYSTEM_ROLES.iter().enumerate() {
        // Fixed ids, equal in every installation.
        let id = Uuid::from_u128(0x0000_0000_0000_7000_8000_0000_0000_0001 + position as u128);
        let permissions = json!(role.permissions.iter().map(|p| p.name()).collect::<Vec<_>>());
        upsert_system_role().bind(client, &id, &role.name, &role.description, &permissions).await?;
    }
    Ok(())
}

/// The roles that a member holds and that are in force, the system's first.
pub async fn of_member(tx: &TenantTx, user: UserId) -> Result<Vec<Role>> {
    let rows = custom_roles::of_member().bind(tx.client(), &tx.organization().0, &user.0).all().await?;
    Ok(rows.into_iter().map(Role::from).collect())
}

/// # Errors
/// `Forbidden`, naming the first permission that the caller's own roles do not give them.
pub(crate) fn require_held(tx: &TenantTx, permissions: &[Permission]) -> Result<()> {
    match permissions.iter().find(|permission| !tx.holds_by_role(**permission)) {
        Some(permission) => Err(Error::Forbidden(*permission)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_hold_every_permission_and_viewers_change_nothing() {
        let find = |name| SYSTEM_ROLES.iter().find(|r| r.name == name).map(|r| r.permissions).unwrap();
        assert_eq!(find(OWNER), Permission::ALL);
        for permission in [ProjectsWrite, ProjectsDelete, FilesWrite, FilesDelete, AnalysesRun] {
            assert!(!find("viewer").contains(&permission));
        }
    }
}
