-- Accepting an invitation and leaving happen before or without a tenant, and webhooks hear of them.
select platform.admit(t, 'plugzero_identity') from unnest(array[
  'platform.webhooks', 'platform.webhook_events', 'platform.webhook_deliveries']::regclass[]) t;
grant select (id, organization_id, event_types, project_id, is_active, disabled_at) on platform.webhooks
  to plugzero_identity;
grant insert on platform.webhook_events, platform.webhook_deliveries to plugzero_identity;
