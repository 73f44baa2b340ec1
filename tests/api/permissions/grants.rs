//! Grants on single things.

use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::acme;
use crate::harness::{
    app::{Organization, User},
    files::announce,
};

fn grant(thing: (&str, Uuid), to: (&str, Uuid), level: &str) -> Value {
    json!({
        "resource_type": thing.0, "resource_id": thing.1, "principal_type": to.0, "principal_id": to.1,
        "permission_type": level,
    })
}

const GRANTS: &str = "/v1/resource-permissions";

/// Two projects of a team and one of none; the first has a file.
struct Things {
    team: Uuid,
    apollo: Uuid,
    gemini: Uuid,
    alone: Uuid,
    file: Uuid,
}

async fn things(acme: &Organization) -> Things {
    let alice = &acme.founder;
    let team = alice.team("Crew", &[]).await;
    let of = async |name: &str| alice.created("/v1/projects", json!({ "name": name, "team_id": team })).await;
    let (apollo, gemini, alone) = (of("Apollo").await, of("Gemini").await, alice.project("Alone").await);
    let file = announce(alice, apollo, "a.csv", 1).await.expect(201).json();
    Things { team, apollo, gemini, alone, file: file["file"]["id"].as_str().unwrap().parse().unwrap() }
}

/// What somebody gets for a read, a change and a deletion.
async fn may(user: &User, path: &str) -> [u16; 3] {
    let change =
        if path.contains("/files/") { user.get(path).await } else { user.patch(path, json!({})).await };
    let delete = user.delete(&format!("{path}?dry_run=true")).await;
    [user.get(path).await.status(), change.status(), delete.status()]
}

#[tokio::test]
async fn a_grant_reaches_what_hangs_on_the_thing_and_no_further() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let Things { team, apollo, gemini, alone, file } = things(&acme).await;
    let paths = [
        format!("/v1/projects/{apollo}"),
        format!("/v1/projects/{gemini}"),
        format!("/v1/projects/{alone}"),
        format!("/v1/files/{file}"),
    ];
    const NO: [u16; 3] = [404, 404, 404];
    let levels = [("view", [200, 403, 403]), ("edit", [200, 200, 403]), ("manage", [200, 200, 200])];
    for (on, reached) in [
        (("organization", acme.id), [true, true, true, true]),
        (("team", team), [true, true, false, true]),
        (("project", apollo), [true, false, false, true]),
        (("file", file), [false, false, false, true]),
    ] {
        for (level, expected) in levels {
            let user = acme.user(&format!("{}-{level}", on.0), "user").await;
            alice.granted(on, ("user", user.id), level).await;
            let mut listed = 0;
            for (path, reached) in paths.iter().zip(reached) {
                let mut expected = if reached { expected } else { NO };
                if path.contains("/files/") {
                    expected[1] = expected[0];
                }
                assert_eq!(may(&user, path).await, expected, "{level} on {}: {path}", on.0);
                listed += usize::from(reached && !path.contains("/files/"));
            }
            let list = user.get("/v1/projects").await.expect(200).json();
            assert_eq!(list["data"].as_array().unwrap().len(), listed, "{level} on {}", on.0);
        }
    }
}

#[tokio::test]
async fn a_grant_to_a_role_or_a_team_is_everybodys_in_it() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let (bob, cid) = (acme.user("bob", "analyst").await, acme.user("cid", "viewer").await);
    let project = alice.project("Apollo").await;
    let path = format!("/v1/projects/{project}");
    let roles = alice.get("/v1/roles?q=analyst").await.expect(200).json();
    let analyst: Uuid = roles["data"][0]["id"].as_str().unwrap().parse().unwrap();
    let team = alice.team("Crew", &[(&cid, "VIEWER")]).await;
    bob.get(&path).await.expect(404);

    let to_role = alice.granted(("project", project), ("role", analyst), "edit").await;
    let to_team = alice.granted(("project", project), ("team", team), "manage").await;

    bob.patch(&path, json!({ "description": "x" })).await.expect(200);
    bob.delete(&path).await.expect(403);
    cid.patch(&path, json!({ "description": "y" })).await.expect(200);
    alice.delete(&format!("{GRANTS}/{to_role}")).await.expect(204);
    alice.delete(&format!("/v1/teams/{team}")).await.expect(204);
    bob.get(&path).await.expect(404);
    cid.get(&path).await.expect(404);
    alice.post(&format!("/v1/teams/{team}/restore"), json!({})).await.expect(200);
    cid.get(&path).await.expect(200);
    alice.get(&format!("{GRANTS}/{to_team}")).await.expect(200);
}

