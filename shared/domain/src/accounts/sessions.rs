//! Signing in, staying signed in, signing out. A session lives as long as its refresh tokens are rotated; a retired
//! token that comes back late was stolen, and ends the session.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sql::queries::accounts::{
    organizations, refresh_tokens,
    sessions::{self, SessionRow},
    users::{self, CredentialsRow},
};

use super::{
    caller::{Caller, Origin},
    passwords,
    tokens::Token,
};
use crate::{
    Error, Result,
    ids::{OrganizationId, SessionId, UserId},
    platform::audit,
    transaction::IdentityTx,
};

/// How long a session lives without being refreshed.
pub const IDLE_LIFETIME: SignedDuration = SignedDuration::from_hours(14 * 24);
/// A retired token used again within this span by the same client is a retry, not a theft.
pub const RETRY_GRACE: SignedDuration = SignedDuration::from_secs(10);

/// What sign-in needs to know of a person.
#[derive(Debug)]
pub struct Credentials {
    /// The person.
    pub user: UserId,
    /// Their address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The sealed seed of their one-time codes, where that second factor is in force.
    pub totp_secret: Option<Vec<u8>>,
    /// The stored hash.
    pub password_hash: String,
    /// Whether the address is proven.
    pub email_verified: bool,
    /// Whether the account may sign in at all.
    pub is_active: bool,
}

/// A session that was just opened or refreshed, with the one live refresh token.
#[derive(Debug)]
pub struct Opened {
    /// The session.
    pub session: SessionId,
    /// The person.
    pub user: UserId,
    /// The organization that the session is in.
    pub organization: Membership,
    /// The refresh token to give out.
    pub refresh_token: Token,
}

/// A person's place in an organization.
#[derive(Debug, Clone)]
pub struct Membership {
    /// The organization.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// The roles held there.
    pub roles: Vec<String>,
    /// When the person must have a second factor, where the organization requires one and they have none.
    pub mfa_deadline: Option<Timestamp>,
}

/// Finds the credentials behind an address.
pub async fn find_credentials(tx: &IdentityTx, email: &str) -> Result<Option<Credentials>> {
    let row = users::find_by_email().bind(tx.client(), &email).opt().await?;
    Ok(row.map(Credentials::from))
}

/// The credentials of a person.
///
/// # Errors
/// `NotFound` where there is none.
pub async fn get_credentials(tx: &IdentityTx, user: UserId) -> Result<Credentials> {
    let row = users::find_credentials().bind(tx.client(), &user.0).opt().await?;
    row.map(Credentials::from).ok_or(Error::NotFound("user"))
}

impl From<CredentialsRow> for Credentials {
    fn from(row: CredentialsRow) -> Self {
        Self {
            user: UserId(row.id),
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            totp_secret: row.totp_secret,
            password_hash: row.password_hash,
            email_verified: row.email_verified,
            is_active: row.is_active,
        }
    }
}

impl Credentials {
    /// What a password of theirs must not consist of.
    pub fn words(&self) -> Vec<String> {
        passwords::personal_words(&self.email, &self.first_name, &self.last_name)
    }
}

/// A session that stands, as its person sees it.
#[derive(Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The organization that it is in.
    pub organization: OrganizationId,
    /// The address that it was opened from.
    pub ip: Option<String>,
    /// The program that it was opened with.
    pub user_agent: Option<String>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it was last refreshed.
    pub last_used_at: Timestamp,
    /// When it ends if it is not refreshed.
    pub expires_at: Timestamp,
}

impl From<SessionRow> for Session {
    fn from(row: SessionRow) -> Self {
        Self {
            id: SessionId(row.id),
            organization: OrganizationId(row.organization_id),
            ip: row.ip,
            user_agent: row.user_agent,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
        }
    }
}

