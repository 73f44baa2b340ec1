-- What an organization may use, and what it uses. Plans and their limits are a registry in code
-- (`domain::accounts::plans`); a row says which plan holds from when until when. Nothing turns a row over: what a date
-- means is told when it is read.
create table accounts.subscriptions (
  id uuid primary key,
  organization_id uuid not null references accounts.organizations (id),
  plan text not null check (length(plan) between 1 and 50),
  status text not null check (status in ('trialing', 'active')),
  period_start timestamptz not null,
  period_end timestamptz, -- none: until somebody changes the plan
  trial_end timestamptz, -- kept when the trial is over
  version bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint subscriptions_organization_key unique (organization_id),
  constraint subscriptions_trial_check check (status <> 'trialing' or period_end is not null)
);
create index subscriptions_created_at_idx on accounts.subscriptions (organization_id, created_at);
create trigger raise_version before update on accounts.subscriptions
  for each row execute function platform.raise_version();

-- How much of a quota is taken: by its organization, or, where the quota is taken in blocks, by its blocks.
create table accounts.usage_counters (
  organization_id uuid not null references accounts.organizations (id),
  quota text not null,
  period_start timestamptz not null, -- 'epoch' where the quota does not begin anew
  taken bigint not null,
  limited_to bigint not null, -- the limit under which the blocks were given out
  primary key (organization_id, quota, period_start)
) with (fillfactor = 50);

-- Parts of a quota that are taken from without touching the row above. What they have granted is never more than that row
-- says is taken. What comes back does not become room in its block, because more than the limit may be used after a
-- downgrade: it becomes room when the blocks are collected.
create table accounts.usage_blocks (
  organization_id uuid not null references accounts.organizations (id),
  quota text not null,
  period_start timestamptz not null,
  block smallint not null,
  granted bigint not null,
  used bigint not null,
  limited_to bigint not null,
  primary key (organization_id, quota, period_start, block)
) with (fillfactor = 50);

-- Takes `amount` of a quota, or gives it back where it is negative. The last statement of a transaction, sent together
-- with its commit: whoever else wants some waits for the commit record, and for nothing that a client does.
-- `limits` are those of `plans`, null for none; the first plan is what holds where no other does. Where `may_refuse`,
-- more than the limit is refused with PZ001 and the numbers as JSON; giving back never is.
create function accounts.take_quota(
  organization uuid, quota_name text, since timestamptz, amount bigint, in_blocks boolean, may_refuse boolean,
  plans text[], limits bigint[], instant timestamptz
) returns void language plpgsql as $$
declare
  unlimited constant bigint := 1000000000000000000;
  most_blocks constant integer := 8;
  is_free constant boolean := amount <= 0 or not may_refuse;
  most bigint;
  so_far bigint;
  limited bigint;
  given bigint;
  chosen smallint;
begin
  select limits[coalesce(array_position(plans, case when s.period_end <= instant then plans[1] else s.plan end), 1)]
  into most from accounts.subscriptions s where s.organization_id = organization;
  if not found then
    most := limits[1];
  end if;
  most := coalesce(most, unlimited);

  if not in_blocks then
    insert into accounts.usage_counters as c (organization_id, quota, period_start, taken, limited_to)
    select organization, quota_name, since, amount, most where is_free or amount <= most
    on conflict (organization_id, quota, period_start) do update set taken = c.taken + excluded.taken
      where is_free or c.taken + excluded.taken <= most;
    if found then
      return;
    end if;
    select c.taken into so_far from accounts.usage_counters c
    where c.organization_id = organization and c.quota = quota_name and c.period_start = since;
  else
    -- Nearly always: a block that nobody holds has room. A forced amount may have none: see below.
    if amount <= 0 or may_refuse then
      begin
        update accounts.usage_blocks b set used = b.used + amount, granted = b.granted + least(amount, 0)
        where b.organization_id = organization and b.quota = quota_name and b.period_start = since and b.block = (
          select f.block from accounts.usage_blocks f
          where f.organization_id = organization and f.quota = quota_name and f.period_start = since
            and (amount <= 0 or (f.limited_to = most and f.granted - f.used >= amount))
          order by f.block limit 1 for update skip locked);
        if found then
          return;
        end if;
        -- A block that was full once it was ours stays locked: whoever waits below must not hold one, because who works
        -- there waits for them. Giving up the block of statements lets go of it.
        raise exception using errcode = 'PZ002';
      exception when sqlstate 'PZ002' then null;
      end;
    end if;
    insert into accounts.usage_counters (organization_id, quota, period_start, taken, limited_to)
    values (organization, quota_name, since, 0, most) on conflict do nothing;
    -- From here on one at a time.
    select c.taken, c.limited_to into so_far, limited from accounts.usage_counters c
    where c.organization_id = organization and c.quota = quota_name and c.period_start = since for update;
    if limited <> most or (amount > 0 and so_far + amount > most) then
      -- The blocks were given out under another limit, or hold what is needed now: what they do not use comes back.
      perform from accounts.usage_blocks b
      where b.organization_id = organization and b.quota = quota_name and b.period_start = since
      order by b.block for update;
      update accounts.usage_blocks b set granted = b.used, limited_to = most
      where b.organization_id = organization and b.quota = quota_name and b.period_start = since;
      select coalesce(sum(b.used), 0) into so_far from accounts.usage_blocks b
      where b.organization_id = organization and b.quota = quota_name and b.period_start = since;
    end if;
    if is_free or so_far + amount <= most then
      given := case when amount <= 0 then amount
        else greatest(amount, least(greatest(amount, most / 128), most - so_far)) end;
      update accounts.usage_counters c set taken = so_far + given, limited_to = most
      where c.organization_id = organization and c.quota = quota_name and c.period_start = since;
      select case when count(*) < most_blocks then count(*) else floor(random() * most_blocks) end into chosen
      from accounts.usage_blocks b
      where b.organization_id = organization and b.quota = quota_name and b.period_start = since;
      insert into accounts.usage_blocks as b (organization_id, quota, period_start, block, granted, used, limited_to)
      values (organization, quota_name, since, chosen, given, amount, most)
      on conflict (organization_id, quota, period_start, block)
        do update set granted = b.granted + excluded.granted, used = b.used + excluded.used, limited_to = most;
      return;
    end if;
  end if;
  raise exception 'quota_exceeded' using errcode = 'PZ001', detail = json_build_object(
    'quota', quota_name, 'limit', most, 'used', coalesce(so_far, 0), 'asked', amount)::text;