#[tokio::test]
async fn a_grant_ends_at_its_moment_and_another_may_take_its_place() {
    let (t, acme) = acme().await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let project = alice.project("Apollo").await;
    let path = format!("/v1/projects/{project}");
    let mut input = grant(("project", project), ("user", bob.id), "view");
    input["expires_at"] = json!(t.now() + SignedDuration::from_mins(5));

    let created = alice.post(GRANTS, input.clone()).await.expect(201);

    assert_eq!(created.json()["is_expired"], false);
    bob.get(&path).await.expect(200);
    assert_eq!(alice.post(GRANTS, input.clone()).await.expect(409).json()["code"], "already_granted");
    t.advance(SignedDuration::from_mins(5));
    bob.get(&path).await.expect(404);
    assert_eq!(bob.get("/v1/projects").await.expect(200).json()["data"], json!([]));
    assert_eq!(alice.get(created.header("location")).await.expect(200).json()["is_expired"], true);
    input["expires_at"] = json!(t.now() + SignedDuration::from_mins(1));
    let next = alice.post(GRANTS, input).await.expect(201);
    alice.get(created.header("location")).await.expect(404);
    bob.get(&path).await.expect(200);
    let forever = json!({ "expires_at": null, "permission_type": "edit" });
    let changed = alice.patch(next.header("location"), forever).await.expect(200);
    assert_eq!((changed.header("etag"), &changed.json()["expires_at"]), ("\"2\"", &Value::Null));
    t.advance(SignedDuration::from_mins(2));
    bob.patch(&path, json!({ "description": "x" })).await.expect(200);
    alice.with("if-match", "\"1\"").delete(next.header("location")).await.expect(412);
}

#[tokio::test]
async fn granting_takes_the_right_to_a_fresh_factor_and_what_is_granted() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let Things { team, apollo, alone, .. } = things(&acme).await;
    let (ada, mel, bob) = (
        acme.user("ada", "viewer").await,
        acme.user("mel", "editor").await,
        acme.user("bob", "viewer").await,
    );
    for (user, role) in [(&ada, "ADMIN"), (&mel, "MEMBER")] {
        let member = json!({ "user_id": user.id, "role": role });
        alice.post(&format!("/v1/teams/{team}/members"), member).await.expect(201);
    }
    let to_bob = |thing, level| grant(thing, ("user", bob.id), level);

    // The administrator of the team may on its projects, a member of it may not, and both not elsewhere.
    let granted = ada.post(GRANTS, to_bob(("project", apollo), "manage")).await.expect(201);
    mel.post(GRANTS, to_bob(("project", apollo), "view")).await.expect(403);
    let hidden = ada.post(GRANTS, to_bob(("project", alone), "view")).await.expect(422);
    assert_eq!(hidden.pointers(), ["/resource_id"], "what is hidden is absent");
    ada.post(GRANTS, to_bob(("organization", acme.id), "view")).await.expect(403);
    // Who may grant, but not manage, grants no managing; nor does anybody raise themself.
    let clerk = json!({ "name": "Clerk", "permissions": [
        "projects.read", "projects.read_all", "files.read", "analyses.read", "comments.read", "comments.write",
        "media.read", "teams.read", "permissions.read", "permissions.write"] });
    let clerk = alice.created("/v1/roles", clerk).await;
    acme.assign(&mel, clerk).await;
    let carl = acme.user("carl", "user").await;
    acme.assign(&carl, clerk).await;
    let low = carl.post(GRANTS, to_bob(("project", alone), "view")).await.expect(201);
    for to in [bob.id, carl.id] {
        carl.post(GRANTS, grant(("project", alone), ("user", to), "edit")).await.expect(403);
        carl.post(GRANTS, grant(("team", team), ("user", to), "manage")).await.expect(403);
    }
    let raise = carl.patch(low.header("location"), json!({ "permission_type": "manage" })).await.expect(403);
    assert_eq!(raise.json()["code"], "forbidden");
    // Without a fresh factor nothing is granted, but revoked.
    t.advance(SignedDuration::from_mins(11));
    let stale = alice.post(GRANTS, to_bob(("project", alone), "edit")).await.expect(403);
    assert_eq!(stale.json()["code"], "step_up_required");
    let stale =
        alice.patch(granted.header("location"), json!({ "permission_type": "view" })).await.expect(403);
    assert_eq!(stale.json()["code"], "step_up_required");
    alice.delete(granted.header("location")).await.expect(204);
}

