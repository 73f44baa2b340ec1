--: TagRow()

--! find : TagRow
select t.id, t.name, t.description, t.color, t.category, t.version, t.created_at, t.updated_at, t.created_by,
  (select count(*) from platform.taggings g where g.organization_id = t.organization_id and g.tag_id = t.id) as usage_count
from platform.tags t where t.id = :id;

--! lock
select id from platform.tags where id = any(:ids) order by id for update;

--! insert
insert into platform.tags
  (id, organization_id, name, description, color, category, created_at, updated_at, created_by)
values (:id, :organization_id, :name, :description, :color, :category, :now, :now, :created_by);

--! update (if_version?)
update platform.tags
set name = :name, description = :description, color = :color, category = :category, updated_at = :now
where id = :id and (:if_version::bigint is null or version = :if_version);

--! delete (if_version?)
delete from platform.tags where id = :id and (:if_version::bigint is null or version = :if_version);

--! move_taggings
-- Things that carry both tags keep the one they have.
insert into platform.taggings (organization_id, tag_id, resource_type, resource_id, created_at)
select organization_id, :into, resource_type, resource_id, :now
from platform.taggings where organization_id = :organization_id and tag_id = :tag_id
on conflict do nothing;

--! of_resource : TagRow
select t.id, t.name, t.description, t.color, t.category, t.version, t.created_at, t.updated_at, t.created_by,
  (select count(*) from platform.taggings c where c.organization_id = t.organization_id and c.tag_id = t.id) as usage_count
from platform.taggings g
join platform.tags t on t.organization_id = g.organization_id and t.id = g.tag_id
where g.organization_id = :organization_id and g.resource_type = :resource_type and g.resource_id = :resource_id
order by lower(t.name), t.id;

--! add_taggings
insert into platform.taggings (organization_id, tag_id, resource_type, resource_id, created_at)
select :organization_id, tag_id, :resource_type, :resource_id, :now from unnest(:tag_ids::uuid[]) as tag_id
on conflict do nothing;

--! remove_taggings
-- The thing itself is gone.
delete from platform.taggings
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id;

--! remove_taggings_except
delete from platform.taggings
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id
  and tag_id <> all(:tag_ids);
