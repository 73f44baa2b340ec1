-- Keys by which programs act for a person in one organization. The text of a key names both, so that it is looked up
-- inside its organization; only its SHA-256 is kept.
create table accounts.api_keys (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  key_hash bytea not null check (length(key_hash) = 32),
  hint text not null check (length(hint) = 4), -- its last characters, for people
  scopes text[] not null check (cardinality(scopes) between 1 and 200),
  expires_at timestamptz,
  last_used_at timestamptz, -- to the minute
  replaces uuid, -- the key that it was rotated from
  replaced_at timestamptz,
  revoked_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id),
  constraint api_keys_hash_key unique (organization_id, key_hash),
  -- Whoever is no member any more has no keys.
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade,
  foreign key (organization_id, replaces) references accounts.api_keys (organization_id, id) on delete set null (replaces)
);
create index api_keys_created_at_idx on accounts.api_keys (organization_id, created_at, id);
create index api_keys_user_id_idx on accounts.api_keys (organization_id, user_id);
create index api_keys_replaces_idx on accounts.api_keys (organization_id, replaces);
create index api_keys_ended_at_idx on accounts.api_keys (least(revoked_at, expires_at))
  where revoked_at is not null or expires_at is not null;
create trigger raise_version before update on accounts.api_keys
  for each row execute function platform.raise_version();

select platform.protect_tenant_table('accounts.api_keys');
grant select, insert, update on accounts.api_keys to plugzero_app;

-- Sign-in checks sessions with the query that also knows keys.
select platform.admit(t, r) from unnest(array['plugzero_identity', 'plugzero_retention']::name[]) r,
  unnest(array['accounts.api_keys']::regclass[]) t;
grant select on accounts.api_keys to plugzero_identity;
grant select (id, revoked_at, expires_at), delete on accounts.api_keys to plugzero_retention;
