//! Hashing of passwords off the async threads: it takes tens of milliseconds of one core.

use domain::{
    Context, Error, Result,
    accounts::passwords::{self, Verdict},
};
use tokio::task::spawn_blocking;

/// Hashes a password.
///
/// # Errors
/// As [`passwords::hash`].
pub async fn hash(context: &Context, password: String) -> Result<String> {
    let context = context.clone();
    spawn_blocking(move || passwords::hash(&context, &password)).await.map_err(Error::internal)?
}

/// Compares a password with a stored hash, or with none in the same time. A right one under parameters of the past
/// comes back hashed anew.
///
/// # Errors
/// As [`passwords::hash`].
pub async fn verify(
    context: &Context,
    password: String,
    hash: Option<String>,
) -> Result<(Verdict, Option<String>)> {
    let context = context.clone();
    spawn_blocking(move || {
        let verdict = passwords::verify(&password, hash.as_deref());
        let rehashed = (verdict == Verdict::RightButOutdated).then(|| passwords::hash(&context, &password));
        Ok((verdict, rehashed.transpose()?))
    })
    .await
    .map_err(Error::internal)?
}
