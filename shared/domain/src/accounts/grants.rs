//! Who may give which role to whom: nobody gives, or takes, what they could not give themselves, ownership is the owners'
//! alone, and an organization keeps an owner.

use deadpool_postgres::Object;
use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{custom_roles, memberships, organizations, roles as role_sql};
use uuid::Uuid;

use super::{
    members::Member,
    permissions::{Permission, Permissions},
    roles::{OWNER, SUPER_ADMIN},
};
use crate::{
    Error, Result,
    ids::{MembershipId, OrganizationId, UserId},
    platform::audit,
    transaction::TenantTx,
};

/// The most roles that one member holds.
pub const MAX_ROLES: usize = 20;

/// A role, as far as granting it goes.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its row.
    pub id: Uuid,
    /// Its name in the API.
    pub name: String,
    /// The names of what it allows.
    pub permissions: Vec<String>,
    /// Whether every organization has it.
    pub is_system_role: bool,
}

impl Role {
    /// Whether whoever holds `permissions` may give it.
    pub fn is_grantable_by(&self, permissions: &Permissions) -> bool {
        let owns = permissions.roles().iter().any(|role| role == OWNER);
        let holds = |name: &String| {
            Permission::ALL.iter().any(|p| p.name() == name.as_str() && permissions.contains(*p))
        };
        self.name != SUPER_ADMIN && (self.name != OWNER || owns) && self.permissions.iter().all(holds)
    }

    /// Whether it allows to change who belongs to the organization: giving it takes a fresh factor.
    pub fn is_administrative(&self) -> bool {
        self.permissions.iter().any(|name| name == Permission::MembersWrite.name())
    }
}

/// The roles of these names, the system's and those of the organization that are in force.
pub(super) async fn find(
    client: &Object,
    organization: OrganizationId,
    names: &[String],
) -> Result<Vec<Role>> {
    let rows = role_sql::by_names().bind(client, &names, &organization.0).all().await?;
    rows.into_iter()
        .map(|row| {
            let permissions = serde_json::from_value(row.permissions).map_err(Error::internal)?;
            Ok(Role { id: row.id, name: row.name, permissions, is_system_role: row.is_system_role })
        })
        .collect()
}

/// Gives the roles to a membership.
pub(super) async fn give(
    client: &Object,
    organization: OrganizationId,
    membership: MembershipId,
    roles: &[Role],
    now: Timestamp,
) -> Result<()> {
    let (system, own) = split(roles);
    custom_roles::assign_system().bind(client, &organization.0, &membership.0, &now, &system).await?;
    if !own.is_empty() {
        custom_roles::assign().bind(client, &organization.0, &membership.0, &now, &own).await?;
    }
    Ok(())
}

/// The rows of the system's roles, and of the organization's own.
fn split(roles: &[Role]) -> (Vec<Uuid>, Vec<Uuid>) {
    let (system, own): (Vec<&Role>, Vec<&Role>) = roles.iter().partition(|role| role.is_system_role);
    let ids = |roles: Vec<&Role>| roles.into_iter().map(|role| role.id).collect();
    (ids(system), ids(own))
}

/// The roles of these names, each of which the caller may give.
///
/// # Errors
/// `Invalid` at `/roles` where one is unknown, `Refused` as 403 `not_grantable` where one is more than the caller's own.
pub async fn get_grantable(tx: &TenantTx, names: &[String]) -> Result<Vec<Role>> {
    let roles = find(tx.client(), tx.organization(), names).await?;
    if let Some(unknown) = names.iter().find(|name| !roles.iter().any(|role| &role.name == *name)) {
        return Err(Error::invalid("/roles", "unknown_role", format!("there is no role {unknown}")));
    }
    ensure_grantable(tx, &roles)?;
    Ok(roles)
}

fn ensure_grantable(tx: &TenantTx, roles: &[Role]) -> Result<()> {
    let Some(permissions) = tx.permissions() else { return Ok(()) };
    match roles.iter().find(|role| !role.is_grantable_by(permissions)) {
        None => Ok(()),
        Some(role) => Err(Error::Refused {
            status: 403,
            code: "not_grantable",
            detail: format!("the role {} is not yours to give or to take", role.name),
        }),
    }
}

