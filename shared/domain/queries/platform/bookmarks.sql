--: BookmarkRow()

--! find : BookmarkRow
select id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at
from platform.bookmarks where id = :id and user_id = :user_id;

--! lock : BookmarkRow
select id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at
from platform.bookmarks where id = :id and user_id = :user_id for update;

--! insert : BookmarkRow
insert into platform.bookmarks
  (id, organization_id, user_id, resource_type, resource_id, bookmark_name, tags, created_at, updated_at)
values (:id, :organization_id, :user_id, :resource_type, :resource_id, :bookmark_name, :tags, :now, :now)
returning id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at;

--! update (if_version?) : BookmarkRow
update platform.bookmarks set bookmark_name = :bookmark_name, tags = :tags, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version)
returning id, resource_type, resource_id, bookmark_name, tags, version, created_at, updated_at;

--! delete (if_version?)
delete from platform.bookmarks where id = :id and (:if_version::bigint is null or version = :if_version);
