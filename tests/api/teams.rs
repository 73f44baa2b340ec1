//! `/v1/teams`: who is in them, and what that means for their projects.

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    TestApp,
    app::{Organization, User},
    files::announce,
    jobs::Jobs,
};

async fn acme() -> (TestApp, Organization) {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    (t, acme)
}

fn texts<'a>(list: &'a Value, field: &str) -> Vec<&'a str> {
    list["data"].as_array().unwrap().iter().map(|row| row[field].as_str().unwrap()).collect()
}

async fn projects(user: &User) -> Vec<String> {
    let list = user.get("/v1/projects?sort=name").await.expect(200).json();
    texts(&list, "name").into_iter().map(str::to_owned).collect()
}

async fn put_into(owner: &User, team: Uuid, name: &str) -> String {
    format!("/v1/projects/{}", owner.created("/v1/projects", json!({ "name": name, "team_id": team })).await)
}

#[tokio::test]
async fn a_team_reads_back_and_its_creator_owns_it() {
    let (t, acme) = acme().await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);

    let created =
        alice.post("/v1/teams", json!({ "name": " Crew ", "description": "Flies" })).await.expect(201);

    let team = created.json();
    assert_eq!(
        (&team["name"], &team["owner_id"], &team["member_count"]),
        (&json!("Crew"), &json!(alice.id), &json!(1))
    );
    let path = created.header("location").to_owned();
    assert_eq!(alice.get(&path).await.expect(200).json(), team);
    let members = alice.get(&format!("{path}/members")).await.expect(200).json();
    assert_eq!(
        (texts(&members, "email"), texts(&members, "role")),
        (vec![alice.email.as_str()], vec!["OWNER"])
    );
    let again = alice.post("/v1/teams", json!({ "name": "CREW" })).await.expect(409);
    assert_eq!(again.json()["code"], "name_taken");
    let patched = alice.patch(&path, json!({ "owner_id": bob.id, "description": null })).await.expect(200);
    assert_eq!((&patched.json()["owner_id"], &patched.json()["member_count"]), (&json!(bob.id), &json!(2)));
    alice.with("if-match", "\"1\"").patch(&path, json!({})).await.expect(412);
    alice.with("if-match", "\"1\"").delete(&path).await.expect(412);
    let other = t.organization("other").await.founder;
    for (input, pointer) in [
        (json!({}), "/name"),
        (json!({ "name": "\u{a0}" }), "/name"),
        (json!({ "name": "x".repeat(256) }), "/name"),
        (json!({ "name": "a", "description": "x".repeat(2001) }), "/description"),
        (json!({ "name": "a", "owner_id": other.id }), "/owner_id"),
        (json!({ "name": "a", "owner_id": 7 }), "/owner_id"),
        (json!({ "name": "a", "member_count": 7 }), "/member_count"),
    ] {
        let answer = alice.post("/v1/teams", input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [pointer], "{input}");
    }
    assert_eq!(alice.patch(&path, json!({ "owner_id": null })).await.expect(422).pointers(), ["/owner_id"]);
    other.post("/v1/teams", json!({ "name": "Crew" })).await.expect(201);
    other.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_team_shows_itself_to_its_members_and_to_who_sees_every_team() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let (bob, eve, mia) = (
        acme.user("bob", "viewer").await,
        acme.user("eve", "viewer").await,
        acme.user("mia", "editor").await,
    );
    let crew = alice.team("Crew", &[(&bob, "VIEWER")]).await;
    let ground = alice.team("Ground", &[]).await;

    let seen = async |user: &User, query: &str| -> Vec<String> {
        let list = user.get(&format!("/v1/teams?sort=name{query}")).await.expect(200).json();
        texts(&list, "name").into_iter().map(str::to_owned).collect()
    };
    assert_eq!(seen(alice, "").await, ["Crew", "Ground"]);
    assert_eq!(seen(&mia, "").await, ["Crew", "Ground"], "an editor sees every team");
    assert_eq!(seen(&bob, "").await, ["Crew"]);
    assert!(seen(&eve, "").await.is_empty());
    assert_eq!(seen(alice, &format!("&user_id={}", bob.id)).await, ["Crew"]);
    assert_eq!(seen(alice, "&q=ROU").await, ["Ground"]);
    for path in [format!("/v1/teams/{crew}"), format!("/v1/teams/{crew}/members")] {
        bob.get(&path).await.expect(200);
        mia.get(&path).await.expect(200);
        eve.get(&path).await.expect(404);
    }
    bob.get(&format!("/v1/teams/{ground}")).await.expect(404);
    mia.patch(&format!("/v1/teams/{crew}"), json!({ "name": "x" })).await.expect(403);
    alice.granted(("team", ground), ("user", eve.id), "view").await;
    assert_eq!(seen(&eve, "").await, ["Ground"]);
    eve.get(&format!("/v1/teams/{ground}")).await.expect(200);
}

