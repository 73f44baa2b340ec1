//! A transaction is inside its organization from the first statement to the last, whatever the connection did before.

use std::time::Duration;

use domain::{
    Error,
    ids::{OrganizationId, ProjectId, UserId},
    ingestion::projects,
};
use futures_util::{FutureExt as _, future::join_all};
use runtime::database::Database;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{TestApp, app::User};

struct Two {
    t: TestApp,
    users: [User; 2],
    projects: [Uuid; 2],
}

async fn two() -> Two {
    let t = TestApp::start().await;
    let users = [t.organization("one").await.founder, t.organization("two").await.founder];
    let projects = [users[0].project("Apollo").await, users[1].project("Apollo").await];
    Two { t, users, projects }
}

fn one_connection(t: &TestApp) -> Database {
    t.database.pool("plugzero_app", 1, &t.context)
}

#[tokio::test]
async fn cold_statements_run_inside_the_tenant() {
    let Two { t, users, projects } = two().await;
    for round in 0..20 {
        // On a new connection every statement is yet to be prepared: the check that the session stands runs inside
        // the organization, or it would find nothing.
        let (user, own, other) = (&users[round % 2], projects[round % 2], projects[(round + 1) % 2]);
        let database = one_connection(&t);
        let tx = database.tenant(&user.caller()).await.unwrap();
        let found = projects::find(&tx, ProjectId(own)).await.unwrap();
        assert_eq!(found.unwrap().id.0, own);
        assert!(projects::find(&tx, ProjectId(other)).await.unwrap().is_none());
        tx.commit().await.unwrap();

        let database = one_connection(&t);
        let tx = database.job(OrganizationId(user.organization), "test").await.unwrap();
        assert!(projects::find(&tx, ProjectId(own)).await.unwrap().is_some());
        assert!(projects::find(&tx, ProjectId(other)).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn one_connection_serves_two_organizations_without_mixing_them() {
    let Two { t, users, projects } = two().await;
    let database = one_connection(&t);
    let callers = [users[0].caller(), users[1].caller()];
    join_all((0..400).map(|n| {
        let (database, callers) = (&database, &callers);
        async move {
            let (mine, theirs) = (n % 2, (n + 1) % 2);
            let tx = database.tenant(&callers[mine]).await.unwrap();
            assert!(projects::find(&tx, ProjectId(projects[mine])).await.unwrap().is_some());
            assert!(projects::find(&tx, ProjectId(projects[theirs])).await.unwrap().is_none());
            // Ends in every way in which a transaction can.
            match n % 3 {
                0 => drop(tx.commit().await.unwrap()),
                1 => drop(tx.roll_back()),
                _ => drop(tx),
            }
        }
    }))
    .await;
}

#[tokio::test]
async fn a_beginning_that_is_given_up_leaves_nothing_behind() {
    let Two { t, users, projects } = two().await;
    let database = one_connection(&t);
    let callers = [users[0].caller(), users[1].caller()];
    drop(database.tenant(&callers[0]).await.unwrap());
    for n in 0..60 {
        // Given up at the first pending point, or a little later.
        if n % 2 == 0 {
            let _ = database.tenant(&callers[0]).now_or_never();
        } else {
            let given_up = tokio::time::timeout(Duration::from_micros(n * 20), database.tenant(&callers[0]));
            let _ = given_up.await;
        }
        let tx = database.tenant(&callers[1]).await.unwrap();
        assert!(projects::find(&tx, ProjectId(projects[1])).await.unwrap().is_some());
        assert!(projects::find(&tx, ProjectId(projects[0])).await.unwrap().is_none());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_session_opens_its_own_organization_only() {
    let Two { t, users, .. } = two().await;
    let database = one_connection(&t);
    let mut mixed = users[0].caller();
    mixed.organization = OrganizationId(users[1].organization);
    assert!(matches!(database.tenant(&mixed).await, Err(Error::Unauthenticated("session_ended"))));
    let mut mixed = users[0].caller();
    mixed.user = UserId(users[1].id);
    assert!(matches!(database.tenant(&mixed).await, Err(Error::Unauthenticated("session_ended"))));
}

#[tokio::test]
async fn what_is_rolled_back_was_never_there() {
    let Two { t, users, projects: ids } = two().await;
    let database = one_connection(&t);
    let tx = database.tenant(&users[0].caller()).await.unwrap();
    let project = projects::lock(&tx, ProjectId(ids[0])).await.unwrap();
    projects::delete(&tx, &project, None).await.unwrap();
    drop(tx);
    users[0].get(&format!("/v1/projects/{}", ids[0])).await.expect(200);
}

#[tokio::test]
async fn one_organizations_answers_do_not_depend_on_another() {
    let alone = transcript(false).await;
    let beside = transcript(true).await;
    assert_eq!(alone, beside);
}

/// What a person reads of their organization, with or without another that does the same things.
async fn transcript(beside: bool) -> Vec<Value> {
    let t = TestApp::start().await;
    let one = t.organization("one").await.founder;
    let two = t.organization("two").await.founder;
    let mut transcript = Vec::new();
    for (n, name) in ["Apollo", "Gemini", "Mercury"].into_iter().enumerate() {
        for user in [&two, &one] {
            if user.id == two.id && !beside {
                continue;
            }
            let client = user.with("idempotency-key", "k");
            let created = client.post("/v1/projects", json!({ "name": name, "status": "active" })).await;
            let again = user.post("/v1/projects", json!({ "name": name })).await;
            let list = user.get("/v1/projects?sort=name&q=e").await;
            if user.id == one.id {
                for answer in [created, again, list] {
                    let mut body = answer.json();
                    blank(&mut body);
                    transcript.push(json!([n, answer.status(), answer.header("etag"), body]));
                }
            }
        }
    }
    transcript
}

/// Ids and times differ from run to run.
fn blank(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if ["id", "request_id", "created_at", "updated_at", "created_by"].contains(&name.as_str()) {
                    *field = Value::Null;
                } else {
                    blank(field);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(blank),
        _ => {}
    }
}
