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
-- Organizations whose chain begins before their first day of retention.
select o.id, o.data_retention_days
from accounts.organizations o
where o.id > :after and (
  select s.logged_at from platform.audit_seals s where s.organization_id = o.id order by s.sequence limit 1
) < :today::timestamptz - o.data_retention_days * interval '24 hours'
order by o.id limit :batch;

--! first_seal
select sequence, logged_at from platform.audit_seals where organization_id = :organization_id
order by sequence limit 1;

--: ActivityRow(actor_id?, resource_id?, old_values?, new_values?, ip?, user_agent?, origin_salt?, origin_digest?, request_id?)

--! read_activity : ActivityRow
-- A chain's first entries, of a span, as many as fit into the limits, at least one.
select sequence, hash, id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip,
  user_agent, origin_salt, origin_digest, request_id, created_at, xid
from (
  select sequence, hash, id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, ip,
    user_agent, origin_salt, origin_digest, request_id, created_at, xid,
    sum(coalesce(length(old_values), 0) + coalesce(length(new_values), 0)) over (
      order by sequence rows between unbounded preceding and 1 preceding) as volume_before
  from (
    select s.sequence, s.hash, a.id, a.organization_id, a.actor_id, a.action, a.resource_type, a.resource_id,
      a.old_values::text, a.new_values::text, host(a.ip) as ip, a.user_agent, a.origin_salt, a.origin_digest,
      a.request_id, a.created_at, a.xid::text as xid
    from platform.audit_seals s
    join platform.audit_logs a on a.organization_id = s.organization_id and a.id = s.audit_log_id
      and a.created_at = s.logged_at
    where s.organization_id = :organization_id and s.sequence >= :first::bigint
      and s.sequence < :first::bigint + :rows::bigint and a.created_at >= :since and a.created_at < :before
  ) as oldest
) as measured
where coalesce(volume_before, 0) < :characters::bigint
order by sequence;

--! delete_activity
delete from platform.audit_logs
where organization_id = :organization_id and created_at >= :since and created_at < :before and id = any(:ids);

--! deleted_projects
-- Those whose organization's grace has passed.
select p.id, p.organization_id, p.deleted_at from ingestion.projects p
left join platform.system_settings s
  on s.organization_id = p.organization_id and s.setting_key = 'deleted_retention_days'
