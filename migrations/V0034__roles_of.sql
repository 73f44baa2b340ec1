-- The roles that a membership holds and that are in force, the system's and the organization's own. One SELECT, so that
-- the planner sees through it; it works with the caller's rights.
create function accounts.roles_of(organization uuid, membership uuid)
  returns table (id uuid, name text, permissions jsonb, is_system_role boolean)
  language sql stable parallel safe
begin atomic
  select r.id, r.name, r.permissions, true
  from accounts.membership_roles mr
  join accounts.roles r on r.id = mr.role_id
  where mr.organization_id = organization and mr.membership_id = membership
  union all
  select c.id, c.name, c.permissions, false
  from accounts.membership_custom_roles mc
  join accounts.custom_roles c on c.organization_id = mc.organization_id and c.id = mc.custom_role_id and c.is_active
  where mc.organization_id = organization and mc.membership_id = membership;
end;
