--! all
select preference_key, preference_value
from platform.user_preferences where organization_id = :organization_id and user_id = :user_id;

--! set
insert into platform.user_preferences
  (id, organization_id, user_id, preference_key, preference_value, created_at, updated_at)
values (:id, :organization_id, :user_id, :preference_key, :preference_value, :now, :now)
on conflict (organization_id, user_id, preference_key)
  do update set preference_value = excluded.preference_value, updated_at = excluded.updated_at;

--! delete
delete from platform.user_preferences
where organization_id = :organization_id and user_id = :user_id and preference_key = :preference_key;
