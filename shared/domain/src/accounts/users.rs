//! People and their profiles.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{
    email_verifications, sessions as session_sql,
    users::{self, UserRow},
};

use super::{
    caller::Caller,
    permissions::{Permission, Permissions},
    sessions::{self, Credentials, Membership},
};
use crate::{
    Error, Result,
    ids::UserId,
    platform::audit,
    transaction::{IdentityTx, require_enrolment, require_fresh_factor},
};

/// A person, as they see themselves.
#[derive(Debug, Clone)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their address.
    pub email: String,
    /// Whether it is proven.
    pub email_verified: bool,
    /// STUDENT, SMB or ENTERPRISE.
    pub segment: String,
    /// Whether they may sign in.
    pub is_active: bool,
    /// Whether they have a second factor.
    pub is_2fa_enabled: bool,
    /// What they may change.
    pub profile: Profile,
    /// Their last sign-in.
    pub last_login_at: Option<Timestamp>,
    /// Raised by every change.
    pub version: i64,
    /// When they registered.
    pub created_at: Timestamp,
    /// When anything last changed.
    pub updated_at: Timestamp,
}

/// What a person may change about themselves.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Telephone number, as typed.
    pub phone: Option<String>,
    /// Where in the organization.
    pub department: Option<String>,
    /// What they do there.
    pub position: Option<String>,
    /// University or company.
    pub institution: Option<String>,
    /// An IANA time zone name.
    pub timezone: String,
}

