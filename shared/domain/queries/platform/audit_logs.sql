--! insert (actor_id?, resource_id?, old_values?, new_values?, ip?, user_agent?, origin_salt?, origin_digest?, request_id?)
insert into platform.audit_logs
  (id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent,
   origin_salt, origin_digest, request_id, created_at)
values (:id, :organization_id, :actor_id, :action, :resource_type, :resource_id, :old_values, :new_values,
  (:ip::text)::inet, :user_agent, :origin_salt, :origin_digest, :request_id, :now);

--! find_salt
-- Two may have been made side by side: the first counts.
select salt from platform.audit_salts
where organization_id = :organization_id and subject_id = :subject_id
order by created_at, id limit 1;

--! insert_salt
insert into platform.audit_salts (id, organization_id, subject_id, salt, created_at)
values (:id, :organization_id, :subject_id, :salt, :now);

--! delete_salts
delete from platform.audit_salts where organization_id = :organization_id and subject_id = :subject_id;

--! erase_origins
-- The oldest first, a batch: an entry's address, agent and the salt of their digest.
update platform.audit_logs a set ip = null, user_agent = null, origin_salt = null
from (
  select id, created_at from platform.audit_logs
  where organization_id = :organization_id and actor_id = :actor_id and origin_salt is not null
  order by created_at, id limit :batch
) as due
where a.organization_id = :organization_id and a.id = due.id and a.created_at = due.created_at;
