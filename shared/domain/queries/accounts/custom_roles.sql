--: RoleRow(created_at?, updated_at?, created_by?)

--! find : RoleRow
-- A role of the system's or of the organization's own.
select r.id, r.name, r.description, r.permissions, true as is_system_role, true as is_active, 1::bigint as version,
  null::timestamptz as created_at, null::timestamptz as updated_at, null::uuid as created_by
from accounts.roles r where r.id = :id
union all
select c.id, c.name, c.description, c.permissions, false, c.is_active, c.version, c.created_at, c.updated_at, c.created_by
from accounts.custom_roles c where c.id = :id;

--! of_member : RoleRow
-- The roles that a member of the organization holds and that are in force.
select r.id, r.name, r.description, r.permissions, true as is_system_role, true as is_active, 1::bigint as version,
  null::timestamptz as created_at, null::timestamptz as updated_at, null::uuid as created_by
from accounts.memberships m
join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id
join accounts.roles r on r.id = mr.role_id
where m.organization_id = :organization_id and m.user_id = :user_id
union all
select c.id, c.name, c.description, c.permissions, false, c.is_active, c.version, c.created_at, c.updated_at, c.created_by
from accounts.memberships m
join accounts.membership_custom_roles mc on mc.organization_id = m.organization_id and mc.membership_id = m.id
join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active
where m.organization_id = :organization_id and m.user_id = :user_id
order by 5 desc, 2;

--! lock
select id from accounts.custom_roles where id = :id for update;

--! insert
insert into accounts.custom_roles
  (id, organization_id, name, description, permissions, is_active, created_at, updated_at, created_by)
values (:id, :organization_id, :name, :description, :permissions, :is_active, :now, :now, :created_by);

--! update (if_version?)
update accounts.custom_roles
set name = :name, description = :description, permissions = :permissions, is_active = :is_active, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version);

--! delete (if_version?)
delete from accounts.custom_roles where id = :id and (:if_version::bigint is null or version = :if_version);

--! detach
-- Takes the role from everybody who holds it.
delete from accounts.membership_custom_roles where organization_id = :organization_id and custom_role_id = :id;

--! assign
insert into accounts.membership_custom_roles (organization_id, membership_id, custom_role_id, created_at)
select :organization_id, :membership_id, role_id, :now from unnest(:role_ids::uuid[]) as role_id
on conflict do nothing;

--! unassign_except
delete from accounts.membership_custom_roles
where organization_id = :organization_id and membership_id = :membership_id and custom_role_id <> all(:role_ids);

--! assign_system
insert into accounts.membership_roles (organization_id, membership_id, role_id, created_at)
select :organization_id, :membership_id, role_id, :now from unnest(:role_ids::uuid[]) as role_id
on conflict do nothing;

--! unassign_system_except
delete from accounts.membership_roles
where organization_id = :organization_id and membership_id = :membership_id and role_id <> all(:role_ids);
