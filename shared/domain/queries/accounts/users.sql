--: UserRow(phone?, department?, position?, institution?, last_login_at?)

--! find_by_email
select id, email, password_hash, first_name, last_name, email_verified, is_active
from accounts.users
where lower(email) = lower(:email::text) and deleted_at is null;

--! find_credentials
select id, email, password_hash, first_name, last_name, email_verified, is_active
from accounts.users
where id = :id and deleted_at is null;

--! find : UserRow
select id, email, first_name, last_name, phone, department, position, institution, segment, timezone,
  email_verified, is_active, last_login_at, version, created_at, updated_at
from accounts.users
where id = :id and deleted_at is null;

--! lock : UserRow
-- The same, held until the transaction ends.
select id, email, first_name, last_name, phone, department, position, institution, segment, timezone,
  email_verified, is_active, last_login_at, version, created_at, updated_at
from accounts.users
where id = :id and deleted_at is null
for update;

--! insert_unverified
-- Nothing comes back where somebody was quicker with the same address.
insert into accounts.users (id, email, password_hash, first_name, last_name, created_at, updated_at)
values (:id, :email, :password_hash, :first_name, :last_name, :now, :now)
on conflict (lower(email)) do nothing
returning id;

--! verify
-- The credentials are those of the registration whose token came back.
update accounts.users
set email_verified = true, password_hash = :password_hash, first_name = :first_name, last_name = :last_name,
  updated_at = :now
where id = :id and not email_verified;

--! note_login
update accounts.users set last_login_at = :now where id = :id;

--! rehash_password
update accounts.users set password_hash = :password_hash, updated_at = :now
where id = :id and password_hash = :old_password_hash;

--! update (phone?, department?, position?, institution?, if_version?) : UserRow
update accounts.users
set first_name = :first_name, last_name = :last_name, phone = :phone, department = :department,
  position = :position, institution = :institution, timezone = :timezone, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version)
returning id, email, first_name, last_name, phone, department, position, institution, segment, timezone,
  email_verified, is_active, last_login_at, version, created_at, updated_at;
