//! `DELETE /v1/me` and `/v1/me/deactivate`: the account goes, or rests.

use axum::extract::State;
use domain::{
    Error,
    accounts::{
        caller::Caller,
        departures::{self, Departure},
        users,
    },
};
use runtime::http::{IfMatch, Reply, Result, SignedIn};

use crate::App;

/// Deletes the signed-in person's account. Takes a fresh factor.
///
/// Every session ends. A mailed link brings the account back within thirty days; after that, nothing of the person stays.
/// Organizations that only they belong to go with it; whoever is the sole owner among others hands over first.
#[utoipa::path(delete, path = "/v1/me", security(("bearer" = [])), tag = "me", operation_id = "delete",
    responses((status = 204, description = "Deleted"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`sole_owner`")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    IfMatch(if_version): IfMatch,
) -> Result {
    depart(&app, &caller, if_version, Departure::Deletion).await
}

/// Lets the signed-in person's account rest. Takes a fresh factor.
///
/// Every session ends and nobody can sign in. A mailed link brings the account back at any time; "forgot password" mails
/// it again.
#[utoipa::path(post, path = "/v1/me/deactivate", security(("bearer" = [])), tag = "me", operation_id = "deactivate",
    responses((status = 204, description = "At rest"),
        (status = 409, body = runtime::http::problem::Problem, content_type = "application/problem+json",
         description = "`sole_owner`")))]
pub async fn deactivate(State(app): State<App>, SignedIn(caller): SignedIn) -> Result {
    depart(&app, &caller, None, Departure::Rest).await
}

async fn depart(app: &App, caller: &Caller, if_version: Option<i64>, departure: Departure) -> Result {
    let tx = app.database.identity().await?;
    let (user, _) = users::lock_self(&tx, caller).await?;
    users::authorize(&tx, caller).await?.require_fresh_factor(tx.now())?;
    if if_version.is_some_and(|version| version != user.version) {
        return Err(Error::PreconditionFailed.into());
    }
    departures::depart(&tx, caller, departure, &app.public_url).await?;
    Ok(app.commit(tx, caller, Reply::no_content()).await?)
}
