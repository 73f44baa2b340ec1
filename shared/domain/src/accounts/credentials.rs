//! Passwords that are forgotten or changed, and addresses that are changed. A mailed token is stored as its hash, works
//! once and for an hour.

use jiff::SignedDuration;
use serde_json::{Value, json};
use sql::queries::accounts::{email_changes, password_resets, users};

use super::{
    caller::{Caller, Origin},
    departures, mails, passwords,
    sessions::{self, Credentials},
    tokens::Token,
};
use crate::{
    Error, Result,
    error::OnConstraint as _,
    ids::{OrganizationId, UserId},
    platform::{
        audit,
        outbox::{self, Effect, Email},
    },
    transaction::IdentityTx,
};

/// How long a mailed link works.
pub const LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// Mails a link by which the password of an address can be set; of an account that rests or was deleted, the link that
/// brings it back. Of an address that is unknown, unproven or shut out nobody hears anything.
pub async fn forgot(tx: &IdentityTx, email: &str, public_url: &str, origin: &Origin) -> Result<()> {
    let person = sessions::find_credentials(tx, email).await?;
    let Some(person) = person.filter(|person| person.is_active) else {
        return departures::remind(tx, email, public_url).await;
    };
    if !person.email_verified {
        return Ok(());
    }
    let token = Token::new(tx.context());
    password_resets::insert()
        .bind(tx.client(), &token.hash().as_slice(), &person.user.0, &tx.now(), &(tx.now() + LINK_LIFETIME))
        .await?;
    let link = format!("{public_url}/v1/auth/password/reset?token={}", token.reveal());
    let mail = mails::write(
        &person.email,
        &person.first_name,
        "Set a new password",
        &[
            "somebody, hopefully you, asked for a new password of your PlugZero account. Set it here:",
            "The link works for an hour, once. If it was not you, ignore this mail: nothing has changed.",
        ],
        Some(("Set a new password", &link)),
    );
    tell(tx, person.user, mail, Some((origin, "password_reset_requested"))).await
}

/// Sets the password with a mailed token, ends every session of the person and uses up their other tokens.
///
/// # Errors
/// `Unauthenticated` where the token is wrong, used or expired; `Invalid` where the password holds what everybody knows
/// of its person: then the token still works.
pub async fn reset(
    tx: &IdentityTx,
    token: &Token,
    password: &str,
    password_hash: &str,
    origin: &Origin,
) -> Result<()> {
    const INVALID: Error = Error::Unauthenticated("invalid_token");
    let taken = password_resets::take().bind(tx.client(), &tx.now(), &token.hash().as_slice()).opt().await?;
    let user = UserId(taken.ok_or(INVALID)?);
    let person = sessions::get_credentials(tx, user).await?;
    passwords::check_personal("/password", password, &person.words())?;
    set_password(tx, &person, password_hash, None, "password_reset").await?;
    log(tx, user, origin, "password_reset").await
}

/// Changes the caller's password and ends their other sessions.
///
/// # Errors
/// `Invalid` where it holds what everybody knows of its person.
pub async fn change_password(
    tx: &IdentityTx,
    caller: &Caller,
    person: &Credentials,
    password_hash: &str,
) -> Result<()> {
    set_password(tx, person, password_hash, Some(caller), "password_changed").await?;
    log(tx, caller.user, &caller.origin, "password_changed").await
}

async fn set_password(
    tx: &IdentityTx,
    person: &Credentials,
    password_hash: &str,
    keep: Option<&Caller>,
    reason: &str,
) -> Result<()> {
    users::set_password().bind(tx.client(), &password_hash, &tx.now(), &person.user.0).await?;
    password_resets::spend_others().bind(tx.client(), &tx.now(), &person.user.0).await?;
    let keep = keep.map(Caller::session).transpose()?;
    sessions::revoke_others(tx, person.user, keep, reason).await?;
    let mail = mails::write(
        &person.email,
        &person.first_name,
        "Your password was changed",
        &[
            "the password of your PlugZero account was changed, and other sessions were ended.",
            "If it was not you, set a new password with \"forgot password\" at once.",
        ],
        None,
    );
    tell(tx, person.user, mail, None).await
}

