-- What only an administrator of the server may do: roles, extension, schema ownership.
-- `migrate` runs it first, as the administrator, each time; every statement can be repeated.
do $$
declare
  role_name text;
begin
  -- plugzero_owner owns every object and runs the migrations; the others own nothing and cannot
  -- bypass row-level security. One role per kind of transaction: see `domain::transaction`.
  foreach role_name in array array[
    'plugzero_owner', 'plugzero_app', 'plugzero_identity',
    'plugzero_public', 'plugzero_system', 'plugzero_retention', 'plugzero_sealer', 'plugzero_privacy'
  ] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login nosuperuser nocreatedb nocreaterole noinherit nobypassrls', role_name);
    end if;
    -- On RDS, roles sign in with IAM tokens.
    if exists (select from pg_roles where rolname = 'rds_iam') then
      execute format('grant rds_iam to %I', role_name);
    end if;
  end loop;

  -- Time-outs are the role's, because a pooled connection must carry no session state.
  alter role plugzero_app set statement_timeout = '15s';
  alter role plugzero_identity set statement_timeout = '15s';
  alter role plugzero_public set statement_timeout = '5s';
  alter role plugzero_system set statement_timeout = '60s';
  alter role plugzero_retention set statement_timeout = '300s';
  alter role plugzero_sealer set statement_timeout = '30s';
  alter role plugzero_privacy set statement_timeout = '60s';
  foreach role_name in array array[
    'plugzero_app', 'plugzero_identity', 'plugzero_public', 'plugzero_system', 'plugzero_retention', 'plugzero_sealer',
    'plugzero_privacy'
  ] loop
    execute format('alter role %I set idle_in_transaction_session_timeout = ''60s''', role_name);
    execute format('alter role %I set lock_timeout = ''10s''', role_name);
  end loop;
  alter role plugzero_owner set lock_timeout = '2s';

  execute format('revoke all on database %I from public', current_database());
  execute format('grant create, connect on database %I to plugzero_owner', current_database());
  execute format(
    'grant connect on database %I to plugzero_app, plugzero_identity, plugzero_public, plugzero_system,
       plugzero_retention, plugzero_sealer, plugzero_privacy',
    current_database());
end
$$;

revoke create on schema public from public;
grant usage, create on schema public to plugzero_owner;
create extension if not exists vector with schema public;
