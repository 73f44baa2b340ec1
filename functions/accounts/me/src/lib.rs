//! `/v1/me`: the signed-in person.

use std::sync::Arc;

use axum::{Router, extract::State};
use domain::{
    Context,
    accounts::{
        caller::Caller,
        users::{self, Profile, User},
    },
    ids::MediaId,
    network::avatars,
    transaction::IdentityTx,
};
use garde::Validate;
use jiff::Timestamp;
use runtime::{
    InitError,
    aws::{envelope::Envelope, mail::Mail, state_table::StateTable},
    config,
    database::Database,
    http::{
        Gate, IfMatch, Input, Reply, Result, SignedIn,
        limits::{Limiter, Policy},
        people_only,
    },
    relay::Relay,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

mod credentials;
mod departures;
mod sessions;
mod totp;

/// What this function may touch: the accounts tables, the table of signing keys and rate limits, the key of sealed
/// secrets, and the sender of mails.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    database: Database,
    relay: Relay,
    limiter: Arc<Limiter>,
    attempts: Policy,
    envelope: Envelope,
    public_url: String,
}

impl App {
    /// From the environment.
    ///
    /// # Errors
    /// Names the variable that is missing or unreadable.
    pub async fn from_env() -> std::result::Result<Self, InitError> {
        let context = Context::system();
        let database = Database::from_env(&context)?;
        Self::new(&context, database, StateTable::from_env().await?).await
    }

    /// With a database of the caller's, for tests.
    ///
    /// # Errors
    /// As [`App::from_env`].
    pub async fn new(
        context: &Context,
        database: Database,
        table: StateTable,
    ) -> std::result::Result<Self, InitError> {
        let limiter = Arc::new(Limiter::from_env(table.clone(), context)?);
        let gate = people_only(context, &database, table).await?;
        Ok(Self {
            gate,
            database,
            relay: Relay { mail: Some(Mail::from_env().await?), ..Relay::default() },
            limiter,
            attempts: Policy { name: "attempts", quota: 10, block: 1, fails_open: false },
            envelope: Envelope::from_env().await?,
            public_url: config::public_url()?,
        })
    }

    /// Commits, relays what was emitted, and answers; in a dry run nothing is written or sent.
    async fn commit(&self, tx: IdentityTx, caller: &Caller, reply: Reply) -> domain::Result<Reply> {
        if caller.dry_run {
            return Ok(reply.into_dry_run(&tx.roll_back()));
        }
        let messages = tx.commit().await?;
        self.relay.relay_identity(&self.database, &messages).await;
        Ok(reply)
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get, update, departures::delete))
        .routes(routes!(departures::deactivate))
        .routes(routes!(credentials::change_password))
        .routes(routes!(credentials::change_email))
        .routes(routes!(sessions::list, sessions::revoke_others))
        .routes(routes!(sessions::get, sessions::revoke))
        .routes(routes!(totp::offer, totp::remove))
        .routes(routes!(totp::confirm))
        .routes(routes!(totp::renew_recovery_codes))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}

/// The signed-in person.
#[derive(Debug, Serialize, ToSchema)]
struct Me {
    /// Their id.
    id: Uuid,
    /// Their address.
    email: String,
    /// Whether it is proven.
    email_verified: bool,
    /// Given name.
    first_name: String,
    /// Family name.
    last_name: String,
    /// Telephone number.
    phone: Option<String>,
    /// Where in the organization.
    department: Option<String>,
    /// What they do there.
    position: Option<String>,
    /// University or company.
    institution: Option<String>,
    /// An IANA time zone name.
    timezone: String,
    /// STUDENT, SMB or ENTERPRISE.
    segment: String,
    /// Whether they may sign in.
    is_active: bool,
    /// Whether they have a second factor.
    is_2fa_enabled: bool,
    /// Their last sign-in.
    last_login_at: Option<Timestamp>,
    /// When they registered.
    created_at: Timestamp,
    /// When anything last changed.
    updated_at: Timestamp,
    /// The image that shows them in the organization they are signed in to: `/v1/media/{id}/download`.
    avatar_media_id: Option<Uuid>,
    /// Where they belong, oldest first.
    organizations: Vec<OrganizationOut>,
}

