//! Deliveries: how each event reached, or did not reach, a webhook.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::{WebhookDeliveryId, WebhookId},
    platform::{
        paging::Page,
        webhooks::{
            self, catalog,
            deliveries::{self, Filter, SORTS, STATUSES},
        },
    },
};
use runtime::http::{Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{AttemptOut, DeliveryOut, DeliveryWithAttemptsOut},
};

/// Which deliveries, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveryListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`; with a leading `-` for descending.
    #[param(pattern = "^-?created_at$", default = "-created_at")]
    sort: Option<String>,
    /// Only those that stand there.
    #[param(pattern = "^(PENDING|SENDING|SUCCEEDED|FAILED|CANCELED)$")]
    status: Option<String>,
    /// Only those of events of this kind.
    #[param(max_length = 100)]
    event_type: Option<String>,
}

impl DeliveryListQuery {
    fn filter(&self) -> domain::Result<Filter> {
        if let Some(status) = &self.status
            && !STATUSES.contains(&status.as_str())
        {
            let message = format!("one of {}", STATUSES.join(", "));
            return Err(Error::invalid("?status", "invalid_value", message));
        }
        if let Some(name) = &self.event_type
            && catalog::find(name).is_none()
        {
            let message = "a name that GET /v1/webhooks/event-types lists";
            return Err(Error::invalid("?event_type", "unknown_event_type", message));
        }
        Ok(Filter { status: self.status.clone(), event_type: self.event_type.clone() })
    }
}

/// Lists what is or was on its way to a webhook, with the last attempt of each.
#[utoipa::path(get, path = "/v1/webhooks/{id}/deliveries", security(("bearer" = ["webhooks.read"])), tag = "webhook_deliveries",
    params(("id" = Uuid, Path), DeliveryListQuery), responses((status = 200, body = List<DeliveryOut>)))]
pub async fn list(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<WebhookId>,
    query: Query,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    webhooks::get(&tx, id).await?;
    tx.require(Permission::WebhooksRead)?;
    let query: DeliveryListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let found = deliveries::list(&tx, id, &query.filter()?, &page).await?;
    let data = found.rows.into_iter().map(DeliveryOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// Reads a delivery with its attempts, the latest first.
#[utoipa::path(get, path = "/v1/webhook-deliveries/{id}", security(("bearer" = ["webhooks.read"])), tag = "webhook_deliveries", params(("id" = Uuid, Path)),
    responses((status = 200, body = DeliveryWithAttemptsOut)))]
pub async fn get(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<WebhookDeliveryId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let delivery = deliveries::get(&tx, id).await?;
    tx.require(Permission::WebhooksRead)?;
    let attempts = deliveries::attempts(&tx, id).await?.into_iter().map(AttemptOut::from).collect();
    Ok(Reply::ok(&DeliveryWithAttemptsOut { delivery: DeliveryOut::from(delivery), attempts })?)
}

/// Sends a delivery again, now, under the same `webhook-id`, whatever became of it before.
#[utoipa::path(post, path = "/v1/webhook-deliveries/{id}/replay", security(("bearer" = ["webhooks.write"])), tag = "webhook_deliveries",
    params(("id" = Uuid, Path)), responses((status = 202, body = DeliveryOut)))]
pub async fn replay(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<WebhookDeliveryId>,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let delivery = deliveries::get(&tx, id).await?;
    tx.require(Permission::WebhooksWrite)?;
    let delivery = deliveries::replay(&tx, &delivery).await?;
    let reply = Reply::accepted(&DeliveryOut::from(delivery))?;
    Ok(app.tenants.commit(tx, reply).await?)
}
