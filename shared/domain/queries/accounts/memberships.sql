--! insert
insert into accounts.memberships (id, organization_id, user_id, created_at, updated_at)
values (:id, :organization_id, :user_id, :now, :now);

--! count_members
-- How many of these people belong to the current organization.
select count(*) from accounts.memberships where user_id = any(:user_ids);

--! find : (department?, position?, institution?, last_login_at?)
-- A member, as colleagues see them. Their version is that of the membership and of the person together.
select m.id, u.id as user_id, u.email, u.first_name, u.last_name, u.department, u.position, u.institution, u.segment,
  u.timezone, u.last_login_at, u.totp_confirmed_at is not null as is_2fa_enabled, m.is_active,
  array(
    select r.name from accounts.roles_of(m.organization_id, m.id) r order by r.name
  ) as roles,
  m.version + u.version as version, m.created_at, greatest(m.updated_at, u.updated_at) as updated_at
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.deleted_at is null
where m.organization_id = :organization_id and m.user_id = :user_id;

--! lock
select id from accounts.memberships where organization_id = :organization_id and user_id = :user_id for update;

--! set_active
update accounts.memberships set is_active = :is_active, updated_at = :now where id = :id;

--! touch
-- A changed child set raises its parent's version.
update accounts.memberships set updated_at = :now where id = :id;

--! delete
delete from accounts.memberships where id = :id;

--! has_address
-- Whether a member has the address, active or not.
select exists (
  select from accounts.memberships m join accounts.users u on u.id = m.user_id
  where m.organization_id = :organization_id and lower(u.email) = lower(:email::text)) as found;

--! count_other_owners
-- How many others own the organization and could act.
select count(*)
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
where m.organization_id = :organization_id and m.user_id <> :user_id and m.is_active and exists (
  select from accounts.membership_roles mr
  join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner'
  where mr.organization_id = m.organization_id and mr.membership_id = m.id);

--! count_others
-- How many others belong to the organization and could sign in.
select count(*)
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
where m.organization_id = :organization_id and m.user_id <> :user_id and m.is_active;

--! owners_without_factor
select count(*)
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null and u.totp_confirmed_at is null
where m.organization_id = :organization_id and m.is_active and exists (
  select from accounts.membership_roles mr
  join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner'
  where mr.organization_id = m.organization_id and mr.membership_id = m.id);

--! owners
-- Who owns the organization and could act: they hear of its end.
select u.id, u.email, u.first_name
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
where m.organization_id = :organization_id and m.is_active and exists (
  select from accounts.membership_roles mr
  join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner'
  where mr.organization_id = m.organization_id and mr.membership_id = m.id)
order by u.id;

--! permissions_of
-- What a member who could act may do.
select
  array(
    select r.name from accounts.roles_of(m.organization_id, m.id) r order by r.name
  ) as roles,
  array(
    select distinct p.name
    from accounts.roles_of(m.organization_id, m.id) r, jsonb_array_elements_text(r.permissions) as p (name)
  ) as permissions
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
where m.organization_id = :organization_id and m.user_id = :user_id and m.is_active;

--! any_organization
-- The oldest organization of a person, standing or not: on its account goes what is mailed to them.
select organization_id from accounts.memberships where user_id = :user_id order by created_at, id limit 1;

--! set_avatar (media_id?)
update accounts.memberships set avatar_media_id = :media_id, updated_at = :now
where organization_id = :organization_id and user_id = :user_id;

--! avatar : (media_id?)
select avatar_media_id as media_id from accounts.memberships
where organization_id = :organization_id and user_id = :user_id;

--! standing
-- Whether a person belongs to the current organization by now, and what they may do there: for jobs that work on
-- somebody's behalf.
select
  array(
    select r.name from accounts.roles_of(m.organization_id, m.id) r order by r.name
  ) as roles,
  array(
    select distinct p.name
    from accounts.roles_of(m.organization_id, m.id) r, jsonb_array_elements_text(r.permissions) as p (name)
  ) as permissions,
  coalesce((
    select max(g.level) from accounts.grants_of(m.organization_id, m.user_id, :now) g
    where g.resource_type = 'organization' and g.resource_id = m.organization_id
  ), 0) as level
from accounts.memberships m
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
join accounts.organizations o on o.id = m.organization_id and o.deleted_at is null
where m.organization_id = :organization_id and m.user_id = :user_id and m.is_active;
