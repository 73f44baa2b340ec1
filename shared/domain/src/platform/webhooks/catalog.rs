//! The closed catalog of events: which entries of the activity log are events, what is told of them, and the JSON
//! Schema of each. An event tells ids and facts that are nobody's personal data; whoever wants more asks the API.

use serde_json::{Map, Value, json};

use crate::platform::audit::Entry;

/// The event that a person asks for to try a webhook.
pub const TEST: &str = "webhook.test";

/// A kind of event.
#[derive(Debug, PartialEq, Eq)]
pub struct EventType {
    /// Its name, as webhooks ask for it.
    pub name: &'static str,
    /// When it happens.
    pub description: &'static str,
    /// The activity log's word for the thing.
    subject: &'static str,
    /// The activity log's word for what was done.
    action: &'static str,
    /// The value after, by which several events share an action.
    when: Option<(&'static str, &'static str)>,
    /// Whether the thing is in a project.
    in_project: bool,
    /// Whether the names of the fields that changed are told.
    tells_changes: bool,
    /// What is told from the entry's values.
    facts: &'static [Fact],
}

/// Something that an event tells.
#[derive(Debug, PartialEq, Eq)]
struct Fact {
    name: &'static str,
    kind: Kind,
    description: &'static str,
}

#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Kind {
    Id,
    OptionalId,
    Word,
    Number,
}

const fn event(
    name: &'static str,
    subject: &'static str,
    action: &'static str,
    description: &'static str,
) -> EventType {
    EventType {
        name,
        description,
        subject,
        action,
        when: None,
        in_project: false,
        tells_changes: false,
        facts: &[],
    }
}

impl EventType {
    const fn when(self, field: &'static str, value: &'static str) -> Self {
        Self { when: Some((field, value)), ..self }
    }

    const fn in_project(self) -> Self {
        Self { in_project: true, ..self }
    }

    const fn telling_changes(self) -> Self {
        Self { tells_changes: true, ..self }
    }

    const fn telling(self, facts: &'static [Fact]) -> Self {
        Self { facts, ..self }
    }
}

const FAILURE: &[Fact] =
    &[Fact { name: "failure_code", kind: Kind::Word, description: "A stable word for the reason" }];
const REQUESTED: &[Fact] = &[
    Fact { name: "file_id", kind: Kind::Id, description: "The file that it is about" },
    Fact { name: "calculation_type", kind: Kind::Word, description: "What is computed" },
];
const ANNOUNCED: &[Fact] =
    &[Fact { name: "size_bytes", kind: Kind::Number, description: "The size that was announced" }];
const MERGED: &[Fact] = &[Fact { name: "into", kind: Kind::Id, description: "The tag that stayed" }];

const COMMENTED: &[Fact] = &[
    Fact { name: "resource_type", kind: Kind::Word, description: "The kind of what it is about" },
    Fact { name: "resource_id", kind: Kind::Id, description: "What it is about" },
    Fact { name: "parent_comment_id", kind: Kind::OptionalId, description: "The comment that it answers" },
];
const ACCEPTED: &[Fact] = &[Fact { name: "user_id", kind: Kind::Id, description: "Who accepted it" }];

const TEAM_MEMBER: &[Fact] = &[
    Fact { name: "user_id", kind: Kind::Id, description: "Who" },
    Fact { name: "role", kind: Kind::Word, description: "OWNER, ADMIN, MEMBER or VIEWER" },
];

