--! list
-- Every key that may still verify a token, the youngest signer first.
select id, public_key, wrapped_private_key, signs_from, verifies_until, created_at
from accounts.signing_keys
where verifies_until > :now
order by signs_from desc, id;

--! lock
-- One rotation at a time.
select pg_advisory_xact_lock(hashtextextended('accounts.signing_keys', 0)) is not null as locked;

--! insert
insert into accounts.signing_keys (id, public_key, wrapped_private_key, created_at, signs_from, verifies_until)
values (:id, :public_key, :wrapped_private_key, :now, :signs_from, :verifies_until);
