//! What the caller may do with one thing, whatever kind of thing it is: the door through which handlers ask, for
//! projects and files as for comments, tags, bookmarks and whatever else hangs on any resource. Which paths lead to a
//! thing, functions in the database say (`ingestion.project_paths`), for reads and lists alike.

use sql::queries::accounts::{
    access::{self as reach, OfPeople},
    permission_paths as paths,
};
use uuid::Uuid;

use super::{
    levels::Level,
    permissions::{Permission, Permissions},
    team_memberships::TeamRole,
};
use crate::{
    Error, Result,
    ids::{AnalysisId, FileId, MediaId, ProjectId, TeamId, UserId},
    network::media,
    transaction::TenantTx,
};

/// Defines the registry of resource types: one line per kind of thing.
macro_rules! resource_types {
    ($($(#[$doc:meta])* $variant:ident = $name:literal read $read:ident write $write:ident),* $(,)?) => {
        /// A kind of thing that others can point at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ResourceType { $($(#[$doc])* $variant),* }

        impl ResourceType {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its word in the API, in `resource_type` columns and in the activity log.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The permission that reading one takes.
            pub fn read(self) -> Permission {
                match self { $(Self::$variant => Permission::$read),* }
            }

            /// The permission that changing one takes.
            pub fn write(self) -> Permission {
                match self { $(Self::$variant => Permission::$write),* }
            }
        }
    };
}

resource_types! {
    /// The organization itself.
    Organization = "organization" read MembersRead write OrganizationWrite,
    /// A team.
    Team = "team" read TeamsRead write TeamsWrite,
    /// A project.
    Project = "project" read ProjectsRead write ProjectsWrite,
    /// A file.
    File = "file" read FilesRead write FilesWrite,
    /// An analysis.
    Analysis = "analysis" read AnalysesRead write AnalysesRun,
    /// An image or an attachment.
    Media = "media" read MediaRead write MediaWrite,
}

impl ResourceType {
    /// By its word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// By its word in a request.
    ///
    /// # Errors
    /// `Invalid` at `pointer`, naming the words.
    pub fn read_at(pointer: &str, name: &str) -> Result<Self> {
        Self::parse(name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|kind| kind.name()).collect();
            Error::invalid(pointer, "invalid_value", format!("one of {}", names.join(", ")))
        })
    }
}

/// One thing of any kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Resource {
    /// Its kind.
    pub kind: ResourceType,
    /// Its id.
    pub id: Uuid,
}

/// What the caller may do with a thing that they can see: what their roles in the organization say, where those reach
/// the thing, and what the level allows that a team or a grant gives them. Nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Access {
    by_role: bool,
    level: Option<Level>,
}

impl Access {
    /// What the caller's roles say.
    pub fn by_role() -> Self {
        Self { by_role: true, level: None }
    }

    /// From what the database says of one thing; what holds for the whole organization joins.
    pub(crate) fn of(tx: &TenantTx, by_role: bool, level: i32) -> Self {
        Self { by_role, level: Level::from_number(level).max(tx.level()) }
    }

    /// Whether the permission holds for this thing.
    pub fn may(&self, tx: &TenantTx, permission: Permission) -> bool {
        (self.by_role && tx.may(permission)) || self.level_allows(tx, permission)
    }

    /// Whether a team or a grant gives the permission, whatever the roles say.
    pub(crate) fn level_allows(&self, tx: &TenantTx, permission: Permission) -> bool {
        self.level.is_some_and(|level| level.allows(permission)) && tx.is_in_scope(permission)
    }

    /// # Errors
    /// `Forbidden` where the permission is missing.
    pub fn require(&self, tx: &TenantTx, permission: Permission) -> Result<()> {
        if self.may(tx, permission) { Ok(()) } else { Err(Error::Forbidden(permission)) }
    }
}

/// The caller's access to a thing.
///
/// # Errors
/// `NotFound` where it is absent, foreign, deleted or hidden from the caller.
pub async fn get(tx: &TenantTx, resource: Resource) -> Result<Access> {
    match resource.kind {
        ResourceType::Organization if resource.id == tx.organization().0 => Ok(Access::of(tx, true, 0)),
        ResourceType::Organization => Err(Error::NotFound("organization")),
        ResourceType::Team => of_team(tx, TeamId(resource.id)).await.map(|(access, _)| access),
        ResourceType::Project => of_project(tx, ProjectId(resource.id)).await,
        ResourceType::File => of_file(tx, FileId(resource.id)).await,
        ResourceType::Analysis => of_analysis(tx, AnalysisId(resource.id)).await,
        ResourceType::Media => media::get(tx, MediaId(resource.id)).await.map(|_| Access::of(tx, true, 0)),
    }
}

/// Who asks.
struct Asking {
    organization: Uuid,
    person: Uuid,
    /// Whether every project of the organization is visible to them.
    sees_all: bool,
}

impl Asking {
    fn new(tx: &TenantTx) -> Self {
        let sees_all = tx.may(Permission::ProjectsReadAll) || tx.level().is_some();
        Self {
            organization: tx.organization().0,
            person: tx.user().map_or(Uuid::nil(), |user| user.0),
            sees_all,
        }
    }
}

