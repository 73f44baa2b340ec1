//! Rows of what people hang on things: tags, bookmarks, comments, media; of what they set, of whom they invite, and of
//! what they are told.

use domain::platform::notifications::{Notice, kinds::COMMENT_MENTION};
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::harness::{TestApp, app::User, notifications::notify};

pub async fn fill_shelf(t: &TestApp, user: &User, project: Uuid) {
    let rules = json!({ "columns": [{ "target": "a" }] });
    let template = json!({ "name": format!("Template {project}"), "transformation_rules": rules });
    user.post("/v1/upload-templates", template).await.expect(201);
    let tag = user.post("/v1/tags", json!({ "name": "urgent" })).await.expect(201).json();
    let taggings = format!("/v1/taggings?resource_type=project&resource_id={project}");
    user.put(&taggings, json!({ "tag_ids": [tag["id"]] })).await.expect(200);
    let bookmark = json!({ "resource_type": "project", "resource_id": project, "bookmark_name": "Mine" });
    user.post("/v1/bookmarks", bookmark).await.expect(201);
    user.put("/v1/settings/max_upload_size_mb", json!({ "setting_value": 10 })).await.expect(200);
    let invitations = format!("/v1/organizations/{}/invitations", user.organization);
    let invitation = json!({ "email": format!("guest-{project}@example.org"), "roles": ["viewer"] });
    user.post(&invitations, invitation).await.expect(201);
    let item = json!({
        "file_name": "a.png", "size_bytes": 1, "resource_type": "project", "resource_id": project,
    });
    user.post("/v1/media", item).await.expect(201);
    user.put("/v1/preferences/theme_preference", json!({ "preference_value": "dark" })).await.expect(200);
    let text = format!("@[{}]", user.id);
    let comment = json!({ "resource_type": "project", "resource_id": project, "comment_text": text });
    let comment = user.post("/v1/comments", comment).await.expect(201).json();
    let path = format!("/v1/comments/{}", comment["id"].as_str().unwrap());
    user.patch(&path, json!({ "comment_text": format!("{text}!") })).await.expect(200);
    let notice = Notice::new(&COMMENT_MENTION, "Once").once("once", SignedDuration::from_hours(1));
    notify(t, user.organization, &[user.id], notice).await;
    user.put("/v1/notification-preferences", json!({ "digest": "daily" })).await.expect(200);
}
