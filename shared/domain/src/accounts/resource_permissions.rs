//! Grants: what a person, everybody with a role, or a team may do with one thing and what hangs on it, possibly for a
//! time. Nobody grants what they may not do with the thing themselves. One that has expired has no effect from that
//! moment on.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{
    custom_roles,
    resource_permissions::{self, GrantRow},
};
use tokio_postgres::Row;
use uuid::Uuid;

use super::{
    access::{self, Access, Resource, ResourceType},
    levels::Level,
    permissions::Permission,
};
use crate::{
    Error, Result,
    error::OnConstraint as _,
    ids::{ResourcePermissionId, TeamId, UserId},
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

/// How lists of grants may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "g.created_at", sql_type: "timestamptz" }];

/// The kinds of those to whom something can be granted.
pub const PRINCIPAL_TYPES: &[&str] = &["user", "role", "team"];

/// A grant.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Its id.
    pub id: ResourcePermissionId,
    /// A word of the registry of resource types.
    pub resource_type: String,
    /// The thing.
    pub resource_id: Uuid,
    /// One of [`PRINCIPAL_TYPES`].
    pub principal_type: String,
    /// The person, the role or the team.
    pub principal_id: Uuid,
    /// How far it reaches and how long.
    pub fields: GrantFields,
    /// Who granted it, or changed it last.
    pub granted_by: UserId,
    /// Raised by every change.
    pub version: i64,
    /// When it was granted.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What people may change about a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantFields {
    /// How far it reaches.
    pub level: Level,
    /// From then on it has no effect.
    pub expires_at: Option<Timestamp>,
}

/// To whom something is to be granted.
#[derive(Debug, Clone)]
pub struct Principal {
    /// One of [`PRINCIPAL_TYPES`].
    pub kind: String,
    /// The person, the role or the team.
    pub id: Uuid,
}

/// Which grants a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those on this thing itself.
    pub resource: Option<Resource>,
    /// Those to this kind of principal.
    pub principal_type: Option<String>,
    /// Those to this person, role or team.
    pub principal_id: Option<Uuid>,
}

