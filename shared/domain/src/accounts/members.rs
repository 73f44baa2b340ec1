//! The members of an organization: who they are, whether they may come in, how they go.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{memberships, sessions as session_sql};
use tokio_postgres::Row;

use super::{
    caller::Origin,
    grants::{self, Role},
    plans::Quota,
    quotas,
    roles::OWNER,
};
use crate::{
    Error, Result,
    error::OnConstraint as _,
    ids::{MembershipId, OrganizationId, UserId},
    platform::{
        audit,
        paging::{Page, Paged, Sort},
    },
    transaction::{IdentityTx, TenantTx},
};

/// How lists of members may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "m.created_at", sql_type: "timestamptz" },
    Sort { name: "name", expression: "lower(u.first_name || ' ' || u.last_name)", sql_type: "text" },
    Sort { name: "email", expression: "lower(u.email)", sql_type: "text" },
];

/// A member.
#[derive(Debug, Clone)]
pub struct Member {
    /// Their place in the organization.
    pub membership: MembershipId,
    /// The person.
    pub user: UserId,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where in the organization.
    pub department: Option<String>,
    /// What they do there.
    pub position: Option<String>,
    /// University or company.
    pub institution: Option<String>,
    /// STUDENT, SMB or ENTERPRISE.
    pub segment: String,
    /// An IANA time zone name.
    pub timezone: String,
    /// Their last sign-in, anywhere.
    pub last_login_at: Option<Timestamp>,
    /// Whether they have a second factor.
    pub is_2fa_enabled: bool,
    /// Whether they may come in.
    pub is_active: bool,
    /// What they are there.
    pub roles: Vec<String>,
    /// Raised by every change to membership, roles or person.
    pub version: i64,
    /// When they joined.
    pub created_at: Timestamp,
    /// When anything last changed.
    pub updated_at: Timestamp,
}

/// Which members a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose name or address contains this, whatever the case.
    pub q: Option<String>,
    /// Those who hold this role.
    pub role: Option<String>,
    /// Those who may, or may not, come in.
    pub is_active: Option<bool>,
}

/// Makes a person a member. Every membership begins here.
///
/// # Errors
/// `Conflict` as `already_member`.
pub async fn admit(
    tx: &IdentityTx,
    organization: OrganizationId,
    user: UserId,
    roles: &[Role],
    origin: &Origin,
) -> Result<MembershipId> {
    let (client, now) = (tx.client(), tx.now());
    let membership = MembershipId(tx.context().id());
    memberships::insert()
        .bind(client, &membership.0, &organization.0, &user.0, &now)
        .await
        .on_constraint("memberships_user_key", already_member)?;
    quotas::reserve_identity(tx, organization, Quota::Seats, 1);
    grants::give(client, organization, membership, roles, now).await?;
    let names: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
    let entry = audit::Entry {
        action: "created",
        resource_type: "member",
        resource_id: Some(user.0),
        new_values: Some(json!({ "roles": names })),
        ..Default::default()
    };
    audit::record_identity(tx, organization, user, origin, entry).await?;
    Ok(membership)
}

pub(super) fn already_member() -> Error {
    Error::conflict("already_member", "this person belongs to the organization")
}

