//! `POST /v1/auth/register`.

use axum::extract::State;
use domain::{
    Error, FieldError,
    accounts::{
        passwords,
        registration::{self, Registration},
    },
};
use garde::Validate;
use runtime::http::{Input, Query, Reply, Result, Sender};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::App;

/// What somebody types to sign up.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegistrationIn {
    /// Becomes the sign-in name once it is proven.
    #[garde(email, length(chars, max = 254))]
    #[schema(format = Email, max_length = 254)]
    email: String,
    /// 12 to 256 characters.
    #[garde(skip)]
    #[schema(format = Password, min_length = 12, max_length = 256)]
    password: String,
    /// Given name.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    first_name: String,
    /// Family name.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    last_name: String,
    /// The organization to found.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    organization_name: String,
}

/// A link is on its way, whatever the address.
#[derive(Debug, Serialize, ToSchema)]
pub struct Registered {
    /// `verification_sent`.
    status: String,
}

/// Registers an e-mail address.
///
/// A link to prove the address is mailed to it. The answer does not tell whether the address was known.
#[utoipa::path(post, path = "/v1/auth/register", tag = "auth", security(), request_body = RegistrationIn,
    responses((status = 202, body = Registered)))]
pub async fn register(State(app): State<App>, Sender(origin): Sender, query: Query, input: Input) -> Result {
    query.read_nothing()?;
    let input: RegistrationIn = input.read()?;
    passwords::check("/password", &input.password)
        .map_err(|field: FieldError| Error::Invalid(vec![field]))?;
    let words = passwords::personal_words(&input.email, &input.first_name, &input.last_name);
    passwords::check_personal("/password", &input.password, &words)?;
    // Hashed for known and unknown addresses alike, before the database is asked.
    let password_hash = runtime::passwords::hash(app.database.context(), input.password).await?;
    let registration = Registration {
        email: input.email.trim().to_owned(),
        password_hash,
        first_name: input.first_name.trim().to_owned(),
        last_name: input.last_name.trim().to_owned(),
        organization_name: input.organization_name.trim().to_owned(),
    };
    let tx = app.database.identity().await?;
    registration::register(&tx, &registration, &app.public_url, &origin).await?;
    let messages = tx.commit().await?;
    app.relay.relay_identity(&app.database, &messages).await;
    Ok(Reply::accepted(&Registered { status: "verification_sent".to_owned() })?)
}
