--: TeamRow(owner_id?, deleted_at?)

--! find : TeamRow
-- Whether the caller may see it, `accounts::access` says.
select t.id, t.name, t.description, t.owner_id, t.version, t.created_at, t.updated_at, t.created_by, t.deleted_at,
  (select count(*) from accounts.team_memberships tm
   where tm.organization_id = t.organization_id and tm.team_id = t.id) as member_count
from accounts.teams t where t.id = :id and t.deleted_at is null;

--! find_deleted : TeamRow
select t.id, t.name, t.description, t.owner_id, t.version, t.created_at, t.updated_at, t.created_by, t.deleted_at,
  (select count(*) from accounts.team_memberships tm
   where tm.organization_id = t.organization_id and tm.team_id = t.id) as member_count
from accounts.teams t where t.id = :id and t.deleted_at is not null;

--! lock
-- Changes to who is in a team come one after the other.
select id from accounts.teams where id = :id for no key update;

--! hold
-- A team that a project is put into stays until that is done.
select id from accounts.teams where id = :id and deleted_at is null for share;

--! insert (owner_id?)
insert into accounts.teams (id, organization_id, name, description, owner_id, created_at, updated_at, created_by)
values (:id, :organization_id, :name, :description, :owner_id, :now, :now, :created_by);

--! update (owner_id?, if_version?)
update accounts.teams
set name = :name, description = :description, owner_id = :owner_id, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version);

--! touch
-- A changed child set raises its parent's version.
update accounts.teams set updated_at = :now where id = :id;

--! delete (if_version?)
update accounts.teams set deleted_at = :now, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version);

--! restore
update accounts.teams set deleted_at = null, updated_at = :now where id = :id and deleted_at is not null;
