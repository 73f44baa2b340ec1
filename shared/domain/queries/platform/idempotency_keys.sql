--! lock
-- False where another request with the same key is being answered right now.
select pg_try_advisory_xact_lock(hashtextextended(:name, 1)) as locked;

--! find
select request_hash, status, headers, body
from platform.idempotency_keys
where organization_id = :organization_id and user_id = :user_id and route = :route and key = :key
  and expires_at > :now;

--! insert
-- An expired record makes room.
insert into platform.idempotency_keys
  (organization_id, user_id, route, key, request_hash, status, headers, body, created_at, expires_at)
values (:organization_id, :user_id, :route, :key, :request_hash, :status, :headers, :body, :now, :expires_at);

--! delete_expired
delete from platform.idempotency_keys
where organization_id = :organization_id and user_id = :user_id and route = :route and key = :key
  and expires_at <= :now;
