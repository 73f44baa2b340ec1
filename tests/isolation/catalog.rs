//! Every table keeps the pattern: the catalog says so, not a list of names that somebody may forget to extend.

use tokio_postgres::Client;

use crate::harness::database::TestDatabase;

/// The tables that belong to no tenant: a closed list, each with policies of its own.
const GLOBAL: &[&str] = &[
    "accounts.email_changes",
    "accounts.email_verifications",
    "accounts.password_resets",
    "accounts.recovery_codes",
    "accounts.restorations",
    "accounts.roles",
    "accounts.signing_keys",
    "accounts.users",
    "platform.audit_cursor",
    "platform.audit_keys",
];

/// What the checks share. `ours` is every table but the migration runner's own; `tenant` those of them that belong
/// to an organization, with the column that says to which.
const SHARED: &str = "
with ours as (
  select n.nspname || '.' || c.relname as name, c.*
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
    and n.nspname || '.' || c.relname <> 'public.refinery_schema_history'
),
tenant as (
  select o.*, case o.name when 'accounts.organizations' then 'id' else 'organization_id' end as tenant_column
  from ours o where not o.relispartition and o.name <> all($1)
),
columns as (
  select attrelid, attname, attnum, attnotnull, atttypid from pg_attribute where attnum > 0 and not attisdropped
),
roles as (select * from pg_roles where rolname like 'plugzero\\_%'),
grants as (
  select o.oid, o.name, o.relispartition, a.privilege_type, coalesce(r.rolname, 'PUBLIC') as grantee
  from ours o cross join aclexplode(coalesce(o.relacl, acldefault('r', o.relowner))) a
  left join pg_roles r on r.oid = a.grantee
  where a.grantee <> o.relowner
)
";

