//! An organization's transactions as request handlers use them: begin, work, commit with the answer.

use domain::{
    Result,
    accounts::caller::Caller,
    platform::idempotency::Answer,
    transaction::{Access, TenantTx},
};

use crate::{database::Database, http::Reply, relay::Relay};

/// The database with the relay of what its transactions emit.
#[derive(Clone)]
pub struct Tenants {
    database: Database,
    relay: Relay,
}

impl Tenants {
    /// From its parts.
    pub fn new(database: Database, relay: Relay) -> Self {
        Self { database, relay }
    }

    /// Begins on behalf of the caller.
    ///
    /// # Errors
    /// As [`TenantTx::begin`].
    pub async fn begin(&self, caller: &Caller) -> Result<TenantTx> {
        self.database.tenant(caller).await
    }

    /// The database, for what is no request.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Commits and answers. The answer is kept in the same transaction where the request carries an idempotency key;
    /// what the transaction emitted is relayed before the answer goes out. In a dry run nothing is written or sent,
    /// and the answer tells what would have been.
    ///
    /// # Errors
    /// `QuotaExceeded` where the plan does not allow what was reserved: nothing has happened then.
    pub async fn commit(&self, tx: TenantTx, reply: Reply) -> Result<Reply> {
        if is_dry_run(&tx) {
            let effects = tx.rehearse().await?;
            return Ok(reply.into_dry_run(&effects));
        }
        if tx.records_answer() {
            let answer = if reply.holds_secret() { Answer::withheld() } else { Answer::from(&reply) };
            tx.record(&answer).await?;
        }
        let organization = tx.organization();
        let messages = tx.commit().await?;
        self.relay.relay(&self.database, organization, &messages).await;
        Ok(reply)
    }
}

fn is_dry_run(tx: &TenantTx) -> bool {
    matches!(tx.access(), Access::Person { caller, .. } if caller.dry_run)
}
