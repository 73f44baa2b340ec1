-- What an organization and a person set differently from the platform's defaults. Which keys there are, what each
-- takes and what holds where nothing is set: the registries in `domain::platform`.
create table platform.system_settings (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  setting_key text not null check (length(setting_key) between 1 and 255),
  setting_value jsonb not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint system_settings_key unique (organization_id, setting_key)
);
create index system_settings_created_at_idx on platform.system_settings (organization_id, created_at);
create trigger raise_version before update on platform.system_settings
  for each row execute function platform.raise_version();

create table platform.user_preferences (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null,
  preference_key text not null check (length(preference_key) between 1 and 255),
  preference_value jsonb not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint user_preferences_key unique (organization_id, user_id, preference_key),
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade
);
create index user_preferences_created_at_idx on platform.user_preferences (organization_id, created_at);
create trigger raise_version before update on platform.user_preferences
  for each row execute function platform.raise_version();

select platform.protect_tenant_table('platform.system_settings');
select platform.protect_tenant_table('platform.user_preferences');
grant select, insert, update, delete on platform.system_settings, platform.user_preferences to plugzero_app;

-- Refreshing a session asks for its organization's time-out.
select platform.admit('platform.system_settings', 'plugzero_identity');
grant select (organization_id, setting_key, setting_value) on platform.system_settings to plugzero_identity;

-- When a session was last refreshed; none: when it began.
alter table accounts.sessions add column refreshed_at timestamptz;
