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
    /// A key by which a program acts for a person.
    ApiKeyId,
    /// Something that a person marked for themselves.
    BookmarkId,
    /// What somebody said about a thing.
    CommentId,
    /// The work of forgetting a person.
    ErasureId,
    /// Data that somebody takes with them.
    ExportId,
    /// A file in a project.
    FileId,
    /// An invitation into an organization.
    InvitationId,
    /// An image or an attachment.
    MediaId,
    /// An item's place on a thing.
    MediaLinkId,
    /// A person's place in an organization.
    MembershipId,
    /// Something that a person was told.
    NotificationId,
    /// A tenant.
    OrganizationId,
    /// A project: the hub that everything hangs on.
    ProjectId,
    /// A grant on one thing.
    ResourcePermissionId,
    /// A role, the system's or an organization's own.
    RoleId,
    /// One sign-in of one person in one organization.
    SessionId,
    /// A word that an organization puts on things.
    TagId,
    /// Who owns projects together.
    TeamId,
    /// What an organization expects of files of one kind.
    UploadTemplateId,
    /// A person.
    UserId,
    /// An event on its way to a webhook.
    WebhookDeliveryId,
    /// Something that happened, as webhooks are told of it.
    WebhookEventId,
    /// An address that wants to hear of what happens.
    WebhookId,
}
