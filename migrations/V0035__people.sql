-- Organizations and their people: who is in, who was invited, who must hold a second factor, who went and may come back.

-- A second factor is required where `mfa_required_since` is set; who has none is given so many days from then on, or from
-- their joining.
alter table accounts.organizations
  add column mfa_required_since timestamptz,
  add column mfa_grace_days integer not null default 14
    constraint organizations_mfa_grace_days_check check (mfa_grace_days between 0 and 90);
create index organizations_deleted_at_idx on accounts.organizations (deleted_at) where deleted_at is not null;

alter table accounts.users
  add column deactivated_at timestamptz, -- by the person themself
  add column anonymised_at timestamptz;
create index users_deleted_at_idx on accounts.users (deleted_at) where deleted_at is not null and anonymised_at is null;

alter table accounts.memberships add column is_active boolean not null default true;

-- Who leaves an organization manages nothing there any more.
alter table ingestion.projects drop constraint projects_manager_id_fkey;
alter table ingestion.projects add constraint projects_manager_id_fkey foreign key (organization_id, manager_id)
  references accounts.memberships (organization_id, user_id) on delete set null (manager_id);

create table accounts.invitations (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  email text not null check (length(email) between 3 and 254),
  roles text[] not null check (cardinality(roles) between 1 and 20),
  token_hash bytea not null check (length(token_hash) = 32),
  invited_by uuid not null references accounts.users (id),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references accounts.users (id),
  revoked_at timestamptz,
  unique (organization_id, id),
  constraint invitations_token_hash_key unique (token_hash),
  check (accepted_at is null or revoked_at is null)
);
-- One open invitation per address.
create unique index invitations_open_key on accounts.invitations (organization_id, lower(email))
  where accepted_at is null and revoked_at is null;
create index invitations_created_at_idx on accounts.invitations (organization_id, created_at, id);
create index invitations_invited_by_idx on accounts.invitations (invited_by);
create index invitations_accepted_by_idx on accounts.invitations (accepted_by);
create index invitations_expires_at_idx on accounts.invitations (expires_at);
create trigger raise_version before update on accounts.invitations
  for each row execute function platform.raise_version();

-- Global: by these links a person brings their account back, or an organization that they owned. Only sign-in sees them.
create table accounts.restorations (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id uuid not null references accounts.users (id) on delete cascade,
  organization_id uuid references accounts.organizations (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index restorations_user_id_idx on accounts.restorations (user_id);
create index restorations_organization_id_idx on accounts.restorations (organization_id);
create index restorations_expires_at_idx on accounts.restorations (expires_at);

select platform.protect_tenant_table('accounts.invitations');
alter table accounts.restorations enable row level security;
alter table accounts.restorations force row level security;

grant select, insert, update on accounts.invitations to plugzero_app;
grant update (name, data_retention_days, mfa_required_since, mfa_grace_days, updated_at)
  on accounts.organizations to plugzero_app;
grant update (is_active, updated_at), delete on accounts.memberships to plugzero_app;
grant insert, delete on accounts.membership_roles to plugzero_app;
grant update (revoked_at, revoked_reason) on accounts.sessions to plugzero_app;
grant select (totp_confirmed_at) on accounts.users to plugzero_app;

select platform.admit(t, 'plugzero_identity') from unnest(array[
  'accounts.invitations', 'accounts.restorations', 'platform.idempotency_keys']::regclass[]) t;
grant select, update (accepted_at, accepted_by, updated_at) on accounts.invitations to plugzero_identity;
grant select, insert, update on accounts.restorations to plugzero_identity;
-- Founding an organization keeps its answer, as every other creation does.
grant select, insert, delete on platform.idempotency_keys to plugzero_identity;

-- Retention: links that have expired, and people past their grace, of whom nothing stays but their id.
select platform.admit(t, 'plugzero_retention') from unnest(array[
  'accounts.users', 'accounts.memberships', 'accounts.invitations', 'accounts.restorations']::regclass[]) t;
grant select (id, expires_at), delete on accounts.invitations to plugzero_retention;
grant select (token_hash, user_id, expires_at), delete on accounts.restorations to plugzero_retention;
grant select (id, deleted_at, anonymised_at), update (email, password_hash, first_name, last_name, phone, department,
  position, institution, segment, timezone, email_verified, is_active, last_login_at, totp_secret, totp_confirmed_at,
  totp_last_step, anonymised_at, updated_at) on accounts.users to plugzero_retention;
grant select (organization_id, user_id), delete on accounts.memberships to plugzero_retention;
grant select (user_id) on accounts.password_resets, accounts.email_changes, accounts.email_verifications
  to plugzero_retention;
