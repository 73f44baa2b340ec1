--: OrganizationRow(mfa_required_since?)

--! insert
insert into accounts.organizations (id, name, created_at, updated_at)
values (:id, :name, :now, :now);

--! find : OrganizationRow
select id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at
from accounts.organizations where id = :id and deleted_at is null;

--! lock : OrganizationRow
-- The same, held until the transaction ends: changes to who is in an organization come one after the other.
select id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at
from accounts.organizations where id = :id and deleted_at is null
for no key update;

--! lock_owned
-- What the person owns, held until the transaction ends.
select o.id, o.name from accounts.organizations o
where o.deleted_at is null and exists (
  select from accounts.memberships m
  join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id
  join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner'
  where m.organization_id = o.id and m.user_id = :user_id and m.is_active)
order by o.id
for no key update;

--! update (mfa_required_since?, if_version?) : OrganizationRow
update accounts.organizations
set name = :name, data_retention_days = :data_retention_days, mfa_required_since = :mfa_required_since,
  mfa_grace_days = :mfa_grace_days, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version)
returning id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at;

--! delete (if_version?)
update accounts.organizations set deleted_at = :now, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version)
returning name;

--! restore : OrganizationRow
update accounts.organizations set deleted_at = null, updated_at = :now
where id = :id and deleted_at > :deleted_after
returning id, name, data_retention_days, mfa_required_since, mfa_grace_days, version, created_at, updated_at;

--! deleted_with
-- What went together with its only member, at the same moment.
select o.id
from accounts.organizations o join accounts.memberships m on m.organization_id = o.id
where m.user_id = :user_id and o.deleted_at = :deleted_at
order by o.id;

--! is_owned_by
-- Whether the person owns the organization, deleted or not.
select exists (
  select from accounts.memberships m
  join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id
  join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner'
  where m.organization_id = :organization_id and m.user_id = :user_id and m.is_active) as owned;

--! list_of_user : (mfa_deadline?)
-- The organizations of one person with the roles held there, oldest membership first.
select o.id, o.name, m.id as membership_id,
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
  case when o.mfa_required_since is not null and u.totp_confirmed_at is null
    then greatest(o.mfa_required_since, m.created_at) + o.mfa_grace_days * interval '24 hours' end as mfa_deadline
from accounts.memberships m
join accounts.organizations o on o.id = m.organization_id and o.deleted_at is null
join accounts.users u on u.id = m.user_id
where m.user_id = :user_id and m.is_active
order by m.created_at, m.id;

--! list_deleted
-- What the person owns and may still bring back, oldest membership first.
select o.id, o.name, m.created_at as joined_at, o.deleted_at,
  array(
    select r.name
    from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id
    where mr.organization_id = m.organization_id and mr.membership_id = m.id
    order by r.name
  ) as roles
from accounts.memberships m
join accounts.organizations o on o.id = m.organization_id and o.deleted_at > :deleted_after
where m.user_id = :user_id and m.is_active and exists (
  select from accounts.membership_roles mr
  join accounts.roles r on r.id = mr.role_id and r.is_system_role and r.name = 'owner'
  where mr.organization_id = m.organization_id and mr.membership_id = m.id)
order by m.created_at, m.id;

--! rename
update accounts.organizations set name = :name, updated_at = :now where id = :id;
