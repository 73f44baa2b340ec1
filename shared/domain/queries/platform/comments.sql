--: CommentRow(parent_comment_id?, resolved_by?, resolved_at?, edited_at?, deleted_at?, last_reply_at?)

--! find : CommentRow
select c.id, c.resource_type, c.resource_id, c.parent_comment_id, c.comment_text, c.is_resolved, c.resolved_by,
  c.resolved_at, c.edited_at, c.deleted_at, c.version, c.created_at, c.updated_at, c.created_by,
  array(select m.user_id from platform.comment_mentions m
    where m.organization_id = c.organization_id and m.comment_id = c.id order by m.user_id) as mentions,
  (select count(*) from platform.comments r where r.organization_id = c.organization_id
    and r.parent_comment_id = c.id and r.deleted_at is null) as reply_count,
  (select max(r.created_at) from platform.comments r where r.organization_id = c.organization_id
    and r.parent_comment_id = c.id and r.deleted_at is null) as last_reply_at
from platform.comments c where c.id = :id;

--! lock
-- The first comment of a thread stands for the whole of it.
select id from platform.comments where id = :id for update;

--! insert (parent_comment_id?)
insert into platform.comments
  (id, organization_id, resource_type, resource_id, parent_comment_id, comment_text, created_at, updated_at, created_by)
values (:id, :organization_id, :resource_type, :resource_id, :parent_comment_id, :comment_text, :now, :now, :created_by);

--! update (if_version?)
update platform.comments set comment_text = :comment_text, edited_at = :now, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version);

--! delete (if_version?)
update platform.comments
set comment_text = '', deleted_at = :now, deleted_by = :deleted_by, updated_at = :now
where id = :id and deleted_at is null and (:if_version::bigint is null or version = :if_version);

--! resolve
update platform.comments set is_resolved = true, resolved_by = :resolved_by, resolved_at = :now, updated_at = :now
where id = :id and not is_resolved;

--! reopen
update platform.comments set is_resolved = false, resolved_by = null, resolved_at = null, updated_at = :now
where id = :id and is_resolved;

--! keep_version
-- The words that are about to change, numbered in the order in which they were written.
insert into platform.comment_versions (organization_id, comment_id, number, comment_text, written_at)
select c.organization_id, c.id,
  1 + (select count(*) from platform.comment_versions v
    where v.organization_id = c.organization_id and v.comment_id = c.id),
  c.comment_text, coalesce(c.edited_at, c.created_at)
from platform.comments c where c.id = :id;

--! versions
select number, comment_text, written_at from platform.comment_versions
where organization_id = :organization_id and comment_id = :comment_id order by number;

--! count_versions
select count(*) from platform.comment_versions where organization_id = :organization_id and comment_id = :comment_id;

--! forget_versions
delete from platform.comment_versions where organization_id = :organization_id and comment_id = :comment_id;

--! add_mentions
insert into platform.comment_mentions (organization_id, comment_id, user_id, created_at)
select :organization_id, :comment_id, user_id, :now from unnest(:user_ids::uuid[]) as user_id
on conflict do nothing
returning user_id;

--! remove_mentions_except
delete from platform.comment_mentions
where organization_id = :organization_id and comment_id = :comment_id and user_id <> all(:user_ids);

--! participants
-- Who wrote in the thread and still stands there.
select distinct created_by from platform.comments
where organization_id = :organization_id and (id = :id or parent_comment_id = :id) and deleted_at is null
order by created_by;

--! count_replies
select count(*) from platform.comments where organization_id = :organization_id and parent_comment_id = :id;

--! counts
-- A thread whose every comment was deleted is none.
select
  count(*) filter (where c.deleted_at is null) as comments,
  count(*) filter (where c.parent_comment_id is null and (c.deleted_at is null or r.found is not null)) as threads,
  count(*) filter (where c.parent_comment_id is null and not c.is_resolved
    and (c.deleted_at is null or r.found is not null)) as unresolved
from platform.comments c
left join lateral (
  select true as found from platform.comments r
  where c.parent_comment_id is null and c.deleted_at is not null
    and r.organization_id = c.organization_id and r.parent_comment_id = c.id and r.deleted_at is null limit 1
) as r on true
where c.organization_id = :organization_id and c.resource_type = :resource_type and c.resource_id = :resource_id;

--! forget
delete from platform.comments
where organization_id = :organization_id and resource_type = :resource_type and resource_id = :resource_id;

--! forget_analyses
-- The analyses of a file that is about to go.
delete from platform.comments
where organization_id = :organization_id and resource_type = 'analysis' and resource_id in (
  select id from intelligence.analysis_results where organization_id = :organization_id and file_id = :file_id);

--! author
select first_name, last_name from accounts.users where id = :id;
