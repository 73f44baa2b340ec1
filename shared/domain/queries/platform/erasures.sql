--: ErasureRow(failure_code?, failure_message?, completed_at?)

--! find : ErasureRow
-- An erasure, for whoever may erase people, and for the person.
select id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at,
  updated_at, completed_at
from platform.erasures
where id = :id and (:sees_all::boolean or user_id = :user_id::uuid);

--! find_open : ErasureRow
select id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at,
  updated_at, completed_at
from platform.erasures
where organization_id = :organization_id and user_id = :user_id and status in ('QUEUED', 'RUNNING');

--! insert : ErasureRow
-- Nothing comes back where another request wrote the row first.
insert into platform.erasures
  (id, organization_id, user_id, requested_by, scope, created_at, updated_at)
values (:id, :organization_id, :user_id, :requested_by, :scope, :now, :now)
on conflict (organization_id, user_id) where status in ('QUEUED', 'RUNNING') do nothing
returning id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at,
  updated_at, completed_at;

--! widen : ErasureRow
-- The person asks for more than the organization did.
update platform.erasures set scope = 'account', updated_at = :now where id = :id
returning id, user_id, requested_by, scope, status, failure_code, failure_message, progress_rows, version, created_at,
  updated_at, completed_at;

--! is_member
select exists (
  select from accounts.memberships where organization_id = :organization_id and user_id = :user_id) as found;

--! is_owner
select exists (
  select from accounts.memberships m
  join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id
  join accounts.roles r on r.id = mr.role_id and r.name = 'owner'
  where m.organization_id = :organization_id and m.user_id = :user_id) as found;

--! lock
-- One request at a time in an organization, so that its owners do not leave together.
select pg_advisory_xact_lock(hashtextextended('platform.erasures/' || :organization_id::uuid, 0)) is not null as locked;

--! owns_alone
-- Whether the organization would have no owner without this person, and without those about to be erased.
select exists (
  select from accounts.memberships m
  join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id
  join accounts.roles r on r.id = mr.role_id and r.name = 'owner'
  where m.organization_id = :organization_id and m.user_id = :user_id and not exists (
    select from accounts.memberships other
    join accounts.membership_roles omr on omr.organization_id = other.organization_id and omr.membership_id = other.id
      and omr.role_id = mr.role_id
    join accounts.users u on u.id = other.user_id and u.is_active and u.deleted_at is null
    where other.organization_id = m.organization_id and other.user_id <> m.user_id
      and not exists (select from platform.erasures e
        where e.organization_id = other.organization_id and e.user_id = other.user_id
          and e.status in ('QUEUED', 'RUNNING')))) as alone;

--! organizations_of
-- Where a person belongs.
select organization_id from accounts.memberships where user_id = :user_id order by organization_id;

--! organizations_that_know
-- Whose logs hold where a person came from, whether they still belong there or not.
select distinct organization_id from platform.audit_logs where actor_id = :user_id and origin_salt is not null
order by organization_id;

--! claim : (organization_ids?)
-- Takes the work: counts the attempt before it and raises the fence. A live lease and a finished row are left alone.
update platform.erasures
set status = 'RUNNING', attempts = attempts + 1, lease_owner = :owner, lease_until = :lease_until, fence = fence + 1,
  updated_at = :now
where id = :id and (status = 'QUEUED' or (status = 'RUNNING' and lease_until <= :now))
returning user_id, scope, organization_ids, progress_rows, attempts, fence;

--! exists
select true as found from platform.erasures where id = :id;

--! note_begin
-- What the work is about, before it removes what tells it.
update platform.erasures set scope = :scope, organization_ids = :organization_ids, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! renew
update platform.erasures
set lease_until = :lease_until, progress_rows = :progress_rows, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! release
-- Gives the work back: the lease lapses at once.
update platform.erasures
set lease_until = :now, attempts = attempts - :uncounted::integer, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! succeed
update platform.erasures
set status = 'SUCCEEDED', progress_rows = :rows, lease_owner = null, lease_until = null, completed_at = :now,
  updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! fail
update platform.erasures
set status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message, lease_owner = null,
  lease_until = null, completed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';
