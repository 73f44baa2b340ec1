-- Second factors, forgotten passwords, changed addresses, and sessions that people see.

-- The seed of one-time codes is sealed (`runtime::aws::envelope`). It is in force once its first code was shown; the
-- last step that was accepted is kept, because a code works once.
alter table accounts.users
  add column totp_secret bytea,
  add column totp_confirmed_at timestamptz,
  add column totp_last_step bigint;
-- Every area names its own reasons.
alter table accounts.sessions drop constraint if exists sessions_revoked_reason_check;
alter table accounts.sessions
  add constraint sessions_revoked_reason_length check (length(revoked_reason) between 1 and 50) not valid;

-- Global, like the people whose they are: sign-in happens before a tenant is known.
create table accounts.recovery_codes (
  user_id uuid not null references accounts.users (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);
create index recovery_codes_used_at_idx on accounts.recovery_codes (used_at);

create table accounts.password_resets (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id uuid not null references accounts.users (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_resets_user_id_idx on accounts.password_resets (user_id);
create index password_resets_expires_at_idx on accounts.password_resets (expires_at);

create table accounts.email_changes (
  token_hash bytea primary key check (length(token_hash) = 32),
  user_id uuid not null references accounts.users (id) on delete cascade,
  email text not null check (length(email) between 3 and 254),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index email_changes_user_id_idx on accounts.email_changes (user_id);
create index email_changes_expires_at_idx on accounts.email_changes (expires_at);

alter table accounts.recovery_codes enable row level security;
alter table accounts.recovery_codes force row level security;
alter table accounts.password_resets enable row level security;
alter table accounts.password_resets force row level security;
alter table accounts.email_changes enable row level security;
alter table accounts.email_changes force row level security;

select platform.admit(t, r) from unnest(array['plugzero_identity', 'plugzero_retention']::name[]) r, unnest(array[
  'accounts.recovery_codes', 'accounts.password_resets', 'accounts.email_changes'
]::regclass[]) t;
grant select, insert, update on accounts.recovery_codes, accounts.password_resets, accounts.email_changes
  to plugzero_identity;
grant delete on accounts.recovery_codes to plugzero_identity;
grant select (user_id, code_hash, used_at), delete on accounts.recovery_codes to plugzero_retention;
grant select (token_hash, expires_at), delete on accounts.password_resets, accounts.email_changes to plugzero_retention;
