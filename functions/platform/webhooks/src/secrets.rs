//! The secrets by which receivers know that it is us: made, sealed, shown once.

use axum::extract::State;
use domain::{
    accounts::permissions::Permission,
    ids::WebhookId,
    platform::webhooks::{self, SealedSecret, Webhook},
    transaction::TenantTx,
};
use runtime::{
    http::{Path, Reply, Result, SignedIn},
    webhook_signatures::Secret,
};

use crate::{
    App,
    models::{WebhookOut, WebhookWithSecretOut},
};

/// A new secret for the webhook of that id, and what is kept of it.
pub async fn make(app: &App, tx: &TenantTx, id: WebhookId) -> domain::Result<(Secret, SealedSecret)> {
    let secret = Secret::new(tx.context())?;
    let sealed = app.envelope.seal(tx.context(), &webhooks::place(tx, id), &secret.to_bytes()).await?;
    let public_key = secret.public_key().to_vec();
    Ok((secret, SealedSecret { sealed, public_key }))
}

/// The webhook with its secret, as it is shown this once.
pub fn show(webhook: Webhook, secret: &Secret) -> WebhookWithSecretOut {
    WebhookWithSecretOut { webhook: WebhookOut::from(webhook), secret: secret.shown() }
}

/// Gives the webhook another secret, shown this once. For a day everything is signed with both, so that the receiver
/// can change over without losing an event.
#[utoipa::path(post, path = "/v1/webhooks/{id}/rotate-secret", security(("bearer" = ["webhooks.write"])), tag = "webhooks", params(("id" = Uuid, Path)),
    responses((status = 200, body = WebhookWithSecretOut)))]
pub async fn rotate(State(app): State<App>, SignedIn(caller): SignedIn, Path(id): Path<WebhookId>) -> Result {
    let tx = app.tenants.begin(&caller).await?;
    webhooks::lock(&tx, id).await?;
    tx.require(Permission::WebhooksWrite)?;
    let (secret, sealed) = make(&app, &tx, id).await?;
    let webhook = webhooks::rotate(&tx, id, &sealed).await?;
    let version = webhook.version;
    let reply = Reply::ok(&show(webhook, &secret))?.version(version).with_secret();
    Ok(app.tenants.commit(tx, reply).await?)
}