/// A member of the organization.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn get(tx: &TenantTx, user: UserId) -> Result<Member> {
    let row = memberships::find().bind(tx.client(), &tx.organization().0, &user.0).opt().await?;
    let row = row.ok_or(Error::NotFound("member"))?;
    Ok(Member {
        membership: MembershipId(row.id),
        user: UserId(row.user_id),
        email: row.email,
        first_name: row.first_name,
        last_name: row.last_name,
        department: row.department,
        position: row.position,
        institution: row.institution,
        segment: row.segment,
        timezone: row.timezone,
        last_login_at: row.last_login_at,
        is_2fa_enabled: row.is_2fa_enabled,
        is_active: row.is_active,
        roles: row.roles,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// The same, held until the transaction ends, in its turn among all changes to who belongs to the organization.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, user: UserId) -> Result<Member> {
    grants::take_turn(tx.client(), tx.organization()).await?;
    memberships::lock().bind(tx.client(), &tx.organization().0, &user.0).opt().await?;
    get(tx, user).await
}

impl Member {
    /// Checks the version that a change is made upon. Holds for a member who is locked.
    ///
    /// # Errors
    /// `PreconditionFailed` where `if_version` has passed.
    pub fn ensure_version(&self, if_version: Option<i64>) -> Result<()> {
        match if_version {
            Some(version) if version != self.version => Err(Error::PreconditionFailed),
            _ => Ok(()),
        }
    }
}

/// Lists the members.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Member>> {
    page.fetch(
        tx,
        "m.id, u.id as user_id, u.email, u.first_name, u.last_name, u.department, u.position, u.institution, \
         u.segment, u.timezone, u.last_login_at, \
         u.totp_confirmed_at is not null as is_2fa_enabled, m.is_active, \
         array(select r.name from accounts.roles_of(m.organization_id, m.id) r order by r.name) as roles, \
         m.version + u.version as version, m.created_at, greatest(m.updated_at, u.updated_at) as updated_at",
        "from accounts.memberships m join accounts.users u on u.id = m.user_id and u.deleted_at is null \
         where m.organization_id = $1 \
         and ($2::text is null or strpos(lower(u.first_name || ' ' || u.last_name || ' ' || u.email), lower($2)) > 0) \
         and ($3::text is null or exists (select from accounts.roles_of(m.organization_id, m.id) r where r.name = $3)) \
         and ($4::boolean is null or m.is_active = $4)",
        "m.id",
        &[&tx.organization().0, &filter.q, &filter.role, &filter.is_active],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Member, tokio_postgres::Error> {
    Ok(Member {
        membership: MembershipId(row.try_get("id")?),
        user: UserId(row.try_get("user_id")?),
        email: row.try_get("email")?,
        first_name: row.try_get("first_name")?,
        last_name: row.try_get("last_name")?,
        department: row.try_get("department")?,
        position: row.try_get("position")?,
        institution: row.try_get("institution")?,
        segment: row.try_get("segment")?,
        timezone: row.try_get("timezone")?,
        last_login_at: row.try_get("last_login_at")?,
        is_2fa_enabled: row.try_get("is_2fa_enabled")?,
        is_active: row.try_get("is_active")?,
        roles: row.try_get("roles")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
    })
}

/// Shuts a member out, or lets them in again. Their sessions there end and do not come back.
///
/// # Errors
/// `Refused` where they hold more than the caller could give, `Conflict` for the last owner.
pub async fn set_active(tx: &TenantTx, member: &Member, is_active: bool) -> Result<()> {
    grants::ensure_may_touch(tx, member).await?;
    if member.is_active == is_active {
        return Ok(());
    }
    if !is_active {
        keep_an_owner(tx, member).await?;
        end_sessions(tx, member, "membership_deactivated").await?;
    }
    memberships::set_active().bind(tx.client(), &is_active, &tx.now(), &member.membership.0).await?;
    let entry = audit::Entry {
        action: if is_active { "reactivated" } else { "deactivated" },
        resource_type: "member",
        resource_id: Some(member.user.0),
        old_values: Some(json!({ "is_active": member.is_active })),
        new_values: Some(json!({ "is_active": is_active })),
    };
    audit::record(tx, entry).await
}

/// Ends a membership; what was the member's own there goes with it, what they made stays.
///
/// # Errors
/// As [`set_active`].
pub async fn remove(tx: &TenantTx, member: &Member) -> Result<()> {
    grants::ensure_may_touch(tx, member).await?;
    keep_an_owner(tx, member).await?;
    memberships::delete().bind(tx.client(), &member.membership.0).await?;
    quotas::release(tx, Quota::Seats, 1);
    let entry = audit::Entry {
        action: if tx.user()? == member.user { "left" } else { "removed" },
        resource_type: "member",
        resource_id: Some(member.user.0),
        old_values: Some(json!({ "roles": member.roles, "is_active": member.is_active })),
        ..Default::default()
    };
    audit::record(tx, entry).await
}

async fn keep_an_owner(tx: &TenantTx, member: &Member) -> Result<()> {
    if member.is_active && member.roles.iter().any(|role| role == OWNER) {
        grants::ensure_other_owner(tx.client(), tx.organization(), member.user).await?;
    }
    Ok(())
}

async fn end_sessions(tx: &TenantTx, member: &Member, reason: &str) -> Result<()> {
    session_sql::revoke_of_member()
        .bind(tx.client(), &tx.now(), &reason, &tx.organization().0, &member.user.0)
        .await?;
    Ok(())
}
