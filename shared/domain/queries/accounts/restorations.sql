--! insert (organization_id?)
insert into accounts.restorations (token_hash, user_id, organization_id, created_at, expires_at)
values (:token_hash, :user_id, :organization_id, :now, :expires_at);

--! take : (organization_id?)
-- Uses the token up; a used or expired one gives nothing.
update accounts.restorations set used_at = :now
where token_hash = :token_hash and used_at is null and expires_at > :now
returning user_id, organization_id;

--! spend_of_user
update accounts.restorations set used_at = :now
where user_id = :user_id and organization_id is null and used_at is null;

--! spend_of_organization
update accounts.restorations set used_at = :now where organization_id = :organization_id and used_at is null;
