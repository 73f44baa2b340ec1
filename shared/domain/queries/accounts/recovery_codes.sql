--! insert
insert into accounts.recovery_codes (user_id, code_hash, created_at)
select :user_id, code_hash, :now from unnest(:code_hashes::bytea[]) as code_hash;

--! spend
-- Of two uses at once one finds it used.
update accounts.recovery_codes set used_at = :now
where user_id = :user_id and code_hash = :code_hash and used_at is null;

--! delete_of_user
delete from accounts.recovery_codes where user_id = :user_id;
