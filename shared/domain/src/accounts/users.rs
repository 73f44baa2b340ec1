//! People and their profiles.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::accounts::{
    sessions as session_sql,
    users::{self, UserRow},
};

use super::{
    caller::Caller,
    sessions::{self, Credentials, Membership},
};
use crate::{
    Error, Result,
    ids::UserId,
    platform::audit,
    transaction::{IdentityTx, require_fresh_factor},
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

/// The caller with their organizations.
///
/// # Errors
/// `Unauthenticated` where the session has ended.
pub async fn get_self(tx: &IdentityTx, caller: &Caller) -> Result<(User, Vec<Membership>)> {
    authorize(tx, caller).await?;
    let user = get(tx, caller.user).await?;
    Ok((user, sessions::memberships(tx, caller.user).await?))
}

/// The same, held until the transaction ends: of two changes at once, neither undoes the other.
///
/// # Errors
/// As [`get_self`].
pub async fn lock_self(tx: &IdentityTx, caller: &Caller) -> Result<(User, Vec<Membership>)> {
    authorize(tx, caller).await?;
    let row = users::lock().bind(tx.client(), &caller.user.0).opt().await?;
    let user = row.map(User::from).ok_or(Error::NotFound("user"))?;
    Ok((user, sessions::memberships(tx, caller.user).await?))
}

/// The caller's credentials, and where their session stands.
///
/// # Errors
/// `Unauthenticated` where the session has ended.
pub async fn get_credentials(tx: &IdentityTx, caller: &Caller) -> Result<(Credentials, Standing)> {
    let standing = authorize(tx, caller).await?;
    Ok((sessions::get_credentials(tx, caller.user).await?, standing))
}

/// A session that stands.
#[derive(Debug)]
pub struct Standing {
    factor_at: Timestamp,
}

impl Standing {
    /// # Errors
    /// `Refused` as 403 `step_up_required` where the last factor was proven too long ago.
    pub fn require_fresh_factor(&self, now: Timestamp) -> Result<()> {
        require_fresh_factor(Some(self.factor_at), now)
    }
}

/// Checks that the caller's session still stands.
///
/// # Errors
/// `Unauthenticated` where it has ended.
pub async fn authorize(tx: &IdentityTx, caller: &Caller) -> Result<Standing> {
    let row = session_sql::authorize()
        .bind(tx.client(), &caller.organization.0, &caller.session.0, &caller.user.0, &tx.now())
        .opt()
        .await?
        .ok_or(Error::Unauthenticated("session_ended"))?;
    Ok(Standing { factor_at: row.factor_at })
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
