//! The daily comparison of counters and tables.

use futures_util::{StreamExt as _, future::join, stream};
use serde_json::{Value, json};

use crate::harness::{
    TestApp,
    files::announce,
    jobs::Jobs,
    usage::{told, truth},
};

#[tokio::test]
async fn a_counter_that_is_wrong_is_set_right_once_and_it_is_told() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    announce(&alice, project, "a.csv", 1000).await.expect(201);
    let jobs = Jobs::new(&t).await;
    assert!(jobs.retain().await.organizations.is_empty());
    let admin = t.database.superuser().await;
    admin
        .execute("update accounts.usage_counters set taken = 40 where quota = 'projects'", &[])
        .await
        .unwrap();
    admin.execute("update accounts.usage_blocks set used = used - 600", &[]).await.unwrap();
    assert_eq!(told(&alice).await, [1, 40, 400]);

    let report = jobs.retain().await;

    assert_eq!(report.organizations.values().next().unwrap().usage_repaired, 2);
    assert_eq!(told(&alice).await, [1, 1, 1000]);
    let entries = "select old_values, new_values, user_agent from platform.audit_logs \
                   where action = 'usage_repaired' order by old_values::text";
    let entries = admin.query(entries, &[]).await.unwrap();
    let told: Vec<(Value, Value, String)> =
        entries.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    assert_eq!(
        told,
        [
            (json!({ "projects": 40 }), json!({ "projects": 1 }), "retention".to_owned()),
            (json!({ "stored_bytes": 400 }), json!({ "stored_bytes": 1000 }), "retention".to_owned()),
        ]
    );
    assert!(jobs.retain().await.organizations.is_empty());
    announce(&alice, project, "b.csv", 1).await.expect(201);
    assert_eq!(self::told(&alice).await, truth(&t, alice.organization).await);
}

#[tokio::test]
async fn an_organization_without_a_subscription_gets_its_trial() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    alice.project("Apollo").await;
    let admin = t.database.superuser().await;
    admin
        .batch_execute("delete from accounts.subscriptions; delete from accounts.usage_counters")
        .await
        .unwrap();
    let jobs = Jobs::new(&t).await;
    assert_eq!(jobs.retain().await.failures, 0);
    let path = format!("/v1/organizations/{}/subscription", alice.organization);
    assert_eq!(alice.get(&path).await.expect(200).json()["status"], "trialing");
    assert_eq!(told(&alice).await, [1, 1, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn comparing_beside_work_finds_nothing_wrong() {
    let t = TestApp::start().await;
    let alice = t.organization("acme").await.founder;
    let project = alice.project("Apollo").await;
    let jobs = Jobs::new(&t).await;
    let work = stream::iter(0..60).for_each_concurrent(4, |n| {
        let alice = &alice;
        async move {
            let made =
                alice.post("/v1/projects", json!({ "name": format!("Project {n}") })).await.expect(201);
            announce(alice, project, "a.csv", 1000 + n).await.expect(201);
            if n % 3 == 0 {
                let path = format!("/v1/projects/{}", made.json()["id"].as_str().unwrap());
                alice.delete(&path).await.expect(204);
            }
        }
    });
    let compare = async {
        let mut repaired = 0;
        for _ in 0..10 {
            let report = jobs.retain().await;
            assert_eq!(report.failures, 0, "{report:?}");
            repaired += report.organizations.values().map(|counts| counts.usage_repaired).sum::<u64>();
        }
        repaired
    };
    let ((), repaired) = join(work, compare).await;
    assert_eq!(repaired, 0);
    assert_eq!(told(&alice).await, truth(&t, alice.organization).await);
}