/// Every kind of event: one line each.
pub static EVENT_TYPES: &[EventType] = &[
    event("analysis.failed", "analysis", "computed", "An analysis came to nothing")
        .when("status", "FAILED")
        .in_project()
        .telling(FAILURE),
    event("analysis.requested", "analysis", "requested", "An analysis was asked for, or asked for again")
        .in_project()
        .telling(REQUESTED),
    event("analysis.succeeded", "analysis", "computed", "An analysis has its result")
        .when("status", "SUCCEEDED")
        .in_project(),
    event("api_key.created", "api_key", "created", "Somebody made an API key for themselves"),
    event("api_key.revoked", "api_key", "revoked", "An API key was revoked"),
    event("api_key.rotated", "api_key", "rotated", "An API key has a successor"),
    event("comment.created", "comment", "created", "Somebody commented on something").telling(COMMENTED),
    event("comment.deleted", "comment", "deleted", "A comment was deleted"),
    event("comment.reopened", "comment", "reopened", "A resolved thread was opened again"),
    event("comment.resolved", "comment", "resolved", "A thread was resolved"),
    event("comment.updated", "comment", "updated", "A comment was edited"),
    event("file.created", "file", "created", "A file was announced; its bytes may not be there yet")
        .in_project()
        .telling(ANNOUNCED),
    event("file.deleted", "file", "deleted", "A file was deleted").in_project(),
    event("file.failed", "file", "processed", "A file could not be read, or never came")
        .when("upload_status", "FAILED")
        .in_project()
        .telling(FAILURE),
    event("file.processed", "file", "processed", "A file was read: profile, rows and table are there")
        .when("upload_status", "SUCCESS")
        .in_project(),
    event("invitation.accepted", "invitation", "accepted", "An invitation was accepted").telling(ACCEPTED),
    event("invitation.created", "invitation", "created", "Somebody was invited"),
    event("invitation.revoked", "invitation", "revoked", "An invitation was taken back"),
    event(
        "media.created",
        "media",
        "created",
        "An image or attachment was announced; its bytes may not be there yet",
    ),
    event("media.deleted", "media", "deleted", "An image or attachment was deleted"),
    event("media.failed", "media", "processed", "An image or attachment was not taken")
        .when("status", "FAILED")
        .telling(FAILURE),
    event("media.processed", "media", "processed", "An image or attachment is ready").when("status", "READY"),
    event("media.updated", "media", "updated", "What is said of an image or attachment was changed")
        .telling_changes(),
    event("member.deactivated", "member", "deactivated", "A member may not sign in here for now"),
    event("member.joined", "member", "created", "Somebody became a member"),
    event("member.left", "member", "left", "A member left"),
    event("member.reactivated", "member", "reactivated", "A member may sign in here again"),
    event("member.removed", "member", "removed", "A member was removed"),
    event("member.roles_replaced", "member", "roles_replaced", "A member has other roles"),
    event("project.created", "project", "created", "A project was created").in_project(),
    event("project.deleted", "project", "deleted", "A project was deleted").in_project(),
    event("project.members_replaced", "project", "members_replaced", "A project has other members")
        .in_project(),
    event("project.updated", "project", "updated", "A project was changed").in_project().telling_changes(),
    event("role.created", "role", "created", "A role of the organization's own was made"),
    event("role.deleted", "role", "deleted", "A role of the organization's own was deleted"),
    event("role.updated", "role", "updated", "A role of the organization's own was changed")
        .telling_changes(),
    event("tag.created", "tag", "created", "A tag was created"),
    event("tag.deleted", "tag", "deleted", "A tag was deleted"),
    event("tag.merged", "tag", "merged", "A tag was merged into another and is gone").telling(MERGED),
    event("tag.updated", "tag", "updated", "A tag was changed").telling_changes(),
    event("team.created", "team", "created", "A team was made"),
    event("team.deleted", "team", "deleted", "A team was deleted; it can be restored for a while"),
    event("team.member_added", "team", "member_added", "Somebody was put into a team").telling(TEAM_MEMBER),
    event("team.member_changed", "team", "member_changed", "Somebody has another role in a team")
        .telling(TEAM_MEMBER),
    event("team.member_removed", "team", "member_removed", "Somebody is in a team no more")
        .telling(TEAM_MEMBER),
    event("team.restored", "team", "restored", "A deleted team is back"),
    event("team.updated", "team", "updated", "A team was changed").telling_changes(),
    event("upload_template.created", "upload_template", "created", "An upload template was created"),
    event("upload_template.deleted", "upload_template", "deleted", "An upload template was deleted"),
    event("upload_template.updated", "upload_template", "updated", "An upload template was changed")
        .telling_changes(),
    event(TEST, "webhook", "tested", "Somebody tries the webhook; sent to it alone, once"),
];

/// The kind of that name.
pub fn find(name: &str) -> Option<&'static EventType> {
    EVENT_TYPES.iter().find(|event| event.name == name)
}

