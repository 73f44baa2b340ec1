//! Accounts that rest or go, and organizations that go: what is deleted comes back by a mailed link within its grace, and
//! what rests, whenever its person asks.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::queries::accounts::{memberships, organizations as organization_sql, restorations, users};

use super::{
    caller::{Caller, Origin},
    grants, mails, organizations, sessions,
    tokens::Token,
};
use crate::{
    Error, Result,
    ids::{OrganizationId, UserId},
    platform::{
        audit,
        outbox::{self, Effect},
    },
    transaction::IdentityTx,
};

/// How long what was deleted can be brought back.
pub const GRACE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long the link of a resting account works; "forgot password" mails another.
const RESTING_LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(365 * 24);

/// How an account goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Departure {
    /// It rests until its person brings it back.
    Rest,
    /// It is deleted; after the grace nothing of the person stays.
    Deletion,
}

/// Who is mailed.
pub(super) struct Addressee {
    pub user: UserId,
    pub email: String,
    pub name: String,
}

/// Lets the caller's account rest, or deletes it: every session ends, and a link to bring it back is mailed. What only the
/// caller belonged to is deleted with the account.
///
/// # Errors
/// `Conflict` as `sole_owner` where others would be left in an organization without an owner.
pub async fn depart(tx: &IdentityTx, caller: &Caller, departure: Departure, public_url: &str) -> Result<()> {
    let (client, now) = (tx.client(), tx.now());
    let (mut orphaned, mut empty) = (Vec::new(), Vec::new());
    // Held in the order of their ids: of two owners who leave at once, the second sees that the first is gone.
    for owned in organization_sql::lock_owned().bind(client, &caller.user.0).all().await? {
        let id = OrganizationId(owned.id);
        match grants::ensure_other_owner(client, id, caller.user).await {
            Ok(()) => {}
            Err(Error::Conflict { .. }) => {
                let others =
                    memberships::count_others().bind(client, &owned.id, &caller.user.0).one().await?;
                if others > 0 { orphaned.push(owned.name) } else { empty.push(id) }
            }
            Err(other) => return Err(other),
        }
    }
    if !orphaned.is_empty() {
        let detail = format!("make somebody else an owner first, or delete it: {}", orphaned.join(", "));
        return Err(Error::conflict("sole_owner", detail));
    }
    let person = sessions::get_credentials(tx, caller.user).await?;
    let (gone, action) = match departure {
        Departure::Rest => (users::rest().bind(client, &now, &caller.user.0).await?, "deactivated"),
        Departure::Deletion => {
            for id in &empty {
                organization_sql::delete().bind(client, &now, &id.0, &None).opt().await?;
            }
            (users::delete().bind(client, &now, &caller.user.0).await?, "deleted")
        }
    };
    if gone == 0 {
        return Err(Error::Unauthenticated("session_ended"));
    }
    sessions::revoke_others(tx, caller.user, None, "account_departed").await?;
    let to = Addressee { user: caller.user, email: person.email, name: person.first_name };
    mail_account_link(tx, caller.organization, &to, departure, now, public_url).await?;
    log(tx, caller.organization, caller.user, &caller.origin, action).await
}

/// Mails the link of an account that rests, or was deleted and is within its grace, once more. Of any other address nobody
/// hears anything.
pub(super) async fn remind(tx: &IdentityTx, email: &str, public_url: &str) -> Result<()> {
    let found = users::find_gone().bind(tx.client(), &email, &(tx.now() - GRACE)).opt().await?;
    let Some(person) = found else { return Ok(()) };
    let home = memberships::any_organization().bind(tx.client(), &person.id).opt().await?;
    let Some(home) = home else { return Ok(()) };
    let (departure, since) = match person.deleted_at {
        Some(deleted_at) => (Departure::Deletion, deleted_at),
        None => (Departure::Rest, tx.now()),
    };
    let to = Addressee { user: UserId(person.id), email: person.email, name: person.first_name };
    mail_account_link(tx, OrganizationId(home), &to, departure, since, public_url).await
}