#[tokio::test]
async fn owners_and_admins_manage_the_members_of_their_team() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let (ann, bob, cid) = (
        acme.user("ann", "viewer").await,
        acme.user("bob", "viewer").await,
        acme.user("cid", "viewer").await,
    );
    let team = alice.team("Crew", &[(&ann, "ADMIN"), (&bob, "MEMBER")]).await;
    let members = format!("/v1/teams/{team}/members");
    let of = |user: &User| format!("{members}/{}", user.id);

    // A member does not, an administrator does, but for what has to do with owners.
    bob.post(&members, json!({ "user_id": cid.id, "role": "VIEWER" })).await.expect(403);
    let added = ann.post(&members, json!({ "user_id": cid.id, "role": "MEMBER" })).await.expect(201);
    assert_eq!(added.header("location"), of(&cid));
    assert_eq!(ann.get(&of(&cid)).await.expect(200).json(), added.json());
    let twice = ann.post(&members, json!({ "user_id": cid.id, "role": "VIEWER" })).await.expect(409);
    assert_eq!(twice.json()["code"], "already_member");
    assert_eq!(ann.patch(&of(&cid), json!({ "role": "VIEWER" })).await.expect(200).json()["role"], "VIEWER");
    ann.patch(&of(&cid), json!({ "role": "OWNER" })).await.expect(403);
    ann.patch(&of(&ann), json!({ "role": "OWNER" })).await.expect(403);
    ann.patch(&of(alice), json!({ "role": "VIEWER" })).await.expect(403);
    ann.delete(&of(alice)).await.expect(403);
    ann.patch(&format!("/v1/teams/{team}"), json!({ "owner_id": ann.id })).await.expect(403);
    ann.delete(&format!("/v1/teams/{team}")).await.expect(403);
    // An owner may everything.
    alice.patch(&of(&bob), json!({ "role": "OWNER" })).await.expect(200);
    bob.patch(&of(&ann), json!({ "role": "OWNER" })).await.expect(200);
    bob.delete(&of(&cid)).await.expect(204);
    bob.delete(&of(&cid)).await.expect(404);
    cid.get(&members).await.expect(404);
    let foreign = t.organization("other").await.founder;
    for (input, pointer) in [
        (json!({ "user_id": foreign.id, "role": "VIEWER" }), "/user_id"),
        (json!({ "user_id": t.context.id(), "role": "VIEWER" }), "/user_id"),
        (json!({ "user_id": cid.id, "role": "owner" }), "/role"),
        (json!({ "user_id": cid.id }), "/role"),
    ] {
        assert_eq!(alice.post(&members, input.clone()).await.expect(422).pointers(), [pointer], "{input}");
    }
    assert_eq!(alice.get(&format!("{members}?role=x")).await.expect(422).pointers(), ["?role"]);
    let owners = alice.get(&format!("{members}?role=OWNER&sort=name&q=ann")).await.expect(200).json();
    assert_eq!(texts(&owners, "first_name"), ["ann"]);
    alice.with("if-match", "\"1\"").delete(&of(&ann)).await.expect(412);
}

#[tokio::test]
async fn the_last_owner_stays_however_many_try_at_once() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let bob = acme.user("bob", "viewer").await;
    let team = alice.team("Crew", &[(&bob, "OWNER")]).await;
    let of = |user: &User| format!("/v1/teams/{team}/members/{}", user.id);

    let answers = join_all([
        alice.delete(&of(alice)),
        bob.delete(&of(&bob)),
        alice.delete(&of(alice)),
        bob.delete(&of(&bob)),
    ])
    .await;

    let count = |status: u16| answers.iter().filter(|answer| answer.status() == status).count();
    assert_eq!(count(204), 1, "{:?}", answers.iter().map(|answer| answer.status()).collect::<Vec<_>>());
    let list = alice.get(&format!("/v1/teams/{team}/members")).await.expect(200).json();
    let left = &list["data"][0]["user_id"];
    assert_eq!(alice.get(&format!("/v1/teams/{team}")).await.expect(200).json()["owner_id"], *left);
    let path = format!("/v1/teams/{team}/members/{}", left.as_str().unwrap());
    assert_eq!(alice.delete(&path).await.expect(409).json()["code"], "last_owner");
    let lower = json!({ "role": "ADMIN" });
    assert_eq!(alice.patch(&path, lower).await.expect(409).json()["code"], "last_owner");
    alice.patch(&path, json!({ "role": "OWNER" })).await.expect(200);
}

