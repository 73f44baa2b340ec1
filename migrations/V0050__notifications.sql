-- What people are told: in the platform, and by mail. The types, their defaults and their rules are the registry in
-- `domain::platform::notifications`; every row knows when its time is over.
create table platform.notifications (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null,
  notification_type text not null check (length(notification_type) between 1 and 100),
  title text not null check (length(title) between 1 and 255),
  message text not null default '' check (length(message) <= 4000),
  priority text not null default 'medium' check (priority in ('low', 'medium', 'high', 'critical')),
  action_url text check (length(action_url) between 1 and 500),
  -- What it is about: a word of the registry in `accounts::access`, which has no foreign key.
  resource_type text check (length(resource_type) between 1 and 100),
  resource_id uuid,
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  is_read boolean not null default false,
  read_at timestamptz,
  expires_at timestamptz not null,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (organization_id, id),
  check (is_read = (read_at is not null)),
  check ((resource_type is null) = (resource_id is null)),
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade
);
create index notifications_created_at_idx on platform.notifications (organization_id, created_at, id);
create index notifications_user_id_idx on platform.notifications (organization_id, user_id, created_at, id);
create index notifications_unread_idx on platform.notifications (organization_id, user_id, expires_at) where not is_read;
create index notifications_expires_at_idx on platform.notifications (expires_at);
create trigger raise_version before update on platform.notifications
  for each row execute function platform.raise_version();

-- What a person wants otherwise than the registry; no row, no difference. `channels` is {type: {in_app, email}}, the
-- type `*` standing for every one that may be switched off. The key signs the links that end mails.
create table platform.notification_preferences (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null,
  channels jsonb not null default '{}' check (jsonb_typeof(channels) = 'object'),
  quiet_from_minute smallint check (quiet_from_minute between 0 and 1439), -- of the day in the person's zone
  quiet_until_minute smallint check (quiet_until_minute between 0 and 1439),
  digest text not null default 'off' check (digest in ('off', 'hourly', 'daily')),
  digest_hour smallint not null default 8 check (digest_hour between 0 and 23),
  unsubscribe_key bytea not null check (length(unsubscribe_key) = 32),
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((quiet_from_minute is null) = (quiet_until_minute is null)),
  check (quiet_from_minute <> quiet_until_minute),
  constraint notification_preferences_user_key unique (organization_id, user_id),
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade
);
create index notification_preferences_created_at_idx on platform.notification_preferences (organization_id, created_at);
create trigger raise_version before update on platform.notification_preferences
  for each row execute function platform.raise_version();

-- One row for each decision about a person and a channel, with its reason; a mail that waits carries its content and
-- the moment at which it is due. `all`: nothing went anywhere.
create table platform.notification_deliveries (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null,
  notification_id uuid,
  notification_type text not null check (length(notification_type) between 1 and 100),
  channel text not null check (channel in ('in_app', 'email', 'all')),
  status text not null check (status in ('delivered', 'waiting', 'sent', 'skipped')),
  reason text not null check (length(reason) between 1 and 50),
  title text not null check (length(title) between 1 and 255),
  priority text not null check (priority in ('low', 'medium', 'high', 'critical')),
  content jsonb, -- message and action_url, while the mail waits
  resource_type text check (length(resource_type) between 1 and 100),
  resource_id uuid,
  due_at timestamptz,
  sent_at timestamptz,
  email_id uuid, -- the message in the outbox
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((resource_type is null) = (resource_id is null)),
  check ((status = 'waiting') = (content is not null)),
  check (status <> 'waiting' or due_at is not null),
  check ((status = 'sent') = (sent_at is not null and email_id is not null)),
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade,
  foreign key (organization_id, notification_id) references platform.notifications (organization_id, id)
    on delete set null (notification_id)
);
create index notification_deliveries_created_at_idx on platform.notification_deliveries (organization_id, created_at, id);
create index notification_deliveries_user_id_idx
  on platform.notification_deliveries (organization_id, user_id, created_at, id);
create index notification_deliveries_notification_id_idx
  on platform.notification_deliveries (organization_id, notification_id);
create index notification_deliveries_sent_at_idx on platform.notification_deliveries (organization_id, user_id, sent_at)
  where sent_at is not null;
create index notification_deliveries_due_at_idx on platform.notification_deliveries (organization_id, user_id, due_at)
  where status = 'waiting';
create index notification_deliveries_expires_at_idx on platform.notification_deliveries (expires_at);

-- The same key does not notify the same person again until its window is over.
create table platform.notification_keys (
  organization_id uuid not null references accounts.organizations (id),
  user_id uuid not null,
  dedupe_key text not null check (length(dedupe_key) between 1 and 200),
  expires_at timestamptz not null,
  constraint notification_keys_key primary key (organization_id, user_id, dedupe_key),
  foreign key (organization_id, user_id) references accounts.memberships (organization_id, user_id) on delete cascade
);
create index notification_keys_expires_at_idx on platform.notification_keys (expires_at);

select platform.protect_tenant_table('platform.notifications');
select platform.protect_tenant_table('platform.notification_preferences');
select platform.protect_tenant_table('platform.notification_deliveries');
select platform.protect_tenant_table('platform.notification_keys');
grant select, insert, update, delete on platform.notifications to plugzero_app;
grant select, insert, update on platform.notification_preferences, platform.notification_deliveries,
  platform.notification_keys to plugzero_app;

-- Whose mails are due; the work is done inside the organization.
select platform.admit('platform.notification_deliveries', 'plugzero_system');
grant select (organization_id, user_id, status, due_at) on platform.notification_deliveries to plugzero_system;

select platform.admit(t, 'plugzero_retention') from unnest(array[
  'platform.notifications', 'platform.notification_deliveries', 'platform.notification_keys']::regclass[]) t;
grant select (id, expires_at), delete on platform.notifications, platform.notification_deliveries to plugzero_retention;
grant select (organization_id, user_id, dedupe_key, expires_at), delete on platform.notification_keys
  to plugzero_retention;