/// Brings back what a mailed link is for.
///
/// # Errors
/// `Unauthenticated` where the token is wrong, used or expired, or what it is for is past its grace.
pub async fn restore(tx: &IdentityTx, token: &Token, origin: &Origin) -> Result<()> {
    const INVALID: Error = Error::Unauthenticated("invalid_token");
    let taken = restorations::take().bind(tx.client(), &tx.now(), &token.hash().as_slice()).opt().await?;
    let taken = taken.ok_or(INVALID)?;
    let user = UserId(taken.user_id);
    match taken.organization_id {
        Some(id) => match organizations::restore(tx, OrganizationId(id), user, origin).await {
            Err(Error::NotFound(_)) => Err(INVALID),
            restored => restored.map(drop),
        },
        None => restore_account(tx, user, origin).await?.ok_or(INVALID),
    }
}

async fn restore_account(tx: &IdentityTx, user: UserId, origin: &Origin) -> Result<Option<()>> {
    let (client, now) = (tx.client(), tx.now());
    let Some(gone) = users::lock_gone().bind(client, &user.0, &(now - GRACE)).opt().await? else {
        return Ok(None);
    };
    if let Some(deleted_at) = gone.deleted_at {
        for id in organization_sql::deleted_with().bind(client, &user.0, &deleted_at).all().await? {
            organization_sql::restore().bind(client, &now, &id, &(now - GRACE)).opt().await?;
        }
    }
    users::restore().bind(client, &now, &user.0).await?;
    restorations::spend_of_user().bind(client, &now, &user.0).await?;
    if let Some(home) = memberships::any_organization().bind(client, &user.0).opt().await? {
        log(tx, OrganizationId(home), user, origin, "restored").await?;
    }
    Ok(Some(()))
}

async fn mail_account_link(
    tx: &IdentityTx,
    home: OrganizationId,
    to: &Addressee,
    departure: Departure,
    since: Timestamp,
    public_url: &str,
) -> Result<()> {
    let (subject, sentences, expires_at) = match departure {
        Departure::Rest => (
            "Your account rests",
            [
                "your PlugZero account is deactivated: nobody can sign in with it. Whenever you want it back:",
                "If it was not you, bring it back at once and change your password.",
            ],
            since + RESTING_LINK_LIFETIME,
        ),
        Departure::Deletion => (
            "Your account is deleted",
            [
                "your PlugZero account is deleted. Within 30 days you can bring it back, with all that was yours:",
                "After that nothing of you stays. If it was not you, bring it back at once and change your password.",
            ],
            since + GRACE,
        ),
    };
    let link = new_link(tx, to.user, None, expires_at, public_url).await?;
    let mail = mails::write(&to.email, &to.name, subject, &sentences, Some(("Bring it back", &link)));
    outbox::publish_identity(tx, home, Effect::SendEmail(mail)).await
}

/// Mails an owner the link that brings a deleted organization back.
pub(super) async fn mail_organization_link(
    tx: &IdentityTx,
    organization: OrganizationId,
    name: &str,
    to: &Addressee,
    public_url: &str,
) -> Result<()> {
    let link = new_link(tx, to.user, Some(organization), tx.now() + GRACE, public_url).await?;
    let mail = mails::write(
        &to.email,
        &to.name,
        "An organization of yours is deleted",
        &[
            &format!(
                "{name} is deleted. Within 30 days you, as its owner, can bring it back with all that is in it:"
            ),
            "If that is meant to be, ignore this mail.",
        ],
        Some(("Bring it back", &link)),
    );
    outbox::publish_identity(tx, organization, Effect::SendEmail(mail)).await
}

/// Uses up every link that would bring the organization back.
pub(super) async fn spend_organization_links(tx: &IdentityTx, id: OrganizationId) -> Result<()> {
    restorations::spend_of_organization().bind(tx.client(), &tx.now(), &id.0).await?;
    Ok(())
}

async fn new_link(
    tx: &IdentityTx,
    user: UserId,
    organization: Option<OrganizationId>,
    expires_at: Timestamp,
    public_url: &str,
) -> Result<String> {
    let token = Token::new(tx.context());
    restorations::insert()
        .bind(
            tx.client(),
            &token.hash().as_slice(),
            &user.0,
            &organization.map(|id| id.0),
            &tx.now(),
            &expires_at,
        )
        .await?;
    Ok(format!("{public_url}/v1/auth/restore?token={}", token.reveal()))
}

async fn log(
    tx: &IdentityTx,
    organization: OrganizationId,
    user: UserId,
    origin: &Origin,
    action: &str,
) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "user",
        resource_id: Some(user.0),
        new_values: Some(json!({})),
        ..Default::default()
    };
    audit::record_identity(tx, organization, user, origin, entry).await
}