/// Mails a link to an address that is to become the caller's, and a notice to the present one. The caller cannot tell
/// whether the address is somebody else's: then no link goes out.
pub async fn request_email_change(
    tx: &IdentityTx,
    caller: &Caller,
    person: &Credentials,
    email: &str,
    public_url: &str,
) -> Result<()> {
    let notice = mails::write(
        &person.email,
        &person.first_name,
        "Your e-mail address is to be changed",
        &[
            "somebody, hopefully you, asked to change the address of your PlugZero account. Nothing has changed yet.",
            "If it was not you, change your password at once.",
        ],
        None,
    );
    tell(tx, caller.user, notice, Some((&caller.origin, "email_change_requested"))).await?;
    let owner = sessions::find_credentials(tx, email).await?;
    if owner.is_some_and(|owner| owner.email_verified) {
        return Ok(());
    }
    let token = Token::new(tx.context());
    email_changes::spend_others().bind(tx.client(), &tx.now(), &caller.user.0).await?;
    email_changes::insert()
        .bind(
            tx.client(),
            &token.hash().as_slice(),
            &caller.user.0,
            &email,
            &tx.now(),
            &(tx.now() + LINK_LIFETIME),
        )
        .await?;
    let link = format!("{public_url}/v1/auth/confirm-email?token={}", token.reveal());
    let mail = mails::write(
        email,
        &person.first_name,
        "Confirm your new e-mail address",
        &[
            "please confirm this address for your PlugZero account:",
            "The link works for an hour, once. If you did not ask for it, ignore this mail.",
        ],
        Some(("Confirm this address", &link)),
    );
    tell(tx, caller.user, mail, None).await
}

/// Makes an address the person's with the token that was mailed to it.
///
/// # Errors
/// `Unauthenticated` where the token is wrong, used or expired; `Conflict` where somebody else has the address by now.
pub async fn confirm_email(tx: &IdentityTx, token: &Token, origin: &Origin) -> Result<()> {
    let taken = email_changes::take().bind(tx.client(), &tx.now(), &token.hash().as_slice()).opt().await?;
    let taken = taken.ok_or(Error::Unauthenticated("invalid_token"))?;
    let user = UserId(taken.user_id);
    users::set_email()
        .bind(tx.client(), &taken.email, &tx.now(), &user.0)
        .await
        .on_constraint("users_email_key", || {
            Error::conflict("email_taken", "somebody else has this address")
        })?;
    email_changes::spend_others().bind(tx.client(), &tx.now(), &user.0).await?;
    // A link that went to the old address must not open the account any more.
    password_resets::spend_others().bind(tx.client(), &tx.now(), &user.0).await?;
    log(tx, user, origin, "email_changed").await
}

/// Sends a mail, on the account of the person's oldest organization, and logs there what it is about.
async fn tell(tx: &IdentityTx, user: UserId, mail: Email, about: Option<(&Origin, &str)>) -> Result<()> {
    let Some(organization) = home(tx, user).await? else { return Ok(()) };
    outbox::publish_identity(tx, organization, Effect::SendEmail(mail)).await?;
    match about {
        Some((origin, action)) => record(tx, organization, user, origin, action).await,
        None => Ok(()),
    }
}

async fn log(tx: &IdentityTx, user: UserId, origin: &Origin, action: &str) -> Result<()> {
    match home(tx, user).await? {
        Some(organization) => record(tx, organization, user, origin, action).await,
        None => Ok(()),
    }
}

async fn home(tx: &IdentityTx, user: UserId) -> Result<Option<OrganizationId>> {
    let memberships = sessions::memberships(tx, user).await?;
    Ok(memberships.first().map(|membership| membership.organization))
}

async fn record(
    tx: &IdentityTx,
    organization: OrganizationId,
    user: UserId,
    origin: &Origin,
    action: &str,
) -> Result<()> {
    let nothing: Value = json!({});
    let entry = audit::Entry {
        action,
        resource_type: "user",
        resource_id: Some(user.0),
        new_values: Some(nothing),
        ..Default::default()
    };
    audit::record_identity(tx, organization, user, origin, entry).await
}
