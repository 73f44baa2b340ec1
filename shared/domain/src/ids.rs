//! Typed ids: a project's id cannot be passed where a file's is meant.

/// Defines one newtype over a UUID per line.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// Before every id: where walking through them all begins.
            pub const FIRST: Self = Self(uuid::Uuid::nil());
            /// Behind every id.
            pub const LAST: Self = Self(uuid::Uuid::max());
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A calculation over a project's data.
    AnalysisId,
    /// Something that a person marked for themselves.
    BookmarkId,
    /// A file in a project.
    FileId,
    /// A person's place in an organization.
    MembershipId,
    /// A tenant.
    OrganizationId,
    /// A project: the hub that everything hangs on.
    ProjectId,
    /// One sign-in of one person in one organization.
    SessionId,
    /// A word that an organization puts on things.
    TagId,
    /// A person.
    UserId,
}
