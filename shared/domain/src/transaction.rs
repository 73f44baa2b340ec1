//! The only ways to run SQL. Each kind of transaction signs in as its own PostgreSQL role, and row-level
//! security confines it to what that role's policies show.
//!
//! - [`TenantTx`]: one organization. Everything an ordinary request or job does.
//! - [`IdentityTx`]: sign-in, before a tenant is known. Sees the accounts tables only.
//! - [`SystemTx`]: cross-tenant chores (the outbox relay, retention); its role's grants name the few columns.

use std::sync::PoisonError;

use deadpool_postgres::Object;
use futures_util::FutureExt as _;
use jiff::{SignedDuration, Timestamp};
use sql::queries::accounts::sessions;
use uuid::Uuid;

use crate::{
    Context, Error, Result,
    accounts::{
        caller::Caller,
        permissions::{Permission, Permissions},
    },
    ids::{OrganizationId, UserId},
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
}

impl Transaction {
    fn new(client: Object, context: &Context) -> Self {
        let messages = std::sync::Mutex::default();
        Self { client, context: context.clone(), now: context.now(), open: true, messages }
    }

    fn remember(&self, message: outbox::Message) {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner).push(message);
    }

    async fn commit(mut self) -> Result<Vec<outbox::Message>> {
        // From here on a rollback would be wrong or useless, even where the commit fails.
        self.open = false;
        self.client.batch_execute("commit").await?;
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
    },
    /// A job of the platform, started by an event that names the organization.
    Job(&'static str),
}

impl TenantTx {
    /// Begins on behalf of `caller`. One round trip opens the transaction, enters the organization and checks that
    /// session and membership still stand, so that a revocation holds from the next request on.
    ///
    /// # Errors
    /// `Unauthenticated` where the session has ended; `AlreadyAnswered` where the caller's idempotency key has an
    /// answer; `Conflict` where that key is being worked on or was used for another body.
    pub async fn begin(client: Object, context: &Context, caller: &Caller) -> Result<Self> {
        // Prepared before the transaction begins, so that nothing comes between "begin" and the check.
        let authorize = sessions::authorize().prepare(&client).await?;
        let inner = Transaction::new(client, context);
        let enter = enter(caller.organization);
        // Both futures are polled in this order before either is awaited: the statements travel together, and the
        // check runs inside the organization. `cold_statements_run_inside_the_tenant` proves the order.
        let (entered, standing) = futures_util::join!(inner.client.batch_execute(&enter), async {
            authorize
                .bind(&inner.client, &caller.organization.0, &caller.session.0, &caller.user.0, &inner.now)
                .opt()
                .await
        });
        entered?;
        let standing = standing?.ok_or(Error::Unauthenticated("session_ended"))?;
        let access = Access::Person {
            caller: Box::new(caller.clone()),
            permissions: Permissions::new(standing.roles, &standing.permissions),
            factor_at: Some(standing.factor_at),
        };
        let mut tx = Self { inner, organization: caller.organization, access, recording: None };
        if let Some(key) = &caller.idempotency {
            tx.recording = Some(idempotency::start(&tx, caller, key).await?);
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

    /// Whether the person holds the permission. Jobs hold all.
    pub fn may(&self, permission: Permission) -> bool {
        match &self.access {
            Access::Person { permissions, .. } => permissions.contains(permission),
            Access::Job(_) => true,
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

    /// Commits. What comes back are the messages written to the outbox, for the caller to relay.
    pub async fn commit(self) -> Result<Vec<outbox::Message>> {
        self.inner.commit().await
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
            Some(recording) => idempotency::record(self, recording, answer).await,
            None => Ok(()),
        }
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

fn enter(organization: OrganizationId) -> String {
    // A typed UUID: nothing to escape.
    format!("begin; select set_config('app.organization_id', '{organization}', true)")
}

/// Sign-in's transaction, before a tenant is known.
pub struct IdentityTx {
    inner: Transaction,
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

    pub(crate) fn remember(&self, message: outbox::Message) {
        self.inner.remember(message);
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

    /// Commits.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await.map(drop)
    }
}
