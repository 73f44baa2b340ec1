--! upsert_system_role
insert into accounts.roles (id, name, description, permissions, is_system_role)
values (:id, :name, :description, :permissions, true)
on conflict on constraint roles_name_key
do update set description = excluded.description, permissions = excluded.permissions
where (roles.description, roles.permissions) is distinct from (excluded.description, excluded.permissions);

--! by_names
-- What these roles allow, the system's and the organization's own.
select r.id, r.name, r.permissions, true as is_system_role
from accounts.roles r where r.name = any(:names::text[])
union all
select c.id, c.name, c.permissions, false
from accounts.custom_roles c
where c.organization_id = :organization_id and c.is_active and c.name = any(:names)
order by name;
