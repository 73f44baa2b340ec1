--: ExportRow(project_id?, failure_code?, failure_message?, total_rows?, object_key?, completed_at?)

--! find : ExportRow
select id, requested_by, resource_type, format, bom, project_id, filters, status, failure_code, failure_message,
  total_rows, progress_rows, progress_bytes, object_key, version, created_at, updated_at, completed_at, expires_at
from platform.exports
where id = :id and requested_by = :user_id and expires_at > :now;

--! lock : ExportRow
-- The same, held until the transaction ends.
select id, requested_by, resource_type, format, bom, project_id, filters, status, failure_code, failure_message,
  total_rows, progress_rows, progress_bytes, object_key, version, created_at, updated_at, completed_at, expires_at
from platform.exports
where id = :id and requested_by = :user_id and expires_at > :now
for update;

--! insert (project_id?) : ExportRow
insert into platform.exports
  (id, organization_id, requested_by, resource_type, format, bom, project_id, filters, created_at, updated_at, expires_at)
values (:id, :organization_id, :requested_by, :resource_type, :format, :bom, :project_id, :filters, :now, :now, :expires_at)
returning id, requested_by, resource_type, format, bom, project_id, filters, status, failure_code, failure_message,
  total_rows, progress_rows, progress_bytes, object_key, version, created_at, updated_at, completed_at, expires_at;

--! count_open
-- How many exports of a person are still to be done.
select count(*) from platform.exports
where organization_id = :organization_id and requested_by = :user_id and status in ('QUEUED', 'RUNNING')
  and expires_at > :now;

--! delete (if_version?)
delete from platform.exports where id = :id and (:if_version::bigint is null or version = :if_version);

--! claim : (project_id?)
-- Takes the work: counts the attempt before it and raises the fence. A live lease and a finished row are left alone.
update platform.exports
set status = 'RUNNING', attempts = attempts + 1, lease_owner = :owner, lease_until = :lease_until, fence = fence + 1,
  total_rows = null, progress_rows = 0, progress_bytes = 0, updated_at = :now
where id = :id and expires_at > :now and (status = 'QUEUED' or (status = 'RUNNING' and lease_until <= :now))
returning requested_by, resource_type, format, bom, project_id, filters, attempts, fence;

--! exists
select true as found from platform.exports where id = :id;

--! renew (total_rows?)
-- Renews the lease and tells how far the work is.
update platform.exports
set lease_until = :lease_until, total_rows = :total_rows, progress_rows = :progress_rows,
  progress_bytes = :progress_bytes, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! release
-- Gives the work back: the lease lapses at once.
update platform.exports
set lease_until = :now, attempts = attempts - :uncounted::integer, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! succeed
update platform.exports
set status = 'SUCCEEDED', object_key = :object_key, total_rows = :rows, progress_rows = :rows,
  progress_bytes = :bytes, lease_owner = null, lease_until = null, completed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';

--! fail
update platform.exports
set status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message, lease_owner = null,
  lease_until = null, completed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'RUNNING';
