--: MediaRow(content_type?, media_type?, failure_code?, failure_message?, sha256?, width?, height?, duplicate_of?, uploaded_at?, processed_at?)

--! find : MediaRow
select m.id, m.file_name, m.file_path, m.declared_content_type, m.content_type, m.media_type, m.title, m.alt_text,
  m.description, m.in_library, m.status, m.failure_code, m.failure_message, m.size_bytes, m.sha256, m.width, m.height,
  m.duplicate_of, m.version, m.created_at, m.updated_at, m.uploaded_at, m.processed_at, m.created_by,
  exists (select from accounts.memberships a
    where a.organization_id = m.organization_id and a.avatar_media_id = m.id) as is_avatar
from network.media m where m.id = :id;

--! find_many : MediaRow
select m.id, m.file_name, m.file_path, m.declared_content_type, m.content_type, m.media_type, m.title, m.alt_text,
  m.description, m.in_library, m.status, m.failure_code, m.failure_message, m.size_bytes, m.sha256, m.width, m.height,
  m.duplicate_of, m.version, m.created_at, m.updated_at, m.uploaded_at, m.processed_at, m.created_by,
  exists (select from accounts.memberships a
    where a.organization_id = m.organization_id and a.avatar_media_id = m.id) as is_avatar
from network.media m where m.id = any(:ids);

--! lock
-- Holds the row until the transaction ends.
select id from network.media where id = :id for update;

--! find_by_sha256 : MediaRow
-- The oldest usable item with these bytes among those that its uploader is sure to see and may use in its place.
select m.id, m.file_name, m.file_path, m.declared_content_type, m.content_type, m.media_type, m.title, m.alt_text,
  m.description, m.in_library, m.status, m.failure_code, m.failure_message, m.size_bytes, m.sha256, m.width, m.height,
  m.duplicate_of, m.version, m.created_at, m.updated_at, m.uploaded_at, m.processed_at, m.created_by,
  exists (select from accounts.memberships a
    where a.organization_id = m.organization_id and a.avatar_media_id = m.id) as is_avatar
from network.media m
where m.organization_id = :organization_id and m.sha256 = :sha256 and m.status = 'READY'
  and (m.in_library or (m.created_by = :user_id and not :in_library))
order by m.created_at, m.id limit 1;

--! insert (declared_sha256?)
insert into network.media
  (id, organization_id, file_name, file_path, declared_content_type, title, alt_text, description, in_library, size_bytes,
   declared_sha256, created_at, updated_at, created_by)
values (:id, :organization_id, :file_name, :file_path, :declared_content_type, :title, :alt_text, :description, :in_library,
  :size_bytes, :declared_sha256, :now, :now, :created_by);

--! update (if_version?)
update network.media
set file_name = :file_name, title = :title, alt_text = :alt_text, description = :description, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version);

--! delete (if_version?)
-- What came to nothing takes up no room any more.
delete from network.media where id = :id and (:if_version::bigint is null or version = :if_version)
returning case when status = 'FAILED' then 0 else size_bytes end as stored_bytes;

--! claim : (declared_sha256?)
-- Takes the work: counts the attempt before it, raises the fence, remembers which object it is about. A live lease of
-- somebody else, a finished item and a changed object are left alone.
update network.media
set status = 'PROCESSING', attempts = attempts + 1, lease_owner = :owner, lease_until = :lease_until,
  fence = fence + 1, object_etag = :object_etag, uploaded_at = coalesce(uploaded_at, :now), updated_at = :now
where id = :id
  and (status = 'PENDING' or (status = 'PROCESSING' and lease_until <= :now and object_etag = :object_etag))
returning file_name, size_bytes, declared_content_type, declared_sha256, attempts, fence;

--! state : (object_etag?)
select status, object_etag from network.media where id = :id;

--! renew
update network.media set lease_until = :lease_until
where id = :id and fence = :fence and status = 'PROCESSING';

--! release
-- The attempt came to nothing through no fault of the item: it does not count.
update network.media
set lease_until = :now, attempts = attempts - 1, updated_at = :now
where id = :id and fence = :fence and status = 'PROCESSING';

--! ready (width?, height?)
-- An older item is named where whoever sees this one may know of it: it is the uploader's own, or in the library.
update network.media m
set status = 'READY', file_path = :file_path, content_type = :content_type, media_type = :media_type, sha256 = :sha256,
  width = :width, height = :height,
  duplicate_of = (
    select d.id from network.media d
    where d.organization_id = m.organization_id and d.sha256 = :sha256 and d.status = 'READY' and d.id <> m.id
      and (d.in_library or d.created_by = m.created_by)
    order by d.created_at, d.id limit 1),
  lease_owner = null, lease_until = null, processed_at = :now, updated_at = :now
where m.id = :id and m.fence = :fence and m.status = 'PROCESSING';

--! fail
update network.media
set status = 'FAILED', failure_code = :failure_code, failure_message = :failure_message, lease_owner = null,
  lease_until = null, processed_at = :now, updated_at = :now
where id = :id and fence = :fence and status = 'PROCESSING';
