--: LinkRow()

--! lock_set
-- Changes to the set of one thing come one after the other, so that positions stay without gaps.
select pg_advisory_xact_lock(hashtextextended('network.media_links' || :resource_id::uuid::text, 0)) is not null as locked;

--! of_resource : LinkRow
select id, media_id, resource_type, resource_id, caption, position, created_at, created_by
from network.media_links
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id
order by position, id;

--! of_media : LinkRow
select id, media_id, resource_type, resource_id, caption, position, created_at, created_by
from network.media_links
where organization_id = :organization_id and media_id = any(:media_ids)
order by media_id, id;

--! find : LinkRow
select id, media_id, resource_type, resource_id, caption, position, created_at, created_by
from network.media_links where id = :id;

--! insert
insert into network.media_links
  (id, organization_id, media_id, resource_type, resource_id, caption, position, created_at, created_by)
values (:id, :organization_id, :media_id, :resource_type, :resource_id, :caption, :position, :now, :created_by);

--! place
-- What stays keeps its id.
update network.media_links set caption = :caption, position = :position where id = :id;

--! close_gap
update network.media_links set position = position - 1
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id
  and position > :position;

--! delete
delete from network.media_links where id = any(:ids);

--! remove
-- The thing itself is gone.
delete from network.media_links
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id;
