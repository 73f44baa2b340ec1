//! `/v1/me/password` and `/v1/me/email`.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        credentials,
        passwords::{self, Verdict},
        users,
    },
};
use garde::Validate;
use runtime::http::{Input, Reply, Result, SignedIn};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;

/// A new password.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordIn {
    /// The present one.
    #[garde(length(chars, max = 256))]
    #[schema(format = Password, max_length = 256)]
    current_password: String,
    /// 12 to 256 characters, not one that everybody knows.
    #[garde(skip)]
    #[schema(format = Password, min_length = 12, max_length = 256)]
    password: String,
}

/// A new address.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailIn {
    /// It becomes the person's once the link that is mailed to it is followed.
    #[garde(email, length(chars, max = 254))]
    #[schema(format = Email, max_length = 254)]
    email: String,
}

/// A link is on its way, unless the address is somebody else's.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmailSent {
    /// `verification_sent`.
    status: String,
}

/// Changes the password. Every other session of the person ends.
#[utoipa::path(put, path = "/v1/me/password", tag = "me", operation_id = "change_password",
    security(("bearer" = [])), request_body = PasswordIn,
    responses((status = 204, description = "Changed")))]
pub async fn change_password(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.database.identity().await?;
    let (person, standing) = users::get_credentials(&tx, &caller).await?;
    standing.require_enrolment(tx.now())?;
    drop(tx);
    let input: PasswordIn = input.read()?;
    passwords::check("/password", &input.password).map_err(|field| Error::Invalid(vec![field]))?;
    passwords::check_personal("/password", &input.password, &person.words())?;
    app.limiter.take(&app.attempts, &caller.session()?.to_string()).await?;
    let context = app.database.context();
    let hash = Some(person.password_hash.clone());
    let (verdict, _) = runtime::passwords::verify(context, input.current_password, hash).await?;
    if verdict == Verdict::Wrong {
        return Err(Error::invalid("/current_password", "wrong_password", "this is not the password").into());
    }
    let hash = runtime::passwords::hash(context, input.password).await?;
    let tx = app.database.identity().await?;
    credentials::change_password(&tx, &caller, &person, &hash).await?;
    Ok(app.commit(tx, &caller, Reply::no_content()).await?)
}

/// Asks for another address. Takes a fresh factor.
///
/// A link goes to the new address and a notice to the present one; the answer does not tell whether the new one is known.
#[utoipa::path(put, path = "/v1/me/email", tag = "me", operation_id = "change_email",
    security(("bearer" = [])), request_body = EmailIn,
    responses((status = 202, body = EmailSent)))]
pub async fn change_email(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.database.identity().await?;
    let (person, standing) = users::get_credentials(&tx, &caller).await?;
    standing.require_enrolment(tx.now())?;
    standing.require_fresh_factor(tx.now())?;
    let input: EmailIn = input.read()?;
    credentials::request_email_change(&tx, &caller, &person, input.email.trim(), &app.public_url).await?;
    let reply = Reply::accepted(&EmailSent { status: "verification_sent".to_owned() })?;
    Ok(app.commit(tx, &caller, reply).await?)
}
