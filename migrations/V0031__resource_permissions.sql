-- What a person, everybody with a role, or a team may do with one thing and what hangs on it: organization → team →
-- project → file, analysis…. And the functions that say who reaches what, by which path: the only place where that is
-- decided, for reads and for lists, and for telling why.
create table accounts.resource_permissions (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  resource_type text not null check (length(resource_type) between 1 and 100),
  resource_id uuid not null,
  principal_type text not null check (principal_type in ('user', 'role', 'team')),
  principal_id uuid not null,
  -- The principal once more, by its kind: a grant goes with whom it was given to, and cannot be given to a stranger.
  user_id uuid,
  role_id uuid,
  custom_role_id uuid,
  team_id uuid,
  permission_type text not null check (permission_type in ('view', 'edit', 'manage')),
  granted_by uuid not null references accounts.users (id),
  expires_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id),
  constraint resource_permissions_principal_key unique (organization_id, resource_type, resource_id, principal_id),
  constraint resource_permissions_user_id_fkey foreign key (organization_id, user_id)
    references accounts.memberships (organization_id, user_id) on delete cascade,
  constraint resource_permissions_role_id_fkey foreign key (role_id) references accounts.roles (id),
  constraint resource_permissions_custom_role_id_fkey foreign key (organization_id, custom_role_id)
    references accounts.custom_roles (organization_id, id) on delete cascade,
  constraint resource_permissions_team_id_fkey foreign key (organization_id, team_id)
    references accounts.teams (organization_id, id) on delete cascade,
  check (num_nonnulls(user_id, role_id, custom_role_id, team_id) = 1),
  check (principal_id = case principal_type
    when 'user' then user_id when 'team' then team_id else coalesce(role_id, custom_role_id) end)
);
create index resource_permissions_principal_idx
  on accounts.resource_permissions (organization_id, principal_id, resource_type, resource_id);
create index resource_permissions_created_at_idx on accounts.resource_permissions (organization_id, created_at, id);
create index resource_permissions_user_id_idx on accounts.resource_permissions (organization_id, user_id);
create index resource_permissions_role_id_idx on accounts.resource_permissions (role_id);
create index resource_permissions_custom_role_id_idx on accounts.resource_permissions (organization_id, custom_role_id);
create index resource_permissions_team_id_idx on accounts.resource_permissions (organization_id, team_id);
create index resource_permissions_granted_by_idx on accounts.resource_permissions (granted_by);
create index resource_permissions_expires_at_idx on accounts.resource_permissions (expires_at)
  where expires_at is not null;
create trigger raise_version before update on accounts.resource_permissions
  for each row execute function platform.raise_version();

select platform.protect_tenant_table('accounts.resource_permissions');
grant select, insert, update, delete on accounts.resource_permissions to plugzero_app;
select platform.admit(t, r) from unnest(array['plugzero_identity', 'plugzero_retention']::name[]) r,
  unnest(array['accounts.resource_permissions']::regclass[]) t;
grant select (id, organization_id, resource_type, resource_id, principal_id, permission_type, expires_at)
  on accounts.resource_permissions to plugzero_identity;
grant select (id, organization_id, resource_type, resource_id, expires_at), delete
  on accounts.resource_permissions to plugzero_retention;

-- How far a word reaches: 1 to look, 2 to work, 3 to manage. What each allows is `accounts::levels`.
create function accounts.level(word text) returns integer
  language sql immutable parallel safe
  return case when word in ('view', 'VIEWER') then 1 when word in ('edit', 'MEMBER') then 2
    when word in ('manage', 'ADMIN', 'OWNER') then 3 else 0 end;

-- The functions below are one SELECT each, so that the planner sees through them and uses the indexes of what the
-- caller asks about. They work with the caller's rights: row-level security holds inside them.

