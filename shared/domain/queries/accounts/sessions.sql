--! authorize
-- Whether the session still stands, and what its person may do: the first round trip of every tenant transaction.
select
  coalesce(s.factor_at, s.created_at) as factor_at,
  array(
    select r.name
    from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id
    where mr.organization_id = m.organization_id and mr.membership_id = m.id
    order by r.name
  ) as roles,
  array(
    select distinct p.name
    from accounts.membership_roles mr
    join accounts.roles r on r.id = mr.role_id,
    jsonb_array_elements_text(r.permissions) as p (name)
    where mr.organization_id = m.organization_id and mr.membership_id = m.id
  ) as permissions
from accounts.sessions s
join accounts.memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id
join accounts.users u on u.id = s.user_id and u.is_active and u.deleted_at is null
join accounts.organizations o on o.id = s.organization_id and o.deleted_at is null
where s.organization_id = :organization_id
  and s.id = :session_id
  and s.user_id = :user_id
  and s.revoked_at is null
  and s.expires_at > :now;

--! insert (ip?, user_agent?)
insert into accounts.sessions (id, organization_id, user_id, ip, user_agent, created_at, expires_at)
values (:id, :organization_id, :user_id, (:ip::text)::inet, :user_agent, :now, :expires_at);

--! revoke
update accounts.sessions set revoked_at = :now, revoked_reason = :reason
where id = :id and revoked_at is null;

--! prove_factor
-- Notes that the person has just proven a factor.
update accounts.sessions set factor_at = :now
where organization_id = :organization_id and id = :id and user_id = :user_id and revoked_at is null
  and expires_at > :now;

--! extend
update accounts.sessions set expires_at = :expires_at, refreshed_at = :now where id = :id;

--: SessionRow(ip?, user_agent?)

--! list : SessionRow
-- The latest of a person's sessions that stand.
select id, organization_id, host(ip) as ip, user_agent, created_at, coalesce(refreshed_at, created_at) as last_used_at,
  expires_at
from accounts.sessions
where user_id = :user_id and revoked_at is null and expires_at > :now
order by created_at desc, id desc limit 200;

--! find : SessionRow
select id, organization_id, host(ip) as ip, user_agent, created_at, coalesce(refreshed_at, created_at) as last_used_at,
  expires_at
from accounts.sessions
where user_id = :user_id and revoked_at is null and expires_at > :now and id = :id;

--! revoke_others (but?)
update accounts.sessions set revoked_at = :now, revoked_reason = :reason
where user_id = :user_id and revoked_at is null and (:but::uuid is null or id <> :but);
