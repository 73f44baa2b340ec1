--: DueRow(content?, resource_type?, resource_id?)

--! insert_skipped (resource_type?, resource_id?)
insert into platform.notification_deliveries
  (id, organization_id, user_id, notification_type, channel, status, reason, title, priority, resource_type,
   resource_id, expires_at, created_at, updated_at)
select new.id, :organization_id, new.user_id, :notification_type, new.channel, 'skipped', new.reason, :title, :priority,
  :resource_type, :resource_id, :expires_at, :now, :now
from unnest(:ids::uuid[], :user_ids::uuid[], :channels::text[], :reasons::text[])
  as new (id, user_id, channel, reason);

--! insert_delivered (resource_type?, resource_id?)
insert into platform.notification_deliveries
  (id, organization_id, user_id, notification_id, notification_type, channel, status, reason, title, priority,
   resource_type, resource_id, expires_at, created_at, updated_at)
select new.id, :organization_id, new.user_id, new.notification_id, :notification_type, 'in_app', 'delivered', new.reason,
  :title, :priority, :resource_type, :resource_id, :expires_at, :now, :now
from unnest(:ids::uuid[], :user_ids::uuid[], :notification_ids::uuid[], :reasons::text[])
  as new (id, user_id, notification_id, reason);

--! insert_waiting (resource_type?, resource_id?)
-- A mail about something that is not shown in the platform has no notification: its id is the nil one.
insert into platform.notification_deliveries
  (id, organization_id, user_id, notification_id, notification_type, channel, status, reason, title, priority, content,
   resource_type, resource_id, due_at, expires_at, created_at, updated_at)
select new.id, :organization_id, new.user_id,
  nullif(new.notification_id, '00000000-0000-0000-0000-000000000000'::uuid), :notification_type, 'email', 'waiting',
  new.reason, :title, :priority, :content, :resource_type, :resource_id, new.due_at,
  greatest(:expires_at::timestamptz, new.due_at + interval '30 days'), :now, :now
from unnest(:ids::uuid[], :user_ids::uuid[], :notification_ids::uuid[], :reasons::text[], :due_ats::timestamptz[])
  as new (id, user_id, notification_id, reason, due_at);

--! people_due
-- Whose mails are due, behind a place in the order of their ids.
select organization_id, user_id from platform.notification_deliveries
where status = 'waiting' and due_at <= :now
  and (organization_id, user_id) > (:after_organization::uuid, :after_user::uuid)
group by organization_id, user_id
order by organization_id, user_id limit :batch;

--! take_turn
-- Whether nobody else writes this person's mail right now; held until the transaction ends.
select pg_try_advisory_xact_lock(
  hashtextextended('platform.notifications ' || :organization_id::uuid || ' ' || :user_id::uuid, 0)) as taken;

--! claim : DueRow
select id, notification_type, title, priority, content, resource_type, resource_id, created_at
from platform.notification_deliveries
where organization_id = :organization_id and user_id = :user_id and status = 'waiting' and due_at <= :now
order by created_at, id limit :batch for update skip locked;

--! mark_sent
update platform.notification_deliveries
set status = 'sent', sent_at = :now, email_id = :email_id, content = null, updated_at = :now
where id = any(:ids) and status = 'waiting';

--! mark_skipped
update platform.notification_deliveries d
set status = 'skipped', reason = gone.reason, content = null, updated_at = :now
from unnest(:ids::uuid[], :reasons::text[]) as gone (id, reason)
where d.id = gone.id and d.status = 'waiting';

--! put_off
update platform.notification_deliveries set due_at = :due_at, reason = :reason, updated_at = :now
where id = any(:ids) and status = 'waiting';
