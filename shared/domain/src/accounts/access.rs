//! What the caller may do with one thing, whatever kind of thing it is: for comments, tags, bookmarks, media and
//! whatever else hangs on any resource.

use uuid::Uuid;

use crate::{
    Error, Result,
    accounts::permissions::Permission,
    ids::{AnalysisId, FileId, ProjectId},
    ingestion::{files, projects},
    intelligence::analyses,
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
    /// A project.
    Project = "project" read ProjectsRead write ProjectsWrite,
    /// A file.
    File = "file" read FilesRead write FilesWrite,
    /// An analysis.
    Analysis = "analysis" read AnalysesRead write AnalysesRun,
}

impl ResourceType {
    /// By its word.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
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

/// What the caller may do with a thing that they can see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Access;

impl Access {
    /// Whether the permission holds for this thing.
    pub fn may(&self, tx: &TenantTx, permission: Permission) -> bool {
        tx.may(permission)
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
        ResourceType::Project => projects::get(tx, ProjectId(resource.id)).await.map(|_| Access),
        ResourceType::File => files::get(tx, FileId(resource.id)).await.map(|_| Access),
        ResourceType::Analysis => analyses::get(tx, AnalysisId(resource.id)).await.map(|_| Access),
    }
}
