--: WebhookRow(project_id?, disabled_reason?, disabled_at?, previous_secret_until?, last_success_at?, last_failure_at?, failing_since?)

--! find : WebhookRow
select id, url, description, event_types, project_id, is_active, disabled_reason, disabled_at, public_key,
  previous_secret_until, last_success_at, last_failure_at, failing_since, version, created_at, updated_at, created_by
from platform.webhooks where id = :id;

--! lock
select true as found from platform.webhooks where id = :id for update;

--! lock_count
-- Held until the transaction ends, so that two creations at once do not both find room.
select pg_advisory_xact_lock(hashtextextended('platform.webhooks/' || :organization_id::uuid, 0)) is not null as locked;

--! count
select count(*) from platform.webhooks where organization_id = :organization_id;

--! insert (project_id?, disabled_reason?, disabled_at?)
insert into platform.webhooks
  (id, organization_id, url, description, event_types, project_id, is_active, disabled_reason, disabled_at, secret,
   public_key, created_at, updated_at, created_by)
values (:id, :organization_id, :url, :description, :event_types, :project_id, :is_active, :disabled_reason,
  :disabled_at, :secret, :public_key, :now, :now, :created_by);

--! update (project_id?, disabled_reason?, disabled_at?, failing_since?, if_version?)
update platform.webhooks
set url = :url, description = :description, event_types = :event_types, project_id = :project_id,
  is_active = :is_active, disabled_reason = :disabled_reason, disabled_at = :disabled_at,
  failing_since = :failing_since, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version);

--! rotate
-- The secret before stays valid until `previous_secret_until`.
update platform.webhooks
set previous_secret = secret, previous_secret_until = :previous_secret_until, secret = :secret,
  public_key = :public_key, updated_at = :now
where id = :id;

--! delete (if_version?)
delete from platform.webhooks where id = :id and (:if_version::bigint is null or version = :if_version);

--! subscribers : (project_id?)
-- Who wants to hear of it, as far as the kind decides. Those that were disabled a while ago hear of it when they recover.
-- A webhook cannot be deleted before this transaction ends. Kept plain: every mutation asks this.
select id, project_id, is_active
from platform.webhooks
where organization_id = :organization_id and (is_active or disabled_at > :disabled_after)
  and (cardinality(event_types) = 0 or :event_type = any(event_types))
order by id
for key share;

--! subscribers_unlocked : (project_id?)
-- The same for chores and for sign-in, which may not lock: where the webhook goes at that moment, they come again.
select id, project_id, is_active
from platform.webhooks
where organization_id = :organization_id and (is_active or disabled_at > :disabled_after)
  and (cardinality(event_types) = 0 or :event_type = any(event_types))
order by id;

--! project_of_file
select project_id from ingestion.files where organization_id = :organization_id and id = :id;

--! project_of_analysis
select project_id from intelligence.analysis_results where organization_id = :organization_id and id = :id;

--! insert_event (project_id?)
insert into platform.webhook_events (id, organization_id, event_type, project_id, data, created_at)
values (:id, :organization_id, :event_type, :project_id, :data, :now);

--! insert_deliveries
insert into platform.webhook_deliveries
  (id, organization_id, webhook_id, event_id, due_at, swept_at, created_at, updated_at)
select d.id, :organization_id, d.webhook_id, :event_id, :now, :now, :now, :now
from unnest(:ids::uuid[], :webhook_ids::uuid[]) as d (id, webhook_id);

--! events_to_recover
-- Events since then that the webhook wants, in their order, and that did not reach it: those that failed, were
-- cancelled, or were never on their way because it was disabled or did not exist.
select e.id
from platform.webhook_events e
join platform.webhooks w on w.organization_id = e.organization_id and w.id = :webhook_id
where e.organization_id = :organization_id and e.created_at >= :since
  and e.event_type <> 'webhook.test'
  and (cardinality(w.event_types) = 0 or e.event_type = any(w.event_types))
  and (w.project_id is null or w.project_id = e.project_id)
  and not exists (
    select from platform.webhook_deliveries d
    where d.organization_id = e.organization_id and d.webhook_id = w.id and d.event_id = e.id
      and d.status in ('PENDING', 'SENDING', 'SUCCEEDED'))
order by e.created_at, e.id
limit :batch;

--! put_on_their_way (swept_at?)
-- Deliveries of these events to the webhook: new ones, and others once more from the beginning of the plan. Without
-- `swept_at` the minute sweep puts them on their queue.
insert into platform.webhook_deliveries as d
  (id, organization_id, webhook_id, event_id, due_at, swept_at, created_at, updated_at)
select r.id, :organization_id, :webhook_id, r.event_id, :now, :swept_at, :now, :now
from unnest(:ids::uuid[], :event_ids::uuid[]) as r (id, event_id)
on conflict on constraint webhook_deliveries_event_key do update
set status = 'PENDING', tries = 0, due_at = excluded.due_at, swept_at = excluded.swept_at, failure_code = null,
  completed_at = null, updated_at = excluded.updated_at
where d.status <> 'SENDING'
returning d.id;

