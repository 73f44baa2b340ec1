--! authorize (session_id?, key_hash?) : (factor_at?, api_key_id?, scopes?, last_used_at?, mfa_deadline?)
-- Whether the session or the API key still stands, and what its person may do: the first round trip of every tenant
-- transaction. A key has no factor.
select
  s.factor_at, s.api_key_id, s.scopes, s.last_used_at,
  case when o.mfa_required_since is not null and u.totp_confirmed_at is null
    then greatest(o.mfa_required_since, m.created_at) + o.mfa_grace_days * interval '24 hours' end as mfa_deadline,
  array(
    select r.name
    from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id
    where mr.organization_id = m.organization_id and mr.membership_id = m.id
    union all
    select c.name
    from accounts.membership_custom_roles mc
    join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active
    where mc.organization_id = m.organization_id and mc.membership_id = m.id
    order by 1
  ) as roles,
  array(
    select p.name
    from accounts.membership_roles mr
    join accounts.roles r on r.id = mr.role_id,
    jsonb_array_elements_text(r.permissions) as p (name)
    where mr.organization_id = m.organization_id and mr.membership_id = m.id
    union
    select p.name
    from accounts.membership_custom_roles mc
    join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active,
    jsonb_array_elements_text(c.permissions) as p (name)
    where mc.organization_id = m.organization_id and mc.membership_id = m.id
  ) as permissions,
  coalesce((
    select max(g.level) from accounts.grants_of(s.organization_id, s.user_id, :now) g
    where g.resource_type = 'organization' and g.resource_id = s.organization_id
  ), 0) as level
from (
  select organization_id, user_id, coalesce(factor_at, created_at) as factor_at, null::uuid as api_key_id,
    null::text[] as scopes, null::timestamptz as last_used_at
  from accounts.sessions
  where organization_id = :organization_id and id = :session_id::uuid and user_id = :user_id and revoked_at is null
    and expires_at > :now
  union all
  select organization_id, user_id, null, id, scopes, last_used_at
  from accounts.api_keys
  where organization_id = :organization_id and key_hash = :key_hash::bytea and user_id = :user_id
    and revoked_at is null and (expires_at is null or expires_at > :now)
) s
join accounts.memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id and m.is_active
join accounts.users u on u.id = s.user_id and u.is_active and u.deleted_at is null
join accounts.organizations o on o.id = s.organization_id and o.deleted_at is null;

--! stands_in_deleted
-- Whether the session would still stand, were it not for its organization, which was deleted.
select exists (
  select from accounts.sessions s
  join accounts.memberships m on m.organization_id = s.organization_id and m.user_id = s.user_id and m.is_active
  join accounts.users u on u.id = s.user_id and u.is_active and u.deleted_at is null
  join accounts.organizations o on o.id = s.organization_id and o.deleted_at is not null
  where s.organization_id = :organization_id and s.id = :session_id and s.user_id = :user_id
    and s.revoked_at is null and s.expires_at > :now) as stands;

--! insert (ip?, user_agent?, factor_at?)
insert into accounts.sessions (id, organization_id, user_id, ip, user_agent, created_at, expires_at, factor_at)
values (:id, :organization_id, :user_id, (:ip::text)::inet, :user_agent, :now, :expires_at, :factor_at);

--! revoke_of_member
-- Ends every session of a person in one organization.
update accounts.sessions set revoked_at = :now, revoked_reason = :reason
where organization_id = :organization_id and user_id = :user_id and revoked_at is null;

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
