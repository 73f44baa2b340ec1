//! Invokes functions that no route leads to, as Lambda does: one invocation per instance at a time, ended by the
//! function's timeout, failed as soon as its instance dies.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::Semaphore;

use super::instance::Event;
use super::{Functions, Instance, Plan};

/// Why an invocation failed.
#[derive(Debug)]
pub enum Failure {
    /// The template has no such function, or routes lead to it.
    Unknown,
    /// The function answered with an error.
    Function(Value),
    /// The instance ended meanwhile.
    Died,
    /// It took longer than the template allows; the instance was killed.
    TimedOut(Duration),
}

/// Functions that can be invoked.
#[derive(Clone)]
pub struct Workers {
    pools: Arc<BTreeMap<String, Pool>>,
}

struct Pool {
    timeout: Duration,
    size: usize,
    idle: Mutex<Vec<Arc<Instance>>>,
    free: Semaphore,
}

impl Workers {
    /// All workers of the plan with their instances.
    pub fn new(plan: &Plan, functions: &Functions) -> Self {
        let pools = plan.workers.iter().filter_map(|(function, _)| {
            let instances = functions.instances.get(&function.name)?.clone();
            let (size, timeout) = (instances.len(), function.timeout);
            let pool = Pool { timeout, size, idle: Mutex::new(instances), free: Semaphore::new(size) };
            Some((function.name.clone(), pool))
        });
        Self { pools: Arc::new(pools.collect()) }
    }

    /// How many invocations of this function can run at the same time.
    pub fn concurrency(&self, function: &str) -> usize {
        self.pools.get(function).map_or(0, |pool| pool.size)
    }

    /// Invokes a function, waiting for a free instance, and gives its answer.
    pub async fn invoke(&self, function: &str, payload: &Value) -> Result<Value, Failure> {
        let pool = self.pools.get(function).ok_or(Failure::Unknown)?;
        let Ok(_permit) = pool.free.acquire().await else { return Err(Failure::Unknown) };
        let instance = {
            let mut idle = pool.idle.lock().unwrap_or_else(PoisonError::into_inner);
            idle.pop().ok_or(Failure::Unknown)?
        };
        // Declared after the permit, so dropped before it: who gets a permit finds an instance.
        let _guard = Returned { pool, instance: Arc::clone(&instance) };
        invoke_on(&instance, payload, pool.timeout).await
    }
}

async fn invoke_on(instance: &Instance, payload: &Value, timeout: Duration) -> Result<Value, Failure> {
    let mut state = instance.watch();
    // Waiting for a start is no part of the invocation; it ends because the instance holds the sender.
    let born = state.wait_for(|state| state.process.is_some()).await.map_or(0, |state| state.starts);
    let (id, started) = (uuid::Uuid::new_v4(), Timestamp::now());
    let event = Event {
        id: id.to_string(),
        trace: id.as_u64_pair().1,
        payload: payload.clone(),
        started,
        deadline: started.saturating_add(timeout).unwrap_or(started),
    };
    tokio::select! {
        answer = instance.hand_in(event) => match answer {
            Ok(answer) => answer.map_err(Failure::Function),
            Err(_) => Err(Failure::Died),
        },
        _ = state.wait_for(|state| state.process.is_none() || state.starts != born) => Err(Failure::Died),
        () = tokio::time::sleep(timeout) => {
            instance.kill();
            Err(Failure::TimedOut(timeout))
        }
    }
}

/// Puts an instance back, however its invocation ends.
struct Returned<'a> {
    pool: &'a Pool,
    instance: Arc<Instance>,
}

impl Drop for Returned<'_> {
    fn drop(&mut self) {
        self.pool.idle.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&self.instance));
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => write!(f, "there is no such function to invoke"),
            Self::Function(answer) => write!(f, "it answered with an error: {answer}"),
            Self::Died => write!(f, "its process ended"),
            Self::TimedOut(limit) => write!(f, "it took longer than {} s and was killed", limit.as_secs()),
        }
    }
}
