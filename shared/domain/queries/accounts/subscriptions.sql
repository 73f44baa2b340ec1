--: SubscriptionRow(period_end?, trial_end?)

--! find : SubscriptionRow
select id, plan, status, period_start, period_end, trial_end, version, created_at, updated_at
from accounts.subscriptions where organization_id = :organization_id;

--! lock : SubscriptionRow
-- The same, held until the transaction ends.
select id, plan, status, period_start, period_end, trial_end, version, created_at, updated_at
from accounts.subscriptions where organization_id = :organization_id
for update;

--! begin
insert into accounts.subscriptions
  (id, organization_id, plan, status, period_start, period_end, trial_end, created_at, updated_at)
values (:id, :organization_id, :plan, 'trialing', :now, :trial_end, :trial_end, :now, :now)
on conflict on constraint subscriptions_organization_key do nothing;

--! change : SubscriptionRow
-- A plan that somebody chose holds until somebody chooses another.
update accounts.subscriptions
set plan = :plan, status = 'active', period_start = :now, period_end = null, updated_at = :now
where organization_id = :organization_id
returning id, plan, status, period_start, period_end, trial_end, version, created_at, updated_at;
