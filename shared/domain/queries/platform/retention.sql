--! lock
-- Batches of two runs alternate: neither waits for rows that the other holds while it holds some itself.
select pg_advisory_xact_lock(hashtextextended('platform.retention', 0)) is not null as locked;

--! delete_refresh_tokens
delete from accounts.refresh_tokens where token_hash in (
  select token_hash from accounts.refresh_tokens where expires_at <= :now order by expires_at limit :batch);

--! delete_sessions
delete from accounts.sessions where id in (
  select id from accounts.sessions where expires_at <= :now order by expires_at limit :batch);

--! delete_email_verifications
delete from accounts.email_verifications where token_hash in (
  select token_hash from accounts.email_verifications where expires_at <= :now order by expires_at limit :batch);

--! delete_signing_keys
delete from accounts.signing_keys where id in (
  select id from accounts.signing_keys where verifies_until <= :now order by verifies_until limit :batch);

--! delete_idempotency_keys
delete from platform.idempotency_keys where (organization_id, user_id, route, key) in (
  select organization_id, user_id, route, key from platform.idempotency_keys
  where expires_at <= :now order by expires_at limit :batch);

--! organizations_with_old_activity
-- Organizations that have activity from before their first day of retention.
select o.id, o.data_retention_days
from accounts.organizations o
where o.id > :after and exists (
  select from platform.audit_logs a
  where a.organization_id = o.id
    and a.created_at < :today::timestamptz - o.data_retention_days * interval '24 hours')
order by o.id limit :batch;

--! oldest_activity
select created_at from platform.audit_logs
where organization_id = :organization_id and created_at < :before
order by created_at, id limit 1;

--: ActivityRow(actor_id?, resource_id?, old_values?, new_values?, ip?, user_agent?, request_id?)

--! read_activity : ActivityRow
-- The oldest entries of a span, as many as fit into the limits, at least one.
select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent,
  request_id, created_at
from (
  select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip, user_agent,
    request_id, created_at,
    sum(coalesce(length(old_values), 0) + coalesce(length(new_values), 0)) over (
      order by created_at, id rows between unbounded preceding and 1 preceding) as volume_before
  from (
    select id, organization_id, actor_id, action, resource_type, resource_id, old_values::text, new_values::text,
      host(ip) as ip, user_agent, request_id, created_at
    from platform.audit_logs
    where organization_id = :organization_id and created_at >= :since and created_at < :before
    order by created_at, id limit :rows
  ) as oldest
) as measured
where coalesce(volume_before, 0) < :characters::bigint
order by created_at, id;

--! delete_activity
delete from platform.audit_logs
where organization_id = :organization_id and created_at >= :since and created_at <= :until and id = any(:ids);

--! deleted_projects
select id, organization_id, deleted_at from ingestion.projects
where deleted_at <= :before and (deleted_at, id) > (:after_deleted_at::timestamptz, :after_id::uuid)
order by deleted_at, id limit :batch;

--! delete_analyses
delete from intelligence.analysis_results where id in (
  select id from intelligence.analysis_results
  where organization_id = :organization_id and project_id = :project_id limit :batch);

--! delete_files
delete from ingestion.files where id in (
  select id from ingestion.files where organization_id = :organization_id and project_id = :project_id limit :batch)
returning id;

--! delete_project
delete from ingestion.projects where organization_id = :organization_id and id = :id and deleted_at <= :before;

--! unfinished_uploads
select id, organization_id, file_path from ingestion.files
where upload_status = 'PENDING' and created_at <= :before and id > :after
order by id limit :batch;

--! expire_uploads
update ingestion.files
set upload_status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message,
  processed_at = :now, updated_at = :now
where id = any(:ids) and upload_status = 'PENDING'
returning id, organization_id;

--! existing_files
select organization_id, id from ingestion.files where id = any(:ids);

--! readable_files
-- Files that were read, in the order of their objects' keys.
select organization_id, id, file_path from ingestion.files
where upload_status = 'SUCCESS'
  and (organization_id, id) > (:after_organization::uuid, :after_id::uuid)
  and (organization_id, id) <= (:until_organization::uuid, :until_id::uuid)
order by organization_id, id limit :batch;

--! delete_password_resets
delete from accounts.password_resets where token_hash in (
  select token_hash from accounts.password_resets where expires_at <= :now order by expires_at limit :batch);

--! delete_email_changes
delete from accounts.email_changes where token_hash in (
  select token_hash from accounts.email_changes where expires_at <= :now order by expires_at limit :batch);

--! delete_recovery_codes
delete from accounts.recovery_codes where (user_id, code_hash) in (
  select user_id, code_hash from accounts.recovery_codes where used_at <= :used_before order by used_at limit :batch);