fn grant(row: GrantRow) -> Result<Grant> {
    let level = Level::parse(&row.permission_type).ok_or_else(|| Error::internal("an unknown level"))?;
    Ok(Grant {
        id: ResourcePermissionId(row.id),
        resource_type: row.resource_type,
        resource_id: row.resource_id,
        principal_type: row.principal_type,
        principal_id: row.principal_id,
        fields: GrantFields { level, expires_at: row.expires_at },
        granted_by: UserId(row.granted_by),
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// A grant on a thing that the caller may see, with the caller's access to the thing.
///
/// # Errors
/// `NotFound` for an absent or foreign grant, and for one on what is hidden from the caller.
pub async fn get(tx: &TenantTx, id: ResourcePermissionId) -> Result<(Grant, Access)> {
    let absent = || Error::NotFound("resource permission");
    let row = resource_permissions::find().bind(tx.client(), &id.0).opt().await?;
    let grant = grant(row.ok_or_else(absent)?)?;
    let kind = ResourceType::parse(&grant.resource_type).ok_or_else(absent)?;
    let access = access::get(tx, Resource { kind, id: grant.resource_id }).await?;
    Ok((grant, access))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: ResourcePermissionId) -> Result<(Grant, Access)> {
    // Nobody holds up what they do not see.
    get(tx, id).await?;
    resource_permissions::lock().bind(tx.client(), &id.0).opt().await?;
    get(tx, id).await
}

/// The grants of these ids, in no order.
pub(crate) async fn find_many(tx: &TenantTx, ids: &[Uuid]) -> Result<Vec<Grant>> {
    let rows = resource_permissions::find_many().bind(tx.client(), &ids).all().await?;
    rows.into_iter().map(grant).collect()
}

/// Lists grants, which the caller has been shown to may read; the expired are among them until retention removes them.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Grant>> {
    let (kind, thing) = (filter.resource.map(|its| its.kind.name()), filter.resource.map(|its| its.id));
    let found = page
        .fetch(
            tx,
            "g.id, g.resource_type, g.resource_id, g.principal_type, g.principal_id, g.permission_type, g.granted_by, \
             g.expires_at, g.version, g.created_at, g.updated_at",
            "from accounts.resource_permissions g where g.organization_id = $1 \
             and ($2::text is null or (g.resource_type = $2 and g.resource_id = $3::uuid)) \
             and ($4::text is null or g.principal_type = $4) \
             and ($5::uuid is null or g.principal_id = $5)",
            "g.id",
            &[&tx.organization().0, &kind, &thing, &filter.principal_type, &filter.principal_id],
            read,
        )
        .await?;
    let rows = found.rows.into_iter().map(grant).collect::<Result<_>>()?;
    Ok(Paged { rows, next_cursor: found.next_cursor })
}

fn read(row: &Row) -> std::result::Result<GrantRow, tokio_postgres::Error> {
    Ok(GrantRow {
        id: row.try_get("id")?,
        resource_type: row.try_get("resource_type")?,
        resource_id: row.try_get("resource_id")?,
        principal_type: row.try_get("principal_type")?,
        principal_id: row.try_get("principal_id")?,
        permission_type: row.try_get("permission_type")?,
        granted_by: row.try_get("granted_by")?,
        expires_at: row.try_get("expires_at")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
    })
}

/// Granting takes the right to, a fresh factor, and everything that is granted.
fn require_grant(tx: &TenantTx, access: &Access, fields: &GrantFields) -> Result<()> {
    access.require(tx, Permission::PermissionsWrite)?;
    for permission in fields.level.permissions() {
        access.require(tx, permission)?;
    }
    tx.require_fresh_factor()?;
    if fields.expires_at.is_some_and(|end| end <= tx.now()) {
        return Err(Error::invalid("/expires_at", "in_the_past", "a moment that is yet to come"));
    }
    Ok(())
}

/// Media are seen by whoever sees what they hang on; nothing is granted on them.
pub(crate) fn not_granted(pointer: &str) -> Error {
    Error::invalid(
        pointer,
        "not_granted",
        "media are seen with the things that they hang on: ask about those",
    )
}

/// Grants something on a thing.
///
/// # Errors
/// `Invalid` where there is no such thing or principal for the caller, `Forbidden` where they may not grant this on it,
/// `Refused` without a fresh factor, `Conflict` where the principal has a grant on the thing already.
pub async fn insert(
    tx: &TenantTx,
    resource: Resource,
    principal: &Principal,
    fields: &GrantFields,
) -> Result<Grant> {
    if resource.kind == ResourceType::Media {
        return Err(not_granted("/resource_type"));
    }
    let access = access::get(tx, resource).await.map_err(|error| match error {
        Error::NotFound(_) => {
            Error::invalid("/resource_id", "not_found", "there is no such thing that you can see")
        }
        other => other,
    })?;
    require_grant(tx, &access, fields)?;
    let Known { user, role, custom_role, team } = known(tx, principal).await?;
    let (client, organization, id) = (tx.client(), tx.organization().0, tx.id());
    let kind = resource.kind.name();
    // One that has expired is none.
    resource_permissions::delete_expired()
        .bind(client, &organization, &kind, &resource.id, &principal.id, &tx.now())
        .await?;
    resource_permissions::insert()
        .bind(
            client,
            &id,
            &organization,
            &kind,
            &resource.id,
            &principal.kind,
            &principal.id,
            &user,
            &role,
            &custom_role,
            &team,
            &fields.level.name(),
            &tx.user()?.0,
            &fields.expires_at,
            &tx.now(),
        )
        .await
        .on_constraint("resource_permissions_user_id_fkey", no_principal)
        .on_constraint("resource_permissions_principal_key", || {
            Error::conflict(
                "already_granted",
                "there is a grant to this principal on this thing: change that one",
            )
        })?;
    let row = resource_permissions::find().bind(client, &id).one().await?;
    let granted = grant(row)?;
    log(tx, "granted", &granted, None, Some(fields)).await?;
    Ok(granted)
}

/// A principal by its kind: exactly one of these.
#[derive(Default)]
struct Known {
    user: Option<Uuid>,
    role: Option<Uuid>,
    custom_role: Option<Uuid>,
    team: Option<Uuid>,
}

async fn known(tx: &TenantTx, principal: &Principal) -> Result<Known> {
    let id = Some(principal.id);
    match principal.kind.as_str() {
        "user" => Ok(Known { user: id, ..Known::default() }),
        "team" => match access::of_team(tx, TeamId(principal.id)).await {
            Ok(_) => Ok(Known { team: id, ..Known::default() }),
            Err(Error::NotFound(_)) => Err(no_principal()),
            Err(error) => Err(error),
        },
        _ => {
            let role = custom_roles::find().bind(tx.client(), &principal.id).opt().await?;
            match role.ok_or_else(no_principal)?.is_system_role {
                true => Ok(Known { role: id, ..Known::default() }),
                false => Ok(Known { custom_role: id, ..Known::default() }),
            }
        }
    }
}

fn no_principal() -> Error {
    Error::invalid("/principal_id", "no_such_principal", "a member, role or team of the organization")
}

/// Changes how far a grant reaches and how long.
///
/// # Errors
/// As [`insert`]; `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Grant,
    access: &Access,
    fields: &GrantFields,
    if_version: Option<i64>,
) -> Result<Grant> {
    require_grant(tx, access, fields)?;
    let updated = resource_permissions::update()
        .bind(
            tx.client(),
            &fields.level.name(),
            &fields.expires_at,
            &tx.user()?.0,
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .await?;
    if updated == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "updated", before, Some(&before.fields), Some(fields)).await?;
    get(tx, before.id).await.map(|(grant, _)| grant)
}

/// Revokes a grant: at once, and without a fresh factor.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn delete(tx: &TenantTx, grant: &Grant, if_version: Option<i64>) -> Result<()> {
    if resource_permissions::delete().bind(tx.client(), &grant.id.0, &if_version).await? == 0 {
        return Err(Error::PreconditionFailed);
    }
    log(tx, "revoked", grant, Some(&grant.fields), None).await
}

/// Revokes every grant on a thing that is deleted.
pub async fn forget(tx: &TenantTx, resource: Resource) -> Result<()> {
    resource_permissions::forget()
        .bind(tx.client(), &tx.organization().0, &resource.kind.name(), &resource.id)
        .await?;
    Ok(())
}

async fn log(
    tx: &TenantTx,
    action: &str,
    grant: &Grant,
    before: Option<&GrantFields>,
    after: Option<&GrantFields>,
) -> Result<()> {
    let json = |fields: &GrantFields| {
        json!({
            "resource_type": grant.resource_type, "resource_id": grant.resource_id,
            "principal_type": grant.principal_type, "principal_id": grant.principal_id,
            "permission_type": fields.level.name(), "expires_at": fields.expires_at,
        })
    };
    let entry = audit::Entry {
        action,
        resource_type: "resource_permission",
        resource_id: Some(grant.id.0),
        old_values: before.map(json),
        new_values: after.map(json),
    };
    audit::record(tx, entry).await
}
