//! The only ways to run SQL. Each kind of transaction signs in as its own PostgreSQL role, and row-level
//! security confines it to what that role's policies show.
//!
//! - [`TenantTx`]: one organization. Everything an ordinary request or job does.
//! - [`IdentityTx`]: sign-in, before a tenant is known. Sees the accounts tables only.
//! - [`SystemTx`]: cross-tenant chores (the outbox relay, retention); its role's grants name the few columns.

use std::sync::{MutexGuard, PoisonError};

use deadpool_postgres::Object;
use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use sql::queries::accounts::{memberships, sessions};
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    accounts::{
        api_keys::USE_IS_FRESH,
        caller::{Caller, Credential, Origin},
        levels::Level,
        permissions::{Permission, Permissions},
        quotas::{self, Reservations},
    },
    ids::{ApiKeyId, OrganizationId, SessionId, UserId},
    platform::{
        idempotency::{self, Answer, Recording},
        outbox,
    },
};

/// How long a proven factor counts as fresh.
pub const FACTOR_IS_FRESH: SignedDuration = SignedDuration::from_mins(10);

/// An open transaction on a pooled connection. Dropped without a commit, it rolls back.
struct Transaction {
    client: Object,
    context: Context,
    now: Timestamp,
    open: bool,
    /// What was written to the outbox, to be relayed after the commit.
    messages: std::sync::Mutex<Vec<outbox::Message>>,
    /// What is taken from quotas, as the last thing before the commit.
    reservations: std::sync::Mutex<Reservations>,
}

impl Transaction {
    fn new(client: Object, context: &Context) -> Self {
        let messages = std::sync::Mutex::default();
        let reservations = std::sync::Mutex::default();
        Self { client, context: context.clone(), now: context.now(), open: true, messages, reservations }
    }

