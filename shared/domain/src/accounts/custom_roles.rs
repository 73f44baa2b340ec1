//! An organization's own roles: bundles of permissions from the registry, beside the system's roles. Nobody puts a
//! permission into a role that they do not hold themselves.

use jiff::Timestamp;
use serde_json::{Value, json};
use sql::queries::accounts::custom_roles::{self, RoleRow};
use tokio_postgres::Row;

use super::{
    permissions::Permission,
    roles::{self, SYSTEM_ROLES},
};
use crate::{
    Error, Result,
    error::OnConstraint as _,
    ids::{RoleId, UserId},
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// How lists of roles may be sorted. The system's roles count as the oldest.
pub static SORTS: &[Sort] = &[
    Sort {
        name: "created_at",
        expression: "coalesce(r.created_at, timestamptz 'epoch')",
        sql_type: "timestamptz",
    },
    Sort { name: "name", expression: "lower(r.name)", sql_type: "text" },
];

/// A role, the system's or the organization's own.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// What it is called and what it allows.
    pub fields: RoleFields,
    /// Whether every organization has it and none can change it.
    pub is_system_role: bool,
    /// Raised by every change.
    pub version: i64,
    /// When it was created; none for a system role.
    pub created_at: Option<Timestamp>,
    /// When it last changed; none for a system role.
    pub updated_at: Option<Timestamp>,
    /// Who created it; none for a system role.
    pub created_by: Option<UserId>,
}

/// What people may change about a role of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleFields {
    /// Unique in the organization, whatever the case of its letters, and no system role's.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// What it allows.
    pub permissions: Vec<Permission>,
    /// Whether it allows anything at the moment.
    pub is_active: bool,
}

/// Which roles a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name contains this, whatever the case.
    pub q: Option<String>,
    /// Only the system's, or only the organization's own.
    pub is_system_role: Option<bool>,
}

impl From<RoleRow> for Role {
    fn from(row: RoleRow) -> Self {
        Self {
            id: RoleId(row.id),
            fields: RoleFields {
                name: row.name,
                description: row.description,
                permissions: parse(&row.permissions),
                is_active: row.is_active,
            },
            is_system_role: row.is_system_role,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            created_by: row.created_by.map(UserId),
        }
    }
}

/// In the order of the registry. Names that it does not know are left out.
fn parse(names: &Value) -> Vec<Permission> {
    let names: Vec<&str> = names.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    Permission::ALL.iter().copied().filter(|permission| names.contains(&permission.name())).collect()
}

fn names(permissions: &[Permission]) -> Value {
    json!(permissions.iter().map(|permission| permission.name()).collect::<Vec<_>>())
}

