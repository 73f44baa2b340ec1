--: PreferencesRow(quiet_from_minute?, quiet_until_minute?)

--! find : PreferencesRow
select id, channels, quiet_from_minute, quiet_until_minute, digest, digest_hour, unsubscribe_key, version
from platform.notification_preferences where organization_id = :organization_id and user_id = :user_id;

--! lock : PreferencesRow
select id, channels, quiet_from_minute, quiet_until_minute, digest, digest_hour, unsubscribe_key, version
from platform.notification_preferences where organization_id = :organization_id and user_id = :user_id for update;

--! begin
-- A row to lock, with nothing chosen.
insert into platform.notification_preferences (id, organization_id, user_id, unsubscribe_key, created_at, updated_at)
values (:id, :organization_id, :user_id, :unsubscribe_key, :now, :now)
on conflict on constraint notification_preferences_user_key do nothing;

--! set (quiet_from_minute?, quiet_until_minute?) : PreferencesRow
update platform.notification_preferences
set channels = :channels, quiet_from_minute = :quiet_from_minute, quiet_until_minute = :quiet_until_minute,
  digest = :digest, digest_hour = :digest_hour, updated_at = :now
where id = :id
returning id, channels, quiet_from_minute, quiet_until_minute, digest, digest_hour, unsubscribe_key, version;

--! time_zone
select timezone from accounts.users where id = :id;
