--: GrantRow(expires_at?)

--! find : GrantRow
select id, resource_type, resource_id, principal_type, principal_id, permission_type, granted_by, expires_at, version,
  created_at, updated_at
from accounts.resource_permissions where id = :id;

--! find_many : GrantRow
select id, resource_type, resource_id, principal_type, principal_id, permission_type, granted_by, expires_at, version,
  created_at, updated_at
from accounts.resource_permissions where id = any(:ids);

--! lock
select id from accounts.resource_permissions where id = :id for update;

--! insert (user_id?, role_id?, custom_role_id?, team_id?, expires_at?)
insert into accounts.resource_permissions
  (id, organization_id, resource_type, resource_id, principal_type, principal_id, user_id, role_id, custom_role_id,
   team_id, permission_type, granted_by, expires_at, created_at, updated_at)
values (:id, :organization_id, :resource_type, :resource_id, :principal_type, :principal_id, :user_id, :role_id,
  :custom_role_id, :team_id, :permission_type, :granted_by, :expires_at, :now, :now);

--! delete_expired
-- A new grant takes its place.
delete from accounts.resource_permissions
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id
  and principal_id = :principal_id and expires_at <= :now;

--! update (expires_at?, if_version?)
update accounts.resource_permissions
set permission_type = :permission_type, expires_at = :expires_at, granted_by = :granted_by, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version);

--! delete (if_version?)
delete from accounts.resource_permissions where id = :id and (:if_version::bigint is null or version = :if_version);

--! forget
-- The thing itself is gone.
delete from accounts.resource_permissions
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id;

--! live_team
select id from accounts.teams where id = :id and deleted_at is null;
