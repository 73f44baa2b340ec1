-- Data that people take with them, and people who are forgotten. Both are jobs: asked for here, done by a worker.
create table platform.exports (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  requested_by uuid not null references accounts.users (id),
  resource_type text not null check (length(resource_type) between 1 and 100),
  format text not null check (format in ('csv', 'ndjson', 'xlsx')),
  bom boolean not null default false,
  project_id uuid,
  filters jsonb not null default '{}' check (jsonb_typeof(filters) = 'object'),
  status text not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  failure_code text,
  failure_message text,
  attempts integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0,
  swept_at timestamptz, -- when the minute sweep last looked after it
  total_rows bigint,
  progress_rows bigint not null default 0,
  progress_bytes bigint not null default 0,
  object_key text,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  expires_at timestamptz not null,
  unique (organization_id, id),
  constraint exports_project_id_fkey foreign key (organization_id, project_id)
    references ingestion.projects (organization_id, id) on delete set null (project_id),
  check ((status = 'FAILED') = (failure_code is not null)),
  check ((failure_code is null) = (failure_message is null)),
  check ((status = 'RUNNING') = (lease_until is not null)),
  check ((status = 'SUCCEEDED') = (object_key is not null))
);
create index exports_created_at_idx on platform.exports (organization_id, created_at, id);
create index exports_requested_by_idx on platform.exports (requested_by, organization_id, created_at, id);
create index exports_project_id_idx on platform.exports (organization_id, project_id);
create index exports_expires_at_idx on platform.exports (expires_at);
create index exports_unfinished_idx on platform.exports (status, lease_until) where status in ('QUEUED', 'RUNNING');
create trigger raise_version before update on platform.exports
  for each row execute function platform.raise_version();

-- Who was forgotten, where, and how far it is. `scope` is the organization that asked, or the whole account.
create table platform.erasures (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null references accounts.users (id),
  requested_by uuid not null references accounts.users (id),
  scope text not null check (scope in ('organization', 'account')),
  organization_ids uuid[], -- where the person belonged when the work began
  status text not null default 'QUEUED' check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  failure_code text,
  failure_message text,
  attempts integer not null default 0,
  lease_owner uuid,
  lease_until timestamptz,
  fence bigint not null default 0,
  swept_at timestamptz, -- when the minute sweep last looked after it
  progress_rows bigint not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  unique (organization_id, id),
  check ((status = 'FAILED') = (failure_code is not null)),
  check ((failure_code is null) = (failure_message is null)),
  check ((status = 'RUNNING') = (lease_until is not null))
);
create unique index erasures_open_key on platform.erasures (organization_id, user_id)
  where status in ('QUEUED', 'RUNNING');
create index erasures_created_at_idx on platform.erasures (organization_id, created_at, id);
create index erasures_user_id_idx on platform.erasures (user_id);
create index erasures_requested_by_idx on platform.erasures (requested_by);
create index erasures_unfinished_idx on platform.erasures (status, lease_until) where status in ('QUEUED', 'RUNNING');
create trigger raise_version before update on platform.erasures
  for each row execute function platform.raise_version();

select platform.protect_tenant_table('platform.exports');
select platform.protect_tenant_table('platform.erasures');
grant select, insert, update, delete on platform.exports to plugzero_app;
grant select, insert, update on platform.erasures to plugzero_app;

select platform.admit(t, 'plugzero_system') from unnest(array['platform.exports', 'platform.erasures']::regclass[]) t;
grant select (id, organization_id, resource_type, status, lease_until, swept_at, updated_at), update (swept_at)
  on platform.exports to plugzero_system;
grant select (id, organization_id, status, lease_until, swept_at, updated_at), update (swept_at)
  on platform.erasures to plugzero_system;

-- Retention: exports past their time, and how long each organization wants what kept.
select platform.admit(t, 'plugzero_retention')
  from unnest(array['platform.exports', 'platform.system_settings']::regclass[]) t;
grant select (id, organization_id, expires_at), delete on platform.exports to plugzero_retention;
grant select (organization_id, setting_key, setting_value) on platform.system_settings to plugzero_retention;

-- Says what the columns of a table hold about people, and lets the role that collects and erases do what that takes
-- and no more. The words are those of `migrations/personal_data.sql`, which calls it for every table.
-- What is not there is passed over: what is there and not named, a test names.
create function platform.classify(target_name text, said text) returns void language plpgsql as $$
declare
  target regclass := to_regclass(target_name);
  line text;
  named text;
  meaning text;
  field record;
  wanted text;
begin
  if target is null then
    return;
  end if;
  foreach line in array string_to_array(said, E'\n') loop
    line := btrim(line, E' \t\r');
    continue when line = '';
    named := btrim(split_part(line, ':', 1));
    meaning := btrim(substr(line, position(':' in line) + 1));
    if named = 'table' then
      execute format('comment on table %s is %L', target, meaning);
    elsif named = 'rest' then
      -- The rest is what cannot hold a word: ids, numbers, times. Text must be named, or it stays without a comment.
      for field in
        select a.attname from pg_attribute a
        where a.attrelid = target and a.attnum > 0 and not a.attisdropped
          and col_description(target, a.attnum) is null
          and format_type(a.atttypid, null) in ('uuid', 'uuid[]', 'boolean', 'smallint', 'integer', 'bigint', 'numeric',
            'real', 'double precision', 'date', 'timestamp with time zone', 'time without time zone', 'interval', 'xid8')
      loop
        execute format('comment on column %s.%I is %L', target, field.attname, meaning);
      end loop;
    else
      for field in
        select a.attname from pg_attribute a
        where a.attrelid = target and a.attnum > 0 and not a.attisdropped
          and a.attname = any(regexp_split_to_array(named, '\s*,\s*'))
      loop
        execute format('comment on column %s.%I is %L', target, field.attname, meaning);
      end loop;
    end if;
  end loop;

  execute format('revoke all on %s from plugzero_privacy', target);
  if not exists (select from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped
                 and col_description(target, a.attnum) not like 'none%')
    and coalesce(obj_description(target, 'pg_class'), '') not like 'via %' then
    return;
  end if;
  execute format('grant usage on schema %s to plugzero_privacy', split_part(target_name, '.', 1));
  if not exists (select from pg_policy where polrelid = target and polname = 'plugzero_privacy') then
    perform platform.admit(target, 'plugzero_privacy');
  end if;
  select string_agg(quote_ident(a.attname), ', ') into wanted from pg_attribute a
    where a.attrelid = target and a.attnum > 0 and not a.attisdropped
      and (col_description(target, a.attnum) not like 'secret%' or exists (
        select from pg_index i where i.indrelid = target and i.indisprimary and a.attnum = any(i.indkey)));
  execute format('grant select (%s) on %s to plugzero_privacy', wanted, target);
  select string_agg(quote_ident(a.attname), ', ') into wanted from pg_attribute a
    where a.attrelid = target and a.attnum > 0 and not a.attisdropped
      and col_description(target, a.attnum) ~ '^(subject null|\w+ set |text redact)';
  if wanted is not null then
    execute format('grant update (%s) on %s to plugzero_privacy', wanted, target);
  end if;
  if exists (select from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped
             and col_description(target, a.attnum) ~ '^(subject|text) (delete|copies)') then
    execute format('grant delete on %s to plugzero_privacy', target);
  end if;
end
$$;
revoke execute on function platform.classify from public;
