//! Why somebody may, or may not.

use jiff::SignedDuration;
use serde_json::json;

use super::{acme, explained, of};

#[tokio::test]
async fn the_registry_tells_what_can_be_allowed() {
    let (_, acme) = acme().await;
    let viewer = acme.user("viewer", "viewer").await;
    let registry = viewer.get("/v1/permissions").await.expect(200).json();
    let all = registry["data"].as_array().unwrap();
    assert!(all.contains(&json!({ "permission": "projects.delete", "description": "Delete projects." })));
    assert_eq!(registry["levels"][1]["team_roles"], json!(["MEMBER"]));
    viewer.get("/v1/permissions?q=x").await.expect(422);
}

#[tokio::test]
async fn each_path_is_told_and_what_no_path_allows_is_denied() {
    let (t, acme) = acme().await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let team = alice.team("Crew", &[(&bob, "VIEWER")]).await;
    let project = alice.created("/v1/projects", json!({ "name": "Apollo", "team_id": team })).await;
    let project = ("project", project);

    let before = explained(alice, project, bob.id).await;

    assert_eq!((&before["is_active"], &before["is_visible"]), (&json!(true), &json!(true)));
    let read = of(&before, "projects.read");
    assert_eq!(read["allowed"], true);
    assert_eq!(
        (&read["paths"][0]["source"], &read["paths"][0]["team_id"]),
        (&json!("team_role"), &json!(team))
    );
    assert_eq!(
        read["paths"].as_array().unwrap().len(),
        1,
        "the organization's role does not reach a team's project"
    );
    assert_eq!(
        *of(&before, "projects.write"),
        json!({ "permission": "projects.write", "allowed": false, "paths": [] })
    );

    let end = t.now() + SignedDuration::from_mins(5);
    let grant = json!({
        "resource_type": "team", "resource_id": team, "principal_type": "user", "principal_id": bob.id,
        "permission_type": "edit", "expires_at": end,
    });
    let grant = alice.created("/v1/resource-permissions", grant).await;
    let during = explained(alice, project, bob.id).await;
    let path = &of(&during, "projects.write")["paths"][0];
    assert_eq!((&path["source"], &path["grant_id"]), (&json!("grant"), &json!(grant)));
    assert_eq!((&path["inherited"], &path["resource_type"]), (&json!(true), &json!("team")));
    assert_eq!(
        path["expires_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_second(),
        end.as_second()
    );
    t.advance(SignedDuration::from_mins(5));
    assert_eq!(explained(alice, project, bob.id).await, before);

    let own = explained(alice, project, alice.id).await;
    let path = &of(&own, "projects.delete")["paths"][0];
    assert_eq!((&path["role"], &path["reach"]), (&json!("owner"), &json!("all_projects")));
}

#[tokio::test]
async fn about_oneself_everybody_may_ask_about_others_who_may_read_it() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let (bob, eve, ada) = (
        acme.user("bob", "viewer").await,
        acme.user("eve", "editor").await,
        acme.user("ada", "viewer").await,
    );
    let team = alice.team("Crew", &[(&bob, "VIEWER"), (&ada, "ADMIN")]).await;
    let project = alice.created("/v1/projects", json!({ "name": "Apollo", "team_id": team })).await;
    let path = format!("/v1/permissions/explain?resource=project:{project}");

    let own = bob.get(&path).await.expect(200).json();
    assert_eq!(own["user_id"], json!(bob.id));
    assert_eq!(own, explained(alice, ("project", project), bob.id).await);
    let split = format!("/v1/permissions/explain?resource_type=project&resource_id={project}");
    assert_eq!(bob.get(&split).await.expect(200).json(), own);
    let refused = bob.get(&format!("{path}&user={}", alice.id)).await.expect(403);
    assert!(refused.json()["detail"].as_str().unwrap().ends_with("permissions.read"));
    assert_eq!(explained(&ada, ("project", project), bob.id).await, own, "who manages the team's projects");
    eve.get(&path).await.expect(404);
    let hidden = explained(alice, ("project", project), eve.id).await;
    assert_eq!(hidden["is_visible"], false);
    let stranger = t.organization("other").await.founder;
    stranger.get(&path).await.expect(404);
    assert_eq!(alice.get(&format!("{path}&user={}", stranger.id)).await.expect(422).pointers(), ["?user"]);
    for (query, pointer) in [
        ("", "?resource"),
        ("resource=project", "?resource"),
        ("resource=planet:00000000-0000-0000-0000-000000000000", "?resource"),
        ("resource=project:x", "?resource"),
        ("resource_type=project", "?resource"),
        (&format!("resource=project:{project}&resource_id={project}"), "?resource"),
        (&format!("resource=project:{project}&user=x"), "?user"),
    ] {
        let answer = alice.get(&format!("/v1/permissions/explain?{query}")).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{query}");
    }
}

#[tokio::test]
async fn who_was_deactivated_may_nothing() {
    let (t, acme) = acme().await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "admin").await);
    let project = ("project", alice.project("Apollo").await);
    let admin = t.database.superuser().await;
    admin.execute("update accounts.users set is_active = false where id = $1", &[&bob.id]).await.unwrap();

    let told = explained(alice, project, bob.id).await;

    assert_eq!((&told["is_active"], &told["is_visible"]), (&json!(false), &json!(false)));
    assert!(told["permissions"].as_array().unwrap().iter().all(|its| its["allowed"] == false));
}
