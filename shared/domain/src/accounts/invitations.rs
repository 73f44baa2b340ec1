//! Invitations: a link that is mailed to an address, works once and for a week, and makes whoever proves the address a
//! member. What it gives is what its inviter may still give when it is accepted.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::queries::accounts::{
    invitations::{self, InvitationRow},
    memberships, organizations,
};
use tokio_postgres::Row;

use super::{
    caller::Origin,
    grants, mails, members,
    permissions::{Permission, Permissions},
    tokens::Token,
    users,
};
use crate::{
    Error, Result,
    ids::{InvitationId, OrganizationId, UserId},
    platform::{
        audit,
        outbox::{self, Effect},
        paging::{Page, Paged, Sort},
    },
    transaction::{IdentityTx, TenantTx},
};

/// How long a mailed link works.
pub const LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The most open invitations of one organization: it is no way to send mail to the world.
pub const MAX_OPEN: i64 = 500;

/// How lists of invitations may be sorted.
pub static SORTS: &[Sort] = &[
    Sort { name: "created_at", expression: "i.created_at", sql_type: "timestamptz" },
    Sort { name: "email", expression: "lower(i.email)", sql_type: "text" },
];

/// Where an invitation stands.
pub const STATUSES: &[&str] = &["open", "accepted", "revoked", "expired"];

/// An invitation.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited.
    pub email: String,
    /// What they are to be.
    pub roles: Vec<String>,
    /// Who invited them.
    pub invited_by: UserId,
    /// Raised by every change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When its link was last mailed.
    pub sent_at: Timestamp,
    /// Until when the link works.
    pub expires_at: Timestamp,
    /// When it was accepted.
    pub accepted_at: Option<Timestamp>,
    /// By whom.
    pub accepted_by: Option<UserId>,
    /// When it was withdrawn, or replaced by a newer one.
    pub revoked_at: Option<Timestamp>,
}

impl Invitation {
    /// One of [`STATUSES`].
    pub fn status(&self, now: Timestamp) -> &'static str {
        if self.accepted_at.is_some() {
            "accepted"
        } else if self.revoked_at.is_some() {
            "revoked"
        } else if self.expires_at <= now {
            "expired"
        } else {
            "open"
        }
    }
}

impl From<InvitationRow> for Invitation {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: InvitationId(row.id),
            email: row.email,
            roles: row.roles,
            invited_by: UserId(row.invited_by),
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            sent_at: row.sent_at,
            expires_at: row.expires_at,
            accepted_at: row.accepted_at,
            accepted_by: row.accepted_by.map(UserId),
            revoked_at: row.revoked_at,
        }
    }
}

/// Which invitations a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those whose address contains this, whatever the case.
    pub q: Option<String>,
    /// Those that stand so: one of [`STATUSES`].
    pub status: Option<String>,
}