/// A role.
///
/// # Errors
/// `NotFound` for an absent or foreign role.
pub async fn get(tx: &TenantTx, id: RoleId) -> Result<Role> {
    let row = custom_roles::find().bind(tx.client(), &id.0).opt().await?;
    row.map(Role::from).ok_or(Error::NotFound("role"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: RoleId) -> Result<Role> {
    custom_roles::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

/// Lists the roles that the organization has, the system's among them.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Role>> {
    page.fetch(
        tx,
        "r.id, r.name, r.description, r.permissions, r.is_system_role, r.is_active, r.version, r.created_at, \
         r.updated_at, r.created_by",
        "from (\
           select id, name, description, permissions, true as is_system_role, true as is_active, \
             1::bigint as version, null::timestamptz as created_at, null::timestamptz as updated_at, \
             null::uuid as created_by from accounts.roles \
           union all \
           select id, name, description, permissions, false, is_active, version, created_at, updated_at, created_by \
           from accounts.custom_roles where organization_id = $1) r \
         where ($2::text is null or strpos(lower(r.name), lower($2)) > 0) \
         and ($3::boolean is null or r.is_system_role = $3)",
        "r.id",
        &[&tx.organization().0, &filter.q, &filter.is_system_role],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Role, tokio_postgres::Error> {
    Ok(Role::from(RoleRow {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        description: row.try_get("description")?,
        permissions: row.try_get("permissions")?,
        is_system_role: row.try_get("is_system_role")?,
        is_active: row.try_get("is_active")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        created_by: row.try_get("created_by")?,
    }))
}

/// Creates a role.
///
/// # Errors
/// `Conflict` where the name is taken, `Forbidden` where it allows what the caller may not.
pub async fn insert(tx: &TenantTx, fields: &RoleFields) -> Result<Role> {
    check_name(&fields.name)?;
    roles::require_held(tx, &fields.permissions)?;
    let id = RoleId(tx.id());
    let inserted = custom_roles::insert()
        .bind(
            tx.client(),
            &id.0,
            &tx.organization().0,
            &fields.name,
            &fields.description,
            &names(&fields.permissions),
            &fields.is_active,
            &tx.now(),
            &tx.user()?.0,
        )
        .await;
    explain(inserted)?;
    log(tx, "created", id, None, Some(fields)).await?;
    get(tx, id).await
}

/// Changes a role, for everybody who holds it and from their next request on. To widen it takes a fresh factor.
///
/// # Errors
/// As [`insert`]; `Conflict` for a system role; `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Role,
    fields: &RoleFields,
    if_version: Option<i64>,
) -> Result<Role> {
    require_own(before)?;
    check_name(&fields.name)?;
    let added: Vec<Permission> = (fields.permissions.iter().copied())
        .filter(|permission| !(before.fields.is_active && before.fields.permissions.contains(permission)))
        .collect();
    if fields.is_active && !added.is_empty() {
        roles::require_held(tx, &added)?;
        tx.require_fresh_factor()?;
    }
    let updated = custom_roles::update()
        .bind(
            tx.client(),
            &fields.name,
            &fields.description,
            &names(&fields.permissions),
            &fields.is_active,
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .await;
    if explain(updated)? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "updated", before.id, Some(&before.fields), Some(fields)).await?;
    get(tx, before.id).await
}

/// Deletes a role with what was granted to it; `detach` takes it from those who hold it.
///
/// # Errors
/// `Conflict` for a system role, and where somebody holds it; `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, role: &Role, detach: bool, if_version: Option<i64>) -> Result<()> {
    require_own(role)?;
    if detach {
        custom_roles::detach().bind(tx.client(), &tx.organization().0, &role.id.0).await?;
    }
    let deleted = custom_roles::delete().bind(tx.client(), &role.id.0, &if_version).await.on_constraint(
        "membership_custom_roles_custom_role_id_fkey",
        || {
            Error::conflict(
                "role_in_use",
                "people hold this role: take it from them first, or say ?detach=true",
            )
        },
    )?;
    if deleted == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "deleted", role.id, Some(&role.fields), None).await
}

fn require_own(role: &Role) -> Result<()> {
    if role.is_system_role {
        return Err(Error::conflict("system_role", "the system's roles are the same for everybody"));
    }
    Ok(())
}

fn check_name(name: &str) -> Result<()> {
    let lower = name.to_lowercase();
    if SYSTEM_ROLES.iter().any(|role| role.name == lower) {
        return Err(taken());
    }
    Ok(())
}

fn taken() -> Error {
    Error::conflict("name_taken", "a role of this name exists already")
}

fn explain<T>(result: std::result::Result<T, tokio_postgres::Error>) -> Result<T> {
    result.on_constraint("custom_roles_name_key", taken)
}

async fn log(
    tx: &TenantTx,
    action: &str,
    id: RoleId,
    before: Option<&RoleFields>,
    after: Option<&RoleFields>,
) -> Result<()> {
    let json = |fields: &RoleFields| {
        json!({
            "name": fields.name, "description": fields.description, "permissions": names(&fields.permissions),
            "is_active": fields.is_active,
        })
    };
    let entry = audit::Entry {
        action,
        resource_type: "role",
        resource_id: Some(id.0),
        old_values: before.map(json),
        new_values: after.map(json),
    };
    audit::record(tx, entry).await
}
