--! insert
insert into accounts.password_resets (token_hash, user_id, created_at, expires_at)
values (:token_hash, :user_id, :now, :expires_at);

--! take
-- Uses the token up; a used or expired one gives nothing.
update accounts.password_resets set used_at = :now
where token_hash = :token_hash and used_at is null and expires_at > :now
returning user_id;

--! spend_others
update accounts.password_resets set used_at = :now where user_id = :user_id and used_at is null;
