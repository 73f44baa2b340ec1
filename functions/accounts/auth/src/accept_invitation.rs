//! `/v1/auth/accept-invitation`: the page behind a mailed invitation, and what its button does.

use axum::{extract::State, response::Response};
use domain::{
    Error, FieldError,
    accounts::{
        caller::Caller,
        invitations::{self, Newcomer, Offer},
        organizations, passwords,
        passwords::Verdict,
        sessions::{self, Credentials},
        tokens::Token,
        users,
    },
    transaction::IdentityTx,
};
use garde::Validate;
use jiff::Timestamp;
use runtime::http::{Input, Query, Result, Sender, SignedIn};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::{
    App, pages,
    second_factor::{self, Proof},
    session::{self, Delivery, Session},
    verify_email::VerificationIn,
};

/// Who accepts. Somebody who is signed in as the invited person gives the token alone.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceIn {
    /// As it stands in the link.
    #[garde(skip)]
    token: String,
    /// Of somebody with an account, theirs; of anybody else, the one to be.
    #[garde(skip)]
    #[schema(format = Password, max_length = 256)]
    password: Option<String>,
    /// Given name, of somebody without an account.
    #[garde(length(chars, max = 100))]
    #[schema(max_length = 100)]
    first_name: Option<String>,
    /// Family name, of somebody without an account.
    #[garde(length(chars, max = 100))]
    #[schema(max_length = 100)]
    last_name: Option<String>,
    /// The authenticator's code, of somebody with a second factor.
    #[garde(length(chars, max = 16))]
    #[schema(max_length = 16)]
    totp_code: Option<String>,
    /// A recovery code, where the authenticator is lost.
    #[garde(length(chars, max = 64))]
    #[schema(max_length = 64)]
    recovery_code: Option<String>,
}

impl AcceptanceIn {
    /// What was left empty on the page was not given.
    fn read(input: Input) -> domain::Result<Self> {
        let mut input: Self = input.read()?;
        for field in [
            &mut input.password,
            &mut input.first_name,
            &mut input.last_name,
            &mut input.totp_code,
            &mut input.recovery_code,
        ] {
            if field.as_deref().is_some_and(|text| text.trim().is_empty()) {
                *field = None;
            }
        }
        Ok(input)
    }

    fn proof(&self) -> Proof {
        Proof { totp_code: self.totp_code.clone(), recovery_code: self.recovery_code.clone() }
    }
}

/// Accepts an invitation and signs its person in, in the organization that invited them.
///
/// Holding the token proves the address. Somebody without an account gets one with the password and the names that they
/// give. An account that exists takes its own proof as well: a session of its person, or its password and, where it has
/// one, its second factor.
#[utoipa::path(post, path = "/v1/auth/accept-invitation", tag = "auth", security(), params(Delivery),
    request_body = AcceptanceIn,
    responses((status = 200, body = Session),
        (status = 401, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`invalid_token`, `invalid_credentials` or `totp_required`"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`already_member`, `invitation_void` or `account_departed`")))]
pub async fn accept_invitation(
    State(app): State<App>,
    Sender(origin): Sender,
    caller: Option<SignedIn>,
    query: Query,
    input: Input,
) -> Result {
    let delivery: Delivery = query.read()?;
    let input = AcceptanceIn::read(input)?;
    let token = Token::parse(&input.token).ok_or(Error::Unauthenticated("invalid_token"))?;
    let tx = app.database.identity().await?;
    let offer = invitations::find_offer(&tx, &token).await?;
    let person = sessions::find_credentials(&tx, &offer.email).await?;
    let person = person.filter(|person| person.email_verified);
    let session = match (&person, &caller) {
        (Some(person), Some(SignedIn(caller))) => factor_of(&tx, person, caller).await,
        _ => None,
    };
    drop(tx);
    // A guess costs as much as one at sign-in, and counts like one.
    let address = origin.ip.map(|ip| ip.to_string()).unwrap_or_default();
    app.limiter.take(&app.sign_in, &format!("{address}/{}", offer.email.to_lowercase())).await?;
    let (tx, user, factor_at) = match (person, session) {
        (Some(person), Some(factor_at)) => (app.database.identity().await?, person.user, Some(factor_at)),
        (Some(person), None) => {
            let tx = recognise(&app, &person, &input).await?;
            (tx, person.user, None)
        }
        (None, _) => {
            let newcomer = newcomer(&app, &offer, &input).await?;
            let tx = app.database.identity().await?;
            let user = invitations::welcome(&tx, &offer, &newcomer).await?;
            (tx, user, None)
        }
    };
    let organization = invitations::accept(&tx, &token, user, &origin).await?;
    let membership = organizations::membership(&tx, user, organization).await?;
    let opened = sessions::open_in(&tx, user, membership, factor_at, &origin).await?;
    Ok(session::answer(&app, tx, opened, delivery).await?)
}

/// When the invited person last proved a factor, where it is they who are signed in.
async fn factor_of(tx: &IdentityTx, person: &Credentials, caller: &Caller) -> Option<Timestamp> {
    if caller.user != person.user {
        return None;
    }
    users::standing(tx, caller).await.ok()?.factor_at
}

/// Checks the password and the second factor of the invited person's account.
async fn recognise(app: &App, person: &Credentials, input: &AcceptanceIn) -> domain::Result<IdentityTx> {
    let password = input.password.clone().ok_or_else(|| missing("/password"))?;
    let hash = Some(person.password_hash.clone());
    let (verdict, _) = runtime::passwords::verify(app.database.context(), password, hash).await?;
    if verdict == Verdict::Wrong || !person.is_active {
        return Err(Error::Unauthenticated("invalid_credentials"));
    }
    let tx = app.database.identity().await?;
    second_factor::prove(app, &tx, person, &input.proof()).await?;
    Ok(tx)
}

async fn newcomer(app: &App, offer: &Offer, input: &AcceptanceIn) -> domain::Result<Newcomer> {
    let password = input.password.clone().ok_or_else(|| missing("/password"))?;
    passwords::check("/password", &password).map_err(|field: FieldError| Error::Invalid(vec![field]))?;
    let name = |given: &Option<String>, pointer: &str| {
        given.as_deref().map(|name| name.trim().to_owned()).ok_or_else(|| missing(pointer))
    };
    let (first_name, last_name) =
        (name(&input.first_name, "/first_name")?, name(&input.last_name, "/last_name")?);
    let words = passwords::personal_words(&offer.email, &first_name, &last_name);
    passwords::check_personal("/password", &password, &words)?;
    let password_hash = runtime::passwords::hash(app.database.context(), password).await?;
    Ok(Newcomer { password_hash, first_name, last_name })
}

fn missing(pointer: &str) -> Error {
    Error::invalid(pointer, "required", "is missing")
}

/// The page behind the mailed link, where somebody without an account gives a password and names.
#[utoipa::path(get, path = "/v1/auth/accept-invitation", tag = "auth", operation_id = "invitation_page", security(),
    params(VerificationIn), responses((status = 200, body = String, content_type = "text/html")))]
pub async fn page(query: Query) -> Result<Response> {
    let _: VerificationIn = query.read()?;
    Ok(pages::answer(include_str!("pages/accept_invitation.html")))
}