    fn reservations(&self) -> MutexGuard<'_, Reservations> {
        self.reservations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, message: outbox::Message) {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).push(message);
    }

    async fn commit(mut self) -> Result<Vec<outbox::Message>> {
        let reserve = self.reservations().statements(self.now);
        match reserve {
            // One message: nobody waits for a round trip of ours while we hold a counter. Where a quota is exceeded the
            // commit is not reached, and what follows is the rollback.
            Some(reserve) => {
                self.client.batch_execute(&(reserve + "commit")).await.map_err(quotas::explain)?;
                self.open = false;
            }
            None => {
                // From here on a rollback would be wrong or useless, even where the commit fails.
                self.open = false;
                self.client.batch_execute("commit").await?;
            }
        }
        Ok(std::mem::take(&mut self.messages.lock().unwrap_or_else(PoisonError::into_inner)))
    }

    /// Finds out whether a commit would be refused, and gives everything up.
    async fn rehearse(self) -> Result<Vec<outbox::Message>> {
        let reserve = self.reservations().statements(self.now);
        if let Some(reserve) = reserve {
            self.client.batch_execute(&reserve).await.map_err(quotas::explain)?;
        }
        Ok(std::mem::take(&mut self.messages.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if self.open {
            // Sends without waiting: the connection works in order, so its next user comes after the rollback.
            let _ = self.client.batch_execute("rollback").now_or_never();
        }
    }
}

/// A transaction inside one organization.
pub struct TenantTx {
    inner: Transaction,
    organization: OrganizationId,
    access: Access,
    recording: Option<Recording>,
}

/// On whose behalf a tenant transaction works.
pub enum Access {
    /// A signed-in person, with what they may do in the organization.
    Person {
        /// Who, from where.
        caller: Box<Caller>,
        /// What they may do.
        permissions: Permissions,
        /// When their session last proved a factor; none where the credential has none to prove, as an API key.
        factor_at: Option<Timestamp>,
        /// The API key by which they call, if they do.
        api_key: Option<ApiKeyId>,
    },
    /// A job of the platform, started by an event that names the organization.
    Job(&'static str),
}

impl TenantTx {
    /// Begins on behalf of `caller`. One round trip opens the transaction, enters the organization and checks that
    /// session or API key and membership still stand, so that a revocation holds from the next request on.
    ///
    /// # Errors
    /// `Unauthenticated` where the session has ended or the key is dead; `Refused` where the organization requires a second
    /// factor and the person's time to enrol one is over; `AlreadyAnswered` where the caller's idempotency key has an
    /// answer; `Conflict` where that key is being worked on or was used for another body.
    pub async fn begin(client: Object, context: &Context, caller: &Caller) -> Result<Self> {
        // Prepared before the transaction begins, so that nothing comes between "begin" and the check.
        let authorize = sessions::authorize().prepare(&client).await?;
        let inner = Transaction::new(client, context);
        let enter = enter(caller.organization);
        let (session, key_hash) = match &caller.credential {
            Credential::Session(session) => (Some(session.0), None),
            Credential::ApiKey(key) => (None, Some(key.hash())),
        };
        let key_hash = key_hash.as_ref().map(<[u8; 32]>::as_slice);
        // Both futures are polled in this order before either is awaited: the statements travel together, and the
        // check runs inside the organization. `cold_statements_run_inside_the_tenant` proves the order.
        let (entered, standing) = futures_util::join!(inner.client.batch_execute(&enter), async {
            authorize
                .bind(&inner.client, &inner.now, &caller.organization.0, &session, &caller.user.0, &key_hash)
                .opt()
                .await
        });
        entered?;
        let ended = if caller.api_key().is_some() { "invalid_api_key" } else { "session_ended" };
        let standing = standing?.ok_or(Error::Unauthenticated(ended))?;
        require_enrolment(standing.mfa_deadline, inner.now)?;
        let mut permissions = Permissions::new(standing.roles, &standing.permissions)
            .with_level(Level::from_number(standing.level));
        let api_key = standing.api_key_id.map(ApiKeyId);
        if let Some(presented) = caller.api_key() {
            permissions = permissions.limited_to(&standing.scopes.unwrap_or_default());
            presented.prove();
        }
        if let Some(key) = api_key
            && standing.last_used_at.is_none_or(|at| inner.now.duration_since(at) >= USE_IS_FRESH)
        {
            inner.client.batch_execute(&note_use(key, inner.now, &enter)).await?;
        }
        let access = Access::Person {
            caller: Box::new(caller.clone()),
            permissions,
            factor_at: standing.factor_at,
            api_key,
        };
        let mut tx = Self { inner, organization: caller.organization, access, recording: None };
        if let Some(key) = &caller.idempotency {
            tx.recording = Some(idempotency::start(tx.client(), tx.now(), caller, key).await?);
        }
        Ok(tx)
    }

    /// Begins on behalf of a job that an event of the organization started.
    pub async fn begin_job(
        client: Object,
        context: &Context,
        organization: OrganizationId,
        job: &'static str,
    ) -> Result<Self> {
        let inner = Transaction::new(client, context);
        inner.client.batch_execute(&enter(organization)).await?;
        Ok(Self { inner, organization, access: Access::Job(job), recording: None })
    }

    /// Begins on behalf of a person whose request a job fulfils, with what they may do by now: one snapshot of the
    /// organization, which it cannot change.
    ///
    /// # Errors
    /// `NotFound` where the person does not belong to the organization any more.
    pub async fn begin_snapshot(
        client: Object,
        context: &Context,
        organization: OrganizationId,
        user: UserId,
        job: &'static str,
    ) -> Result<Self> {
        let inner = Transaction::new(client, context);
        inner.client.batch_execute(&format!("{SNAPSHOT}; {}", set_organization(organization))).await?;
        let standing = memberships::standing()
            .bind(&inner.client, &inner.now, &organization.0, &user.0)
            .opt()
            .await?
            .ok_or(Error::NotFound("member"))?;
        let origin = Origin { user_agent: Some(job.to_owned()), ..Origin::default() };
        let access = Access::Person {
            caller: Box::new(Caller {
                user,
                organization,
                credential: Credential::Session(SessionId::FIRST),
                origin,
                idempotency: None,
                dry_run: false,
            }),
            permissions: Permissions::new(standing.roles, &standing.permissions)
                .with_level(Level::from_number(standing.level)),
            factor_at: None,
            api_key: None,
        };
        Ok(Self { inner, organization, access, recording: None })
    }

    /// The organization that every row of this transaction belongs to.
    pub fn organization(&self) -> OrganizationId {
        self.organization
    }

    /// On whose behalf it works.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The signed-in person.
    ///
    /// # Errors
    /// `Internal` in a job: nobody is signed in there.
    pub fn user(&self) -> Result<UserId> {
        match &self.access {
            Access::Person { caller, .. } => Ok(caller.user),
            Access::Job(job) => Err(Error::internal(format!("the job {job} has no user"))),
        }
    }

    /// The API key by which the person calls, if they do.
    pub fn api_key(&self) -> Option<ApiKeyId> {
        match &self.access {
            Access::Person { api_key, .. } => *api_key,
            Access::Job(_) => None,
        }
    }

    /// Whether the person holds the permission in the organization. Jobs hold all. What somebody may do with one
    /// thing, `accounts::access` says.
    pub fn may(&self, permission: Permission) -> bool {
        match &self.access {
            Access::Person { permissions, .. } => permissions.contains(permission),
            Access::Job(_) => true,
        }
    }

    /// Whether the person's own roles give them the permission. Jobs hold all.
    pub fn holds_by_role(&self, permission: Permission) -> bool {
        match &self.access {
            Access::Person { permissions, .. } => permissions.holds_by_role(permission),
            Access::Job(_) => true,
        }
    }

    /// Whether the credential is for the permission, whatever gives it: always, but for an API key without the scope.
    pub fn is_in_scope(&self, permission: Permission) -> bool {
        match &self.access {
            Access::Person { permissions, .. } => permissions.is_in_scope(permission),
            Access::Job(_) => true,
        }
    }

    /// The roles and permissions that the person holds; none in a job, which needs none.
    pub fn permissions(&self) -> Option<&Permissions> {
        match &self.access {
            Access::Person { permissions, .. } => Some(permissions),
            Access::Job(_) => None,
        }
    }

    /// How far what was granted on the whole organization reaches; none for jobs, which need none.
    pub fn level(&self) -> Option<Level> {
        match &self.access {
            Access::Person { permissions, .. } => permissions.level(),
            Access::Job(_) => None,
        }
    }

    /// # Errors
    /// `Forbidden` where the permission is missing.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.may(permission) { Ok(()) } else { Err(Error::Forbidden(permission)) }
    }

    /// Requires that the person proved a factor within [`FACTOR_IS_FRESH`]: for exports, erasure, grants of roles and
    /// API keys. Jobs need none.
    ///
    /// # Errors
    /// `Refused` as 403 `step_up_required`.
    pub fn require_fresh_factor(&self) -> Result<()> {
        match &self.access {
            Access::Person { factor_at, .. } => require_fresh_factor(*factor_at, self.now()),
            Access::Job(_) => Ok(()),
        }
    }

    /// The instant at which the transaction began; every row it writes carries it.
    pub fn now(&self) -> Timestamp {
        self.inner.now
    }

    /// A new id.
    pub fn id(&self) -> Uuid {
        self.inner.context.id()
    }

    /// Clock and randomness.
    pub fn context(&self) -> &Context {
        &self.inner.context
    }

    pub(crate) fn client(&self) -> &Object {
        &self.inner.client
    }

    pub(crate) fn remember(&self, message: outbox::Message) {
        self.inner.remember(message);
    }

    pub(crate) fn reservations(&self) -> MutexGuard<'_, Reservations> {
        self.inner.reservations()
    }

    /// Commits. What comes back are the messages written to the outbox, for the caller to relay.
    ///
    /// # Errors
    /// `QuotaExceeded` where what was reserved is not there: nothing has happened then.
    pub async fn commit(self) -> Result<Vec<outbox::Message>> {
        self.inner.commit().await
    }

    /// Gives everything up, having found out whether a commit would be refused. What comes back are the messages that
    /// would have gone out.
    ///
    /// # Errors
    /// As [`TenantTx::commit`].
    pub async fn rehearse(self) -> Result<Vec<outbox::Message>> {
        self.inner.rehearse().await
    }

    /// Gives everything up. What comes back are the messages that would have gone out.
    pub fn roll_back(self) -> Vec<outbox::Message> {
        std::mem::take(&mut self.inner.messages.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether the answer will be kept for a repeated request.
    pub fn records_answer(&self) -> bool {
        self.recording.is_some()
    }

    /// Keeps `answer` for a repeated request, in this transaction.
    pub async fn record(&self, answer: &Answer) -> Result<()> {
        match &self.recording {
            Some(recording) => idempotency::record(self.client(), self.now(), recording, answer).await,
            None => Ok(()),
        }
    }
}

/// Refuses everything but enrolling once an organization's time for a second factor is over.
pub(crate) fn require_enrolment(deadline: Option<Timestamp>, now: Timestamp) -> Result<()> {
    match deadline {
        Some(deadline) if deadline <= now => Err(Error::Refused {
            status: 403,
            code: "mfa_enrollment_required",
            detail: "the organization requires a second factor: enrol one at POST /v1/me/totp".to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Whether a factor that was proven at `factor_at` still is fresh.
pub(crate) fn require_fresh_factor(factor_at: Option<Timestamp>, now: Timestamp) -> Result<()> {
    match factor_at {
        Some(at) if now.duration_since(at) <= FACTOR_IS_FRESH => Ok(()),
        _ => Err(Error::Refused {
            status: 403,
            code: "step_up_required",
            detail: "sign in again, or prove a factor at POST /v1/auth/step-up, and repeat the request"
                .to_owned(),
        }),
    }
}

/// Every statement sees the same moment.
const SNAPSHOT: &str = "begin isolation level repeatable read read only";

/// Writes down that a key is used, at most once a minute, in a transaction of its own that ends before the request's
/// begins anew: reads are never committed, and nobody waits for the row of a key that many use at once.
fn note_use(key: ApiKeyId, now: Timestamp, enter: &str) -> String {
    let before = now - USE_IS_FRESH;
    format!(
        "update accounts.api_keys set last_used_at = '{now}' where id = (select id from accounts.api_keys \
         where id = '{key}' and (last_used_at is null or last_used_at <= '{before}') for update skip locked); \
         commit; {enter}"
    )
}

fn enter(organization: OrganizationId) -> String {
    format!("begin; {}", set_organization(organization))
}

fn set_organization(organization: OrganizationId) -> String {
    // A typed UUID: nothing to escape.
    format!("select set_config('app.organization_id', '{organization}', true)")
}

/// Sign-in's transaction, before a tenant is known.
pub struct IdentityTx {
    inner: Transaction,
    recording: Option<Recording>,
}

/// A cross-tenant chore's transaction.
pub struct SystemTx {
    inner: Transaction,
}

impl IdentityTx {
    /// Begins.
    pub async fn begin(client: Object, context: &Context) -> Result<Self> {
        let inner = Transaction::new(client, context);
        inner.client.batch_execute("begin").await?;
        Ok(Self { inner, recording: None })
    }

    /// Looks the caller's idempotency key up, for the few routes outside a tenant that create something. Comes after the
    /// check that the caller's session stands.
    ///
    /// # Errors
    /// As [`TenantTx::begin`] for keys.
    pub async fn recall(&mut self, caller: &Caller) -> Result<()> {
        if let Some(key) = &caller.idempotency {
            let recording = idempotency::start(self.client(), self.now(), caller, key).await?;
            self.recording = Some(recording);
        }
        Ok(())
    }

    /// Keeps `answer` for a repeated request, in this transaction.
    pub async fn record(&self, answer: &Answer) -> Result<()> {
        match &self.recording {
            Some(recording) => idempotency::record(self.client(), self.now(), recording, answer).await,
            None => Ok(()),
        }
    }

    /// The instant at which the transaction began.
    pub fn now(&self) -> Timestamp {
        self.inner.now
    }

    /// Clock, ids and randomness.
    pub fn context(&self) -> &Context {
        &self.inner.context
    }

    pub(crate) fn client(&self) -> &Object {
        &self.inner.client
    }

    pub(crate) fn remember(&self, message: outbox::Message) {
        self.inner.remember(message);
    }

    pub(crate) fn reservations(&self) -> MutexGuard<'_, Reservations> {
        self.inner.reservations()
    }

    /// Commits. What comes back are the messages written to the outbox, for the caller to relay.
    pub async fn commit(self) -> Result<Vec<outbox::Message>> {
        self.inner.commit().await
    }

    /// Gives everything up. What comes back are the messages that would have gone out.
    pub fn roll_back(self) -> Vec<outbox::Message> {
        std::mem::take(&mut self.inner.messages.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl SystemTx {
    /// Begins.
    pub async fn begin(client: Object, context: &Context) -> Result<Self> {
        let inner = Transaction::new(client, context);
        inner.client.batch_execute("begin").await?;
        Ok(Self { inner })
    }

    /// Begins over one snapshot, which it cannot change.
    pub async fn begin_snapshot(client: Object, context: &Context) -> Result<Self> {
        let inner = Transaction::new(client, context);
        inner.client.batch_execute(SNAPSHOT).await?;
        Ok(Self { inner })
    }

    /// The instant at which the transaction began.
    pub fn now(&self) -> Timestamp {
        self.inner.now
    }

    /// Clock, ids and randomness.
    pub fn context(&self) -> &Context {
        &self.inner.context
    }

    pub(crate) fn client(&self) -> &Object {
        &self.inner.client
    }

    pub(crate) fn reservations(&self) -> MutexGuard<'_, Reservations> {
        self.inner.reservations()
    }

    /// Commits.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await.map(drop)
    }
}
