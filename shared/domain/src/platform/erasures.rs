//! Erasures: people who are forgotten. Asked for here, by the person or by their organization; done by
//! `handle-personal-data`, table by table, as the registry of [`super::personal_data`] says.
//!
//! Who asks for themselves is forgotten everywhere. Who is erased by an organization is forgotten there, and
//! everywhere if they belong nowhere else. What remains is the row here: a number without a name.

use jiff::Timestamp;
use serde_json::json;
use sql::queries::platform::erasures::{self, ErasureRow};
use tokio_postgres::Row;

use crate::{
    Error, Result,
    accounts::permissions::Permission,
    ids::{ErasureId, UserId},
    platform::{
        audit,
        outbox::{self, Effect, PersonalDataJob},
        paging::{Page, Paged, Sort},
    },
    transaction::TenantTx,
};

pub mod runs;

/// What `status` can be.
pub const STATUSES: &[&str] = &["QUEUED", "RUNNING", "SUCCEEDED", "FAILED"];

/// How lists of erasures may be sorted.
pub static SORTS: &[Sort] =
    &[Sort { name: "created_at", expression: "e.created_at", sql_type: "timestamptz" }];

/// How far an erasure goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What one organization keeps about the person.
    Organization,
    /// Everything, the account included.
    Account,
}

impl Scope {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Account => "account",
        }
    }

    /// By its word.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Organization, Self::Account].into_iter().find(|scope| scope.name() == name)
    }
}

/// An erasure.
#[derive(Debug, Clone)]
pub struct Erasure {
    /// Its id.
    pub id: ErasureId,
    /// Who is forgotten.
    pub user: UserId,
    /// Who asked for it.
    pub requested_by: UserId,
    /// One of [`STATUSES`].
    pub status: String,
    /// Why it FAILED: a code, and a sentence for people.
    pub failure: Option<(String, String)>,
    /// Rows erased or changed so far.
    pub rows: i64,
    /// Raised by every change.
    pub version: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it SUCCEEDED or FAILED.
    pub completed_at: Option<Timestamp>,
}

impl From<ErasureRow> for Erasure {
    fn from(row: ErasureRow) -> Self {
        Self {
            id: ErasureId(row.id),
            user: UserId(row.user_id),
            requested_by: UserId(row.requested_by),
            status: row.status,
            failure: row.failure_code.zip(row.failure_message),
            rows: row.progress_rows,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
            completed_at: row.completed_at,
        }
    }
}

/// An erasure in the organization: any for whoever may erase people, one's own for everybody.
///
/// # Errors
/// `NotFound` for anybody else's.
pub async fn get(tx: &TenantTx, id: ErasureId) -> Result<Erasure> {
    let sees_all = tx.may(Permission::ErasureRun);
    let row = erasures::find().bind(tx.client(), &id.0, &sees_all, &tx.user()?.0).opt().await?;
    row.map(Erasure::from).ok_or(Error::NotFound("erasure"))
}

/// Lists the organization's erasures.
pub async fn list(tx: &TenantTx, status: Option<&str>, page: &Page) -> Result<Paged<Erasure>> {
    page.fetch(
        tx,
        "e.id, e.user_id, e.requested_by, e.status, e.failure_code, e.failure_message, e.progress_rows, e.version, \
         e.created_at, e.updated_at, e.completed_at",
        "from platform.erasures e where e.organization_id = $1 and ($2::text is null or e.status = $2)",
        "e.id",
        &[&tx.organization().0, &status],
        read,
    )
    .await
}

fn read(row: &Row) -> std::result::Result<Erasure, tokio_postgres::Error> {
    let failure_code: Option<String> = row.try_get("failure_code")?;
    Ok(Erasure {
        id: ErasureId(row.try_get("id")?),
        user: UserId(row.try_get("user_id")?),
        requested_by: UserId(row.try_get("requested_by")?),
        status: row.try_get("status")?,
        failure: failure_code.zip(row.try_get("failure_message")?),
        rows: row.try_get("progress_rows")?,
        version: row.try_get("version")?,
        created_at: row.try_get("created_at")?,
        updated_at: row.try_get("updated_at")?,
        completed_at: row.try_get("completed_at")?,
    })
}

/// Asks for the erasure of somebody in the organization.
///
/// # Errors
/// `Invalid` where the person does not belong to it; `Refused` where an owner is erased by somebody who is none;
/// `Conflict` where nobody would own the organization any more.
pub async fn request(tx: &TenantTx, user: UserId) -> Result<Erasure> {
    let (client, organization) = (tx.client(), tx.organization().0);
    if !erasures::is_member().bind(client, &organization, &user.0).one().await? {
        return Err(Error::invalid("/user_id", "not_found", "there is no such person in the organization"));
    }
    let is_owner = async |user: UserId| erasures::is_owner().bind(client, &organization, &user.0).one().await;
    if is_owner(user).await? && !is_owner(tx.user()?).await? {
        return Err(Error::Refused {
            status: 403,
            code: "owners_only",
            detail: "an owner can be erased by an owner only".to_owned(),
        });
    }
    insert(tx, user, Scope::Organization).await
}

/// Asks for the erasure of the caller, everywhere.
///
/// # Errors
/// `Conflict` where nobody would own the organization any more.
pub async fn request_own(tx: &TenantTx) -> Result<Erasure> {
    insert(tx, tx.user()?, Scope::Account).await
}

async fn insert(tx: &TenantTx, user: UserId, scope: Scope) -> Result<Erasure> {
    let (client, organization) = (tx.client(), tx.organization());
    erasures::lock().bind(client, &organization.0).one().await?;
    if owns_alone(tx, user).await? {
        return Err(last_owner());
    }
    let row = erasures::insert()
        .bind(client, &tx.id(), &organization.0, &user.0, &tx.user()?.0, &scope.name(), &tx.now())
        .opt()
        .await?;
    let erasure = match row {
        Some(row) => Erasure::from(row),
        None => {
            let open = erasures::find_open().bind(client, &organization.0, &user.0).one().await?;
            if scope == Scope::Organization || open.scope == scope.name() {
                return Ok(Erasure::from(open));
            }
            Erasure::from(erasures::widen().bind(client, &tx.now(), &open.id).one().await?)
        }
    };
    let job = PersonalDataJob::Erase(erasure.id);
    outbox::publish(tx, Effect::HandlePersonalData { organization_id: organization, job }).await?;
    log(tx, "requested", &erasure, scope).await?;
    Ok(erasure)
}

/// Whether the organization would have no owner without the person.
pub async fn owns_alone(tx: &TenantTx, user: UserId) -> Result<bool> {
    Ok(erasures::owns_alone().bind(tx.client(), &tx.organization().0, &user.0).one().await?)
}

/// The error about somebody without whom an organization would belong to nobody.
pub fn last_owner() -> Error {
    Error::conflict(
        "last_owner",
        "an organization needs an owner: make somebody else one, or delete the organization, and repeat the request",
    )
}

async fn log(tx: &TenantTx, action: &str, erasure: &Erasure, scope: Scope) -> Result<()> {
    let entry = audit::Entry {
        action,
        resource_type: "erasure",
        resource_id: Some(erasure.id.0),
        new_values: Some(json!({ "user_id": erasure.user, "scope": scope.name() })),
        ..Default::default()
    };
    audit::record(tx, entry).await
}
