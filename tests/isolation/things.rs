//! A thing of every kind in one organization, by the words of paths.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestApp, app::User, notifications::tell};

/// Things of one organization, by the words of paths.
pub struct Things {
    pub owner: User,
    session: Uuid,
    invitation: Uuid,
    project: Uuid,
    file: Uuid,
    analysis: Uuid,
    template: Uuid,
    tag: Uuid,
    bookmark: Uuid,
    audit_log: Uuid,
    api_key: Uuid,
    notification: Uuid,
    comment: Uuid,
    webhook: Uuid,
    webhook_delivery: Uuid,
    media: Uuid,
    media_link: Uuid,
    role: Uuid,
    team: Uuid,
    grant: Uuid,
    export: Uuid,
    erasure: Uuid,
}

impl Things {
    /// Of the owner's organization.
    pub async fn of(t: &TestApp, owner: User) -> Self {
        let project = owner.project("Apollo").await;
        let input = json!({ "file_name": "a.csv", "size_bytes": 1 });
        let file = owner.post(&format!("/v1/projects/{project}/files"), input).await.expect(201).json();
        let file = id(&file["file"]["id"]);
        let analysis = t.context.id();
        let admin = t.database.superuser().await;
        admin
            .execute(
                "insert into intelligence.analysis_results (id, organization_id, project_id, file_id, \
                 calculation_type, parameters, parameters_hash, input_hash, engine_version, created_at, updated_at, \
                 created_by) values ($1, $2, $3, $4, 'DESCRIPTIVE', '{}', sha256('p'), sha256('i'), 1, now(), now(), $5)",
                &[&analysis, &owner.organization, &project, &file, &owner.id],
            )
            .await
            .unwrap();
        let latest = "select id from accounts.sessions where user_id = $1 order by created_at desc limit 1";
        let session = admin.query_one(latest, &[&owner.id]).await.unwrap().get(0);
        let tag = created(&owner, "/v1/tags", json!({ "name": "urgent" })).await;
        let rules = json!({ "columns": [{ "target": "a" }] });
        let template = json!({ "name": "Template", "transformation_rules": rules });
        let template = created(&owner, "/v1/upload-templates", template).await;
        let bookmark = json!({ "resource_type": "project", "resource_id": project, "bookmark_name": "Mine" });
        let bookmark = created(&owner, "/v1/bookmarks", bookmark).await;
        let latest = "select id from platform.audit_logs where organization_id = $1 order by id desc limit 1";
        let audit_log = admin.query_one(latest, &[&owner.organization]).await.unwrap().get(0);
        let key = json!({ "name": "Program", "scopes": ["projects.read"] });
        let api_key = id(&owner.post("/v1/api-keys", key).await.expect(201).json()["api_key"]["id"]);
        let guest = json!({ "email": "guest@example.org", "roles": ["viewer"] });
        let invitations = format!("/v1/organizations/{}/invitations", owner.organization);
        let invitation = created(&owner, &invitations, guest).await;
        let notification = tell(t, owner.organization, owner.id, "Only for the owner").await;
        let comment = json!({ "resource_type": "project", "resource_id": project, "comment_text": "Mine" });
        let comment = created(&owner, "/v1/comments", comment).await;
        let webhook = created(&owner, "/v1/webhooks", json!({ "url": "https://example.org" })).await;
        let tested = owner.post(&format!("/v1/webhooks/{webhook}/test"), json!({})).await.expect(202);
        let webhook_delivery = id(&tested.json()["id"]);
        let item = json!({
            "file_name": "a.png", "size_bytes": 1, "resource_type": "project", "resource_id": project,
        });
        let media = id(&owner.post("/v1/media", item).await.expect(201).json()["media"]["id"]);
        let links = format!("/v1/media-links?resource_type=project&resource_id={project}");
        let media_link = id(&owner.get(&links).await.expect(200).json()["data"][0]["id"]);
        let role = created(&owner, "/v1/roles", json!({ "name": "Reader" })).await;
        let team = owner.team("Crew", &[]).await;
        let grant = owner.granted(("project", project), ("user", owner.id), "view").await;
        let export = json!({ "resource_type": "tags", "format": "csv" });
        let export = id(&owner.post("/v1/exports", export).await.expect(202).json()["id"]);
        let erasure = t.context.id();
        let sql = "insert into platform.erasures (id, organization_id, user_id, requested_by, scope, status, \
             completed_at, created_at, updated_at) \
             values ($1, $2, $3, $3, 'organization', 'SUCCEEDED', now(), now(), now())";
        admin.execute(sql, &[&erasure, &owner.organization, &owner.id]).await.unwrap();
        Self {
            owner,
            session,
            invitation,
            project,
            file,
            analysis,
            template,
            tag,
            bookmark,
            audit_log,
            api_key,
            notification,
            comment,
            webhook,
            webhook_delivery,
            media,
            media_link,
            role,
            team,
            grant,
            export,
            erasure,
        }
    }

    /// The path with the id of what it is about.
    pub fn path(&self, path: &str) -> String {
        let id = match path.split('/').nth(2).unwrap_or_default() {
            "projects" => self.project,
            "organizations" => self.owner.organization,
            "me" => self.session,
            "files" => self.file,
            "analyses" => self.analysis,
            "upload-templates" => self.template,
            "tags" => self.tag,
            "bookmarks" => self.bookmark,
            "audit-logs" => self.audit_log,
            "api-keys" => self.api_key,
            "notifications" => self.notification,
            "comments" => self.comment,
            "webhooks" => self.webhook,
            "webhook-deliveries" => self.webhook_delivery,
            "media" => self.media,
            "media-links" => self.media_link,
            "roles" => self.role,
            "teams" => self.team,
            "resource-permissions" => self.grant,
            "exports" => self.export,
            "erasures" => self.erasure,
            other if path.contains("{id}") => panic!("what is the id of {other}?"),
            _ => Uuid::nil(),
        };
        let key = if path.starts_with("/v1/preferences") { "theme_preference" } else { "max_upload_size_mb" };
        path.replace("{id}", &id.to_string())
            .replace("{key}", key)
            .replace("{user_id}", &self.owner.id.to_string())
            .replace("{invitation_id}", &self.invitation.to_string())
    }
}

/// The path about another thing, or about none. What is inside a thing is named by ids that nobody has.
pub fn about(id: impl ToString, path: &str) -> String {
    let nobody = Uuid::nil().to_string();
    path.replace("{id}", &id.to_string()).replace("{user_id}", &nobody).replace("{invitation_id}", &nobody)
}

/// Creates a thing and returns its id.
async fn created(owner: &User, path: &str, body: Value) -> Uuid {
    id(&owner.post(path, body).await.expect(201).json()["id"])
}

fn id(value: &Value) -> Uuid {
    value.as_str().unwrap().parse().unwrap()
}
