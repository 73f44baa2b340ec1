//! Signing up: an address is registered, proven by a mailed token, and then its person is signed in.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use sql::queries::accounts::{email_verifications, organizations as organization_sql, users};

use super::{caller::Origin, mails::escape_html, organizations, tokens::Token};
use crate::{
    Result,
    ids::{OrganizationId, UserId},
    platform::outbox::{self, Effect, Email},
    transaction::IdentityTx,
};

/// How long a mailed verification link works.
pub const LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(24);

/// What somebody typed to sign up; validated, the password already hashed.
#[derive(Debug)]
pub struct Registration {
    /// The address to be proven.
    pub email: String,
    /// The password's hash.
    pub password_hash: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// The name of the organization that they found.
    pub organization_name: String,
}

/// Registers an address. A new one gets a link by mail; the owner of a known one is told that somebody tried. The
/// caller of this function cannot tell which it was, and both cost the same.
pub async fn register(
    tx: &IdentityTx,
    registration: &Registration,
    public_url: &str,
    origin: &Origin,
) -> Result<()> {
    let client = tx.client();
    let known = users::find_by_email().bind(client, &registration.email).opt().await?;
    let (user, organization) = match known {
        Some(user) if user.email_verified => {
            if let Some(organization) =
                organization_sql::list_of_user().bind(client, &user.id).all().await?.first()
            {
                let mail = known_address_mail(&user.email, &user.first_name, public_url);
                outbox::publish_identity(tx, OrganizationId(organization.id), Effect::SendEmail(mail))
                    .await?;
            }
            return Ok(());
        }
        Some(user) => {
            let organizations = organization_sql::list_of_user().bind(client, &user.id).all().await?;
            (user.id, organizations.first().map(|o| o.id))
        }
        None => {
            let id = tx.context().id();
            let inserted = users::insert_unverified()
                .bind(
                    client,
                    &id,
                    &registration.email,
                    &registration.password_hash,
                    &registration.first_name,
                    &registration.last_name,
                    &tx.now(),
                )
                .opt()
                .await?;
            // Somebody else registered the same address between our look and our insert: their mail is on its way.
            let Some(id) = inserted else { return Ok(()) };
            let organization = organizations::found(
                tx,
                UserId(id),
                OrganizationId(tx.context().id()),
                &registration.organization_name,
                origin,
            )
            .await?;
            (id, Some(organization.id.0))
        }
    };
    let Some(organization) = organization else { return Ok(()) };
    let token = Token::new(tx.context());
    email_verifications::insert()
        .bind(
            client,
            &token.hash().as_slice(),
            &user,
            &registration.password_hash,
            &registration.first_name,
            &registration.last_name,
            &registration.organization_name,
            &tx.now(),
            &(tx.now() + LINK_LIFETIME),
        )
        .await?;
    let mail = verification_mail(registration, &token, public_url);
    outbox::publish_identity(tx, OrganizationId(organization), Effect::SendEmail(mail)).await
}

/// Creates a person whose address needs no proof, with their organization: the owner of a demonstration. Nothing
/// happens where the address is known.
pub async fn register_proven(tx: &IdentityTx, registration: &Registration) -> Result<()> {
    let id = tx.context().id();
    let Registration { email, password_hash, first_name, last_name, organization_name } = registration;
    let inserted = users::insert_unverified()
        .bind(tx.client(), &id, email, password_hash, first_name, last_name, &tx.now())
        .opt()
        .await?;
    if inserted.is_some() {
        users::verify().bind(tx.client(), password_hash, first_name, last_name, &tx.now(), &id).await?;
        let organization = OrganizationId(tx.context().id());
        organizations::found(tx, UserId(id), organization, organization_name, &Origin::default()).await?;
    }
    Ok(())
}

/// Proves an address with its token. The person, or nobody where the token is wrong, used or expired.
///
/// The credentials that count are those typed in the registration that this token belongs to: a stranger who
/// registered the address first gains nothing when its owner registers and proves it.
pub async fn verify_email(tx: &IdentityTx, token: &Token) -> Result<Option<UserId>> {
    let client = tx.client();
    let now = tx.now();
    let Some(taken) = email_verifications::take().bind(client, &now, &token.hash().as_slice()).opt().await?
    else {
        return Ok(None);
    };
    let verified = users::verify()
        .bind(client, &taken.password_hash, &taken.first_name, &taken.last_name, &now, &taken.user_id)
        .await?;
    if verified == 0 {
        return Ok(None);
    }
    email_verifications::spend_others().bind(client, &now, &taken.user_id).await?;
    if let Some(organization) =
        organization_sql::list_of_user().bind(client, &taken.user_id).all().await?.first()
    {
        organization_sql::rename().bind(client, &taken.organization_name, &now, &organization.id).await?;
    }
    Ok(Some(UserId(taken.user_id)))
}

fn verification_mail(registration: &Registration, token: &Token, public_url: &str) -> Email {
    let link = format!("{public_url}/v1/auth/verify-email?token={}", token.reveal());
    let name = &registration.first_name;
    Email {
        to: registration.email.clone(),
        subject: "Confirm your e-mail address".to_owned(),
        text: format!(
            "Hello {name},\n\nplease confirm this address for your PlugZero account:\n\n{link}\n\n\
             The link works for 24 hours. If you did not ask for an account, ignore this mail.\n"
        ),
        html: format!(
            "<p>Hello {},</p><p>please confirm this address for your PlugZero account:</p>\
             <p><a href=\"{link}\">Confirm my address</a></p>\
             <p>The link works for 24 hours. If you did not ask for an account, ignore this mail.</p>",
            escape_html(name)
        ),
        headers: BTreeMap::new(),
    }
}

fn known_address_mail(email: &str, name: &str, public_url: &str) -> Email {
    Email {
        to: email.to_owned(),
        subject: "You already have an account".to_owned(),
        text: format!(
            "Hello {name},\n\nsomebody, perhaps you, tried to register this address with PlugZero at {public_url}.\n\
             It already has an account: sign in as usual. If it was not you, nothing has changed.\n"
        ),
        html: format!(
            "<p>Hello {},</p><p>somebody, perhaps you, tried to register this address with PlugZero at {public_url}. \
             It already has an account: sign in as usual. If it was not you, nothing has changed.</p>",
            escape_html(name)
        ),
        headers: BTreeMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_inject_html() {
        let mail = known_address_mail("a@example.org", "<script>", "http://localhost");
        assert!(!mail.html.contains("<script>"));
    }
}
