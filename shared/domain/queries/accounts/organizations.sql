--! insert
insert into accounts.organizations (id, name, created_at, updated_at)
values (:id, :name, :now, :now);

--! list_of_user
-- The organizations of one person with the roles held there, oldest membership first.
select o.id, o.name, m.id as membership_id,
  array(
    select r.name
    from accounts.membership_roles mr join accounts.roles r on r.id = mr.role_id
    where mr.organization_id = m.organization_id and mr.membership_id = m.id
    order by r.name
  ) as roles
from accounts.memberships m
join accounts.organizations o on o.id = m.organization_id and o.deleted_at is null
where m.user_id = :user_id
order by m.created_at, m.id;

--! rename
update accounts.organizations set name = :name, updated_at = :now where id = :id;
