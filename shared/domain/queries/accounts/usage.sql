--! begin
-- The counters of a new organization; those of a period come with its first use.
insert into accounts.usage_counters (organization_id, quota, period_start, taken, limited_to)
select :organization_id, quota, 'epoch', 0, 0 from unnest(:quotas::text[]) as quota
on conflict do nothing;

--! taken
-- What is taken of each quota, and how much of it by what has not arrived yet.
select c.quota,
  coalesce((
    select sum(b.used)::bigint from accounts.usage_blocks b
    where b.organization_id = c.organization_id and b.quota = c.quota and b.period_start = c.period_start
  ), c.taken) as taken,
  case when c.quota = 'stored_bytes' then (
    select coalesce(sum(coalesce(f.stored_bytes, f.size_bytes)), 0)::bigint from ingestion.files f
    where f.organization_id = c.organization_id and f.upload_status in ('PENDING', 'PROCESSING')
  ) + (
    select coalesce(sum(m.size_bytes), 0)::bigint from network.media m
    where m.organization_id = c.organization_id and m.status in ('PENDING', 'PROCESSING')
  ) else 0 end as reserved
from accounts.usage_counters c
where c.organization_id = :organization_id and c.period_start in ('epoch', :period_start);

--! organizations
-- For the daily comparison, page by page.
select id from accounts.organizations where id > :after order by id limit :batch;

--! hold_counters
-- Whoever takes or gives back waits from here on.
select quota, taken from accounts.usage_counters
where organization_id = :organization_id and period_start = 'epoch'
order by quota for update;

--! hold_blocks
select quota, used from accounts.usage_blocks
where organization_id = :organization_id and period_start = 'epoch'
order by quota, block for update;

--! count
-- The truth.
select
  (select count(*) from accounts.memberships m where m.organization_id = :organization_id) as seats,
  (select count(*) from ingestion.projects p where p.organization_id = :organization_id and p.deleted_at is null)
    as projects,
  (select coalesce(sum(coalesce(f.stored_bytes, f.size_bytes)), 0)::bigint from ingestion.files f
   where f.organization_id = :organization_id)
  + (select coalesce(sum(m.size_bytes), 0)::bigint from network.media m
     where m.organization_id = :organization_id and m.status <> 'FAILED') as stored_bytes;

--! repair
insert into accounts.usage_counters (organization_id, quota, period_start, taken, limited_to)
values (:organization_id, :quota, 'epoch', :taken, 0)
on conflict (organization_id, quota, period_start) do update set taken = excluded.taken, limited_to = 0;

--! clear_blocks
update accounts.usage_blocks set used = 0, granted = 0, limited_to = 0
where organization_id = :organization_id and quota = :quota and period_start = 'epoch';

--! fill_block
-- All of it in one block; the next who takes some finds the limit changed and collects the blocks.
insert into accounts.usage_blocks (organization_id, quota, period_start, block, granted, used, limited_to)
values (:organization_id, :quota, 'epoch', 0, :used, :used, 0)
on conflict (organization_id, quota, period_start, block)
do update set granted = excluded.granted, used = excluded.used, limited_to = 0;