/// The kind of event that an entry of the activity log is, if it is one.
pub fn of(entry: &Entry<'_>) -> Option<&'static EventType> {
    let fits = |event: &&EventType| {
        event.subject == entry.resource_type
            && event.action == entry.action
            && event.when.is_none_or(|(field, value)| after(entry, field) == Some(&json!(value)))
    };
    entry.resource_id?;
    EVENT_TYPES.iter().find(fits)
}

fn after<'a>(entry: &'a Entry<'_>, field: &str) -> Option<&'a Value> {
    entry.new_values.as_ref()?.get(field)
}

/// A value after, or the last one of what is gone.
fn last<'a>(entry: &'a Entry<'_>, field: &str) -> Option<&'a Value> {
    entry.new_values.as_ref().or(entry.old_values.as_ref())?.get(field)
}

impl EventType {
    /// What is told of the entry, beside the project.
    pub fn data(&self, entry: &Entry<'_>) -> Map<String, Value> {
        let mut data = Map::new();
        data.insert(format!("{}_id", self.subject), json!(entry.resource_id));
        for fact in self.facts {
            if let Some(value) = last(entry, fact.name) {
                data.insert(fact.name.to_owned(), value.clone());
            }
        }
        if self.tells_changes {
            data.insert("changed_fields".to_owned(), json!(changes(entry)));
        }
        data
    }

    /// Whether events of this kind name a project.
    pub fn is_in_project(&self) -> bool {
        self.in_project
    }

    /// The JSON Schema of the whole body.
    pub fn schema(&self) -> Value {
        let id =
            |description: &str| json!({ "type": "string", "format": "uuid", "description": description });
        let mut properties = Map::new();
        let subject = format!("{}_id", self.subject);
        properties.insert(subject.clone(), id(&format!("The {}", self.subject)));
        let mut required = vec![subject];
        if self.in_project {
            properties.entry("project_id").or_insert_with(|| id("Its project"));
            if !required.contains(&"project_id".to_owned()) {
                required.push("project_id".to_owned());
            }
        }
        for fact in self.facts {
            let schema = match fact.kind {
                Kind::Id => id(fact.description),
                Kind::OptionalId => json!({
                    "type": ["string", "null"], "format": "uuid", "description": fact.description,
                }),
                Kind::Word => json!({ "type": "string", "description": fact.description }),
                Kind::Number => json!({ "type": "integer", "description": fact.description }),
            };
            properties.insert(fact.name.to_owned(), schema);
        }
        if self.tells_changes {
            let schema = json!({
                "type": "array", "items": { "type": "string" }, "description": "The names of what changed",
            });
            properties.insert("changed_fields".to_owned(), schema);
            required.push("changed_fields".to_owned());
        }
        json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self.name,
            "description": self.description,
            "type": "object",
            "properties": {
                "id": id("The event; the header webhook-id has it too"),
                "type": { "const": self.name },
                "timestamp": { "type": "string", "format": "date-time", "description": "When it happened" },
                "organization_id": id("Where it happened"),
                "data": { "type": "object", "properties": properties, "required": required },
            },
            "required": ["id", "type", "timestamp", "organization_id", "data"],
        })
    }
}

/// The names of the fields that differ before and after.
fn changes(entry: &Entry<'_>) -> Vec<String> {
    let (Some(Value::Object(old)), Some(Value::Object(new))) = (&entry.old_values, &entry.new_values) else {
        return Vec::new();
    };
    new.iter().filter(|(name, value)| old.get(*name) != Some(value)).map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn names_are_unique_and_in_order_and_each_entry_is_one_event_at_most() {
        for pair in EVENT_TYPES.windows(2) {
            assert!(pair[0].name < pair[1].name, "{} before {}", pair[0].name, pair[1].name);
        }
        for event in EVENT_TYPES {
            let values = event.when.map(|(field, value)| json!({ field: value }));
            let entry = Entry {
                action: event.action,
                resource_type: event.subject,
                resource_id: Some(Uuid::nil()),
                new_values: values,
                ..Entry::default()
            };
            assert_eq!(of(&entry), Some(event));
        }
    }

    #[test]
    fn what_is_told_has_no_values_but_the_facts() {
        let entry = Entry {
            action: "updated",
            resource_type: "project",
            resource_id: Some(Uuid::nil()),
            old_values: Some(json!({ "name": "Alice's", "status": "active" })),
            new_values: Some(json!({ "name": "Bob's", "status": "active" })),
        };
        let data = Value::Object(of(&entry).unwrap().data(&entry));
        assert_eq!(data, json!({ "project_id": Uuid::nil(), "changed_fields": ["name"] }));
        let entry = Entry { action: "sealed", ..entry };
        assert_eq!(of(&entry), None);
    }

    #[test]
    fn every_schema_names_what_is_told() {
        for event in EVENT_TYPES {
            let schema = event.schema();
            let data = &schema["properties"]["data"];
            for name in data["required"].as_array().unwrap() {
                assert!(data["properties"][name.as_str().unwrap()].is_object(), "{}: {name}", event.name);
            }
        }
    }
}
