--: ApiKeyRow(expires_at?, last_used_at?, replaces?, replaced_at?)

--! find : ApiKeyRow
-- A key that the caller may see and that nobody revoked.
select id, user_id, name, hint, scopes, expires_at, last_used_at, replaces, replaced_at, version, created_at, updated_at
from accounts.api_keys
where organization_id = :organization_id and id = :id and revoked_at is null
  and (:sees_all::boolean or user_id = :user_id::uuid);

--! lock
-- Holds the row until the transaction ends.
select id from accounts.api_keys where organization_id = :organization_id and id = :id for update;

--! insert (expires_at?, replaces?)
insert into accounts.api_keys
  (id, organization_id, user_id, name, key_hash, hint, scopes, expires_at, replaces, created_at, updated_at)
values (:id, :organization_id, :user_id, :name, :key_hash, :hint, :scopes, :expires_at, :replaces, :now, :now);

--! revoke (if_version?)
update accounts.api_keys set revoked_at = :now, updated_at = :now
where organization_id = :organization_id and id = :id and revoked_at is null
  and (:if_version::bigint is null or version = :if_version);

--! retire
-- A rotated key works until its overlap ends, never longer than it would have.
update accounts.api_keys
set expires_at = least(expires_at, :until::timestamptz), replaced_at = :now, updated_at = :now
where organization_id = :organization_id and id = :id;

--! count_live
select count(*) from accounts.api_keys
where organization_id = :organization_id and user_id = :user_id and revoked_at is null
  and (expires_at is null or expires_at > :now);
