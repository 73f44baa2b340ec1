//! `/v1/erasures` and `/v1/me/erasure`: people who are forgotten.

use axum::{Router, extract::State};
use domain::{
    Context, Error,
    accounts::permissions::Permission,
    ids::{ErasureId, UserId},
    platform::{
        erasures::{self, Erasure, SORTS, STATUSES},
        paging::Page,
    },
};
use garde::Validate;
use jiff::Timestamp;
use runtime::{
    InitError,
    aws::{queues::Queue, state_table::StateTable},
    database::Database,
    http::{
        Gate, Input, Path, Query, Reply, Result, SignedIn, members_only,
        openapi::{FailureOut, List},
        problem::Problem,
    },
    relay::Relay,
    tenants::Tenants,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

/// What this function may touch: the tenant's tables, the table of signing keys and rate limits, and the queue of
/// people's data.
#[derive(Clone)]
pub struct App {
    gate: Gate,
    tenants: Tenants,
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
        let gate = members_only(context, &database, table).await?;
        let queue = Queue::from_env("PERSONAL_DATA_QUEUE_URL").await?;
        let relay = Relay { personal_data: Some(queue), ..Relay::default() };
        Ok(Self { gate, tenants: Tenants::new(database, relay) })
    }
}

/// The routes with their documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, request)).routes(routes!(get)).routes(routes!(request_own))
}

/// The function's HTTP service.
pub fn router(app: App) -> Router {
    runtime::http::router(app.gate.clone(), routes(), app)
}

/// Who is to be erased.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
struct ErasureIn {
    /// Somebody in the organization.
    #[garde(skip)]
    user_id: Uuid,
}

/// An erasure.
#[derive(Debug, Serialize, ToSchema)]
struct ErasureOut {
    /// Its id.
    id: Uuid,
    /// Who is forgotten.
    user_id: Uuid,
    /// Who asked for it.
    requested_by: Uuid,
    /// QUEUED, RUNNING, SUCCEEDED or FAILED.
    #[schema(pattern = "^(QUEUED|RUNNING|SUCCEEDED|FAILED)$")]
    status: String,
    /// Rows erased or changed so far.
    rows: i64,
    /// Why it FAILED. What was erased by then stays erased.
    failure: Option<FailureOut>,
    /// When it was asked for.
    created_at: Timestamp,
    /// When anything last changed.
    updated_at: Timestamp,
    /// When it ended.
    completed_at: Option<Timestamp>,
}

impl From<Erasure> for ErasureOut {
    fn from(erasure: Erasure) -> Self {
        Self {
            id: erasure.id.0,
            user_id: erasure.user.0,
            requested_by: erasure.requested_by.0,
            status: erasure.status,
            rows: erasure.rows,
            failure: erasure.failure.map(|(code, message)| FailureOut { code, message }),
            created_at: erasure.created_at,
            updated_at: erasure.updated_at,
            completed_at: erasure.completed_at,
        }
    }
}

/// Which erasures, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`; with a leading `-` for descending.
    #[param(pattern = "^-?created_at$", default = "-created_at")]
    sort: Option<String>,
    /// Only erasures in this status.
    #[param(pattern = "^(QUEUED|RUNNING|SUCCEEDED|FAILED)$")]
    status: Option<String>,
}

/// Lists the organization's erasures.
#[utoipa::path(get, path = "/v1/erasures", security(("bearer" = ["erasure.run"])), tag = "erasures", params(ListQuery), operation_id = "list_erasures",
    responses((status = 200, body = List<ErasureOut>)))]
async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::ErasureRun)?;
    let query: ListQuery = query.read()?;
    let status = query.status.as_deref();
    if status.is_some_and(|status| !STATUSES.contains(&status)) {
        let message = format!("one of {}", STATUSES.join(", "));
        return Err(Error::invalid("?status", "invalid_value", message).into());
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let found = erasures::list(&tx, status, &page).await?;
    let data = found.rows.into_iter().map(ErasureOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Erases somebody in the organization: what it keeps about them, and the account if they belong nowhere else. Takes a
/// fresh factor. It cannot be undone.
#[utoipa::path(post, path = "/v1/erasures", security(("bearer" = ["erasure.run"])), tag = "erasures", operation_id = "request_erasure",
    request_body = ErasureIn,
    responses(
        (status = 202, body = ErasureOut, description = "Queued: read it again"),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`last_owner`: the organization would belong to nobody")))]
async fn request(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::ErasureRun)?;
    tx.require_fresh_factor()?;
    let input: ErasureIn = input.read()?;
    let erasure = erasures::request(&tx, UserId(input.user_id)).await?;
    Ok(app.tenants.commit(tx, accepted(erasure)?).await?)
}

/// Erases the caller, everywhere. Takes a fresh factor. It cannot be undone; the session ends as the work begins.
#[utoipa::path(post, path = "/v1/me/erasure", security(("bearer" = [])), tag = "erasures", operation_id = "request_own_erasure",
    responses(
        (status = 202, body = ErasureOut, description = "Queued"),
        (status = 409, body = Problem, content_type = "application/problem+json",
         description = "`last_owner`: the organization would belong to nobody")))]
async fn request_own(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require_fresh_factor()?;
    if !input.is_empty() {
        let Nothing {} = input.read()?;
    }
    let erasure = erasures::request_own(&tx).await?;
    Ok(app.tenants.commit(tx, accepted(erasure)?).await?)
}

/// A body that says nothing.
#[derive(Debug, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Nothing {}

fn accepted(erasure: Erasure) -> domain::Result<Reply> {
    let (version, location) = (erasure.version, format!("/v1/erasures/{}", erasure.id));
    Ok(Reply::accepted(&ErasureOut::from(erasure))?
        .header(http::header::LOCATION, &location)
        .version(version))
}

/// Reads an erasure: any of the organization's for whoever may erase people, one's own for everybody.
#[utoipa::path(get, path = "/v1/erasures/{id}", security(("bearer" = [])), tag = "erasures", operation_id = "get_erasure",
    params(("id" = Uuid, Path)), responses((status = 200, body = ErasureOut)))]
async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<ErasureId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let erasure = erasures::get(&tx, id).await?;
    let version = erasure.version;
    Ok(Reply::ok(&ErasureOut::from(erasure))?.version(version))
}
