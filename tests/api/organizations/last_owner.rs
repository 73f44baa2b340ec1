//! An organization keeps an owner, whatever happens at once.

use futures_util::future::join_all;
use serde_json::json;

use super::{path, switched};
use crate::harness::{
    TestApp,
    app::{Organization, User},
};

async fn owners(t: &TestApp, acme: &Organization) -> i64 {
    let sql = "select count(*) from accounts.memberships m join accounts.users u on u.id = m.user_id \
               join accounts.membership_roles mr on mr.membership_id = m.id \
               join accounts.roles r on r.id = mr.role_id and r.name = 'owner' \
               where m.organization_id = $1 and m.is_active and u.is_active and u.deleted_at is null";
    t.database.superuser().await.query_one(sql, &[&acme.id]).await.unwrap().get(0)
}

fn member(owner: &User, user: &User) -> String {
    path(owner, &format!("/members/{}", user.id))
}

#[tokio::test]
async fn the_last_owner_neither_goes_nor_steps_down() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let owner = &acme.founder;
    acme.user("admin", "admin").await;
    let its = member(owner, owner);
    for answer in [
        owner.delete(&its).await,
        owner.delete(&path(owner, "/members/me")).await,
        owner.patch(&its, json!({ "is_active": false })).await,
        owner.put(&format!("{its}/roles"), json!({ "roles": ["admin"] })).await,
    ] {
        assert_eq!(answer.expect(409).json()["code"], "last_owner");
    }
    let heir = acme.user("heir", "owner").await;
    owner.put(&format!("{its}/roles"), json!({ "roles": ["viewer"] })).await.expect(200);
    assert_eq!(heir.delete(&path(&heir, "/members/me")).await.expect(409).json()["code"], "last_owner");
}

#[tokio::test]
async fn an_owner_who_cannot_act_is_no_heir() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (owner, heir) = (&acme.founder, acme.user("heir", "owner").await);
    owner.patch(&member(owner, &heir), json!({ "is_active": false })).await.expect(200);
    owner.delete(&path(owner, "/members/me")).await.expect(409);
    owner.patch(&member(owner, &heir), json!({ "is_active": true })).await.expect(200);
    t.sign_in(&heir.email).await.post("/v1/me/deactivate", json!({})).await.expect(204);
    owner.delete(&path(owner, "/members/me")).await.expect(409);
}

#[tokio::test]
async fn two_owners_who_remove_each_other_at_once_leave_one() {
    let t = TestApp::start().await;
    for round in 0..6 {
        let acme = t.organization(&format!("acme{round}")).await;
        let (one, two) = (acme.founder.clone(), acme.user("two", "owner").await);
        let ways = async |who: &User, whom: &User| match round % 3 {
            0 => who.delete(&member(who, whom)).await,
            1 => who.patch(&member(who, whom), json!({ "is_active": false })).await,
            _ => who.put(&format!("{}/roles", member(who, whom)), json!({ "roles": ["viewer"] })).await,
        };
        let (first, second) = tokio::join!(ways(&one, &two), ways(&two, &one));
        let statuses = [first.status(), second.status()];
        assert!(statuses.iter().any(|status| *status < 300), "{statuses:?}");
        assert!(statuses.iter().any(|status| *status >= 400), "{statuses:?}");
        assert_eq!(owners(&t, &acme).await, 1, "round {round}: {statuses:?}");
    }
}

#[tokio::test]
async fn of_many_owners_who_leave_at_once_one_stays() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let mut all = vec![acme.founder.clone()];
    for n in 0..4 {
        all.push(acme.user(&format!("owner{n}"), "owner").await);
    }
    // Somebody else is there, so that nobody takes the organization along.
    acme.user("viewer", "viewer").await;
    let answers = join_all(all.iter().enumerate().map(|(n, owner)| async move {
        match n % 3 {
            0 => owner.delete(&path(owner, "/members/me")).await,
            1 => owner.delete("/v1/me").await,
            _ => owner.post("/v1/me/deactivate", json!({})).await,
        }
    }))
    .await;
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status()).collect();
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 1, "{statuses:?}");
    assert_eq!(owners(&t, &acme).await, 1);
}

#[tokio::test]
async fn being_an_owner_elsewhere_does_not_count() {
    let t = TestApp::start().await;
    let (acme, other) = (t.organization("acme").await, t.organization("other").await);
    other.admit(&acme.founder, "viewer").await;
    let there = switched(&acme.founder, other.id).await;
    there.delete(&path(&there, "/members/me")).await.expect(204);
    acme.founder.delete(&path(&acme.founder, "/members/me")).await.expect(409);
}
