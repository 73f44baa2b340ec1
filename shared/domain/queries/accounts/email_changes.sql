--! insert
insert into accounts.email_changes (token_hash, user_id, email, created_at, expires_at)
values (:token_hash, :user_id, :email, :now, :expires_at);

--! take
-- Uses the token up; a used or expired one gives nothing.
update accounts.email_changes set used_at = :now
where token_hash = :token_hash and used_at is null and expires_at > :now
returning user_id, email;

--! spend_others
update accounts.email_changes set used_at = :now where user_id = :user_id and used_at is null;
