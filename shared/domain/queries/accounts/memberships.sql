--! insert
insert into accounts.memberships (id, organization_id, user_id, created_at, updated_at)
values (:id, :organization_id, :user_id, :now, :now);

--! grant_role
insert into accounts.membership_roles (organization_id, membership_id, role_id, created_at)
select :organization_id, :membership_id, r.id, :now from accounts.roles r where r.name = :role;

--! count_members
-- How many of these people belong to the current organization.
select count(*) from accounts.memberships where user_id = any(:user_ids);
