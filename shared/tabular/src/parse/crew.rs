//! Threads that share the columns of a block, while the calling one also reads the next block.
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::failure::Result;

/// See the module.
pub(super) struct Crew {
    pool: Option<rayon::ThreadPool>,
    threads: usize,
}

impl Crew {
    pub fn new(threads: usize) -> Result<Self> {
        let pool = match threads {
            0 | 1 => None,
            n => Some(
                rayon::ThreadPoolBuilder::new().num_threads(n - 1).build().map_err(std::io::Error::other)?,
            ),
        };
        Ok(Self { pool, threads })
    }

    /// Runs every task of `order`, hardest first, while `read` runs; answers what `read` does.
    pub fn run<T>(
        &self,
        order: &[usize],
        task: impl Fn(usize) -> Result<()> + Sync,
        read: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let Some(pool) = &self.pool else {
            order.iter().try_for_each(|i| task(*i))?;
            return read();
        };
        let next = AtomicUsize::new(0);
        let failed = Mutex::new(None);
        let work = || {
            while let Some(i) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                if let Err(error) = task(*i) {
                    *lock(&failed) = Some(error);
                }
            }
        };
        let answer = pool.in_place_scope(|scope| {
            (1..self.threads).for_each(|_| scope.spawn(|_| work()));
            let answer = read();
            work();
            answer
        });
        match lock(&failed).take() {
            Some(error) => Err(error),
            None => answer,
        }
    }
}

/// A panic elsewhere ends the pass anyway.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
