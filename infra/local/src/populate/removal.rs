//! Takes sample rows out again, found by the version of their ids. What real rows refer to stays, so that nothing real
//! changes. The catalog says which tables there are and what refers to what: a new table needs no line here.

use anyhow::{Context as _, Result};
use tokio_postgres::Transaction;
use uuid::Uuid;

/// Tables with an id and their organization (people have none: they are reached through their id alone).
const TABLES: &str = "
select n.nspname || '.' || c.relname as name,
  exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'organization_id' and not o.attisdropped) as has_organization
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
where c.relkind = 'r' and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'public')
  and (c.relname = 'users' or exists (select from pg_attribute o where o.attrelid = c.oid
    and o.attname = 'organization_id' and not o.attisdropped))
order by 1";

/// How each foreign key refers to the table `$1`, whether it holds what it refers to, and the uuid columns that say
/// whether the referring row is real: its id, or without one every column but those of the key, the organization and
/// the role.
const REFERENCES: &str = "
select n.nspname || '.' || c.relname as name,
  k.confdeltype in ('a', 'r') as holds,
  (select string_agg(format('r.%I = t.%I', a.attname, b.attname), ' and ')
   from unnest(k.conkey, k.confkey) pair (own, its)
   join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
   join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.its) as joined,
  coalesce(
    (select array['id'] from pg_attribute a where a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype),
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.atttypid = 'uuid'::regtype and a.attnum <> all(k.conkey)
      and a.attname not in ('organization_id', 'role_id'))) as telling
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
where k.contype = 'f' and k.confrelid = $1::text::regclass and not c.relispartition";

/// Tables whose rows point at things of any kind, by `resource_id`. History stays, whatever it tells of.
const POINTERS: &str = "
select n.nspname || '.' || c.relname as name, array['id'] as telling
from pg_class c join pg_namespace n on n.oid = c.relnamespace
join pg_attribute r on r.attrelid = c.oid and r.attname = 'resource_id' and r.atttypid = 'uuid'::regtype
join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
where c.relkind = 'r' and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')";

/// What the platform notes of its own accord about sample people and things: it goes with them.
const TRACES: &[&str] = &[
    "accounts.refresh_tokens",
    "accounts.sessions",
    "platform.idempotency_keys",
    "platform.notification_deliveries",
    "platform.notification_keys",
    "platform.notification_preferences",
    "platform.notifications",
];

struct Removable {
    name: String,
    sql: String,
    traces: Vec<String>,
}

/// Removes the organization's sample rows and says how many. Objects of files follow through the outbox.
pub async fn remove(transaction: &Transaction<'_>, organization: Uuid) -> Result<u64> {
    let removables = removables(transaction).await?;
    for removable in &removables {
        for trace in &removable.traces {
            transaction.execute(trace, &[]).await.with_context(|| trace.clone())?;
        }
    }
    let mut removed = 0;
    // Rows that hold each other go one after the other: until none is left that can go.
    loop {
        let mut passed = 0;
        for Removable { name, sql, .. } in &removables {
            let (files, rows) = if name == "ingestion.files" {
                let rows = transaction.query(sql, &[&organization]).await;
                let ids: Vec<Uuid> =
                    rows.with_context(|| sql.clone())?.iter().map(|row| row.get(0)).collect();
                let count = ids.len() as u64;
                (ids, count)
            } else {
                (Vec::new(), transaction.execute(sql, &[&organization]).await.with_context(|| sql.clone())?)
            };
            for file in files {
                transaction
                    .execute(
                        "insert into platform.outbox (id, organization_id, kind, payload, available_at, created_at) \
                         values (uuidv7(), $1, 'objects.delete', jsonb_build_object('prefix', $2::text), now(), now())",
                        &[&organization, &format!("org/{organization}/files/{file}/")],
                    )
                    .await?;
            }
            if rows > 0 {
                println!("  {name:<32} {rows:>9} rows removed");
            }
            passed += rows;
        }
        if passed == 0 {
            return Ok(removed);
        }
        removed += passed;
    }
}

async fn removables(transaction: &Transaction<'_>) -> Result<Vec<Removable>> {
    let pointers = transaction.query(POINTERS, &[]).await?;
    let pointers = pointers.iter().map(|row| row.get::<_, String>("name"));
    let pointers: Vec<String> = pointers.filter(|name| !TRACES.contains(&name.as_str())).collect();
    let mut removables = Vec::new();
    for table in transaction.query(TABLES, &[]).await? {
        let name: String = table.get("name");
        if TRACES.contains(&name.as_str()) {
            continue;
        }
        let of_the_organization = if table.get("has_organization") {
            "t.organization_id = $1"
        } else {
            // Nobody who belongs to another organization as well.
            "not exists (select from accounts.memberships m where m.user_id = t.id and m.organization_id <> $1)"
        };
        let mut sql =
            format!("delete from {name} t where uuid_extract_version(t.id) = 8 and {of_the_organization}");
        let mut traces = Vec::new();
        for reference in transaction.query(REFERENCES, &[&name]).await? {
            let referring: String = reference.get("name");
            let joined: String = reference.get("joined");
            if TRACES.contains(&referring.as_str()) {
                traces.push(format!(
                    "delete from {referring} r using {name} t where {joined} and uuid_extract_version(t.id) = 8"
                ));
                continue;
            }
            if reference.get("holds") {
                // Another sample row may hold it: that one goes first.
                sql += &format!(" and not exists (select from {referring} r where {joined})");
                continue;
            }
            let telling: Vec<String> = reference.get("telling");
            let real: Vec<String> =
                telling.iter().map(|column| format!("uuid_extract_version(r.{column}) <> 8")).collect();
            if !real.is_empty() {
                let real = real.join(" or ");
                sql += &format!(" and not exists (select from {referring} r where {joined} and ({real}))");
            }
        }
        for pointer in &pointers {
            sql += &format!(
                " and not exists (select from {pointer} r where r.resource_id = t.id and uuid_extract_version(r.id) <> 8)"
            );
        }
        if name == "ingestion.files" {
            sql += " returning t.id";
        }
        // Deliveries before what they delivered.
        traces.sort_unstable();
        removables.push(Removable { name, sql, traces });
    }
    Ok(removables)
}
