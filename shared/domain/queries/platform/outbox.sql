--! insert
insert into platform.outbox (id, organization_id, kind, payload, available_at, created_at)
values (:id, :organization_id, :kind, :payload, :available_at, :now);

--! delete
delete from platform.outbox where id = any(:ids);

--! claim
-- Takes a batch that is due, hides it from other relays for a while and counts the attempt before the work.
with due as materialized (
  select id from platform.outbox where available_at <= :now
  order by available_at, id limit :batch for update skip locked
)
update platform.outbox o
set attempts = o.attempts + 1, available_at = :hidden_until
from due where o.id = due.id
returning o.id, o.organization_id, o.kind, o.payload, o.attempts;

--! postpone
update platform.outbox set available_at = :available_at, last_error = :last_error where id = :id;

--! count_waiting
select count(*) from platform.outbox;
