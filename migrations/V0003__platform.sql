-- What every area uses: the activity log, the outbox, idempotency.

-- PlugZero's ActivityLog: who did what to which row. Append-only for everyone but retention.
create table platform.audit_logs (
  id uuid not null,
  organization_id uuid not null,
  actor_id uuid,
  action text not null,
  resource_type text not null,
  resource_id uuid,
  old_values jsonb,
  new_values jsonb,
  ip inet,
  user_agent text,
  request_id text,
  created_at timestamptz not null,
  primary key (id, created_at)
) partition by range (created_at);
create index audit_logs_organization_id_idx on platform.audit_logs (organization_id, created_at, id);
create index audit_logs_resource_idx on platform.audit_logs (organization_id, resource_type, resource_id);

-- Creates the month's partition. A partition has no grants and no policies: it is reached through its parent only.
create function platform.create_month_partition(parent regclass, month date) returns void
  language plpgsql as $$
declare
  schema_name text;
  table_name text;
  partition_name text;
begin
  select n.nspname, c.relname into schema_name, table_name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = parent;
  partition_name := format('%s_%s', table_name, to_char(month, 'YYYY_MM'));
  execute format('create table if not exists %I.%I partition of %s for values from (%L) to (%L)',
    schema_name, partition_name, parent,
    date_trunc('month', month)::date, (date_trunc('month', month) + interval '1 month')::date);
  execute format('alter table %I.%I enable row level security', schema_name, partition_name);
  execute format('alter table %I.%I force row level security', schema_name, partition_name);
end
$$;
revoke execute on function platform.create_month_partition from public;

-- Holds what falls outside the months made ahead, so that a missed deployment never refuses a write.
create table platform.audit_logs_default partition of platform.audit_logs default;
alter table platform.audit_logs_default enable row level security;
alter table platform.audit_logs_default force row level security;

-- What must leave PostgreSQL, written in the transaction that decided it. A row is deleted once its message is out.
create table platform.outbox (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  kind text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  available_at timestamptz not null,
  last_error text,
  created_at timestamptz not null
);
create index outbox_available_at_idx on platform.outbox (available_at);
create index outbox_organization_id_idx on platform.outbox (organization_id, created_at);

-- The first answer to a POST with an Idempotency-Key, written in the transaction that did the work.
create table platform.idempotency_keys (
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null references accounts.users (id),
  route text not null,
  key text not null check (length(key) between 1 and 255),
  request_hash bytea not null,
  status smallint not null,
  headers jsonb not null,
  body text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (organization_id, user_id, route, key)
);
create index idempotency_keys_user_id_idx on platform.idempotency_keys (user_id);
create index idempotency_keys_expires_at_idx on platform.idempotency_keys (expires_at);

select platform.protect_tenant_table('platform.audit_logs');
select platform.protect_tenant_table('platform.outbox');
select platform.protect_tenant_table('platform.idempotency_keys');
grant select, insert on platform.audit_logs to plugzero_app;
grant select, insert, delete on platform.outbox to plugzero_app;
grant select, insert, delete on platform.idempotency_keys to plugzero_app;

select platform.admit(t, 'plugzero_identity') from unnest(array['platform.audit_logs', 'platform.outbox']::regclass[]) t;
grant insert on platform.audit_logs to plugzero_identity;
grant select, insert, delete on platform.outbox to plugzero_identity;

select platform.admit('platform.outbox', 'plugzero_system');
grant select, insert, update, delete on platform.outbox to plugzero_system;

select platform.admit(t, 'plugzero_retention') from unnest(array[
  'platform.audit_logs', 'platform.outbox', 'platform.idempotency_keys']::regclass[]) t;
grant select, insert, delete on platform.audit_logs to plugzero_retention;
grant select (organization_id, user_id, route, key, expires_at), delete on platform.idempotency_keys to plugzero_retention;
grant insert on platform.outbox to plugzero_retention;
