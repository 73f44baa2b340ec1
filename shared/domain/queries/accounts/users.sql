--: UserRow(phone?, department?, position?, institution?, last_login_at?)
--: CredentialsRow(totp_secret?)

--! find_by_email : CredentialsRow
select id, email, password_hash, first_name, last_name, email_verified, is_active,
  case when totp_confirmed_at is not null then totp_secret end as totp_secret
from accounts.users
where lower(email) = lower(:email::text) and deleted_at is null;

--! find_credentials : CredentialsRow
select id, email, password_hash, first_name, last_name, email_verified, is_active,
  case when totp_confirmed_at is not null then totp_secret end as totp_secret
from accounts.users
where id = :id and deleted_at is null;

--! find : UserRow
select id, email, first_name, last_name, phone, department, position, institution, segment, timezone,
  email_verified, is_active, totp_confirmed_at is not null as is_2fa_enabled, last_login_at, version, created_at, updated_at
from accounts.users
where id = :id and deleted_at is null;

--! lock : UserRow
-- The same, held until the transaction ends.
select id, email, first_name, last_name, phone, department, position, institution, segment, timezone,
  email_verified, is_active, totp_confirmed_at is not null as is_2fa_enabled, last_login_at, version, created_at, updated_at
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
  email_verified, is_active, totp_confirmed_at is not null as is_2fa_enabled, last_login_at, version, created_at, updated_at;

--! lock_totp : (secret?, confirmed_at?)
-- Held until the transaction ends: of two enrolments at once one comes second.
select totp_secret as secret, totp_confirmed_at as confirmed_at from accounts.users
where id = :id and deleted_at is null
for update;

--! offer_totp
-- Not in force before its first code was shown.
update accounts.users set totp_secret = :secret, totp_last_step = null, updated_at = :now
where id = :id and totp_confirmed_at is null;

--! confirm_totp
update accounts.users set totp_confirmed_at = :now, totp_last_step = :step, updated_at = :now
where id = :id and totp_confirmed_at is null;

--! spend_totp_step
-- A code works once, and none from before it works any more: of two uses at once one comes second.
update accounts.users set totp_last_step = :step
where id = :id and totp_confirmed_at is not null and (totp_last_step is null or totp_last_step < :step);

--! remove_totp
update accounts.users
set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, updated_at = :now
where id = :id and totp_confirmed_at is not null;

--! set_password
update accounts.users set password_hash = :password_hash, updated_at = :now where id = :id;

--! set_email
update accounts.users set email = :email, email_verified = true, updated_at = :now where id = :id;

--! rest
-- The person lets their account rest.
update accounts.users set is_active = false, deactivated_at = :now, updated_at = :now
where id = :id and deleted_at is null;

--! delete
update accounts.users set deleted_at = :now, updated_at = :now where id = :id and deleted_at is null;

--! lock_gone : (deleted_at?)
-- An account that its person may bring back.
select id, deleted_at from accounts.users
where id = :id and anonymised_at is null
  and (deleted_at > :deleted_after or deleted_at is null and not is_active and deactivated_at is not null)
for update;

--! find_gone : (deleted_at?)
-- The same by its address.
select id, email, first_name, deleted_at from accounts.users
where lower(email) = lower(:email::text) and email_verified and anonymised_at is null
  and (deleted_at > :deleted_after or deleted_at is null and not is_active and deactivated_at is not null);

--! restore
-- Whom others deactivated stays so.
update accounts.users
set deleted_at = null, is_active = is_active or deactivated_at is not null, deactivated_at = null, updated_at = :now
where id = :id;
