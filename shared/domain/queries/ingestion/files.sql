--: FileRow(format?, failure_code?, failure_message?, sha256?, object_etag?, multipart_upload_id?, part_size?, progress_rows?, progress_bytes?, row_count?, rejected_count?, records_processed?, processing_time_ms?, columns_metadata?, encoding?, dialect?, duplicate_of?, processed_at?)

--! find : FileRow
-- Whether the caller may see it, `accounts::access` says.
select f.id, f.project_id, f.file_name, f.content_type, f.file_type, f.format, f.upload_status, f.failure_code,
  f.failure_message, f.size_bytes, f.sha256, f.object_etag, f.multipart_upload_id, f.part_size, f.options,
  f.progress_rows, f.progress_bytes, f.row_count, f.rejected_count, f.records_processed, f.processing_time_ms,
  f.columns_metadata, f.encoding, f.dialect, f.duplicate_of, f.version, f.created_at, f.updated_at, f.processed_at,
  f.created_by
from ingestion.files f
join ingestion.projects p on p.organization_id = f.organization_id and p.id = f.project_id and p.deleted_at is null
where f.id = :id;

--! lock
-- Holds the row until the transaction ends.
select id from ingestion.files where id = :id for update;

--! find_by_sha256 : FileRow
-- The oldest readable file with these bytes, read under these options, in the project.
select f.id, f.project_id, f.file_name, f.content_type, f.file_type, f.format, f.upload_status, f.failure_code,
  f.failure_message, f.size_bytes, f.sha256, f.object_etag, f.multipart_upload_id, f.part_size, f.options,
  f.progress_rows, f.progress_bytes, f.row_count, f.rejected_count, f.records_processed, f.processing_time_ms,
  f.columns_metadata, f.encoding, f.dialect, f.duplicate_of, f.version, f.created_at, f.updated_at, f.processed_at,
  f.created_by
from ingestion.files f
where f.organization_id = :organization_id and f.project_id = :project_id and f.sha256 = :sha256
  and f.upload_status = 'SUCCESS' and f.options = :options
order by f.created_at, f.id limit 1;

--! insert (declared_sha256?, multipart_upload_id?, part_size?)
insert into ingestion.files
  (id, organization_id, project_id, file_name, file_path, content_type, size_bytes, stored_bytes, declared_sha256,
   options, multipart_upload_id, part_size, created_at, updated_at, created_by)
values (:id, :organization_id, :project_id, :file_name, :file_path, :content_type, :size_bytes, :size_bytes,
  :declared_sha256, :options, :multipart_upload_id, :part_size, :now, :now, :created_by);

--! delete (if_version?)
delete from ingestion.files
where id = :id and (:if_version::bigint is null or version = :if_version)
returning coalesce(stored_bytes, size_bytes) as stored_bytes;

--! claim : (declared_sha256?)
-- Takes the work: counts the attempt before it, raises the fence, remembers which object it is about. A live lease of
-- somebody else, a finished file and a changed object are left alone.
update ingestion.files
set upload_status = 'PROCESSING', attempts = attempts + 1, lease_owner = :owner, lease_until = :lease_until,
  fence = fence + 1, object_etag = :object_etag, stored_bytes = :stored_bytes, progress_rows = 0, progress_bytes = 0,
  updated_at = :now
where id = :id
  and (upload_status = 'PENDING'
    or (upload_status = 'PROCESSING' and lease_until <= :now and object_etag = :object_etag))
returning project_id, file_name, size_bytes, declared_sha256, options, attempts, fence, created_by,
  coalesce(old.stored_bytes, size_bytes) as announced_bytes;

--! state : (object_etag?)
select upload_status, object_etag from ingestion.files where id = :id;

--! progress
update ingestion.files
set progress_rows = :rows, progress_bytes = :bytes, lease_until = :lease_until, updated_at = :now
where id = :id and fence = :fence and upload_status = 'PROCESSING';

--! release
-- The attempt came to nothing through no fault of the file: it does not count.
update ingestion.files
set lease_until = :now, attempts = attempts - 1, updated_at = :now
where id = :id and fence = :fence and upload_status = 'PROCESSING';

--! succeed (dialect?)
update ingestion.files f
set upload_status = 'SUCCESS', format = :format, encoding = :encoding, dialect = :dialect, sha256 = :sha256,
  row_count = :row_count, rejected_count = :rejected_count, records_processed = :records_processed,
  processing_time_ms = :processing_time_ms, columns_metadata = :columns_metadata,
  duplicate_of = (
    select d.id from ingestion.files d
    where d.organization_id = f.organization_id and d.project_id = f.project_id and d.sha256 = :sha256
      and d.upload_status = 'SUCCESS' and d.id <> f.id
    order by d.created_at, d.id limit 1),
  lease_owner = null, lease_until = null, progress_rows = null, progress_bytes = null,
  processed_at = :now, updated_at = :now
where f.id = :id and f.fence = :fence and f.upload_status = 'PROCESSING';

--! fail
update ingestion.files
set upload_status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message,
  processing_time_ms = :processing_time_ms, lease_owner = null, lease_until = null, progress_rows = null,
  progress_bytes = null, processed_at = :now, updated_at = :now
where id = :id and fence = :fence and upload_status = 'PROCESSING';

--! find_many : FileRow
select f.id, f.project_id, f.file_name, f.content_type, f.file_type, f.format, f.upload_status, f.failure_code,
  f.failure_message, f.size_bytes, f.sha256, f.object_etag, f.multipart_upload_id, f.part_size, f.options,
  f.progress_rows, f.progress_bytes, f.row_count, f.rejected_count, f.records_processed, f.processing_time_ms,
  f.columns_metadata, f.encoding, f.dialect, f.duplicate_of, f.version, f.created_at, f.updated_at, f.processed_at,
  f.created_by
from ingestion.files f where f.id = any(:ids);
