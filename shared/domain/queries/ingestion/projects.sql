--: ProjectRow(team_id?, start_date?, end_date?, manager_id?)

--! find : ProjectRow
-- Whether the caller may see it, `accounts::access` says.
select id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at,
  created_by
from ingestion.projects
where id = :id and deleted_at is null;

--! lock : ProjectRow
-- The same, held until the transaction ends.
select id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at,
  created_by
from ingestion.projects
where id = :id and deleted_at is null
for update;

--! insert (team_id?, start_date?, end_date?, manager_id?) : ProjectRow
insert into ingestion.projects
  (id, organization_id, team_id, name, description, status, start_date, end_date, manager_id, created_at, updated_at,
   created_by)
values (:id, :organization_id, :team_id, :name, :description, :status, :start_date, :end_date, :manager_id, :now, :now,
  :created_by)
returning id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at,
  created_by;

--! update (team_id?, start_date?, end_date?, manager_id?, if_version?) : ProjectRow
update ingestion.projects
set team_id = :team_id, name = :name, description = :description, status = :status, start_date = :start_date,
  end_date = :end_date, manager_id = :manager_id, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version)
returning id, team_id, name, description, status, start_date, end_date, manager_id, version, created_at, updated_at,
  created_by;

--! delete (if_version?)
update ingestion.projects set deleted_at = :now, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version);

--! touch
-- A changed child set raises its parent's version.
update ingestion.projects set updated_at = :now where id = :id returning version;

--! members
select u.id, u.email, u.first_name, u.last_name
from ingestion.project_members pm
join accounts.users u on u.id = pm.user_id
where pm.project_id = :project_id
order by u.first_name, u.last_name, u.id;

--! add_members
insert into ingestion.project_members (organization_id, project_id, user_id, created_at)
select :organization_id, :project_id, user_id, :now from unnest(:user_ids::uuid[]) as user_id
on conflict do nothing;

--! remove_members_except
delete from ingestion.project_members where project_id = :project_id and user_id <> all(:user_ids);
