-- The activity log becomes tamper-evident: a hash chain per organization, written by a sealer of its own, over entries
-- that nobody can change. docs/audit-log.md has the format.

-- The transaction that wrote an entry: the sealer takes only what no running transaction can still add to.
-- An address and an agent are personal data: the chain covers their digest under a salt of the entry's own, so that
-- erasing the three leaves the chain whole.
alter table platform.audit_logs
  add column xid xid8 not null default pg_current_xact_id(),
  add column origin_salt bytea,
  add column origin_digest bytea,
  add constraint audit_logs_origin_salt_check check (length(origin_salt) = 16),
  add constraint audit_logs_origin_digest_check check (length(origin_digest) = 32);

-- The order of the chain.
create index audit_logs_xid_idx on platform.audit_logs (xid, id);
-- The filters of the list, each in the list's order. Byte order, so that the beginning of a word is a range.
create index audit_logs_actor_idx on platform.audit_logs (organization_id, actor_id, created_at, id);
create index audit_logs_action_idx on platform.audit_logs (organization_id, action collate "C", created_at, id);
create index audit_logs_resource_type_idx
  on platform.audit_logs (organization_id, resource_type collate "C", resource_id, created_at, id);
drop index platform.audit_logs_resource_idx;

-- What is written is named, so that nobody chooses an entry's transaction.
revoke insert on platform.audit_logs from plugzero_app, plugzero_identity, plugzero_retention;
grant insert (id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent,
  origin_salt, origin_digest, request_id, created_at)
  on platform.audit_logs to plugzero_app, plugzero_identity, plugzero_retention;

-- Personal values in an entry are digests under a salt of the person's; erasure deletes the salts. Two transactions may
-- both make a person's first one: neither waits for the other.
create table platform.audit_salts (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  subject_id uuid not null,
  salt bytea not null check (length(salt) = 32),
  created_at timestamptz not null
);
create index audit_salts_subject_idx on platform.audit_salts (organization_id, subject_id, created_at);

-- The chain: one row per sealed entry. Nobody may update it. Like the entries it refers to nothing.
create table platform.audit_seals (
  organization_id uuid not null,
  sequence bigint not null check (sequence > 0),
  audit_log_id uuid not null,
  logged_at timestamptz not null,
  hash bytea not null check (length(hash) = 32),
  primary key (organization_id, sequence)
);
create unique index audit_seals_audit_log_id_key on platform.audit_seals (organization_id, audit_log_id);

-- Where each chain ends, and how far its anchors reach.
create table platform.audit_heads (
  organization_id uuid primary key references accounts.organizations (id),
  sequence bigint not null,
  hash bytea not null check (length(hash) = 32),
  xid xid8 not null,
  audit_log_id uuid not null,
  sealed_at timestamptz not null,
  anchored_sequence bigint not null default 0
);

-- Where verification starts after retention took a chain's beginning into the archive: its last place there, and
-- the instant of the entry that stood there.
create table platform.audit_checkpoints (
  organization_id uuid not null references accounts.organizations (id),
  sequence bigint not null,
  hash bytea not null check (length(hash) = 32),
  logged_through timestamptz not null,
  key_id text not null,
  signature bytea not null check (length(signature) = 64),
  primary key (organization_id, sequence)
);

-- Global: how far the sealer has come over all organizations. One row, which is the lock of whoever seals.
create table platform.audit_cursor (
  is_only boolean primary key default true check (is_only),
  xid xid8 not null,
  audit_log_id uuid not null
);
insert into platform.audit_cursor (xid, audit_log_id) values ('0', '00000000-0000-0000-0000-000000000000');

-- Global: the Ed25519 keys that sign anchors and checkpoints; private halves sealed by the key management service.
create table platform.audit_keys (
  id text primary key,
  public_key bytea not null check (length(public_key) = 32),
  sealed_private_key bytea not null,
  created_at timestamptz not null
);

-- An entry goes only once it is sealed and its archive is vouched for by a checkpoint; so does its seal.
create function platform.refuse_unarchived_entry() returns trigger language plpgsql as $$
begin
  if not exists (
    select from platform.audit_seals s join platform.audit_checkpoints c
      on c.organization_id = s.organization_id and c.sequence >= s.sequence
    where s.organization_id = old.organization_id and s.audit_log_id = old.id
  ) then
    raise exception 'entry % of the activity log is not sealed and archived', old.id using errcode = 'check_violation';
  end if;
  return old;
end
$$;
create function platform.refuse_unarchived_seal() returns trigger language plpgsql as $$
begin
  if not exists (
    select from platform.audit_checkpoints c
    where c.organization_id = old.organization_id and c.sequence >= old.sequence
  ) then
    raise exception 'seal % is not archived', old.sequence using errcode = 'check_violation';
  end if;
  return old;
end
$$;
create trigger refuse_unarchived before delete on platform.audit_logs
  for each row execute function platform.refuse_unarchived_entry();
create trigger refuse_unarchived before delete on platform.audit_seals
  for each row execute function platform.refuse_unarchived_seal();

select platform.protect_tenant_table(t) from unnest(array[
  'platform.audit_salts', 'platform.audit_seals', 'platform.audit_heads', 'platform.audit_checkpoints']::regclass[]) t;
alter table platform.audit_cursor enable row level security;
alter table platform.audit_cursor force row level security;
alter table platform.audit_keys enable row level security;
alter table platform.audit_keys force row level security;

-- Writers of entries.
grant select, insert on platform.audit_salts to plugzero_app;
select platform.admit('platform.audit_salts', r) from unnest(array['plugzero_identity', 'plugzero_retention']::name[]) r;
grant select, insert on platform.audit_salts to plugzero_identity, plugzero_retention;

-- Who reads the log verifies it.
grant select on platform.audit_seals, platform.audit_heads, platform.audit_checkpoints to plugzero_app;

-- The sealer: the only role that adds to a chain.
grant usage on schema platform to plugzero_sealer;
select platform.admit(t, 'plugzero_sealer') from unnest(array['platform.audit_logs', 'platform.audit_seals',
  'platform.audit_heads', 'platform.audit_checkpoints', 'platform.audit_cursor', 'platform.audit_keys']::regclass[]) t;
grant select (id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, origin_digest,
  request_id, created_at, xid) on platform.audit_logs to plugzero_sealer;
grant select, insert on platform.audit_seals, platform.audit_keys to plugzero_sealer;
grant select, insert, update on platform.audit_heads to plugzero_sealer;
grant select on platform.audit_checkpoints to plugzero_sealer;
grant select, update on platform.audit_cursor to plugzero_sealer;

-- Retention: archives a chain's beginning, vouches for it, then deletes it; erases persons.
select platform.admit(t, 'plugzero_retention') from unnest(array[
  'platform.audit_seals', 'platform.audit_checkpoints', 'platform.audit_keys']::regclass[]) t;
grant select, delete on platform.audit_seals to plugzero_retention;
grant select, insert on platform.audit_checkpoints to plugzero_retention;
grant select on platform.audit_keys to plugzero_retention;
grant delete on platform.audit_salts to plugzero_retention;
grant update (ip, user_agent, origin_salt) on platform.audit_logs to plugzero_retention;
