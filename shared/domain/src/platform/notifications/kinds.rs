//! The registry of what people are told about: one line per type, with what holds where nobody chose otherwise.

use crate::accounts::permissions::Permission;

/// A type of notification.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in the API.
    pub key: &'static str,
    /// In words, for lists of preferences.
    pub title: &'static str,
    /// Whether it shows in the platform.
    pub in_app: bool,
    /// Whether it is mailed.
    pub email: bool,
    /// Whether nobody may switch it off.
    pub is_mandatory: bool,
    /// What its readers must hold besides the right to see the thing.
    pub needs: Option<Permission>,
}

/// What a type is unless it says otherwise: shown, not mailed.
const SHOWN: Kind = Kind { key: "", title: "", in_app: true, email: false, is_mandatory: false, needs: None };

/// A file was read.
pub static FILE_PROCESSED: Kind = Kind { key: "file.processed", title: "A file of yours was read", ..SHOWN };
/// A file could not be read.
pub static FILE_FAILED: Kind =
    Kind { key: "file.failed", title: "A file of yours could not be read", email: true, ..SHOWN };
/// An analysis was computed.
pub static ANALYSIS_SUCCEEDED: Kind =
    Kind { key: "analysis.succeeded", title: "An analysis that you asked for is there", ..SHOWN };
/// An analysis could not be computed.
pub static ANALYSIS_FAILED: Kind =
    Kind { key: "analysis.failed", title: "An analysis that you asked for failed", ..SHOWN };
/// Somebody became a member of a project.
pub static PROJECT_MEMBER_ADDED: Kind =
    Kind { key: "project.member_added", title: "You became a member of a project", email: true, ..SHOWN };
/// Somebody was named in a comment.
pub static COMMENT_MENTION: Kind = Kind {
    key: "comment.mention",
    title: "Somebody named you in a comment",
    email: true,
    needs: Some(Permission::CommentsRead),
    ..SHOWN
};
/// A thread that somebody takes part in goes on.
pub static COMMENT_REPLY: Kind = Kind {
    key: "comment.reply",
    title: "Somebody answered in a thread of yours",
    email: true,
    needs: Some(Permission::CommentsRead),
    ..SHOWN
};
/// A webhook was switched off, because its receiver is gone or fails.
pub static WEBHOOK_DISABLED: Kind = Kind {
    key: "webhook.disabled",
    title: "A webhook of the organization was switched off",
    email: true,
    needs: Some(Permission::WebhooksRead),
    ..SHOWN
};

/// Every type.
pub static KINDS: &[&Kind] = &[
    &FILE_PROCESSED,
    &FILE_FAILED,
    &ANALYSIS_SUCCEEDED,
    &ANALYSIS_FAILED,
    &PROJECT_MEMBER_ADDED,
    &COMMENT_MENTION,
    &COMMENT_REPLY,
    &WEBHOOK_DISABLED,
];

/// A type by its name. An older binary beside newer rows may not know one.
pub fn find(key: &str) -> Option<&'static Kind> {
    KINDS.iter().copied().find(|kind| kind.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_name_of_its_own() {
        for kind in KINDS {
            assert!(std::ptr::eq(find(kind.key).unwrap(), *kind), "{}", kind.key);
            assert!(!kind.title.is_empty() && kind.key.contains('.'), "{}", kind.key);
        }
    }
}