#[tokio::test]
async fn every_wrong_field_of_a_grant_is_named() {
    let (t, acme) = acme().await;
    let alice = &acme.founder;
    let other = t.organization("other").await;
    let project = alice.project("Apollo").await;
    let hers = other.founder.project("Apollo").await;
    let their_team = other.founder.team("Crew", &[]).await;
    let good = grant(("project", project), ("user", alice.id), "view");
    for (field, value) in [
        ("resource_type", json!("planet")),
        ("resource_type", json!(1)),
        ("resource_id", json!(hers)),
        ("resource_id", json!(t.context.id())),
        ("resource_id", json!("x")),
        ("principal_type", json!("robot")),
        ("principal_id", json!(other.founder.id)),
        ("principal_id", json!(t.context.id())),
        ("permission_type", json!("Manage")),
        ("expires_at", json!(t.now())),
        ("expires_at", json!("tomorrow")),
        ("granted_by", json!(alice.id)),
    ] {
        let mut input = good.clone();
        input[field] = value;
        let answer = alice.post(GRANTS, input.clone()).await.expect(422);
        assert_eq!(answer.pointers(), [format!("/{field}")], "{input}");
    }
    for (kind, id) in [("team", their_team), ("role", alice.id), ("role", their_team), ("team", alice.id)] {
        let answer = alice.post(GRANTS, grant(("project", project), (kind, id), "view")).await.expect(422);
        assert_eq!(answer.pointers(), ["/principal_id"], "{kind}");
    }
    for (query, pointer) in [
        ("resource_type=project", "?resource_id"),
        ("resource_id=00000000-0000-0000-0000-000000000000", "?resource_type"),
        ("resource_type=x&resource_id=00000000-0000-0000-0000-000000000000", "?resource_type"),
        ("principal_type=x", "?principal_type"),
        ("sort=name", "?sort"),
    ] {
        assert_eq!(
            alice.get(&format!("{GRANTS}?{query}")).await.expect(422).pointers(),
            [pointer],
            "{query}"
        );
    }
}

#[tokio::test]
async fn grants_are_listed_for_those_who_may_read_who_may_what() {
    let (_, acme) = acme().await;
    let alice = &acme.founder;
    let Things { team, apollo, alone, file, .. } = things(&acme).await;
    let (ada, bob) = (acme.user("ada", "viewer").await, acme.user("bob", "viewer").await);
    let member = json!({ "user_id": ada.id, "role": "ADMIN" });
    alice.post(&format!("/v1/teams/{team}/members"), member).await.expect(201);
    let on_apollo = alice.granted(("project", apollo), ("user", bob.id), "view").await;
    alice.granted(("project", alone), ("team", team), "view").await;
    let on_file = alice.granted(("file", file), ("user", bob.id), "edit").await;

    let ids = |list: Value| -> Vec<Value> {
        list["data"].as_array().unwrap().iter().map(|grant| grant["id"].clone()).collect()
    };
    assert_eq!(ids(alice.get(GRANTS).await.expect(200).json()).len(), 3);
    let of_bob =
        alice.get(&format!("{GRANTS}?principal_id={}&sort=created_at", bob.id)).await.expect(200).json();
    assert_eq!(ids(of_bob), [json!(on_apollo), json!(on_file)]);
    assert_eq!(ids(alice.get(&format!("{GRANTS}?principal_type=team")).await.expect(200).json()).len(), 1);
    let on = |kind: &str, id: Uuid| format!("{GRANTS}?resource_type={kind}&resource_id={id}");
    assert_eq!(ids(ada.get(&on("project", apollo)).await.expect(200).json()), [json!(on_apollo)]);
    assert_eq!(ids(ada.get(&on("file", file)).await.expect(200).json()), [json!(on_file)]);
    ada.get(GRANTS).await.expect(403);
    ada.get(&on("project", alone)).await.expect(403);
    bob.get(&on("project", apollo)).await.expect(403);
    bob.get(&format!("{GRANTS}/{on_apollo}")).await.expect(403);
    ada.get(&format!("{GRANTS}/{on_file}")).await.expect(200);
    // A file that goes takes with it what was granted on it.
    alice.delete(&format!("/v1/files/{file}")).await.expect(204);
    alice.get(&format!("{GRANTS}/{on_file}")).await.expect(404);
    assert_eq!(ids(alice.get(GRANTS).await.expect(200).json()).len(), 2);
}

#[tokio::test]
async fn a_repeated_grant_is_one_and_a_dry_run_none() {
    let (t, acme) = acme().await;
    let (alice, bob) = (&acme.founder, acme.user("bob", "viewer").await);
    let project = alice.project("Apollo").await;
    let input = grant(("project", project), ("user", bob.id), "view");
    let told = alice.post(&format!("{GRANTS}?dry_run=true"), input.clone()).await.expect(200).json();
    assert_eq!(told["status"], 201);
    bob.get(&format!("/v1/projects/{project}")).await.expect(404);
    let keyed = alice.with("idempotency-key", "k");
    let first = keyed.post(GRANTS, input.clone()).await.expect(201).json();
    assert_eq!(keyed.post(GRANTS, input).await.expect(201).json(), first);
    let admin = t.database.superuser().await;
    let count = "select count(*) from platform.audit_logs where action = 'granted'";
    assert_eq!(admin.query_one(count, &[]).await.unwrap().get::<_, i64>(0), 1);
}
