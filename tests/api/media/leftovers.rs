//! What is left behind: uploads that never came, items that came to nothing, objects that nobody knows.

use domain::platform::{outbox::Effect, retention::inventory::Store};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::User,
    files::post,
    jobs::{Jobs, leave_behind},
    media::{announce, event, get, original, png, send},
};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// An item's row as it stands in `status` since `at`. There is no object.
async fn insert(t: &TestApp, user: &User, status: &str, at: Timestamp) -> Uuid {
    let id = t.context.id();
    let name = if status == "READY" { "verified" } else { "original" };
    let path = original(user, id).replace("original", name);
    t.database
        .superuser()
        .await
        .execute(
            "insert into network.media (id, organization_id, file_name, file_path, declared_content_type, \
             content_type, media_type, in_library, status, failure_code, failure_message, size_bytes, sha256, \
             object_etag, lease_until, created_at, updated_at, processed_at, created_by) \
             values ($1, $2, 'a.png', $3, 'image/png', 'image/png', 'image', true, $4, \
             case when $4 = 'FAILED' then 'x' end, case when $4 = 'FAILED' then 'x' end, 1, sha256('a'), 'e', \
             case when $4 = 'PROCESSING' then $5::timestamptz end, $5, $5, $5, $6)",
            &[&id, &user.organization, &path, &status, &at, &user.id],
        )
        .await
        .unwrap();
    id
}

async fn put(jobs: &Jobs, key: &str) {
    jobs.media.write(key, "image/png", b"a".to_vec()).await.unwrap();
}

async fn keys(jobs: &Jobs) -> Vec<String> {
    jobs.media.list("org/", None).await.unwrap().into_iter().map(|object| object.key).collect()
}

#[tokio::test]
async fn uploads_that_never_came_end_and_what_failed_long_ago_goes() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let alice = acme.founder.clone();
    let jobs = Jobs::new(&t).await;
    let young = insert(&t, &alice, "PENDING", t.now() - HOUR * 47).await;
    let absent = insert(&t, &alice, "PENDING", t.now() - HOUR * 49).await;
    let came = insert(&t, &alice, "PENDING", t.now() - HOUR * 49).await;
    put(&jobs, &original(&alice, came)).await;
    let failed = insert(&t, &alice, "FAILED", t.now() - HOUR * 24 * 29).await;
    let long_ago = insert(&t, &alice, "FAILED", t.now() - HOUR * 24 * 31).await;
    put(&jobs, &original(&alice, long_ago)).await;
    let ready = insert(&t, &alice, "READY", t.now() - HOUR * 24 * 400).await;

    let report = jobs.retain().await;

    assert!(report.finished && report.failures == 0, "{report:?}");
    let counts = report.organizations.values().next().unwrap();
    assert_eq!((counts.media_expired, counts.media_deleted), (1, 1));
    for (id, status) in
        [(young, "PENDING"), (came, "PENDING"), (absent, "FAILED"), (failed, "FAILED"), (ready, "READY")]
    {
        assert_eq!(get(&alice, id).await["status"], status);
    }
    assert_eq!(get(&alice, absent).await["failure"]["code"], "upload_expired");
    alice.get(&format!("/v1/media/{long_ago}")).await.expect(404);
    jobs.relay_all().await;
    assert_eq!(keys(&jobs).await, [original(&alice, came)]);
}

#[tokio::test]
async fn the_sweep_knows_the_verified_copy_from_what_is_left_over() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let eve = t.organization("globex").await.founder;
    let jobs = Jobs::new(&t).await;
    let verified = |id| original(&alice, id).replace("original", "verified");
    let whole = insert(&t, &alice, "READY", t.now()).await;
    put(&jobs, &verified(whole)).await;
    // Its upload was left beside it, by a worker that was killed in between.
    put(&jobs, &original(&alice, whole)).await;
    let pending = insert(&t, &alice, "PENDING", t.now()).await;
    put(&jobs, &original(&alice, pending)).await;
    let missing = insert(&t, &alice, "READY", t.now()).await;
    put(&jobs, &original(&alice, t.context.id())).await;
    put(&jobs, &original(&eve, pending)).await;
    put(&jobs, &format!("org/{}/files/{}/original", alice.organization, t.context.id())).await;
    t.advance(HOUR * 2);

    let swept = jobs.sweep_of(Store::Media).await;

    assert_eq!((swept.orphans_deleted, swept.missing_objects, swept.unknown), (3, 1, 1));
    let left = keys(&jobs).await;
    assert!(left.contains(&verified(whole)) && left.contains(&original(&alice, pending)), "{left:?}");
    assert_eq!(left.len(), 3);
    put(&jobs, &verified(missing)).await;
    let again = jobs.sweep_of(Store::Media).await;
    assert_eq!((again.orphans_deleted, again.missing_objects), (0, 0));
}