/// One check: what is wrong, and the query for the names that it is wrong with.
const CHECKS: &[(&str, &str)] = &[
    (
        "row-level security is not enabled and forced",
        "select name from ours where not (relrowsecurity and relforcerowsecurity)",
    ),
    (
        "has no organization_id uuid not null, and is not on the list of global tables",
        "select name from tenant t where not exists (select from columns c where c.attrelid = t.oid
           and c.attname = t.tenant_column and c.attnotnull and c.atttypid = 'uuid'::regtype)",
    ),
    (
        "has no restrictive policy for the app role that reads the organization once per statement",
        "select name from tenant t where not exists (select from pg_policy p where p.polrelid = t.oid
           and not p.polpermissive and p.polcmd = '*' and p.polroles = array['plugzero_app'::regrole::oid]
           and pg_get_expr(p.polqual, t.oid)
             = format('(%s = ( SELECT platform.current_organization() AS current_organization))', t.tenant_column)
           and pg_get_expr(p.polwithcheck, t.oid) = pg_get_expr(p.polqual, t.oid))",
    ),
    ("has a policy for everybody", "select distinct o.name from pg_policy p join ours o on o.oid = p.polrelid where 0 = any(p.polroles)"),
    (
        "has a policy for a role that may do nothing with it",
        "select distinct o.name || ' (' || r.rolname || ')' from pg_policy p join ours o on o.oid = p.polrelid
         join roles r on r.oid = any(p.polroles) and r.rolname not in ('plugzero_owner', 'plugzero_app')
         where not has_any_column_privilege(r.rolname, o.oid, 'select, insert, update')
           and not has_table_privilege(r.rolname, o.oid, 'delete')",
    ),
    (
        "may be used by a role that no policy lets in",
        "select distinct o.name || ' (' || r.rolname || ')' from ours o, roles r
         where r.rolname <> 'plugzero_owner' and not o.relispartition
           and (has_any_column_privilege(r.rolname, o.oid, 'select, insert, update')
                or has_table_privilege(r.rolname, o.oid, 'delete'))
           and not exists (select from pg_policy p where p.polrelid = o.oid and p.polpermissive and r.oid = any(p.polroles))",
    ),
    (
        "is global, but the app role may change it",
        "select name from ours where name = any($1)
           and (has_any_column_privilege('plugzero_app', oid, 'insert, update') or has_table_privilege('plugzero_app', oid, 'delete'))",
    ),
    (
        "is a partition with grants or policies of its own",
        "select name from ours o where relispartition
           and (exists (select from grants g where g.oid = o.oid) or exists (select from pg_policy p where p.polrelid = o.oid))",
    ),
    ("is open to everybody", "select distinct name from grants where grantee = 'PUBLIC'"),
    (
        "has a grant that no code needs",
        "select distinct name || ' (' || privilege_type || ' to ' || grantee || ')' from grants
         where privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')",
    ),
    (
        "references a tenant's row without its organization",
        "select t.name || '.' || k.conname from pg_constraint k
         join tenant t on t.oid = k.conrelid join tenant u on u.oid = k.confrelid
         where k.contype = 'f' and u.name <> 'accounts.organizations' and not exists (
           select from unnest(k.conkey, k.confkey) as pair (own, its)
           join columns a on a.attrelid = k.conrelid and a.attnum = pair.own and a.attname = 'organization_id'
           join columns b on b.attrelid = k.confrelid and b.attnum = pair.its and b.attname = 'organization_id')",
    ),
    (
        "does not say what becomes of it when a member goes",
        "select o.name || '.' || k.conname from pg_constraint k join ours o on o.oid = k.conrelid
         where k.contype = 'f' and k.confrelid = 'accounts.memberships'::regclass and k.confdeltype in ('a', 'r')",
    ),
    (
        "has a foreign key without an index",
        "select o.name || '.' || k.conname from pg_constraint k join ours o on o.oid = k.conrelid
         where k.contype = 'f' and not o.relispartition and not exists (
           select from pg_index i where i.indrelid = k.conrelid and i.indpred is null and i.indisvalid
             and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)",
    ),
    (
        "has no index that begins with its organization",
        "select name from tenant t where not exists (select from pg_index i
           join columns c on c.attrelid = i.indrelid and c.attnum = i.indkey[0] and c.attname = t.tenant_column
           where i.indrelid = t.oid and i.indpred is null and i.indisvalid)",
    ),
    (
        "is listed by people and has no index on (organization_id, created_at)",
        "select name from tenant t where tenant_column = 'organization_id'
           and (select count(*) = 3 from columns c where c.attrelid = t.oid and c.attname in ('id', 'version', 'created_at'))
           and not exists (select from pg_index i
             join columns a on a.attrelid = i.indrelid and a.attnum = i.indkey[0] and a.attname = 'organization_id'
             join columns b on b.attrelid = i.indrelid and b.attnum = i.indkey[1] and b.attname = 'created_at'
             where i.indrelid = t.oid and i.indpred is null and i.indisvalid)",
    ),
    (
        "has a version that nothing raises",
        "select name from ours o where not relispartition
           and exists (select from columns c where c.attrelid = o.oid and c.attname = 'version')
           and not exists (select from pg_trigger g where g.tgrelid = o.oid and g.tgenabled = 'O'
             and g.tgfoid = 'platform.raise_version'::regproc and g.tgtype & 1 = 1 and g.tgtype & 2 = 2 and g.tgtype & 16 = 16)",
    ),
    (
        "is a view that reads with its owner's rights",
        "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname not in ('pg_catalog', 'information_schema')
           and (c.relkind = 'm' or c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])",
    ),
    (
        "is a function that works with its owner's rights",
        "select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef",
    ),
    (
        "is a function that says it leaks nothing",
        "select n.nspname || '.' || p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
         where n.nspname not in ('pg_catalog', 'information_schema') and p.proleakproof",
    ),
    (
        "is a role that can do more than its grants say",
        "select rolname from roles where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit",
    ),
    (
        "is a role that owns something",
        "select r.rolname from roles r where r.rolname <> 'plugzero_owner' and (
           exists (select from pg_class where relowner = r.oid) or exists (select from pg_namespace where nspowner = r.oid)
           or exists (select from pg_proc where proowner = r.oid) or exists (select from pg_type where typowner = r.oid))",
    ),
    (
        "is a member of another role",
        "select r.rolname from roles r join pg_auth_members m on m.member = r.oid",
    ),
    (
        "holds a secret that others than sign-in may read",
        "select o.name || '.' || c.attname || ' (' || r.rolname || ')' from ours o join columns c on c.attrelid = o.oid, roles r
         where c.attname in ('password_hash', 'wrapped_private_key', 'successor_salt', 'totp_secret')
           and r.rolname not in ('plugzero_owner', 'plugzero_identity')
           and has_column_privilege(r.rolname, o.oid, c.attnum, 'select')",
    ),
    (
        // Requests are let in by it: the app role compares, and nobody else has a use for it.
        "holds a secret that others than sign-in and requests may read",
        "select o.name || '.' || c.attname || ' (' || r.rolname || ')' from ours o join columns c on c.attrelid = o.oid, roles r
         where c.attname = 'key_hash' and r.rolname not in ('plugzero_owner', 'plugzero_identity', 'plugzero_app')
           and has_column_privilege(r.rolname, o.oid, c.attnum, 'select')",
    ),
    ("is on the list of global tables, but is none", "select g from unnest($1) g where g not in (select name from ours)"),
];