#[tokio::test]
async fn the_team_role_decides_on_the_teams_projects() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    // What the roles in the organization say: bob could write anywhere, the others only read.
    for (name, organization, team_role, reads, writes, deletes) in [
        ("out", "editor", None, 404, 404, 404),
        ("vic", "editor", Some("VIEWER"), 200, 403, 403),
        ("mel", "user", Some("MEMBER"), 200, 200, 403),
        ("ada", "viewer", Some("ADMIN"), 200, 200, 204),
        ("own", "uploader", Some("OWNER"), 200, 200, 204),
    ] {
        let user = acme.user(name, organization).await;
        let team = alice.team(&format!("Team of {name}"), &[]).await;
        if let Some(role) = team_role {
            let member = json!({ "user_id": user.id, "role": role });
            alice.post(&format!("/v1/teams/{team}/members"), member).await.expect(201);
        }
        let path = put_into(alice, team, &format!("Project of {name}")).await;
        let project = path.rsplit('/').next().unwrap().parse().unwrap();
        let file = announce(alice, project, "a.csv", 1).await.expect(201).json();
        let file = format!("/v1/files/{}", file["file"]["id"].as_str().unwrap());

        user.get(&path).await.expect(reads);
        user.get(&format!("{path}/members")).await.expect(reads);
        user.get(&format!("{path}/files")).await.expect(reads);
        user.get(&format!("{path}/analyses")).await.expect(reads);
        user.get(&file).await.expect(reads);
        let listed = if reads == 200 { vec![format!("Project of {name}")] } else { vec![] };
        assert_eq!(projects(&user).await, listed, "{name}");
        user.patch(&path, json!({ "description": "x" })).await.expect(writes);
        let input = json!({ "file_name": "b.csv", "size_bytes": 1 });
        let uploaded = if writes == 200 { 201 } else { writes };
        user.post(&format!("{path}/files"), input).await.expect(uploaded);
        let taggings = format!("/v1/taggings?resource_type=project&resource_id={project}");
        user.put(&taggings, json!({ "tag_ids": [] })).await.expect(writes);
        user.get(&taggings).await.expect(reads);
        user.delete(&file).await.expect(deletes);
        user.delete(&path).await.expect(deletes);
    }
}

#[tokio::test]
async fn a_teams_project_is_not_its_former_members() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let bob = acme.user("bob", "editor").await;
    let mine = bob.project("Mine").await;
    let path = format!("/v1/projects/{mine}");
    let team = alice.team("Crew", &[]).await;

    alice.patch(&path, json!({ "team_id": team, "manager_id": bob.id })).await.expect(200);

    bob.get(&path).await.expect(404);
    assert!(projects(&bob).await.is_empty());
    assert_eq!(projects(alice).await, ["Mine"]);
    let list = alice.get(&format!("/v1/projects?team_id={team}")).await.expect(200).json();
    assert_eq!((texts(&list, "name"), &list["data"][0]["team_id"]), (vec!["Mine"], &json!(team)));
    alice.patch(&path, json!({ "team_id": null })).await.expect(200);
    bob.get(&path).await.expect(200);
    let none = alice.get(&format!("/v1/projects?team_id={team}")).await.expect(200).json();
    assert_eq!(none["data"], json!([]));
}

#[tokio::test]
async fn projects_are_created_in_teams_that_one_works_in_and_leave_by_who_may_delete_them() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let (mel, vic, ada) = (
        acme.user("mel", "viewer").await,
        acme.user("vic", "viewer").await,
        acme.user("ada", "editor").await,
    );
    let crew = alice.team("Crew", &[(&mel, "MEMBER"), (&vic, "VIEWER"), (&ada, "ADMIN")]).await;
    let ground = alice.team("Ground", &[]).await;
    let into = |name: &str, team: Value| json!({ "name": name, "team_id": team });

    let path = put_into(&mel, crew, "Apollo").await;
    mel.post("/v1/projects", into("Alone", Value::Null)).await.expect(403);
    vic.post("/v1/projects", into("Mine", json!(crew))).await.expect(403);
    let outside = mel.post("/v1/projects", into("Mine", json!(ground))).await.expect(422);
    assert_eq!(outside.pointers(), ["/team_id"], "a team that one does not see is none");
    ada.post("/v1/projects", into("Mine", json!(ground))).await.expect(403);
    for wrong in [json!(t.context.id()), json!(t.organization("other").await.founder.id), json!("x")] {
        let answer = alice.post("/v1/projects", into("Wrong", wrong)).await.expect(422);
        assert_eq!(answer.pointers(), ["/team_id"]);
    }
    mel.patch(&path, json!({ "team_id": null })).await.expect(403);
    mel.patch(&path, json!({ "name": "Apollo 2", "team_id": crew })).await.expect(200);
    ada.patch(&path, json!({ "team_id": ground })).await.expect(403);
    ada.patch(&path, json!({ "team_id": null })).await.expect(200);
    mel.get(&path).await.expect(200); // who created it is its first member
    vic.get(&path).await.expect(404);
}

