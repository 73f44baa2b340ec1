--: SettingRow()

--! all : SettingRow
select setting_key, setting_value, version, updated_at
from platform.system_settings where organization_id = :organization_id;

--! find : SettingRow
select setting_key, setting_value, version, updated_at
from platform.system_settings where organization_id = :organization_id and setting_key = :setting_key;

--! lock : SettingRow
select setting_key, setting_value, version, updated_at
from platform.system_settings where organization_id = :organization_id and setting_key = :setting_key for update;

--! set (if_version?) : SettingRow
insert into platform.system_settings
  (id, organization_id, setting_key, setting_value, created_at, updated_at)
values (:id, :organization_id, :setting_key, :setting_value, :now, :now)
on conflict (organization_id, setting_key)
  do update set setting_value = excluded.setting_value, updated_at = excluded.updated_at
  where :if_version::bigint is null or system_settings.version = :if_version
returning setting_key, setting_value, version, updated_at;

--! delete
delete from platform.system_settings where organization_id = :organization_id and setting_key = :setting_key;
