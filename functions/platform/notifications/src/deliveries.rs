//! The delivery log: why somebody was told, will be, or was not.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    platform::{
        notifications::deliveries::{self, CHANNELS, Filter, SORTS, STATUSES},
        paging::Page,
    },
};
use runtime::http::{Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{App, models::NotificationDeliveryOut};

/// Which entries, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at`; with a leading `-` for descending.
    #[param(pattern = "^-?created_at$", default = "-created_at")]
    sort: Option<String>,
    /// About whom: oneself, or with `audit_logs.read` anybody.
    user_id: Option<Uuid>,
    /// Only those of this type.
    #[serde(rename = "type")]
    notification_type: Option<String>,
    /// Only those of this channel: `in_app`, `email` or `all`.
    channel: Option<String>,
    /// Only those in this status: `delivered`, `waiting`, `sent` or `skipped`.
    status: Option<String>,
    /// Only those about this notification.
    notification_id: Option<Uuid>,
}

/// Lists what was decided about telling the caller, newest first, each with its reason.
#[utoipa::path(get, path = "/v1/notification-deliveries", tag = "notification-deliveries", security(("bearer" = [])),
    params(ListQuery), responses((status = 200, body = List<NotificationDeliveryOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let query: ListQuery = query.read()?;
    if query.user_id.is_some_and(|user| user != caller.user.0) {
        tx.require(Permission::AuditLogsRead)?;
    }
    for (name, value, words) in [("?channel", &query.channel, CHANNELS), ("?status", &query.status, STATUSES)]
    {
        if value.as_deref().is_some_and(|value| !words.contains(&value)) {
            return Err(Error::invalid(name, "invalid_value", format!("one of {}", words.join(", "))).into());
        }
    }
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let filter = Filter {
        user: query.user_id,
        notification_type: query.notification_type,
        channel: query.channel,
        status: query.status,
        notification: query.notification_id,
    };
    let found = deliveries::list(&tx, &filter, &page).await?;
    let data = found.rows.into_iter().map(NotificationDeliveryOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}
