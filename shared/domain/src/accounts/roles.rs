//! The system roles and what each allows. `migrate` writes them into the database, where they are evaluated.

use serde_json::json;
use sql::queries::accounts::roles::upsert_system_role;
use uuid::Uuid;

use super::permissions::Permission::{self, *};
use crate::Result;

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
    SystemRole { name: "super_admin", description: "The platform's own staff", permissions: Permission::ALL },
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
