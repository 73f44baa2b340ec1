//! The registry of permissions: what can be allowed at all.

use super::levels::Level;

/// Defines the registry: one line per permission.
macro_rules! permissions {
    ($(#[doc = $doc:literal] $variant:ident = $name:literal),* $(,)?) => {
        /// Something that a role can allow.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission { $(#[doc = $doc] $variant),* }

        impl Permission {
            /// Every permission.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in roles and in answers.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What it allows, in a sentence.
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => $doc.trim_ascii()),* }
            }
        }
    };
}

permissions! {
    /// Change the organization's name and settings.
    OrganizationWrite = "organization.write",
    /// Delete the organization.
    OrganizationDelete = "organization.delete",
    /// Change the plan.
    SubscriptionWrite = "subscription.write",
    /// See who belongs to the organization.
    MembersRead = "members.read",
    /// Invite, remove and deactivate people, change their roles.
    MembersWrite = "members.write",
    /// See roles and what they allow.
    RolesRead = "roles.read",
    /// Create and change the organization's own roles.
    RolesWrite = "roles.write",
    /// See every team.
    TeamsRead = "teams.read",
    /// Create, change and delete teams and their members.
    TeamsWrite = "teams.write",
    /// See who may do what, and why.
    PermissionsRead = "permissions.read",
    /// Grant and revoke access to single resources.
    PermissionsWrite = "permissions.write",
    /// Read the activity log.
    AuditLogsRead = "audit_logs.read",
    /// Read comments.
    CommentsRead = "comments.read",
    /// Write comments, resolve threads.
    CommentsWrite = "comments.write",
    /// Delete other people's comments.
    CommentsDelete = "comments.delete",
    /// Create, change and apply tags.
    TagsWrite = "tags.write",
    /// Change the organization's settings.
    SettingsWrite = "settings.write",
    /// See images and attachments.
    MediaRead = "media.read",
    /// Upload images and attachments.
    MediaWrite = "media.write",
    /// Delete images and attachments.
    MediaDelete = "media.delete",
    /// See webhooks and their attempts.
    WebhooksRead = "webhooks.read",
    /// Create, change, replay and delete webhooks.
    WebhooksWrite = "webhooks.write",
    /// Export data.
    ExportsRun = "exports.run",
    /// Erase a person.
    ErasureRun = "erasure.run",
    /// Create and revoke API keys.
    ApiKeysWrite = "api_keys.write",
    /// Read the projects one is a member of.
    ProjectsRead = "projects.read",
    /// Read every project of the organization.
    ProjectsReadAll = "projects.read_all",
    /// Create and change projects.
    ProjectsWrite = "projects.write",
    /// Delete projects.
    ProjectsDelete = "projects.delete",
    /// Read files, their rows and profiles.
    FilesRead = "files.read",
    /// Upload files.
    FilesWrite = "files.write",
    /// Delete files.
    FilesDelete = "files.delete",
    /// Create, change and delete upload templates.
    UploadTemplatesWrite = "upload_templates.write",
    /// Read results of analyses.
    AnalysesRead = "analyses.read",
    /// Request analyses.
    AnalysesRun = "analyses.run",
}

impl Permission {
    /// By its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|permission| permission.name() == name)
    }
}

/// What a person may do in one organization, through which roles.
#[derive(Debug, Clone, Default)]
pub struct Permissions {
    roles: Vec<String>,
    granted: Vec<Permission>,
    level: Option<Level>,
    scope: Option<Vec<Permission>>,
}

impl Permissions {
    /// From what the database says. Names that the registry does not know are ignored: an older binary beside a
    /// newer database grants less, never more.
    pub fn new(roles: Vec<String>, names: &[String]) -> Self {
        let granted =
            Permission::ALL.iter().copied().filter(|p| names.iter().any(|name| name == p.name())).collect();
        Self { roles, granted, level: None, scope: None }
    }

    /// With what was granted on the whole organization.
    pub fn with_level(self, level: Option<Level>) -> Self {
        Self { level, ..self }
    }

    /// Of all this, what the names allow too: for a credential that may do less than its person. What teams and grants
    /// give is limited with the rest.
    pub fn limited_to(self, names: &[String]) -> Self {
        let scope = Permission::ALL.iter().copied().filter(|p| names.iter().any(|name| name == p.name()));
        Self { scope: Some(scope.collect()), ..self }
    }

    /// Whether the credential may do this at all, where its person may.
    pub fn is_in_scope(&self, permission: Permission) -> bool {
        self.scope.as_ref().is_none_or(|scope| scope.contains(&permission))
    }

    /// How far what was granted on the whole organization reaches.
    pub fn level(&self) -> Option<Level> {
        self.level
    }

    /// The names of the roles held.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// Whether a role gives the permission.
    pub fn holds_by_role(&self, permission: Permission) -> bool {
        self.granted.contains(&permission) && self.is_in_scope(permission)
    }

    /// Whether the permission is held.
    pub fn contains(&self, permission: Permission) -> bool {
        self.holds_by_role(permission)
            || (self.level.is_some_and(|level| level.allows(permission)) && self.is_in_scope(permission))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrower_credential_limits_roles_and_levels_alike() {
        let all = Permissions::new(vec![], &["tags.write".to_owned()]).with_level(Some(Level::Edit));
        assert!(all.contains(Permission::TagsWrite) && all.contains(Permission::FilesWrite));
        let narrow = all.limited_to(&["files.read".to_owned(), "members.write".to_owned()]);
        assert!(narrow.contains(Permission::FilesRead));
        for permission in [Permission::TagsWrite, Permission::FilesWrite, Permission::MembersWrite] {
            assert!(!narrow.contains(permission), "{permission:?}");
        }
    }
}
