//! Every route with its door: who gets past it, and with which body. A route that is not here fails a test.

use domain::accounts::permissions::Permission;
use http::Method;
use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

/// Who gets past a route's door.
#[derive(Clone, Copy)]
pub enum Door {
    /// Everybody.
    Open,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds the permission; where the path names a thing, whoever may see the thing.
    Holder(Permission),
}
pub use Door::{Holder, Open, SignedIn};

/// Every route with its door and a body that is right.
pub fn routes() -> Vec<(Method, &'static str, Door, Value)> {
    use Permission::*;
    let nothing = Value::Null;
    let project = json!({ "name": "Sweep" });
    let members = json!({ "user_ids": [] });
    let file = json!({ "file_name": "a.csv", "size_bytes": 1 });
    let parts = json!({ "from": 1, "count": 1 });
    let analysis = json!({
        "calculation_type": "DESCRIPTIVE", "file_id": Uuid::nil(), "parameters": { "columns": ["a"] },
    });
    let bookmark = json!({
        "resource_type": "project", "resource_id": Uuid::nil(), "bookmark_name": "Sweep",
    });
    let api_key = json!({ "name": "Sweep", "scopes": ["projects.read"] });
    let comment = json!({
        "resource_type": "project", "resource_id": Uuid::nil(), "comment_text": "Sweep",
    });
    let link = json!({ "media_id": Uuid::nil(), "resource_type": "project", "resource_id": Uuid::nil() });
    let member = json!({ "user_id": Uuid::nil(), "role": "VIEWER" });
    let grant = json!({
        "resource_type": "project", "resource_id": Uuid::nil(), "principal_type": "user",
        "principal_id": Uuid::nil(), "permission_type": "view",
    });
    vec![
        (Method::GET, "/docs", Open, nothing.clone()),
        (Method::GET, "/v1/openapi.json", Open, nothing.clone()),
        (Method::GET, "/v1/health", Open, nothing.clone()),
        (Method::GET, "/v1/health/ready", Open, nothing.clone()),
        (Method::POST, "/v1/auth/register", Open, nothing.clone()),
        (Method::GET, "/v1/auth/verify-email", Open, nothing.clone()),
        (Method::POST, "/v1/auth/verify-email", Open, nothing.clone()),
        (Method::POST, "/v1/auth/login", Open, nothing.clone()),
        (Method::POST, "/v1/auth/refresh", Open, nothing.clone()),
        (Method::POST, "/v1/auth/logout", Open, nothing.clone()),
        (Method::POST, "/v1/auth/step-up", SignedIn, json!({ "password": "x" })),
        (Method::POST, "/v1/auth/password/forgot", Open, nothing.clone()),
        (Method::GET, "/v1/auth/password/reset", Open, nothing.clone()),
        (Method::POST, "/v1/auth/password/reset", Open, nothing.clone()),
        (Method::GET, "/v1/auth/confirm-email", Open, nothing.clone()),
        (Method::POST, "/v1/auth/confirm-email", Open, nothing.clone()),
        (Method::GET, "/v1/auth/jwks.json", Open, nothing.clone()),
        (Method::POST, "/v1/auth/switch-organization", SignedIn, json!({ "organization_id": Uuid::nil() })),
        (Method::GET, "/v1/auth/accept-invitation", Open, nothing.clone()),
        (Method::POST, "/v1/auth/accept-invitation", Open, nothing.clone()),
        (Method::GET, "/v1/auth/restore", Open, nothing.clone()),
        (Method::POST, "/v1/auth/restore", Open, nothing.clone()),
        (Method::GET, "/v1/organizations", SignedIn, nothing.clone()),
        (Method::POST, "/v1/organizations", SignedIn, json!({ "name": "Sweep" })),
        (Method::GET, "/v1/organizations/{id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/organizations/{id}", Holder(OrganizationWrite), json!({ "name": "Sweep" })),
        (Method::DELETE, "/v1/organizations/{id}", Holder(OrganizationDelete), nothing.clone()),
        (Method::POST, "/v1/organizations/{id}/restore", SignedIn, nothing.clone()),
        (Method::GET, "/v1/organizations/{id}/members", Holder(MembersRead), nothing.clone()),
        (Method::GET, "/v1/organizations/{id}/members/{user_id}", Holder(MembersRead), nothing.clone()),
        (
            Method::PATCH,
            "/v1/organizations/{id}/members/{user_id}",
            Holder(MembersWrite),
            json!({ "is_active": true }),
        ),
        (Method::DELETE, "/v1/organizations/{id}/members/{user_id}", Holder(MembersWrite), nothing.clone()),
        (
            Method::PUT,
            "/v1/organizations/{id}/members/{user_id}/roles",
            Holder(MembersWrite),
            json!({ "roles": ["viewer"] }),
        ),
        (Method::GET, "/v1/organizations/{id}/invitations", Holder(MembersWrite), nothing.clone()),
        (
            Method::POST,
            "/v1/organizations/{id}/invitations",
            Holder(MembersWrite),
            json!({ "email": "sweep@example.org", "roles": ["viewer"] }),
        ),
        (
            Method::GET,
            "/v1/organizations/{id}/invitations/{invitation_id}",
            Holder(MembersWrite),
            nothing.clone(),
        ),
        (
            Method::DELETE,
            "/v1/organizations/{id}/invitations/{invitation_id}",
            Holder(MembersWrite),
            nothing.clone(),
        ),
        (
            Method::POST,
            "/v1/organizations/{id}/invitations/{invitation_id}/resend",
            Holder(MembersWrite),
            nothing.clone(),
        ),
        (Method::DELETE, "/v1/me", SignedIn, nothing.clone()),
        (Method::POST, "/v1/me/deactivate", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/me/password", SignedIn, json!({ "current_password": "x", "password": "y" })),
        (Method::PUT, "/v1/me/email", SignedIn, json!({ "email": "x@example.org" })),
        (Method::GET, "/v1/me/sessions", SignedIn, nothing.clone()),
        (Method::DELETE, "/v1/me/sessions", SignedIn, nothing.clone()),
        (Method::GET, "/v1/me/sessions/{id}", SignedIn, nothing.clone()),
        (Method::DELETE, "/v1/me/sessions/{id}", SignedIn, nothing.clone()),
        (Method::POST, "/v1/me/totp", SignedIn, json!({})),
        (Method::DELETE, "/v1/me/totp", SignedIn, nothing.clone()),
        (Method::POST, "/v1/me/totp/confirm", SignedIn, json!({ "code": "000000" })),
        (Method::POST, "/v1/me/recovery-codes", SignedIn, json!({})),
        (Method::GET, "/v1/me", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/me", SignedIn, json!({ "phone": "1" })),
        (Method::GET, "/v1/projects", SignedIn, nothing.clone()),
        (Method::POST, "/v1/projects", Holder(ProjectsWrite), project.clone()),
        (Method::GET, "/v1/projects/{id}", Holder(ProjectsRead), nothing.clone()),
        (Method::PATCH, "/v1/projects/{id}", Holder(ProjectsWrite), project),
        (Method::DELETE, "/v1/projects/{id}", Holder(ProjectsDelete), nothing.clone()),
        (Method::GET, "/v1/projects/{id}/members", Holder(ProjectsRead), nothing.clone()),
        (Method::PUT, "/v1/projects/{id}/members", Holder(ProjectsWrite), members),
        (Method::GET, "/v1/projects/{id}/files", Holder(FilesRead), nothing.clone()),
        (Method::POST, "/v1/projects/{id}/files", Holder(FilesWrite), file),
        (Method::GET, "/v1/files/{id}", Holder(FilesRead), nothing.clone()),
        (Method::DELETE, "/v1/files/{id}", Holder(FilesDelete), nothing.clone()),
        (Method::GET, "/v1/files/{id}/rows", Holder(FilesRead), nothing.clone()),
        (Method::GET, "/v1/files/{id}/rejects", Holder(FilesRead), nothing.clone()),
        (Method::GET, "/v1/files/{id}/download", Holder(FilesRead), nothing.clone()),
        (Method::POST, "/v1/files/{id}/parts", Holder(FilesWrite), parts),
        (Method::POST, "/v1/files/{id}/complete", Holder(FilesWrite), nothing.clone()),
        (Method::GET, "/v1/projects/{id}/analyses", Holder(AnalysesRead), nothing.clone()),
        (Method::POST, "/v1/projects/{id}/analyses", Holder(AnalysesRun), analysis),
        (Method::GET, "/v1/analyses/types", SignedIn, nothing.clone()),
        (Method::GET, "/v1/analyses/{id}", Holder(AnalysesRead), nothing.clone()),
        (Method::GET, "/v1/tags", SignedIn, nothing.clone()),
        (Method::POST, "/v1/tags", Holder(TagsWrite), json!({ "name": "Sweep" })),
        (Method::GET, "/v1/tags/{id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/tags/{id}", Holder(TagsWrite), json!({ "name": "Sweep" })),
        (Method::DELETE, "/v1/tags/{id}", Holder(TagsWrite), nothing.clone()),
        (Method::POST, "/v1/tags/{id}/merge", Holder(TagsWrite), json!({ "into": Uuid::nil() })),
        (Method::GET, "/v1/taggings", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/taggings", SignedIn, json!({ "tag_ids": [] })),
        (Method::GET, "/v1/bookmarks", SignedIn, nothing.clone()),
        (Method::POST, "/v1/bookmarks", SignedIn, bookmark),
        (Method::GET, "/v1/bookmarks/{id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/bookmarks/{id}", SignedIn, json!({ "tags": [] })),
        (Method::DELETE, "/v1/bookmarks/{id}", SignedIn, nothing.clone()),
        (Method::GET, "/v1/audit-logs", Holder(AuditLogsRead), nothing.clone()),
        (Method::GET, "/v1/audit-logs/verify", Holder(AuditLogsRead), nothing.clone()),
        (Method::GET, "/v1/audit-logs/export", Holder(AuditLogsRead), nothing.clone()),
        (Method::POST, "/v1/audit-logs/export", Holder(AuditLogsRead), json!({ "format": "csv" })),
        (Method::GET, "/v1/audit-logs/{id}", Holder(AuditLogsRead), nothing.clone()),
        (Method::GET, "/v1/plans", Open, nothing.clone()),
        (Method::GET, "/v1/organizations/{id}/usage", SignedIn, nothing.clone()),
        (Method::GET, "/v1/organizations/{id}/subscription", SignedIn, nothing.clone()),
        (
            Method::PATCH,
            "/v1/organizations/{id}/subscription",
            Holder(SubscriptionWrite),
            json!({ "plan": "business" }),
        ),
        (Method::GET, "/v1/api-keys", SignedIn, nothing.clone()),
        (Method::POST, "/v1/api-keys", Holder(ApiKeysWrite), api_key),
        (Method::GET, "/v1/api-keys/{id}", SignedIn, nothing.clone()),
        (Method::DELETE, "/v1/api-keys/{id}", SignedIn, nothing.clone()),
        (Method::POST, "/v1/api-keys/{id}/rotate", SignedIn, json!({})),
        (Method::GET, "/v1/media", Holder(MediaRead), nothing.clone()),
        (Method::POST, "/v1/media", Holder(MediaWrite), json!({ "file_name": "a.png", "size_bytes": 1 })),
        (Method::GET, "/v1/media/{id}", Holder(MediaRead), nothing.clone()),
        (Method::PATCH, "/v1/media/{id}", Holder(MediaWrite), json!({ "title": "Sweep" })),
        (Method::DELETE, "/v1/media/{id}", Holder(MediaDelete), nothing.clone()),
        (Method::GET, "/v1/media/{id}/download", Holder(MediaRead), nothing.clone()),
        (Method::GET, "/v1/media-links", SignedIn, nothing.clone()),
        (Method::POST, "/v1/media-links", Holder(MediaWrite), link),
        (Method::PUT, "/v1/media-links", SignedIn, json!({ "links": [] })),
        (Method::DELETE, "/v1/media-links/{id}", Holder(MediaWrite), nothing.clone()),
        (Method::GET, "/v1/me/avatar", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/me/avatar", SignedIn, json!({ "media_id": Uuid::nil() })),
        (Method::DELETE, "/v1/me/avatar", SignedIn, nothing.clone()),
        (Method::GET, "/v1/exports", SignedIn, nothing.clone()),
        (
            Method::POST,
            "/v1/exports",
            Holder(ExportsRun),
            json!({ "resource_type": "tags", "format": "csv" }),
        ),
        (Method::GET, "/v1/exports/types", SignedIn, nothing.clone()),
        (Method::GET, "/v1/exports/{id}", SignedIn, nothing.clone()),
        (Method::DELETE, "/v1/exports/{id}", SignedIn, nothing.clone()),
        (Method::GET, "/v1/exports/{id}/download", SignedIn, nothing.clone()),
        (Method::POST, "/v1/me/data-export", SignedIn, json!({})),
        (Method::GET, "/v1/erasures", Holder(ErasureRun), nothing.clone()),
        (Method::POST, "/v1/erasures", Holder(ErasureRun), json!({ "user_id": Uuid::nil() })),
        (Method::GET, "/v1/erasures/{id}", SignedIn, nothing.clone()),
        (Method::POST, "/v1/me/erasure", SignedIn, json!({})),
        (Method::GET, "/v1/settings", Open, nothing.clone()),
        (Method::GET, "/v1/settings/{key}", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/settings/{key}", Holder(SettingsWrite), json!({ "setting_value": 1 })),
        (Method::DELETE, "/v1/settings/{key}", Holder(SettingsWrite), nothing.clone()),
        (Method::GET, "/v1/roles", Holder(RolesRead), nothing.clone()),
        (Method::POST, "/v1/roles", Holder(RolesWrite), json!({ "name": "Sweep" })),
        (Method::GET, "/v1/roles/{id}", Holder(RolesRead), nothing.clone()),
        (Method::PATCH, "/v1/roles/{id}", Holder(RolesWrite), json!({ "name": "Sweep" })),
        (Method::DELETE, "/v1/roles/{id}", Holder(RolesWrite), nothing.clone()),
        (Method::GET, "/v1/teams", SignedIn, nothing.clone()),
        (Method::POST, "/v1/teams", Holder(TeamsWrite), json!({ "name": "Sweep" })),
        (Method::GET, "/v1/teams/{id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/teams/{id}", Holder(TeamsWrite), json!({ "name": "Sweep" })),
        (Method::DELETE, "/v1/teams/{id}", Holder(TeamsWrite), nothing.clone()),
        (Method::POST, "/v1/teams/{id}/restore", SignedIn, nothing.clone()),
        (Method::GET, "/v1/teams/{id}/members", SignedIn, nothing.clone()),
        (Method::POST, "/v1/teams/{id}/members", Holder(TeamsWrite), member),
        (Method::GET, "/v1/teams/{id}/members/{user_id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/teams/{id}/members/{user_id}", Holder(TeamsWrite), json!({ "role": "OWNER" })),
        (Method::DELETE, "/v1/teams/{id}/members/{user_id}", Holder(TeamsWrite), nothing.clone()),
        (Method::GET, "/v1/permissions", SignedIn, nothing.clone()),
        (Method::GET, "/v1/permissions/explain", SignedIn, nothing.clone()),
        (Method::GET, "/v1/resource-permissions", Holder(PermissionsRead), nothing.clone()),
        (Method::POST, "/v1/resource-permissions", Holder(PermissionsWrite), grant),
        (Method::GET, "/v1/resource-permissions/{id}", Holder(PermissionsRead), nothing.clone()),
        (Method::PATCH, "/v1/resource-permissions/{id}", Holder(PermissionsWrite), json!({})),
        (Method::DELETE, "/v1/resource-permissions/{id}", Holder(PermissionsWrite), nothing.clone()),
        (Method::GET, "/v1/preferences", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/preferences/{key}", SignedIn, json!({ "preference_value": "dark" })),
        (Method::DELETE, "/v1/preferences/{key}", SignedIn, nothing.clone()),
        (Method::GET, "/v1/notifications", SignedIn, nothing.clone()),
        (Method::GET, "/v1/notifications/unread-count", SignedIn, nothing.clone()),
        (Method::POST, "/v1/notifications/read-all", SignedIn, nothing.clone()),
        (Method::GET, "/v1/notifications/{id}", SignedIn, nothing.clone()),
        (Method::PATCH, "/v1/notifications/{id}", SignedIn, json!({ "is_read": true })),
        (Method::DELETE, "/v1/notifications/{id}", SignedIn, nothing.clone()),
        (Method::POST, "/v1/notifications/{id}/read", SignedIn, nothing.clone()),
        (Method::GET, "/v1/notification-preferences", SignedIn, nothing.clone()),
        (Method::PUT, "/v1/notification-preferences", SignedIn, json!({})),
        (Method::GET, "/v1/notification-deliveries", SignedIn, nothing.clone()),
        (Method::GET, "/v1/public/unsubscribe", Open, nothing.clone()),
        (Method::POST, "/v1/public/unsubscribe", Open, nothing.clone()),
        (Method::GET, "/v1/comments", Holder(CommentsRead), nothing.clone()),
        (Method::POST, "/v1/comments", Holder(CommentsWrite), comment),
        (Method::GET, "/v1/comments/counts", Holder(CommentsRead), nothing.clone()),
        (Method::GET, "/v1/comments/{id}", Holder(CommentsRead), nothing.clone()),
        (Method::PATCH, "/v1/comments/{id}", Holder(CommentsWrite), json!({ "comment_text": "Sweep" })),
        (Method::DELETE, "/v1/comments/{id}", Holder(CommentsDelete), nothing.clone()),
        (Method::GET, "/v1/comments/{id}/history", Holder(CommentsRead), nothing.clone()),
        (Method::POST, "/v1/comments/{id}/resolve", Holder(CommentsWrite), nothing.clone()),
        (Method::POST, "/v1/comments/{id}/reopen", Holder(CommentsWrite), nothing.clone()),
        (Method::GET, "/v1/webhooks", Holder(WebhooksRead), nothing.clone()),
        (Method::POST, "/v1/webhooks", Holder(WebhooksWrite), json!({ "url": "https://example.org" })),
        (Method::GET, "/v1/webhooks/event-types", SignedIn, nothing.clone()),
        (Method::GET, "/v1/webhooks/{id}", Holder(WebhooksRead), nothing.clone()),
        (Method::PATCH, "/v1/webhooks/{id}", Holder(WebhooksWrite), json!({ "description": "Sweep" })),
        (Method::DELETE, "/v1/webhooks/{id}", Holder(WebhooksWrite), nothing.clone()),
        (Method::POST, "/v1/webhooks/{id}/rotate-secret", Holder(WebhooksWrite), nothing.clone()),
        (Method::POST, "/v1/webhooks/{id}/test", Holder(WebhooksWrite), nothing.clone()),
        (
            Method::POST,
            "/v1/webhooks/{id}/recover",
            Holder(WebhooksWrite),
            json!({ "since": Timestamp::UNIX_EPOCH }),
        ),
        (Method::GET, "/v1/webhooks/{id}/deliveries", Holder(WebhooksRead), nothing.clone()),
        (Method::GET, "/v1/webhook-deliveries/{id}", Holder(WebhooksRead), nothing.clone()),
        (Method::POST, "/v1/webhook-deliveries/{id}/replay", Holder(WebhooksWrite), nothing),
    ]
}

/// The routes about one thing that belongs to somebody; keys are the same for everybody.
pub fn routes_about_things() -> impl Iterator<Item = (Method, &'static str, Door, Value)> {
    routes().into_iter().filter(|(_, path, ..)| path.contains("{id}"))
}

/// What everybody in an organization sees: nothing of it is hidden from a colleague.
pub const SHARED: &[&str] =
    &["audit-logs", "organizations", "roles", "tags", "teams", "webhook-deliveries", "webhooks"];
