--: InvitationRow(accepted_at?, accepted_by?, revoked_at?)

--! find : InvitationRow
select i.id, i.email, i.roles, i.invited_by, i.version, i.created_at, i.updated_at, i.sent_at, i.expires_at,
  i.accepted_at, i.accepted_by, i.revoked_at
from accounts.invitations i where i.organization_id = :organization_id and i.id = :id;

--! lock
select id from accounts.invitations where organization_id = :organization_id and id = :id for update;

--! insert
insert into accounts.invitations
  (id, organization_id, email, roles, token_hash, invited_by, created_at, updated_at, sent_at, expires_at)
values (:id, :organization_id, :email, :roles, :token_hash, :invited_by, :now, :now, :now, :expires_at);

--! revoke_open
-- A new invitation of the same address takes the place of the one before.
update accounts.invitations set revoked_at = :now, updated_at = :now
where organization_id = :organization_id and lower(email) = lower(:email::text)
  and accepted_at is null and revoked_at is null;

--! count_open
select count(*) from accounts.invitations
where organization_id = :organization_id and accepted_at is null and revoked_at is null and expires_at > :now;

--! renew
update accounts.invitations set token_hash = :token_hash, sent_at = :now, expires_at = :expires_at, updated_at = :now
where id = :id and accepted_at is null and revoked_at is null;

--! revoke (if_version?)
update accounts.invitations set revoked_at = :now, updated_at = :now
where id = :id and accepted_at is null and revoked_at is null
  and (:if_version::bigint is null or version = :if_version);

--! find_offer
-- What a mailed token offers.
select i.id, i.organization_id, o.name as organization_name, i.email
from accounts.invitations i
join accounts.organizations o on o.id = i.organization_id and o.deleted_at is null
where i.token_hash = :token_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > :now;

--! take
-- Uses the token up: of two uses at once one finds it used.
update accounts.invitations i set accepted_at = :now, accepted_by = :user_id, updated_at = :now
from accounts.organizations o
where i.token_hash = :token_hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > :now
  and o.id = i.organization_id and o.deleted_at is null
returning i.id, i.organization_id, i.roles, i.invited_by;
