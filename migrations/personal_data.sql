-- What every column of every table holds about people, and what erasing a person does to it. `migrate` applies this
-- file after the migrations, each time; a test fails for any column that is missing here. New table, new block:
--
--   select platform.classify('area.things', $$
--     created_by: subject keep, who made it stays told by a pseudonym
--     title, notes: text redact
--     status: none
--     rest: none
--   $$);
--
-- A table or column that is not there is passed over. The words (docs/personal-data.md has the reasons):
--   none                 says nothing about a person. `rest: none` is for ids, numbers and times; text must be named
--   subject …            a user's id: this is how a row is found for a person
--     subject delete     the row is theirs and goes; with `if CONDITION`, where that holds
--     subject null       the row stays, the pointer goes
--     subject keep, why  the row stays and points to a person without name
--   personal …, address … (an e-mail address), secret … (never leaves, not even to its person)
--     … row              goes with its row
--     … set EXPRESSION   gets this value
--     … keep, why        stays
--   text …               free text, in which anybody may be mentioned
--     text redact        mentions of the person's addresses are blacked out, whoever wrote them
--     text delete        a row that mentions them goes
--     text row           goes with its row
--     text keep, why     stays
--   table: via PARENT COLUMN KEY   belongs to the person of the parent's row, and goes with it (on delete cascade)
--   table: objects PREFIX          the row has objects under this prefix, which go with it
--   table: copies PREFIX           holds copies of other data: all of an organization go when one of its people does

select platform.classify('accounts.organizations', $$
  name: text redact
  settings: none
  rest: none
$$);

select platform.classify('accounts.users', $$
  id: subject keep, a number without a name
  email: address set 'erased-' || id || '@erased.invalid'
  first_name: personal set 'Erased'
  last_name: personal set 'person'
  phone, department, position, institution, last_login_at: personal set null
  timezone: personal set 'UTC'
  segment: none set 'SMB'
  password_hash: secret set ''
  totp_secret: secret set null
  totp_confirmed_at, totp_last_step: personal set null
  email_verified, is_active: none set false
  deleted_at: none set coalesce(deleted_at, now())
  rest: none
$$);

select platform.classify('accounts.roles', $$
  name, description, permissions: none
  rest: none
$$);

select platform.classify('accounts.memberships', $$
  user_id: subject delete
  rest: none
$$);

select platform.classify('accounts.membership_roles', $$
  table: via accounts.memberships membership_id id
  rest: none
$$);

select platform.classify('accounts.sessions', $$
  user_id: subject delete
  ip, user_agent: personal row
  revoked_reason: none
  rest: none
$$);

select platform.classify('accounts.refresh_tokens', $$
  table: via accounts.sessions session_id id
  token_hash, successor_salt: secret row
  retired_by_client: personal row
  rest: none
$$);

select platform.classify('accounts.email_verifications', $$
  user_id: subject delete
  token_hash, password_hash: secret row
  first_name, last_name, organization_name: personal row
  rest: none
$$);

select platform.classify('accounts.password_resets', $$
  user_id: subject delete
  token_hash: secret row
  rest: none
$$);

select platform.classify('accounts.email_changes', $$
  user_id: subject delete
  token_hash: secret row
  email: address row
  rest: none
$$);

select platform.classify('accounts.recovery_codes', $$
  user_id: subject delete
  code_hash: secret row
  rest: none
$$);

select platform.classify('accounts.signing_keys', $$
  id, public_key, wrapped_private_key: none
  rest: none
$$);

select platform.classify('accounts.invitations', $$
  email: text delete
  token_hash: secret row
  invited_by, accepted_by: subject keep, who asked and who came stay told by a pseudonym
  roles: none
  rest: none
$$);

select platform.classify('accounts.restorations', $$
  user_id: subject delete
  token_hash: secret row
  rest: none
$$);

select platform.classify('accounts.custom_roles', $$
  created_by: subject keep, who made it stays told by a pseudonym
  name, description: text redact
  permissions: none
  rest: none
$$);

select platform.classify('accounts.membership_custom_roles', $$
  table: via accounts.memberships membership_id id
  rest: none
$$);

select platform.classify('accounts.teams', $$
  owner_id: subject null
  created_by: subject keep, who made it stays told by a pseudonym
  name, description: text redact
  rest: none
$$);

select platform.classify('accounts.team_memberships', $$
  user_id: subject delete
  role: none
  rest: none
$$);

select platform.classify('accounts.resource_permissions', $$
  user_id: subject delete
  granted_by: subject keep, who granted it stays told by a pseudonym
  resource_type, principal_type, permission_type: none
  rest: none
$$);

select platform.classify('accounts.subscriptions', $$
  plan, status: none
  rest: none
$$);

select platform.classify('accounts.usage_counters', $$
  quota: none
  rest: none
$$);

select platform.classify('accounts.usage_blocks', $$
  quota: none
  rest: none
$$);

select platform.classify('accounts.api_keys', $$
  user_id: subject delete
  name, hint: personal row
  key_hash: secret row
  scopes: none
  rest: none
$$);

select platform.classify('platform.audit_logs', $$
  actor_id: subject keep, what was done stays told by a pseudonym
  ip, user_agent: personal set null
  old_values, new_values: text redact
  action, resource_type, request_id: none
  rest: none
$$);

