//! What can happen, and what is told of it.

use axum::extract::State;
use domain::platform::webhooks::catalog::EVENT_TYPES;
use runtime::http::{Query, Reply, Result, SignedIn};

use crate::{
    App,
    models::{EventTypeOut, EventTypesOut},
};

/// Lists the kinds of events, each with the JSON Schema of its body.
#[utoipa::path(get, path = "/v1/webhooks/event-types", security(("bearer" = [])), tag = "webhooks",
    responses((status = 200, body = EventTypesOut)))]
pub async fn event_types(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    app.tenants.begin(&caller).await?;
    query.read_nothing()?;
    let out = |event: &domain::platform::webhooks::catalog::EventType| EventTypeOut {
        name: event.name,
        description: event.description,
        schema: event.schema(),
    };
    Ok(Reply::ok(&EventTypesOut { data: EVENT_TYPES.iter().map(out).collect() })?)
}
