--! lock_cursor
-- Nothing where somebody else is sealing.
select xid::text as xid, audit_log_id from platform.audit_cursor for update skip locked;

--: SettledRow(actor_id?, resource_id?, old_values?, new_values?, request_id?, origin_digest?)

--! settled : SettledRow
-- Entries behind the cursor, in the chain's order, as many as fit into the limits, at least one. Every transaction
-- below the snapshot's xmin has ended, so that nothing can still appear before an entry that is shown here.
select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, request_id,
  origin_digest, created_at, xid
from (
  select id, organization_id, actor_id, action, resource_type, resource_id, old_values, new_values, request_id,
    origin_digest, created_at, xid, place,
    sum(coalesce(length(old_values), 0) + coalesce(length(new_values), 0)) over (
      order by place, id rows between unbounded preceding and 1 preceding) as volume_before
  from (
    select a.id, a.organization_id, a.actor_id, a.action, a.resource_type, a.resource_id, a.old_values::text,
      a.new_values::text, a.request_id, a.origin_digest, a.created_at, a.xid::text as xid, a.xid as place
    from platform.audit_logs a
    where (a.xid, a.id) > ((:after_xid::text)::xid8, :after_id::uuid)
      and a.xid < pg_snapshot_xmin(pg_current_snapshot())
    -- The number, not the text beside it.
    order by a.xid, a.id limit :rows
  ) as oldest
) as measured
where coalesce(volume_before, 0) < :characters::bigint
order by place, id;

--! heads
select organization_id, sequence, hash from platform.audit_heads where organization_id = any(:organization_ids);

--! insert_seals
insert into platform.audit_seals (organization_id, sequence, audit_log_id, logged_at, hash)
select * from unnest(
  :organization_ids::uuid[], :sequences::bigint[], :audit_log_ids::uuid[], :logged_at::timestamptz[], :hashes::bytea[]);

--! set_heads
insert into platform.audit_heads (organization_id, sequence, hash, xid, audit_log_id, sealed_at)
select organization_id, sequence, hash, xid::xid8, audit_log_id, :now from unnest(
  :organization_ids::uuid[], :sequences::bigint[], :hashes::bytea[], :xids::text[], :audit_log_ids::uuid[])
  as heads (organization_id, sequence, hash, xid, audit_log_id)
on conflict (organization_id) do update set sequence = excluded.sequence, hash = excluded.hash, xid = excluded.xid,
  audit_log_id = excluded.audit_log_id, sealed_at = excluded.sealed_at;

--! move_cursor
update platform.audit_cursor set xid = (:xid::text)::xid8, audit_log_id = :audit_log_id;

--! unanchored
-- Chains that have grown behind their last anchor.
select organization_id, sequence, hash, sealed_at from platform.audit_heads
where sequence > anchored_sequence and organization_id > :after
order by organization_id limit :batch;

--! hash_at
select hash from platform.audit_seals where organization_id = :organization_id and sequence = :sequence;

--! mark_anchored
update platform.audit_heads set anchored_sequence = greatest(anchored_sequence, :sequence)
where organization_id = :organization_id;

--! latest_key
select id, public_key, sealed_private_key, created_at from platform.audit_keys order by created_at desc, id desc limit 1;

--! insert_key
insert into platform.audit_keys (id, public_key, sealed_private_key, created_at)
values (:id, :public_key, :sealed_private_key, :now);

--! checkpoint
select sequence, hash, logged_through, key_id, signature from platform.audit_checkpoints
where organization_id = :organization_id order by sequence desc limit 1;

--! head
select sequence, hash, xid::text as xid, audit_log_id, sealed_at from platform.audit_heads
where organization_id = :organization_id;

--! count_unsealed
-- What was written behind the end of the chain.
select count(*) from platform.audit_logs
where organization_id = :organization_id and (xid, id) > ((:after_xid::text)::xid8, :after_id::uuid);

--! count_sealable
-- What stands where the chain has come already: each of these must have a seal.
select count(*) from platform.audit_logs
where organization_id = :organization_id and (xid, id) <= ((:until_xid::text)::xid8, :until_id::uuid);

--! first_inserted
-- The first of them that has none, by the seals before it.
select (
  select coalesce(max(s.sequence), 0) from platform.audit_seals s
  join platform.audit_logs b on b.organization_id = s.organization_id and b.id = s.audit_log_id
    and b.created_at = s.logged_at
  where s.organization_id = a.organization_id and (b.xid, b.id) < (a.xid, a.id)
) as sequence_before
from platform.audit_logs a
where a.organization_id = :organization_id and (a.xid, a.id) <= ((:until_xid::text)::xid8, :until_id::uuid)
  and not exists (
    select from platform.audit_seals s where s.organization_id = a.organization_id and s.audit_log_id = a.id)
order by a.xid, a.id limit 1;

--! seals
select sequence, audit_log_id, logged_at, hash from platform.audit_seals
where organization_id = :organization_id and sequence > :after and sequence <= :through
order by sequence limit :rows;

--! is_last
-- Whether the chain has nothing behind a place.
select not exists (
  select from platform.audit_seals where organization_id = :organization_id and sequence > :after) as is_last;

--: SealedRow(actor_id?, resource_id?, old_values?, new_values?, ip?, user_agent?, origin_salt?, origin_digest?, request_id?)

--! entries : SealedRow
select id, organization_id, actor_id, action, resource_type, resource_id, old_values::text as old_values,
  new_values::text as new_values, host(ip) as ip, user_agent, origin_salt, origin_digest, request_id, created_at,
  xid::text as xid
from platform.audit_logs
where organization_id = :organization_id and created_at >= :since and created_at <= :until and id = any(:ids);

--! entry_is_elsewhere
-- Whether the entry stands in the log, with another time.
select exists (
  select from platform.audit_logs where organization_id = :organization_id and id = :id) as is_elsewhere;

--! erased_people
select distinct resource_id from platform.audit_logs
where organization_id = :organization_id and action collate "C" = 'erased' and resource_type collate "C" = 'user'
  and resource_id is not null;

--! insert_checkpoint
insert into platform.audit_checkpoints (organization_id, sequence, hash, logged_through, key_id, signature)
values (:organization_id, :sequence, :hash, :logged_through, :key_id, :signature)
on conflict do nothing;

--! delete_seals
delete from platform.audit_seals
where organization_id = :organization_id and sequence >= :first and sequence <= :last;