/// An organization that the person belongs to.
#[derive(Debug, Serialize, ToSchema)]
struct OrganizationOut {
    /// Its id.
    id: Uuid,
    /// Its name.
    name: String,
    /// The roles held there.
    roles: Vec<String>,
    /// When the person must have a second factor there, where the organization requires one and they have none: from then
    /// on they can do nothing there but enrol one.
    mfa_deadline: Option<Timestamp>,
}

/// What people may change about themselves.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProfileIn {
    /// Given name.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    first_name: String,
    /// Family name.
    #[garde(custom(runtime::http::input::not_blank), length(chars, max = 100))]
    #[schema(min_length = 1, max_length = 100)]
    last_name: String,
    /// Telephone number.
    #[garde(length(chars, max = 50))]
    #[schema(max_length = 50)]
    phone: Option<String>,
    /// Where in the organization.
    #[garde(length(chars, max = 100))]
    #[schema(max_length = 100)]
    department: Option<String>,
    /// What they do there.
    #[garde(length(chars, max = 100))]
    #[schema(max_length = 100)]
    position: Option<String>,
    /// University or company.
    #[garde(length(chars, max = 255))]
    #[schema(max_length = 255)]
    institution: Option<String>,
    /// An IANA time zone name, as `Europe/Berlin`.
    #[garde(custom(is_time_zone))]
    timezone: String,
}

runtime::merge_patch!(ProfilePatch of ProfileIn);

fn is_time_zone(name: &str, (): &()) -> garde::Result {
    match jiff::tz::TimeZone::get(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(garde::Error::new("not the name of a time zone, such as Europe/Berlin")),
    }
}

impl From<Profile> for ProfileIn {
    fn from(profile: Profile) -> Self {
        let Profile { first_name, last_name, phone, department, position, institution, timezone } = profile;
        Self { first_name, last_name, phone, department, position, institution, timezone }
    }
}

impl From<ProfileIn> for Profile {
    fn from(input: ProfileIn) -> Self {
        let ProfileIn { first_name, last_name, phone, department, position, institution, timezone } = input;
        Self { first_name, last_name, phone, department, position, institution, timezone }
    }
}

fn reply(
    user: User,
    organizations: Vec<domain::accounts::sessions::Membership>,
    avatar: Option<MediaId>,
) -> domain::Result<Reply> {
    let (version, profile) = (user.version, user.profile);
    let me = Me {
        id: user.id.0,
        email: user.email,
        email_verified: user.email_verified,
        first_name: profile.first_name,
        last_name: profile.last_name,
        phone: profile.phone,
        department: profile.department,
        position: profile.position,
        institution: profile.institution,
        timezone: profile.timezone,
        segment: user.segment,
        is_active: user.is_active,
        is_2fa_enabled: user.is_2fa_enabled,
        last_login_at: user.last_login_at,
        created_at: user.created_at,
        updated_at: user.updated_at,
        avatar_media_id: avatar.map(|id| id.0),
        organizations: organizations
            .into_iter()
            .map(|m| OrganizationOut {
                id: m.organization.0,
                name: m.name,
                roles: m.roles,
                mfa_deadline: m.mfa_deadline,
            })
            .collect(),
    };
    Ok(Reply::ok(&me)?.version(version))
}

/// Tells who is signed in, and where they belong.
#[utoipa::path(get, path = "/v1/me", tag = "me",
    security(("bearer" = [])), responses((status = 200, body = Me)))]
async fn get(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    let tx = app.database.identity().await?;
    let (user, organizations) = users::get_self(&tx, &caller).await?;
    let avatar = avatars::of_caller(&tx, &caller).await?;
    Ok(reply(user, organizations, avatar)?)
}

/// Changes the signed-in person's profile.
#[utoipa::path(patch, path = "/v1/me", tag = "me", security(("bearer" = [])), request_body = ProfilePatch,
    responses((status = 200, body = Me)))]
async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.database.identity().await?;
    let (before, organizations) = users::lock_self(&tx, &caller).await?;
    let profile: ProfileIn = input.merge_into(&ProfileIn::from(before.profile.clone()))?;
    let user = users::update(&tx, &caller, &before, &profile.into(), if_version).await?;
    let reply = reply(user, organizations, avatars::of_caller(&tx, &caller).await?)?;
    Ok(app.commit(tx, &caller, reply).await?)
}
