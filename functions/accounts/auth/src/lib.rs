//! `/v1/auth`: signing up, proving an address, signing in, staying signed in, going elsewhere, signing out, coming back.

use std::sync::Arc;

use axum::Router;
use domain::Context;
use runtime::{
    InitError,
    aws::{envelope::Envelope, key_wrapping::KeyWrapping, mail::Mail, state_table::StateTable},
    config,
    database::Database,
    http::{
        Gate,
        limits::{Limiter, Policy},
    },
    relay::Relay,
    tokens::Verifier,
};
use utoipa_axum::{router::OpenApiRouter, routes};

mod accept_invitation;
mod confirm_email;
mod jwks;
mod login;
pub mod pages;
mod password;
mod refresh;
mod register;
mod restore;
mod second_factor;
mod session;
mod signer;
mod step_up;
mod switch_organization;
mod verify_email;

use signer::Signer;

/// What this function may touch: the accounts tables, the key that wraps signing keys, the table where their public
/// halves are published, and the sender of mails.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    database: Database,
    relay: Relay,
    signer: Signer,
    limiter: Arc<Limiter>,
    sign_in: Policy,
    second_factor: Policy,
    envelope: Envelope,
    public_url: String,
}

impl App {
    /// From the environment. `RATE_LIMIT_SIGN_IN` sets the attempts per minute of one address at one account (10),
    /// `RATE_LIMIT_SECOND_FACTOR` the codes per minute of one person (5).
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> Result<Self, InitError> {
        let context = Context::system();
        let database = Database::from_env(&context)?;
        let table = StateTable::from_env().await?;
        Self::new(&context, database, table).await
    }

    /// With a database of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(context: &Context, database: Database, table: StateTable) -> Result<Self, InitError> {
        let limiter = Arc::new(Limiter::from_env(table.clone(), context)?);
        let sign_in = Policy {
            name: "sign-in",
            quota: config::parse_or("RATE_LIMIT_SIGN_IN", 10)?,
            block: 1,
            fails_open: false,
        };
        let second_factor = Policy {
            name: "second-factor",
            quota: config::parse_or("RATE_LIMIT_SECOND_FACTOR", 5)?,
            ..sign_in
        };
        let signer = Signer::new(KeyWrapping::from_env().await?, table.clone());
        database.warm().await;
        if let Err(error) = signer.publish(&database).await {
            tracing::warn!(%error, "signing keys are published at the first sign-in instead");
        }
        Ok(Self {
            gate: Gate::from_env(context)?.limit(limiter.clone()).authenticate(Verifier::new(table, context)),
            database,
            relay: Relay { mail: Some(Mail::from_env().await?), ..Relay::default() },
            signer,
            limiter,
            sign_in,
            second_factor,
            envelope: Envelope::from_env().await?,
            public_url: config::public_url()?,
        })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(register::register))
        .routes(routes!(verify_email::verify_email, verify_email::page))
        .routes(routes!(login::login))
        .routes(routes!(password::forgot))
        .routes(routes!(password::reset, password::page))
        .routes(routes!(confirm_email::confirm_email, confirm_email::page))
        .routes(routes!(jwks::jwks))
        .routes(routes!(refresh::refresh))
        .routes(routes!(refresh::logout))
        .routes(routes!(step_up::step_up))
        .routes(routes!(switch_organization::switch_organization))
        .routes(routes!(accept_invitation::accept_invitation, accept_invitation::page))
        .routes(routes!(restore::restore, restore::page))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}