where p.deleted_at <= :now::timestamptz
    - coalesce((s.setting_value #>> '{}')::integer, :grace_days::integer) * interval '24 hours'
  and (p.deleted_at, p.id) > (:after_deleted_at::timestamptz, :after_id::uuid)
order by p.deleted_at, p.id limit :batch;

--! delete_analyses
delete from intelligence.analysis_results where id in (
  select id from intelligence.analysis_results
  where organization_id = :organization_id and project_id = :project_id limit :batch)
returning id;

--! delete_files
delete from ingestion.files where id in (
  select id from ingestion.files where organization_id = :organization_id and project_id = :project_id limit :batch)
returning id, coalesce(stored_bytes, size_bytes) as stored_bytes;

--! delete_project
delete from ingestion.projects where organization_id = :organization_id and id = :id and deleted_at <= :now;

--! unfinished_uploads
select id, organization_id, file_path from ingestion.files
where upload_status = 'PENDING' and created_at <= :before and id > :after
order by id limit :batch;

--! expire_uploads
update ingestion.files
set upload_status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message, stored_bytes = 0,
  processed_at = :now, updated_at = :now
where id = any(:ids) and upload_status = 'PENDING'
returning id, organization_id, coalesce(old.stored_bytes, size_bytes) as announced_bytes;

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

--! delete_api_keys
delete from accounts.api_keys where id in (
  select id from accounts.api_keys where least(revoked_at, expires_at) <= :ended_before
  order by least(revoked_at, expires_at) limit :batch);

--! delete_invitations
delete from accounts.invitations where id in (
  select id from accounts.invitations where expires_at <= :before order by expires_at limit :batch);

--! delete_restorations
delete from accounts.restorations where token_hash in (
  select token_hash from accounts.restorations where expires_at <= :now order by expires_at limit :batch);

--! gone_people
-- People past their grace.
select id from accounts.users
where deleted_at <= :before and anonymised_at is null and id > :after
order by id limit :batch;

--! anonymise_person
-- What points at the person keeps doing so.
update accounts.users
set email = 'deleted-' || id::text || '@deleted.invalid', password_hash = '', first_name = 'Deleted',
  last_name = 'Person', phone = null, department = null, position = null, institution = null, segment = 'SMB',
  timezone = 'UTC', email_verified = false, is_active = false, last_login_at = null, totp_secret = null,
  totp_confirmed_at = null, totp_last_step = null, anonymised_at = :now, updated_at = :now
where id = :id and deleted_at <= :before and anonymised_at is null;

--! delete_memberships_of
-- Sessions and whatever else is a member's own go with them.
delete from accounts.memberships where user_id = :user_id returning organization_id;

--! delete_links_of
-- Every link that was mailed to the person, and their recovery codes.
with resets as (delete from accounts.password_resets where user_id = :user_id),
  changes as (delete from accounts.email_changes where user_id = :user_id),
  verifications as (delete from accounts.email_verifications where user_id = :user_id),
  restorations as (delete from accounts.restorations where user_id = :user_id)
delete from accounts.recovery_codes where user_id = :user_id;

--! delete_notifications
delete from platform.notifications where id in (
  select id from platform.notifications where expires_at <= :now order by expires_at limit :batch);

--! delete_notification_deliveries
delete from platform.notification_deliveries where id in (
  select id from platform.notification_deliveries where expires_at <= :now order by expires_at limit :batch);

--! delete_notification_keys
delete from platform.notification_keys where (organization_id, user_id, dedupe_key) in (
  select organization_id, user_id, dedupe_key from platform.notification_keys
  where expires_at <= :now order by expires_at limit :batch);

--! delete_comments
delete from platform.comments
where organization_id = :organization_id and resource_type = :resource_type and resource_id = any(:resource_ids);

--! delete_webhook_events
delete from platform.webhook_events where id in (
  select id from platform.webhook_events where created_at <= :before order by created_at limit :batch);

--! unfinished_media
select id, organization_id, file_path from network.media
where status = 'PENDING' and created_at <= :before and id > :after
order by id limit :batch;

--! expire_media
update network.media
set status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message, processed_at = :now,
  updated_at = :now
where id = any(:ids) and status = 'PENDING'
returning id, organization_id, size_bytes;

--! delete_failed_media
delete from network.media where id in (
  select id from network.media where status = 'FAILED' and processed_at <= :before order by processed_at limit :batch)
returning id, organization_id;

--! existing_media
-- With where its bytes are; an upload that has a verified copy is no part of it any more.
select organization_id, id, file_path, status = 'READY' as is_ready from network.media where id = any(:ids);

--! readable_media
-- Items that can be used, in the order of their objects' keys.
select organization_id, id, file_path from network.media
where status = 'READY'
  and (organization_id, id) > (:after_organization::uuid, :after_id::uuid)
  and (organization_id, id) <= (:until_organization::uuid, :until_id::uuid)
order by organization_id, id limit :batch;

--! forget_taggings
delete from platform.taggings
where organization_id = :organization_id and resource_type = :resource_type and resource_id = any(:resource_ids);

--! forget_media_links
delete from network.media_links
where organization_id = :organization_id and resource_type = :resource_type and resource_id = any(:resource_ids);

--! delete_resource_permissions
delete from accounts.resource_permissions where id in (
  select id from accounts.resource_permissions where expires_at <= :now order by expires_at limit :batch);

--! forget_resource
-- What was granted on a thing that is gone.
delete from accounts.resource_permissions
where organization_id = :organization_id and resource_type = :resource_type and resource_id = any(:resource_ids);

--! deleted_teams
-- As long as a team has projects it can be brought back.
select t.id, t.organization_id from accounts.teams t
where t.deleted_at <= :before and t.id > :after
  and not exists (
    select from ingestion.projects p where p.organization_id = t.organization_id and p.team_id = t.id)
order by t.id limit :batch;

--! delete_team
delete from accounts.teams t
where t.organization_id = :organization_id and t.id = :id and t.deleted_at <= :before
  and not exists (
    select from ingestion.projects p where p.organization_id = t.organization_id and p.team_id = t.id);

--! delete_exports
delete from platform.exports where id in (
  select id from platform.exports where expires_at <= :now order by expires_at limit :batch)
returning id, organization_id;

--! existing_exports
select organization_id, id from platform.exports where id = any(:ids);