/// An invitation of the organization.
///
/// # Errors
/// `NotFound` for an absent or foreign one.
pub async fn get(tx: &TenantTx, id: InvitationId) -> Result<Invitation> {
    let row = invitations::find().bind(tx.client(), &tx.organization().0, &id.0).opt().await?;
    row.map(Invitation::from).ok_or(Error::NotFound("invitation"))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// As [`get`].
pub async fn lock(tx: &TenantTx, id: InvitationId) -> Result<Invitation> {
    invitations::lock().bind(tx.client(), &tx.organization().0, &id.0).opt().await?;
    get(tx, id).await
}

/// Lists the organization's invitations.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Invitation>> {
    page.fetch(
        tx,
        "i.id, i.email, i.roles, i.invited_by, i.version, i.created_at, i.updated_at, i.sent_at, i.expires_at, \
         i.accepted_at, i.accepted_by, i.revoked_at",
        "from accounts.invitations i where i.organization_id = $1 \
         and ($2::text is null or strpos(lower(i.email), lower($2)) > 0) \
         and ($3::text is null or $3 = case when i.accepted_at is not null then 'accepted' \
              when i.revoked_at is not null then 'revoked' when i.expires_at <= $4 then 'expired' else 'open' end)",
        "i.id",
        &[&tx.organization().0, &filter.q, &filter.status, &tx.now()],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Invitation, tokio_postgres::Error> {
    Ok(Invitation {
        id: InvitationId(row.try_get("id")?),
        email: row.try_get("email")?,
        roles: row.try_get("roles")?,
        invited_by: UserId(row.try_get("invited_by")?),
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        sent_at: row.try_get("sent_at")?,
        expires_at: row.try_get("expires_at")?,
        accepted_at: row.try_get("accepted_at")?,
        accepted_by: row.try_get::<_, Option<_>>("accepted_by")?.map(UserId),
        revoked_at: row.try_get("revoked_at")?,
    })
}

/// Invites an address. An open invitation of the same address is replaced. Whether somebody has the address elsewhere
/// plays no part.
///
/// # Errors
/// `Invalid` where a role is unknown; `Refused` where one is more than the caller's own, or gives power over members and
/// the caller's factor is not fresh; `Conflict` where the address is a member's, or too many are open.
pub async fn create(tx: &TenantTx, email: &str, roles: &[String], public_url: &str) -> Result<Invitation> {
    let (client, organization, now) = (tx.client(), tx.organization(), tx.now());
    let mut names = roles.to_vec();
    names.sort_unstable();
    names.dedup();
    if grants::get_grantable(tx, &names).await?.iter().any(grants::Role::is_administrative) {
        tx.require_fresh_factor()?;
    }
    grants::take_turn(client, organization).await?;
    if memberships::has_address().bind(client, &organization.0, &email).one().await? {
        return Err(members::already_member());
    }
    let replaced = invitations::revoke_open().bind(client, &now, &organization.0, &email).await?;
    if invitations::count_open().bind(client, &organization.0, &now).one().await? >= MAX_OPEN {
        let detail = format!("at most {MAX_OPEN} invitations are open at a time: revoke some first");
        return Err(Error::conflict("too_many_invitations", detail));
    }
    let (id, token) = (InvitationId(tx.id()), Token::new(tx.context()));
    invitations::insert()
        .bind(
            client,
            &id.0,
            &organization.0,
            &email,
            &names,
            &token.hash().as_slice(),
            &tx.user()?.0,
            &now,
            &(now + LINK_LIFETIME),
        )
        .await?;
    mail(tx, email, &token, public_url).await?;
    let values = json!({ "roles": names, "replaced": replaced > 0 });
    log(tx, id, "created", values).await?;
    get(tx, id).await
}

/// Mails a new link; the one before is worth nothing any more.
///
/// # Errors
/// `Conflict` where it was accepted or revoked.
pub async fn resend(tx: &TenantTx, invitation: &Invitation, public_url: &str) -> Result<Invitation> {
    let token = Token::new(tx.context());
    let renewed = invitations::renew()
        .bind(tx.client(), &token.hash().as_slice(), &tx.now(), &(tx.now() + LINK_LIFETIME), &invitation.id.0)
        .await?;
    if renewed == 0 {
        return Err(Error::conflict("invitation_closed", "it was accepted or revoked: invite anew"));
    }
    mail(tx, &invitation.email, &token, public_url).await?;
    log(tx, invitation.id, "resent", json!({})).await?;
    get(tx, invitation.id).await
}

/// Withdraws an invitation. One that is revoked stays so.
///
/// # Errors
/// `Conflict` where it was accepted, `PreconditionFailed` where `if_version` has passed.
pub async fn revoke(tx: &TenantTx, invitation: &Invitation, if_version: Option<i64>) -> Result<()> {
    if if_version.is_some_and(|version| version != invitation.version) {
        return Err(Error::PreconditionFailed);
    }
    if invitation.accepted_at.is_some() {
        return Err(Error::conflict("invitation_closed", "it was accepted: remove the member instead"));
    }
    if invitations::revoke().bind(tx.client(), &tx.now(), &invitation.id.0, &if_version).await? > 0 {
        log(tx, invitation.id, "revoked", json!({})).await?;
    }
    Ok(())
}

async fn mail(tx: &TenantTx, email: &str, token: &Token, public_url: &str) -> Result<()> {
    let row = organizations::find().bind(tx.client(), &tx.organization().0).one().await?;
    let inviter = members::get(tx, tx.user()?).await?;
    let link = format!("{public_url}/v1/auth/accept-invitation?token={}", token.reveal());
    let mail = mails::write(
        email,
        "there",
        "You are invited to PlugZero",
        &[
            &format!(
                "{} {} invites you to work in {} on PlugZero. Accept here:",
                inviter.first_name, inviter.last_name, row.name
            ),
            "The link works for a week, once. If you do not know them, ignore this mail.",
        ],
        Some(("Accept the invitation", &link)),
    );
    outbox::publish(tx, Effect::SendEmail(mail)).await
}

async fn log(tx: &TenantTx, id: InvitationId, action: &str, values: serde_json::Value) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "invitation",
        resource_id: Some(id.0),
        new_values: Some(values),
        ..Default::default()
    };
    audit::record(tx, entry).await
}

