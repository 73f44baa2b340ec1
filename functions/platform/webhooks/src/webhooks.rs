//! Webhooks: list, create, read, change, delete, try, recover.

use axum::extract::State;
use domain::{
    Error,
    accounts::permissions::Permission,
    ids::WebhookId,
    platform::{
        paging::{self, Page},
        webhooks::{
            self, SORTS, WebhookFields,
            catalog::{self, EVENT_TYPES},
            deliveries,
        },
    },
};
use runtime::http::{IfMatch, Input, Path, Query, Reply, Result, SignedIn, openapi::List};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{
    App,
    models::{
        DeliveryOut, RecoverIn, RecoveredOut, WebhookIn, WebhookOut, WebhookPatch, WebhookWithSecretOut,
    },
    secrets,
};

/// Which webhooks, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Rows in a page, 1 to 200.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 200, default = 50)]
    limit: Option<String>,
    /// The `next_cursor` of the page before.
    cursor: Option<String>,
    /// `created_at` or `updated_at`; with a leading `-` for descending.
    #[param(pattern = "^-?(created_at|updated_at)$", default = "-created_at")]
    sort: Option<String>,
    /// Part of the description or of the address.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only those that are active, or only those that are not.
    is_active: Option<bool>,
}

/// Lists the organization's webhooks.
#[utoipa::path(get, path = "/v1/webhooks", security(("bearer" = ["webhooks.read"])), tag = "webhooks", params(ListQuery),
    responses((status = 200, body = List<WebhookOut>)))]
pub async fn list(State(app): State<App>, SignedIn(caller): SignedIn, query: Query) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::WebhooksRead)?;
    let query: ListQuery = query.read()?;
    let page = Page::parse(SORTS, query.limit.as_deref(), query.sort.as_deref(), query.cursor.as_deref())?;
    let q = paging::parse_q(query.q)?;
    let found = webhooks::list(&tx, query.is_active, q.as_deref(), &page).await?;
    let data = found.rows.into_iter().map(WebhookOut::from).collect();
    Ok(Reply::ok(&List { data, next_cursor: found.next_cursor })?)
}

/// What is acceptable about a webhook beyond the form of its fields.
fn check(app: &App, input: WebhookIn) -> domain::Result<WebhookFields> {
    app.rules.read(&input.url).map_err(|refusal| Error::invalid("/url", refusal.code, refusal.message))?;
    let mut fields = WebhookFields::from(input);
    for (index, name) in fields.event_types.iter().enumerate() {
        if name == catalog::TEST || catalog::find(name).is_none() {
            let names: Vec<_> =
                EVENT_TYPES.iter().map(|event| event.name).filter(|name| *name != catalog::TEST).collect();
            let message = format!("one of {}", names.join(", "));
            return Err(Error::invalid(format!("/event_types/{index}"), "unknown_event_type", message));
        }
    }
    fields.event_types.sort_unstable();
    fields.event_types.dedup();
    Ok(fields)
}

/// Creates a webhook. Its secret is shown this once. Hearing of every project takes `projects.read_all` too.
#[utoipa::path(post, path = "/v1/webhooks", security(("bearer" = ["webhooks.write"])), tag = "webhooks", request_body = WebhookIn,
    responses((status = 201, body = WebhookWithSecretOut)))]
pub async fn create(State(app): State<App>, SignedIn(caller): SignedIn, input: Input) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    tx.require(Permission::WebhooksWrite)?;
    let fields = check(&app, input.read()?)?;
    let id = WebhookId(tx.id());
    let (secret, sealed) = secrets::make(&app, &tx, id).await?;
    let webhook = webhooks::insert(&tx, id, &fields, &sealed).await?;
    let version = webhook.version;
    let location = format!("/v1/webhooks/{id}");
    let reply = Reply::created(&secrets::show(webhook, &secret), &location)?.version(version).with_secret();
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Reads a webhook.
#[utoipa::path(get, path = "/v1/webhooks/{id}", security(("bearer" = ["webhooks.read"])), tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = WebhookOut)))]
pub async fn get(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<WebhookId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let webhook = webhooks::get(&tx, id).await?;
    tx.require(Permission::WebhooksRead)?;
    let version = webhook.version;
    Ok(Reply::ok(&WebhookOut::from(webhook))?.version(version))
}

/// Changes a webhook; `is_active` pauses it and makes it active again.
#[utoipa::path(patch, path = "/v1/webhooks/{id}", security(("bearer" = ["webhooks.write"])), tag = "webhooks", params(("id" = Uuid, Path)),
    request_body = WebhookPatch, responses((status = 200, body = WebhookOut)))]
pub async fn update(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<WebhookId>,
    IfMatch(if_version): IfMatch,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let before = webhooks::lock(&tx, id).await?;
    tx.require(Permission::WebhooksWrite)?;
    let fields = check(&app, input.merge_into(&WebhookIn::from(before.fields.clone()))?)?;
    let webhook = webhooks::update(&tx, &before, &fields, if_version).await?;
    let version = webhook.version;
    let reply = Reply::ok(&WebhookOut::from(webhook))?.version(version);
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Deletes a webhook with its log. What is being sent arrives still.
#[utoipa::path(delete, path = "/v1/webhooks/{id}", security(("bearer" = ["webhooks.write"])), tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 204, description = "Deleted")))]
pub async fn delete(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<WebhookId>,
    IfMatch(if_version): IfMatch,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let webhook = webhooks::lock(&tx, id).await?;
    tx.require(Permission::WebhooksWrite)?;
    webhooks::delete(&tx, &webhook, if_version).await?;
    Ok(app.tenants.commit(tx, Reply::no_content()).await?)
}

/// Sends the webhook a `webhook.test`, once, active or not. Look at the delivery for what became of it.
#[utoipa::path(post, path = "/v1/webhooks/{id}/test", security(("bearer" = ["webhooks.write"])), tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 202, body = DeliveryOut)))]
pub async fn test(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<WebhookId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let webhook = webhooks::get(&tx, id).await?;
    tx.require(Permission::WebhooksWrite)?;
    let delivery = webhooks::test(&tx, &webhook).await?;
    let delivery = deliveries::get(&tx, delivery).await?;
    let reply = Reply::accepted(&DeliveryOut::from(delivery))?;
    Ok(app.tenants.commit(tx, reply).await?)
}

/// Puts every event since an instant that the webhook wants, and that did not reach it, on its way again. At most
/// 10,000; where `complete` is false, the same request goes on.
#[utoipa::path(post, path = "/v1/webhooks/{id}/recover", security(("bearer" = ["webhooks.write"])), tag = "webhooks", params(("id" = Uuid, Path)),
    request_body = RecoverIn, responses((status = 202, body = RecoveredOut)))]
pub async fn recover(
    State(app): State<App>,
    SignedIn(caller): SignedIn,
    Path(id): Path<WebhookId>,
    input: Input,
) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    let webhook = webhooks::lock(&tx, id).await?;
    tx.require(Permission::WebhooksWrite)?;
    let input: RecoverIn = input.read()?;
    if input.since > tx.now() {
        return Err(Error::invalid("/since", "in_future", "an instant that has passed").into());
    }
    let recovered = deliveries::recover(&tx, &webhook, input.since).await?;
    let reply = Reply::accepted(&RecoveredOut::from(recovered))?;
    Ok(app.tenants.commit(tx, reply).await?)
}
