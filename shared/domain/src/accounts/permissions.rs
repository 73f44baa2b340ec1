//! The registry of permissions: what can be allowed at all.

/// Defines the registry: one line per permission.
macro_rules! permissions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// Something that a role can allow.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Permission { $($(#[$doc])* $variant),* }

        impl Permission {
            /// Every permission.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in roles and in answers.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
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
    /// Read results of analyses.
    AnalysesRead = "analyses.read",
    /// Request analyses.
    AnalysesRun = "analyses.run",
}

/// What a person may do in one organization, through which roles.
#[derive(Debug, Clone, Default)]
pub struct Permissions {
    roles: Vec<String>,
    granted: Vec<Permission>,
}

impl Permissions {
    /// From what the database says. Names that the registry does not know are ignored: an older binary beside a
    /// newer database grants less, never more.
    pub fn new(roles: Vec<String>, names: &[String]) -> Self {
        let granted =
            Permission::ALL.iter().copied().filter(|p| names.iter().any(|name| name == p.name())).collect();
        Self { roles, granted }
    }

    /// The names of the roles held.
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// Whether the permission is held.
    pub fn contains(&self, permission: Permission) -> bool {
        self.granted.contains(&permission)
    }
}
