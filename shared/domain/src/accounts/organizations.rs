//! Organizations: founded by a person, changed by those who may, deleted and brought back by their owners.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{
    memberships,
    organizations::{self, OrganizationRow},
};

use super::{
    caller::{Caller, Origin},
    departures::{self, GRACE},
    grants, members,
    roles::OWNER,
    sessions::{self, Membership},
    subscriptions,
};
use crate::{
    Error, Result,
    ids::{OrganizationId, UserId},
    platform::audit,
    transaction::{IdentityTx, TenantTx},
};

/// An organization.
#[derive(Debug, Clone)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// What people may change.
    pub fields: OrganizationFields,
    /// Since when it requires a second factor.
    pub mfa_required_since: Option<Timestamp>,
    /// Raised by every change.
    pub version: i64,
    /// When it was founded.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What people may change about an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationFields {
    /// Its name.
    pub name: String,
    /// Days that its activity log is kept before it is archived.
    pub data_retention_days: i32,
    /// Whether its members must hold a second factor.
    pub mfa_required: bool,
    /// Days that somebody without one is given.
    pub mfa_grace_days: i32,
}

/// A deleted organization that its owner may still bring back.
#[derive(Debug, Clone)]
pub struct Deleted {
    /// What it was to its owner.
    pub membership: Membership,
    /// When it was deleted.
    pub deleted_at: Timestamp,
}

