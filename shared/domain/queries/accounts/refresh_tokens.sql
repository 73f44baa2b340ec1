--! insert
insert into accounts.refresh_tokens (token_hash, organization_id, session_id, successor_salt, created_at, expires_at)
values (:token_hash, :organization_id, :session_id, :successor_salt, :now, :expires_at);

--! lock : (retired_at?, retired_by_client?, session_revoked_at?)
-- The row lock makes rotations of one token wait for each other.
select t.organization_id, t.session_id, t.successor_salt, t.expires_at, t.retired_at, t.retired_by_client,
  s.user_id, s.revoked_at as session_revoked_at,
  least(s.expires_at, (
    select coalesce(s.refreshed_at, s.created_at) + (o.setting_value #>> '{}')::integer * interval '1 minute'
    from platform.system_settings o
    where o.organization_id = s.organization_id and o.setting_key = 'session_timeout_minutes'
  )) as session_expires_at
from accounts.refresh_tokens t
join accounts.sessions s on s.id = t.session_id and s.organization_id = t.organization_id
join accounts.users u on u.id = s.user_id and u.is_active and u.deleted_at is null
where t.token_hash = :token_hash
for update of t;

--! retire
update accounts.refresh_tokens set retired_at = :now, retired_by_client = :client_hash
where token_hash = :token_hash and retired_at is null;
