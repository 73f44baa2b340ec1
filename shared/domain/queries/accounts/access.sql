--! of_people : (level?)
-- How each of these members reaches the thing: what `accounts::access` needs to answer for others than the caller.
select m.user_id,
  array(
    select granted.name
    from accounts.membership_roles mr
    join accounts.roles r on r.id = mr.role_id,
    jsonb_array_elements_text(r.permissions) as granted (name)
    where mr.organization_id = m.organization_id and mr.membership_id = m.id
    union
    select granted.name
    from accounts.membership_custom_roles mc
    join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active,
    jsonb_array_elements_text(c.permissions) as granted (name)
    where mc.organization_id = m.organization_id and mc.membership_id = m.id
  ) as permissions,
  coalesce(o.level, 0) as organization_level, coalesce(a.by_role, false) as by_role,
  greatest(a.level, g.level, t.level) as level
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
cross join lateral accounts.granted(m.organization_id, m.user_id, :moment, 'organization', m.organization_id) o
cross join lateral ingestion.project_access(m.organization_id, m.user_id, :moment, :project_id) a
cross join lateral accounts.granted(m.organization_id, m.user_id, :moment, :resource_type, :resource_id) g
left join lateral (
  select max(p.level) as level from accounts.team_paths(m.organization_id, m.user_id, :moment) p
  where :resource_type = 'team' and p.team_id = :resource_id
) t on true
where m.organization_id = :organization_id and m.user_id = any(:user_ids) and m.is_active
order by m.user_id;

--! project
select id from ingestion.projects where id = :id and deleted_at is null;

--! project_of_file
select p.id from ingestion.files f
join ingestion.projects p on p.organization_id = f.organization_id and p.id = f.project_id and p.deleted_at is null
where f.id = :id;

--! project_of_analysis
select p.id from intelligence.analysis_results a
join ingestion.projects p on p.organization_id = a.organization_id and p.id = a.project_id and p.deleted_at is null
where a.id = :id;