#[tokio::test]
async fn an_upload_whose_event_or_worker_was_lost_is_put_on_its_queue_again() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let jobs = Jobs::new(&t).await;
    let old = t.now() - HOUR;
    let waiting = insert(&t, &alice, "PENDING", old).await;
    let silent = insert(&t, &alice, "PROCESSING", old).await;
    let nothing_came = insert(&t, &alice, "PENDING", old).await;
    insert(&t, &alice, "READY", old).await;
    for id in [waiting, silent] {
        put(&jobs, &original(&alice, id)).await;
    }

    let report = jobs.relay_all().await;

    assert_eq!((report.requeued_media, report.requeued_files), (2, 0));
    let taken = jobs.media_uploads.take().await;
    let key = |message: &serde_json::Value| {
        message["Records"][0]["s3"]["object"]["key"].as_str().unwrap().to_owned()
    };
    let mut asked: Vec<_> = taken.iter().map(key).collect();
    asked.sort();
    let mut expected = vec![original(&alice, waiting), original(&alice, silent)];
    expected.sort();
    assert_eq!(asked, expected);
    assert!(jobs.uploads.take().await.is_empty());
    assert_eq!(get(&alice, nothing_came).await["status"], "PENDING");
}

#[tokio::test]
async fn deletions_go_to_the_bucket_that_holds_the_objects() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let jobs = Jobs::new(&t).await;
    let [media, file] = ["media", "files"].map(|area| format!("org/{}/{area}/1/original", acme.id));
    for key in [&media, &file] {
        jobs.media.write(key, "a/b", b"a".to_vec()).await.unwrap();
        jobs.files.write(key, "a/b", b"a".to_vec()).await.unwrap();
    }
    let effects = [&media, &file].map(|key| Effect::DeleteObjects { prefix: key.replace("original", "") });
    leave_behind(&t, &acme, effects.to_vec()).await;
    t.advance(HOUR);

    jobs.relay_all().await;

    assert_eq!(keys(&jobs).await, std::slice::from_ref(&file));
    assert!(jobs.files.find(&media).await.unwrap().is_some());
    assert!(jobs.files.find(&file).await.unwrap().is_none());
}

#[tokio::test]
async fn a_purged_project_takes_its_links_and_tags_along_and_shows_nothing() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (alice, bob) = (acme.user("alice", "editor").await, acme.user("bob", "editor").await);
    let project = alice.project("Apollo").await;
    let on = json!({ "resource_type": "project", "resource_id": project });
    let item = announce(&alice, "a.png", b"1", on).await["media"]["id"].clone();
    let tag = alice.post("/v1/tags", json!({ "name": "urgent" })).await.expect(201).json();
    let taggings = format!("/v1/taggings?resource_type=project&resource_id={project}");
    alice.put(&taggings, json!({ "tag_ids": [tag["id"]] })).await.expect(200);
    acme.founder.delete(&format!("/v1/projects/{project}")).await.expect(204);
    let admin = t.database.superuser().await;
    let sql = "update ingestion.projects set deleted_at = now() - interval '31 days' where id = $1";
    admin.execute(sql, &[&project]).await.unwrap();

    Jobs::new(&t).await.retain().await;

    for table in ["network.media_links", "platform.taggings", "ingestion.projects"] {
        let count = admin.query_one(&format!("select count(*) from {table}"), &[]).await.unwrap();
        assert_eq!(count.get::<_, i64>(0), 0, "{table}");
    }
    let path = format!("/v1/media/{}", item.as_str().unwrap());
    bob.get(&path).await.expect(404);
    alice.get(&path).await.expect(200);
}

#[tokio::test]
async fn retention_and_the_relay_see_what_they_need_and_no_more() {
    let t = TestApp::start().await;
    for (role, sql) in [
        ("plugzero_retention", "select title from network.media"),
        ("plugzero_retention", "select caption from network.media_links"),
        ("plugzero_retention", "update network.media set file_path = 'x'"),
        ("plugzero_system", "select file_name from network.media"),
        ("plugzero_system", "delete from network.media"),
        ("plugzero_system", "select id from network.media_links"),
        ("plugzero_identity", "select id from network.media"),
        ("plugzero_public", "select id from network.media"),
        ("plugzero_app", "update accounts.memberships set user_id = user_id"),
    ] {
        let error = t.database.connect_as(role).await.execute(sql, &[]).await.unwrap_err();
        assert_eq!(error.code().unwrap().code(), "42501", "{role} may {sql}");
    }
}

#[tokio::test]
async fn a_form_that_is_used_again_after_its_item_failed_brings_nothing_back() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let bytes = png(0, 1);
    let item = send(&alice, "a.png", &bytes, json!({})).await;
    on_media_uploaded::handle(&t.looker, &event(&alice, item).await).await.unwrap();
    let failed = get(&alice, item).await;
    assert_eq!(failed["status"], "FAILED");
    // The same form would still be good.
    let created = announce(&alice, "b.png", &bytes, json!({})).await;
    assert!(post(&created["upload"], &bytes).await.status().is_success());
    crate::harness::media::bucket()
        .await
        .write(&original(&alice, item), "image/png", png(1, 1))
        .await
        .unwrap();
    on_media_uploaded::handle(&t.looker, &event(&alice, item).await).await.unwrap();
    assert_eq!(get(&alice, item).await, failed);
}
