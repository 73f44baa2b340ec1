//! Rows of what people hang on things: tags, bookmarks; and of what they set.

use serde_json::json;
use uuid::Uuid;

use crate::harness::app::User;

pub async fn fill_shelf(user: &User, project: Uuid) {
    let tag = user.post("/v1/tags", json!({ "name": "urgent" })).await.expect(201).json();
    let taggings = format!("/v1/taggings?resource_type=project&resource_id={project}");
    user.put(&taggings, json!({ "tag_ids": [tag["id"]] })).await.expect(200);
    let bookmark = json!({ "resource_type": "project", "resource_id": project, "bookmark_name": "Mine" });
    user.post("/v1/bookmarks", bookmark).await.expect(201);
    user.put("/v1/settings/max_upload_size_mb", json!({ "setting_value": 10 })).await.expect(200);
    user.put("/v1/preferences/theme_preference", json!({ "preference_value": "dark" })).await.expect(200);
}