-- Where entries are chained by their hashes, the values hold digests of what is personal instead.
do $$
begin
  if to_regclass('platform.audit_seals') is not null then
    perform platform.classify('platform.audit_logs', '
      ip, user_agent, origin_salt: personal set null
      old_values, new_values: text keep, what is personal in them is a digest under a salt that goes
      origin_digest: none
      rest: none
    ');
  end if;
end
$$;

select platform.classify('platform.audit_salts', $$
  subject_id: subject delete
  salt: secret row
  rest: none
$$);

select platform.classify('platform.audit_seals', $$
  hash: none
  rest: none
$$);

select platform.classify('platform.audit_heads', $$
  hash: none
  rest: none
$$);

select platform.classify('platform.audit_checkpoints', $$
  hash, key_id, signature: none
  rest: none
$$);

select platform.classify('platform.audit_cursor', $$
  rest: none
$$);

select platform.classify('platform.audit_keys', $$
  id, public_key, sealed_private_key: none
  rest: none
$$);

select platform.classify('platform.outbox', $$
  payload: text delete
  last_error: text row
  kind: none
  rest: none
$$);
-- Objects of rows that are erased go through the outbox, as every object does.
grant insert on platform.outbox to plugzero_privacy;

select platform.classify('platform.idempotency_keys', $$
  user_id: subject delete
  key, request_hash, headers, body: personal row
  route: none
  rest: none
$$);

select platform.classify('platform.tags', $$
  created_by: subject keep, who made it stays told by a pseudonym
  name, description, category: text redact
  color: none
  rest: none
$$);

select platform.classify('platform.taggings', $$
  resource_type: none
  rest: none
$$);

select platform.classify('platform.bookmarks', $$
  user_id: subject delete
  bookmark_name, tags: personal row
  resource_type: none
  rest: none
$$);

select platform.classify('platform.system_settings', $$
  setting_key, setting_value: none
  rest: none
$$);

select platform.classify('platform.user_preferences', $$
  user_id: subject delete
  preference_value: personal row
  preference_key: none
  rest: none
$$);

select platform.classify('platform.exports', $$
  table: copies org/{organization_id}/exports/{id}/
  requested_by: subject delete
  filters: personal row
  resource_type, format, status, failure_code, failure_message, object_key: none
  rest: none
$$);

select platform.classify('platform.erasures', $$
  user_id, requested_by: subject keep, the proof that a person was forgotten
  scope, status, failure_code, failure_message: none
  rest: none
$$);

select platform.classify('ingestion.projects', $$
  manager_id: subject null
  created_by: subject keep, who made it stays told by a pseudonym
  name, description: text redact
  status: none
  rest: none
$$);

select platform.classify('ingestion.project_members', $$
  user_id: subject delete
  rest: none
$$);

select platform.classify('ingestion.files', $$
  created_by: subject keep, who brought it stays told by a pseudonym
  file_name: text redact
  columns_metadata: text keep, it tells the content of the file and goes with it
  file_path, content_type, file_type, format, upload_status, failure_code, failure_message: none
  sha256, declared_sha256, object_etag, multipart_upload_id, options, encoding, dialect: none
  rest: none
$$);

select platform.classify('ingestion.upload_templates', $$
  created_by: subject keep, who made it stays told by a pseudonym
  name, description, transformation_rules, validation_rules: text redact
  file_format: none
  rest: none
$$);

select platform.classify('ingestion.upload_template_versions', $$
  created_by: subject keep, who made it stays told by a pseudonym
  name, description, transformation_rules, validation_rules: text redact
  file_format: none
  rest: none
$$);

select platform.classify('intelligence.analysis_results', $$
  created_by: subject keep, who asked stays told by a pseudonym
  parameters, result_data: text keep, they tell the content of a file and go with it
  calculation_type, engine_version, status, failure_code, failure_message: none
  parameters_hash, input_hash: none
  rest: none
$$);

select platform.classify('platform.notifications', $$
  user_id: subject delete
  title, message, action_url, data: text redact
  notification_type, priority, resource_type: none
  rest: none
$$);

select platform.classify('platform.notification_preferences', $$
  user_id: subject delete
  unsubscribe_key: secret row
  channels, digest: none
  rest: none
$$);

select platform.classify('platform.notification_deliveries', $$
  user_id: subject delete
  title, content: text redact
  notification_type, channel, status, reason, priority, resource_type: none
  rest: none
$$);

select platform.classify('platform.notification_keys', $$
  user_id: subject delete
  dedupe_key: personal row
  rest: none
$$);

select platform.classify('platform.comments', $$
  created_by, resolved_by, deleted_by: subject keep, the thread stays readable and its author is a pseudonym
  comment_text: text redact
  resource_type: none
  rest: none
$$);

select platform.classify('platform.comment_versions', $$
  comment_text: text redact
  rest: none
$$);

select platform.classify('platform.comment_mentions', $$
  user_id: subject delete
  rest: none
$$);

select platform.classify('platform.webhooks', $$
  created_by: subject keep, who made it stays told by a pseudonym
  description: text redact
  secret, previous_secret: secret keep, the organization's
  url, event_types, disabled_reason, public_key: none
  rest: none
$$);

select platform.classify('platform.webhook_events', $$
  data: text redact
  event_type: none
  rest: none
$$);

select platform.classify('platform.webhook_deliveries', $$
  status, failure_code: none
  rest: none
$$);

select platform.classify('platform.webhook_attempts', $$
  response_excerpt: text redact
  error: none
  rest: none
$$);

select platform.classify('network.media', $$
  table: objects org/{organization_id}/media/{id}/
  created_by: subject delete if not in_library
  file_name, title, alt_text, description: text redact
  file_path, declared_content_type, content_type, media_type, status, failure_code, failure_message: none
  sha256, declared_sha256, object_etag: none
  rest: none
$$);

select platform.classify('network.media_links', $$
  created_by: subject keep, who linked it stays told by a pseudonym
  caption: text redact
  resource_type: none
  rest: none
$$);
