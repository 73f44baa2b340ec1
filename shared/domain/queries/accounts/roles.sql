--! upsert_system_role
insert into accounts.roles (id, name, description, permissions, is_system_role)
values (:id, :name, :description, :permissions, true)
on conflict on constraint roles_name_key
do update set description = excluded.description, permissions = excluded.permissions
where (roles.description, roles.permissions) is distinct from (excluded.description, excluded.permissions);
