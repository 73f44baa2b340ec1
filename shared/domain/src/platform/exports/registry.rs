//! What can be exported: one entry per kind of thing, with its columns and the permission that reading it takes. A
//! later area adds its entry to [`EXPORTABLES`].
//!
//! The conditions are those of the lists: an export holds exactly the rows that its person would be shown.

use serde_json::{Map, Value};

use crate::{
    Error, FieldError, Result, accounts::permissions::Permission, ingestion::projects, intelligence::analyses,
};

/// A kind of thing that can be exported.
#[derive(Debug)]
pub struct Exportable {
    /// Its word.
    pub name: &'static str,
    /// What it is, for people.
    pub description: &'static str,
    /// What reading it takes; none for what is one's own.
    pub permission: Option<Permission>,
    /// Its columns, in order.
    pub columns: &'static [Column],
    /// `from … where …`. `{organization}` and `{user}` are the requester's; `{sees_project}` is [`SEES_PROJECT`].
    pub from_where: &'static str,
    /// The order of its rows.
    pub order: &'static str,
    /// The column that holds a row's project, where an export can be confined to one.
    pub project: Option<&'static str>,
    /// By what else it can be confined.
    pub filters: &'static [Filter],
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name in the file.
    pub name: &'static str,
    /// The SQL expression.
    pub expression: &'static str,
    /// What its values are.
    pub kind: Kind,
}

/// What values are: a number stays one in every form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, ids, days.
    Text,
    /// A number with all its digits.
    Number,
    /// True or false.
    Boolean,
    /// A moment, as RFC 3339 in UTC.
    Instant,
    /// JSON.
    Json,
}

/// A way to confine an export.
#[derive(Debug)]
pub struct Filter {
    /// Its name.
    pub name: &'static str,
    /// The condition, over `{value}`.
    pub condition: &'static str,
    /// What its value may be.
    pub takes: Takes,
}

/// What the value of a filter may be.
#[derive(Debug)]
pub enum Takes {
    /// One of these words.
    Word(&'static [&'static str]),
    /// Any text of at most 200 characters.
    Text,
    /// An instant in RFC 3339.
    Instant,
}

const fn text(name: &'static str, expression: &'static str) -> Column {
    Column { name, expression, kind: Kind::Text }
}

const fn number(name: &'static str, expression: &'static str) -> Column {
    Column { name, expression, kind: Kind::Number }
}

const fn boolean(name: &'static str, expression: &'static str) -> Column {
    Column { name, expression, kind: Kind::Boolean }
}

const fn instant(name: &'static str, expression: &'static str) -> Column {
    Column { name, expression, kind: Kind::Instant }
}

const fn object(name: &'static str, expression: &'static str) -> Column {
    Column { name, expression, kind: Kind::Json }
}

/// Whether the requester reads the project `p` and what is in it: the condition of its list. `{reads_all}` is whether they
/// read them all, `{roles_read}` whether their roles let them read what they are a member of.
pub const SEES_PROJECT: &str = "({reads_all} or exists (select \
    from ingestion.project_paths({organization}, {user}, {now}) t \
    where t.project_id = p.id and (t.level > 0 or (t.by_role and {roles_read}))))";

