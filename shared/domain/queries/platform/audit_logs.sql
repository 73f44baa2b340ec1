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
