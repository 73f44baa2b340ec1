//! The delivery log: for each decision about a person and a channel, what became of it and why.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::platform::notification_deliveries as queries;
use tokio_postgres::Row;
use uuid::Uuid;

use super::{Decided, Notice, Reason};
use crate::{
    Result,
    ids::UserId,
    platform::paging::{Page, Paged, Sort},
    transaction::TenantTx,
};

/// How the log may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "d.created_at", sql_type: "timestamptz" }];

/// What `channel` can be.
pub const CHANNELS: &[&str] = &["in_app", "email", "all"];
/// What `status` can be.
pub const STATUSES: &[&str] = &["delivered", "waiting", "sent", "skipped"];

/// An entry of the log.
#[derive(Debug)]
pub struct Delivery {
    /// Its id.
    pub id: Uuid,
    /// Whom it is about.
    pub user: UserId,
    /// What was shown, while it is.
    pub notification: Option<Uuid>,
    /// The type.
    pub notification_type: String,
    /// One of [`CHANNELS`]; `all` where nothing went anywhere.
    pub channel: String,
    /// One of [`STATUSES`].
    pub status: String,
    /// A word of [`Reason`].
    pub reason: String,
    /// What it said.
    pub title: String,
    /// What it is about.
    pub resource: Option<(String, Uuid)>,
    /// When the mail is, or was, due.
    pub due_at: Option<Timestamp>,
    /// When the mail went.
    pub sent_at: Option<Timestamp>,
    /// When it was decided.
    pub created_at: Timestamp,
}

/// Which entries a list shows.
#[derive(Debug, Default)]
pub struct Filter {
    /// About whom; the caller, where nobody is named.
    pub user: Option<Uuid>,
    /// Of this type.
    pub notification_type: Option<String>,
    /// Of this channel.
    pub channel: Option<String>,
    /// In this status.
    pub status: Option<String>,
    /// About this notification.
    pub notification: Option<Uuid>,
}

/// Lists the log. What one was not told because one may not see it stays hidden from oneself: the entry would tell.
pub async fn list(tx: &TenantTx, filter: &Filter, page: &Page) -> Result<Paged<Delivery>> {
    let caller = tx.user()?.0;
    let user = filter.user.unwrap_or(caller);
    let hidden = (user == caller).then_some(Reason::NoAccess.name());
    page.fetch(
        tx,
        "d.id, d.user_id, d.notification_id, d.notification_type, d.channel, d.status, d.reason, d.title, \
         d.resource_type, d.resource_id, d.due_at, d.sent_at, d.created_at",
        "from platform.notification_deliveries d where d.organization_id = $1 and d.user_id = $2 \
         and ($3::text is null or d.notification_type = $3) \
         and ($4::text is null or d.channel = $4) \
         and ($5::text is null or d.status = $5) \
         and ($6::uuid is null or d.notification_id = $6) \
         and ($7::text is null or d.reason <> $7)",
        "d.id",
        &[
            &tx.organization().0,
            &user,
            &filter.notification_type,
            &filter.channel,
            &filter.status,
            &filter.notification,
            &hidden,
        ],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Delivery, tokio_postgres::Error> {
    let resource_type: Option<String> = row.try_get("resource_type")?;
    Ok(Delivery {
        id: row.try_get("id")?,
        user: UserId(row.try_get("user_id")?),
        notification: row.try_get("notification_id")?,
        notification_type: row.try_get("notification_type")?,
        channel: row.try_get("channel")?,
        status: row.try_get("status")?,
        reason: row.try_get("reason")?,
        title: row.try_get("title")?,
        resource: resource_type.zip(row.try_get("resource_id")?),
        due_at: row.try_get("due_at")?,
        sent_at: row.try_get("sent_at")?,
        created_at: row.try_get("created_at")?,
    })
}

/// Writes what was decided about a notice.
pub(super) async fn record(
    tx: &TenantTx,
    notice: &Notice,
    decided: &Decided,
    expires_at: Timestamp,
) -> Result<()> {
    let (client, organization, now) = (tx.client(), tx.organization().0, tx.now());
    let (kind, title, priority) = (notice.kind.key, &notice.title, notice.priority.name());
    let resource_type = notice.resource.map(|resource| resource.kind.name());
    let resource_id = notice.resource.map(|resource| resource.id);
    let new_ids = |count: usize| -> Vec<Uuid> { (0..count).map(|_| tx.id()).collect() };
    if !decided.skipped.is_empty() {
        let users: Vec<Uuid> = decided.skipped.iter().map(|row| row.0).collect();
        let channels: Vec<&str> = decided.skipped.iter().map(|row| row.1).collect();
        let reasons: Vec<&str> = decided.skipped.iter().map(|row| row.2.name()).collect();
        let ids = new_ids(users.len());
        queries::insert_skipped()
            .bind(
                client,
                &organization,
                &kind,
                title,
                &priority,
                &resource_type,
                &resource_id,
                &expires_at,
                &now,
                &ids,
                &users,
                &channels,
                &reasons,
            )
            .await?;
    }
    if !decided.shown.is_empty() {
        let users: Vec<Uuid> = decided.shown.iter().map(|row| row.0).collect();
        let notifications: Vec<Uuid> = decided.shown.iter().map(|row| row.1).collect();
        let reasons: Vec<&str> = decided.shown.iter().map(|row| row.2.name()).collect();
        let ids = new_ids(users.len());
        queries::insert_delivered()
            .bind(
                client,
                &organization,
                &kind,
                title,
                &priority,
                &resource_type,
                &resource_id,
                &expires_at,
                &now,
                &ids,
                &users,
                &notifications,
                &reasons,
            )
            .await?;
    }
    if !decided.mailed.is_empty() {
        let users: Vec<Uuid> = decided.mailed.iter().map(|row| row.0).collect();
        let notifications: Vec<Uuid> = decided.mailed.iter().map(|row| row.1).collect();
        let due: Vec<Timestamp> = decided.mailed.iter().map(|row| row.2).collect();
        let reasons: Vec<&str> = decided.mailed.iter().map(|row| row.3.name()).collect();
        let ids = new_ids(users.len());
        let content = json!({ "message": notice.message, "action_url": notice.action_url });
        queries::insert_waiting()
            .bind(
                client,
                &organization,
                &kind,
                title,
                &priority,
                &content,
                &resource_type,
                &resource_id,
                &expires_at,
                &now,
                &ids,
                &users,
                &notifications,
                &reasons,
                &due,
            )
            .await?;
    }
    Ok(())
}
