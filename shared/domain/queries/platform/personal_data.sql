--! columns : (tenant?, directive?, said?)
-- Every column of every table with what `migrations/personal_data.sql` says of it.
select n.nspname::text as schema, c.relname::text as name,
  case when n.nspname = 'accounts' and c.relname = 'organizations' then 'id'
    else (select a.attname::text from pg_attribute a
          where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) end as tenant,
  obj_description(c.oid, 'pg_class') as directive,
  a.attname::text as column,
  format_type(a.atttypid, null) as type,
  exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any(i.indkey)) as is_key,
  col_description(c.oid, a.attnum) as said
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relkind in ('r', 'p') and not c.relispartition
  and n.nspname not in ('pg_catalog', 'information_schema', 'public')
order by n.nspname, c.relname, a.attnum;