/// Every kind.
pub const EXPORTABLES: &[Exportable] = &[
    Exportable {
        name: "projects",
        description: "Projects",
        permission: Some(Permission::ProjectsRead),
        columns: &[
            text("id", "p.id"),
            text("name", "p.name"),
            text("description", "p.description"),
            text("status", "p.status"),
            text("start_date", "p.start_date"),
            text("end_date", "p.end_date"),
            text("manager_id", "p.manager_id"),
            instant("created_at", "p.created_at"),
            instant("updated_at", "p.updated_at"),
            text("created_by", "p.created_by"),
        ],
        from_where: "from ingestion.projects p where p.organization_id = {organization} and p.deleted_at is null \
            and {sees_project}",
        order: "p.created_at, p.id",
        project: Some("p.id"),
        filters: &[
            Filter {
                name: "status",
                condition: "p.status = {value}",
                takes: Takes::Word(projects::STATUSES),
            },
            Filter {
                name: "created_from",
                condition: "p.created_at >= {value}::timestamptz",
                takes: Takes::Instant,
            },
            Filter {
                name: "created_before",
                condition: "p.created_at < {value}::timestamptz",
                takes: Takes::Instant,
            },
        ],
    },
    Exportable {
        name: "files",
        description: "What is known of files, without their bytes",
        permission: Some(Permission::FilesRead),
        columns: &[
            text("id", "f.id"),
            text("project_id", "f.project_id"),
            text("file_name", "f.file_name"),
            text("content_type", "f.content_type"),
            text("file_type", "f.file_type"),
            text("format", "f.format"),
            text("upload_status", "f.upload_status"),
            text("failure_code", "f.failure_code"),
            number("size_bytes", "f.size_bytes"),
            text("sha256", "encode(f.sha256, 'hex')"),
            number("row_count", "f.row_count"),
            number("rejected_count", "f.rejected_count"),
            number("processing_time_ms", "f.processing_time_ms"),
            instant("created_at", "f.created_at"),
            instant("processed_at", "f.processed_at"),
            text("created_by", "f.created_by"),
        ],
        from_where: "from ingestion.files f join ingestion.projects p on p.organization_id = f.organization_id \
              and p.id = f.project_id and p.deleted_at is null \
            where f.organization_id = {organization} \
            and {sees_project}",
        order: "f.created_at, f.id",
        project: Some("f.project_id"),
        filters: &[
            Filter {
                name: "upload_status",
                condition: "f.upload_status = {value}",
                takes: Takes::Word(&["PENDING", "PROCESSING", "SUCCESS", "FAILED"]),
            },
            Filter {
                name: "created_from",
                condition: "f.created_at >= {value}::timestamptz",
                takes: Takes::Instant,
            },
            Filter {
                name: "created_before",
                condition: "f.created_at < {value}::timestamptz",
                takes: Takes::Instant,
            },
        ],
    },
    Exportable {
        name: "analyses",
        description: "Analyses with their results",
        permission: Some(Permission::AnalysesRead),
        columns: &[
            text("id", "a.id"),
            text("project_id", "a.project_id"),
            text("file_id", "a.file_id"),
            text("calculation_type", "a.calculation_type"),
            object("parameters", "a.parameters"),
            text("status", "a.status"),
            text("failure_code", "a.failure_code"),
            object("result_data", "a.result_data"),
            text("engine_version", "a.engine_version"),
            instant("created_at", "a.created_at"),
            instant("completed_at", "a.completed_at"),
            text("created_by", "a.created_by"),
        ],
        from_where: "from intelligence.analysis_results a join ingestion.projects p \
              on p.organization_id = a.organization_id and p.id = a.project_id and p.deleted_at is null \
            where a.organization_id = {organization} \
            and {sees_project}",
        order: "a.created_at, a.id",
        project: Some("a.project_id"),
        filters: &[
            Filter {
                name: "status",
                condition: "a.status = {value}",
                takes: Takes::Word(analyses::STATUSES),
            },
            Filter {
                name: "calculation_type",
                condition: "a.calculation_type = {value}",
                takes: Takes::Text,
            },
        ],
    },
    Exportable {
        name: "members",
        description: "The people of the organization, with their roles",
        permission: Some(Permission::MembersRead),
        columns: &[
            text("id", "u.id"),
            text("email", "u.email"),
            text("first_name", "u.first_name"),
            text("last_name", "u.last_name"),
            text("phone", "u.phone"),
            text("department", "u.department"),
            text("position", "u.position"),
            text("institution", "u.institution"),
            text("timezone", "u.timezone"),
            text(
                "roles",
                "(select string_agg(r.name, ' ' order by r.name) from accounts.membership_roles mr \
                 join accounts.roles r on r.id = mr.role_id \
                 where mr.organization_id = m.organization_id and mr.membership_id = m.id)",
            ),
            boolean("is_active", "u.is_active"),
            instant("last_login_at", "u.last_login_at"),
            instant("member_since", "m.created_at"),
        ],
        from_where: "from accounts.memberships m join accounts.users u on u.id = m.user_id and u.deleted_at is null \
            where m.organization_id = {organization}",
        order: "m.created_at, m.id",
        project: None,
        filters: &[],
    },
    Exportable {
        name: "upload_templates",
        description: "Upload templates with their rules",
        permission: None,
        columns: &[
            text("id", "t.id"),
            text("name", "t.name"),
            text("description", "t.description"),
            text("file_format", "t.file_format"),
            number("max_file_size_mb", "t.max_file_size_mb"),
            object("transformation_rules", "t.transformation_rules"),
            object("validation_rules", "t.validation_rules"),
            number("version", "t.version"),
            instant("created_at", "t.created_at"),
            instant("updated_at", "t.updated_at"),
        ],
        from_where: "from ingestion.upload_templates t where t.organization_id = {organization}",
        order: "t.created_at, t.id",
        project: None,
        filters: &[],
    },
    Exportable {
        name: "tags",
        description: "Tags, with how often each is used",
        permission: None,
        columns: &[
            text("id", "t.id"),
            text("name", "t.name"),
            text("description", "t.description"),
            text("color", "t.color"),
            text("category", "t.category"),
            number(
                "usage_count",
                "(select count(*) from platform.taggings g \
                 where g.organization_id = t.organization_id and g.tag_id = t.id)",
            ),
            instant("created_at", "t.created_at"),
        ],
        from_where: "from platform.tags t where t.organization_id = {organization}",
        order: "t.created_at, t.id",
        project: None,
        filters: &[Filter { name: "category", condition: "t.category = {value}", takes: Takes::Text }],
    },
    Exportable {
        name: "bookmarks",
        description: "One's own bookmarks",
        permission: None,
        columns: &[
            text("id", "b.id"),
            text("resource_type", "b.resource_type"),
            text("resource_id", "b.resource_id"),
            text("bookmark_name", "b.bookmark_name"),
            object("tags", "b.tags"),
            instant("created_at", "b.created_at"),
            instant("updated_at", "b.updated_at"),
        ],
        from_where: "from platform.bookmarks b where b.organization_id = {organization} and b.user_id = {user}",
        order: "b.created_at, b.id",
        project: None,
        filters: &[Filter {
            name: "resource_type",
            condition: "b.resource_type = {value}",
            takes: Takes::Text,
        }],
    },
];

