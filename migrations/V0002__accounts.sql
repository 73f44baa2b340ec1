-- Organizations, people, their memberships and their sign-ins.
create table accounts.organizations (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  data_retention_days integer not null default 365 check (data_retention_days between 1 and 3650),
  settings jsonb not null default '{}',
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create trigger raise_version before update on accounts.organizations
  for each row execute function platform.raise_version();

-- Global: one person may belong to several organizations. Visible to a tenant through membership.
create table accounts.users (
  id uuid primary key,
  email text not null check (length(email) between 3 and 254),
  password_hash text not null,
  first_name text not null check (length(first_name) between 1 and 100),
  last_name text not null check (length(last_name) between 1 and 100),
  phone text check (length(phone) <= 50),
  department text check (length(department) <= 100),
  position text check (length(position) <= 100),
  institution text check (length(institution) <= 255),
  segment text not null default 'SMB' check (segment in ('STUDENT', 'SMB', 'ENTERPRISE')),
  timezone text not null default 'UTC' check (length(timezone) <= 64),
  email_verified boolean not null default false,
  is_active boolean not null default true,
  last_login_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index users_email_key on accounts.users (lower(email));
create trigger raise_version before update on accounts.users
  for each row execute function platform.raise_version();

-- Global: the system roles. Their permissions are the registry's (`domain::accounts::roles`);
-- `migrate` writes them here.
create table accounts.roles (
  id uuid primary key,
  name text not null,
  description text not null,
  permissions jsonb not null,
  is_system_role boolean not null check (is_system_role),
  constraint roles_name_key unique (name)
);

create table accounts.memberships (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null references accounts.users (id),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id),
  constraint memberships_user_key unique (organization_id, user_id)
);
create index memberships_created_at_idx on accounts.memberships (organization_id, created_at, id);
create index memberships_user_id_idx on accounts.memberships (user_id);
create trigger raise_version before update on accounts.memberships
  for each row execute function platform.raise_version();

create table accounts.membership_roles (
  organization_id uuid not null references accounts.organizations (id),
  membership_id uuid not null,
  role_id uuid not null references accounts.roles (id),
  created_at timestamptz not null,
  primary key (organization_id, membership_id, role_id),
  foreign key (organization_id, membership_id) references accounts.memberships (organization_id, id) on delete cascade
);
create index membership_roles_role_id_idx on accounts.membership_roles (role_id);

-- One sign-in of one person in one organization; every access token names its session.
create table accounts.sessions (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null references accounts.users (id),
  ip inet,
  user_agent text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_reason text check (revoked_reason in ('logout', 'token_reuse', 'password_reset', 'membership_removed')),
  unique (organization_id, id),
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade
);
create index sessions_user_id_idx on accounts.sessions (user_id, organization_id);
create index sessions_expires_at_idx on accounts.sessions (expires_at);

-- A session's refresh tokens, one live at a time. A token's successor is HMAC-SHA256(token, successor_salt):
-- whoever still holds the retired token can be given the same successor, and nobody else can compute it.
create table accounts.refresh_tokens (
  token_hash bytea primary key check (length(token_hash) = 32),
  organization_id uuid not null,
  session_id uuid not null,
  successor_salt bytea not null check (length(successor_salt) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  retired_at timestamptz,
  retired_by_client bytea,
  foreign key (organization_id, session_id) references accounts.sessions (organization_id, id) on delete cascade
);
create index refresh_tokens_session_id_idx on accounts.refresh_tokens (organization_id, session_id);
create index refresh_tokens_expires_at_idx on accounts.refresh_tokens (expires_at);

-- Global: an address is proven before its person belongs to a tenant. A row carries the credentials of its own
-- registration, so that whoever proves the address gets what they typed, not what a stranger typed before them.
create table accounts.email_verifications (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id uuid not null references accounts.users (id) on delete cascade,
  password_hash text not null,
  first_name text not null,
  last_name text not null,
  organization_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index email_verifications_user_id_idx on accounts.email_verifications (user_id);
create index email_verifications_expires_at_idx on accounts.email_verifications (expires_at);

-- Global: the Ed25519 keys that sign access tokens. Only the identity role reads them.
create table accounts.signing_keys (
  id text primary key,
  public_key bytea not null check (length(public_key) = 32),
  wrapped_private_key bytea not null,
  created_at timestamptz not null,
  signs_from timestamptz not null,
  verifies_until timestamptz not null
);
create index signing_keys_signs_from_idx on accounts.signing_keys (signs_from);

select platform.protect_tenant_table('accounts.organizations', 'id');
select platform.protect_tenant_table('accounts.memberships');
select platform.protect_tenant_table('accounts.membership_roles');
select platform.protect_tenant_table('accounts.sessions');
select platform.protect_tenant_table('accounts.refresh_tokens');

-- Global tables: a closed list, each with its own policies.
alter table accounts.users enable row level security;
alter table accounts.users force row level security;
create policy members on accounts.users for select to plugzero_app using (
  exists (select from accounts.memberships m where m.user_id = users.id
          and m.organization_id = (select platform.current_organization())));
alter table accounts.roles enable row level security;
alter table accounts.roles force row level security;
create policy everyone on accounts.roles for select to plugzero_app, plugzero_identity using (true);
create policy registry on accounts.roles for all to plugzero_owner using (true) with check (true);
alter table accounts.email_verifications enable row level security;
alter table accounts.email_verifications force row level security;
alter table accounts.signing_keys enable row level security;
alter table accounts.signing_keys force row level security;

-- Identity: sign-in happens before a tenant is known.
select platform.admit(t, 'plugzero_identity') from unnest(array[
  'accounts.organizations', 'accounts.users', 'accounts.memberships', 'accounts.membership_roles',
  'accounts.sessions', 'accounts.refresh_tokens', 'accounts.email_verifications', 'accounts.signing_keys'
]::regclass[]) t;
grant select, insert, update on accounts.organizations, accounts.users, accounts.sessions,
  accounts.refresh_tokens, accounts.email_verifications to plugzero_identity;
grant select, insert on accounts.memberships, accounts.membership_roles, accounts.signing_keys to plugzero_identity;
grant select on accounts.roles to plugzero_identity;

-- App: reads who belongs to the tenant and whether a session stands; password hashes stay out of its sight.
grant select on accounts.organizations, accounts.memberships, accounts.membership_roles, accounts.sessions,
  accounts.roles to plugzero_app;
grant select (id, email, first_name, last_name, phone, department, position, institution, segment, timezone,
  email_verified, is_active, last_login_at, version, created_at, updated_at, deleted_at)
  on accounts.users to plugzero_app;

-- Retention: what has expired.
select platform.admit(t, 'plugzero_retention') from unnest(array[
  'accounts.organizations', 'accounts.sessions', 'accounts.refresh_tokens', 'accounts.email_verifications',
  'accounts.signing_keys'
]::regclass[]) t;
grant select (id, data_retention_days) on accounts.organizations to plugzero_retention;
grant select (id, expires_at), delete on accounts.sessions to plugzero_retention;
grant select (token_hash, expires_at), delete on accounts.refresh_tokens, accounts.email_verifications to plugzero_retention;
grant select (id, verifies_until), delete on accounts.signing_keys to plugzero_retention;