/// The sessions of a person that stand, the latest first.
pub async fn list(tx: &IdentityTx, user: UserId) -> Result<Vec<Session>> {
    let rows = sessions::list().bind(tx.client(), &user.0, &tx.now()).all().await?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// A session of a person that stands.
///
/// # Errors
/// `NotFound` where it is absent, over or somebody else's.
pub async fn get(tx: &IdentityTx, user: UserId, id: SessionId) -> Result<Session> {
    let row = sessions::find().bind(tx.client(), &user.0, &tx.now(), &id.0).opt().await?;
    row.map(Session::from).ok_or(Error::NotFound("session"))
}

/// Ends a session.
pub async fn revoke(tx: &IdentityTx, id: SessionId, reason: &str) -> Result<()> {
    sessions::revoke().bind(tx.client(), &tx.now(), &reason, &id.0).await?;
    Ok(())
}

/// Ends every session of a person, but for one.
pub async fn revoke_others(
    tx: &IdentityTx,
    user: UserId,
    but: Option<SessionId>,
    reason: &str,
) -> Result<()> {
    sessions::revoke_others().bind(tx.client(), &tx.now(), &reason, &user.0, &but.map(|but| but.0)).await?;
    Ok(())
}

/// Logs that the caller ended one of their sessions, or all others.
pub async fn log_revocation(tx: &IdentityTx, caller: &Caller, id: Option<SessionId>) -> Result<()> {
    let entry = audit::Entry {
        action: "session_revoked",
        resource_type: "session",
        resource_id: id.map(|id| id.0),
        new_values: Some(json!({})),
        ..Default::default()
    };
    audit::record_identity(tx, caller.organization, caller.user, &caller.origin, entry).await
}

/// Replaces a hash made under parameters of the past.
pub async fn rehash(tx: &IdentityTx, credentials: &Credentials, password_hash: &str) -> Result<()> {
    users::rehash_password()
        .bind(
            tx.client(),
            &password_hash,
            &tx.now(),
            &credentials.user.0,
            &credentials.password_hash.as_str(),
        )
        .await?;
    Ok(())
}

/// The organizations of a person, oldest membership first.
pub async fn memberships(tx: &IdentityTx, user: UserId) -> Result<Vec<Membership>> {
    let rows = organizations::list_of_user().bind(tx.client(), &user.0).all().await?;
    Ok(rows
        .into_iter()
        .map(|row| Membership {
            organization: OrganizationId(row.id),
            name: row.name,
            roles: row.roles,
            mfa_deadline: row.mfa_deadline,
        })
        .collect())
}

/// Opens a session in the person's oldest organization.
///
/// # Errors
/// `Unauthenticated` where they belong to none.
pub async fn open(tx: &IdentityTx, user: UserId, origin: &Origin) -> Result<Opened> {
    let oldest = memberships(tx, user).await?.into_iter().next();
    open_in(tx, user, oldest.ok_or(Error::Unauthenticated("no_organization"))?, None, origin).await
}

/// Opens a session in one of the person's organizations. `factor_at` is when a factor was proven, where not now.
pub async fn open_in(
    tx: &IdentityTx,
    user: UserId,
    organization: Membership,
    factor_at: Option<Timestamp>,
    origin: &Origin,
) -> Result<Opened> {
    let session = SessionId(tx.context().id());
    let (now, expires_at) = (tx.now(), tx.now() + IDLE_LIFETIME);
    let ip = origin.ip.map(|ip| ip.to_string());
    sessions::insert()
        .bind(
            tx.client(),
            &session.0,
            &organization.organization.0,
            &user.0,
            &ip.as_deref(),
            &origin.user_agent.as_deref(),
            &now,
            &expires_at,
            &factor_at,
        )
        .await?;
    let refresh_token = Token::new(tx.context());
    insert_token(tx, &refresh_token, organization.organization, session).await?;
    let action = if factor_at.is_some() { "switched_in" } else { "signed_in" };
    if factor_at.is_none() {
        users::note_login().bind(tx.client(), &now, &user.0).await?;
    }
    log(tx, organization.organization, user, session, origin, action).await?;
    Ok(Opened { session, user, organization, refresh_token })
}

/// Notes that the caller has just proven a factor, for [`crate::transaction::TenantTx::require_fresh_factor`].
///
/// # Errors
/// `Unauthenticated` where the session has ended meanwhile.
pub async fn prove_factor(tx: &IdentityTx, caller: &Caller) -> Result<()> {
    let session = caller.session()?;
    let proven = sessions::prove_factor()
        .bind(tx.client(), &tx.now(), &caller.organization.0, &session.0, &caller.user.0)
        .await?;
    if proven == 0 {
        return Err(Error::Unauthenticated("session_ended"));
    }
    log(tx, caller.organization, caller.user, session, &caller.origin, "factor_proven").await
}

/// What became of a refresh token.
#[derive(Debug)]
pub enum Refreshed {
    /// It was rotated, or was just rotated for the same client: here is the successor.
    Session(Opened),
    /// It is unknown, expired, or its session has ended.
    Refused,
    /// It was retired before: the session has ended now. Commit this.
    Reused,
}

/// Rotates a refresh token.
pub async fn refresh(tx: &IdentityTx, token: &Token, origin: &Origin) -> Result<Refreshed> {
    let (client, now) = (tx.client(), tx.now());
    let Some(row) = refresh_tokens::lock().bind(client, &token.hash().as_slice()).opt().await? else {
        return Ok(Refreshed::Refused);
    };
    let (organization, session, user) =
        (OrganizationId(row.organization_id), SessionId(row.session_id), UserId(row.user_id));
    if row.session_revoked_at.is_some() || row.session_expires_at <= now || row.expires_at <= now {
        return Ok(Refreshed::Refused);
    }
    let client_hash = fingerprint(origin);
    if let Some(retired_at) = row.retired_at {
        let same_client = row.retired_by_client.as_deref() == Some(&client_hash);
        if now.duration_since(retired_at) > RETRY_GRACE || !same_client {
            sessions::revoke().bind(client, &now, &"token_reuse", &session.0).await?;
            log(tx, organization, user, session, origin, "refresh_token_reused").await?;
            return Ok(Refreshed::Reused);
        }
    }
    let Some(membership) =
        memberships(tx, user).await?.into_iter().find(|membership| membership.organization == organization)
    else {
        return Ok(Refreshed::Refused);
    };
    let successor = token.successor(&row.successor_salt);
    if row.retired_at.is_none() {
        refresh_tokens::retire()
            .bind(client, &now, &client_hash.as_slice(), &token.hash().as_slice())
            .await?;
        insert_token(tx, &successor, organization, session).await?;
        sessions::extend().bind(client, &(now + IDLE_LIFETIME), &now, &session.0).await?;
    }
    Ok(Refreshed::Session(Opened { session, user, organization: membership, refresh_token: successor }))
}

/// Ends the session that a refresh token belongs to. An unknown token is no error: the person is signed out.
pub async fn close(tx: &IdentityTx, token: &Token, origin: &Origin) -> Result<()> {
    if let Some(row) = refresh_tokens::lock().bind(tx.client(), &token.hash().as_slice()).opt().await? {
        let revoked = sessions::revoke().bind(tx.client(), &tx.now(), &"logout", &row.session_id).await?;
        if revoked == 1 {
            let (organization, user) = (OrganizationId(row.organization_id), UserId(row.user_id));
            log(tx, organization, user, SessionId(row.session_id), origin, "signed_out").await?;
        }
    }
    Ok(())
}

/// Ends a session by its id, for a client that shows its access token instead of the refresh token.
pub async fn close_by_id(
    tx: &IdentityTx,
    organization: OrganizationId,
    user: UserId,
    session: SessionId,
    origin: &Origin,
) -> Result<()> {
    if sessions::revoke().bind(tx.client(), &tx.now(), &"logout", &session.0).await? == 1 {
        log(tx, organization, user, session, origin, "signed_out").await?;
    }
    Ok(())
}

async fn insert_token(
    tx: &IdentityTx,
    token: &Token,
    organization: OrganizationId,
    session: SessionId,
) -> Result<()> {
    let salt = tx.context().bytes::<32>();
    refresh_tokens::insert()
        .bind(
            tx.client(),
            &token.hash().as_slice(),
            &organization.0,
            &session.0,
            &salt.as_slice(),
            &tx.now(),
            &(tx.now() + IDLE_LIFETIME),
        )
        .await?;
    Ok(())
}

async fn log(
    tx: &IdentityTx,
    organization: OrganizationId,
    user: UserId,
    session: SessionId,
    origin: &Origin,
    action: &str,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "session",
        resource_id: Some(session.0),
        new_values: Some(json!({})),
        ..Default::default()
    };
    audit::record_identity(tx, organization, user, origin, entry).await
}

/// Tells one client from another: its address and its user agent.
fn fingerprint(origin: &Origin) -> [u8; 32] {
    let ip = origin.ip.map(|ip| ip.to_string()).unwrap_or_default();
    Sha256::new()
        .chain_update(ip)
        .chain_update([0])
        .chain_update(origin.user_agent.as_deref().unwrap_or_default())
        .finalize()
        .into()
}