/// Checks that the caller may change the standing of `member`: only of those who hold nothing that the caller could not
/// give. Everybody may change their own.
///
/// # Errors
/// `Refused` as 403 `not_grantable`.
pub async fn ensure_may_touch(tx: &TenantTx, member: &Member) -> Result<()> {
    if tx.user()? == member.user {
        return Ok(());
    }
    ensure_grantable(tx, &find(tx.client(), tx.organization(), &member.roles).await?)
}

/// Makes changes to who belongs to the organization, and as what, wait for each other until the transaction ends.
pub(super) async fn take_turn(client: &Object, organization: OrganizationId) -> Result<()> {
    organizations::lock().bind(client, &organization.0).opt().await?;
    Ok(())
}

/// Checks that somebody else owns the organization too. Only worth something after [`take_turn`].
///
/// # Errors
/// `Conflict` as `last_owner`.
pub(super) async fn ensure_other_owner(
    client: &Object,
    organization: OrganizationId,
    user: UserId,
) -> Result<()> {
    if memberships::count_other_owners().bind(client, &organization.0, &user.0).one().await? > 0 {
        return Ok(());
    }
    Err(Error::conflict("last_owner", "an organization keeps an owner: make somebody else one first"))
}

/// Replaces the roles of a member who was read by [`super::members::lock`].
///
/// # Errors
/// As [`get_grantable`], for those that go as well; `Conflict` where the last owner would be none.
pub async fn replace(tx: &TenantTx, member: &Member, names: &[String]) -> Result<()> {
    let mut names = names.to_vec();
    names.sort_unstable();
    names.dedup();
    let roles = find(tx.client(), tx.organization(), &names).await?;
    if let Some(unknown) = names.iter().find(|name| !roles.iter().any(|role| &role.name == *name)) {
        return Err(Error::invalid("/roles", "unknown_role", format!("there is no role {unknown}")));
    }
    let added: Vec<_> = roles.iter().filter(|role| !member.roles.contains(&role.name)).cloned().collect();
    let removed: Vec<_> = member.roles.iter().filter(|name| !names.contains(name)).cloned().collect();
    ensure_grantable(tx, &added)?;
    if tx.user()? != member.user {
        ensure_grantable(tx, &find(tx.client(), tx.organization(), &removed).await?)?;
    }
    if added.is_empty() && removed.is_empty() {
        return Ok(());
    }
    if removed.iter().any(|name| name == OWNER) {
        ensure_other_owner(tx.client(), tx.organization(), member.user).await?;
    }
    let (client, organization) = (tx.client(), tx.organization());
    let (system, own) = split(&roles);
    custom_roles::unassign_system_except()
        .bind(client, &organization.0, &member.membership.0, &system)
        .await?;
    custom_roles::unassign_except().bind(client, &organization.0, &member.membership.0, &own).await?;
    give(client, organization, member.membership, &roles, tx.now()).await?;
    memberships::touch().bind(tx.client(), &tx.now(), &member.membership.0).await?;
    let entry = audit::Entry {
        action: "roles_replaced",
        resource_type: "member",
        resource_id: Some(member.user.0),
        old_values: Some(json!({ "roles": member.roles })),
        new_values: Some(json!({ "roles": names })),
    };
    audit::record(tx, entry).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::roles::SYSTEM_ROLES;

    fn role(name: &str) -> Role {
        let role = SYSTEM_ROLES.iter().find(|role| role.name == name).unwrap();
        let permissions = role.permissions.iter().map(|p| p.name().to_owned()).collect();
        Role { id: Uuid::nil(), name: name.to_owned(), permissions, is_system_role: true }
    }

    fn holder(name: &str) -> Permissions {
        Permissions::new(vec![name.to_owned()], &role(name).permissions)
    }

    #[test]
    fn nobody_gives_more_than_they_hold() {
        for (giver, given, may) in [
            ("owner", "owner", true),
            ("owner", "admin", true),
            ("owner", "super_admin", false),
            ("admin", "owner", false),
            ("admin", "admin", true),
            ("super_admin", "super_admin", false),
            ("editor", "viewer", true),
            ("editor", "admin", false),
            ("viewer", "editor", false),
        ] {
            assert_eq!(role(given).is_grantable_by(&holder(giver)), may, "{giver} gives {given}");
        }
        let newer = Role { permissions: vec!["unheard.of".to_owned()], ..role("viewer") };
        assert!(!newer.is_grantable_by(&holder("owner")));
    }
}
