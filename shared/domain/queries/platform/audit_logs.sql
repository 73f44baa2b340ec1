--! insert (actor_id?, resource_id?, old_values?, new_values?, ip?, user_agent?, request_id?)
insert into platform.audit_logs
  (id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent,
   request_id, created_at)
values (:id, :organization_id, :actor_id, :action, :resource_type, :resource_id, :old_values, :new_values,
  (:ip::text)::inet, :user_agent, :request_id, :now);
