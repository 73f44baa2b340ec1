-- The areas, and the one way in which a table is put under its tenant.
create schema accounts;
create schema platform;
create schema ingestion;
create schema intelligence;

grant usage on schema accounts, platform, ingestion, intelligence
  to plugzero_app, plugzero_identity, plugzero_public, plugzero_system, plugzero_retention;

-- The organization of the current transaction, or null: outside a tenant transaction no row matches.
-- After a commit the setting reads '' instead of being absent, hence the nullif.
create function platform.current_organization() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.organization_id', true), '')::uuid;

-- Raises a row's version, which is its ETag.
create function platform.raise_version() returns trigger
  language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end
$$;

-- Puts `target` under its tenant: row-level security enabled and forced, a permissive policy that lets
-- the app role in and a RESTRICTIVE one that confines it to its organization, so that a later permissive
-- policy cannot widen it. The sub-select makes the setting an InitPlan: read once per statement.
create function platform.protect_tenant_table(target regclass, tenant_column name default 'organization_id')
  returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy app on %s for all to plugzero_app using (true) with check (true)', target);
  execute format(
    'create policy tenant on %1$s as restrictive for all to plugzero_app
       using (%2$I = (select platform.current_organization()))
       with check (%2$I = (select platform.current_organization()))', target, tenant_column);
end
$$;

-- Lets one of the narrow roles into `target`; the grants, listed beside each table, say what it may do there.
create function platform.admit(target regclass, role_name name) returns void language plpgsql as $$
begin
  execute format('create policy %2$I on %1$s for all to %2$I using (true) with check (true)', target, role_name);
end
$$;

revoke execute on function platform.protect_tenant_table, platform.admit from public;
