--! find
select u.id, u.email, u.first_name, u.last_name, tm.role, tm.created_at, tm.updated_at
from accounts.team_memberships tm
join accounts.users u on u.id = tm.user_id
where tm.organization_id = :organization_id and tm.team_id = :team_id and tm.user_id = :user_id;

--! role_of
select role from accounts.team_memberships
where organization_id = :organization_id and team_id = :team_id and user_id = :user_id;

--! insert
insert into accounts.team_memberships (organization_id, team_id, user_id, role, created_at, updated_at)
values (:organization_id, :team_id, :user_id, :role, :now, :now);

--! set_role
insert into accounts.team_memberships (organization_id, team_id, user_id, role, created_at, updated_at)
values (:organization_id, :team_id, :user_id, :role, :now, :now)
on conflict (organization_id, team_id, user_id) do update set role = excluded.role, updated_at = excluded.updated_at;

--! delete
delete from accounts.team_memberships
where organization_id = :organization_id and team_id = :team_id and user_id = :user_id;

--! oldest_owner
-- Who owns the team the longest besides this person.
select user_id from accounts.team_memberships
where organization_id = :organization_id and team_id = :team_id and role = 'OWNER' and user_id <> :but
order by created_at, user_id limit 1;