#[tokio::test]
async fn a_deleted_team_hides_its_projects_and_a_restored_one_brings_them_back() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let (own, mel) = (acme.user("own", "viewer").await, acme.user("mel", "viewer").await);
    let team = alice.team("Crew", &[(&own, "OWNER"), (&mel, "MEMBER")]).await;
    let project = put_into(alice, team, "Apollo").await;
    let path = format!("/v1/teams/{team}");
    mel.post(&format!("{path}/restore"), json!({})).await.expect(404);

    own.delete(&path).await.expect(204);

    for user in [alice, &own, &mel] {
        user.get(&path).await.expect(404);
        user.delete(&path).await.expect(404);
    }
    mel.get(&project).await.expect(404);
    assert!(projects(&mel).await.is_empty());
    alice.get(&project).await.expect(200);
    let wrong = alice.patch(&project, json!({ "name": "Still here" })).await.expect(200);
    assert_eq!(wrong.json()["team_id"], json!(team));
    assert_eq!(
        alice.post("/v1/projects", json!({ "name": "x", "team_id": team })).await.expect(422).pointers(),
        ["/team_id"]
    );
    for (user, seen) in [(alice, 1), (&own, 1), (&mel, 0)] {
        let list = user.get("/v1/teams?deleted=true").await.expect(200).json();
        assert_eq!(list["data"].as_array().unwrap().len(), seen);
    }
    mel.post(&format!("{path}/restore"), json!({})).await.expect(404);
    // Meanwhile the name is free.
    let other = alice.team("crew", &[]).await;
    let taken = own.post(&format!("{path}/restore"), json!({})).await.expect(409);
    assert_eq!(taken.json()["code"], "name_taken");
    alice.delete(&format!("/v1/teams/{other}")).await.expect(204);
    own.post(&format!("{path}/restore"), json!({})).await.expect(200);
    own.post(&format!("{path}/restore"), json!({})).await.expect(404);
    mel.get(&project).await.expect(200);
    assert_eq!(projects(&mel).await, ["Still here"]);
}

#[tokio::test]
async fn retention_removes_deleted_teams_past_their_grace_that_have_no_projects() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let (gone, kept, young, standing) = (
        alice.team("Gone", &[]).await,
        alice.team("Kept", &[]).await,
        alice.team("Young", &[]).await,
        alice.team("Standing", &[]).await,
    );
    alice.granted(("team", gone), ("user", alice.id), "view").await;
    alice.granted(("project", alice.project("Apollo").await), ("team", gone), "view").await;
    put_into(alice, kept, "Gemini").await;
    for team in [gone, kept] {
        alice.delete(&format!("/v1/teams/{team}")).await.expect(204);
    }
    let jobs = Jobs::new(&t).await;
    t.advance(SignedDuration::from_hours(29 * 24));
    let alice = t.sign_in(&alice.email).await;
    alice.delete(&format!("/v1/teams/{young}")).await.expect(204);
    let before = jobs.retain().await;
    t.advance(SignedDuration::from_hours(2 * 24));

    let report = jobs.retain().await;

    assert_eq!(before.organizations.get(&domain::ids::OrganizationId(acme.id)).map_or(0, |its| its.teams), 0);
    assert_eq!(report.organizations[&domain::ids::OrganizationId(acme.id)].teams, 1);
    let admin = t.database.superuser().await;
    let rows = admin.query("select id from accounts.teams order by name", &[]).await.unwrap();
    let left: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(left, [kept, standing, young]);
    let grants = admin.query_one("select count(*) from accounts.resource_permissions", &[]).await.unwrap();
    assert_eq!(grants.get::<_, i64>(0), 0, "what was granted on it and to it went too");
    let purged = "select count(*) from platform.audit_logs where action = 'purged' and resource_id = $1";
    assert_eq!(admin.query_one(purged, &[&gone]).await.unwrap().get::<_, i64>(0), 1);
}

#[tokio::test]
async fn who_leaves_the_organization_leaves_its_teams_and_loses_what_was_granted() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let bob = acme.user("bob", "viewer").await;
    let team = alice.team("Crew", &[(&bob, "MEMBER")]).await;
    alice.patch(&format!("/v1/teams/{team}"), json!({ "owner_id": bob.id })).await.expect(200);
    alice.granted(("project", alice.project("Apollo").await), ("user", bob.id), "edit").await;
    let admin = t.database.superuser().await;

    admin.execute("delete from accounts.memberships where user_id = $1", &[&bob.id]).await.unwrap();

    let now = alice.get(&format!("/v1/teams/{team}")).await.expect(200).json();
    assert_eq!((&now["owner_id"], &now["member_count"]), (&Value::Null, &json!(1)));
    assert_eq!(alice.get("/v1/resource-permissions").await.expect(200).json()["data"], json!([]));
}
