//! Rate limits, per caller, organization and address, in windows of a minute. A program with an API key is a caller of its
//! own.
//!
//! The count is kept in DynamoDB, so that it holds over every environment; an environment leases requests in blocks,
//! so that most requests cost no call. A limit is therefore exact to a block per environment; with blocks of one, as
//! for sign-in, it is exact.

use std::{collections::HashMap, sync::Mutex, time::Duration};

use domain::{
    Context, Error, Result,
    accounts::caller::{Caller, Origin},
};
use futures_util::future::BoxFuture;
use http::HeaderName;

use super::gate::{Allowance, Limit};
use crate::{
    aws::state_table::StateTable,
    config::{self, InitError},
};

/// The length of a window, in seconds.
const WINDOW: i64 = 60;

/// How many requests one key may make in a window.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// The policy's name in headers.
    pub name: &'static str,
    /// Requests in a window.
    pub quota: i64,
    /// Requests leased at a time.
    pub block: i64,
    /// Whether requests pass while DynamoDB is away.
    pub fails_open: bool,
}

/// The limiter of one function.
pub struct Limiter {
    table: StateTable,
    context: Context,
    caller: Policy,
    organization: Policy,
    address: Policy,
    leases: Mutex<HashMap<String, Lease>>,
    /// Held while a block is leased.
    leasing: tokio::sync::Mutex<()>,
    /// API keys that a transaction began with, and in which window.
    proven: Mutex<HashMap<[u8; 32], i64>>,
}

/// What is left of the blocks leased in a window.
#[derive(Debug, Clone, Copy)]
struct Lease {
    window: i64,
    /// Of the block.
    left: i64,
    /// Of the quota, for whoever leases next; as it was when this block was leased.
    unleased: i64,
    exhausted: bool,
}

impl Limiter {
    /// `RATE_LIMIT_CALLER`, `RATE_LIMIT_ORGANIZATION` and `RATE_LIMIT_ADDRESS` set the requests per minute
    /// (defaults 1,200, 6,000 and 600).
    ///
    /// # Errors
    /// Names the variable where it cannot be read.
    pub fn from_env(table: StateTable, context: &Context) -> std::result::Result<Self, InitError> {
        let policy = |name, variable, default| {
            let quota: i64 = config::parse_or(variable, default)?;
            Ok::<_, InitError>(Policy { name, quota, block: (quota / 20).max(1), fails_open: true })
        };
        Ok(Self {
            table,
            context: context.clone(),
            caller: policy("caller", "RATE_LIMIT_CALLER", 1_200)?,
            organization: policy("organization", "RATE_LIMIT_ORGANIZATION", 6_000)?,
            address: policy("address", "RATE_LIMIT_ADDRESS", 600)?,
            leases: Mutex::default(),
            leasing: tokio::sync::Mutex::default(),
            proven: Mutex::default(),
        })
    }

    /// Takes one request of `key` under `policy`; how many are left in the window.
    ///
    /// # Errors
    /// `TooMany` until the window ends; `Unavailable` where DynamoDB is away and the policy fails closed.
    pub async fn take(&self, policy: &Policy, key: &str) -> Result<i64> {
        let now = self.context.now().as_second();
        let window = now - now.rem_euclid(WINDOW);
        let too_many =
            || Error::TooMany { retry_after: Duration::from_secs((window + WINDOW - now).unsigned_abs()) };
        let name = format!("{}#{key}", policy.name);
        if let Some(left) = self.spend(&name, window) {
            return left.ok_or_else(too_many);
        }
        // One lease at a time: requests side by side share a block instead of each taking one.
        let _turn = self.leasing.lock().await;
        if let Some(left) = self.spend(&name, window) {
            return left.ok_or_else(too_many);
        }
        let leased = self
            .table
            .lease(&format!("rate#{name}"), window, policy.block, policy.quota, window + 2 * WINDOW)
            .await;
        match leased {
            Ok(Some(taken)) => {
                let (left, unleased) = (policy.block - 1, (policy.quota - taken).max(0));
                self.store(name, Lease { window, left, unleased, exhausted: false });
                Ok(left + unleased)
            }
            Ok(None) => {
                self.store(name, Lease { window, left: 0, unleased: 0, exhausted: true });
                Err(too_many())
            }
            Err(error) if policy.fails_open => {
                tracing::warn!(%error, policy = policy.name, "the rate limiter is blind");
                Ok(policy.block)
            }
            Err(error) => Err(error),
        }
    }