impl Exportable {
    /// By its word.
    pub fn parse(name: &str) -> Option<&'static Self> {
        EXPORTABLES.iter().find(|exportable| exportable.name == name)
    }

    /// Checks that the filters are the kind's own.
    ///
    /// # Errors
    /// `Invalid`, with a pointer for each mistake.
    pub fn check(&self, filters: &Map<String, Value>) -> Result<()> {
        let errors: Vec<FieldError> =
            filters.iter().filter_map(|(name, value)| self.mistake(name, value)).collect();
        if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
    }

    fn mistake(&self, name: &str, value: &Value) -> Option<FieldError> {
        let pointer = format!("/filters/{}", name.replace('~', "~0").replace('/', "~1"));
        let error = |code, message| Some(FieldError { pointer: pointer.clone(), code, message });
        let Some(filter) = self.filters.iter().find(|filter| filter.name == name) else {
            let names: Vec<_> = self.filters.iter().map(|filter| filter.name).collect();
            let message = match names.as_slice() {
                [] => format!("{} have no filters", self.name),
                names => format!("one of {}", names.join(", ")),
            };
            return error("unknown_filter", message);
        };
        let Some(text) = value.as_str() else { return error("invalid_type", "a string".to_owned()) };
        match filter.takes {
            Takes::Word(words) if !words.contains(&text) => {
                error("invalid_value", format!("one of {}", words.join(", ")))
            }
            Takes::Text if text.chars().count() > 200 => {
                error("invalid_value", "at most 200 characters".to_owned())
            }
            Takes::Instant if text.parse::<jiff::Timestamp>().is_err() => {
                error("invalid_value", "an instant such as 2026-01-31T00:00:00Z".to_owned())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::*;

    #[test]
    fn words_and_columns_are_told_apart() {
        let names: BTreeSet<_> = EXPORTABLES.iter().map(|exportable| exportable.name).collect();
        assert_eq!(names.len(), EXPORTABLES.len());
        for exportable in EXPORTABLES {
            let columns: BTreeSet<_> = exportable.columns.iter().map(|column| column.name).collect();
            assert_eq!(columns.len(), exportable.columns.len(), "{}", exportable.name);
            assert!(Exportable::parse(exportable.name).is_some());
        }
        assert!(Exportable::parse(super::super::PERSON).is_none());
    }

    #[test]
    fn a_filter_takes_its_own_values_only() {
        let projects = Exportable::parse("projects").unwrap();
        let check = |filters: Value| match projects.check(filters.as_object().unwrap()) {
            Ok(()) => Vec::new(),
            Err(Error::Invalid(errors)) => errors.into_iter().map(|e| (e.pointer, e.code)).collect(),
            Err(other) => panic!("{other:?}"),
        };
        assert_eq!(check(json!({ "status": "active", "created_from": "2026-01-31T00:00:00Z" })), []);
        assert_eq!(check(json!({ "status": "x" })), [("/filters/status".to_owned(), "invalid_value")]);
        assert_eq!(check(json!({ "status": 1 })), [("/filters/status".to_owned(), "invalid_type")]);
        assert_eq!(
            check(json!({ "created_from": "x" })),
            [("/filters/created_from".to_owned(), "invalid_value")]
        );
        assert_eq!(check(json!({ "a/b": "x" })), [("/filters/a~1b".to_owned(), "unknown_filter")]);
    }
}
