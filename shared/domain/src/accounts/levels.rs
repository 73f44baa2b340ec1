//! How far access to one thing reaches: what a team's roles and grants on single things allow. Three steps, each with
//! everything of the one before; `accounts.level` in the database counts them.

use super::permissions::Permission::{self, *};

/// How far access to a thing reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// To look, and to say something about it.
    View = 1,
    /// To work with it.
    Edit,
    /// To delete it, and to decide who else may.
    Manage,
}

const VIEW: &[Permission] =
    &[ProjectsRead, FilesRead, AnalysesRead, CommentsRead, CommentsWrite, MediaRead, TeamsRead];
const EDIT: &[Permission] = &[ProjectsWrite, FilesWrite, AnalysesRun, TagsWrite, MediaWrite, ExportsRun];
const MANAGE: &[Permission] = &[
    ProjectsDelete,
    FilesDelete,
    CommentsDelete,
    MediaDelete,
    TeamsWrite,
    PermissionsRead,
    PermissionsWrite,
];

impl Level {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::View, Self::Edit, Self::Manage];

    /// As the database counts it; none for what is no level.
    pub fn from_number(number: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|level| *level as i32 == number)
    }

    /// Its word in grants.
    pub fn name(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Edit => "edit",
            Self::Manage => "manage",
        }
    }

    /// By its word in grants.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }

    /// What it allows with the thing and what hangs on it.
    pub fn permissions(self) -> impl Iterator<Item = Permission> {
        let steps: &[&[Permission]] = match self {
            Self::View => &[VIEW],
            Self::Edit => &[VIEW, EDIT],
            Self::Manage => &[VIEW, EDIT, MANAGE],
        };
        steps.iter().flat_map(|step| step.iter().copied())
    }

    /// Whether it allows this.
    pub fn allows(self, permission: Permission) -> bool {
        self.permissions().any(|its| its == permission)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::access::ResourceType;

    #[test]
    fn who_looks_may_read_everything_that_hangs_on_a_project_and_who_works_may_change_it() {
        for kind in ResourceType::ALL {
            if *kind == ResourceType::Organization {
                continue;
            }
            assert!(Level::View.allows(kind.read()), "{}", kind.name());
            assert!(!Level::View.allows(kind.write()), "{}", kind.name());
            assert!(Level::Manage.allows(kind.write()), "{}", kind.name());
        }
    }

    #[test]
    fn each_level_has_a_word_and_a_number_and_the_higher_allow_more() {
        for level in Level::ALL {
            assert_eq!(Level::parse(level.name()), Some(level));
            assert_eq!(Level::from_number(level as i32), Some(level));
        }
        assert_eq!(
            (Level::parse("MANAGE"), Level::from_number(0), Level::from_number(4)),
            (None, None, None)
        );
        let count = |level: Level| level.permissions().count();
        assert!(count(Level::View) < count(Level::Edit) && count(Level::Edit) < count(Level::Manage));
    }
}
