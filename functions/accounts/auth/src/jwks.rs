//! `GET /v1/auth/jwks.json`.

use axum::extract::State;
use domain::accounts::signing_keys;
use http::header;
use runtime::{
    http::{Query, Reply, Result},
    tokens::{Jwk, Jwks},
};

use crate::App;

/// Gives the public keys of access tokens (RFC 7517): those that sign, will sign and have signed.
///
/// A key stands here for a token's lifetime before it signs, so that a set that was read within a quarter of an hour
/// verifies every token.
#[utoipa::path(get, path = "/v1/auth/jwks.json", tag = "auth", security(), responses((status = 200, body = Jwks)))]
pub async fn jwks(State(app): State<App>, query: Query) -> Result {
    query.read_nothing()?;
    let tx = app.database.identity().await?;
    let keys = signing_keys::list(&tx).await?;
    tx.commit().await?;
    let keys = keys.iter().map(|key| Jwk::new(&key.id, &key.public_key)).collect();
    Ok(Reply::ok(&Jwks { keys })?.header(header::CACHE_CONTROL, "public, max-age=300"))
}
