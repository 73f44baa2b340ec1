//! API keys: list, create, read, rotate, revoke.

use axum::extract::State;
use domain::{
    Result as DomainResult,
    accounts::{
        api_keys::{self, ApiKey, OVERLAP, SORTS},
        permissions::Permission,
    },
    ids::ApiKeyId,
    platform::paging::{self, Page},
    transaction::TenantTx,
};
use jiff::SignedDuration;
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{
    App,
    models::{ApiKeyIn, ApiKeyOut, NewApiKeyOut, RotateIn},
};

/// Which keys, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `name`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|name)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the name.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only keys of this person.
    user_id: Option<Uuid>,
}

/// Lists the caller's own keys; everybody's for those who may remove people.
#[utoipa::path(get, path = "/v1/api-keys", security(("bearer" = [])), tag = "api-keys", params(ListQuery),
    responses((status = 200, body = List<ApiKeyOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let q = paging::parse_q(query.q)?;
    let found = api_keys::list(&tx, q.as_deref(), query.user_id, &page).await?;
    let data = found.rows.into_iter().map(|key| ApiKeyOut::at(key, tx.now())).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Creates a key that acts for the caller. Takes a fresh factor.
///
/// Its text is shown in this answer only. Under an `Idempotency-Key`, a repetition is told 409 `already_created`.
#[utoipa::path(post, path = "/v1/api-keys", security(("bearer" = ["api_keys.write"])), tag = "api-keys", request_body = ApiKeyIn,
    responses((status = 201, body = NewApiKeyOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::ApiKeysWrite)?;
    tx.require_fresh_factor()?;
    let input: ApiKeyIn = input.read()?;
    let made = api_keys::insert(&tx, &input.into()).await?;
    let reply = reply(&tx, made, caller.dry_run)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a key, without its text.
#[utoipa::path(get, path = "/v1/api-keys/{id}", security(("bearer" = [])), tag = "api-keys", params(("id" = Uuid, Path)),
    responses((status = 200, body = ApiKeyOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<ApiKeyId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let key = api_keys::get(&tx, id).await?;
    let version = key.version;
    Ok(Reply::ok(&ApiKeyOut::at(key, tx.now()))?.version(version))
}

/// Replaces a key of the caller's by a new one of the same name and scopes. Both work until the overlap is over. Takes a
/// fresh factor.
#[utoipa::path(post, path = "/v1/api-keys/{id}/rotate", security(("bearer" = [])), tag = "api-keys", params(("id" = Uuid, Path)),
    request_body = RotateIn, responses((status = 201, body = NewApiKeyOut)))]
pub async fn rotate(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ApiKeyId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let key = api_keys::lock(&tx, id).await?;
    tx.require(Permission::ApiKeysWrite)?;
    tx.require_fresh_factor()?;
    let input: RotateIn = input.read()?;
    let overlap = input.overlap_seconds.map_or(OVERLAP, SignedDuration::from_secs);
    let made = api_keys::rotate(&tx, &key, overlap).await?;
    let reply = reply(&tx, made, caller.dry_run)?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Revokes a key: one's own, or anybody's for those who may remove people. It is refused from the next request on.
#[utoipa::path(delete, path = "/v1/api-keys/{id}", security(("bearer" = [])), tag = "api-keys", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Revoked")))]
pub async fn revoke(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<ApiKeyId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let key = api_keys::lock(&tx, id).await?;
    api_keys::revoke(&tx, &key, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

fn reply(tx: &TenantTx, made: (ApiKey, String), dry_run: bool) -> DomainResult<Reply> {
    let (key, text) = made;
    let (version, location) = (key.version, format!("/v1/api-keys/{}", key.id));
    let out = NewApiKeyOut { api_key: ApiKeyOut::at(key, tx.now()), key: (!dry_run).then_some(text) };
    Ok(Reply::created(&out, &location)?.version(version).with_secret())
}
