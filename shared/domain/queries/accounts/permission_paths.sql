--! of_team : (level?, role?)
-- Whether and how far a person reaches a team, and what they are in it. Teams are visible by role too.
select greatest(own.level, g.level) as level, own.role
from accounts.teams t
left join lateral (
  select tm.role, accounts.level(tm.role) as level
  from accounts.team_memberships tm
  where tm.organization_id = :organization_id and tm.team_id = t.id and tm.user_id = :person
) own on true
cross join lateral accounts.granted(:organization_id, :person, :moment, 'team', t.id) g
where t.id = :id and t.deleted_at is null;

--! of_project
-- No row where the person does not reach the project and not all are visible to them.
select coalesce(a.by_role, false) as by_role, coalesce(a.level, 0) as level
from ingestion.projects p
cross join lateral ingestion.project_access(:organization_id, :person, :moment, p.id) a
where p.id = :id and p.deleted_at is null and (:sees_all::boolean or a.level is not null);

--! of_file
-- Through its project, or by a grant on the file itself.
select coalesce(a.by_role, false) as by_role, greatest(a.level, g.level, 0) as level
from ingestion.files f
join ingestion.projects p on p.organization_id = f.organization_id and p.id = f.project_id and p.deleted_at is null
cross join lateral ingestion.project_access(:organization_id, :person, :moment, f.project_id) a
cross join lateral accounts.granted(:organization_id, :person, :moment, 'file', f.id) g
where f.id = :id and (:sees_all::boolean or a.level is not null or g.level is not null);

--! of_analysis
select coalesce(a.by_role, false) as by_role, greatest(a.level, g.level, 0) as level
from intelligence.analysis_results r
join ingestion.projects p on p.organization_id = r.organization_id and p.id = r.project_id and p.deleted_at is null
cross join lateral ingestion.project_access(:organization_id, :person, :moment, r.project_id) a
cross join lateral accounts.granted(:organization_id, :person, :moment, 'analysis', r.id) g
where r.id = :id and (:sees_all::boolean or a.level is not null or g.level is not null);

--! highest : (level?)
-- How far the person reaches anywhere: for who is asked before it is known what they want to do it with.
select greatest(
  (select max(t.level) from accounts.team_paths(:organization_id, :person, :moment) t),
  (select max(g.level) from accounts.grants_of(:organization_id, :person, :moment) g)
) as level;

--: PathRow(source_id?)

--! organization_paths : PathRow
select false as by_role, g.level, 'grant' as source, g.id as source_id
from accounts.grants_of(:organization_id, :person, :moment) g
where g.resource_type = 'organization' and g.resource_id = :organization_id;

--! team_paths : PathRow
select false as by_role, t.level, t.source, t.source_id
from accounts.team_paths(:organization_id, :person, :moment) t where t.team_id = :id;

--! project_paths : PathRow
select p.by_role, p.level, p.source, p.source_id
from ingestion.project_paths(:organization_id, :person, :moment) p where p.project_id = :id;

--! resource_paths : PathRow
select false as by_role, g.level, 'grant' as source, g.id as source_id
from accounts.grants_of(:organization_id, :person, :moment) g
where g.resource_type = :resource_type and g.resource_id = :id;

--! standing
-- Whether a member of the organization may do anything at all.
select u.is_active and u.deleted_at is null as is_active
from accounts.memberships m join accounts.users u on u.id = m.user_id
where m.organization_id = :organization_id and m.user_id = :person;
