-- An organization's own roles, and its teams. The system's roles stay a global table that nobody writes; a table of
-- their own keeps the wall of the custom ones as simple as every other tenant table's.
create table accounts.custom_roles (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  name text not null check (length(name) between 1 and 100),
  description text not null default '' check (length(description) <= 2000),
  permissions jsonb not null default '[]' check (jsonb_typeof(permissions) = 'array'),
  is_active boolean not null default true,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id)
);
create unique index custom_roles_name_key on accounts.custom_roles (organization_id, lower(name));
create index custom_roles_created_at_idx on accounts.custom_roles (organization_id, created_at, id);
create index custom_roles_created_by_idx on accounts.custom_roles (created_by);
create trigger raise_version before update on accounts.custom_roles
  for each row execute function platform.raise_version();

create table accounts.membership_custom_roles (
  organization_id uuid not null references accounts.organizations (id),
  membership_id uuid not null,
  custom_role_id uuid not null,
  created_at timestamptz not null,
  primary key (organization_id, membership_id, custom_role_id),
  foreign key (organization_id, membership_id) references accounts.memberships (organization_id, id) on delete cascade,
  constraint membership_custom_roles_custom_role_id_fkey foreign key (organization_id, custom_role_id)
    references accounts.custom_roles (organization_id, id)
);
create index membership_custom_roles_custom_role_id_idx
  on accounts.membership_custom_roles (organization_id, custom_role_id);

-- PlugZero's Team: who owns projects together.
create table accounts.teams (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  name text not null check (length(name) between 1 and 255),
  description text not null default '' check (length(description) <= 2000),
  owner_id uuid, -- one of the OWNERs; null once that person left the organization
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  deleted_at timestamptz,
  unique (organization_id, id),
  constraint teams_owner_id_fkey foreign key (organization_id, owner_id)
    references accounts.memberships (organization_id, user_id) on delete set null (owner_id)
);
create unique index teams_name_key on accounts.teams (organization_id, lower(name)) where deleted_at is null;
create index teams_created_at_idx on accounts.teams (organization_id, created_at, id);
create index teams_owner_id_idx on accounts.teams (organization_id, owner_id);
create index teams_created_by_idx on accounts.teams (created_by);
create index teams_deleted_at_idx on accounts.teams (deleted_at) where deleted_at is not null;
create trigger raise_version before update on accounts.teams
  for each row execute function platform.raise_version();

create table accounts.team_memberships (
  organization_id uuid not null references accounts.organizations (id),
  team_id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, team_id, user_id),
  foreign key (organization_id, team_id) references accounts.teams (organization_id, id) on delete cascade,
  constraint team_memberships_user_id_fkey foreign key (organization_id, user_id)
    references accounts.memberships (organization_id, user_id) on delete cascade
);
create index team_memberships_user_id_idx on accounts.team_memberships (organization_id, user_id, team_id);
create index team_memberships_created_at_idx
  on accounts.team_memberships (organization_id, team_id, created_at, user_id);

-- A project of a team is the team's alone: see `ingestion.project_paths`.
alter table ingestion.projects
  add column team_id uuid,
  add constraint projects_team_id_fkey foreign key (organization_id, team_id)
    references accounts.teams (organization_id, id);
create index projects_team_id_idx on ingestion.projects (organization_id, team_id);

select platform.protect_tenant_table(t) from unnest(array[
  'accounts.custom_roles', 'accounts.membership_custom_roles', 'accounts.teams', 'accounts.team_memberships'
]::regclass[]) t;
grant select, insert, update, delete on accounts.custom_roles, accounts.team_memberships to plugzero_app;
grant select, insert, delete on accounts.membership_custom_roles to plugzero_app;
grant select, insert, update on accounts.teams to plugzero_app;
-- Whom somebody may give a role, `accounts::roles` decides.
grant insert, delete on accounts.membership_roles to plugzero_app;

-- Sign-in tells the roles that somebody holds.
select platform.admit(t, 'plugzero_identity') from unnest(array[
  'accounts.custom_roles', 'accounts.membership_custom_roles', 'accounts.teams', 'accounts.team_memberships'
]::regclass[]) t;
grant select (id, organization_id, name, permissions, is_active) on accounts.custom_roles to plugzero_identity;
grant select, insert on accounts.membership_custom_roles to plugzero_identity;
grant select (id, organization_id, deleted_at) on accounts.teams to plugzero_identity;
grant select (organization_id, team_id, user_id, role) on accounts.team_memberships to plugzero_identity;

-- Retention: deleted teams past their grace.
select platform.admit('accounts.teams', 'plugzero_retention');
grant select (id, organization_id, deleted_at), delete on accounts.teams to plugzero_retention;
grant select (team_id) on ingestion.projects to plugzero_retention;