impl From<OrganizationRow> for Organization {
    fn from(row: OrganizationRow) -> Self {
        Self {
            id: OrganizationId(row.id),
            fields: OrganizationFields {
                name: row.name,
                data_retention_days: row.data_retention_days,
                mfa_required: row.mfa_required_since.is_some(),
                mfa_grace_days: row.mfa_grace_days,
            },
            mfa_required_since: row.mfa_required_since,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// The organization of the transaction, by its id.
///
/// # Errors
/// `NotFound` for every other, the caller's own ones included: a token is good for one organization.
pub async fn get(tx: &TenantTx, id: OrganizationId) -> Result<Organization> {
    ensure_present(tx, id)?;
    let row = organizations::find().bind(tx.client(), &id.0).opt().await?;
    row.map(Organization::from).ok_or(Error::NotFound("organization"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: OrganizationId) -> Result<Organization> {
    ensure_present(tx, id)?;
    let row = organizations::lock().bind(tx.client(), &id.0).opt().await?;
    row.map(Organization::from).ok_or(Error::NotFound("organization"))
}

/// Checks that `id` names the organization of the transaction.
///
/// # Errors
/// `NotFound` as for [`get`].
pub fn ensure_present(tx: &TenantTx, id: OrganizationId) -> Result<()> {
    if id == tx.organization() { Ok(()) } else { Err(Error::NotFound("organization")) }
}

/// Changes an organization. Once a second factor is required, members without one have `mfa_grace_days` to enrol.
///
/// # Errors
/// `Conflict` where a second factor is to be required while an owner has none; `Refused` where a changed rule for second
/// factors would take a fresh factor; `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &TenantTx,
    before: &Organization,
    fields: &OrganizationFields,
    if_version: Option<i64>,
) -> Result<Organization> {
    let had = &before.fields;
    if (fields.mfa_required, fields.mfa_grace_days) != (had.mfa_required, had.mfa_grace_days) {
        tx.require_fresh_factor()?;
    }
    let since = match (fields.mfa_required, before.mfa_required_since) {
        (false, _) => None,
        (true, Some(since)) => Some(since),
        (true, None) => {
            let missing = memberships::owners_without_factor().bind(tx.client(), &before.id.0).one().await?;
            if missing > 0 {
                return Err(Error::conflict(
                    "owners_need_second_factor",
                    format!("{missing} of the owners have no second factor: they enrol first"),
                ));
            }
            Some(tx.now())
        }
    };
    let row = organizations::update()
        .bind(
            tx.client(),
            &fields.name,
            &fields.data_retention_days,
            &since,
            &fields.mfa_grace_days,
            &tx.now(),
            &before.id.0,
            &if_version,
        )
        .opt()
        .await?;
    let after = Organization::from(row.ok_or(Error::PreconditionFailed)?);
    let values = |fields: &OrganizationFields| {
        json!({
            "name": fields.name, "data_retention_days": fields.data_retention_days,
            "mfa_required": fields.mfa_required, "mfa_grace_days": fields.mfa_grace_days,
        })
    };
    let entry = audit::Entry {
        action: "updated",
        resource_type: "organization",
        resource_id: Some(before.id.0),
        old_values: Some(values(had)),
        new_values: Some(values(&after.fields)),
    };
    audit::record(tx, entry).await?;
    Ok(after)
}

/// Founds an organization; the person is its owner.
pub async fn found(
    tx: &IdentityTx,
    user: UserId,
    organization: OrganizationId,
    name: &str,
    origin: &Origin,
) -> Result<Organization> {
    organizations::insert().bind(tx.client(), &organization.0, &name, &tx.now()).await?;
    subscriptions::begin(tx, organization).await?;
    let entry = audit::Entry {
        action: "created",
        resource_type: "organization",
        resource_id: Some(organization.0),
        new_values: Some(json!({ "name": name })),
        ..Default::default()
    };
    audit::record_identity(tx, organization, user, origin, entry).await?;
    let roles = grants::find(tx.client(), organization, &[OWNER.to_owned()]).await?;
    members::admit(tx, organization, user, &roles, origin).await?;
    let row = organizations::find().bind(tx.client(), &organization.0).one().await?;
    Ok(row.into())
}

/// What the person owned and may still bring back.
pub async fn deleted(tx: &IdentityTx, user: UserId) -> Result<Vec<Deleted>> {
    let rows = organizations::list_deleted().bind(tx.client(), &(tx.now() - GRACE), &user.0).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Deleted {
            membership: Membership {
                organization: OrganizationId(row.id),
                name: row.name,
                roles: row.roles,
                mfa_deadline: None,
            },
            deleted_at: row.deleted_at,
        })
        .collect())
}

/// Deletes an organization: from the next request on nobody gets in. Each owner is mailed a link that brings it back
/// within the grace.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed, or another was faster.
pub async fn delete(
    tx: &IdentityTx,
    caller: &Caller,
    if_version: Option<i64>,
    public_url: &str,
) -> Result<()> {
    let id = caller.organization;
    let owners = memberships::owners().bind(tx.client(), &id.0).all().await?;
    let name = organizations::delete().bind(tx.client(), &tx.now(), &id.0, &if_version).opt().await?;
    let name = name.ok_or(Error::PreconditionFailed)?;
    for owner in owners {
        let to = departures::Addressee { user: UserId(owner.id), email: owner.email, name: owner.first_name };
        departures::mail_organization_link(tx, id, &name, &to, public_url).await?;
    }
    log(tx, id, caller.user, &caller.origin, "deleted").await
}

/// Brings a deleted organization back, within its grace. One that stands stays as it is.
///
/// # Errors
/// `NotFound` where it is absent, past its grace or not the person's own.
pub async fn restore(
    tx: &IdentityTx,
    id: OrganizationId,
    user: UserId,
    origin: &Origin,
) -> Result<Organization> {
    const ABSENT: Error = Error::NotFound("organization");
    if !organizations::is_owned_by().bind(tx.client(), &id.0, &user.0).one().await? {
        return Err(ABSENT);
    }
    let restored =
        organizations::restore().bind(tx.client(), &tx.now(), &id.0, &(tx.now() - GRACE)).opt().await?;
    if let Some(row) = restored {
        departures::spend_organization_links(tx, id).await?;
        log(tx, id, user, origin, "restored").await?;
        return Ok(row.into());
    }
    let standing = organizations::find().bind(tx.client(), &id.0).opt().await?;
    standing.map(Organization::from).ok_or(ABSENT)
}

/// The membership by which a person comes into an organization that stands.
///
/// # Errors
/// `NotFound` where the organization is absent, deleted or foreign, or shut to them.
pub async fn membership(tx: &IdentityTx, user: UserId, id: OrganizationId) -> Result<Membership> {
    let memberships = sessions::memberships(tx, user).await?;
    memberships
        .into_iter()
        .find(|membership| membership.organization == id)
        .ok_or(Error::NotFound("organization"))
}

async fn log(tx: &IdentityTx, id: OrganizationId, user: UserId, origin: &Origin, action: &str) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "organization",
        resource_id: Some(id.0),
        new_values: Some(json!({})),
        ..Default::default()
    };
    audit::record_identity(tx, id, user, origin, entry).await
}