/// What a mailed token offers.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Where its holder is invited to.
    pub organization: OrganizationId,
    /// The address that it was mailed to.
    pub email: String,
}

/// Reads a token without using it up.
///
/// # Errors
/// `Unauthenticated` where it is wrong, used, revoked or expired, or the organization is gone.
pub async fn find_offer(tx: &IdentityTx, token: &Token) -> Result<Offer> {
    let row = invitations::find_offer().bind(tx.client(), &token.hash().as_slice(), &tx.now()).opt().await?;
    let row = row.ok_or(Error::Unauthenticated("invalid_token"))?;
    Ok(Offer { organization: OrganizationId(row.organization_id), email: row.email })
}

/// What somebody without an account gives to get one; the password is hashed already.
#[derive(Debug)]
pub struct Newcomer {
    /// The password's hash.
    pub password_hash: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
}

/// Makes an account of the invited address, which the token proves.
///
/// # Errors
/// `Conflict` where the address has an account that cannot sign in now.
pub async fn welcome(tx: &IdentityTx, offer: &Offer, newcomer: &Newcomer) -> Result<UserId> {
    users::create_proven(tx, &offer.email, &newcomer.password_hash, &newcomer.first_name, &newcomer.last_name)
        .await
}

/// Accepts an invitation for a person who has proven to be the invited one. Of the roles those count that the inviter
/// may still give.
///
/// # Errors
/// `Unauthenticated` as for [`find_offer`]; `Conflict` where nothing of what was offered may be given any more, or the
/// person is a member already.
pub async fn accept(tx: &IdentityTx, token: &Token, user: UserId, origin: &Origin) -> Result<OrganizationId> {
    let client = tx.client();
    let taken = invitations::take().bind(client, &tx.now(), &user.0, &token.hash().as_slice()).opt().await?;
    let taken = taken.ok_or(Error::Unauthenticated("invalid_token"))?;
    let organization = OrganizationId(taken.organization_id);
    let inviter =
        memberships::permissions_of().bind(client, &organization.0, &taken.invited_by).opt().await?;
    let inviter = inviter.map(|row| Permissions::new(row.roles, &row.permissions));
    let mut roles = grants::find(client, organization, &taken.roles).await?;
    roles.retain(|role| {
        inviter.as_ref().is_some_and(|inviter| {
            inviter.contains(Permission::MembersWrite) && role.is_grantable_by(inviter)
        })
    });
    if roles.is_empty() {
        return Err(Error::conflict(
            "invitation_void",
            "whoever invited you may not do so any more: ask for a new invitation",
        ));
    }
    members::admit(tx, organization, user, &roles, origin).await?;
    let entry = audit::Entry {
        action: "accepted",
        resource_type: "invitation",
        resource_id: Some(taken.id),
        new_values: Some(json!({ "user_id": user })),
        ..Default::default()
    };
    audit::record_identity(tx, organization, user, origin, entry).await?;
    Ok(organization)
}
