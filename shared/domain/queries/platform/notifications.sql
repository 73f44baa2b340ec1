--: NotificationRow(action_url?, resource_type?, resource_id?, read_at?)
--: RecipientRow(channels?, quiet_from_minute?, quiet_until_minute?, digest?, digest_hour?, unsubscribe_key?, last_mail_at?)

--! recipients : RecipientRow
-- Those of these people who belong to the organization, with what decides how they are told. `recent` counts what they
-- were told of this type since a moment.
select u.id, u.email, u.first_name, u.email_verified, u.timezone, o.name as organization_name,
  p.channels, p.quiet_from_minute, p.quiet_until_minute, p.digest, p.digest_hour, p.unsubscribe_key,
  (select max(d.sent_at) from platform.notification_deliveries d
   where d.organization_id = m.organization_id and d.user_id = m.user_id and d.sent_at is not null) as last_mail_at,
  (select count(*) from platform.notification_deliveries d
   where d.organization_id = m.organization_id and d.user_id = m.user_id and d.created_at > :recent_since
     and d.notification_type = :notification_type and d.channel = 'in_app') as recent
from accounts.memberships m
join accounts.organizations o on o.id = m.organization_id and o.deleted_at is null
join accounts.users u on u.id = m.user_id and u.is_active and u.deleted_at is null
left join platform.notification_preferences p on p.organization_id = m.organization_id and p.user_id = m.user_id
where m.organization_id = :organization_id and m.user_id = any(:user_ids)
order by u.id;

--! take_keys
-- Whose window begins now. Of two transactions at once, the second waits for the first and finds its window open. In
-- one order, so that they do not wait for each other.
insert into platform.notification_keys as k (organization_id, user_id, dedupe_key, expires_at)
select :organization_id, user_id, :dedupe_key, :expires_at from unnest(:user_ids::uuid[]) as user_id order by user_id
on conflict on constraint notification_keys_key
  do update set expires_at = excluded.expires_at where k.expires_at <= :now
returning user_id;

--! insert (action_url?, resource_type?, resource_id?)
insert into platform.notifications
  (id, organization_id, user_id, notification_type, title, message, priority, action_url, resource_type, resource_id,
   data, expires_at, created_at, updated_at)
select new.id, :organization_id, new.user_id, :notification_type, :title, :message, :priority, :action_url,
  :resource_type, :resource_id, :data, :expires_at, :now, :now
from unnest(:ids::uuid[], :user_ids::uuid[]) as new (id, user_id);

--! find : NotificationRow
select id, notification_type, title, message, priority, action_url, resource_type, resource_id, data, is_read, read_at,
  expires_at, version, created_at, updated_at
from platform.notifications
where id = :id and organization_id = :organization_id and user_id = :user_id and expires_at > :now;

--! lock : NotificationRow
select id, notification_type, title, message, priority, action_url, resource_type, resource_id, data, is_read, read_at,
  expires_at, version, created_at, updated_at
from platform.notifications
where id = :id and organization_id = :organization_id and user_id = :user_id and expires_at > :now
for update;

--! count_unread
select count(*) from platform.notifications
where organization_id = :organization_id and user_id = :user_id and not is_read and expires_at > :now;

--! mark (read_at?, if_version?) : NotificationRow
update platform.notifications set is_read = :is_read, read_at = :read_at, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version)
returning id, notification_type, title, message, priority, action_url, resource_type, resource_id, data, is_read,
  read_at, expires_at, version, created_at, updated_at;

--! mark_all
-- In one order, so that two of these at once wait for each other instead of blocking each other.
with unread as materialized (
  select id from platform.notifications
  where organization_id = :organization_id and user_id = :user_id and not is_read and expires_at > :now
  order by id for update
)
update platform.notifications n set is_read = true, read_at = :now, updated_at = :now
from unread where n.id = unread.id and not n.is_read;

--! delete (if_version?)
delete from platform.notifications where id = :id and (:if_version::bigint is null or version = :if_version);
