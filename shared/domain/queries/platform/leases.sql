--! take_lapsed_files : (object_etag?)
-- Files whose worker fell silent: at once when a lease lapses, then ever more rarely while nobody takes them up.
with lapsed as materialized (
  select id from ingestion.files
  where upload_status = 'PROCESSING' and lease_until <= :now
    and (swept_at is null or swept_at <= lease_until
      or swept_at + least(swept_at - lease_until, interval '1 hour') <= :now)
  order by lease_until limit :batch for update skip locked
)
update ingestion.files f set swept_at = :now
from lapsed where f.id = lapsed.id
returning f.organization_id, f.file_path, f.size_bytes, f.object_etag;

--! take_waiting_files
-- Files that still wait for their bytes: the bytes may have come and their event not.
with waiting as materialized (
  select id from ingestion.files
  where upload_status = 'PENDING' and created_at <= :before
    and (swept_at is null or swept_at + least(swept_at - created_at, interval '1 hour') <= :now)
  order by created_at limit :batch for update skip locked
)
update ingestion.files f set swept_at = :now
from waiting where f.id = waiting.id
returning f.organization_id, f.file_path;

--! take_stalled_analyses
-- Analyses whose worker fell silent, as for files, and those that have waited in vain for one.
with stalled as materialized (
  select id from intelligence.analysis_results
  where (status = 'RUNNING' and lease_until <= :now
      and (swept_at is null or swept_at <= lease_until
        or swept_at + least(swept_at - lease_until, interval '1 hour') <= :now))
    or (status = 'QUEUED' and updated_at <= :before
      and (swept_at is null or swept_at + least(swept_at - updated_at, interval '1 hour') <= :now))
  order by lease_until, id limit :batch for update skip locked
)
update intelligence.analysis_results a set swept_at = :now
from stalled where a.id = stalled.id
returning a.id, a.organization_id;

--! take_lapsed_media : (object_etag?)
-- As for files.
with lapsed as materialized (
  select id from network.media
  where status = 'PROCESSING' and lease_until <= :now
    and (swept_at is null or swept_at <= lease_until
      or swept_at + least(swept_at - lease_until, interval '1 hour') <= :now)
  order by lease_until limit :batch for update skip locked
)
update network.media m set swept_at = :now
from lapsed where m.id = lapsed.id
returning m.organization_id, m.file_path, m.size_bytes, m.object_etag;

--! take_waiting_media
with waiting as materialized (
  select id from network.media
  where status = 'PENDING' and created_at <= :before
    and (swept_at is null or swept_at + least(swept_at - created_at, interval '1 hour') <= :now)
  order by created_at limit :batch for update skip locked
)
update network.media m set swept_at = :now
from waiting where m.id = waiting.id
returning m.organization_id, m.file_path;

--! take_stalled_exports
-- Exports whose worker fell silent, and those that have waited in vain for one.
with stalled as materialized (
  select id from platform.exports
  where (status = 'RUNNING' and lease_until <= :now
      and (swept_at is null or swept_at <= lease_until
        or swept_at + least(swept_at - lease_until, interval '1 hour') <= :now))
    or (status = 'QUEUED' and updated_at <= :before
      and (swept_at is null or swept_at + least(swept_at - updated_at, interval '1 hour') <= :now))
  order by lease_until, id limit :batch for update skip locked
)
update platform.exports e set swept_at = :now
from stalled where e.id = stalled.id
returning e.id, e.organization_id, e.resource_type;

--! take_stalled_erasures
with stalled as materialized (
  select id from platform.erasures
  where (status = 'RUNNING' and lease_until <= :now
      and (swept_at is null or swept_at <= lease_until
        or swept_at + least(swept_at - lease_until, interval '1 hour') <= :now))
    or (status = 'QUEUED' and updated_at <= :before
      and (swept_at is null or swept_at + least(swept_at - updated_at, interval '1 hour') <= :now))
  order by lease_until, id limit :batch for update skip locked
)
update platform.erasures e set swept_at = :now
from stalled where e.id = stalled.id
returning e.id, e.organization_id;
