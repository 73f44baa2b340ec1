//! PostgreSQL goes away again and again while people work.

use std::{
    collections::HashSet,
    sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering},
    time::Duration,
};

use serde_json::json;

use crate::harness::TestApp;

const PEOPLE: usize = 6;
const PROJECTS: usize = 25;

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_write_is_lost_and_none_happens_twice() {
    let t = TestApp::start().await;
    let acme = t.organization("acme").await;
    let (done, terminated, refused) = (AtomicBool::new(false), AtomicI64::new(0), AtomicUsize::new(0));

    let killer = async {
        let admin = t.database.superuser().await;
        while !done.load(Ordering::Relaxed) {
            // What a restart does to everybody who is connected.
            let sql = "select count(pg_terminate_backend(pid)) from pg_stat_activity \
                       where datname = current_database() and usename like 'plugzero%'";
            terminated.fetch_add(admin.query_one(sql, &[]).await.unwrap().get(0), Ordering::Relaxed);
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    };
    let work = async {
        let people = (0..PEOPLE).map(|person| {
            let (founder, refused) = (&acme.founder, &refused);
            async move {
                for n in 0..PROJECTS {
                    let name = format!("{person}-{n}");
                    let client = founder.with("idempotency-key", &name);
                    loop {
                        let answer = client.post("/v1/projects", json!({ "name": name })).await;
                        match answer.status() {
                            201 => break,
                            503 => {
                                assert!(!answer.header("retry-after").is_empty());
                                refused.fetch_add(1, Ordering::Relaxed);
                                tokio::time::sleep(Duration::from_millis(20)).await;
                            }
                            // The attempt before is still being rolled back.
                            409 => assert_eq!(answer.json()["code"], "idempotency_key_in_use"),
                            _ => {
                                answer.expect(201);
                            }
                        }
                    }
                }
            }
        });
        futures_util::future::join_all(people).await;
        done.store(true, Ordering::Relaxed);
    };
    futures_util::future::join(killer, work).await;

    assert!(terminated.load(Ordering::Relaxed) > 0, "nothing was terminated");
    let admin = t.database.superuser().await;
    let rows = admin.query("select name from ingestion.projects", &[]).await.unwrap();
    let names: HashSet<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!((rows.len(), names.len()), (PEOPLE * PROJECTS, PEOPLE * PROJECTS));
    println!("{} connections terminated, {} requests refused", terminated.into_inner(), refused.into_inner());
}