/// Access to a project.
///
/// # Errors
/// As [`get`].
pub(crate) async fn of_project(tx: &TenantTx, id: ProjectId) -> Result<Access> {
    let Asking { organization, person, sees_all } = Asking::new(tx);
    let row = paths::of_project()
        .bind(tx.client(), &organization, &person, &tx.now(), &id.0, &sees_all)
        .opt()
        .await?;
    let row = row.ok_or(Error::NotFound("project"))?;
    Ok(Access::of(tx, row.by_role || tx.may(Permission::ProjectsReadAll), row.level))
}

/// Access to a file: what its project gives, and what was granted on the file itself.
///
/// # Errors
/// As [`get`].
pub(crate) async fn of_file(tx: &TenantTx, id: FileId) -> Result<Access> {
    let Asking { organization, person, sees_all } = Asking::new(tx);
    let row =
        paths::of_file().bind(tx.client(), &organization, &person, &tx.now(), &id.0, &sees_all).opt().await?;
    let row = row.ok_or(Error::NotFound("file"))?;
    Ok(Access::of(tx, row.by_role || tx.may(Permission::ProjectsReadAll), row.level))
}

/// Access to an analysis: as to a file.
///
/// # Errors
/// As [`get`].
pub(crate) async fn of_analysis(tx: &TenantTx, id: AnalysisId) -> Result<Access> {
    let Asking { organization, person, sees_all } = Asking::new(tx);
    let row = paths::of_analysis()
        .bind(tx.client(), &organization, &person, &tx.now(), &id.0, &sees_all)
        .opt()
        .await?;
    let row = row.ok_or(Error::NotFound("analysis"))?;
    Ok(Access::of(tx, row.by_role || tx.may(Permission::ProjectsReadAll), row.level))
}

/// Access to a team, and what the caller is in it. A team shows itself to its members, to whom it was granted, and to
/// whoever sees every team.
///
/// # Errors
/// As [`get`].
pub(crate) async fn of_team(tx: &TenantTx, id: TeamId) -> Result<(Access, Option<TeamRole>)> {
    let Asking { organization, person, .. } = Asking::new(tx);
    let row = paths::of_team().bind(tx.client(), &organization, &person, &tx.now(), &id.0).opt().await?;
    let row = row.ok_or(Error::NotFound("team"))?;
    let access = Access::of(tx, true, row.level.unwrap_or_default());
    if !access.may(tx, Permission::TeamsRead) && !access.may(tx, Permission::TeamsWrite) {
        return Err(Error::NotFound("team"));
    }
    Ok((access, row.role.as_deref().and_then(TeamRole::parse)))
}

/// Whether the caller holds the permission for anything at all: by their roles, or for something that they reach by a
/// team or a grant. For what is decided before it is known with which thing.
///
/// # Errors
/// `Forbidden` where they do not.
pub async fn require_any(tx: &TenantTx, permission: Permission) -> Result<()> {
    if tx.may(permission) {
        return Ok(());
    }
    let Asking { organization, person, .. } = Asking::new(tx);
    let highest = paths::highest().bind(tx.client(), &organization, &person, &tx.now()).one().await?;
    let anywhere = Access { by_role: false, level: highest.and_then(Level::from_number) };
    anywhere.require(tx, permission)
}

/// Which of these people see the thing and hold the permission besides. The caller has no part in it: this is for
/// telling others. In the order of their ids.
pub async fn viewers(
    tx: &TenantTx,
    resource: Resource,
    users: &[UserId],
    besides: Option<Permission>,
) -> Result<Vec<UserId>> {
    let project = project_of(tx, resource).await?;
    let has_place = matches!(resource.kind, ResourceType::Organization | ResourceType::Team);
    if project.is_none() && !has_place {
        return Ok(Vec::new());
    }
    let users: Vec<Uuid> = users.iter().map(|user| user.0).collect();
    let rows = reach::of_people()
        .bind(
            tx.client(),
            &tx.now(),
            &project.unwrap_or_default(),
            &resource.kind.name(),
            &resource.id,
            &tx.organization().0,
            &users,
        )
        .all()
        .await?;
    let needed = [Some(resource.kind.read()), besides];
    let sees = |row: &OfPeople| {
        let permissions = Permissions::new(Vec::new(), &row.permissions)
            .with_level(Level::from_number(row.organization_level));
        let sees_all = permissions.contains(Permission::ProjectsReadAll) || permissions.level().is_some();
        let level = Level::from_number(row.level.unwrap_or_default()).max(permissions.level());
        let by_role = has_place || row.by_role || permissions.holds_by_role(Permission::ProjectsReadAll);
        let may = |permission| {
            (by_role && permissions.contains(permission))
                || level.is_some_and(|level| level.allows(permission))
        };
        (has_place || sees_all || row.level.is_some()) && needed.into_iter().flatten().all(may)
    };
    Ok(rows.iter().filter(|row| sees(row)).map(|row| UserId(row.user_id)).collect())
}

/// The project through which the thing is seen, whoever asks.
async fn project_of(tx: &TenantTx, resource: Resource) -> Result<Option<Uuid>> {
    let (client, id) = (tx.client(), resource.id);
    Ok(match resource.kind {
        ResourceType::Project => reach::project().bind(client, &id).opt().await?,
        ResourceType::File => reach::project_of_file().bind(client, &id).opt().await?,
        ResourceType::Analysis => reach::project_of_analysis().bind(client, &id).opt().await?,
        // An item of media hangs on things of many projects, or on none.
        ResourceType::Organization | ResourceType::Team | ResourceType::Media => None,
    })
}
