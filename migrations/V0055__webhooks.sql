-- Webhooks out: who wants to hear of what, what happened, and how each of them was told.
create table platform.webhooks (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  url text not null check (length(url) between 1 and 2000),
  description text not null default '' check (length(description) <= 2000),
  -- Words of the catalog in `domain::platform::webhooks::catalog`; none means all.
  event_types text[] not null default '{}',
  project_id uuid,
  is_active boolean not null default true,
  disabled_reason text check (disabled_reason in ('paused', 'failing', 'gone')),
  disabled_at timestamptz,
  -- Sealed (`runtime::aws::envelope`) for its row: what signs with HMAC, and the seed of what signs with Ed25519.
  secret bytea not null,
  public_key bytea not null check (length(public_key) = 32),
  previous_secret bytea,
  previous_secret_until timestamptz,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  -- Since when every attempt failed.
  failing_since timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid not null references accounts.users (id),
  unique (organization_id, id),
  constraint webhooks_disabled_check check (
    is_active = (disabled_at is null) and is_active = (disabled_reason is null)),
  constraint webhooks_previous_secret_check check ((previous_secret is null) = (previous_secret_until is null)),
  constraint webhooks_project_id_fkey foreign key (organization_id, project_id)
    references ingestion.projects (organization_id, id) on delete cascade
);
create index webhooks_created_at_idx on platform.webhooks (organization_id, created_at, id);
create index webhooks_project_id_idx on platform.webhooks (organization_id, project_id);
create index webhooks_created_by_idx on platform.webhooks (created_by);
-- What deliveries leave behind in the row is no change of it.
create trigger raise_version before update of
    url, description, event_types, project_id, is_active, disabled_reason, secret on platform.webhooks
  for each row execute function platform.raise_version();

-- What happened, written in the transaction that did it; only where somebody wants to hear of it.
create table platform.webhook_events (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  event_type text not null check (length(event_type) between 1 and 100),
  -- Whose events webhooks may ask for. No foreign key: a purged project stays in what is told of it.
  project_id uuid,
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  created_at timestamptz not null,
  unique (organization_id, id)
);
create index webhook_events_created_at_idx on platform.webhook_events (organization_id, created_at, id);
create index webhook_events_expiry_idx on platform.webhook_events (created_at);

-- An event on its way to a webhook, once for each pair.
create table platform.webhook_deliveries (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  webhook_id uuid not null,
  event_id uuid not null,
  status text not null default 'PENDING'
    check (status in ('PENDING', 'SENDING', 'SUCCEEDED', 'FAILED', 'CANCELED')),
  -- All attempts, and those since it was last put on its way: the place in the plan of retries.
  attempts integer not null default 0,
  tries integer not null default 0,
  -- PENDING: when it goes next. SENDING: when the attempt counts as lost.
  due_at timestamptz,
  -- When a message about it was last put on the queue.
  swept_at timestamptz,
  -- Raised by every attempt: what an earlier one reports late is not written.
  fence bigint not null default 0,
  failure_code text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  completed_at timestamptz,
  unique (organization_id, id),
  constraint webhook_deliveries_event_key unique (organization_id, webhook_id, event_id),
  constraint webhook_deliveries_due_check check ((due_at is null) = (status not in ('PENDING', 'SENDING'))),
  foreign key (organization_id, webhook_id) references platform.webhooks (organization_id, id) on delete cascade,
  foreign key (organization_id, event_id) references platform.webhook_events (organization_id, id) on delete cascade
);
create index webhook_deliveries_created_at_idx on platform.webhook_deliveries (organization_id, created_at, id);
create index webhook_deliveries_webhook_id_idx
  on platform.webhook_deliveries (organization_id, webhook_id, created_at, id);
create index webhook_deliveries_event_id_idx on platform.webhook_deliveries (organization_id, event_id);
create index webhook_deliveries_due_at_idx on platform.webhook_deliveries (due_at) where due_at is not null;

-- One row per attempt, written before it is made; without an end nothing is known of what became of it.
create table platform.webhook_attempts (
  organization_id uuid not null references accounts.organizations (id),
  delivery_id uuid not null,
  number integer not null check (number > 0),
  started_at timestamptz not null,
  ended_at timestamptz,
  status_code smallint,
  error text check (length(error) <= 100),
  duration_ms integer,
  response_excerpt text check (length(response_excerpt) <= 1000),
  primary key (organization_id, delivery_id, number),
  foreign key (organization_id, delivery_id)
    references platform.webhook_deliveries (organization_id, id) on delete cascade
);

select platform.protect_tenant_table('platform.webhooks');
select platform.protect_tenant_table('platform.webhook_events');
select platform.protect_tenant_table('platform.webhook_deliveries');
select platform.protect_tenant_table('platform.webhook_attempts');
grant select, insert, update, delete on platform.webhooks to plugzero_app;
grant select, insert on platform.webhook_events to plugzero_app;
grant select, insert, update on platform.webhook_deliveries, platform.webhook_attempts to plugzero_app;

-- The minute sweep puts on the queue what is due.
select platform.admit('platform.webhook_deliveries', 'plugzero_system');
grant select (id, organization_id, due_at, swept_at), update (swept_at) on platform.webhook_deliveries to plugzero_system;

-- Retention ends uploads, which is an event; and events have their time.
select platform.admit(t, 'plugzero_retention') from unnest(array[
  'platform.webhooks', 'platform.webhook_events', 'platform.webhook_deliveries']::regclass[]) t;
grant select (id, organization_id, event_types, project_id, is_active, disabled_at) on platform.webhooks
  to plugzero_retention;
grant select (id, created_at), insert, delete on platform.webhook_events to plugzero_retention;
grant insert on platform.webhook_deliveries to plugzero_retention;
