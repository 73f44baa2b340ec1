//! What it costs to know what somebody may read: the plans that PostgreSQL makes, over many projects.

use domain::ingestion::projects::REACHED;
use serde_json::Value;
use tokio_postgres::Client;
use uuid::Uuid;

use super::acme;

/// Twenty thousand projects of half a thousand people, of which one reaches a few by each path; five thousand grants.
const FILL: &str = "
set session_replication_role = replica;
insert into accounts.teams (id, organization_id, name, created_at, updated_at, created_by)
  select uuidv7(), $org, 't' || n, now(), now(), $me from generate_series(1, 200) n;
insert into ingestion.projects (id, organization_id, name, team_id, created_at, updated_at, created_by)
  select uuidv7(), $org, 'p' || n, case when n % 2 = 0 then t.id end, now() - n * interval '1 second', now(), $me
  from generate_series(1, 20000) n
  left join (select id, row_number() over () as k from accounts.teams where organization_id = $org) t
    on t.k = n % 200 + 1;
insert into ingestion.project_members (organization_id, project_id, user_id, created_at)
  select $org, id, case when n < 20 then $me else ('00000000-0000-0000-0000-' || lpad((n % 500)::text, 12, '0'))::uuid end, now()
  from (select id, row_number() over (order by id) n from ingestion.projects
        where organization_id = $org and team_id is null) p where n < 10000;
update ingestion.projects set manager_id = $me where id in (
  select id from ingestion.projects where organization_id = $org and team_id is null order by id desc limit 5);
insert into accounts.team_memberships (organization_id, team_id, user_id, role, created_at, updated_at)
  select $org, id, ('00000000-0000-0000-0000-' || lpad(((row_number() over () * 7 + n * 13) % 500)::text, 12, '0'))::uuid,
    'MEMBER', now(), now()
  from accounts.teams, generate_series(1, 8) n where organization_id = $org on conflict do nothing;
insert into accounts.team_memberships (organization_id, team_id, user_id, role, created_at, updated_at)
  select $org, id, $me, 'VIEWER', now(), now() from accounts.teams
  where organization_id = $org and name in ('t1', 't101');
insert into accounts.resource_permissions (id, organization_id, resource_type, resource_id, principal_type,
  principal_id, user_id, permission_type, granted_by, created_at, updated_at)
  select uuidv7(), $org, 'project', id, 'user', u, u, 'view', $me, now(), now()
  from (select id, case when n < 5 then $me
          else ('00000000-0000-0000-0000-' || lpad((n % 500)::text, 12, '0'))::uuid end as u
        from (select id, row_number() over (order by id desc) n from ingestion.projects
              where organization_id = $org and team_id is not null) p where n < 5000) p;
set session_replication_role = origin;
analyze";

/// The tables that a plan reads from one end to the other, and the plan.
async fn scanned(app: &Client, organization: Uuid, sql: &str) -> (Vec<String>, String) {
    app.batch_execute(&format!("begin; select set_config('app.organization_id', '{organization}', true)"))
        .await
        .unwrap();
    let plan: Value = app.query_one(&format!("explain (format json) {sql}"), &[]).await.unwrap().get(0);
    app.batch_execute("rollback").await.unwrap();
    let mut found = Vec::new();
    walk(&plan[0]["Plan"], &mut found);
    (found, serde_json::to_string_pretty(&plan).unwrap())
}

fn walk(node: &Value, found: &mut Vec<String>) {
    if node["Node Type"] == "Seq Scan" {
        found.push(node["Relation Name"].as_str().unwrap().to_owned());
    }
    for child in node["Plans"].as_array().into_iter().flatten() {
        walk(child, found);
    }
}

#[tokio::test]
async fn lists_and_reads_of_projects_use_indexes() {
    let (t, acme) = acme().await;
    let me = acme.user("me", "viewer").await;
    let admin = t.database.superuser().await;
    let quoted = |id: Uuid| format!("'{id}'::uuid");
    let fill = FILL.replace("$org", &quoted(acme.id)).replace("$me", &quoted(me.id));
    admin.batch_execute(&fill).await.unwrap();
    let app = t.database.connect_as("plugzero_app").await;
    let reached = REACHED
        .replace("$1", &quoted(acme.id))
        .replace("$PERSON", &quoted(me.id))
        .replace("$MOMENT", "now()")
        .replace("$ROLES_READ", "true")
        .replace("$COLUMNS", "p.id, p.created_at");
    let list = format!(
        "select p.id from {reached} where p.deleted_at is null order by p.created_at desc, p.id desc limit 51"
    );
    let some: Uuid = admin.query_one("select id from ingestion.projects limit 1", &[]).await.unwrap().get(0);
    let read = format!(
        "select a.level from ingestion.projects p cross join lateral \
         ingestion.project_access({}, {}, now(), p.id) a where p.id = {} and a.level is not null",
        quoted(acme.id),
        quoted(me.id),
        quoted(some)
    );

    for sql in [&list, &read] {
        let (scans, plan) = scanned(&app, acme.id, sql).await;
        for table in ["projects", "resource_permissions", "project_members"] {
            assert!(!scans.contains(&table.to_owned()), "{table} is read whole: {plan}");
        }
    }
    // What the API lists is what the paths say: 19 as a member, 5 as manager, two teams of 100, 4 by grants.
    let mut count = 0;
    let mut next = "/v1/projects?limit=200".to_owned();
    loop {
        let list = me.get(&next).await.expect(200).json();
        count += list["data"].as_array().unwrap().len();
        let Some(cursor) = list["next_cursor"].as_str() else { break };
        next = format!("/v1/projects?limit=200&cursor={cursor}");
    }
    let by_hand: i64 = admin
        .query_one(
            "select count(*) from ingestion.projects p where p.manager_id = $1 \
             or (p.team_id is null and exists (select from ingestion.project_members m where m.project_id = p.id and m.user_id = $1)) \
             or exists (select from accounts.team_memberships m where m.team_id = p.team_id and m.user_id = $1) \
             or exists (select from accounts.resource_permissions g where g.resource_id = p.id and g.user_id = $1)",
            &[&me.id],
        )
        .await
        .unwrap()
        .get(0);
    assert_eq!(i64::try_from(count), Ok(by_hand));
    assert!(by_hand > 100, "{by_hand}");
}