-- What was granted to a person, to a role of theirs or to a team of theirs, and holds at that moment. They are few:
-- an array of them, found once, leads into the index whatever the planner thinks of the rest.
create function accounts.grants_of(organization uuid, person uuid, moment timestamptz)
  returns table (id uuid, resource_type text, resource_id uuid, level integer)
  language sql stable parallel safe
begin atomic
  select g.id, g.resource_type, g.resource_id, accounts.level(g.permission_type)
  from accounts.resource_permissions g
  where g.organization_id = organization
    and (g.expires_at is null or g.expires_at > moment)
    and g.principal_id = any (array(
      select person
      union all
      select mr.role_id
      from accounts.memberships m
      join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id
      where m.organization_id = organization and m.user_id = person
      union all
      select c.id
      from accounts.memberships m
      join accounts.membership_custom_roles mc on mc.organization_id = m.organization_id and mc.membership_id = m.id
      join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active
      where m.organization_id = organization and m.user_id = person
      union all
      select t.id
      from accounts.team_memberships tm
      join accounts.teams t on t.organization_id = tm.organization_id and t.id = tm.team_id and t.deleted_at is null
      where tm.organization_id = organization and tm.user_id = person
    ));
end;

-- The teams that a person reaches. `source_id` is the grant, where it is by a grant.
create function accounts.team_paths(organization uuid, person uuid, moment timestamptz)
  returns table (team_id uuid, level integer, source text, source_id uuid)
  language sql stable parallel safe
begin atomic
  select t.id, accounts.level(tm.role), 'team_role', null::uuid
  from accounts.team_memberships tm
  join accounts.teams t on t.organization_id = tm.organization_id and t.id = tm.team_id and t.deleted_at is null
  where tm.organization_id = organization and tm.user_id = person
  union all
  select t.id, g.level, 'grant', g.id
  from accounts.grants_of(organization, person, moment) g
  join accounts.teams t on t.organization_id = organization and t.id = g.resource_id and t.deleted_at is null
  where g.resource_type = 'team';
end;

-- The projects that a person reaches besides those that their roles show them all. A project without a team shows
-- itself to its members and its manager, who may do with it what their roles say (`by_role`); one with a team to the
-- team, by level.
create function ingestion.project_paths(organization uuid, person uuid, moment timestamptz)
  returns table (project_id uuid, by_role boolean, level integer, source text, source_id uuid)
  language sql stable parallel safe
begin atomic
  select p.id, true, 0, 'member', null::uuid
  from ingestion.project_members pm
  join ingestion.projects p on p.organization_id = pm.organization_id and p.id = pm.project_id and p.team_id is null
  where pm.organization_id = organization and pm.user_id = person
  union all
  select p.id, true, 0, 'manager', null::uuid
  from ingestion.projects p
  where p.organization_id = organization and p.manager_id = person and p.team_id is null
  union all
  select p.id, false, t.level, t.source, t.source_id
  from accounts.team_paths(organization, person, moment) t
  join ingestion.projects p on p.organization_id = organization and p.team_id = t.team_id
  union all
  select g.resource_id, false, g.level, 'grant', g.id
  from accounts.grants_of(organization, person, moment) g
  where g.resource_type = 'project';
end;

-- Whether and how far a person reaches one project: `level` is null where they do not.
create function ingestion.project_access(organization uuid, person uuid, moment timestamptz, project uuid)
  returns table (by_role boolean, level integer)
  language sql stable parallel safe
begin atomic
  select bool_or(t.by_role), max(t.level)
  from ingestion.project_paths(organization, person, moment) t
  where t.project_id = project;
end;

-- How far grants on one thing itself reach; null where there is none.
create function accounts.granted(organization uuid, person uuid, moment timestamptz, kind text, thing uuid)
  returns table (level integer)
  language sql stable parallel safe
begin atomic
  select max(g.level)
  from accounts.grants_of(organization, person, moment) g
  where g.resource_type = kind and g.resource_id = thing;
end;