    /// Spends from the current lease: what is left, none where the quota is gone, nothing where a lease is needed.
    fn spend(&self, name: &str, window: i64) -> Option<Option<i64>> {
        let mut leases = self.leases.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let lease = leases.get_mut(name).filter(|lease| lease.window == window)?;
        if lease.exhausted {
            return Some(None);
        }
        lease.left -= 1;
        (lease.left >= 0).then_some(Some(lease.left + lease.unleased))
    }

    fn store(&self, name: String, lease: Lease) {
        let mut leases = self.leases.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Leases of past windows are of no use to anybody.
        if leases.len() > 10_000 {
            leases.retain(|_, other| other.window == lease.window);
        }
        leases.insert(name, lease);
    }

    fn window(&self) -> i64 {
        let now = self.context.now().as_second();
        now - now.rem_euclid(WINDOW)
    }

    /// Whether the caller is who they say: an API key is anybody's word until a transaction has begun with it. Till then
    /// its requests count for their address, so that nobody can use up the limits of an organization that they only name.
    fn is_proven(&self, caller: &Caller) -> bool {
        let Some(key) = caller.api_key() else { return true };
        let proven = self.proven.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        proven.get(&key.hash()).is_some_and(|window| self.window() - window <= WINDOW)
    }

    fn remember(&self, caller: &Caller) {
        let Some(key) = caller.api_key().filter(|key| key.is_proven()) else { return };
        let window = self.window();
        let mut proven = self.proven.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if proven.len() > 10_000 {
            proven.retain(|_, other| window - *other <= WINDOW);
        }
        proven.insert(key.hash(), window);
    }

    async fn decide(&self, caller: Option<&Caller>, origin: &Origin) -> Allowance {
        let (policy, taken) = match caller.filter(|caller| self.is_proven(caller)) {
            Some(caller) => {
                let who = match caller.api_key() {
                    Some(key) => hex(&key.hash()),
                    None => caller.user.to_string(),
                };
                let organization =
                    self.take(&self.organization, &caller.organization.to_string()).await.map(drop);
                let taken = match organization {
                    Ok(()) => self.take(&self.caller, &who).await,
                    Err(error) => Err(error),
                };
                (&self.caller, taken)
            }
            None => {
                let address = origin.ip.map(|ip| ip.to_string()).unwrap_or_default();
                (&self.address, self.take(&self.address, &address).await)
            }
        };
        let mut headers = vec![(
            HeaderName::from_static("ratelimit-policy"),
            format!("\"{}\";q={};w={WINDOW}", policy.name, policy.quota),
        )];
        let now = self.context.now().as_second();
        let (left, verdict) = match taken {
            Ok(left) => (left, Ok(())),
            Err(error) => (0, Err(error)),
        };
        headers.push((
            HeaderName::from_static("ratelimit"),
            format!("\"{}\";r={left};t={}", policy.name, WINDOW - now.rem_euclid(WINDOW)),
        ));
        Allowance { headers, verdict }
    }
}

impl Limit for std::sync::Arc<Limiter> {
    fn check<'a>(&'a self, caller: Option<&'a Caller>, origin: &'a Origin) -> BoxFuture<'a, Allowance> {
        Box::pin(self.decide(caller, origin))
    }

    fn hear(&self, caller: &Caller) {
        self.remember(caller);
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