impl From<UserRow> for User {
    fn from(row: UserRow) -> Self {
        Self {
            id: UserId(row.id),
            email: row.email,
            email_verified: row.email_verified,
            segment: row.segment,
            is_active: row.is_active,
            is_2fa_enabled: row.is_2fa_enabled,
            profile: Profile {
                first_name: row.first_name,
                last_name: row.last_name,
                phone: row.phone,
                department: row.department,
                position: row.position,
                institution: row.institution,
                timezone: row.timezone,
            },
            last_login_at: row.last_login_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// The caller with their organizations. Also for somebody who must enrol a second factor first.
///
/// # Errors
/// `Unauthenticated` where the session has ended.
pub async fn get_self(tx: &IdentityTx, caller: &Caller) -> Result<(User, Vec<Membership>)> {
    standing(tx, caller).await?;
    let user = get(tx, caller.user).await?;
    Ok((user, sessions::memberships(tx, caller.user).await?))
}

/// The same, held until the transaction ends: of two changes at once, neither undoes the other.
///
/// # Errors
/// As [`authorize`].
pub async fn lock_self(tx: &IdentityTx, caller: &Caller) -> Result<(User, Vec<Membership>)> {
    authorize(tx, caller).await?;
    let row = users::lock().bind(tx.client(), &caller.user.0).opt().await?;
    let user = row.map(User::from).ok_or(Error::NotFound("user"))?;
    Ok((user, sessions::memberships(tx, caller.user).await?))
}

/// The caller's credentials, and where their session stands. Also for somebody who must enrol a second factor first.
///
/// # Errors
/// `Unauthenticated` where the session has ended.
pub async fn get_credentials(tx: &IdentityTx, caller: &Caller) -> Result<(Credentials, Standing)> {
    let standing = standing(tx, caller).await?;
    Ok((sessions::get_credentials(tx, caller.user).await?, standing))
}

/// A session that stands.
#[derive(Debug)]
pub struct Standing {
    /// When it last proved a factor.
    pub factor_at: Option<Timestamp>,
    /// When its person must have a second factor, where the organization requires one and they have none.
    pub mfa_deadline: Option<Timestamp>,
    permissions: Permissions,
}

impl Standing {
    /// # Errors
    /// `Refused` as 403 `step_up_required` where the last factor was proven too long ago.
    pub fn require_fresh_factor(&self, now: Timestamp) -> Result<()> {
        require_fresh_factor(self.factor_at, now)
    }

    /// # Errors
    /// `Forbidden` where the permission is missing.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.permissions.contains(permission) { Ok(()) } else { Err(Error::Forbidden(permission)) }
    }

    /// # Errors
    /// `Refused` as 403 `mfa_enrollment_required` where the time to enrol a second factor is over.
    pub fn require_enrolment(&self, now: Timestamp) -> Result<()> {
        require_enrolment(self.mfa_deadline, now)
    }
}

/// Checks that the caller's session still stands.
///
/// # Errors
/// `Unauthenticated` where it has ended, `Refused` where the time to enrol a second factor is over.
pub async fn authorize(tx: &IdentityTx, caller: &Caller) -> Result<Standing> {
    let standing = standing(tx, caller).await?;
    standing.require_enrolment(tx.now())?;
    Ok(standing)
}

/// The same for what somebody may do who must enrol a second factor first: see themselves, enrol, go elsewhere.
///
/// # Errors
/// `Unauthenticated` where it has ended.
pub async fn standing(tx: &IdentityTx, caller: &Caller) -> Result<Standing> {
    let row = session_sql::authorize()
        .bind(
            tx.client(),
            &tx.now(),
            &caller.organization.0,
            &Some(caller.session()?.0),
            &caller.user.0,
            &None::<&[u8]>,
        )
        .opt()
        .await?
        .ok_or(Error::Unauthenticated("session_ended"))?;
    Ok(Standing {
        factor_at: row.factor_at,
        mfa_deadline: row.mfa_deadline,
        permissions: Permissions::new(row.roles, &row.permissions),
    })
}

/// Checks that the caller's session stands, or would, had its organization not been deleted.
///
/// # Errors
/// `Unauthenticated` where it has ended.
pub async fn authorize_anywhere(tx: &IdentityTx, caller: &Caller) -> Result<()> {
    match standing(tx, caller).await {
        Err(Error::Unauthenticated(code)) => {
            let stands = session_sql::stands_in_deleted()
                .bind(tx.client(), &caller.organization.0, &caller.session()?.0, &caller.user.0, &tx.now())
                .one()
                .await?;
            if stands { Ok(()) } else { Err(Error::Unauthenticated(code)) }
        }
        other => other.map(drop),
    }
}

/// Makes an account of an address that is proven by now. Whoever registered the address without proving it gains nothing.
///
/// # Errors
/// `Conflict` where the address has an account that cannot sign in now.
pub(super) async fn create_proven(
    tx: &IdentityTx,
    email: &str,
    password_hash: &str,
    first_name: &str,
    last_name: &str,
) -> Result<UserId> {
    let (client, now) = (tx.client(), tx.now());
    let new = tx.context().id();
    let inserted = users::insert_unverified()
        .bind(client, &new, &email, &password_hash, &first_name, &last_name, &now)
        .opt()
        .await?;
    let id = match inserted {
        Some(id) => Some(id),
        None => users::find_by_email().bind(client, &email).opt().await?.map(|row| row.id),
    };
    let rests =
        || Error::conflict("account_departed", "the account of this address is deactivated or deleted");
    let id = id.ok_or_else(rests)?;
    if users::verify().bind(client, &password_hash, &first_name, &last_name, &now, &id).await? == 0 {
        return Err(rests());
    }
    email_verifications::spend_others().bind(client, &now, &id).await?;
    Ok(UserId(id))
}

/// A person.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn get(tx: &IdentityTx, user: UserId) -> Result<User> {
    let row = users::find().bind(tx.client(), &user.0).opt().await?;
    row.map(User::from).ok_or(Error::NotFound("user"))
}

/// Changes the caller's profile.
///
/// # Errors
/// `PreconditionFailed` where `if_version` has passed.
pub async fn update(
    tx: &IdentityTx,
    caller: &Caller,
    before: &User,
    profile: &Profile,
    if_version: Option<i64>,
) -> Result<User> {
    let row = users::update()
        .bind(
            tx.client(),
            &profile.first_name,
            &profile.last_name,
            &profile.phone,
            &profile.department,
            &profile.position,
            &profile.institution,
            &profile.timezone,
            &tx.now(),
            &caller.user.0,
            &if_version,
        )
        .opt()
        .await?
        .ok_or(Error::PreconditionFailed)?;
    // Which fields, not their values: the log is read by others than the person.
    let entry = audit::Entry {
        action: "updated",
        resource_type: "user",
        resource_id: Some(caller.user.0),
        old_values: Some(json!({ "version": before.version })),
        new_values: Some(json!({ "version": row.version })),
    };
    audit::record_identity(tx, caller.organization, caller.user, &caller.origin, entry).await?;
    Ok(row.into())
}