end
$$;
revoke execute on function accounts.take_quota from public;
grant execute on function accounts.take_quota to plugzero_app, plugzero_identity, plugzero_retention;

-- What a file takes of the quota: as announced, then as it arrived, 0 where nothing did. Null: as announced.
alter table ingestion.files add column stored_bytes bigint check (stored_bytes >= 0);

-- Organizations from before: a trial each, and what they use. In the migration, because limits hold as soon as the code
-- that asks for them runs; retention repairs what is written beside it. The owner sees rows only while no row-level
-- security is forced on it; all of it is one transaction.
alter table accounts.organizations no force row level security;
alter table accounts.memberships no force row level security;
alter table ingestion.projects no force row level security;
alter table ingestion.files no force row level security;
insert into accounts.subscriptions
  (id, organization_id, plan, status, period_start, period_end, trial_end, created_at, updated_at)
select uuidv7(), id, 'business', 'trialing', now(), now() + interval '30 days', now() + interval '30 days', now(), now()
from accounts.organizations;
insert into accounts.usage_counters (organization_id, quota, period_start, taken, limited_to)
select o.id, 'seats', timestamptz 'epoch', (select count(*) from accounts.memberships m where m.organization_id = o.id), 0
from accounts.organizations o
union all
select o.id, 'projects', timestamptz 'epoch',
  (select count(*) from ingestion.projects p where p.organization_id = o.id and p.deleted_at is null), 0
from accounts.organizations o
union all
select o.id, 'stored_bytes', timestamptz 'epoch',
  (select coalesce(sum(f.size_bytes), 0) from ingestion.files f where f.organization_id = o.id), 0
from accounts.organizations o;
insert into accounts.usage_blocks (organization_id, quota, period_start, block, granted, used, limited_to)
select organization_id, quota, period_start, 0, taken, taken, 0
from accounts.usage_counters where quota = 'stored_bytes';
alter table accounts.organizations force row level security;
alter table accounts.memberships force row level security;
alter table ingestion.projects force row level security;
alter table ingestion.files force row level security;

select platform.protect_tenant_table('accounts.subscriptions');
select platform.protect_tenant_table('accounts.usage_counters');
select platform.protect_tenant_table('accounts.usage_blocks');
grant select, insert, update on accounts.subscriptions, accounts.usage_counters, accounts.usage_blocks to plugzero_app;

-- Founding an organization begins its subscription and takes its first seat.
select platform.admit(t, r) from unnest(array['plugzero_identity', 'plugzero_retention']::name[]) r, unnest(array[
  'accounts.subscriptions', 'accounts.usage_counters', 'accounts.usage_blocks'
]::regclass[]) t;
grant select, insert, update on accounts.subscriptions, accounts.usage_counters, accounts.usage_blocks
  to plugzero_identity;

-- Retention gives back what it removes, and compares the counters with what is there.
grant select, insert, update on accounts.usage_counters, accounts.usage_blocks to plugzero_retention;
grant select, insert on accounts.subscriptions to plugzero_retention;
grant select (id, organization_id) on accounts.memberships to plugzero_retention;
grant select (stored_bytes, size_bytes), update (stored_bytes) on ingestion.files to plugzero_retention;