--: DeliveryRow(project_id?, due_at?, failure_code?, completed_at?, attempted_at?, ended_at?, status_code?, error?, duration_ms?, response_excerpt?)

--! find_delivery : DeliveryRow
select d.id, d.webhook_id, d.event_id, e.event_type, e.project_id, e.data, e.created_at as event_at, d.status,
  d.attempts, d.due_at, d.failure_code, d.created_at, d.completed_at, a.started_at as attempted_at, a.ended_at,
  a.status_code, a.error, a.duration_ms, a.response_excerpt
from platform.webhook_deliveries d
join platform.webhook_events e on e.organization_id = d.organization_id and e.id = d.event_id
left join platform.webhook_attempts a
  on a.organization_id = d.organization_id and a.delivery_id = d.id and a.number = d.attempts
where d.id = :id;

--! attempts : (ended_at?, status_code?, error?, duration_ms?, response_excerpt?)
select number, started_at, ended_at, status_code, error, duration_ms, response_excerpt
from platform.webhook_attempts
where organization_id = :organization_id and delivery_id = :delivery_id
order by number desc limit 100;

--! claim : (project_id?, previous_secret?, previous_secret_until?)
-- Takes what is due: counts the attempt before it is made and raises the fence. A living attempt is left alone.
update platform.webhook_deliveries d
set status = 'SENDING', attempts = d.attempts + 1, tries = d.tries + 1, fence = d.fence + 1, due_at = :lost_at,
  updated_at = :now
from platform.webhooks w, platform.webhook_events e
where d.id = :id and d.status in ('PENDING', 'SENDING')
  and (d.due_at <= :now or (d.status = 'PENDING' and d.tries = 0))
  and w.organization_id = d.organization_id and w.id = d.webhook_id
  and e.organization_id = d.organization_id and e.id = d.event_id
returning d.webhook_id, d.event_id, d.attempts, d.tries, d.fence, w.url, w.is_active, w.secret, w.previous_secret,
  w.previous_secret_until, e.event_type, e.project_id, e.data, e.created_at as event_at;

--! insert_attempt
insert into platform.webhook_attempts (organization_id, delivery_id, number, started_at)
values (:organization_id, :delivery_id, :number, :now);

--! release
-- Nothing was sent: the attempt did not happen, and is due again.
update platform.webhook_deliveries
set status = 'PENDING', tries = tries - 1, due_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'SENDING';

--! cancel
update platform.webhook_deliveries
set status = 'CANCELED', failure_code = :failure_code, due_at = null, completed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'SENDING';

--! lock_sending : ()
-- The attempt that a result is about, where it still is the living one.
select d.webhook_id, d.tries, d.event_id, e.event_type
from platform.webhook_deliveries d
join platform.webhook_events e on e.organization_id = d.organization_id and e.id = d.event_id
where d.id = :id and d.fence = :fence and d.status = 'SENDING'
for update of d;

--! end_attempt (status_code?, error?, response_excerpt?)
update platform.webhook_attempts
set ended_at = :now, status_code = :status_code, error = :error, duration_ms = :duration_ms,
  response_excerpt = :response_excerpt
where organization_id = :organization_id and delivery_id = :delivery_id and number = :number and ended_at is null;

--! succeed
update platform.webhook_deliveries
set status = 'SUCCEEDED', due_at = null, failure_code = null, completed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'SENDING';

--! retry
update platform.webhook_deliveries set status = 'PENDING', due_at = :due_at, updated_at = :now
where id = :id and fence = :fence and status = 'SENDING';

--! give_up
update platform.webhook_deliveries
set status = 'FAILED', failure_code = :failure_code, due_at = null, completed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'SENDING';

--! note_success
-- Written at most once a minute while all goes well: a busy webhook's row stays cool.
update platform.webhooks set last_success_at = :now, failing_since = null
where id = :id and (failing_since is not null or last_success_at is null or last_success_at < :before);

--! note_failure
update platform.webhooks set last_failure_at = :now, failing_since = coalesce(failing_since, :now)
where id = :id and (failing_since is null or last_failure_at is null or last_failure_at < :before);

--! disable
-- Once: where somebody else did, nothing comes back.
update platform.webhooks
set is_active = false, disabled_reason = :reason, disabled_at = :now, updated_at = :now
where id = :id and is_active and (:reason = 'gone' or failing_since <= :failing_before)
returning url, description;

--! take_due
-- What is due, at once when it falls due, then ever more rarely while nobody takes it up: its message may be lost.
with due as materialized (
  select id from platform.webhook_deliveries
  where due_at <= :now
    and (swept_at is null or swept_at < due_at
      or swept_at + least(greatest(swept_at - due_at, interval '5 minutes'), interval '1 hour') <= :now)
  order by due_at, id limit :batch for update skip locked
)
update platform.webhook_deliveries d set swept_at = :now
from due where d.id = due.id
returning d.id, d.organization_id;

--! owners
-- Whom to tell about a webhook that was disabled.
select distinct u.id
from accounts.memberships m
join accounts.membership_roles mr on mr.organization_id = m.organization_id and mr.membership_id = m.id
join accounts.roles r on r.id = mr.role_id and r.name = 'owner'
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
where m.organization_id = :organization_id
order by u.id;