/// Every table, role or function that breaks the pattern, and how.
async fn faults(client: &Client) -> Vec<String> {
    let mut faults = Vec::new();
    for (fault, check) in CHECKS {
        let rows = client.query(&format!("{SHARED}{check} order by 1"), &[&GLOBAL]).await;
        let rows = rows.unwrap_or_else(|error| panic!("{fault}: {error:?}"));
        faults.extend(rows.iter().map(|row| format!("{} {fault}", row.get::<_, String>(0))));
    }
    faults
}

#[tokio::test]
async fn every_table_keeps_the_pattern() {
    let database = TestDatabase::create().await;
    let faults = faults(&database.superuser().await).await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn a_table_outside_the_pattern_is_named() {
    let database = TestDatabase::create().await;
    let admin = database.superuser().await;
    admin
        .batch_execute(
            "set role plugzero_owner; create table platform.bad (id uuid primary key, version bigint)",
        )
        .await
        .unwrap();

    let faults = faults(&admin).await;

    for fault in [
        "row-level security is not enabled and forced",
        "has no organization_id uuid not null, and is not on the list of global tables",
        "has no restrictive policy for the app role that reads the organization once per statement",
        "has no index that begins with its organization",
        "has a version that nothing raises",
    ] {
        assert!(faults.contains(&format!("platform.bad {fault}")), "{fault}: {faults:?}");
    }
    assert!(faults.iter().all(|fault| fault.starts_with("platform.bad ")), "{faults:?}");
}

/// A good table; the tests below spoil it in one way each.
const GOOD: &str = "
set role plugzero_owner;
create table platform.notes (
  id uuid primary key, organization_id uuid not null references accounts.organizations (id), project_id uuid,
  version bigint not null default 1, created_at timestamptz not null,
  constraint notes_project_fkey foreign key (organization_id, project_id) references ingestion.projects (organization_id, id));
create index notes_created_at_idx on platform.notes (organization_id, created_at);
create index notes_project_idx on platform.notes (organization_id, project_id);
create trigger raise_version before update on platform.notes for each row execute function platform.raise_version();
select platform.protect_tenant_table('platform.notes');
grant select, insert on platform.notes to plugzero_app;
";

#[tokio::test]
async fn each_way_to_spoil_a_good_table_is_noticed() {
    let database = TestDatabase::create().await;
    let mut admin = database.superuser().await;
    admin.batch_execute(GOOD).await.unwrap();
    assert_eq!(faults(&admin).await, Vec::<String>::new());
    for (spoil, fault) in [
        ("alter table platform.notes disable row level security", "enabled and forced"),
        ("alter table platform.notes no force row level security", "enabled and forced"),
        ("alter table platform.notes alter organization_id drop not null", "no organization_id"),
        ("drop policy tenant on platform.notes", "no restrictive policy"),
        (
            "drop policy tenant on platform.notes; create policy tenant on platform.notes to plugzero_app
             using (organization_id = (select platform.current_organization()))",
            "no restrictive policy",
        ),
        (
            "drop policy tenant on platform.notes; create policy tenant on platform.notes as restrictive to plugzero_app
             using (organization_id = platform.current_organization())
             with check (organization_id = platform.current_organization())",
            "once per statement",
        ),
        (
            "drop policy tenant on platform.notes; create policy tenant on platform.notes as restrictive to plugzero_app
             using (organization_id = (select platform.current_organization())) with check (true)",
            "no restrictive policy",
        ),
        (
            "drop policy tenant on platform.notes; create policy tenant on platform.notes as restrictive for select
             to plugzero_app using (organization_id = (select platform.current_organization()))",
            "no restrictive policy",
        ),
        ("create policy open on platform.notes using (true)", "a policy for everybody"),
        ("select platform.admit('platform.notes', 'plugzero_public')", "a role that may do nothing"),
        ("grant select on platform.notes to plugzero_public", "no policy lets in"),
        ("grant select on platform.notes to public", "open to everybody"),
        ("grant truncate on platform.notes to plugzero_app", "a grant that no code needs"),
        ("grant references on platform.notes to plugzero_app", "a grant that no code needs"),
        (
            "alter table platform.notes drop constraint notes_project_fkey;
             create unique index projects_id_key on ingestion.projects (id);
             alter table platform.notes add foreign key (project_id) references ingestion.projects (id)",
            "without its organization",
        ),
        (
            "alter table platform.notes add constraint notes_member_fkey foreign key (organization_id, id)
             references accounts.memberships (organization_id, user_id)",
            "what becomes of it when a member goes",
        ),
        ("drop index platform.notes_project_idx", "a foreign key without an index"),
        ("drop index platform.notes_created_at_idx", "listed by people"),
        ("alter table platform.notes disable trigger raise_version", "a version that nothing raises"),
        ("drop trigger raise_version on platform.notes", "a version that nothing raises"),
        ("create view platform.all_notes as select id from platform.notes", "a view that reads"),
        ("create materialized view platform.kept_notes as select id from platform.notes", "a view that reads"),
        (
            "create function platform.peek() returns bigint language sql security definer
             return (select count(*) from platform.notes)",
            "its owner's rights",
        ),
        ("grant insert on accounts.roles to plugzero_app", "is global, but the app role may change it"),
        ("grant select on accounts.users to plugzero_app", "holds a secret"),
        ("grant select on accounts.api_keys to plugzero_retention", "sign-in and requests may read"),
        ("grant select on platform.audit_logs_default to plugzero_app", "is a partition with grants"),
        (
            "create table accounts.salts (id uuid primary key, successor_salt bytea);
             alter table accounts.salts enable row level security; alter table accounts.salts force row level security",
            "accounts.salts has no organization_id",
        ),
    ] {
        let transaction = admin.transaction().await.unwrap();
        transaction.batch_execute(spoil).await.unwrap_or_else(|error| panic!("{spoil}: {error:?}"));
        let found = faults(transaction.client()).await;
        assert!(found.iter().any(|found| found.contains(fault)), "{spoil}\nshould be: {fault}\nbut: {found:#?}");
        transaction.rollback().await.unwrap();
    }
    assert_eq!(faults(&admin).await, Vec::<String>::new());
}

#[tokio::test]
async fn each_way_to_spoil_a_role_is_noticed() {
    let database = TestDatabase::create().await;
    let mut admin = database.superuser().await;
    // Roles belong to the whole server: the changes are rolled back, and nobody else ever sees them.
    for (spoil, fault) in [
        ("alter role plugzero_app bypassrls", "plugzero_app is a role that can do more"),
        ("alter role plugzero_public superuser", "plugzero_public is a role that can do more"),
        ("alter role plugzero_system inherit", "plugzero_system is a role that can do more"),
        ("grant plugzero_owner to plugzero_app", "plugzero_app is a member of another role"),
        (
            "create table public.mine (); alter table public.mine owner to plugzero_app",
            "plugzero_app is a role that owns",
        ),
    ] {
        let transaction = admin.transaction().await.unwrap();
        transaction.batch_execute(spoil).await.unwrap();
        let found = faults(transaction.client()).await;
        assert!(found.iter().any(|found| found.contains(fault)), "{spoil}: {found:#?}");
        transaction.rollback().await.unwrap();
    }
}
